"""What to read: one set of filters for codings and events, the same words everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, or_, select

from communique.store.tables import FIRST, LAST
from communique.text.days import given_day, given_period

Day = date | str | None


def day_text(value: Day, *, last: bool = False) -> str | None:
    """An ISO day from a date, "2013-06-16", "2013-06" or "2013" (their first day, or with `last` their last).

    Raises UsageError for anything else.
    """
    day = given_day(value, last=last)
    return None if day is None else day.isoformat()


def period_text(since: Day, until: Day) -> tuple[str | None, str | None]:
    """First and last ISO day of a period. Raises UsageError for one that ends before it begins."""
    first, last = given_period(since, until)
    return None if first is None else first.isoformat(), None if last is None else last.isoformat()


def on_days(column: ColumnElement[Any], since: Day, until: Day) -> list[ColumnElement[bool]]:
    """A column of ISO days within a period, both ends inclusive. Raises UsageError as `period_text` does."""
    first, last = period_text(since, until)
    found = [] if first is None else [column >= first]
    return found if last is None else [*found, column <= last]


FEW = 500
"""Values in one condition at most: every database takes so many."""


def few_at_a_time(values: Iterable[str]) -> Iterator[list[str]]:
    """The values in lists that fit into a condition `IN (…)`, in order."""
    rest = iter(values)
    while few := list(islice(rest, FEW)):
        yield few


def alive(table: Table, as_of: int | None) -> ColumnElement[bool]:
    """Rows that belong to the answer of a run; null: to the current one."""
    if as_of is None:
        return table.c.until_run.is_(None)
    return and_(table.c.since_run <= as_of, or_(table.c.until_run.is_(None), table.c.until_run > as_of))


def one_of(column: ColumnElement[Any], values: str | Iterable[str] | None) -> list[ColumnElement[bool]]:
    """The condition that a column has one of the values; none for null."""
    if values is None:
        return []
    wanted = [values] if isinstance(values, str) else list(values)
    return [column.in_(wanted)]


def in_pair(
    pair_table: Table,
    number: ColumnElement[Any],
    own: ColumnElement[Any],
    pair: tuple[str, str] | None,
    directed: bool,
) -> list[ColumnElement[bool]]:
    """Acts between two parties, both ways unless directed."""
    if pair is None:
        return []
    one, other = pair
    ways = [and_(pair_table.c.source == one, pair_table.c.target == other)]
    if not directed and one != other:
        ways.append(and_(pair_table.c.source == other, pair_table.c.target == one))
    chosen: Select[Any] = select(number).where(or_(*ways))
    return [own.in_(chosen)]


def between(table: Table, since: Day, until: Day) -> list[ColumnElement[bool]]:
    """Acts that may have taken place within the days given, both inclusive; those of unknown date never."""
    found: list[ColumnElement[bool]] = []
    first, last = period_text(since, until)
    if first is not None:
        found.append(table.c.date_end >= first)
    if last is not None:
        found.append(table.c.date_start <= last)
    if found:
        found.append(or_(table.c.date_start != FIRST, table.c.date_end.not_in((FIRST, LAST))))
    return found
