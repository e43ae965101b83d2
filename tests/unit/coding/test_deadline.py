"""By when an offer, a demand or a threat runs."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import a_document

from communique.pipeline import Kernel

DAY = date(2013, 6, 16)  # a Sunday


@pytest.mark.parametrize(
    ("text", "kind", "words", "last"),
    [
        ("France demanded that Iran free the two students within 72 hours.", "REQUEST", "72 hours", "2013-06-19"),
        ("ECOWAS gave the junta in Niger one week to restore President Bazoum or face the use of force.", "", "one week", "2013-06-23"),
        ("Iran promised France to free the two students by July.", "AGREE", "July", "2013-07-31"),
        ("Seoul threatened to cut aid to Pyongyang unless it frees the crew before Friday.", "THREATEN", "Friday",
         "2013-06-20"),
    ],
)  # fmt: skip
def test_deadline(kernel: Kernel, text: str, kind: str, words: str, last: str) -> None:
    (outcome,) = kernel.process([a_document(text, published=DAY)])
    found = [c.deadline for c in outcome.codings if c.event_type == kind or not kind]
    assert found
    assert found[0] is not None
    assert words in (found[0].text or "")
    assert str(found[0].end) == last


def test_a_day_of_the_act_is_no_deadline(kernel: Kernel) -> None:
    (outcome,) = kernel.process(
        [a_document("On Friday France demanded an apology from Iran.", published=DAY)]
    )
    assert all(coding.deadline is None for coding in outcome.codings)


def test_deeds_have_none(kernel: Kernel) -> None:
    (outcome,) = kernel.process([a_document("Iran expelled two French diplomats by noon.", published=DAY)])
    assert all(coding.deadline is None for coding in outcome.codings)
