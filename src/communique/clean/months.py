"""Printed dates as bylines, date lines and datelines write them."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

MONTHS = {
    name: number
    for number, names in enumerate(
        ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
         "september sept sep", "october oct", "november nov", "december dec"), 1
    )
    for name in names.split()
}  # fmt: skip
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\d:])"
YEAR = r"(?:19|20)\d\d(?!\d)"

FULL = re.compile(
    rf"\b(?:(?P<m1>{MONTH})\s*(?P<d1>{DAY})\s*,?\s*(?P<y1>{YEAR})"
    rf"|(?P<d2>{DAY})(?:\s+of)?\s*[-\s]\s*(?P<m2>{MONTH})\s*[-,\s]\s*(?P<y2>{YEAR})"
    rf"|(?P<y3>{YEAR})[-/.](?P<m3>0?[1-9]|1[0-2])[-/.](?P<d3>0?[1-9]|[12]\d|3[01])(?!\d)"
    rf"|(?P<y5>{YEAR})\s+(?P<m5>{MONTH})\s+(?P<d5>{DAY}))",
    re.I,
)
NUMERIC = re.compile(
    r"(?<![\d/.-])(?P<a>\d{1,2})(?P<sep>[/.-])(?P<b>\d{1,2})(?P=sep)(?P<y>(?:19|20)?\d\d)(?![\d/.-]\d|\d)"
)
MONTH_DAY = re.compile(rf"\b(?:(?P<m1>{MONTH})\s*(?P<d1>{DAY})|(?P<d2>{DAY})\s+(?P<m2>{MONTH}))", re.I)


class PrintedDate(NamedTuple):
    """[start, end) in the string searched; first = last unless the reading is open (03/04/2018)."""

    start: int
    end: int
    first: date
    last: date


def printed_dates(text: str) -> list[PrintedDate]:
    """Every full date (day, month and year) printed in `text`, in order. Impossible dates are passed over."""
    found = [date_ for match in FULL.finditer(text) if (date_ := _full(match)) is not None]
    for match in NUMERIC.finditer(text):
        read = _numeric(match)
        if read is not None and not any(d.start < read.end and read.start < d.end for d in found):
            found.append(read)
    return sorted(found)


def _full(match: re.Match[str]) -> PrintedDate | None:
    for suffix in "1235":
        month, day, year = (match.group(f"{letter}{suffix}") for letter in "mdy")
        if month:
            number = int(month) if month.isdigit() else MONTHS[month.lower().rstrip(".")]
            return _dated(match, int(year), number, int(re.sub(r"\D", "", day)))
    return None


def _dated(match: re.Match[str], year: int, month: int, day: int) -> PrintedDate | None:
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    on = date(year, month, day)
    return PrintedDate(match.start(), match.end(), on, on)


def _numeric(match: re.Match[str]) -> PrintedDate | None:
    """Day and month in either order; both possible orders give bounds,
    not a date. With points the day leads."""
    first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
    if len(match["y"]) == 2:
        year += 2000 if year < 70 else 1900
    readings = sorted(
        {
            date(year, month, day)
            for day, month in ((first, second), (second, first))
            if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
        }
    )
    if match["sep"] == "." and 1 <= second <= 12 and 1 <= first <= monthrange(year, second)[1]:
        readings = [date(year, second, first)]
    if not readings:
        return None
    return PrintedDate(match.start(), match.end(), readings[0], readings[-1])
