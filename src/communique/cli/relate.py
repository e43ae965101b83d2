"""`communique relate`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

from communique.cli.stream import note, records_out

BATCH = 64


class Pair(msgspec.Struct):
    """One input line: a text with the spans of a source and a target."""

    id: str | int
    text: str
    source: dict[str, Any]
    target: dict[str, Any]
    published: str | None = None


def relate_command(paths: list[str]) -> None:
    """One line out a line in, in order, with its id; never a refusal in its place."""
    from communique.pipeline.relating import Relater

    relater = Relater()
    out = records_out()
    lines = _lines(paths)
    while batch := list(islice(lines, BATCH)):
        pairs = [_pair(line, number) for number, line in batch]
        known = [pair for _, pair in pairs if pair is not None]
        answers = iter(relater.relate([(p.text, _span(p.source), _span(p.target)) for p in known]))
        for name, pair in pairs:
            event_type, scores = (None, {}) if pair is None else next(answers)
            out.write(msgspec.json.encode({"id": name, "event_type": event_type, "scores": scores}) + b"\n")
    out.flush()


def _lines(paths: list[str]) -> Iterator[tuple[int, bytes]]:
    for path in paths:
        if path == "-":
            yield from ((n, line) for n, line in enumerate(sys.stdin.buffer, 1) if line.strip())
        else:
            with Path(path).open("rb") as handle:
                yield from ((n, line) for n, line in enumerate(handle, 1) if line.strip())


def _pair(line: bytes, number: int) -> tuple[object, Pair | None]:
    """The id and the pair; a line that is none keeps its id where it has one, and is told on standard error.
    """
    try:
        pair = msgspec.json.decode(line, type=Pair)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as problem:
        note(f"line {number}: {problem}; expected id, text, source and target with start and end")
        try:
            raw = msgspec.json.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return None, None
        return (raw.get("id") if isinstance(raw, dict) else None), None
    return pair.id, pair


def _span(value: dict[str, Any]) -> tuple[int, int]:
    start, end = value.get("start"), value.get("end")
    return (start, end) if isinstance(start, int) and isinstance(end, int) else (0, 0)
