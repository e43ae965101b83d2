"""CSV and Parquet of codings, column order as in columns.py."""

from __future__ import annotations

import csv
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import msgspec

from communique.exchange.columns import COLUMNS, flat_row
from communique.records import Coding

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(value: object) -> object:
    """A cell that no spreadsheet takes for a formula: text that begins like one gets a leading apostrophe."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


def write_csv(codings: Iterable[Coding], out: TextIO) -> int:
    """Header and one row a coding; numbers stay numbers, dates ISO, true/false in words. Returns the number
    of rows.
    """
    writer = csv.writer(_Lines(out))
    writer.writerow([column.name for column in COLUMNS])
    n = 0
    for coding in codings:
        writer.writerow([_cell(value) for value in flat_row(coding)])
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


def write_parquet(codings: Iterable[Coding], path: Path) -> int:
    """A Parquet file (zstd) with the columns of COLUMNS, written through DuckDB. Returns the number of rows.

    The rows pass through a temporary JSON file, so that a run of any length needs little memory; the file is
    put in its place only when it is whole. One thread, so that the same rows give the same bytes.
    """
    import duckdb

    n = 0
    handle, name = tempfile.mkstemp(suffix=".jsonl", dir=path.parent)
    part = path.with_name(path.name + ".part")
    encoder = msgspec.json.Encoder()
    names = [column.name for column in COLUMNS]
    try:
        with os.fdopen(handle, "wb") as rows:
            for coding in codings:
                rows.write(encoder.encode(dict(zip(names, flat_row(coding), strict=True))) + b"\n")
                n += 1
        columns = ", ".join(f"{column.name}: '{column.type}'" for column in COLUMNS)
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "autoload_known_extensions": "false",
            "threads": "1",
        }
        with duckdb.connect(config=config) as connection:
            reader = f"read_json({_quoted(name)}, columns={{{columns}}}, format='newline_delimited')"
            if n == 0:
                empty = ", ".join(f"NULL::{column.type} AS {column.name}" for column in COLUMNS)
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
