"""Calendar fields as printed, placed: the year of a month, the month of a day, the date of a weekday or a
feast.
"""

from __future__ import annotations

from datetime import date

from communique.resolve import times_calendar as calendar
from communique.resolve.times_calendar import Moment
from communique.resolve.times_context import UNKNOWN, Context, TenseAt, unplaced
from communique.resolve.times_missing_year import Placed, day_in, feast, feast_year, in_year, year_of
from communique.resolve.times_sketch import Sketch
from communique.resolve.times_weekdays import weekday, weekday_and_day
from communique.text.printed_dates import days_in_month, is_day, nth_weekday


def place_point(sketch: Sketch, context: Context, tense: TenseAt, holder: Moment | None) -> Placed | str:
    """The moment of a point, the day it was counted from, and how; or a value with X where it cannot be
    placed."""
    if sketch.decade is not None:
        return calendar.decade_of(sketch.decade, sketch.bc), None, "printed"
    if sketch.century is not None:
        return calendar.century_of(sketch.century, sketch.bc), None, "printed"
    if sketch.rule == "ordinal.unit":
        return _ordinal_unit(sketch, context, tense)
    if sketch.rule == "time.clock" and not sketch.weekday:
        return _clock_day(sketch, context)
    if holder is not None:
        return _inside(sketch, holder, context)
    if sketch.weekday and sketch.day and not sketch.month:
        return weekday_and_day(sketch, context)
    if sketch.weekday and not sketch.day and not sketch.month:
        return weekday(sketch, context, tense)
    if sketch.rule == "date.day" and sketch.day and not sketch.month and sketch.year is None:
        near = _bare_day(sketch, context, tense)
        if near is not None:
            return near
    if sketch.easter is not None or sketch.nth is not None:
        year = sketch.year if sketch.year is not None else feast_year(sketch, context, tense)
        return (
            (calendar.day_of(feast(sketch, year)), None, "feast")
            if year is not None and 1 <= year <= 9999
            else "XXXX-XX-XX"
        )
    year, how, anchor = sketch.year, "printed", None
    if year is None:
        year, how, anchor = year_of(sketch, context, tense)
        if year is None:
            return unplaced(sketch)
    if sketch.bc and year > 0:
        year = -year
    return in_year(sketch, year, context), anchor, how


def _bare_day(sketch: Sketch, context: Context, tense: TenseAt) -> Placed | None:
    """ "on the 13th", "the 4th of this month": of the month of publication, of the next one where the day
    lies ahead, of the one before where it is past."""
    speech = context.speech
    if speech is None or context.narrative:
        return None
    how = tense()
    day = sketch.day or 1
    steps = 0
    if how in ("future", "ahead", "infinitive", "present") and day < speech.day:
        steps = 1
    elif how in ("past", "perfect", "unknown") and day > speech.day:
        steps = -1
    year, month = calendar.plus_months(speech.year, speech.month, steps)
    return (day_in(sketch, year, month, day), speech, "month") if is_day(year, month, day) else None


def _inside(sketch: Sketch, holder: Moment, context: Context) -> Placed | str:
    """A month, day, weekday, season or quarter inside a unit already placed ("October of last year")."""
    anchor = holder.first
    if sketch.weekday and holder.first is not None:
        return calendar.day_of(calendar.plus_days(holder.first, sketch.weekday - 1)), anchor, "inside"
    if holder.year is None:
        return unplaced(sketch)
    if sketch.day and not sketch.month and holder.month:
        return day_in(sketch, holder.year, holder.month, sketch.day), anchor, "inside"
    return in_year(sketch, holder.year, context), anchor, "inside"


def _clock_day(sketch: Sketch, context: Context) -> Placed | str:
    """The day of a clock time: that last mentioned in the sentence, else the article's."""
    if context.here_day is not None and (context.same_sentence or context.narrative or sketch.running):
        return (
            context.here_day._replace(grain="D", value=context.here_day.value[:10]),
            context.here_day.first,
            "text",
        )
    if context.speech and not context.narrative:
        return calendar.day_of(context.speech), context.speech, "speech"
    return f"XXXX-XX-XXT{sketch.clock or sketch.part}"


def _ordinal_unit(sketch: Sketch, context: Context, tense: TenseAt) -> Placed | str:
    """ "the first week of May": the n-th day, week, weekend or weekday of a month or year; last is -1."""
    year, how, anchor = sketch.year, "printed", None
    if year is None:
        year, how, anchor = year_of(sketch, context, tense)
    if year is None or not 2 <= year <= 9998:
        return UNKNOWN.get(sketch.unit or "D", "XXXX-XX-XX")
    nth = int(sketch.amount or 1)
    begin = date(year, sketch.month or 1, 1)
    end = date(year, sketch.month or 12, days_in_month(year, sketch.month or 12))
    if sketch.unit == "WD" and sketch.weekday and sketch.month:
        if nth > 5:
            return UNKNOWN["D"]
        on = nth_weekday(year, sketch.month, sketch.weekday, nth)
        return (calendar.day_of(on), anchor, how)
    if sketch.unit == "D":
        on = calendar.plus_days(begin, nth - 1) if nth > 0 else end
        return calendar.day_of(on), anchor, how
    if sketch.unit == "M":
        return calendar.month_of(year, nth if nth > 0 else 12), anchor, how
    if sketch.unit == "Q":
        return calendar.quarter_of(year, nth if nth > 0 else 4), anchor, how
    inside = calendar.plus_days(begin, 7 * (nth - 1) + 3) if nth > 0 else calendar.plus_days(end, -3)
    return (calendar.weekend_of(inside) if sketch.unit == "WE" else calendar.week_of(inside)), anchor, how
