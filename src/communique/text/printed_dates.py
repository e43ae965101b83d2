"""The words and figures of printed calendar dates: months, weekdays, ISO and numeric dates, and what a
calendar allows.

Pure functions over strings and numbers; nothing here knows of an article or a day of publication.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

_MONTH_NAMES = (
    "january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
    "september sept sep", "october oct", "november nov", "december dec",
)  # fmt: skip
MONTHS: dict[str, int] = {name: n for n, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
"""Month names and abbreviations in lower case, without a point → 1–12."""

_WEEKDAY_NAMES = (
    "monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri",
    "saturday sat",
    "sunday sun",
)  # fmt: skip
WEEKDAYS: dict[str, int] = {name: n for n, names in enumerate(_WEEKDAY_NAMES, 1) for name in names.split()}
"""Weekday names and abbreviations in lower case → ISO weekday (Monday 1 … Sunday 7)."""

MIN_YEAR, MAX_YEAR = 1000, 2199
"""A bare number of four digits outside these is no year in a news text."""


class Numeric(NamedTuple):
    """A date in figures. `readings`: the (year, month, day) it may mean, likeliest first; empty when
    impossible."""

    readings: tuple[tuple[int, int, int], ...]
    impossible: bool


_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$")
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{2})$")


def is_day(year: int, month: int, day: int) -> bool:
    """Whether the Gregorian calendar has such a day (years 1–9999)."""
    return 1 <= year <= 9999 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def days_in_month(year: int, month: int) -> int:
    """28–31; month 1–12, year 1–9999."""
    return monthrange(year, month)[1]


def full_year(two_digits: int, pivot: int = 2030) -> int:
    """The year that two digits mean, at most `pivot`: 99 → 1999, 14 → 2014."""
    century = pivot - pivot % 100
    year = century + two_digits
    return year if year <= pivot else year - 100


def read_numeric(token: str) -> Numeric | None:
    """Reads "2013-06-16", "16.6.2013", "6/16/2013" or "6/16/13"; None when `token` is not of that form.

    With points the day leads (European); with slashes the month leads unless it cannot ("16/6/2013").
    """
    iso = _ISO.match(token)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
        possible = is_day(year, month, day)
        return Numeric(((year, month, day),) if possible else (), not possible)
    numeric = _NUMERIC.match(token)
    if not numeric:
        return None
    first, second = int(numeric[1]), int(numeric[3])
    year = int(numeric[4]) if len(numeric[4]) == 4 else full_year(int(numeric[4]))
    orders = [(second, first)] if numeric[2] == "." else [(first, second), (second, first)]
    readings = tuple(dict.fromkeys((year, month, day) for month, day in orders if is_day(year, month, day)))
    return Numeric(readings, not readings)


def easter(year: int) -> date:
    """Western Easter Sunday (the anonymous Gregorian computus; Meeus, Astronomical Algorithms, ch. 8)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    f = (b + 8) // 25
    g = (b - f + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    correction = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * correction) // 451
    month, day = divmod(h + correction - 7 * m + 114, 31)
    return date(year, month, day + 1)


def nth_weekday(year: int, month: int, weekday: int, n: int) -> date:
    """The n-th ISO weekday of a month; n = -1 is the last."""
    if n > 0:
        first = date(year, month, 1).isoweekday()
        return date(year, month, 1 + (weekday - first) % 7 + 7 * (n - 1))
    last = days_in_month(year, month)
    back = (date(year, month, last).isoweekday() - weekday) % 7
    return date(year, month, last - back)
