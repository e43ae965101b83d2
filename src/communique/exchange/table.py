"""CSV and Parquet of records, columns as in columns.py and tables.py."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import msgspec

from communique.exchange.guard import guarded
from communique.exchange.tables import CODINGS, Table


def write_csv(records: Iterable[msgspec.Struct], out: TextIO, table: Table = CODINGS) -> int:
    """Header and one row a record; numbers stay numbers, dates ISO, true/false in words. Returns the number
    of rows.
    """
    writer = csv.writer(_Lines(out))
    writer.writerow([column.name for column in table.columns])
    n = 0
    for record in records:
        writer.writerow([_cell(value) for value in table.row(record)])
        n += 1
    return n


class _Lines:
    """Ends lines with a line feed alone; the csv module ends them with both signs, and so quotes both."""

    def __init__(self, out: TextIO) -> None:
        self._out = out

    def write(self, line: str) -> int:
        return self._out.write(line.removesuffix("\r\n") + "\n")


def _cell(value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return guarded(value)


def write_parquet(records: Iterable[msgspec.Struct], path: Path, table: Table = CODINGS) -> int:
    """A Parquet file (zstd, dictionary-encoded where values repeat), written through DuckDB. Returns the
    number of rows.

    The rows pass through a temporary JSON file, so that a run of any length needs little memory; the file is
    put in its place only when it is whole. One thread, so that the same rows give the same bytes.
    """
    import duckdb

    n = 0
    handle, name = tempfile.mkstemp(suffix=".jsonl", dir=path.parent)
    part = path.with_name(path.name + ".part")
    encoder = msgspec.json.Encoder()
    names = [column.name for column in table.columns]
    try:
        with os.fdopen(handle, "wb") as rows:
            for record in records:
                rows.write(encoder.encode(dict(zip(names, table.row(record), strict=True))) + b"\n")
                n += 1
        columns = ", ".join(f"\"{column.name}\": '{column.type}'" for column in table.columns)
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": "1",
        }
        with duckdb.connect(config=config) as connection:
            reader = f"read_json({_quoted(name)}, columns={{{columns}}}, format='newline_delimited')"
            if n == 0:
                empty = ", ".join(f'NULL::{column.type} AS "{column.name}"' for column in table.columns)
                reader = f"(SELECT {empty} WHERE false)"
            connection.execute(
                f"COPY (SELECT * FROM {reader}) TO {_quoted(str(part))} (FORMAT parquet, COMPRESSION zstd)"
            )
        part.replace(path)
    finally:
        Path(name).unlink(missing_ok=True)
        part.unlink(missing_ok=True)
    return n


def _quoted(text: str) -> str:
    """An SQL string literal (COPY takes no parameters for file names)."""
    return "'" + text.replace("'", "''") + "'"
