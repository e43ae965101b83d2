"""What is known when an expression is anchored, and the answer that comes of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from communique.resolve import times_calendar as calendar
from communique.resolve.times_calendar import Moment
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import is_day

RECENT_SENTENCES = 4
"""In news "the next day" follows a time mentioned at most so many sentences ago; else it is counted from
the article's day."""

UNKNOWN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX",
    "Q": "XXXX-QX", "Y": "XXXX", "DE": "XXX", "CE": "XX", "H": "XXXX-HX", "S": "XXXX-SX", "ML": "X",
}  # fmt: skip
"""Values of units that cannot be placed."""


class Answer(NamedTuple):
    """What an expression comes to. `moment` moves the discourse on; None for durations, sets and
    references."""

    type: str
    value: str
    first: date | None
    last: date | None
    precision: str
    anchor: date | None
    rule: str
    moment: Moment | None = None


@dataclass
class Context:
    """What is known before an expression is read.

    speech: the day the text speaks from (dateline, else publication), None for an undated text. here: the
    time last mentioned. paragraph_year: the year printed last in an earlier sentence of the paragraph.
    narrative: which of the two counts. here_n: how many sentences ago `here` was set.
    """

    speech: date | None
    latest: date | None = None
    narrative: bool = False
    bc: bool = False
    here: Moment | None = None
    here_day: Moment | None = None
    paragraph_year: int | None = None
    sentence_years: list[int] = field(default_factory=list)
    same_sentence: bool = False
    age: int = 0

    def base(self, name: str, unit: str = "") -> Moment | None:
        """The moment that a base counts from. Days and weeks count from a day, if one was mentioned not
        long ago."""
        speech = calendar.day_of(self.speech) if self.speech else None
        if name == "text":
            if not self.narrative and self.age > RECENT_SENTENCES:
                return speech
            if (
                unit in ("D", "W")
                and self.here is not None
                and self.here.grain not in ("D", "T")
                and not self.narrative
            ):
                return self.here_day or self.here
            return self.here or (None if self.narrative else speech)
        if self.narrative:
            return self.here or speech
        return speech

    def mention(self, moment: Moment) -> None:
        """Notes a time that the text has reached."""
        self.here = moment
        self.age = 0
        if moment.grain in ("D", "T"):
            self.here_day = moment


TenseAt = Callable[[], str]


def rule_of(sketch: Sketch, how: str) -> str:
    parts = [sketch.rule + (f"/{how}" if how else "")]
    parts.extend(f"({flag})" for flag in sketch.flags)
    return " ".join(parts)


def unplaced(sketch: Sketch) -> str:
    """The value of named fields without a year."""
    if sketch.weekday and not sketch.day:
        value = f"XXXX-WXX-{sketch.weekday}"
    elif sketch.month and sketch.day:
        if not is_day(2000, sketch.month, sketch.day) and "no such day" not in sketch.flags:
            sketch.flags.append("no such day")
        value = f"XXXX-{sketch.month:02d}-{sketch.day:02d}"
    elif sketch.month:
        value = f"XXXX-{sketch.month:02d}"
    elif sketch.season:
        value = f"XXXX-{sketch.season}"
    elif sketch.day:
        value = f"XXXX-XX-{sketch.day:02d}"
    elif sketch.quarter:
        value = f"XXXX-Q{sketch.quarter}"
    elif sketch.half:
        value = f"XXXX-H{sketch.half}"
    elif sketch.unit == "WN":
        value = f"XXXX-W{int(sketch.amount or 0):02d}"
    else:
        value = "XXXX-XX-XX"
    if sketch.part or sketch.clock:
        value += "T" + (sketch.clock or sketch.part or "")
    return value


def dressed(sketch: Sketch, moment: Moment, context: Context, anchor: date | None, rule: str) -> Answer:
    """Adds part of day or clock to a placed moment, narrows it by its modifier."""
    first, last = calendar.narrowed(moment, sketch.mod)
    precision = moment.precision if (first, last) == (moment.first, moment.last) else "range"
    if (
        sketch.mod in ("BEFORE", "AFTER")
        and context.speech
        and first
        and last
        and first <= context.speech <= last
    ):
        first, last = (first, context.speech) if sketch.mod == "BEFORE" else (context.speech, last)
        precision = "range"
    if sketch.mod in ("BEFORE", "AFTER"):
        rule += f" {sketch.mod.lower()}"
    time = sketch.clock or sketch.part
    if time:
        value = moment.value
        if moment.grain == "M":
            value += "-XX"
        elif moment.grain == "Y":
            value += "-XX-XX"
        on = moment._replace(grain="T" if moment.grain == "D" else moment.grain)
        if sketch.clock == "24:00" and moment.grain == "D":
            time = "24:00"
        return Answer("TIME", f"{value}T{time}", first, last, precision, anchor, rule, on)
    return Answer("DATE", moment.value, first, last, precision, anchor, rule, moment)
