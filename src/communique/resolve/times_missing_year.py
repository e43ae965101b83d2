"""The year that a month, a day, a season, a quarter or a feast lacks in print, and points in that year."""

from __future__ import annotations

from datetime import date

from communique.resolve import times_calendar as calendar
from communique.resolve.times_calendar import Moment
from communique.resolve.times_context import Context, TenseAt
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import easter, is_day, nth_weekday

HALF_YEAR = 180
"""A plan without a year lies at most so many days ahead."""

LONG_AGO = 270
"""A date so far back is not written without its year when one just ahead could be meant."""

AT_HAND = 31
"""Days ahead within which a bare month lies ahead even of a verb in the past ("withdrew from the January
summit")."""
NEAR_DAYS = 60
"""A day of the calendar without a year lies ahead at most so far where a plan is told of in the past tense.
"""

Placed = tuple[Moment, date | None, str]


def in_year(sketch: Sketch, year: int, context: Context) -> Moment:
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
        return day_in(sketch, year, sketch.month, sketch.day)
    if sketch.month:
        return calendar.month_of(year, sketch.month)
    return calendar.year_of(year)


def day_in(sketch: Sketch, year: int, month: int, day: int) -> Moment:
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


def year_of(sketch: Sketch, context: Context, tense: TenseAt) -> tuple[int | None, str, date | None]:
    """The year of a month, a day of a month, a season or a quarter without one."""
    here, speech = context.here, context.speech
    if sketch.until is not None:
        year, how, anchor = year_of(sketch.until, context, tense)
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
            moment = in_year(probe, year, Context(speech))
            if moment.first and moment.last:
                options.append((year, moment.first, moment.last))
    past = [o for o in options if o[1] <= speech]
    ahead = [o for o in options if o[2] >= speech]
    if not past or not ahead:
        chosen = (past or ahead or [(speech.year, speech, speech)])[-1 if past else 0]
        return chosen[0]
    days_back, days_on = (speech - past[-1][2]).days, (ahead[0][1] - speech).days
    written = sketch.rule.startswith("date.month")
    near = AT_HAND if tense == "past" and written else NEAR_DAYS
    soon = days_on <= near and days_back > LONG_AGO
    if tense == "future" or soon:
        return ahead[0][0]
    if tense in ("ahead", "present", "infinitive") and days_on <= HALF_YEAR:
        closer = days_on <= days_back or days_back > NEAR_DAYS or tense == "infinitive"
        return ahead[0][0] if closer else past[-1][0]
    if tense == "unknown" and days_on < days_back and days_on <= 2 * NEAR_DAYS:
        return ahead[0][0]
    return past[-1][0]


def feast_year(sketch: Sketch, context: Context, tense: TenseAt) -> int | None:
    if context.narrative:
        return context.here.year if context.here else None
    if context.speech is None:
        return None
    if sketch.steps:
        return context.speech.year + (
            0
            if (sketch.steps > 0) == (feast(sketch, context.speech.year) > context.speech)
            else sketch.steps
        )
    this = feast(sketch, context.speech.year)
    if this > context.speech and tense() in ("past", "unknown") and (this - context.speech).days > NEAR_DAYS:
        return context.speech.year - 1
    return context.speech.year + (1 if this < context.speech and tense() == "future" else 0)


def feast(sketch: Sketch, year: int) -> date:
    if sketch.nth is not None:
        return nth_weekday(year, *sketch.nth)
    return calendar.plus_days(easter(year), sketch.easter or 0)
