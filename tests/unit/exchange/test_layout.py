"""Tables of other collections: cells out, rows in, and what a bad row says."""

from __future__ import annotations

import gzip
import io
import zipfile
from datetime import date
from pathlib import Path

import pytest
from tests.factories import a_coding

from communique.errors import UsageError
from communique.exchange.layout import (
    LINE_BYTES,
    Row,
    RowRefused,
    cell,
    clean_cell,
    day_in,
    layout,
    number_in,
    read_rows,
    with_header,
    write_rows,
)
from communique.records import Coding, Refusal

TEXT = layout("icews")[2]
NUMBER = layout("icews")[18]


def test_column_counts_are_those_of_the_collections() -> None:
    assert [len(layout(name)) for name in ("gdelt_events", "gdelt_mentions", "icews", "polecat")] == [
        61,
        16,
        20,
        40,
    ]


@pytest.mark.parametrize("text", ["=1+1", "+7", "-3", "@x"])
def test_text_is_guarded_and_numbers_stay_numbers(text: str) -> None:
    assert cell(text, TEXT) == "'" + text
    assert clean_cell(cell(text, TEXT)) == text
    assert cell(-7.5, NUMBER) == "-7.5"


def test_cells_hold_no_tabs_and_line_ends() -> None:
    assert cell("a\tb\r\nc", TEXT) == "a b c"
    assert cell(None, TEXT, "None") == "None"
    assert cell(None, NUMBER, "None") == ""
    assert cell(3.0, NUMBER) == "3"
    assert cell(date(2013, 6, 1), TEXT) == "2013-06-01"


def test_quotation_marks_come_back() -> None:
    out = io.StringIO()
    row = tuple('"quoted" name' if place == 2 else None for place in range(20))
    write_rows("icews", [row], out)
    line = out.getvalue().splitlines()[1].split("\t")[2]
    assert line == '"""quoted"" name"'


def made(row: Row) -> Coding:
    if not row["b"]:
        raise RowRefused("exchange.no_id", "b is empty")
    return a_coding(id=row["b"])


def read(path: Path) -> list[Coding | Refusal]:
    return list(read_rows(path, with_header("a test", "a", "b"), made))


def shown(path: Path) -> list[str]:
    return [
        record.id
        if isinstance(record, Coding)
        else f"{record.document.source.rsplit(':', 1)[-1]} {record.reason}"
        for record in read(path)
    ]


def test_bad_rows_say_file_line_and_reason_and_the_rest_loads(tmp_path: Path) -> None:
    path = tmp_path / "x.tab"
    path.write_text("a\tb\n1\tone\n2\t\n3\n\n4\tfour\n", "utf-8")
    assert shown(path) == ["one", "3 exchange.no_id", "4 exchange.columns", "four"]
    refused = [record for record in read(path) if isinstance(record, Refusal)]
    assert refused[0].detail == f"{path}:3: b is empty"
    assert refused[0].stage == "exchange"


def test_packed_tables(tmp_path: Path) -> None:
    table = b"a\tb\n1\tone\n"
    with gzip.open(tmp_path / "x.tab.gz", "wb") as out:
        out.write(table)
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("one.tab", table)
        archive.writestr("readme.md", b"nothing")
        archive.writestr("two.tab", b"a\tb\n1\ttwo\n")
    assert shown(tmp_path / "x.tab.gz") == ["one"]
    assert shown(tmp_path / "x.zip") == ["one", "two"]


def test_a_packed_file_that_breaks_off(tmp_path: Path) -> None:
    whole = gzip.compress(b"a\tb\n" + b"".join(b"1\t%d\n" % n for n in range(20_000)))
    (tmp_path / "x.tab.gz").write_bytes(whole[: len(whole) // 2])
    found = shown(tmp_path / "x.tab.gz")
    assert found[0] == "0"
    assert found[-1].endswith("exchange.truncated")


def test_commas_with_quoted_cells_over_lines(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('\ufeffa,b\n"1, and\nmore",one\n2,two\n', "utf-8")
    assert shown(path) == ["one", "two"]


def test_old_encodings_are_read(tmp_path: Path) -> None:
    path = tmp_path / "x.tab"
    path.write_bytes("a\tb\n1\tErdoğan\n".encode() + "1\tMünchen\n".encode("cp1252"))
    assert shown(path) == ["Erdoğan", "München"]


def test_another_kind_of_table_is_refused_once(tmp_path: Path) -> None:
    path = tmp_path / "x.tab"
    path.write_text("c\td\n" + "1\t2\n" * 50, "utf-8")
    assert shown(path) == ["1 exchange.not_this_format"]


def test_endless_lines_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.tab"
    path.write_text("a\tb\n1\t" + "x" * (2 * LINE_BYTES) + "\n2\ttwo\n", "utf-8")
    assert shown(path) == ["2 exchange.too_long", "two"]


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "x.zip").write_bytes(b"no zip")
    with pytest.raises(UsageError, match="no zip file"):
        read(tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("readme.md", b"nothing")
    with pytest.raises(UsageError, match="holds no table"):
        read(tmp_path / "y.zip")


def test_an_unclosed_quotation_mark_costs_its_own_row_alone(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text('a,b\n1,one\n"2,two\n' + "3,three\n" * 200, "utf-8")
    found = shown(path)
    assert found[:2] == ["one", "3 exchange.broken_row"]
    assert found[2:] == ["three"] * 200


def row(**cells: str) -> Row:
    return Row({name: place for place, name in enumerate(cells)}, list(cells.values()))


def test_numbers_and_days() -> None:
    assert number_in(row(n="-7.5"), "n", -10, 10) == -7.5
    assert number_in(row(n=""), "n", -10, 10) is None
    for bad in ("x", "11", "inf"):
        with pytest.raises(RowRefused, match=r"exchange\.bad_number"):
            number_in(row(n=bad), "n", -10, 10)
    assert day_in(row(d="6/1/2013"), "d", "%m/%d/%Y") == date(2013, 6, 1)
    with pytest.raises(RowRefused, match=r"exchange\.bad_date"):
        day_in(row(d="2013-02-30"), "d")
