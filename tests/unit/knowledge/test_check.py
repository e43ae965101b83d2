"""The shipped tables pass their own check, and the check sees what it should."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.knowledge import Knowledge
from communique.knowledge.check import check_knowledge, un_members
from communique.knowledge.codebook import SECTOR_MEANING, pages
from communique.knowledge.rows import ROW_TYPES
from communique.knowledge.vocabulary import INTERNATIONAL_SECTORS, SECTORS

EXAMPLE = Path(__file__).parents[3] / "examples" / "knowledge-overlay"


def test_the_shipped_tables_have_no_error() -> None:
    report = check_knowledge()
    assert [str(finding) for finding in report.of_level("error")] == []


def test_they_have_the_promised_size() -> None:
    counts = check_knowledge().counts
    floors = {
        "countries": 290,
        "country_names": 4400,
        "organisations": 3000,
        "tenures": 4000,
        "places": 1000,
        "agents": 2000,
        "titles": 800,
        "ambiguous": 250,
    }
    assert {table: counts[table] for table in floors if counts[table] < floors[table]} == {}


def test_there_are_193_members() -> None:
    assert len(un_members()) == 193


def test_the_example_region_fits() -> None:
    assert check_knowledge(overlay=EXAMPLE).of_level("error") == []


BROKEN = {
    "tenures": (
        "person,office,start,end,precision,source\n"
        "anna,mayor,2001-01-01,2004-01-01,day,recall\n"
        "bert,mayor,2003-01-01,2005-01-01,day,recall\n"
        "carl,mayor,2006-01-01,2005-01-01,day,recall\n"
        "dora,mayor,2007-01-01,2008-01-01,day,recall\n"
        "anna,mayor,2010-01-01,,day,hearsay\n"
    ),
    "persons": (
        "id,name,name_order,country,sector,wikidata,source\n"
        "anna,Anna A,given_first,FRD,GOV,Q1,recall\n"
        "bert,Bert B,sideways,FRD,GOV,Q1,recall\n"
        "carl,Anna A,given_first,SYL,GOV,,recall\n"
    ),
    "offices": (
        "id,country,organisation,sector,kind,single_seat,valid_from,valid_to,source\n"
        "mayor,FRD,,GOV,governor,1,2000-01-01,2009-01-01,recall\n"
    ),
    "countries": "id,source\nFRD,recall\nSYL,recall\n",
    "country_names": (
        "country,name,kind,case_sensitive,valid_from,valid_to,source\nFRD,FRD,abbrev,,,,recall\n"
        "SYL,Sylvania,nickname,,,,recall\n"
    ),
}


@pytest.mark.parametrize(
    ("check", "words"),
    [
        ("overlap", "anna 2001-01-01/2004-01-01 and bert 2003-01-01/2005-01-01"),
        ("dates", "ends 2005-01-01 before it begins 2006-01-01"),
        ("dates", "is open, but the office ended"),
        ("orphan", "'dora' is not in persons"),
        ("nameless", "mayor has no row in office_names"),
        ("vocabulary", "'sideways'"),
        ("vocabulary", "'nickname'"),
        ("source", "'hearsay'"),
        ("case", "'FRD' must be case-sensitive"),
        ("ambiguous", "means person:anna, person:carl"),
        ("persons", "2 persons have this Wikidata id"),
    ],
)
def test_what_is_wrong_is_found(tmp_path: Path, check: str, words: str) -> None:
    for table, text in BROKEN.items():
        (tmp_path / table).mkdir()
        (tmp_path / table / "part.csv").write_text(text)
    found = [finding for finding in check_knowledge(tmp_path).findings if finding.check == check]
    assert any(words in finding.message for finding in found), found


def test_repeated_rows_are_found_unless_they_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "countries").mkdir()
    (tmp_path / "countries" / "a.csv").write_text("id,cow,source\nFRD,1,recall\nSYL,2,recall\n")
    (tmp_path / "countries" / "b.csv").write_text("id,cow,source\nFRD,3,recall\nSYL,2,recall-2\n")
    found = [finding for finding in check_knowledge(tmp_path).findings if finding.check == "repeated"]
    assert [finding.where for finding in found] == ["countries/b.csv:2"]


def test_the_codebook_knows_every_sector() -> None:
    assert set(SECTOR_MEANING) == SECTORS | INTERNATIONAL_SECTORS


def test_every_table_documents_its_columns() -> None:
    page = (Path(__file__).parents[3] / "docs" / "knowledge.md").read_text(encoding="utf-8")
    for table, row_type in ROW_TYPES.items():
        assert f"| `{table}` | {', '.join(row_type.__struct_fields__)} |" in page


def test_the_printed_countries_are_those_of_the_tables(knowledge: Knowledge) -> None:
    printed = Path(__file__).parents[3] / "docs" / "codebook" / "countries.md"
    text = pages(knowledge)["countries.md"]
    assert printed.read_text(encoding="utf-8") == text, "run: communique knowledge codebook docs/codebook"
