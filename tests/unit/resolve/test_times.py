"""Time expressions: the cases of tests/cases/dates.yaml, and what must hold for any text."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.unit.resolve.factories import an_article, parsed

from communique.records import Span
from communique.resolve import article_times, find_times
from communique.resolve.times import dateline_day

CASES = Path(__file__).resolve().parents[2] / "cases" / "dates.yaml"
FILE = yaml.safe_load(CASES.read_text("utf-8"))


def day_or_none(value: Any) -> date | None:
    return value if value is None or isinstance(value, date) else date.fromisoformat(str(value))


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    published = case.get("published", FILE["published"])
    found = [span.expression for span in find_times(parsed(case["text"]), published)]
    seen = [(e.text, e.value) for e in found]
    assert len(found) == len(case["dates"]), seen
    for words, want in case["dates"].items():
        match = [e for e in found if str(words) in e.text]
        assert match, f"{words!r} not found among {seen}"
        value = want[0] if isinstance(want, list) else want
        assert match[0].value == str(value), seen
        if isinstance(want, list):
            assert (match[0].first, match[0].last) == (day_or_none(want[1]), day_or_none(want[2]))
    for words in case.get("none", ()):
        assert not [e for e in found if words in e.text], seen
    if "flag" in case:
        assert any(case["flag"] in e.rule for e in found), [e.rule for e in found]


@pytest.mark.parametrize("case", FILE["cases"][::5], ids=lambda case: case["text"][:60])
def test_spans_lie_in_their_sentence_and_carry_their_words(case: dict[str, Any]) -> None:
    parse = parsed(case["text"])
    for span in find_times(parse, FILE["published"]):
        sentence, e = parse.sentences[span.sentence], span.expression
        assert parse.text[e.start : e.end] == e.text
        assert sentence.token_start[span.first] <= e.start < e.end <= sentence.token_end[span.last - 1]
        assert span.first <= span.head < span.last
        assert e.first is None or (e.last is not None and e.first <= e.last)


def test_an_undated_text_never_takes_the_day_of_the_run() -> None:
    text = "Today the council met. On Monday it will meet again, and in March it had met twice this year."
    for span in find_times(parsed(text), None):
        assert span.expression.first is None
        assert span.expression.last is None


def test_the_same_text_gives_the_same_answer_twice() -> None:
    text = "On June 3, two weeks ago, the 2010 accord ended; the next day it was renewed for five years."
    assert find_times(parsed(text), date(2013, 6, 17)) == find_times(parsed(text), date(2013, 6, 17))


def test_a_history_counts_from_the_time_last_mentioned() -> None:
    text = (
        "In 1914 the war began. In August 1914 the army crossed the river. On 12 September the battle ended. "
        "In 1915 it was renewed. The following year another front opened. By March 1917 it was over."
    )
    values = [span.expression.value for span in find_times(parsed(text), date(2009, 12, 19))]
    assert values == ["1914", "1914-08", "1914-09-12", "1915", "1916", "1917-03"]


def test_a_title_reports_the_past_in_the_present_tense() -> None:
    parse = parsed("North Korea fires missile Friday")
    assert find_times(parse, date(2013, 6, 16), headlines=frozenset({0}))[0].expression.value == "2013-06-14"


def test_today_is_the_day_of_the_dateline() -> None:
    text = "SEOUL, June 15 — The envoy left today."
    article = an_article(text, date(2013, 6, 16))
    dated = type(article)(
        article.document_id, article.source, text, None, article.blocks, article.published,
        dateline=Span(0, 17, "SEOUL, June 15 —"), dateline_place="SEOUL",
    )  # fmt: skip
    assert dateline_day(dated) == date(2013, 6, 15)
    values = [s.expression.value for s in article_times(parsed(text), dated) if s.expression.text == "today"]
    assert values == ["2013-06-15"]


@pytest.mark.parametrize(
    "text",
    ["", " ", "31 31 31 31 2013 2013", "the the the", "February 29, 1900", "99999999999999999999 years ago",
    "0000-00-00",
     "week 99 of 2013", "10000 years ago", "in 9,999,999 years", "the 99th century", "Q9 2013",
     "25:61 p.m.", "'99 '00",
     "May " * 300, "two " * 300 + "days ago", "9999 centuries later on 31 December 9999, the next day"],
)  # fmt: skip
def test_nonsense_does_no_harm(text: str) -> None:
    for published in (date(2013, 6, 16), date.min, date.max, None):
        for span in find_times(parsed(text), published):
            found = span.expression
            assert text[found.start : found.end] == found.text
            assert found.value
            assert found.first is None or found.last is None or found.first <= found.last
