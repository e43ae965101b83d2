"""Reading by the page: lists of current events and articles with their length; only what is shown is read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Engine, and_, func, or_, select

from communique.records import Event
from communique.store import tables
from communique.store.filters import Day, alive, between, in_pair, on_days, one_of
from communique.store.keys import pairs, parties

PAGE = 50
"""Rows a page shows."""


class ArticleLine(msgspec.Struct, frozen=True):
    """A document in a list. n: its number; n_codings: acts coded in it; refused: whether nothing was read."""

    n: int
    id: str
    title: str | None
    source: str
    outlet: str | None
    published: str | None
    n_codings: int
    refused: bool


def events_page(
    engine: Engine, *, newest_first: bool = True, page: int = 1, size: int = PAGE, n: int | None = None,
    **asked: Any,
) -> tuple[list[Event], int]:  # fmt: skip
    """One page of events and how many there are in all; which ones as in `count_events`. n: how many there
    are, where the caller knows.
    """
    table = tables.event
    conditions = _asked(**asked)
    first = table.c.date_start
    order = (first.desc(), table.c.n.desc()) if newest_first else (first, table.c.n)
    chosen = select(table.c.n).where(*conditions).order_by(*order).limit(size).offset(max(0, page - 1) * size)
    decoder = msgspec.json.Decoder(Event)
    with engine.connect() as connection:
        if n is None:
            n = connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()
        numbers = list(connection.execute(chosen).scalars())
        records = connection.execute(select(table.c.n, table.c.record).where(table.c.n.in_(numbers)))
        found = {number: decoder.decode(record) for number, record in records}
    return [found[number] for number in numbers], int(n)


def count_events(engine: Engine, **asked: Any) -> int:
    """How many events there are. rule: of which merging or collection; pair: between two parties, both ways
    unless `directed`; party: on either side; since, until: that may have taken place in these days; types;
    statuses; since_run: only those that runs after that one made or changed.
    """
    wanted = select(func.count()).select_from(tables.event).where(*_asked(**asked))
    with engine.connect() as connection:
        return int(connection.execute(wanted).scalar_one())


def _asked(
    *, rule: str | None = None, pair: tuple[str, str] | None = None, directed: bool = False,
    party: str | None = None, since: Day = None, until: Day = None,
    types: str | Iterable[str] | None = None, statuses: str | Iterable[str] | None = None,
    since_run: int | None = None,
) -> list[ColumnElement[bool]]:  # fmt: skip
    table, sides = tables.event, tables.event_pair
    conditions = [
        alive(table, None),
        *one_of(table.c.rule, rule),
        *in_pair(sides, sides.c.event, table.c.n, pair, directed),
        *between(table, since, until),
        *one_of(table.c.event_type, types),
        *one_of(table.c.status, statuses),
    ]
    if party is not None:
        own = select(sides.c.event).where(or_(sides.c.source == party, sides.c.target == party))
        conditions.append(table.c.n.in_(own))
    if since_run is not None:
        conditions.append(table.c.since_run > since_run)
    return conditions


def near_events(
    engine: Engine, event: Event, *, days: int, limit: int = 8
) -> list[Event]:
    """Events of the same rule that may tell of the same: between the same parties (without a second party: of
    the same one) and at most so many days apart; the same type and the nearest day first.
    """
    start, end = event.date.start or event.date.end, event.date.end or event.date.start
    if start is None or end is None:
        return []
    sides = pairs(event.actors, event.recipients)
    alone = parties((*event.actors, *event.recipients))
    between_two: list[dict[str, Any]] = [{"pair": pair} for pair in sides[:3]]
    asked = between_two or [{"party": one} for one in alone[:1]]
    found: dict[str, Event] = {}
    for one in asked:
        since, until = start - timedelta(days), end + timedelta(days)
        chosen, _ = events_page(engine, rule=event.rule, since=since, until=until, size=100, **one)
        found.update((other.id, other) for other in chosen if other.id != event.id)

    def far(other: Event) -> tuple[bool, int, str]:
        day = other.date.start or other.date.end or start
        return other.event_type != event.event_type, abs((day - start).days), other.id

    return sorted(found.values(), key=far)[:limit]


def articles_page(
    engine: Engine, *, since: Day = None, until: Day = None, outlet: str | None = None,
    since_run: int | None = None, page: int = 1, size: int = PAGE, n: int | None = None,
) -> tuple[list[ArticleLine], int]:  # fmt: skip
    """One page of documents, the latest published first, and how many there are in all (`n`, where the caller
    knows).
    """
    table, answer = tables.document, tables.answer
    conditions: list[ColumnElement[bool]] = [*one_of(table.c.outlet, outlet)]
    conditions += on_days(table.c.published, since, until)
    if since_run is not None:
        conditions.append(table.c.run > since_run)
    wanted = (
        select(
            table.c.n, table.c.id, table.c.title, table.c.source, table.c.outlet, table.c.published,
            func.coalesce(answer.c.n_codings, 0), func.coalesce(answer.c.refused, 0),
        )
        .join_from(
            table, answer, and_(answer.c.document == table.c.n, answer.c.until_run.is_(None)), isouter=True
        )
        .where(*conditions)
        .order_by(table.c.published.desc().nulls_last(), table.c.n.desc())
        .limit(size)
        .offset(max(0, page - 1) * size)
    )  # fmt: skip
    with engine.connect() as connection:
        if n is None:
            n = connection.execute(select(func.count()).select_from(table).where(*conditions)).scalar_one()
        rows = connection.execute(wanted).all()
    return [ArticleLine(*row[:7], bool(row[7])) for row in rows], int(n)
