"""What the commands on a project share: opening it, and printing records or a readable block."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec

from communique.cli.stream import is_terminal, note, records_out
from communique.store import Store

_ENCODER = msgspec.json.Encoder()


@contextmanager
def opened(project: str, *, read_only: bool = False) -> Iterator[Store]:
    """The project; tells on standard error when an older file was upgraded."""
    with Store.open(project, read_only=read_only) as store:
        if store.upgraded_from is not None:
            note(f"{project} was upgraded; a copy of the older file is {store.upgraded_from}")
        yield store


def print_records(records: Iterable[object]) -> int:
    """JSON lines on standard output; returns how many."""
    n = 0
    out = records_out()
    for record in records:
        out.write(_ENCODER.encode(record) + b"\n")
        n += 1
    out.flush()
    return n


def print_block(rows: Iterable[tuple[str, object]]) -> None:
    """Two columns on a terminal."""
    for name, value in rows:
        print(f"{name:<12}  {value}")


def readable(format: str | None) -> bool:
    """Whether to print for a person: on a terminal, or when told so."""
    return format == "table" or (format is None and is_terminal())
