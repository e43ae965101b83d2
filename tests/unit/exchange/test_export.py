"""Formats by name, read back: JSON lines, CSV, Parquet, and the layouts from a whole project."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pandas
import pyarrow.parquet
import pytest

from communique.errors import UsageError
from communique.exchange.formats import FORMATS, READERS, Choice, export, mentions_beside
from communique.exchange.given import Given
from communique.exchange.holdings import Holdings, Wanted
from communique.exchange.jsonl import read_line
from communique.exchange.tables import TABLES
from communique.store import Store


def test_jsonl_gives_everything_back(store: Store, tmp_path: Path) -> None:
    path = tmp_path / "all.jsonl"
    done = export(Holdings(store), "jsonl", path)
    back = [read_line(line) for line in path.read_bytes().splitlines()]
    assert back == list(Holdings(store).records())
    assert done.n == len(back)


@pytest.mark.parametrize("name", TABLES)
def test_csv_and_parquet_of_every_table(name: str, store: Store, tmp_path: Path) -> None:
    table = TABLES[name]
    records = list(Holdings(store).table(name))
    assert records
    export(Holdings(store), "csv", tmp_path / "x.csv", Choice(table=name))
    export(Holdings(store), "parquet", tmp_path / "x.parquet", Choice(table=name))
    with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as out:
        rows = list(csv.DictReader(out))
    frame = pandas.read_parquet(tmp_path / "x.parquet")
    assert list(frame.columns) == list(rows[0]) == [column.name for column in table.columns]
    assert len(frame) == len(rows) == len(records)
    for record, cells, values in zip(records, rows, frame.to_dict("records"), strict=True):
        for column, value in zip(table.columns, table.row(record), strict=True):
            if value is None:
                assert cells[column.name] == ""
                assert pandas.isna(values[column.name])
            elif column.type == "DATE":
                assert cells[column.name] == str(value)
                assert str(values[column.name])[:10] == str(value)
            elif column.type == "BOOLEAN":
                assert cells[column.name] == str(value).lower()
                assert values[column.name] is value
            else:
                assert str(values[column.name]) == str(value)
                assert cells[column.name].removeprefix("'") == str(value)


def test_every_table_has_a_value_for_every_column(store: Store) -> None:
    for table in TABLES.values():
        names = [column.name for column in table.columns]
        assert len(names) == len(set(names))
        assert set(table.key) <= set(names)
        for record in Holdings(store).table(table.name):
            assert len(table.row(record)) == len(names)


def test_repeated_values_are_dictionary_encoded(store: Store, tmp_path: Path) -> None:
    from tests.factories import a_coding

    from communique.exchange import write_parquet

    path = tmp_path / "x.parquet"
    write_parquet((a_coding(id=f"{n:016x}") for n in range(5000)), path)
    metadata = pyarrow.parquet.ParquetFile(path).metadata
    encodings = {
        metadata.row_group(0).column(place).path_in_schema: metadata.row_group(0).column(place).encodings
        for place in range(metadata.num_columns)
    }
    for name in ("event_type", "actors", "status", "coder", "recipient_countries"):
        assert any("DICTIONARY" in encoding for encoding in encodings[name]), name


@pytest.mark.parametrize("name", ["icews", "polecat", "gdelt", "plover"])
def test_layouts_of_a_project_are_read_back(name: str, store: Store, tmp_path: Path) -> None:
    path = tmp_path / f"x{FORMATS[name].suffix}"
    done = export(Holdings(store), name, path)
    back = [record for record in READERS[name](path, "back") if isinstance(record, Given)]
    assert done.n == len(back) == 2
    assert [
        (given.coding.event_type, given.coding.date.start.isoformat())
        for given in back
        if given.coding.date.start
    ] == [("AGREE", "2013-06-17"), ("CONSULT", "2013-06-18")]
    assert [given.coding.actors[0].country for given in back] == ["KOR", "PRK"]
    if name == "gdelt":
        assert back[0].n_documents == 2
        mentions = (tmp_path / "x.mentions.CSV").read_text("utf-8").splitlines()
        assert len(mentions) == 3
        assert [line.split("\t")[5] for line in mentions][1:] == [
            "https://news.example.org/2013/06/18/visit"
        ] * 2


def test_mentions_lie_beside() -> None:
    assert mentions_beside(Path("a/x.export.CSV")) == Path("a/x.mentions.CSV")
    assert mentions_beside(Path("a/x.tab")) == Path("a/x.mentions.tab")


def test_no_quotation_leaves_when_none_may(store: Store, tmp_path: Path) -> None:
    held = Holdings(store, Wanted(quote_words=0))
    for name, form in FORMATS.items():
        path = tmp_path / f"silent{form.suffix}"
        for file in export(held, name, path, Choice(of="codings")).files:
            content = file.read_bytes()
            for words in (b"on Monday offered", b"a day after talks", b"The foreign minister of"):
                assert words not in content, name


def test_a_failed_export_leaves_nothing(store: Store, tmp_path: Path) -> None:
    class Failing(Holdings):
        def codings(self):  # type: ignore[no-untyped-def]
            yield from super().codings()
            raise RuntimeError("the disk went away")

    for name in ("csv", "jsonl", "icews", "gdelt", "plover", "polecat"):
        folder = tmp_path / name
        folder.mkdir()
        with pytest.raises(RuntimeError):
            export(Failing(store), name, folder / "x.out", Choice(of="codings"))
        assert list(folder.iterdir()) == [], name


def test_wrong_usage(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="not known; choose one of"):
        export(Holdings(store), "xls", tmp_path / "x")
    with pytest.raises(UsageError, match="no folder"):
        export(Holdings(store), "csv", tmp_path / "nowhere" / "x")
    with pytest.raises(UsageError, match="no table"):
        export(Holdings(store), "csv", tmp_path / "x", Choice(table="parses"))


def test_plover_of_imported_events(store: Store, tmp_path: Path) -> None:
    """Imported events have no codings and no document, and leave all the same."""
    from communique.exchange.taking_in import take_in

    export(Holdings(store), "gdelt", tmp_path / "x.export.CSV")
    take_in(store, [tmp_path / "x.export.CSV"], "gdelt")
    held = Holdings(store, Wanted(rule="gdelt"))
    for name in ("plover", "icews", "polecat", "gdelt"):
        assert export(held, name, tmp_path / f"again{FORMATS[name].suffix}").n == 2, name
    events = json.loads((tmp_path / "again.json").read_text("utf-8"))
    assert events[1]["cite_info"]["url"] == "https://news.example.org/2013/06/18/visit"
    assert events[0]["coder"] == "gdelt"
