"""Current machine records by their ids, and what belongs to a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

import msgspec
from sqlalchemy import Engine, Table, and_, or_, select

from communique.records import Coding, Document, Event, Situation
from communique.store import tables
from communique.store.filters import alive, few_at_a_time
from communique.store.keys import ident

Told = TypeVar("Told", Coding, Event, Situation)


def document_of(engine: Engine, record_id: str) -> Document | None:
    """The document with this id, without its text."""
    table = tables.document
    with engine.connect() as connection:
        record = connection.execute(
            select(table.c.record).where(table.c.id == record_id).order_by(table.c.n).limit(1)
        ).scalar_one_or_none()
    return None if record is None else msgspec.json.decode(record, type=Document)


def codings_by_id(engine: Engine, ids: Iterable[str]) -> dict[str, Coding]:
    """Current machine codings with these ids."""
    return _by_id(engine, tables.coding, Coding, ids)


def events_by_id(engine: Engine, ids: Iterable[str]) -> dict[str, Event]:
    """Current machine events with these ids."""
    return _by_id(engine, tables.event, Event, ids)


def told_by_id(engine: Engine, ids: Iterable[str]) -> dict[str, Situation | Coding]:
    """Current situations (as articles tell them) and codings with these ids."""
    wanted = list(dict.fromkeys(ids))
    codings = codings_by_id(engine, wanted)
    rest = (one for one in wanted if one not in codings)
    return {**codings, **_by_id(engine, tables.situation, Situation, rest)}


def _by_id(engine: Engine, table: Table, kind: type[Told], ids: Iterable[str]) -> dict[str, Told]:
    """Current machine records of a table in the order of the ids; events are found by the id itself, others
    by its number.
    """
    wanted = list(dict.fromkeys(ids))
    decoder = msgspec.json.Decoder(kind)
    found: dict[str, Told] = {}
    with engine.connect() as connection:
        for few in few_at_a_time(wanted):
            numbered = "ident" in table.c
            chosen = table.c.ident.in_([ident(one) for one in few]) if numbered else table.c.id.in_(few)
            rows = connection.execute(select(table.c.record).where(chosen, alive(table, None)))
            for record in map(decoder.decode, rows.scalars()):
                found[record.id] = record
    return {one: found[one] for one in wanted if one in found}


def events_of(engine: Engine, number: int, rule: str) -> dict[str, str]:
    """Coding id → event id, for the codings of a document; found through the days and parties it shares with
    events, so that no table of members is needed.
    """
    coding, pairs = tables.coding, tables.coding_pair
    sides, event = tables.event_pair, tables.event
    found: dict[str, str] = {}
    with engine.connect() as connection:
        keys = connection.execute(
            select(pairs.c.source, pairs.c.target)
            .join_from(pairs, coding, coding.c.n == pairs.c.coding)
            .where(coding.c.document == number, alive(coding, None))
            .distinct()
        ).all()
        if not keys:
            return {}
        chosen = (
            select(event.c.id, event.c.record)
            .where(
                alive(event, None), event.c.rule == rule,
                event.c.n.in_(
                    select(sides.c.event).where(
                        or_(*(and_(sides.c.source == one, sides.c.target == other) for one, other in keys))
                    )
                ),
            )
        )  # fmt: skip
        members = msgspec.json.Decoder(_Members)
        for id_, record in connection.execute(chosen):
            for one in members.decode(record).codings:
                found[one] = id_
    return found


class _Members(msgspec.Struct):
    """The codings of an event, without the rest of it."""

    codings: list[str]
