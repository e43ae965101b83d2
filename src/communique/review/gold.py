"""Decisions as a gold set: what the machine said, what people made of it, one line a coding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path

import msgspec

from communique.errors import UsageError
from communique.records import Coding
from communique.review.log import Log, independent, is_adjudicated, is_settled
from communique.store import Store, current
from communique.store.decisions import machine_record


class Gold(msgspec.Struct, frozen=True, tag_field="record", tag="gold"):
    """A settled coding. id: of the coding; machine: as it was when it was judged; answer: as decided, null
    where there is no such act; by: everybody who judged it independently, in the order of their judgements;
    at: of the newest decision, UTC; adjudicated: whether a third look settled it.
    """

    id: str
    verdict: str
    by: tuple[str, ...]
    at: datetime
    adjudicated: bool
    machine: Coding
    answer: Coding | None


def gold_of(store: Store, log: Log) -> Iterator[Gold]:
    """All settled codings, in the order in which they were first decided on."""
    log.refresh()
    for subject in log.subjects():
        entries = log.of(subject)
        if not is_settled(entries):
            continue
        newest = entries[-1]
        machine = machine_record(store.engine, newest)
        if machine is None:  # taken in from elsewhere without the answer that it judged
            continue
        coding = msgspec.convert(machine, Coding)
        yield Gold(
            subject, newest.verdict, tuple(independent(entries)) or (newest.by,), newest.at,
            is_adjudicated(entries), coding, current(coding, newest),
        )  # fmt: skip


def write_gold(golds: Iterable[Gold], path: Path) -> int:
    """JSON lines; returns how many."""
    n = 0
    with path.open("wb") as out:
        for gold in golds:
            out.write(msgspec.json.encode(gold) + b"\n")
            n += 1
    return n


def read_gold(path: Path) -> list[Gold]:
    """The lines of a gold file. Raises UsageError with file and line for one that is none."""
    if not path.is_file():
        raise UsageError(f"no gold file {str(path)!r}; make one with: communique review gold PROJECT -o FILE")
    decoder = msgspec.json.Decoder(Gold)
    found = []
    for number, line in enumerate(path.read_bytes().splitlines(), 1):
        if not line.strip():
            continue
        try:
            found.append(decoder.decode(line))
        except msgspec.DecodeError as problem:
            raise UsageError(f"{path}:{number}: no line of a gold file ({problem})") from None
    return found
