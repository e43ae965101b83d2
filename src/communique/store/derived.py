"""Saving what jobs over the whole collection make: events, standings, commitments, notes.

A job hands over all of its results; what equals the current ones is left as it is, what differs or is gone is
closed by the run, and stays readable as of earlier runs.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from itertools import count, islice
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Connection, Engine, Table, insert, select, update

from communique.records import Commitment, Event, Run, Standing
from communique.store import tables
from communique.store.bulk import Bulk, LateIndexes, add_words, collecting_seldom, sweep
from communique.store.engine import writing
from communique.store.filters import one_of
from communique.store.keys import digest, pairs, parties, party
from communique.store.runs import next_number
from communique.store.words import event_words

_JSON = msgspec.json.Encoder()
CHUNK = 5000
SWEPT = 10
"""Chunks after which cycles are looked for."""
EVENT_COLUMNS = (
    "n", "id", "since_run", "digest", "rule", "event_type", "mode", "status", "date_start", "date_end",
    "confidence", "n_documents", "record",
)  # fmt: skip
STANDING_COLUMNS = (
    "n", "id", "since_run", "digest", "kind", "parties", "true_from", "true_until", "known_from",
    "known_until", "record",
)  # fmt: skip
PAIR_COLUMNS = (
    "source", "target", "day", "event", "since_run", "rule", "event_type", "status", "n_documents", "quad",
    "goldstein", "plover_score",
)  # fmt: skip


class Saved(msgspec.Struct, frozen=True):
    """Counts: new or changed records, records left as they were, records closed because they are gone."""

    n_new: int
    n_same: int
    n_closed: int


def save_events(
    engine: Engine, run: Run, rule: str, events: Iterable[Event], *, complete: bool = True,
    instead_of: Iterable[str] | None = None,
) -> Saved:  # fmt: skip
    """Saves the events of one merge rule or imported collection, in one transaction.

    complete: the events are all there are of that rule, so that others are closed; else they are added or
    replace those of the same id. instead_of: ids of the events in whose place these few stand; those are
    closed unless they come again, and all others stay.
    """
    table, pair_table = tables.event, tables.event_pair
    scope = one_of(table.c.rule, rule)
    if instead_of is not None:
        events = list(events)
        scope.append(table.c.id.in_({*instead_of, *(event.id for event in events)}))
    with writing(engine, first=_is_empty(engine, table)) as connection, collecting_seldom():
        job = _Job(connection, run, table, scope, complete, also=(pair_table,))
        add_event = Bulk(connection, table, EVENT_COLUMNS)
        add_pair = Bulk(connection, pair_table, PAIR_COLUMNS)
        for chunk in _chunks(events):
            rows, linked, words = [], [], []
            for number, raw, mark, event in job.fresh(chunk):
                when, status, kind, n = event.date, event.status, event.event_type, event.n_documents
                start = _day(when.start, tables.FIRST)
                end = start if when.end is when.start is not None else _day(when.end, tables.LAST)
                rows.append(
                    (number, event.id, run.n, mark, rule, kind, event.mode, status, start, end,
                     event.confidence, n, raw)
                )  # fmt: skip
                linked += [
                    (source, target, start, number, run.n, rule, kind, status, n, event.quad,
                     event.goldstein, event.plover_score)
                    for source, target in pairs(event.actors, event.recipients)
                ]  # fmt: skip
                words.append((number, event_words(event)))
            add_event.add(rows)
            linked.sort()  # the order of the table: its pages are filled one after the other
            add_pair.add(linked)
            add_words(connection, "event", words)
        return job.finish()


def save_standings(engine: Engine, run: Run, standings: Iterable[Standing]) -> Saved:
    """Saves all situations over time, in one transaction."""
    table = tables.standing
    with writing(engine) as connection, collecting_seldom():
        job = _Job(connection, run, table, [], complete=True)
        add = Bulk(connection, table, STANDING_COLUMNS)
        for chunk in _chunks(standings):
            add.add(
                [
                    (number, one.id, run.n, mark, one.kind, _listed(parties(one.parties)),
                     _day(one.since.start if one.since else None, tables.FIRST),
                     _day(one.until.end if one.until else None, tables.LAST),
                     one.known_from.isoformat(), _day(one.known_until, tables.LAST), raw)
                    for number, raw, mark, one in job.fresh(chunk)
                ]
            )  # fmt: skip
        return job.finish()


def save_commitments(engine: Engine, run: Run, commitments: Iterable[Commitment]) -> Saved:
    """Saves all commitments, in one transaction."""
    table = tables.commitment
    with writing(engine) as connection:
        job = _Job(connection, run, table, [], complete=True)
        for chunk in _chunks(commitments):
            rows = [
                {
                    "n": number, "id": one.id, "since_run": run.n, "digest": mark, "kind": one.kind,
                    "proposer": party(one.proposer),
                    "addressee": party(one.addressee) if one.addressee else None,
                    "made": _day(one.made.start, tables.FIRST),
                    "deadline": one.deadline.end.isoformat() if one.deadline and one.deadline.end else None,
                    "state": one.state, "record": raw,
                }
                for number, raw, mark, one in job.fresh(chunk)
            ]  # fmt: skip
            if rows:
                connection.execute(insert(table), rows)
        return job.finish()


def save_notes(engine: Engine, run: Run, kind: str, notes: Iterable[tuple[str, Any]]) -> Saved:
    """Saves (id, value) pairs of one kind, values as JSON: stories, origin trees and the like."""
    table = tables.note
    with writing(engine) as connection:
        job = _Job(connection, run, table, one_of(table.c.kind, kind), complete=True)
        for chunk in _chunks(notes):
            rows = [
                {"n": n, "id": id_, "since_run": run.n, "digest": mark, "kind": kind, "record": raw}
                for n, raw, mark, id_ in job.fresh_values(chunk)
            ]
            if rows:
                connection.execute(insert(table), rows)
        return job.finish()


class _Job:
    """Which of the records handed over are new; numbers for them; what is left to be closed."""

    def __init__(
        self, connection: Connection, run: Run, table: Table, scope: list[ColumnElement[bool]],
        complete: bool, also: tuple[Table, ...] = (),
    ) -> None:  # fmt: skip
        self._connection, self._run, self._table, self._complete = connection, run, table, complete
        wanted = select(table.c.id, table.c.digest, table.c.n).where(table.c.until_run.is_(None), *scope)
        self._standing = {id_: (mark, n) for id_, mark, n in connection.execute(wanted)}
        self._next = next_number(connection, table)
        self._late = LateIndexes(connection, table, *also) if self._next == 1 else None
        self._closing: list[int] = []
        self._n_new = self._n_same = 0

    def fresh(self, records: list[Any]) -> list[tuple[int, str, int, Any]]:
        """(number, JSON, digest, record) of those that are new or changed."""
        found = []
        for record in records:
            raw = _JSON.encode(record)
            place = self._place(record.id, digest(raw))
            if place is not None:
                found.append((place[0], raw.decode(), place[1], record))
        return found

    def fresh_values(self, pairs_: list[tuple[str, Any]]) -> list[tuple[int, str, int, str]]:
        """The same for bare values with their ids."""
        found = []
        for id_, value in pairs_:
            raw = _JSON.encode(value)
            place = self._place(id_, digest(raw))
            if place is not None:
                found.append((place[0], raw.decode(), place[1], id_))
        return found

    def _place(self, id_: str, mark: int) -> tuple[int, int] | None:
        standing = self._standing.pop(id_, None)
        if standing is not None:
            if standing[0] == mark:
                self._n_same += 1
                return None
            self._closing.append(standing[1])
        self._n_new += 1
        self._next += 1
        return self._next - 1, mark

    def finish(self) -> Saved:
        """Closes what was replaced or is gone."""
        if self._late is not None:
            self._late.make()
        gone = [n for _, n in self._standing.values()] if self._complete else []
        for chunk in _chunks([*self._closing, *gone]):
            self._connection.execute(
                update(self._table).where(self._table.c.n.in_(chunk)).values(until_run=self._run.n)
            )
            if self._table is tables.event:
                pair = tables.event_pair
                self._connection.execute(
                    update(pair).where(pair.c.event.in_(chunk)).values(until_run=self._run.n)
                )
        return Saved(self._n_new, self._n_same, len(gone))


def _chunks(items: Iterable[Any]) -> Iterable[list[Any]]:
    stream = iter(items)
    for number in count(1):
        chunk = list(islice(stream, CHUNK))
        if not chunk:
            return
        yield chunk
        if number % SWEPT == 0:
            sweep()


def _is_empty(engine: Engine, table: Table) -> bool:
    with engine.connect() as connection:
        return connection.execute(select(table.c.n).limit(1)).first() is None


def _day(day: date | None, default: str) -> str:
    return default if day is None else _written(day)


@lru_cache(65_536)
def _written(day: date) -> str:
    """A day as text; events share some thousand days."""
    return day.isoformat()


def _listed(keys: list[str]) -> str:
    return f";{';'.join(sorted(keys))};" if keys else ""
