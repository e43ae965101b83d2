"""Places of events: the cases of tests/cases/event_places.yaml, choice between places of one name, the
dateline."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from tests.unit.resolve.factories import an_article, parsed, token_of

from communique.knowledge import Place as PlaceRow
from communique.knowledge import load_knowledge
from communique.records import Span
from communique.resolve import event_place, find_places, resolve
from communique.resolve.places import DATELINE, choose

CASES = Path(__file__).resolve().parents[2] / "cases" / "event_places.yaml"
FILE = yaml.safe_load(CASES.read_text("utf-8"))


@pytest.mark.parametrize("case", FILE["cases"], ids=lambda case: case["text"][:60])
def test_case(case: dict[str, Any]) -> None:
    article = an_article(case["text"], date(2013, 6, 16))
    parse = parsed(case["text"])
    located = resolve(parse, article, load_knowledge()).located
    for word, want in case["where"].items():
        place = event_place(*token_of(parse, word), set(), parse, article, located)
        if want is None:
            assert place is None
            continue
        assert place is not None, [span.place.text for span in located]
        assert [place.text, place.country, place.precision] == want
        assert parse.text[place.start : place.end] == place.text
        assert place.rule


def test_a_place_of_the_country_of_the_article_goes_before_a_bigger_one() -> None:
    rows = [
        PlaceRow("tripoli", "Tripoli", "LBY", 32.9, 13.2, "city", "", 1_150_000, None, "t"),
        PlaceRow("tripoli_lb", "Tripoli", "LBN", 34.4, 35.8, "city", "", 229_000, None, "t"),
    ]
    assert choose(rows, Counter({"LBN": 2}))[0].id == "tripoli_lb"
    assert choose(rows, Counter())[0].id == "tripoli"
    assert "populous" in choose(rows, Counter())[1]


def test_the_dateline_tells_the_place_only_of_a_meeting_in_the_first_sentence() -> None:
    text = "ASMARA — The two leaders met on Monday. They met again later."
    article = msgspec.structs.replace(
        an_article(text, date(2018, 7, 10)), dateline=Span(0, 8, "ASMARA —"), dateline_place="ASMARA"
    )
    parse = parsed(text)
    located = find_places(parse, article, load_knowledge())
    assert any(span.sentence == DATELINE for span in located)
    index, token = token_of(parse, "met")
    place = event_place(index, token, set(), parse, article, located)
    assert place is not None
    assert "dateline" in place.rule
    assert place.country == "ERI"
    later = parse.sentences[-1].form.index("met")
    assert event_place(len(parse.sentences) - 1, later, set(), parse, article, located) is None


def test_an_unknown_place_has_no_coordinates() -> None:
    text = "The army shelled houses in Zzyzxburg on Friday."
    located = find_places(parsed(text), an_article(text), load_knowledge())
    for span in located:
        assert span.place.lat is None
