"""Office-holders out of a Wikidata export: added, known, in conflict or unmatched, never overwritten."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from communique.errors import DataError
from communique.knowledge import Knowledge
from communique.knowledge.overlay import write_update
from communique.knowledge.tables import read_tables
from communique.knowledge.wikidata import update_from_wikidata


def day(text: str, precision: int = 11) -> list[dict[str, Any]]:
    return [{"datavalue": {"value": {"time": f"+{text}T00:00:00Z", "precision": precision}}}]


def held(position: str, start: str, end: str | None = None, precision: int = 11) -> dict[str, Any]:
    qualifiers = {"P580": day(start, precision)} | ({"P582": day(end, precision)} if end else {})
    return {
        "mainsnak": {"datavalue": {"value": {"id": position}}},
        "qualifiers": qualifiers,
        "rank": "normal",
    }


def entity(id: str, label: str, claims: list[dict[str, Any]] | None = None, *aliases: str) -> dict[str, Any]:
    return {
        "id": id,
        "labels": {"en": {"value": label}},
        "aliases": {"en": [{"value": alias} for alias in aliases]},
        "claims": {"P39": claims or []},
    }


ENTITIES = [
    entity("Q1", "President of South Korea"),
    entity("Q2", "Prime Minister of Norway"),
    entity("Q3", "Grand Poobah of Titipu"),
    entity("Q10", "Moon Jae-in", [held("Q1", "2017-05-10", "2022-05-09")]),
    entity(
        "Q11",
        "Anna Nobody",
        [held("Q2", "1901-00-00", "1903-00-00", 9), held("Q3", "1885-03-14")],
        "A. Nobody",
    ),
    entity("Q12", "Bert Usurper", [held("Q1", "2018-01-01", "2019-01-01")]),
]


@pytest.mark.parametrize("form", ["array", "lines", "api", "dump"])
def test_entities_in_every_form(knowledge: Knowledge, tmp_path: Path, form: str) -> None:
    path = tmp_path / "export.json"
    path.write_text(
        {
            "array": json.dumps(ENTITIES),
            "lines": "\n".join(json.dumps(one) for one in ENTITIES),
            "api": json.dumps({"entities": {one["id"]: one for one in ENTITIES}}),
            "dump": "[\n" + ",\n".join(json.dumps(one) for one in ENTITIES) + "\n]\n",
        }[form]
    )
    update = update_from_wikidata(knowledge, path)
    assert (update.n_read, update.n_known) == (4, 1)
    assert [(row.id, row.wikidata) for row in update.persons if row.id == "anna_nobody"] == [
        ("anna_nobody", "Q11")
    ]
    assert [(row.person, row.office, row.precision) for row in update.tenures] == [
        ("anna_nobody", "nor_prime_minister", "year")
    ]
    assert [row.name for row in update.person_names] == ["A. Nobody"]
    assert len(update.conflicts) == 1
    assert "moon_jae_in" in update.conflicts[0][1]
    assert "Titipu" in update.unmatched[0][0]


def test_a_query_result(knowledge: Knowledge, tmp_path: Path) -> None:
    row = {
        "person": "Q11",
        "personLabel": "Anna Nobody",
        "positionLabel": "Prime Minister of Norway",
        "start": "1901-02-03T00:00:00Z",
        "end": "1902-02-03T00:00:00Z",
    }
    path = tmp_path / "query.json"
    path.write_text(
        json.dumps({"results": {"bindings": [{key: {"value": value} for key, value in row.items()}]}})
    )
    update = update_from_wikidata(knowledge, path)
    assert update.n_read == 1
    assert [(row.office, row.start.isoformat()) for row in update.tenures] == [
        ("nor_prime_minister", "1901-02-03")
    ]


def test_what_is_written_reads_back(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "export.json"
    path.write_text(json.dumps(ENTITIES))
    write_update(tmp_path / "overlay", "wikidata", update_from_wikidata(knowledge, path))
    tables = read_tables(tmp_path / "overlay")
    assert tables.warnings == []
    assert [row.person for row in tables.rows["tenures"]] == ["anna_nobody"]


def test_no_json_says_what_to_do(knowledge: Knowledge, tmp_path: Path) -> None:
    path = tmp_path / "export.csv"
    path.write_text("person,office\n")
    with pytest.raises(DataError, match="as JSON"):
        update_from_wikidata(knowledge, path)
