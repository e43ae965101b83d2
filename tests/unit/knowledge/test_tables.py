"""Reading tables: a bad row costs that row, and is named with its file and line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from communique.knowledge.rows import Country, Organisation, Tenure
from communique.knowledge.tables import read_tables, rows_to_csv
from communique.knowledge.toml_tables import plural_of

TENURES = "person,office,start,end,precision,source\n"


def write(root: Path, table: str, text: str) -> None:
    (root / table).mkdir(parents=True, exist_ok=True)
    (root / table / "part.csv").write_text(text, encoding="utf-8")


def test_bad_rows_are_named_and_the_rest_loads(tmp_path: Path) -> None:
    write(
        tmp_path,
        "tenures",
        TENURES
        + "anna,mayor,2001-01-01,2004-11-31,day,recall\n"
        + "anna,mayor,2001-01-01,2004-11-30,day,recall\n"
        + ",mayor,2001-01-01,,day,recall\n"
        + "bert,mayor,2005-01-01\n"
        + "\n"
        + "bert,mayor,2005-01-01,,day,recall\n",
    )
    tables = read_tables(tmp_path)
    assert [row.person for row in tables.rows["tenures"]] == ["anna", "bert"]
    assert [(warning.file, warning.line) for warning in tables.warnings] == [
        ("tenures/part.csv", 2),
        ("tenures/part.csv", 4),
        ("tenures/part.csv", 5),
    ]
    assert "'2004-11-31'" in tables.warnings[0].problem
    assert "'person' is empty" in tables.warnings[1].problem


def test_a_wrong_header_is_one_warning(tmp_path: Path) -> None:
    write(tmp_path, "tenures", "person,post,start\nanna,mayor,2001-01-01\n")
    tables = read_tables(tmp_path)
    assert tables.rows["tenures"] == []
    assert len(tables.warnings) == 1
    assert "post" in tables.warnings[0].problem


def test_periods_may_be_written_as_month_or_year(tmp_path: Path) -> None:
    head = "id,country,sector,alt_sector,kind,parent,valid_from,valid_to,source\n"
    write(tmp_path, "organisations", head + "a,,IGO,,igo,,1961,2016-02,recall\n")
    (row,) = read_tables(tmp_path).rows["organisations"]
    assert (row.valid_from, row.valid_to) == (dt.date(1961, 1, 1), dt.date(2016, 2, 29))


def test_a_file_that_is_not_utf8_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "persons").mkdir()
    (tmp_path / "persons" / "part.csv").write_bytes(b"id,name,name_order,source\na,\xff,given_first,recall\n")
    tables = read_tables(tmp_path)
    assert tables.rows["persons"] == []
    assert "UTF-8" in tables.warnings[0].problem


def test_rows_survive_writing_and_reading(tmp_path: Path) -> None:
    rows = [
        Country("FRD", "", "", 999, None, "", dt.date(1933, 11, 17), None, "", "recall"),
        Country("SYL", source='file:"odd", name.csv'),
    ]
    write(tmp_path, "countries", rows_to_csv(rows, Country))
    spell = Tenure("rufus", "frd_president", dt.date(1933, 11, 17), None, "month", "recall")
    write(tmp_path, "tenures", rows_to_csv([spell], Tenure))
    tables = read_tables(tmp_path)
    assert tables.warnings == []
    assert tables.rows["countries"] == rows
    assert tables.rows["tenures"] == [spell]


def test_broken_toml_is_a_warning(tmp_path: Path) -> None:
    (tmp_path / "agents.toml").write_text("[[set]\n")
    (tmp_path / "titles.toml").write_text('[[set]]\ntitles = ["Boss"]\n')
    tables = read_tables(tmp_path)
    assert {warning.file for warning in tables.warnings} == {"agents.toml", "titles.toml"}


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("rebel", "rebels"),
        ("deputy", "deputies"),
        ("attorney", "attorneys"),
        ("coach", "coaches"),
        ("policeman", "policemen"),
        ("German", "Germans"),
        ("member of parliament", "members of parliament"),
        ("commander in chief", "commanders in chief"),
    ],
)
def test_plurals(noun: str, plural: str) -> None:
    assert plural_of(noun) == plural


def test_struct_of_every_table_names_its_key() -> None:
    assert Organisation.KEY == ("id",)
    assert Tenure.KEY == ("person", "office", "start")
