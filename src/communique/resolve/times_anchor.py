"""From what an expression says to the calendar: filling in the year, the month or the day from the article's day, the
times mentioned before and the tense of the clause.

Two styles of text are told apart. In *news* a bare month, a weekday or "last year" is counted from the day of the
article; the past is meant unless the tense or a word such as "scheduled" points ahead. In a *narrative* (most of its
printed years lie well before the article's) they are counted from the time last mentioned.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from communique.resolve import times_calendar as calendar
from communique.resolve.times_calendar import Moment
from communique.resolve.times_rules_spans import LETTERS, duration_value
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import days_in_month, easter, is_day, nth_weekday

HALF_YEAR = 180
"""A plan without a year lies at most so many days ahead."""
LONG_AGO = 270
"""A date so far back is not written without its year when one just ahead could be meant."""
NEAR_DAYS = 60
"""A day of the calendar without a year lies ahead at most so far where a plan is told of in the past tense."""

RECENT_SENTENCES = 4
"""In news "the next day" follows a time mentioned at most so many sentences ago; else it is counted from the article's day."""
JUST_PAST = 2
""""Last Thursday", said on a Saturday, is not the Thursday two days ago, which would be called "Thursday"."""

_UNKNOWN = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "2W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX",
            "DE": "XXX", "CE": "XX", "H": "XXXX-HX", "S": "XXXX-SX", "ML": "X"}  # fmt: skip
"""Values of units that cannot be placed."""


class Answer(NamedTuple):
    """What an expression comes to. `moment` moves the discourse on; None for durations, sets and references."""

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

    speech: the day the text speaks from (dateline, else publication), None for an undated text. here: the time last
    mentioned. paragraph_year: the year printed last in an earlier sentence of the paragraph. narrative: which of the two counts. here_n: how many sentences ago `here` was set.
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
        """The moment that a base counts from. Days and weeks count from a day, if one was mentioned not long ago."""
        speech = calendar.day_of(self.speech) if self.speech else None
        if name == "text":
            if not self.narrative and self.age > RECENT_SENTENCES:
                return speech
            if unit in ("D", "W") and self.here is not None and self.here.grain not in ("D", "T") and not self.narrative:
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


def answer(sketch: Sketch, context: Context, tense: TenseAt) -> Answer:
    """Anchors a sketch. Never raises for anything a text may say; what cannot be placed keeps X in its value."""
    if sketch.op == "ref":
        if sketch.value == "PRESENT_REF" and sketch.rule in ("ref.now", "ref.phrase") and context.speech and not context.narrative:
            return Answer("DATE", "PRESENT_REF", context.speech, context.speech, "day", context.speech, _rule(sketch, "speech"))
        return Answer("DATE", sketch.value or "PRESENT_REF", None, None, "unknown", None, _rule(sketch, ""))
    if sketch.op == "set":
        return Answer("SET", sketch.value or "", None, None, "unknown", None, sketch.rule)
    if sketch.op == "span":
        return _span(sketch, context, tense)
    if sketch.op == "shift":
        return _shift(sketch, context, tense)
    if sketch.op == "step":
        return _step(sketch, context, tense)
    return _point(sketch, context, tense)


def _rule(sketch: Sketch, how: str) -> str:
    parts = [sketch.rule + (f"/{how}" if how else "")]
    parts.extend(f"({flag})" for flag in sketch.flags)
    return " ".join(parts)


# Durations


def _span(sketch: Sketch, context: Context, tense: TenseAt) -> Answer:
    value = sketch.value or duration_value(sketch.amount, sketch.unit or "D")
    first = last = anchor = None
    if sketch.steps and sketch.amount is not None and sketch.base == "speech" and context.speech and not context.narrative:
        other = calendar.moved_day(context.speech, sketch.steps * sketch.amount, sketch.unit or "D")
        first, last = min(other, context.speech), max(other, context.speech)
        anchor = context.speech
    return Answer("DURATION", value, first, last, "range" if first else "unknown", anchor, sketch.rule)


# Shifts


def _shift(sketch: Sketch, context: Context, tense: TenseAt) -> Answer:
    unit = sketch.unit or "D"
    if sketch.base == "ahead":
        ahead = not context.narrative and tense() in ("future", "ahead", "present", "infinitive")
        if sketch.rule != "shift.in" or not ahead or unit in ("TS", "TM"):
            span = Sketch("span", sketch.rule, base="speech" if ahead else "text", amount=sketch.amount, unit=unit, steps=1)
            return _span(span, context, tense)
        base = context.base("speech")
    elif sketch.of is not None:
        base = answer(sketch.of, context, tense).moment
    else:
        base = context.base(sketch.base, unit)
    anchor = base.first if base else None
    if unit in ("TS", "TM", "TH"):
        day = base.value[:10] if base and base.grain in ("D", "T") else "XXXX-XX-XX"
        first = base.first if base and base.grain in ("D", "T") else None
        return Answer("TIME", f"{day}TXX", first, first, "day" if first else "unknown", anchor, sketch.rule)
    if sketch.amount is None:
        if base is None:
            value = "FUTURE_REF" if sketch.steps > 0 and sketch.base == "ahead" else _UNKNOWN[unit]
        elif sketch.base == "speech" or sketch.rule == "shift.ago":
            value = "PAST_REF" if sketch.steps < 0 else "FUTURE_REF"
        else:
            value = _UNKNOWN[unit] if unit not in ("Y", "M") else "FUTURE_REF" if sketch.steps > 0 else "PAST_REF"
        return Answer("DATE", value, None, None, "unknown", anchor, sketch.rule)
    moment: Moment | None
    if sketch.of is not None and base is not None and base.grain == "D" and base.first is not None and sketch.rule == "shift.from_date":
        moment = calendar.day_of(calendar.moved_day(base.first, sketch.steps * sketch.amount, unit))
    else:
        moment = calendar.shifted(base, sketch.steps * sketch.amount, unit) if base else None
    if moment is None:
        return Answer("DATE", _partly(base, unit), None, None, "unknown", anchor, _rule(sketch, "open"))
    first, last = moment.first, moment.last
    return Answer("DATE", moment.value, first, last, moment.precision, anchor, _rule(sketch, ""), moment)


def _partly(base: Moment | None, unit: str) -> str:
    """The value of a unit near a base too coarse for it: a day in a known year is 1915-XX-XX."""
    if base is None or base.year is None or unit not in ("D", "W", "M"):
        return _UNKNOWN.get(unit, "XXXX")
    year = calendar.year_text(base.year)
    if unit == "D" and base.grain == "M" and base.month:
        return f"{year}-{base.month:02d}-XX"
    if base.grain in ("D", "M", "Y", "S", "W"):
        return {"D": f"{year}-XX-XX", "W": f"{year}-WXX", "M": f"{year}-XX"}[unit]
    return _UNKNOWN[unit]


# Steps


def _step(sketch: Sketch, context: Context, tense: TenseAt) -> Answer:
    base = context.base(sketch.base, sketch.unit or "D")
    if sketch.value == "today" and context.narrative and not sketch.part and sketch.base == "speech":
        return Answer("DATE", "PRESENT_REF", None, None, "unknown", None, sketch.rule)
    if sketch.weekday or sketch.month or sketch.season:
        return _step_named(sketch, context, base, tense)
    unit = sketch.unit or "D"
    steps = sketch.steps
    if sketch.rule == "relative.the_weekend" and base and base.first and base.first.isoweekday() < 6:
        steps = 0 if tense() in ("future", "ahead") else -1
    moment = calendar.stepped(unit, base, steps) if base else None
    anchor = base.first if base else None
    if moment is None:
        if sketch.value == "today" and context.speech is None and not sketch.part:
            return Answer("DATE", "PRESENT_REF", None, None, "unknown", None, _rule(sketch, "undated"))
        value = _partly(base, unit)
        if sketch.part:
            value += "T" + sketch.part
        if sketch.clock:
            value += "T" + sketch.clock
        return Answer("TIME" if sketch.part or sketch.clock else "DATE", value, None, None, "unknown", anchor, _rule(sketch, "open"))
    return _dressed(sketch, moment, context, anchor, _rule(sketch, sketch.base if sketch.base != "auto" else ""))


def _step_named(sketch: Sketch, context: Context, base: Moment | None, tense: TenseAt) -> Answer:
    """"last Sunday", "the previous April", "this summer", "next March"."""
    rule = _rule(sketch, {-1: "back", 0: "this", 1: "on"}.get(sketch.steps, ""))
    if base is None or base.year is None:
        return Answer("DATE", _unplaced(sketch), None, None, "unknown", None, _rule(sketch, "undated"))
    moment: Moment | None = None
    if sketch.weekday:
        if base.first is None or base.grain not in ("D", "T", "W", "WE"):
            return Answer("DATE", f"XXXX-WXX-{sketch.weekday}", None, None, "unknown", None, rule)
        moment = calendar.day_of(_weekday_step(base.first, sketch.weekday, sketch.steps, tense, sketch.amount is not None))
    elif sketch.month:
        year, at = base.year, base.month or (12 if sketch.steps < 0 else 1)
        if sketch.steps < 0 and sketch.month >= at:
            year -= 1
        elif sketch.steps > 0 and sketch.month <= at:
            year += 1
        moment = calendar.month_of(year, sketch.month)
    elif sketch.season and base.first is not None:
        moment = _season_step(base.first, base, sketch.season, sketch.steps, tense)
    elif sketch.season:
        moment = calendar.season_of(base.year + sketch.steps, sketch.season)
    assert moment is not None
    return _dressed(sketch, moment, context, base.first, rule)


def _weekday_step(on: date, weekday: int, steps: int, tense: TenseAt, nearest: bool = False) -> date:
    """last: the latest before the day, unless so near that the bare name would do; next: of the coming week; this: by the
    tense, else of the same week. nearest: "this past", "the coming"."""
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


def _season_step(on: date, base: Moment, season: str, steps: int, tense: TenseAt) -> Moment:
    """The season nearest in the direction asked; "this summer" is that of the year."""
    years = range(on.year - 2, on.year + 3)
    options = [calendar.season_of(year, season) for year in years]
    if base.grain == "Y":
        return calendar.season_of(on.year + steps, season)
    if steps < 0:
        return max((o for o in options if o.last and o.last < on), key=lambda o: o.value)
    if steps > 0:
        return min((o for o in options if o.first and o.first > on), key=lambda o: o.value)
    if season == "WI" and on.month <= 4 and tense() != "future":
        return calendar.season_of(on.year - 1, season)
    return calendar.season_of(on.year, season)


def _unplaced(sketch: Sketch) -> str:
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


def _dressed(sketch: Sketch, moment: Moment, context: Context, anchor: date | None, rule: str) -> Answer:
    """Adds part of day or clock to a placed moment, narrows it by its modifier."""
    first, last = calendar.narrowed(moment, sketch.mod)
    precision = moment.precision if (first, last) == (moment.first, moment.last) else "range"
    if sketch.mod in ("BEFORE", "AFTER") and context.speech and first and last and first <= context.speech <= last:
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


# Points


def _point(sketch: Sketch, context: Context, tense: TenseAt) -> Answer:
    holder = None
    if sketch.of is not None:
        inner = answer(sketch.of, context, tense)
        holder = inner.moment
        if holder is None or holder.year is None:
            return Answer("DATE", _unplaced(sketch), None, None, "unknown", None, _rule(sketch, "undated"))
    how = "printed" if sketch.year is not None else ""
    placed = _place(sketch, context, tense, holder)
    if isinstance(placed, str):
        return Answer("DATE", placed, None, None, "unknown", None, _rule(sketch, "undated"))
    moment, anchor, found_how = placed
    if sketch.unit == "WEEK" and moment.first is not None:
        moment = calendar.week_of(moment.first)
    return _dressed(sketch, moment, context, anchor, _rule(sketch, how or found_how))


Placed = tuple[Moment, date | None, str]


def _place(sketch: Sketch, context: Context, tense: TenseAt, holder: Moment | None) -> Placed | str:
    """The moment of a point, the day it was counted from, and how; or a value with X where it cannot be placed."""
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
    if sketch.easter is not None or sketch.nth is not None:
        year = sketch.year if sketch.year is not None else _feast_year(sketch, context, tense)
        return (calendar.day_of(_feast(sketch, year)), None, "feast") if year is not None and 1 <= year <= 9999 else "XXXX-XX-XX"
    year, how, anchor = sketch.year, "printed", None
    if year is None:
        year, how, anchor = _year_of(sketch, context, tense)
        if year is None:
            return _unplaced(sketch)
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
        if sketch.season == "WI" and here.month is not None and here.month >= 9 or sketch.season == "WI" and here.value.endswith("FA"):
            year += 1
        return year, "text", here.first
    if sketch.steps and speech:
        return speech.year + sketch.steps, "speech", speech
    if context.sentence_years and speech and context.sentence_years[-1] < speech.year and tense() in ("past", "unknown"):
        return context.sentence_years[-1], "same sentence", None
    if context.paragraph_year is not None and speech and context.paragraph_year < speech.year and tense() == "past":
        return context.paragraph_year, "year of the paragraph", None
    if speech is None:
        if here is not None and here.year is not None and context.same_sentence:
            return here.year, "text", here.first
        if context.latest is not None and not context.narrative:
            return _nearest_year(sketch, context.latest, tense()), "bounds of publication", None
        return None, "undated", None
    return _nearest_year(sketch, speech, tense()), "speech", speech


def _nearest_year(sketch: Sketch, speech: date, tense: str) -> int:
    """Past tense: the latest that has begun by then; future: the first that has not ended; a plan told in the past, or
    no verb: ahead if near."""
    options = []
    for year in (speech.year - 1, speech.year, speech.year + 1):
        if sketch.month and sketch.day:
            if not is_day(year, sketch.month, sketch.day):
                continue
            on = date(year, sketch.month, sketch.day)
            options.append((year, on, on))
        else:
            probe = Sketch("point", "", season=sketch.season, quarter=sketch.quarter, half=sketch.half, month=sketch.month)
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
        return context.speech.year + (0 if (sketch.steps > 0) == (_feast(sketch, context.speech.year) > context.speech) else sketch.steps)
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
        return calendar.day_of(calendar.plus_days(_weekday_step(context.speech, weekday, 0, tense), int(7 * sketch.amount))), context.speech, "week"
    if context.narrative or context.speech is None:
        base = context.here_day
        if base is None or base.first is None or not context.narrative:
            return _unplaced(sketch)
        offset = (weekday - base.first.isoweekday() + 3) % 7 - 3
        return calendar.day_of(calendar.plus_days(base.first, offset)), base.first, "text"
    speech = context.speech
    how = tense()
    back = (speech.isoweekday() - weekday) % 7
    on = (weekday - speech.isoweekday()) % 7
    if how in ("future", "ahead", "infinitive"):
        return calendar.day_of(calendar.plus_days(speech, on)), speech, "ahead"
    return calendar.day_of(calendar.plus_days(speech, -back)), speech, "back"


def _weekday_and_day(sketch: Sketch, context: Context) -> Placed | str:
    """"Sunday the 12th": the nearest month in which that day is that weekday; else flagged, and the day counts."""
    base = context.base("auto")
    if base is None or base.year is None or base.year < 1:
        return _unplaced(Sketch("point", "", weekday=sketch.weekday))
    on = base.first or date(base.year, base.month or 1, 1)
    nearest = []
    for n in range(-6, 7):
        year, month = calendar.plus_months(on.year, on.month, n)
        if is_day(year, month, sketch.day or 0) and date(year, month, sketch.day or 1).isoweekday() == sketch.weekday:
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
        return _unplaced(sketch)
    if sketch.day and not sketch.month and holder.month:
        return _day_in(sketch, holder.year, holder.month, sketch.day), anchor, "inside"
    return _in_year(sketch, holder.year, context), anchor, "inside"


def _clock_day(sketch: Sketch, context: Context) -> Placed | str:
    """The day of a clock time: that last mentioned in the sentence, else the article's."""
    if context.here_day is not None and (context.same_sentence or context.narrative):
        return context.here_day._replace(grain="D", value=context.here_day.value[:10]), context.here_day.first, "text"
    if context.speech and not context.narrative:
        return calendar.day_of(context.speech), context.speech, "speech"
    return f"XXXX-XX-XXT{sketch.clock or sketch.part}"


def _ordinal_unit(sketch: Sketch, context: Context, tense: TenseAt) -> Placed | str:
    """"the first week of May": the n-th day, week, weekend or weekday of a month or year; last is -1."""
    year, how, anchor = sketch.year, "printed", None
    if year is None:
        year, how, anchor = _year_of(sketch, context, tense)
    if year is None or not 2 <= year <= 9998:
        return _UNKNOWN.get(sketch.unit or "D", "XXXX-XX-XX")
    nth = int(sketch.amount or 1)
    begin = date(year, sketch.month or 1, 1)
    end = date(year, sketch.month or 12, days_in_month(year, sketch.month or 12))
    if sketch.unit == "WD" and sketch.weekday and sketch.month:
        if nth > 5:
            return _UNKNOWN["D"]
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


__all__ = ["LETTERS", "Answer", "Context", "answer"]
