"""Tables with a text column: CSV and TSV row by row, Parquet through DuckDB."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from communique.errors import InputRefused
from communique.records import Document, Refusal
from communique.sources.decode import decode
from communique.sources.limits import Limits
from communique.sources.reasons import SourceReason
from communique.sources.record_fields import record_document
from communique.sources.refuse import refusal, refused, size_words
from communique.sources.streams import bounded_lines

COLUMNS = ("id", "title", "published", "outlet", "url")
FETCH_ROWS = 256
SNIFF_LINES = 200


def read_csv(
    stream: BinaryIO, source: str, *, text_column: str, limits: Limits
) -> Iterator[Document | Refusal]:
    """One Document or Refusal a row; the row's number counts the header
    as 1. The delimiter is read off the header.

    Raises InputRefused when there is no header with the text column.
    """
    lines = _text_lines(stream, source, limits)
    header_line = next(lines, None)
    if header_line is None or not header_line.strip():
        raise refused(SourceReason.EMPTY, "no header line in it", source)
    delimiter = max(",;\t|", key=header_line.count)
    # The csv module keeps one limit for the whole process; ours bounds every field by the line limit already.
    csv.field_size_limit(max(csv.field_size_limit(), 2 * limits.document_bytes))
    columns = [column.strip() for column in next(csv.reader([header_line], delimiter=delimiter))]
    if text_column not in columns:
        seen = ", ".join(columns[:12])
        raise refused(SourceReason.NO_TEXT_COLUMN, f"no column {text_column!r} among: {seen}", source)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    number = 1
    while True:
        number += 1
        where = f"{source}:{number}"
        try:
            row = next(rows)
        except StopIteration:
            break
        except csv.Error as error:
            yield refusal(SourceReason.BROKEN_ROW, f"row {number}: {error}", where)
            continue
        if not row:
            continue
        if len(row) != len(columns):
            detail = f"row {number} has {len(row)} fields, the header has {len(columns)}"
            yield refusal(SourceReason.BROKEN_ROW, detail, where)
            continue
        fields: dict[str, object] = {name: value or None for name, value in zip(columns, row, strict=True)}
        raw = "\x1f".join(row).encode("utf-8", "surrogatepass")
        yield record_document(fields, raw, where, text_column=text_column, limits=limits)
    if number == 2:
        yield refusal(SourceReason.EMPTY, "a header but no row", source)


def _text_lines(stream: BinaryIO, source: str, limits: Limits) -> Iterator[str]:
    """Decoded lines. The encoding found on the first 200 lines holds for
    all; a line that breaks it is guessed alone."""
    buffered = bounded_lines(stream, limits.document_bytes + 1_000_000)
    head: list[bytes] = []
    for number, line in buffered:
        if line is None:
            raise refused(
                SourceReason.TOO_LARGE, f"line {number} is over {size_words(limits.document_bytes)}", source
            )
        head.append(line)
        if len(head) == SNIFF_LINES:
            break
    if not head:
        return
    decoded = decode(b"".join(head), source=source)
    yield from decoded.text.splitlines(keepends=True) if "\x0b" not in decoded.text else [decoded.text]
    for number, line in buffered:
        if line is None:
            raise refused(
                SourceReason.TOO_LARGE, f"line {number} is over {size_words(limits.document_bytes)}", source
            )
        try:
            yield line.decode(decoded.encoding)
        except UnicodeDecodeError:
            yield decode(line, source=f"{source}:{number}").text


def read_parquet(
    path: Path, source: str, *, text_column: str, limits: Limits
) -> Iterator[Document | Refusal]:
    """One Document or Refusal a row, numbered from 1. DuckDB neither installs nor loads an extension for it.

    Raises InputRefused when the file is no Parquet or has no text column.
    """
    import duckdb

    config: dict[str, Any] = {
        "autoinstall_known_extensions": "false",
        "autoload_known_extensions": "false",
        "threads": "1",
    }
    connection = duckdb.connect(":memory:", config=config)
    try:
        try:
            relation = connection.execute("SELECT * FROM read_parquet(?) LIMIT 0", [str(path)])
            available = [column[0] for column in relation.description]
        except duckdb.Error as error:
            raise refused(
                SourceReason.DAMAGED, f"no readable Parquet: {_first_line(error)}", source
            ) from None
        if text_column not in available:
            seen = ", ".join(available[:12])
            raise refused(SourceReason.NO_TEXT_COLUMN, f"no column {text_column!r} among: {seen}", source)
        wanted = [text_column, *(name for name in COLUMNS if name in available and name != text_column)]
        chosen = ", ".join('"' + name.replace('"', '""') + '"' for name in wanted)
        number = 0
        try:
            result = connection.execute(f"SELECT {chosen} FROM read_parquet(?)", [str(path)])
            while rows := result.fetchmany(FETCH_ROWS):
                for row in rows:
                    number += 1
                    fields = dict(zip(wanted, row, strict=True))
                    raw = "\x1f".join("" if value is None else str(value) for value in row).encode(
                        "utf-8", "surrogatepass"
                    )
                    yield record_document(
                        fields, raw, f"{source}:{number}", text_column=text_column, limits=limits
                    )
        except duckdb.Error as error:
            detail = f"breaks off after row {number}: {_first_line(error)}"
            yield refusal(SourceReason.TRUNCATED, detail, source)
        if not number:
            yield refusal(SourceReason.EMPTY, "no row in it", source)
    finally:
        connection.close()


def _first_line(error: Exception) -> str:
    return str(error).strip().split("\n", 1)[0][:160]


__all__ = ["InputRefused", "read_csv", "read_parquet"]
