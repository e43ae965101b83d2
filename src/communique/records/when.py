"""Calendar intervals and the words that gave them."""

from __future__ import annotations

from datetime import date

import msgspec

PRECISIONS = ("day", "week", "month", "season", "year", "range", "unknown")
BASES = ("expression", "dateline", "publication", "context")


class When(msgspec.Struct, frozen=True):
    """A calendar interval: first and last day (inclusive), never finer than its evidence.

    precision: one of PRECISIONS; basis: one of BASES; text: the words it rests on; rule: the rule's name.
    """

    start: date | None
    end: date | None
    precision: str
    basis: str
    text: str | None
    rule: str


class TimeExpression(msgspec.Struct, frozen=True):
    """A time expression in a text, as TIMEX3 has it.

    type: DATE TIME DURATION SET; value: TIMEX3 value ("2013-06-16", "P3D", "XXXX-WXX-7", "PRESENT_REF");
    first, last: the days it covers, null while it stays relative; anchor: the day it was counted from.
    """

    start: int
    end: int
    text: str
    type: str
    value: str
    first: date | None
    last: date | None
    precision: str = "unknown"
    anchor: date | None = None
    rule: str = ""
