"""The sums that an overview shows: pairs, parties, places, coverage, merge rules; of current answers only."""

from __future__ import annotations

from typing import Any

import msgspec
from sqlalchemy import ColumnElement, Engine, Integer, and_, func, or_, select

from communique.records.place import Place
from communique.store import tables
from communique.store.filters import Day, alive, between, on_days


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


def rules_in(engine: Engine) -> list[str]:
    """The merge rules and imported collections whose events are in the project, by name."""
    wanted = select(tables.event.c.rule).where(alive(tables.event, None)).distinct()
    with engine.connect() as connection:
        return sorted(connection.execute(wanted).scalars())


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
    conditions += on_days(sides.c.day, since, until)
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
    conditions += on_days(table.c.published, since, until)
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


def _lite(engine: Engine) -> bool:
    return engine.dialect.name == "sqlite"


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
