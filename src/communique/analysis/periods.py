"""Days, weeks and months as bins of a series."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from communique.errors import UsageError

BINS = ("day", "week", "month", "year")


def first_day(day: date, by: str) -> date:
    """The first day of the bin that a day lies in; weeks begin on Monday. Raises UsageError for another
    bin.
    """
    if by == "day":
        return day
    if by == "week":
        return day - timedelta(days=day.weekday())
    if by == "month":
        return day.replace(day=1)
    if by == "year":
        return day.replace(month=1, day=1)
    raise UsageError(f"--by {by!r}: expected one of {', '.join(BINS)}")


def next_first(day: date, by: str) -> date:
    """The first day of the bin after the one that begins on `day`."""
    if by == "day":
        return day + timedelta(days=1)
    if by == "week":
        return day + timedelta(days=7)
    if by == "month":
        return date(day.year + day.month // 12, day.month % 12 + 1, 1)
    return date(day.year + 1, 1, 1)


def bins(first: date, last: date, by: str) -> Iterator[date]:
    """First days of all bins from the one that holds `first` to the one that holds `last`."""
    day = first_day(first, by)
    while day <= last:
        yield day
        day = next_first(day, by)


def bin_of(start: date | None, end: date | None, by: str) -> date | None:
    """The bin of an interval that lies within one; null for an interval that is wider, or open."""
    if start is None or end is None:
        return None
    found = first_day(start, by)
    return found if found == first_day(end, by) else None
