"""Rules for times that lie an amount of units away ("two years ago", "a week after Easter") or are counted
within a period ("the first week of May")."""

from __future__ import annotations

from communique.resolve.times_dress import ordinal
from communique.resolve.times_grammar import Found, rule
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import MONTHS, WEEKDAYS


@rule(
    "shift.ago",
    "{APPROX}? <n>({N}|{VAGUEN}|a|an|half a|half an) (DASH)? <unit>(UNIT|UNITS) (and a half)? "
    "<turn>(ago|earlier|later|before|after|afterwards|afterward|previously|on|hence|back|prior|beforehand|"
    "since then)",
    "{APPROX}? <n>({N}|{VAGUEN}|a|an|half a|half an) <unit>(UNIT|UNITS) <turn>from (now|today)",
    "{APPROX}? <unit>UNITS <turn>(ago|earlier|later|afterwards|afterward|before|after)",
    "{APPROX}? <turn>in <n>({N}|{VAGUEN}|a|an|half a|half an) <unit>(UNIT|UNITS) POSS? (time)?",
    "<turn>(after|within) <n>({N}|{VAGUEN}|a|an) (more)? <unit>(UNIT|UNITS)",
    "{APPROX}? <n>({N}|{VAGUEN}|a|an) <unit>(UNIT|UNITS) <turn>(before|after) <then>(that|then|this)",
    "{APPROX}? <n>({N}|{VAGUEN}|a|an) "
    "(full|whole|long|short|more|further|other|straight|consecutive|difficult) <unit>(UNIT|UNITS) "
    "<turn>(ago|earlier|later|after|afterwards)",
    needs="UNIT UNITS",
)
def shift(found: Found) -> Sketch | None:
    """ "two years ago", "thirteen days later", "in three weeks", "a week after" (a noun or clause follows: a
    duration)."""
    turn = found.low("turn")
    unit = found.words.units[found.low("unit")]
    amount = found.number("n") if found.has("n") else None
    if found.has("n") and found.low("n") == "half":
        amount = 0.5
    after = found.at(0)
    if turn in ("in", "within", "after"):
        if (found.last - found.span("turn")[0] > 1 and found.tokens()[0].low == turn) or turn == "in":
            return _ahead(found, turn, amount, unit)
    if turn in ("before", "after", "prior", "on", "back", "since", "hence") and not found.has("then"):
        if turn == "on" and after not in (",", ".", "", ";", "and", "but"):
            return None
        if turn == "back" and after == "to":
            return None
        if turn == "since":
            return None
        if turn in ("before", "after", "prior") and not (
            after in (",", ".", "", ";", ":", ")", "and", "but", "–", "—")
            or (turn == "after" and after == "")
        ):
            return None
    if turn == "earlier" and after == "than":
        return None
    before_now = turn in ("ago", "earlier", "before", "previously", "back", "prior", "beforehand")
    base = "speech" if turn in ("ago", "hence", "from", "back") else "text"
    return Sketch(
        "shift", f"shift.{turn}", base=base, amount=amount, unit=unit, steps=-1 if before_now else 1
    )


def _ahead(found: Found, turn: str, amount: float | None, unit: str) -> Sketch | None:
    """ "in two weeks", "within a month", "after three days": from the article's day when something lies
    ahead, else a duration."""
    tokens = found.tokens()
    if turn == "in" and tokens[-1].low != "time" and found.at(0) in ("of", "and", "before", "after", "'s"):
        return None
    return Sketch("shift", f"shift.{turn}", base="ahead", amount=amount, unit=unit, steps=1)


@rule(
    "shift.two",
    "{APPROX}? <n>({N}|a|an) <unit>(UNIT|UNITS) (and|COMMA)? <n2>({N}|a|an) <unit2>(UNIT|UNITS) "
    "<turn>(ago|earlier|later|before|after|from now)",
    needs="UNIT UNITS",
)
def shift_two(found: Found) -> Sketch | None:
    """ "a year and two months ago", "two weeks and two days later"."""
    units = found.words.units[found.low("unit")], found.words.units[found.low("unit2")]
    first, second = found.number("n"), found.number("n2")
    factor = {("Y", "M"): 12, ("W", "D"): 7, ("Y", "W"): 52}.get(units)
    if factor is None or first is None or second is None:
        return None
    turn = found.low("turn")
    base = "speech" if turn in ("ago", "from") else "text"
    steps = -1 if turn in ("ago", "earlier", "before") else 1
    return Sketch(
        "shift", f"shift.{turn}", base=base, amount=first * factor + second, unit=units[1], steps=steps
    )


@rule(
    "shift.the_unit",
    "(on|in)? the <unit>UNIT <turn>(before|after|following|prior|afterwards|earlier|previous)",
    "(the)? <unit>UNIT <turn>(before|after) <rel>(last|next)",
    "the <turn>(following|next|previous|preceding|same) <unit>UNIT",
    needs="UNIT",
)
def the_unit_after(found: Found) -> Sketch | None:
    turn = found.low("turn")
    unit = found.words.units[found.low("unit")]
    if found.has("rel"):
        rel = found.low("rel")
        if (turn, rel) == ("before", "last"):
            return Sketch("step", "relative.unit", base="speech", unit=unit, steps=-2)
        if (turn, rel) == ("after", "next"):
            return Sketch("step", "relative.unit", base="speech", unit=unit, steps=2)
        return None
    if unit in ("TS", "TM", "TH"):
        return None
    if (
        turn in ("before", "after", "prior", "following", "afterwards", "earlier", "previous")
        and found.tokens()[-1].low == turn
    ):
        if found.at(0) not in (
            ",",
            ".",
            "",
            ";",
            ")",
            "and",
            "but",
            "–",
            "—",
            "in",
            "by",
            "when",
            "with",
            "that",
        ):
            return None
    steps = (
        -1 if turn in ("before", "prior", "previous", "preceding", "earlier") else 0 if turn == "same" else 1
    )
    part = "NI" if found.low("unit") == "night" else None
    return Sketch("step", "relative.unit", base="text", unit="D" if part else unit, steps=steps, part=part)


@rule(
    "shift.from_date",
    "{APPROX}? <n>({N}|{VAGUEN}|a|an|the|one) <unit>(UNIT|UNITS) "
    "<turn>(before|after|from|following|prior to) (the)? <w>(yesterday|today|tomorrow|christmas|HOLIDAY)",
    "{APPROX}? <n>({N}|a|an|the|one) <unit>(UNIT|UNITS) <turn>(before|after|from|following) "
    "(last|next|this)? <w>WDAY",
    "{APPROX}? <n>({N}|a|an|the|one) <unit>(UNIT|UNITS) <turn>(before|after|from|following) <month>MONTH "
    "<day>(DAY|ORDDAY) (COMMA? <year>YEAR)?",
    "{APPROX}? <n>({N}|a|an|the|one) <unit>(UNIT|UNITS) <turn>(before|after|from|following) (the)? "
    "<day>(DAY|ORDDAY) (of)? <month>MONTH (COMMA? <year>YEAR)?",
    needs="UNIT UNITS",
)
def from_date(found: Found) -> Sketch:
    inner = Sketch("point", "date.month_day")
    if found.has("month"):
        inner.month = MONTHS[found.low("month")]
        inner.day = ordinal(found, found.tokens("day")[0])
        if found.has("year"):
            inner.year = found.tokens("year")[0].number
    else:
        token = found.tokens("w")[0]
        if token.kind == "HOLIDAY":
            if token.low[2:3] != "-":
                inner.easter = 0
            else:
                inner.month, inner.day = (int(x) for x in token.low.split("-"))
        elif token.low in WEEKDAYS:
            inner.weekday = WEEKDAYS[token.low]
        else:
            inner = Sketch(
                "step",
                "deictic.day",
                base="speech",
                unit="D",
                steps={"yesterday": -1, "tomorrow": 1}.get(token.low, 0),
            )
    amount = 1.0 if found.low("n") == "the" else found.number("n")
    return Sketch(
        "shift", "shift.from_date", base="given", of=inner, amount=amount,
        unit=found.words.units[found.low("unit")],
        steps=-1 if found.low("turn") in ("before", "prior") else 1,
    )  # fmt: skip


@rule(
    "ordinal.unit",
    "(the)? <n>(ORDW|ORD|last|final|opening) <unit>(day|week|weekend) (of|in) <month>MONTH (COMMA? "
    "<year>YEAR)?",
    "(the)? <n>(ORDW|ORD|last|final|opening) <unit>(day|week|month|weekend|quarter) of <year>YEAR",
    "(the)? <n>(ORDW|ORD|last) <wday>WDAY (of|in) <month>MONTH (COMMA? <year>YEAR)?",
    needs="day week month weekend quarter WDAY",
)
def ordinal_unit(found: Found) -> Sketch:
    """ "the first week of May", "the last day of 1999", "the second Tuesday in November"."""
    token = found.tokens("n")[0]
    number = -1 if token.low in ("last", "final") else 1 if token.low == "opening" else ordinal(found, token)
    sketch = Sketch(
        "point",
        "ordinal.unit",
        amount=number,
        unit=found.words.units[found.low("unit")] if found.has("unit") else "WD",
    )
    if found.has("month"):
        sketch.month = MONTHS[found.low("month")]
    if found.has("year"):
        sketch.year = found.tokens("year")[0].number
    if found.has("wday"):
        sketch.weekday = WEEKDAYS[found.low("wday")]
    return sketch


@rule(
    "week.number",
    "(the)? week <n>INT (of|COMMA)? <year>YEAR?",
    "(the)? <n>ORD week of <year>YEAR",
    needs="week",
)
def week_number(found: Found) -> Sketch | None:
    number = found.tokens("n")[0].number
    if not 1 <= number <= 53:
        return None
    year = found.tokens("year")[0].number if found.has("year") else None
    return Sketch("point", "week.number", unit="WN", amount=number, year=year)
