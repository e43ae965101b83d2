"""Calendar fields as printed, placed: the year of a month, the month of a day, the date of a weekday or a
feast."""

from __future__ import annotations

from datetime import date

from communique.resolve import times_calendar as calendar
from communique.resolve.times_calendar import Moment
from communique.resolve.times_context import UNKNOWN, Context, TenseAt, unplaced
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import days_in_month, easter, is_day, nth_weekday

HALF_YEAR = 180
"""A plan without a year lies at most so many days ahead."""

LONG_AGO = 270
"""A date so far back is not written without its year when one just ahead could be meant."""

NEAR_DAYS = 60
"""A day of the calendar without a year lies ahead at most so far where a plan is told of in the past tense.
"""

JUST_PAST = 2
""""Last Thursday", said on a Saturday, is not the Thursday two days ago, which would be called "Thursday"."""

Placed = tuple[Moment, date | None, str]


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
        return _weekday_and_day(sketch, context)
    if sketch.weekday and not sketch.day and not sketch.month:
        return _weekday(sketch, context, tense)
    if sketch.rule == "date.day" and sketch.day and not sketch.month and sketch.year is None:
        near = _bare_day(sketch, context, tense)
        if near is not None:
            return near
    if sketch.easter is not None or sketch.nth is not None:
        year = sketch.year if sketch.year is not None else _feast_year(sketch, context, tense)
        return (
            (calendar.day_of(_feast(sketch, year)), None, "feast")
            if year is not None and 1 <= year <= 9999
            else "XXXX-XX-XX"
        )
    year, how, anchor = sketch.year, "printed", None
    if year is None:
        year, how, anchor = _year_of(sketch, context, tense)
        if year is None:
            return unplaced(sketch)
    if sketch.bc and year > 0:
        year = -year
    return _in_year(sketch, year, context), anchor, how


def _in_year(sketch: Sketch, year: int, context: Context) -> Moment:
    """A point whose year is known."""
    if sketch.season:
        begins = sketch.winter_end is not None or sketch.year is not None or not context.narrative
        moment = calendar.season_of(year, sketch.season, begins)
        return moment if begins or sketch.season != "WI" else moment._replace(year=year - 1, month=12)
    if sketch.quarter:
        return calendar.quarter_of(year, sketch.quarter)
    if sketch.half:
        return calendar.half_of(year, sketch.half)
    if sketch.unit == "WN" and 1 <= year <= 9998:
        try:
            return calendar.week_of(date.fromisocalendar(year, int(sketch.amount or 1), 1))
        except ValueError:
            sketch.flags.append("no such week")
            return calendar.year_of(year)
    if sketch.month and sketch.day:
        return _day_in(sketch, year, sketch.month, sketch.day)
    if sketch.month:
        return calendar.month_of(year, sketch.month)
    return calendar.year_of(year)


def _day_in(sketch: Sketch, year: int, month: int, day: int) -> Moment:
    """A day; one that the calendar does not have keeps its value and is flagged, without bounds."""
    value = f"{calendar.year_text(year)}-{month:02d}-{day:02d}"
    if year < 1:
        return Moment(value, "D", None, None, year, month)
    if not is_day(year, month, day):
        sketch.flags.append("no such day")
        return Moment(value, "D", None, None, year, month)
    on = date(year, month, day)
    if sketch.weekday and on.isoweekday() != sketch.weekday:
        sketch.flags.append("the weekday does not fit the date")
    return calendar.day_of(on)


def _year_of(sketch: Sketch, context: Context, tense: TenseAt) -> tuple[int | None, str, date | None]:
    """The year of a month, a day of a month, a season or a quarter without one."""
    here, speech = context.here, context.speech
    if sketch.until is not None:
        year, how, anchor = _year_of(sketch.until, context, tense)
        late = year is not None and (sketch.month or 0) > (sketch.until.month or 0)
        return (year - 1 if year is not None and late else year), how, anchor
    if context.narrative:
        if here is None or here.year is None:
            return (speech.year if speech else None), "speech", speech
        year = here.year
        if (sketch.season == "WI" and here.month is not None and here.month >= 9) or (
            sketch.season == "WI" and here.value.endswith("FA")
        ):
            year += 1
        return year, "text", here.first
    if sketch.steps and speech:
        return speech.year + sketch.steps, "speech", speech
    if (
        context.sentence_years
        and speech
        and context.sentence_years[-1] < speech.year
        and tense() in ("past", "unknown")
    ):
        return context.sentence_years[-1], "same sentence", None
    if (
        context.paragraph_year is not None
        and speech
        and context.paragraph_year < speech.year
        and tense() == "past"
    ):
        return context.paragraph_year, "year of the paragraph", None
    if speech is None:
        if here is not None and here.year is not None and context.same_sentence:
            return here.year, "text", here.first
        if context.latest is not None and not context.narrative:
            return _nearest_year(sketch, context.latest, tense()), "bounds of publication", None
        return None, "undated", None
    return _nearest_year(sketch, speech, tense()), "speech", speech


def _nearest_year(sketch: Sketch, speech: date, tense: str) -> int:
    """Past tense: the latest that has begun by then; future: the first that has not ended; a plan told in
    the past, or no verb: ahead if near."""
    options = []
    for year in (speech.year - 1, speech.year, speech.year + 1):
        if sketch.month and sketch.day:
            if not is_day(year, sketch.month, sketch.day):
                continue
            on = date(year, sketch.month, sketch.day)
            options.append((year, on, on))
        else:
            probe = Sketch(
                "point",
                "",
                season=sketch.season,
                quarter=sketch.quarter,
                half=sketch.half,
                month=sketch.month,
            )
            probe.unit, probe.amount = sketch.unit, sketch.amount
            moment = _in_year(probe, year, Context(speech))
            if moment.first and moment.last:
                options.append((year, moment.first, moment.last))
    past = [o for o in options if o[1] <= speech]
    ahead = [o for o in options if o[2] >= speech]
    if not past or not ahead:
        chosen = (past or ahead or [(speech.year, speech, speech)])[-1 if past else 0]
        return chosen[0]
    days_back, days_on = (speech - past[-1][2]).days, (ahead[0][1] - speech).days
    if tense == "future" or (days_on <= NEAR_DAYS and days_back > LONG_AGO):
        return ahead[0][0]
    if tense in ("ahead", "present", "infinitive") and days_on <= HALF_YEAR:
        near = days_on <= days_back or days_back > NEAR_DAYS or tense == "infinitive"
        return ahead[0][0] if near else past[-1][0]
    if tense == "unknown" and days_on < days_back and days_on <= 2 * NEAR_DAYS:
        return ahead[0][0]
    return past[-1][0]


def _feast_year(sketch: Sketch, context: Context, tense: TenseAt) -> int | None:
    if context.narrative:
        return context.here.year if context.here else None
    if context.speech is None:
        return None
    if sketch.steps:
        return context.speech.year + (
            0
            if (sketch.steps > 0) == (_feast(sketch, context.speech.year) > context.speech)
            else sketch.steps
        )
    this = _feast(sketch, context.speech.year)
    if this > context.speech and tense() in ("past", "unknown") and (this - context.speech).days > NEAR_DAYS:
        return context.speech.year - 1
    return context.speech.year + (1 if this < context.speech and tense() == "future" else 0)


def _feast(sketch: Sketch, year: int) -> date:
    if sketch.nth is not None:
        return nth_weekday(year, *sketch.nth)
    return calendar.plus_days(easter(year), sketch.easter or 0)


def _weekday(sketch: Sketch, context: Context, tense: TenseAt) -> Placed | str:
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
    return (_day_in(sketch, year, month, day), speech, "month") if is_day(year, month, day) else None


def _weekday_and_day(sketch: Sketch, context: Context) -> Placed | str:
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
    return _day_in(Sketch("point", ""), on.year, on.month, sketch.day or 1), on, "day"


def _inside(sketch: Sketch, holder: Moment, context: Context) -> Placed | str:
    """A month, day, weekday, season or quarter inside a unit already placed ("October of last year")."""
    anchor = holder.first
    if sketch.weekday and holder.first is not None:
        return calendar.day_of(calendar.plus_days(holder.first, sketch.weekday - 1)), anchor, "inside"
    if holder.year is None:
        return unplaced(sketch)
    if sketch.day and not sketch.month and holder.month:
        return _day_in(sketch, holder.year, holder.month, sketch.day), anchor, "inside"
    return _in_year(sketch, holder.year, context), anchor, "inside"


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
        year, how, anchor = _year_of(sketch, context, tense)
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
