"""From what an expression says to the calendar: filling in the year, the month or the day from the
article's day, the times mentioned before and the tense of the clause.

Two styles of text are told apart. In *news* a bare month, a weekday or "last year" is counted from the day
of the article; the past is meant unless the tense or a word such as "scheduled" points ahead. In a
*narrative* (most of its printed years lie well before the article's) they are counted from the time last
mentioned.
"""

from __future__ import annotations

from datetime import date

from communique.resolve import times_calendar as calendar
from communique.resolve.times_calendar import Moment
from communique.resolve.times_context import UNKNOWN, Answer, Context, TenseAt, dressed, rule_of, unplaced
from communique.resolve.times_points import place_point
from communique.resolve.times_rules_spans import duration_value
from communique.resolve.times_sketch import Sketch
from communique.resolve.times_weekdays import nearest_weekday


def answer(sketch: Sketch, context: Context, tense: TenseAt) -> Answer:
    """Anchors a sketch. Never raises for anything a text may say; what cannot be placed keeps X in its
    value."""
    if sketch.op == "ref":
        if (
            sketch.value == "PRESENT_REF"
            and sketch.rule in ("ref.now", "ref.phrase")
            and context.speech
            and not context.narrative
        ):
            return Answer(
                "DATE",
                "PRESENT_REF",
                context.speech,
                context.speech,
                "day",
                context.speech,
                rule_of(sketch, "speech"),
            )
        return Answer("DATE", sketch.value or "PRESENT_REF", None, None, "unknown", None, rule_of(sketch, ""))
    if sketch.op == "set":
        return Answer("SET", sketch.value or "", None, None, "unknown", None, sketch.rule)
    if sketch.op == "span":
        return _span(sketch, context, tense)
    if sketch.op == "shift":
        return _shift(sketch, context, tense)
    if sketch.op == "step":
        return _step(sketch, context, tense)
    return _point(sketch, context, tense)


# Durations


def _span(sketch: Sketch, context: Context, tense: TenseAt) -> Answer:
    value = sketch.value or duration_value(sketch.amount, sketch.unit or "D")
    first = last = anchor = None
    if (
        sketch.steps
        and sketch.amount is not None
        and sketch.base == "speech"
        and context.speech
        and not context.narrative
    ):
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
            span = Sketch(
                "span",
                sketch.rule,
                base="speech" if ahead else "text",
                amount=sketch.amount,
                unit=unit,
                steps=1,
            )
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
            value = "FUTURE_REF" if sketch.steps > 0 and sketch.base == "ahead" else UNKNOWN[unit]
        elif sketch.base == "speech" or sketch.rule == "shift.ago":
            value = "PAST_REF" if sketch.steps < 0 else "FUTURE_REF"
        else:
            value = (
                UNKNOWN[unit] if unit not in ("Y", "M") else "FUTURE_REF" if sketch.steps > 0 else "PAST_REF"
            )
        return Answer("DATE", value, None, None, "unknown", anchor, sketch.rule)
    moment: Moment | None
    if (
        sketch.of is not None
        and base is not None
        and base.grain == "D"
        and base.first is not None
        and sketch.rule == "shift.from_date"
    ):
        moment = calendar.day_of(calendar.moved_day(base.first, sketch.steps * sketch.amount, unit))
    else:
        moment = calendar.shifted(base, sketch.steps * sketch.amount, unit) if base else None
    if moment is None:
        return Answer("DATE", _partly(base, unit), None, None, "unknown", anchor, rule_of(sketch, "open"))
    first, last = moment.first, moment.last
    return Answer("DATE", moment.value, first, last, moment.precision, anchor, rule_of(sketch, ""), moment)


def _partly(base: Moment | None, unit: str) -> str:
    """The value of a unit near a base too coarse for it: a day in a known year is 1915-XX-XX."""
    if base is None or base.year is None or unit not in ("D", "W", "M"):
        return UNKNOWN.get(unit, "XXXX")
    year = calendar.year_text(base.year)
    if unit == "D" and base.grain == "M" and base.month:
        return f"{year}-{base.month:02d}-XX"
    if base.grain in ("D", "M", "Y", "S", "W"):
        return {"D": f"{year}-XX-XX", "W": f"{year}-WXX", "M": f"{year}-XX"}[unit]
    return UNKNOWN[unit]


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
        told = tense()
        ahead = told == "future" or (told == "ahead" and base.first.isoweekday() > 2)
        steps = 0 if ahead else -1
    moment = calendar.stepped(unit, base, steps) if base else None
    anchor = base.first if base else None
    if (
        sketch.base == "text"
        and moment
        and moment.first
        and _is_to_come(moment.first, context)
        and tense() == "past"
    ):
        moment = None
    if moment is None:
        if sketch.value == "today" and context.speech is None and not sketch.part:
            return Answer("DATE", "PRESENT_REF", None, None, "unknown", None, rule_of(sketch, "undated"))
        value = _partly(base, unit)
        if sketch.part:
            value += "T" + sketch.part
        if sketch.clock:
            value += "T" + sketch.clock
        return Answer(
            "TIME" if sketch.part or sketch.clock else "DATE",
            value,
            None,
            None,
            "unknown",
            anchor,
            rule_of(sketch, "open"),
        )
    return dressed(
        sketch, moment, context, anchor, rule_of(sketch, sketch.base if sketch.base != "auto" else "")
    )


def _is_to_come(first: date, context: Context) -> bool:
    """Whether a day lies after that of the article."""
    return context.speech is not None and not context.narrative and first > context.speech


def _step_named(sketch: Sketch, context: Context, base: Moment | None, tense: TenseAt) -> Answer:
    """ "last Sunday", "the previous April", "this summer", "next March"."""
    rule = rule_of(sketch, {-1: "back", 0: "this", 1: "on"}.get(sketch.steps, ""))
    if base is None or base.year is None:
        return Answer("DATE", unplaced(sketch), None, None, "unknown", None, rule_of(sketch, "undated"))
    moment: Moment | None = None
    if sketch.weekday:
        if base.first is None or base.grain not in ("D", "T", "W", "WE"):
            return Answer("DATE", f"XXXX-WXX-{sketch.weekday}", None, None, "unknown", None, rule)
        moment = calendar.day_of(
            nearest_weekday(base.first, sketch.weekday, sketch.steps, tense, sketch.amount is not None)
        )
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
    return dressed(sketch, moment, context, base.first, rule)


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


# Points


def _point(sketch: Sketch, context: Context, tense: TenseAt) -> Answer:
    holder = None
    if sketch.of is not None:
        inner = answer(sketch.of, context, tense)
        holder = inner.moment
        if holder is None or holder.year is None:
            return Answer("DATE", unplaced(sketch), None, None, "unknown", None, rule_of(sketch, "undated"))
    how = "printed" if sketch.year is not None else ""
    placed = place_point(sketch, context, tense, holder)
    if isinstance(placed, str):
        return Answer("DATE", placed, None, None, "unknown", None, rule_of(sketch, "undated"))
    moment, anchor, found_how = placed
    if sketch.unit == "WEEK" and moment.first is not None:
        moment = calendar.week_of(moment.first)
    return dressed(sketch, moment, context, anchor, rule_of(sketch, how or found_how))
