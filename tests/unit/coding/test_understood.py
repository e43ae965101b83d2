"""Parties that a sentence leaves unsaid and the text before it names."""

from __future__ import annotations

import pytest
from tests.factories import a_document

from communique.pipeline import Kernel
from communique.records import Coding


def coded(kernel: Kernel, text: str, trigger: str) -> Coding:
    """The coding of a trigger word."""
    (outcome,) = kernel.process([a_document(text)])
    return next(coding for coding in outcome.codings if coding.trigger.text == trigger)


def codes(coding: Coding) -> tuple[list[str | None], list[str | None]]:
    return [a.country for a in coding.actors], [a.country for a in coding.recipients]


@pytest.mark.parametrize(
    ("text", "trigger", "actors", "recipients"),
    [
        ("Lima said it regretted the decision of Chile.", "regretted", ["PER"], ["CHL"]),
        ("Peru accused Chile of spying. Chile rejected the charge. It said it would expel four more.",
         "expel", ["CHL"], ["PER"]),
        ("If Kenya closed the port, the premier of Uganda warned, his army would respond.",
         "warned", ["UGA"], ["KEN"]),
        ("Norway said it would withdraw its troops from Mali.", "withdraw", ["NOR"], ["MLI"]),
    ],
)  # fmt: skip
def test_the_other_party(
    kernel: Kernel, text: str, trigger: str, actors: list[str], recipients: list[str]
) -> None:
    assert codes(coded(kernel, text, trigger)) == (actors, recipients)


def test_states_that_nobody_lists_keep_their_words(kernel: Kernel) -> None:
    coding = coded(kernel, "Nearly 70 countries have imposed sanctions on Belarus.", "imposed")
    assert [(a.text, a.code, a.rule) for a in coding.actors] == [
        ("Nearly 70 countries", None, "states without a name")
    ]


def test_an_open_pronoun_stands_for_who_acted_last(kernel: Kernel) -> None:
    text = "Britain, France and Germany voiced regret. They urged Iran to come back to the talks."
    assert codes(coded(kernel, text, "urged")) == (["GBR", "FRA", "DEU"], ["IRN"])
