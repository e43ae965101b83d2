"""`communique dates`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from communique.cli.stream import Progress, exit_code, note, records_out
from communique.records import Parse, Refusal, TimeExpression

BATCH = 64
"""Texts parsed in common batches."""

JSON_LINES = (".jsonl", ".ndjson", ".jsonlines")


class DateLine(msgspec.Struct):
    """One input line: a text and, where known, the day it was published."""

    id: str | int | None = None
    text: str = ""
    published: str | None = None


def dates_command(paths: list[str]) -> None:
    """JSON lines {"id", "text", "published"?} in, one line {"id", "dates"} out for each, in order, never a
    refusal in its place.

    A line that cannot be read gives no dates, with its id where it has one. Files of other kinds and folders
    give one line a document. Exits 1 when every document of such files was refused.
    """
    n = n_refused = 0
    progress = Progress("text")
    for path in paths:
        if path == "-" or path.endswith(JSON_LINES):
            n += _lines_of(path, progress)
        else:
            read, refused = _documents_of(path, progress)
            n, n_refused = n + read, n_refused + refused
    progress.done()
    if exit_code(n, n_refused):
        import typer

        raise typer.Exit(1)


def date_records(expressions: Iterator[TimeExpression]) -> list[dict[str, Any]]:
    """The expressions as the contract has them, with precision, anchor and rule behind."""
    return [
        {
            "start": e.start, "end": e.end, "text": e.text, "type": e.type, "value": e.value,
            "first": e.first, "last": e.last, "precision": e.precision, "anchor": e.anchor, "rule": e.rule,
        }
        for e in expressions
    ]  # fmt: skip


def dates_of(parse: Parse, published: date | None) -> list[dict[str, Any]]:
    """The date records of one parsed text."""
    from communique.resolve import find_times

    return date_records(span.expression for span in find_times(parse, published))


def _lines_of(path: str, progress: Progress) -> int:
    if path == "-":
        return _stream(sys.stdin.buffer, progress)
    with Path(path).open("rb") as handle:
        return _stream(handle, progress)


def _stream(handle: BinaryIO, progress: Progress) -> int:
    """One line out for each line in; a stream that is no JSON at all is read as one text."""
    numbered = ((number, line) for number, line in enumerate(handle, 1) if line.strip())
    first = next(numbered, None)
    if first is None:
        return 0
    if not first[1].removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b"{", b"[", b'"')):
        text = b"".join(line for _, line in chain([first], numbered)).decode("utf-8", "replace")
        return _write([(None, DateLine(None, text))], progress)
    n = 0
    lines = chain([first], numbered)
    while batch := list(islice(lines, BATCH)):
        n += _write([_line(line, number) for number, line in batch], progress)
    return n


def _write(entries: list[tuple[object, DateLine]], progress: Progress) -> int:
    from communique.language import load_parser

    out = records_out()
    parses = load_parser().parse_many([(entry.text, None) for _, entry in entries])
    for (name, entry), parse in zip(entries, parses, strict=True):
        out.write(
            msgspec.json.encode({"id": name, "dates": dates_of(parse, read_day(entry.published))}) + b"\n"
        )
        progress.step()
    out.flush()
    return len(entries)


def _line(line: bytes, number: int) -> tuple[object, DateLine]:
    """The id and the fields of a line; a broken one keeps its place and is told on standard error."""
    try:
        entry = msgspec.json.decode(line.removeprefix(b"\xef\xbb\xbf"), type=DateLine)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        note(f"line {number}: {problem}; expected an object with id, text and perhaps published")
        return _rescued(line)
    return entry.id, entry


def _rescued(line: bytes) -> tuple[object, DateLine]:
    """What can be read of a line with fields of the wrong kind."""
    try:
        raw = msgspec.json.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None, DateLine()
    if not isinstance(raw, dict):
        return None, DateLine()
    text, published = raw.get("text"), raw.get("published")
    return raw.get("id"), DateLine(
        None, text if isinstance(text, str) else "", published if isinstance(published, str) else None
    )


def read_day(text: str | None) -> date | None:
    """A day given as "2013-06-16", as a timestamp, or in words ("June 16, 2013"); None for what is none."""
    if not text:
        return None
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        pass
    from communique.resolve.times import printed_day

    day = printed_day(text)
    if day is None:
        note(f"published {text!r} is no date; expected YYYY-MM-DD")
    return day


def _documents_of(path: str, progress: Progress) -> tuple[int, int]:
    """One line for each document of a file or folder; documents read and refused."""
    from communique.clean import clean
    from communique.errors import InputRefused
    from communique.language import load_parser
    from communique.resolve import article_times
    from communique.sources import read_inputs

    out = records_out()
    n = n_refused = 0
    for item in read_inputs([path]):
        n += 1
        if isinstance(item, Refusal):
            n_refused += 1
            note(f"refused: {item.document.source}: {item.reason}: {item.detail}")
            continue
        try:
            article = clean(item)
        except InputRefused as problem:
            n_refused += 1
            note(f"refused: {item.source}: {problem}")
            continue
        parse = load_parser().parse(
            article.text, [(block.start, block.end) for block in article.read_ranges()]
        )
        found = date_records(span.expression for span in article_times(parse, article))
        out.write(msgspec.json.encode({"id": item.id, "dates": found}) + b"\n")
        progress.step()
    out.flush()
    return n, n_refused
