"""Weekdays placed: a bare one, one with a day of the month, last, this and next."""

from __future__ import annotations

from datetime import date

from communique.resolve import times_calendar as calendar
from communique.resolve.times_context import Context, TenseAt, unplaced
from communique.resolve.times_missing_year import Placed, day_in
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import is_day

JUST_PAST = 2
""""Last Thursday", said on a Saturday, is not the Thursday two days ago, which would be called "Thursday"."""


def weekday(sketch: Sketch, context: Context, tense: TenseAt) -> Placed | str:
    """A bare weekday: the latest, when something is reported; the next, when something lies ahead."""
    weekday = sketch.weekday or 1
    if sketch.amount is not None and context.speech:
        return (
            calendar.day_of(
                calendar.plus_days(nearest_weekday(context.speech, weekday, 0, tense), int(7 * sketch.amount))
            ),
            context.speech,
            "week",
        )
    if context.narrative or context.speech is None:
        base = context.here_day
        if base is None or base.first is None or not context.narrative:
            return unplaced(sketch)
        offset = (weekday - base.first.isoweekday() + 3) % 7 - 3
        return calendar.day_of(calendar.plus_days(base.first, offset)), base.first, "text"
    speech = context.speech
    how = tense()
    back = (speech.isoweekday() - weekday) % 7
    on = (weekday - speech.isoweekday()) % 7
    if how == "ahead" and back == 1 and not sketch.steps:
        how = "past"  # the day of the name nearest by far: nobody calls a day six days off by its bare name
    if how in ("future", "ahead", "infinitive"):
        return calendar.day_of(calendar.plus_days(speech, on)), speech, "ahead"
    return calendar.day_of(calendar.plus_days(speech, -back)), speech, "back"


def nearest_weekday(on: date, weekday: int, steps: int, tense: TenseAt, nearest: bool = False) -> date:
    """last: the latest before the day, unless so near that the bare name would do; next: of the coming
    week; this: by the tense, else of the same week. nearest: "this past", "the coming"."""
    if steps < 0:
        back = (on.isoweekday() - weekday - 1) % 7 + 1
        return calendar.plus_days(on, -back if nearest or back > JUST_PAST else -back - 7)
    if steps > 0 and nearest:
        return calendar.plus_days(on, (weekday - on.isoweekday() - 1) % 7 + 1)
    if steps > 0:
        return calendar.plus_days(on, 7 + weekday - on.isoweekday())
    if tense() == "past":
        return calendar.plus_days(on, -((on.isoweekday() - weekday) % 7))
    return calendar.plus_days(on, (weekday - on.isoweekday()) % 7)


def weekday_and_day(sketch: Sketch, context: Context) -> Placed | str:
    """ "Sunday the 12th": the nearest month in which that day is that weekday; else flagged, and the day
    counts."""
    base = context.base("auto")
    if base is None or base.year is None or base.year < 1:
        return unplaced(Sketch("point", "", weekday=sketch.weekday))
    on = base.first or date(base.year, base.month or 1, 1)
    nearest = []
    for n in range(-6, 7):
        year, month = calendar.plus_months(on.year, on.month, n)
        if (
            is_day(year, month, sketch.day or 0)
            and date(year, month, sketch.day or 1).isoweekday() == sketch.weekday
        ):
            nearest.append(date(year, month, sketch.day or 1))
    close = [day for day in nearest if abs((day - on).days) <= 45]
    if close:
        best = min(close, key=lambda day: (abs((day - on).days), day))
        return calendar.day_of(best), on, "weekday and day"
    sketch.flags.append("the weekday does not fit the date")
    return day_in(Sketch("point", ""), on.year, on.month, sketch.day or 1), on, "day"
