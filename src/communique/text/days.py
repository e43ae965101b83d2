"""Days as people give them to a command, a filter or a page: 2013-06-16, the month 2013-06, the year 2013."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from communique.errors import UsageError

_GIVEN = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


def given_day(value: date | str | None, *, last: bool = False, name: str = "") -> date | None:
    """The day itself; of a month or a year its first day, or with `last` its last. name: the option that the
    value was given for.

    Raises UsageError for anything else.
    """
    if value is None or isinstance(value, date):
        return value
    found = _GIVEN.fullmatch(value.strip())
    try:
        if found is not None:
            year, month, day = found.groups()
            if month is None:
                month, day = ("12", "31") if last else ("1", "1")
            elif day is None:
                day = str(monthrange(int(year), int(month))[1]) if last else "1"
            return date(int(year), int(month), int(day))
    except ValueError:
        pass
    told = f"{name} {value!r}".lstrip()
    raise UsageError(
        f"{told} is no day, month or year; expected YYYY-MM-DD, YYYY-MM or YYYY, for instance 2013-06-16"
    )


def exact_day(value: date | str | None, *, name: str = "") -> date | None:
    """A day, and nothing wider. Raises UsageError for anything else."""
    if isinstance(value, str):
        found = _GIVEN.fullmatch(value.strip())
        if found is None or found.group(3) is None:
            raise UsageError(
                f"{name} {value!r} is no date; expected YYYY-MM-DD, for instance 2013-06-16".lstrip()
            )
    return given_day(value, name=name)


def given_period(
    since: date | str | None, until: date | str | None, *, names: tuple[str, str] = ("since", "until")
) -> tuple[date | None, date | None]:
    """The first and the last day of a period. Raises UsageError for one that ends before it begins."""
    first, end = given_day(since, name=names[0]), given_day(until, last=True, name=names[1])
    if first is not None and end is not None and end < first:
        raise UsageError(f"{names[0]} {since} lies after {names[1]} {until}")
    return first, end
