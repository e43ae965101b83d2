"""Publication dates as data give them: ISO 8601, RFC 2822, or a date object."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

ISO_DATE = re.compile(
    r"\s*(\d{4})-(\d{1,2})-(\d{1,2})(?=$|[T\s])(?:[T\s]+\d{1,2}:\d{2}\S*(?:\s*(?:[+-]\d{2}:?\d{2}|UTC|GMT|Z))?)?\s*$"
)
COMPACT_DATE = re.compile(r"\s*(\d{4})(\d{2})(\d{2})(?:T?\d{6}Z?)?\s*$")


def given_date(value: object) -> date | None:
    """The calendar date that a caller gave, as written (no time-zone shift); None for null or blank.

    Raises ValueError when the value is something else than a date: numbers and free words are not guessed at.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no date")
    match = ISO_DATE.match(value) or COMPACT_DATE.match(value)
    if match:
        year, month, day = (int(part) for part in match.groups()[:3])
        try:
            return _in_range(date(year, month, day))
        except ValueError as error:
            raise ValueError(f"{value[:60]!r} is no date: {error}") from None
    try:
        return _in_range(parsedate_to_datetime(value).date())
    except (TypeError, IndexError, ValueError):
        raise ValueError(f"{value[:60]!r} is no date") from None


def _in_range(day: date) -> date:
    """Newspapers began in 1605; a year below that is a typing error or a template ("0001-01-01")."""
    if not 1600 <= day.year <= 2200:
        raise ValueError(f"{day.isoformat()} is no date of publication")
    return day
