"""What a tenure says about a day, given how exactly it is known."""

from __future__ import annotations

import calendar
import datetime as dt

from communique.knowledge.rows import Tenure


def earliest_start(spell: Tenure) -> dt.date:
    """The first day on which the tenure may have begun."""
    return _first_day(spell.start, spell.precision)


def latest_start(spell: Tenure) -> dt.date:
    """The last day on which the tenure may have begun."""
    return _last_day(spell.start, spell.precision)


def latest_end(spell: Tenure) -> dt.date | None:
    """The last day on which the tenure may have ended; None while it runs."""
    return None if spell.end is None else _last_day(spell.end, spell.precision)


def earliest_end(spell: Tenure) -> dt.date | None:
    """The first day on which the tenure may have ended; None while it runs."""
    return None if spell.end is None else _first_day(spell.end, spell.precision)


def covers(spell: Tenure, on: dt.date) -> bool:
    """Whether the person may have held the office on that day."""
    end = latest_end(spell)
    return earliest_start(spell) <= on and (end is None or on <= end)


def within(first: dt.date | None, last: dt.date | None, on: dt.date) -> bool:
    """Whether a day lies between two days, both included; `None` is an open end."""
    return (first is None or first <= on) and (last is None or on <= last)


def surely_covers(spell: Tenure, on: dt.date) -> bool:
    """Whether the person held the office on that day wherever the unknown days fall."""
    end = earliest_end(spell)
    return latest_start(spell) <= on and (end is None or on <= end)


def surely_overlap(one: Tenure, other: Tenure) -> bool:
    """Whether two tenures share more than a day of handover, wherever their unknown days fall."""
    first, second = sorted((one, other), key=lambda spell: (spell.start, spell.end or dt.date.max))
    end = earliest_end(first)
    second_end = earliest_end(second)
    if second_end is not None and second_end < latest_start(second):
        return False
    return end is None or latest_start(second) < end


def _first_day(day: dt.date, precision: str) -> dt.date:
    if precision == "year":
        return day.replace(month=1, day=1)
    return day.replace(day=1) if precision == "month" else day


def _last_day(day: dt.date, precision: str) -> dt.date:
    if precision == "year":
        return day.replace(month=12, day=31)
    if precision == "month":
        return day.replace(day=calendar.monthrange(day.year, day.month)[1])
    return day
