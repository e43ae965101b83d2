"""Rules for printed days: full dates, days of a month, lists and ranges of them, figures, feast days and
clock times."""

from __future__ import annotations

from communique.resolve.times_dress import dress, month_of, ordinal_of, raw_after
from communique.resolve.times_grammar import Found, Part, rule
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import full_year, read_numeric

WPRE = "(<wday>WDAY COMMA? (the|PART of|PART COMMA|PART|on)? )?"


@rule(
    "date.full",
    "{PARTOF}? {CLOCKP}? "
    + WPRE
    + " (the)? <day>(DAY|ORDDAY|NUMW DASH? ORDW|ORDW) (day)? (of|DASH|SLASH)? <month>(MONTH|LMONTH) "
    "(COMMA|of|in|DASH|SLASH)? <year>YEAR {ERAX}? <part2>PART?",
    "{PARTOF}? {CLOCKP}? "
    + WPRE
    + " <month>(MONTH|LMONTH) (the|DASH|SLASH)? <day>(DAY|ORDDAY|NUMW DASH? ORDW|ORDW) "
    "(COMMA|of|in|DASH|SLASH)? <year>YEAR {ERAX}? <part2>PART?",
    "{PARTOF}? {CLOCKP}? <year>YEAR (COMMA|DASH|SLASH)? <month>(MONTH|LMONTH) (the|DASH|SLASH)? "
    "<day>(DAY|ORDDAY)",
    "{PARTOF}? " + WPRE + " (the)? <day>(DAY|ORDDAY) (of)? <month>(MONTH|LMONTH) (COMMA)? <short>SHORT",
    "{PARTOF}? " + WPRE + " <month>(MONTH|LMONTH) (the)? <day>(DAY|ORDDAY) (COMMA)? <short>SHORT",
    needs="MONTH LMONTH",
)
def full_date(found: Found) -> Sketch:
    if found.has("short"):
        year = full_year(found.tokens("short")[0].number)
    else:
        year = found.tokens("year")[0].number
    return dress(
        found, Sketch("point", "date.full", year=year, month=month_of(found), day=ordinal_of(found, "day"))
    )


@rule(
    "date.month_day",
    "{PARTOF}? {CLOCKP}? " + WPRE + " (the)? <day>(DAY|ORDDAY) (of|DASH)? <month>(MONTH|LMONTH) <part2>PART?",
    "{PARTOF}? {CLOCKP}? "
    + WPRE
    + " (the)? <day>(NUMW DASH? ORDW|ORDW) (day)? of <month>(MONTH|LMONTH) <part2>PART?",
    "{PARTOF}? {CLOCKP}? " + WPRE + " <month>(MONTH|LMONTH) (the)? <day>(DAY|ORDDAY) <part2>PART?",
    "{PARTOF}? {CLOCKP}? " + WPRE + " <month>(MONTH|LMONTH) the <day>(NUMW DASH? ORDW|ORDW) <part2>PART?",
    needs="MONTH LMONTH",
)
def month_day(found: Found) -> Sketch | None:
    following = found.at(0)
    if following == "%" or (following in ("million", "billion", "percent")):
        return None
    if found.at(-1) in ("$", "£", "€"):
        return None
    return dress(
        found, Sketch("point", "date.month_day", month=month_of(found), day=ordinal_of(found, "day"))
    )


@rule(
    "date.day_list",
    "(between|from)? (the)? DAY ({SEP} (the)? DAY)+ (of)? <month>MONTH ((COMMA|of)? <year>YEAR {ERAX}?)?",
    "(between|from)? (the)? ORDDAY ({SEP} (the)? ORDDAY)+ (of)? <month>MONTH ((COMMA|of)? <year>YEAR "
    "{ERAX}?)?",
    "(between|from)? <month>MONTH DAY (COMMA (the)? DAY)* (and|to|DASH|through|until|or) (the)? DAY "
    "(COMMA? <year>YEAR {ERAX}?)?",
    "(between|from)? <month>MONTH ORDDAY (COMMA ORDDAY)* (and|to|DASH|through|until|or) (the)? ORDDAY "
    "(COMMA? <year>YEAR {ERAX}?)?",
    needs="MONTH",
)
def day_list(found: Found) -> list[Part]:
    """Several days of one month: the first and the last part carry what stands at the ends."""
    month = month_of(found)
    year = found.tokens("year")[0].number if found.has("year") else None
    month_at = found.span("month")[0]
    days = [
        position
        for position in range(found.first, found.last)
        if (token := found.lexed.tokens[position]).kind in ("INT", "ORD")
        and (year is None or position < found.span("year")[0])
        and token.number <= 31
    ]
    parts = []
    for index, position in enumerate(days):
        first, last = position, position + 1
        if index == 0 and month_at < position:
            first = month_at
        if index == len(days) - 1:
            last = max(found.last, last)
        sketch = dress(
            found,
            Sketch("point", "date.list", year=year, month=month, day=found.lexed.tokens[position].number),
        )
        parts.append(Part(first, last, sketch))
    return parts


@rule(
    "date.range_across",
    "(the)? <d1>DAY (of)? <m1>MONTH (COMMA? <y1>YEAR)? (to|DASH|and|through|until) (the)? <d2>DAY (of)? "
    "<m2>MONTH ((COMMA|in|of)? <year>YEAR)?",
    "<m1>MONTH <d1>DAY (COMMA? <y1>YEAR)? (to|DASH|and|through|until) <m2>MONTH <d2>DAY ((COMMA|in|of)? "
    "<year>YEAR)?",
    needs="MONTH",
)
def range_across(found: Found) -> list[Part]:
    """ "28 May to 3 June 2013": the year holds for both unless the first has its own."""
    year = found.tokens("year")[0].number if found.has("year") else None
    first_year = found.tokens("y1")[0].number if found.has("y1") else year
    months = month_of(found, "m1"), month_of(found, "m2")
    if first_year is not None and not found.has("y1") and months[0] > months[1]:
        first_year -= 1
    separator = max(found.span("d1")[1], found.span("m1")[1], found.span("y1")[1] if found.has("y1") else 0)
    second = min(found.span("d2")[0], found.span("m2")[0])
    end = Sketch("point", "date.list", year=year, month=months[1], day=found.tokens("d2")[0].number)
    begin = Sketch("point", "date.list", year=first_year, month=months[0], day=found.tokens("d1")[0].number)
    if first_year is None:
        begin.until = end
    return [Part(found.first, separator, begin), Part(second, found.last, end)]


@rule("date.figures", "{CLOCKP}? <token>(ISO|NUMDATE) {CLOCKP2}?", needs="ISO NUMDATE")
def figures(found: Found) -> Sketch | None:
    token = found.token("token")
    assert token is not None
    read = read_numeric(token.low.replace("/", "-") if token.kind == "ISO" else token.low)
    if read is None:
        return None
    if read.impossible:
        value = token.low.replace("/", "-").replace(".", "-")
        return Sketch("ref", "date.impossible", value=value, flags=["no such day"])
    year, month, day = read.readings[0]
    sketch = dress(found, Sketch("point", "date.figures", year=year, month=month, day=day))
    if len(read.readings) > 1:
        sketch.flags.append("day and month may be the other way round")
    return sketch


@rule(
    "date.week_of",
    "(the)? week of (the)? <month>MONTH <day>(DAY|ORDDAY) (COMMA? <year>YEAR)?",
    "(the)? week of (the)? <day>(DAY|ORDDAY) (of)? <month>MONTH (COMMA? <year>YEAR)?",
    needs="week",
)
def week_of(found: Found) -> Sketch:
    year = found.tokens("year")[0].number if found.has("year") else None
    return Sketch(
        "point", "date.week_of", year=year, month=month_of(found), day=ordinal_of(found, "day"), unit="WEEK"
    )


AFTER_DAY = frozenset({
    "and", "or", "to", "when", "but", "at", "in", "the", "of", "with", "after", "before", "that", "as", "was",
    "by", "a", "he", "they", "it", "while", "is", "for", "on",
})  # fmt: skip
"""Words after "the 28th" that leave it a day; another word is what it counts ("the 28th parallel")."""


@rule(
    "date.ordinal_day",
    "the <d>ORDDAY (of (the|that|this) month)?",
    "(on|by|from|until|since) the <d>DAY",
    needs="ORDDAY DAY",
)
def ordinal_day(found: Found) -> list[Part] | None:
    """ "the 28th", "on the 28": a day of the month last mentioned."""
    token = found.tokens("d")[0]
    after, raw = found.at(0), raw_after(found, 0)
    if token.kind == "INT" and (
        after.isalpha() and after not in ("and", "or", "the", "to", "of", "when", "but", "a", "at", "in")
    ):
        return None
    if token.kind == "INT" and after == "-":
        return None
    names_a_thing = raw[:1].isupper() or after == "-" or (after.isalpha() and after not in AFTER_DAY)
    if token.kind == "ORD" and names_a_thing:
        return None
    if (
        after in ("of", "in")
        and found.last < len(found.lexed.tokens)
        and found.tokens()[-1].low != "month"
        and token.kind == "ORD"
    ):
        return None
    first = found.first if token.kind == "ORD" else found.first + 1
    return [Part(first, found.last, Sketch("point", "date.day", day=token.number))]


@rule(
    "date.weekday_day",
    "<wday>WDAY COMMA? (the)? <d>(ORDDAY) <part2>PART?",
    "<wday>WDAY the <d>(NUMW DASH? ORDW|ORDW|DAY)",
    "<wday>WDAY <d>DAY",
    needs="WDAY",
)
def weekday_day(found: Found) -> Sketch | None:
    if (
        found.tokens()[-1].kind == "INT"
        and len(found.tokens()) == 2
        and (found.at(0).isalnum() and found.at(0) not in ("and", "at", "to", "in"))
    ):
        return None
    return dress(found, Sketch("point", "date.weekday_day", day=ordinal_of(found, "d")))


@rule(
    "date.holiday",
    "<day>HOLIDAY (of|COMMA)? <year>YEAR? <part2>PART?",
    "(the)? (last|this|next|previous|following|coming) <day>HOLIDAY",
    needs="HOLIDAY",
)
def holiday(found: Found) -> Sketch:
    meaning = found.low("day")
    sketch = Sketch(
        "point", "date.holiday", year=found.tokens("year")[0].number if found.has("year") else None
    )
    if meaning.startswith("easter"):
        sketch.easter = int(meaning[6:])
    elif "/" in meaning:
        month, weekday, nth = (int(x) for x in meaning.split("/"))
        sketch.nth = (month, weekday, nth)
    else:
        sketch.month, sketch.day = (int(x) for x in meaning.split("-"))
    words = {token.low for token in found.tokens()}
    sketch.steps = -1 if words & {"last", "previous"} else 1 if words & {"next", "following", "coming"} else 0
    return dress(found, sketch)


HOURW = "<hw>(NUMW|HOUR) (o APOS clock)?"
_LATE = frozenset({"afternoon", "evening"})


@rule(
    "time.clock",
    HOURW + " (in the|at) <part2>(morning|afternoon|evening|night)",
    HOURW + " (on)? <wday>WDAY <part2>(morning|afternoon|evening|night)",
    "<hw>(NUMW|HOUR) (o APOS clock) (in the|at)? <part2>(morning|afternoon|evening|night)",
    "<hw>(NUMW|HOUR) (o APOS clock) this <part2>(morning|afternoon|evening)",
    needs="morning afternoon evening night",
)
def spoken_hour(found: Found) -> Sketch | None:
    """ "four in the morning", "nine o'clock on Thursday morning"."""
    token = found.tokens("hw")[0]
    hour = token.number if token.number >= 0 else found.words.numbers.get(token.low, 0)
    if not 1 <= hour <= 12:
        return None
    part = found.low("part2")
    sketch = dress(found, Sketch("point", "time.clock"))
    late = part in _LATE or (part == "night" and hour >= 6)
    sketch.clock = f"{hour % 12 + (12 if (late and hour != 12) or part == 'afternoon' else 0):02}:00"
    sketch.part, sketch.running = None, True
    return sketch


@rule(
    "time.clock",
    "{CLOCKP} (on|COMMA)? (<wday>WDAY (<part2>PART)?)?",
    "<wday>WDAY COMMA? (at)? {CLOCKP}",
    "(at|around|until|by|before|after|near|since|at exactly|toward) <part2>(noon|midday|midnight) "
    "(on|COMMA)? <wday>WDAY?",
    needs="CLOCK MERIDIEM noon midday midnight WDAY",
)
def clock(found: Found) -> Sketch | None:
    if not (found.has("clock") or found.has("mer2") or found.has("part2")):
        return None
    return dress(found, Sketch("point", "time.clock"))
