"""Statements: speaker, addressee, what was said."""

from __future__ import annotations

import pytest
from tests.factories import a_document

from communique.pipeline import Kernel


@pytest.mark.parametrize(
    ("text", "speaker", "said", "mode"),
    [
        (
            "The Iranian president said the talks were useful.",
            "president",
            "the talks were useful",
            "indirect",
        ),
        (
            "“The talks were useful,” the Iranian president said.",
            "president",
            "The talks were useful",
            "direct",
        ),
        ("Iran told France that the talks were over.", "Iran", "the talks were over", "indirect"),
        ("The talks were over, the Iranian army said.", "army", "The talks were over", "indirect"),
    ],
)
def test_statements(kernel: Kernel, text: str, speaker: str, said: str, mode: str) -> None:
    (outcome,) = kernel.process([a_document(text)])
    assert len(outcome.statements) == 1
    (statement,) = outcome.statements
    assert speaker in statement.speaker.text
    assert said in statement.span.text
    assert statement.mode == mode


def test_the_hearer_is_the_addressee(kernel: Kernel) -> None:
    (outcome,) = kernel.process([a_document("Iran told France that the talks were over.")])
    (statement,) = outcome.statements
    assert statement.addressee is not None
    assert statement.addressee.code == "FRA"


def test_a_speaker_of_the_sentence_before_is_no_word_of_this_one(kernel: Kernel) -> None:
    first = (
        '"After many years of patience with every neighbour and every broken treaty our people are tired," said '
        "the president of Kenya on a long and dusty road outside the old capital of the northern province."
    )
    second = '"Ethiopia must leave.'
    (outcome,) = kernel.process([a_document(f"{first}\n{second}")])
    (asked,) = [one for one in outcome.codings if one.event_type == "REQUEST"]
    assert ([a.country for a in asked.actors], [a.country for a in asked.recipients]) == (["KEN"], ["ETH"])


def test_what_must_be_done_is_asked_by_the_speaker(kernel: Kernel) -> None:
    (outcome,) = kernel.process([a_document("Israel must leave the village, the Lebanese president said.")])
    (request,) = [coding for coding in outcome.codings if coding.event_type == "REQUEST"]
    assert [actor.country for actor in request.actors] == ["LBN"]
    assert [actor.country for actor in request.recipients] == ["ISR"]
