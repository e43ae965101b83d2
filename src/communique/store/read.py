"""Reading: documents, articles and records as they stand, or stood as of a run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Engine, Select, Table, func, select

from communique.records import (
    Article,
    Coding,
    Commitment,
    Document,
    Event,
    Refusal,
    Situation,
    Standing,
    Statement,
)
from communique.store import tables
from communique.store.content import unpack
from communique.store.engine import place_of, told
from communique.store.filters import Day, alive, between, day_text, in_pair, one_of
from communique.store.keys import ident

Struct = TypeVar("Struct", bound=msgspec.Struct)
CHUNK = 200
"""Documents read in one query: a long query would keep the file from tidying up its journal meanwhile."""
ROWS = 1000
"""Rows fetched at a time: reading a whole project needs little memory."""


class Stored(msgspec.Struct, frozen=True):
    """A document in the file. n: its number; bytes: as received, null where only the text is kept."""

    n: int
    hash: str
    document: Document
    bytes: bytes | None


class Reader:
    """All reading of one database. `as_of` everywhere: the number of a run, null for now."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(self, wanted: Select[Any]) -> Iterator[Any]:
        """Rows of a query, streamed."""
        with told(place_of(self._engine)), self._engine.connect() as connection:
            yield from connection.execution_options(yield_per=ROWS).execute(wanted)

    def _records(self, wanted: Select[Any], kind: type[Struct]) -> Iterator[Struct]:
        decoder = msgspec.json.Decoder(kind)
        for (record,) in self.rows(wanted):
            yield decoder.decode(record)

    def documents(self, numbers: Iterable[int] | None = None) -> Iterator[Stored]:
        """Documents in the order in which they came, with their text."""
        wanted = (
            select(
                tables.document.c.n, tables.document.c.hash, tables.document.c.record,
                tables.content.c.packing, tables.content.c.text_size, tables.content.c.bytes,
            )
            .join_from(tables.document, tables.content, tables.content.c.document == tables.document.c.n)
            .order_by(tables.document.c.n)
        )  # fmt: skip
        if numbers is None:
            for row in self.rows(wanted):
                yield _stored(*row)
            return
        chosen = iter(numbers)
        while chunk := list(islice(chosen, CHUNK)):
            for row in self.rows(wanted.where(tables.document.c.n.in_(chunk))):
                yield _stored(*row)

    def document(self, document_id: str) -> Stored | None:
        """A document by its id (the first of that id), its hash or the beginning of it."""
        table = tables.document
        with self._engine.connect() as connection:
            n = connection.execute(
                select(table.c.n).where(table.c.id == document_id).order_by(table.c.n).limit(1)
            ).scalar_one_or_none()
            if n is None and len(document_id) >= 8:
                n = connection.execute(
                    select(table.c.n)
                    .where(table.c.hash >= document_id, table.c.hash < document_id + "~")
                    .limit(1)
                ).scalar_one_or_none()
        return None if n is None else next(self.documents([n]))

    def sightings(self, number: int) -> list[str]:
        """Every place where a document's content was seen."""
        table = tables.sighting
        wanted = (
            select(table.c.source).where(table.c.document == number).order_by(table.c.run, table.c.source)
        )
        return [row.source for row in self.rows(wanted)]

    def articles(self, *, as_of: int | None = None, document: int | None = None) -> Iterator[Article]:
        """Articles (cleaned documents) in the order of their documents."""
        table = tables.article
        wanted = select(table.c.record).where(alive(table, as_of)).order_by(table.c.document)
        if document is not None:
            wanted = wanted.where(table.c.document == document)
        yield from self._records(wanted, Article)

    def codings(
        self, *, pair: tuple[str, str] | None = None, directed: bool = False, since: Day = None,
        until: Day = None, types: str | Iterable[str] | None = None,
        statuses: str | Iterable[str] | None = None, background: bool | None = None,
        min_confidence: float = 0.0, as_of: int | None = None, document: int | None = None,
    ) -> Iterator[Coding]:  # fmt: skip
        """Machine codings in the order of documents and of the text."""
        table = tables.coding
        conditions = [
            alive(table, as_of),
            *in_pair(tables.coding_pair, tables.coding_pair.c.coding, table.c.n, pair, directed),
            *between(table, since, until),
            *one_of(table.c.event_type, types),
            *one_of(table.c.status, statuses),
        ]
        if background is not None:
            conditions.append(table.c.background == int(background))
        if min_confidence > 0:
            conditions.append(table.c.confidence >= min_confidence)
        yield from self._of_documents(table, conditions, document, Coding)

    def statements(
        self, *, speaker: str | None = None, as_of: int | None = None, document: int | None = None
    ) -> Iterator[Statement]:
        """Statements; speaker: a party, for instance PRK."""
        table = tables.statement
        conditions = [alive(table, as_of), *one_of(table.c.speaker, speaker)]
        yield from self._of_documents(table, conditions, document, Statement)

    def situations(
        self, *, pair: tuple[str, str] | None = None, kinds: str | Iterable[str] | None = None,
        as_of: int | None = None, document: int | None = None,
    ) -> Iterator[Situation]:  # fmt: skip
        """Situations as the articles tell them, one a sentence; `standings` has them over time."""
        table = tables.situation
        conditions = [alive(table, as_of), *one_of(table.c.kind, kinds), *has_parties(table, pair)]
        yield from self._of_documents(table, conditions, document, Situation)

    def refusals(
        self, *, reasons: str | Iterable[str] | None = None, stage: str | None = None,
        as_of: int | None = None, document: int | None = None,
    ) -> Iterator[Refusal]:  # fmt: skip
        """Refusals of documents and of what is in them; after them the inputs that never became a
        document.
        """
        table = tables.refusal
        conditions = [alive(table, as_of), *one_of(table.c.reason, reasons), *one_of(table.c.stage, stage)]
        yield from self._of_documents(table, conditions, document, Refusal)
        if document is None and stage in (None, "sources"):
            unread = tables.unread
            wanted = select(unread.c.record).order_by(unread.c.n)
            for condition in one_of(unread.c.reason, reasons):
                wanted = wanted.where(condition)
            if as_of is not None:
                wanted = wanted.where(unread.c.run <= as_of)
            yield from self._records(wanted, Refusal)

    def _of_documents(
        self, table: Table, conditions: list[ColumnElement[bool]], document: int | None, kind: type[Struct]
    ) -> Iterator[Struct]:
        wanted = select(table.c.record).where(*conditions).order_by(table.c.document, table.c.ord)
        if document is not None:
            wanted = wanted.where(table.c.document == document)
        yield from self._records(wanted, kind)

    def events(
        self, *, rule: str | None = None, pair: tuple[str, str] | None = None, directed: bool = False,
        since: Day = None, until: Day = None, types: str | Iterable[str] | None = None,
        statuses: str | Iterable[str] | None = None, min_confidence: float = 0.0, as_of: int | None = None,
    ) -> Iterator[Event]:  # fmt: skip
        """Events in the order of their first day; rule: of which merging or collection."""
        table = tables.event
        conditions = [
            alive(table, as_of),
            *one_of(table.c.rule, rule),
            *in_pair(tables.event_pair, tables.event_pair.c.event, table.c.n, pair, directed),
            *between(table, since, until),
            *one_of(table.c.event_type, types),
            *one_of(table.c.status, statuses),
        ]
        if min_confidence > 0:
            conditions.append(table.c.confidence >= min_confidence)
        wanted = select(table.c.record).where(*conditions).order_by(table.c.date_start, table.c.id)
        yield from self._records(wanted, Event)

    def standings(
        self, *, on: Day = None, known_by: Day = None, pair: tuple[str, str] | None = None,
        kinds: str | Iterable[str] | None = None, as_of: int | None = None, limit: int | None = None,
    ) -> Iterator[Standing]:  # fmt: skip
        """Situations over time, by kind and first day. on: those that stood on that day (of a month or year:
        on its last); known_by: as they were known by then (now, when left out). limit: at most so many.
        """
        table = tables.standing
        conditions = _standing(on, known_by, pair, kinds, as_of)
        order = (table.c.kind, table.c.true_from, table.c.id)
        wanted = select(table.c.record).where(*conditions).order_by(*order)
        yield from self._records(wanted if limit is None else wanted.limit(limit), Standing)

    def n_standings(
        self, *, on: Day = None, known_by: Day = None, pair: tuple[str, str] | None = None,
        kinds: str | Iterable[str] | None = None, as_of: int | None = None,
    ) -> int:  # fmt: skip
        """How many there are."""
        wanted = select(func.count()).select_from(tables.standing)
        (row,) = self.rows(wanted.where(*_standing(on, known_by, pair, kinds, as_of)))
        return int(row[0])

    def commitments(
        self, *, pair: tuple[str, str] | None = None, directed: bool = False,
        kinds: str | Iterable[str] | None = None, states: str | Iterable[str] | None = None, due: Day = None,
        as_of: int | None = None,
    ) -> Iterator[Commitment]:  # fmt: skip
        """Commitments by the day they were made; due: those with a deadline on or before that day."""
        table = tables.commitment
        conditions = [alive(table, as_of), *one_of(table.c.kind, kinds), *one_of(table.c.state, states)]
        if pair is not None:
            one, other = pair
            way = (table.c.proposer == one) & (table.c.addressee == other)
            back = (table.c.proposer == other) & (table.c.addressee == one)
            conditions.append(way if directed else way | back)
        last = day_text(due, last=True)
        if last is not None:
            conditions += [table.c.deadline.is_not(None), table.c.deadline <= last]
        wanted = select(table.c.record).where(*conditions).order_by(table.c.made, table.c.id)
        yield from self._records(wanted, Commitment)

    def by_id(self, record_id: str, *, as_of: int | None = None) -> Iterator[tuple[str, Any]]:
        """(kind, record) of everything that bears an id: of documents' records and of derived ones."""
        for kind, record, _ in self.located(record_id, as_of=as_of):
            yield kind, record

    def located(self, record_id: str, *, as_of: int | None = None) -> Iterator[tuple[str, Any, int | None]]:
        """The same with the number of the document, null for derived records."""
        number = ident(record_id)
        for name, kind in (("coding", Coding), ("statement", Statement), ("situation", Situation)):
            table = tables.metadata.tables[name]
            wanted = select(table.c.record, table.c.document).where(
                table.c.ident == number, alive(table, as_of)
            )
            for text, document in self.rows(wanted):
                record = msgspec.json.decode(text, type=kind)
                if getattr(record, "id", None) == record_id:
                    yield name, record, document
        for name, derived in (("event", Event), ("standing", Standing), ("commitment", Commitment)):
            table = tables.metadata.tables[name]
            wanted = select(table.c.record).where(table.c.id == record_id, alive(table, as_of))
            for record in self._records(wanted, derived):
                yield name, record, None


def _standing(
    on: Day, known_by: Day, pair: tuple[str, str] | None, kinds: str | Iterable[str] | None, as_of: int | None
) -> list[ColumnElement[bool]]:
    table = tables.standing
    conditions = [alive(table, as_of), *one_of(table.c.kind, kinds), *has_parties(table, pair)]
    day = day_text(on, last=True)
    if day is not None:
        conditions += [table.c.true_from <= day, table.c.true_until >= day]
    known = day_text(known_by, last=True)
    if known is not None:
        conditions += [table.c.known_from <= known, table.c.known_until > known]
    else:
        conditions.append(table.c.known_until == tables.LAST)
    return conditions


def has_parties(table: Table, pair: Iterable[str] | None) -> list[ColumnElement[bool]]:
    """The condition that all of the parties are among those of a situation."""
    return [table.c.parties.contains(f";{one};", autoescape=True) for one in pair or ()]


def _stored(n: int, hash_: str, record: str, packing: str, text_size: int, packed: bytes) -> Stored:
    document = msgspec.json.decode(record, type=Document)
    text, raw = unpack(document.encoding, packing, text_size, packed)
    return Stored(n, hash_, msgspec.structs.replace(document, text=text, raw=raw or b""), raw)
