"""Fields beside type and parties: date, status cue, condition, content, counts, place, speakers, zones, situations."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import a_document

from communique.pipeline import Kernel, Outcome
from communique.records import Coding, Document

DAY = date(2019, 3, 15)  # a Friday


@pytest.fixture
def read(kernel: Kernel):  # type: ignore[no-untyped-def]
    """text → its outcome, published on DAY."""

    def run(text: str, **fields: object) -> Outcome:
        (outcome,) = kernel.process([a_document(text, **{"published": DAY, **fields})])
        return outcome

    return run


def the(outcome: Outcome, kind: str) -> Coding:
    """The first coding of a type."""
    found = [coding for coding in outcome.codings if coding.event_type == kind]
    assert found, [(c.event_type, c.trigger.text) for c in outcome.codings]
    return found[0]


@pytest.mark.parametrize(
    ("text", "kind", "first", "last", "basis"),
    [
        ("Iran and Iraq signed a treaty on Tuesday.", "SUPPORT", "2019-03-12", "2019-03-12", "expression"),
        ("Iran and Iraq signed a treaty on 3 May 2014.", "SUPPORT", "2014-05-03", "2014-05-03", "expression"),
        ("In June 2012, Israel bombed Syria.", "ASSAULT", "2012-06-01", "2012-06-30", "expression"),
        (
            "The presidents of Kenya and Uganda met last month.",
            "CONSULT",
            "2019-02-01",
            "2019-02-28",
            "expression",
        ),
        ("Chile will send aid to Haiti on Sunday.", "AGREE", "2019-03-17", "2019-03-17", "expression"),
    ],
)
def test_dates_follow_the_words(read, text: str, kind: str, first: str, last: str, basis: str) -> None:  # type: ignore[no-untyped-def]
    when = the(read(text), kind).date
    assert (str(when.start), str(when.end), when.basis) == (first, last, basis)


def test_without_a_word_or_a_day_nothing_is_known(read) -> None:  # type: ignore[no-untyped-def]
    when = the(read("Poland expelled a Belarusian diplomat.", published=None), "SANCTION").date
    assert (when.start, when.precision) == (None, "unknown")


def test_background_is_not_dated_by_the_publication(read) -> None:  # type: ignore[no-untyped-def]
    coding = the(read("The two countries have been rivals since Iraq invaded Kuwait in 1990."), "ASSAULT")
    assert coding.background
    assert coding.date.basis != "publication"
    assert coding.date.start is not None
    assert coding.date.start.year == 1990


def test_condition_content_and_cue(read) -> None:  # type: ignore[no-untyped-def]
    coding = the(read("Turkey offered talks to Greece if it stops drilling near Cyprus."), "AGREE")
    assert coding.condition is not None
    assert coding.condition.text.startswith("if it stops drilling")
    assert coding.content is not None
    assert "talks" in coding.content.text
    assert coding.status_cue is not None
    assert coding.status_cue.text == "offered"


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("Israeli shells killed 12 Palestinians in Gaza.", "killed", 12, 12),
        ("Syrian jets killed at least 30 rebels in Idlib.", "killed", 30, 30),
        ("Police in Belarus arrested about 1,200 protesters.", "arrested", 1200, 1200),
        pytest.param(
            "Sudanese soldiers shot dead two dozen protesters.", "killed", 24, 24,
            marks=pytest.mark.xfail(reason="'shot dead' counts nobody", strict=True),
        ),
        pytest.param(
            "Ethiopian troops killed between 40 and 50 rebels.", "killed", 40, 50,
            marks=pytest.mark.xfail(reason="'between … and …' is read as its second number", strict=True),
        ),
    ],
)  # fmt: skip
def test_counts(read, text: str, kind: str, low: float, high: float) -> None:  # type: ignore[no-untyped-def]
    found = [(m.kind, m.low, m.high) for coding in read(text).codings for m in coding.magnitude]
    assert (kind, low, high) in found


def test_money_has_a_unit(read) -> None:  # type: ignore[no-untyped-def]
    coding = the(read("Japan gave Laos 30 million dollars in aid."), "AID")
    (money,) = [m for m in coding.magnitude if m.kind == "money"]
    assert (money.low, money.unit) == (30_000_000, "USD")


def test_place(read) -> None:  # type: ignore[no-untyped-def]
    place = the(read("Rebels attacked an army post in Aleppo, Syria."), "ASSAULT").place
    assert place is not None
    assert place.text.startswith("Aleppo")
    assert place.country == "SYR"


def test_speakers_nearest_first(read) -> None:  # type: ignore[no-untyped-def]
    coding = the(
        read("Russia had shelled Ukraine, the Ukrainian army said, according to Interfax."), "ASSAULT"
    )
    names = [link.text for link in coding.attribution]
    assert "army" in names[0]
    assert any("Interfax" in name for name in names[1:])


def test_a_quotation_is_a_statement(read) -> None:  # type: ignore[no-untyped-def]
    text = "“We will never give up our islands,” the Japanese foreign minister said."
    (statement, *_) = read(text).statements
    assert statement.speaker.country == "JPN"
    assert statement.mode == "direct"
    assert "never give up" in statement.span.text


def test_a_standing_state_is_a_situation(read) -> None:  # type: ignore[no-untyped-def]
    situations = read("The two Koreas are technically still at war.").situations
    assert situations
    assert situations[0].holds
    assert {actor.country for actor in situations[0].parties} == {"KOR", "PRK"}


def test_a_headline_that_says_it_again_points_to_the_body(kernel: Kernel) -> None:
    text = (
        "Poland expels two Belarusian diplomats\n\nWARSAW, March 15 (Reuters) - Poland expelled two Belarusian diplomats on "
        "Friday, the foreign ministry said.\n\nThe ministry gave no reason for the step. It called the matter closed.\n"
    )
    (outcome,) = kernel.process([Document("h", "h.txt", text, published=DAY)])
    zones = {coding.zone: coding for coding in outcome.codings if coding.event_type == "SANCTION"}
    assert set(zones) == {"title", "body"}
    assert zones["title"].restates == zones["body"].id
    assert zones["body"].restates is None


def test_a_dateline_gives_nothing(kernel: Kernel) -> None:
    text = "MOSCOW, March 15 (TASS) - The weather was mild.\n\nThe trams ran on time, and the parks were full of people.\n"
    (outcome,) = kernel.process([Document("h", "h.txt", text, published=DAY)])
    assert not outcome.codings


def test_confidence_orders_but_changes_nothing(kernel: Kernel) -> None:
    from communique.pipeline import Options

    text = "Iran accused Israel of sabotage. Rebels fought soldiers. Talks between Chad and Niger were held in Paris."
    everything = kernel.process([a_document(text)])[0].codings
    sure = Kernel(Options(min_confidence=0.6)).process([a_document(text)])[0].codings
    assert [coding.id for coding in sure] == [coding.id for coding in everything if coding.confidence >= 0.6]
