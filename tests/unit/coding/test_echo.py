"""Acts told by pointing at another one."""

from __future__ import annotations

import pytest
from tests.factories import a_document

from communique.pipeline import Kernel


def told(kernel: Kernel, text: str) -> set[tuple[str, str, str]]:
    (outcome,) = kernel.process([a_document(text)])
    return {
        (actor.code or "", coding.event_type, other.code or "")
        for coding in outcome.codings
        for actor in coding.actors
        for other in coding.recipients
    }


@pytest.mark.parametrize(
    "text",
    [
        "Norway condemned the Burmese junta on Monday. Canada did likewise.",
        "Norway condemned the Burmese junta on Monday. So did Canada.",
        "Norway condemned the Burmese junta on Monday. Canada followed suit.",
        "Norway condemned the Burmese junta on Monday. Canada did the same.",
    ],
)
def test_the_act_told_last_is_done_by_another(kernel: Kernel, text: str) -> None:
    found = told(kernel, text)
    assert ("NOR", "ACCUSE", "MMRGOV") in found
    assert ("CAN", "ACCUSE", "MMRGOV") in found


def test_a_denial_repeats_nothing(kernel: Kernel) -> None:
    found = told(kernel, "Norway condemned the Burmese junta on Monday. Canada did not do the same.")
    assert not any(who == "CAN" for who, _, _ in found)


def test_nothing_is_repeated_where_nothing_was_told(kernel: Kernel) -> None:
    assert not told(kernel, "Canada did the same.")
