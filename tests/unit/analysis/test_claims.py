"""Checking claims."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest
from tests.factories import TEXT, a_coding, a_day, a_reference, a_situation, an_actor

from communique.analysis.claims import check
from communique.records import Coding, Situation, Span
from communique.stories.events import merge

TOLD = a_coding(id="told", document=a_reference(title="Talks offered"))
MORE = "He also rejected the ban."


class Sentence(NamedTuple):
    codings: tuple[Coding, ...]
    situations: tuple[Situation, ...] = ()


def coder_of(**fields: object):
    claim = "Norland offered talks to Sudland in June 2013."
    base = {
        "evidence": Span(0, len(claim), claim), "trigger": Span(8, 15, "offered"), "content": Span(16, 21, "talks"),
        "actors": (an_actor("KOR", "Norland"),), "recipients": (an_actor("PRK", "Sudland"),),
        "date": a_day(date(2013, 6, 1), end=date(2013, 6, 30), precision="month", text="in June 2013"),
    }  # fmt: skip
    coding = a_coding(id="claim", **{**base, **fields})

    def coder(sentence: str) -> Sentence:
        return Sentence((coding,))

    return claim, coder


def verdict(told: list[Coding], **fields: object):
    claim, coder = coder_of(**fields)
    return check(claim, coder, merge(told, "none"), {c.id: c for c in told}, {"d1": TEXT}.get)


def test_a_claim_that_is_in_the_file_is_supported_verbatim() -> None:
    found = verdict([TOLD])
    assert found.verdict == "supported"
    (quote,) = found.quotes
    assert quote.text == TEXT[quote.start : quote.end]
    assert "Norland" in quote.text
    assert "Sudland" in quote.text


@pytest.mark.parametrize(
    "changes",
    [
        {"date": a_day(date(2014, 1, 1))},
        {"actors": (an_actor("FRA", "Westland"),)},
        {"event_type": "ASSAULT"},
    ],
)
def test_another_day_party_or_act_is_not_in_the_file(changes: dict) -> None:
    assert verdict([TOLD], **changes).verdict == "not in the file"


def test_the_other_direction_or_a_denial_contradicts() -> None:
    swapped = {"actors": (an_actor("PRK", "Sudland"),), "recipients": (an_actor("KOR", "Norland"),)}
    assert verdict([TOLD], **swapped).verdict == "contradicted"
    denied = a_coding(id="told", status="denied")
    assert verdict([denied]).verdict == "contradicted"
    assert verdict([denied], status="denied").verdict == "supported"


def test_a_pronoun_is_quoted_with_its_name() -> None:
    text = "Norland's envoy spoke in Sudland. He offered talks."
    at = text.index("He offered")
    told = a_coding(
        id="told", evidence=Span.of(text, at, len(text)), trigger=Span.of(text, at + 3, at + 10), content=None,
        actors=(an_actor("KOR", "He"),), document=a_reference(title="Envoy"),
    )  # fmt: skip
    claim, coder = coder_of()
    found = check(claim, coder, merge([told], "none"), {"told": told}, {"d1": text}.get)
    assert found.verdict == "supported"
    assert found.quotes[0].text == text


def test_a_sentence_without_an_act_is_told_so() -> None:
    found = check("It rained.", lambda sentence: Sentence(()), [], {}, {}.get)
    assert found.verdict == "not in the file"
    assert "no act" in found.why


def test_a_person_of_the_claim_must_stand_in_the_quote() -> None:
    other = (an_actor("PRK", "Ivo Marsh", sector="CVL", kind="person"),)
    assert verdict([TOLD], recipients=other).verdict == "not in the file"


def test_a_year_that_the_coder_did_not_read_still_counts() -> None:
    undated = a_day(None)
    assert verdict([TOLD], date=undated).verdict == "supported"
    old = a_coding(id="told", date=a_day(date(2009, 1, 1)))
    assert verdict([old], date=undated).verdict == "not in the file"


def test_other_words_for_one_situation_are_the_same_act() -> None:
    claim = "Norland severed its zwistline to Sudland."
    text = "Norland unplugged every quorphone to Sudland."
    asked = a_coding(
        id="claim", document=a_reference(id="claim"), evidence=Span(0, len(claim), claim), trigger=Span.of(claim, 8, 15),
        content=None,
    )  # fmt: skip
    told = a_coding(
        id="told", evidence=Span(0, len(text), text), trigger=Span.of(text, 8, 17), content=None,
        document=a_reference(title="Lines"),
    )  # fmt: skip
    of_claim = a_situation(id="s1", document=asked.document, evidence=asked.evidence, kind="channel_cut")
    for kind, verdict_ in (("channel_cut", "supported"), ("border_closed", "not in the file")):
        of_report = a_situation(id="s2", document=told.document, evidence=told.evidence, kind=kind)
        found = check(
            claim, lambda _: Sentence((asked,), (of_claim,)), merge([told], "none"), {"told": told},
            {told.document.id: text}.get, [of_report],
        )  # fmt: skip
        assert found.verdict == verdict_
