"""Reading by the page: lists with their length, and the sums that an overview shows. All answers are current
ones; nothing is read but what is shown.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypeVar

import msgspec
from sqlalchemy import ColumnElement, Engine, Integer, Table, and_, func, or_, select

from communique.records import Coding, Document, Event, Situation
from communique.records.place import Place
from communique.store import tables
from communique.store.filters import Day, alive, between, few_at_a_time, in_pair, one_of, period_text
from communique.store.keys import ident, pairs, parties

Told = TypeVar("Told", Coding, Event, Situation)

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


class PairLine(msgspec.Struct, frozen=True):
    """Two parties (in the order of their codes) and the events between them, by quad class 1–4; first, last:
    days of the earliest and latest.
    """

    one: str
    other: str
    n: int
    quads: tuple[int, int, int, int]
    first: str
    last: str


class Coverage(msgspec.Struct, frozen=True):
    """Articles published in a day, month or year, and the acts coded in them."""

    period: str
    n_articles: int
    n_codings: int


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


def rules_in(engine: Engine) -> list[str]:
    """The merge rules and imported collections whose events are in the project, by name."""
    wanted = select(tables.event.c.rule).where(alive(tables.event, None)).distinct()
    with engine.connect() as connection:
        return sorted(connection.execute(wanted).scalars())


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
    first, last = period_text(since, until)
    if first is not None:
        conditions.append(table.c.published >= first)
    if last is not None:
        conditions.append(table.c.published <= last)
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


def pair_lines(
    engine: Engine, *, rule: str, since: Day = None, until: Day = None, party: str | None = None,
    limit: int | None = None,
) -> list[PairLine]:  # fmt: skip
    """Pairs by the number of events between them, the busiest first. A reciprocal act counts once; acts of a
    party on itself are left out.
    """
    sides = tables.event_pair
    one = func.min(sides.c.source, sides.c.target) if _lite(engine) else func.least(
        sides.c.source, sides.c.target
    )  # fmt: skip
    other = func.max(sides.c.source, sides.c.target) if _lite(engine) else func.greatest(
        sides.c.source, sides.c.target
    )  # fmt: skip
    conditions: list[Any] = [sides.c.rule == rule, sides.c.source != sides.c.target, alive(sides, None)]
    first, last = period_text(since, until)
    if first is not None:
        conditions.append(sides.c.day >= first)
    if last is not None:
        conditions.append(sides.c.day <= last)
    if party is not None:
        conditions.append(or_(sides.c.source == party, sides.c.target == party))
    each = (
        select(
            one.label("one"),
            other.label("other"),
            sides.c.event,
            func.min(sides.c.quad).label("quad"),
            func.min(sides.c.day).label("day"),
        )
        .where(*conditions)
        .group_by(sides.c.event, one, other)
        .subquery()
    )
    count = func.count()
    quads = [func.sum((each.c.quad == quad).cast(Integer)) for quad in (1, 2, 3, 4)]
    dated = func.nullif(each.c.day, tables.FIRST)
    wanted = (
        select(each.c.one, each.c.other, count, *quads, func.min(dated), func.max(dated))
        .group_by(each.c.one, each.c.other)
        .order_by(count.desc(), each.c.one, each.c.other)
    )
    if limit is not None:
        wanted = wanted.limit(limit)
    with engine.connect() as connection:
        rows = connection.execute(wanted).all()
    return [
        PairLine(row[0], row[1], row[2], (row[3], row[4], row[5], row[6]), row[7] or "", row[8] or "")
        for row in rows
    ]


def coverage(engine: Engine, *, by: str = "day", since: Day = None, until: Day = None) -> list[Coverage]:
    """Articles and codings by day, month or year of publication; articles without a day are left out."""
    table, answer = tables.document, tables.answer
    period = func.substr(table.c.published, 1, {"day": 10, "month": 7, "year": 4}[by])
    conditions: list[ColumnElement[bool]] = [table.c.published.is_not(None)]
    first, last = period_text(since, until)
    if first is not None:
        conditions.append(table.c.published >= first)
    if last is not None:
        conditions.append(table.c.published <= last)
    wanted = (
        select(period, func.count(), func.coalesce(func.sum(answer.c.n_codings), 0))
        .join_from(
            table, answer, and_(answer.c.document == table.c.n, answer.c.until_run.is_(None)), isouter=True
        )
        .where(*conditions)
        .group_by(period)
        .order_by(period)
    )
    with engine.connect() as connection:
        return [Coverage(*row) for row in connection.execute(wanted)]


def undated(engine: Engine) -> int:
    """Documents without a day of publication."""
    with engine.connect() as connection:
        wanted = select(func.count()).where(tables.document.c.published.is_(None))
        return int(connection.execute(wanted).scalar_one())


def document_of(engine: Engine, record_id: str) -> Document | None:
    """The document with this id, without its text."""
    table = tables.document
    with engine.connect() as connection:
        record = connection.execute(
            select(table.c.record).where(table.c.id == record_id).order_by(table.c.n).limit(1)
        ).scalar_one_or_none()
    return None if record is None else msgspec.json.decode(record, type=Document)


def _lite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


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


class PlaceLine(msgspec.Struct, frozen=True):
    """What an overview of places needs of an event."""

    id: str
    event_type: str
    quad: int
    place: Place | None


def event_places(
    engine: Engine, *, rule: str, since: Day = None, until: Day = None, quad: int | None = None
) -> list[PlaceLine]:
    """Events with a place."""
    table = tables.event
    conditions: list[Any] = [alive(table, None), table.c.rule == rule, *between(table, since, until)]
    conditions.append(table.c.record.not_like('%"place":null%'))
    decoder = msgspec.json.Decoder(PlaceLine)
    with engine.connect() as connection:
        rows = connection.execution_options(yield_per=1000).execute(select(table.c.record).where(*conditions))
        found = [decoder.decode(record) for record in rows.scalars()]
    return [one for one in found if one.place is not None and (quad is None or one.quad == quad)]


class ActorLine(msgspec.Struct, frozen=True):
    """A party and the events it has a part in: as the one that acts, and as the one acted on."""

    code: str
    n_acts: int
    n_received: int


def actor_lines(engine: Engine, *, rule: str) -> list[ActorLine]:
    """Parties by the number of events they have a part in, the busiest first."""
    sides = tables.event_pair
    found: dict[str, list[int]] = {}
    with engine.connect() as connection:
        for place, column in enumerate((sides.c.source, sides.c.target)):
            wanted = (
                select(column, func.count(sides.c.event.distinct()))
                .where(sides.c.rule == rule, alive(sides, None))
                .group_by(column)
            )
            for code, n in connection.execute(wanted):
                found.setdefault(code, [0, 0])[place] = n
    lines = [ActorLine(code, acts, received) for code, (acts, received) in found.items()]
    return sorted(lines, key=lambda line: (-line.n_acts - line.n_received, line.code))
