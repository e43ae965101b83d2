"""PLOVER JSON out and in."""

from __future__ import annotations

import io
import json
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories import DAY, TEXT, a_coding, a_day, a_reference, an_actor

from communique.errors import UsageError
from communique.exchange.given import Given
from communique.exchange.jsonl import limit_quotes
from communique.exchange.occurrence import Selection, of_codings
from communique.exchange.plover import read_plover, write_plover
from communique.records import Coding, Place, Refusal

FIELDS = (
    "id has_event date time enddate endtime actor recipient event event_loc event_text quad_code event_scale mode "
    "context link text text_info cite_info coder coded_date coded_time comment"
).split()
"""The 23 fields of the manual, in order."""


def written(*codings: Coding, **settings: Any) -> tuple[list[dict[str, Any]], bytes, Counter[str]]:
    out, left = io.BytesIO(), Counter[str]()
    n = write_plover(of_codings(codings), out, Selection(**settings), left)
    events = json.loads(out.getvalue())
    assert n == len(events)
    return events, out.getvalue(), left


def back(content: bytes, tmp_path: Path) -> list[Coding | Refusal]:
    path = tmp_path / "events.json"
    path.write_bytes(content)
    return [record.coding if isinstance(record, Given) else record for record in read_plover(path)]


def test_fields_of_the_manual_in_its_order() -> None:
    place = Place(0, 5, "Seoul", "Seoul", "KOR", 37.5, 127.0, 7, "district", "test")
    (event,), _, _ = written(
        a_coding("CONSULT", mode="visit", status="happened", place=place, background=True)
    )
    assert [name for name in FIELDS if name in event] == list(event)
    assert {"id", "date", "actor", "event"} <= set(event)
    assert event["event"] == ["CONSULT"]
    assert event["mode"] == ["visit", "historical"]
    assert event["actor"] == [{"code": "KOR", "entity_text": "Norland", "identifier_text": "Norland"}]
    assert event["event_loc"]["resolution"] == 3
    assert event["event_loc"]["district"] == "Seoul"
    assert event["text"] == TEXT


def test_intervals_of_any_length_are_kept() -> None:
    year = a_day(date(2013, 1, 1), end=date(2013, 12, 31), precision="year")
    (event,), _, _ = written(a_coding(date=year))
    assert (event["date"], event["enddate"]) == ("2013-01-01", "2013-12-31")
    events, _, left = written(a_coding(date=a_day(None)))
    assert events == []
    assert left == Counter({"exchange.undated": 1})


def test_auxiliary_modes_say_what_was_not_done() -> None:
    (event,), _, _ = written(a_coding("ASSAULT", status="planned"), every_status=True)
    assert event["mode"] == ["future"]


def test_limited_quotations_stay_limited() -> None:
    (event,), _, _ = written(limit_quotes(a_coding(), 0))  # type: ignore[arg-type]
    assert not {"text", "text_info", "event_text"} & set(event)
    assert "entity_text" not in event["actor"][0]


@pytest.mark.parametrize("form", ["ours", "pretty", "lines", "one line"])
def test_what_goes_out_comes_back(form: str, tmp_path: Path) -> None:
    coding = a_coding(
        "AID",
        status="happened",
        date=a_day(DAY, end=date(2013, 6, 20), precision="range"),
        actors=(
            an_actor(None, "UN", code="UNO"),
            an_actor("USA", "Norland", sector="MIL", office="Chief of Staff"),
        ),
        place=Place(0, 5, "Seoul", "Seoul", "KOR", 37.5, 127.0, 7, "city", "test"),
        document=a_reference(source="https://x.example/1", outlet="Paper", title="A title"),
        background=True,
    )
    events, content, _ = written(coding, a_coding(id="c2", document=a_reference(id="d2", published=None)))
    if form == "pretty":
        content = json.dumps(events, indent=2).encode()
    elif form == "lines":
        content = b"\n".join(json.dumps(event).encode() for event in events)
    elif form == "one line":
        content = json.dumps(events).encode()
    again, second = back(content, tmp_path)
    assert isinstance(again, Coding)
    assert isinstance(second, Coding)
    assert (again.event_type, again.background, again.status) == ("AID", True, "happened")
    assert (again.date.start, again.date.end) == (DAY, date(2013, 6, 20))
    assert [actor.code for actor in again.actors] == ["UNO", "USAMIL"]
    assert again.actors[1].office == "Chief of Staff"
    assert again.evidence.text == TEXT
    assert again.document == coding.document
    assert again.place is not None
    assert (again.place.name, again.place.precision, again.place.geonameid) == ("Seoul", "city", 7)
    assert second.document.id == "d2"


def test_bad_events_are_refused_and_the_rest_loads(tmp_path: Path) -> None:
    good = json.dumps(written(a_coding())[0][0])
    lines = [
        "[",
        good + ",",
        '{"id": "2"},',
        "{broken,",
        '{"id": "3", "date": "2013-06-01", "event": ["FIGHT"], "actor": [{"code": "USA"}]},',
        '{"id": "4", "date": "2013-06-01", "enddate": "2013-05-01", '
        '"event": ["AID"], "actor": [{"code": "USA"}]},',
        '{"id": "5", "date": "2013-06-01", "event": ["AID"], "actor": ["USA"]},',
        good,
        "]",
    ]
    found = back("\n".join(lines).encode(), tmp_path)
    assert [r.reason if isinstance(r, Refusal) else "loaded" for r in found] == [
        "loaded", "exchange.bad_date", "exchange.broken_json", "exchange.bad_type", "exchange.bad_date",
        "exchange.bad_field", "loaded",
    ]  # fmt: skip
    assert found[1].document.source.endswith("events.json:3")


def test_a_file_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no PLOVER JSON"):
        back(b"Event ID\tEvent Date\n", tmp_path)
