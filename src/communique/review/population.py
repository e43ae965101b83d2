"""All current machine codings in short form: what the queue sorts, and what looks alike."""

from __future__ import annotations

import sys
from collections import defaultdict
from datetime import date
from functools import cached_property
from typing import Any

import msgspec
from sqlalchemy import func, select

from communique.store import Store, tables
from communique.store.filters import alive


class Row(msgspec.Struct, frozen=True, gc=False):
    """A coding in short. n, document: numbers of its row and its document's; day: first day or null; year:
    of the day, else of publication; trigger: its words in lower case; actors, recipients: (words in lower
    case, code); disputed: fields on which the tellings of its event differ; n_told: codings of its event.
    """

    n: int
    document: int
    id: str
    event_type: str
    mode: str | None
    status: str
    background: bool
    day: date | None
    year: int | None
    outlet: str | None
    confidence: float
    quad: int
    goldstein: float | None
    plover_score: float | None
    trigger: str
    actors: tuple[tuple[str, str | None], ...]
    recipients: tuple[tuple[str, str | None], ...]
    disputed: tuple[str, ...] = ()
    n_told: int = 1


class _Words(msgspec.Struct, gc=False):
    text: str


class _Actor(msgspec.Struct, gc=False):
    text: str
    code: str | None = None


class _Day(msgspec.Struct, gc=False):
    start: date | None = None


class _Paper(msgspec.Struct, gc=False):
    outlet: str | None = None
    published: date | None = None


class _Short(msgspec.Struct, gc=False):
    id: str
    document: _Paper
    confidence: float
    trigger: _Words
    event_type: str
    mode: str | None
    status: str
    background: bool
    quad: int
    goldstein: float | None
    plover_score: float | None
    actors: tuple[_Actor, ...]
    recipients: tuple[_Actor, ...]
    date: _Day


class _Telling(msgspec.Struct, gc=False):
    codings: tuple[str, ...]
    disagreements: dict[str, msgspec.Raw]


class Population:
    """The codings that may be reviewed, in the order of their rows, as they were when `stamp` was taken."""

    def __init__(self, rows: list[Row], stamp: tuple[int, ...]) -> None:
        self.rows = rows
        self.stamp = stamp
        self.by_id = {row.id: row for row in rows}

    @cached_property
    def by_act(self) -> dict[tuple[str, str, str | None, str], list[Row]]:
        """Codings by trigger, type, mode and status."""
        found: dict[tuple[str, str, str | None, str], list[Row]] = defaultdict(list)
        for row in self.rows:
            found[row.trigger, row.event_type, row.mode, row.status].append(row)
        return dict(found)

    @cached_property
    def by_actor(self) -> dict[tuple[str, str, str | None], list[Row]]:
        """Codings by side (actors, recipients), an actor's words and its code."""
        found: dict[tuple[str, str, str | None], list[Row]] = defaultdict(list)
        for row in self.rows:
            for side, actors in (("actors", row.actors), ("recipients", row.recipients)):
                for words, code in dict.fromkeys(actors):
                    found[side, words, code].append(row)
        return dict(found)

    def __len__(self) -> int:
        return len(self.rows)


def stamp_of(store: Store) -> tuple[int, ...]:
    """Changes whenever codings or events were added or a run ended."""
    ended = select(func.count()).where(tables.run.c.state != "running").scalar_subquery()
    newest = (select(func.max(table.c.n)).scalar_subquery() for table in (tables.coding, tables.event))
    with store.engine.connect() as connection:
        return tuple(number or 0 for number in connection.execute(select(ended, *newest)).one())


def load_population(store: Store) -> Population:
    """Reads them all: one pass over codings and one over events."""
    stamp = stamp_of(store)
    disputed, told = _tellings(store)
    table = tables.coding
    decoder = msgspec.json.Decoder(_Short)
    wanted = select(table.c.n, table.c.document, table.c.record).where(alive(table, None)).order_by(table.c.n)
    rows = []
    for n, document, record in store.rows(wanted):
        short = decoder.decode(record)
        day, published = short.date.start, short.document.published
        rows.append(
            Row(
                n, document, short.id, sys.intern(short.event_type), short.mode, sys.intern(short.status),
                short.background, day, day.year if day else published.year if published else None,
                _kept(short.document.outlet), short.confidence, short.quad, short.goldstein,
                short.plover_score, sys.intern(_plain(short.trigger.text)), _named(short.actors),
                _named(short.recipients), disputed.get(short.id, ()), told.get(short.id, 1),
            )
        )  # fmt: skip
    return Population(rows, stamp)


def _tellings(store: Store) -> tuple[dict[str, tuple[str, ...]], dict[str, int]]:
    """For codings of events with several: the fields in dispute, and how many codings tell of it."""
    disputed: dict[str, tuple[str, ...]] = {}
    told: dict[str, int] = {}
    table = tables.event
    decoder = msgspec.json.Decoder(_Telling)
    for (record,) in store.rows(select(table.c.record).where(alive(table, None))):
        event = decoder.decode(record)
        if len(event.codings) < 2:
            continue
        fields = tuple(sorted(event.disagreements))
        for coding in event.codings:
            told[coding] = max(len(event.codings), told.get(coding, 1))
            if fields:
                disputed[coding] = fields
    return disputed, told


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())


def _kept(text: str | None) -> str | None:
    return None if text is None else sys.intern(text)


def _named(actors: tuple[_Actor, ...]) -> tuple[tuple[str, str | None], ...]:
    return tuple((sys.intern(_plain(actor.text)), _kept(actor.code)) for actor in actors)


def ids_in_pair(store: Store, one: str, other: str) -> set[int]:
    """Row numbers of codings between two parties, either way."""
    sides: Any = tables.coding_pair
    wanted = select(sides.c.coding).where(
        ((sides.c.source == one) & (sides.c.target == other))
        | ((sides.c.source == other) & (sides.c.target == one))
    )
    with store.engine.connect() as connection:
        return set(connection.execute(wanted).scalars())
