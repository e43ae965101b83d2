"""Records: frozen, exact about their spans, the same after a trip through the wire formats."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from tests.factories import TEXT, a_coding, a_reference, an_article, an_outcome

from communique.pipeline import Outcome
from communique.records import Block, Refusal, Span, short_id


def test_a_span_covers_what_it_says() -> None:
    assert Span.of("naïve 😀 text", 6, 7) == Span(6, 7, "😀")
    assert Span.of("abc", 3, 3).text == ""


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 4)])
def test_a_span_outside_its_text_is_an_error_that_says_so(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=f"{start}:{end} lies outside a text of 3 characters"):
        Span.of("abc", start, end)


def test_ids_depend_on_every_part_and_on_their_borders() -> None:
    assert short_id("a", 1) == short_id("a", 1) == short_id("a", "1")
    assert short_id("ab", "c") != short_id("a", "bc")
    assert len(short_id("x")) == 16
    assert short_id("\ud800")  # a lone surrogate from broken input is no error


def test_ids_stay_what_they_were() -> None:
    """Decisions of people hang on ids: this value may never change."""
    assert short_id("d1", "coding", 12) == "70f7563ecbd6dc7d"


def test_records_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        a_coding().status = "happened"  # type: ignore[misc]


def test_read_ranges_leave_out_what_is_no_text_of_the_report() -> None:
    kinds = [
        "title",
        "byline",
        "dateline",
        "body",
        "dropped",
        "subhead",
        "caption",
        "credit",
        "date",
        "outlet",
    ]
    blocks = tuple(Block(n, n + 1, kind, "clean.body") for n, kind in enumerate(kinds))
    article = an_article(TEXT, blocks=blocks)
    assert [block.kind for block in article.read_ranges()] == ["title", "body", "subhead", "caption"]


def test_an_outcome_survives_the_way_between_processes() -> None:
    refusal = Refusal(
        "r", a_reference(published=date(2013, 6, 16)), "coding", "status.negated", "x", Span(0, 1, "x")
    )
    outcome = an_outcome(a_coding(), refusals=(refusal,))
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(outcome), type=Outcome) == outcome
