"""Rules for calendar dates as printed: days, months, years, lists and ranges of them, seasons, decades, centuries,
clock times and feast days."""

from __future__ import annotations

from communique.resolve.times_grammar import Found, Part, rule
from communique.resolve.times_lexer import Token
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import MONTHS, WEEKDAYS, full_year, read_numeric

SEPARATORS = frozenset({"and", "or", "to", "through", "until", "till", ",", "-", "–", "—", "/"})


def ordinal(found: Found, token: Token) -> int:
    """The number of "14", "14th" or "fourteenth"."""
    return token.number if token.number >= 0 else found.words.ordinals.get(token.low, 0)


def ordinal_of(found: Found, name: str) -> int:
    """The number of a captured "14th", "fourteenth" or "twenty-third"."""
    return sum(found.words.numbers.get(token.low, 0) or ordinal(found, token) for token in found.tokens(name) if token.kind != "DASH")


def dress(found: Found, sketch: Sketch) -> Sketch:
    """Adds what optional macros captured: part of day, clock, modifier, weekday, era."""
    words = found.words
    sketch.mod = found.mod() or sketch.mod
    for group in ("part", "part2"):
        if found.has(group):
            set_part(found, sketch, found.low(group))
    if found.has("wday"):
        sketch.weekday = WEEKDAYS[found.low("wday")]
    if found.has("era"):
        sketch.bc = found.low("era").replace(".", "").startswith("b")
    set_clock(found, sketch)
    return sketch


def set_part(found: Found, sketch: Sketch, word: str) -> None:
    """A part of the day; noon and midnight are clock times."""
    part = found.words.tables["part"][word]
    if ":" in part:
        sketch.clock = part
    else:
        sketch.part = part


def set_clock(found: Found, sketch: Sketch) -> None:
    """Clock time from "9:34 p.m." or "11 a.m."."""
    if found.has("clock"):
        hour, minute = (int(x) for x in found.low("clock").split(":")[:2])
        meridiem = found.low("mer")
    elif found.has("hour"):
        hour, minute, meridiem = found.tokens("hour")[0].number, 0, found.low("mer2")
    else:
        return
    if meridiem.startswith("p") and hour < 12:
        hour += 12
    elif meridiem.startswith("a") and hour == 12:
        hour = 0
    sketch.clock = f"{hour:02}:{minute:02}"


def month_of(found: Found, name: str = "month") -> int:
    """The month a group names."""
    return MONTHS[found.low(name)]


WPRE = "(<wday>WDAY COMMA? (the|PART of|PART COMMA|PART|on)? )?"
WPOST = "(COMMA? LP? <wday2>WDAY RP?)?"
DAYX = "(DAY|ORDDAY|ORDW)"


@rule(
    "date.full",
    "{PARTOF}? {CLOCKP}? " + WPRE + " (the)? <day>(DAY|ORDDAY|NUMW DASH? ORDW|ORDW) (day)? (of|DASH|SLASH)? <month>(MONTH|LMONTH) (COMMA|of|in|DASH|SLASH)? <year>YEAR {ERAX}? <part2>PART?",
    "{PARTOF}? {CLOCKP}? " + WPRE + " <month>(MONTH|LMONTH) (the|DASH|SLASH)? <day>(DAY|ORDDAY|NUMW DASH? ORDW|ORDW) (COMMA|of|in|DASH|SLASH)? <year>YEAR {ERAX}? <part2>PART?",
    "{PARTOF}? {CLOCKP}? <year>YEAR (COMMA|DASH|SLASH)? <month>(MONTH|LMONTH) (the|DASH|SLASH)? <day>(DAY|ORDDAY)",
    "{PARTOF}? " + WPRE + " (the)? <day>(DAY|ORDDAY) (of)? <month>(MONTH|LMONTH) (COMMA)? <short>SHORT",
    "{PARTOF}? " + WPRE + " <month>(MONTH|LMONTH) (the)? <day>(DAY|ORDDAY) (COMMA)? <short>SHORT",
    needs="MONTH LMONTH",
)
def full_date(found: Found) -> Sketch:
    if found.has("short"):
        year = full_year(found.tokens("short")[0].number)
    else:
        year = found.tokens("year")[0].number
    return dress(found, Sketch("point", "date.full", year=year, month=month_of(found), day=ordinal_of(found, "day")))


@rule(
    "date.month_day",
    "{PARTOF}? {CLOCKP}? " + WPRE + " (the)? <day>(DAY|ORDDAY) (of|DASH)? <month>(MONTH|LMONTH) <part2>PART?",
    "{PARTOF}? {CLOCKP}? " + WPRE + " (the)? <day>(NUMW DASH? ORDW|ORDW) (day)? of <month>(MONTH|LMONTH) <part2>PART?",
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
    return dress(found, Sketch("point", "date.month_day", month=month_of(found), day=ordinal_of(found, "day")))


@rule(
    "date.day_list",
    "(between|from)? (the)? DAY ({SEP} (the)? DAY)+ (of)? <month>MONTH ((COMMA|of)? <year>YEAR {ERAX}?)?",
    "(between|from)? (the)? ORDDAY ({SEP} (the)? ORDDAY)+ (of)? <month>MONTH ((COMMA|of)? <year>YEAR {ERAX}?)?",
    "(between|from)? <month>MONTH DAY (COMMA (the)? DAY)* (and|to|DASH|through|until|or) (the)? DAY (COMMA? <year>YEAR {ERAX}?)?",
    "(between|from)? <month>MONTH ORDDAY (COMMA ORDDAY)* (and|to|DASH|through|until|or) (the)? ORDDAY (COMMA? <year>YEAR {ERAX}?)?",
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
        sketch = dress(found, Sketch("point", "date.list", year=year, month=month, day=found.lexed.tokens[position].number))
        parts.append(Part(first, last, sketch))
    return parts


@rule(
    "date.range_across",
    "(the)? <d1>DAY (of)? <m1>MONTH (COMMA? <y1>YEAR)? (to|DASH|and|through|until) (the)? <d2>DAY (of)? <m2>MONTH ((COMMA|in|of)? <year>YEAR)?",
    "<m1>MONTH <d1>DAY (COMMA? <y1>YEAR)? (to|DASH|and|through|until) <m2>MONTH <d2>DAY ((COMMA|in|of)? <year>YEAR)?",
    needs="MONTH",
)
def range_across(found: Found) -> list[Part]:
    """"28 May to 3 June 2013": the year holds for both unless the first has its own."""
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


@rule(
    "date.month_year",
    "{MODP}? <month>MONTH (COMMA|of|in|DASH)? <year>YEAR {ERAX}?",
    "{MODP}? <month>MONTH (COMMA|of|in)? <year>(YEAR|YEAR3|INT) {ERAX}",
    "{MODP}? <year>YEAR <month>MONTH",
    "{MODP}? <month>MONTH <short>SHORT",
    needs="MONTH",
)
def month_year(found: Found) -> Sketch:
    year = full_year(found.tokens("short")[0].number) if found.has("short") else found.tokens("year")[0].number
    return dress(found, Sketch("point", "date.month_year", year=year, month=month_of(found)))


@rule(
    "date.month_list",
    "(between|from)? MONTH (COMMA MONTH)* (and|to|DASH|SLASH|or|through|until) MONTH ((COMMA|of|in)? <year>YEAR)?",
    needs="MONTH",
)
def month_list(found: Found) -> list[Part]:
    year = found.tokens("year")[0].number if found.has("year") else None
    months = [p for p in range(found.first, found.last) if found.lexed.tokens[p].low in MONTHS]
    numbers = [MONTHS[found.lexed.tokens[p].low] for p in months]
    parts = []
    for index, position in enumerate(months):
        own = year
        if year is not None and index < len(months) - 1 and numbers[index] > numbers[-1]:
            own = year - 1
        last = found.last if index == len(months) - 1 else position + 1
        parts.append(Part(position, last, Sketch("point", "date.month_list", year=own, month=numbers[index])))
    if year is None:
        for part in parts[:-1]:
            part.sketch.until = parts[-1].sketch
    return parts


@rule("date.month", "{MODP}? <month>MONTH", needs="MONTH")
def month_alone(found: Found) -> Sketch | None:
    """A bare month. "May" and "March" need a sign that they are no verb or name."""
    word = found.low("month")
    text = found.lexed.text
    token = found.token("month")
    assert token is not None
    if not text[token.start].isupper() and found.at(-1) not in BEFORE_MONTH:
        return None
    if word in ("may", "march", "mar", "dec", "jan", "sep", "april", "june", "august"):
        before = found.at(-1)
        after = found.at(0)
        clear = found.mod() or before in BEFORE_MONTH or after in ("'s", "’s")
        if word in ("april", "june", "august"):
            following = _raw(found, 0)
            if following[:1].isupper() and not clear:
                return None
        elif not clear:
            return None
    return dress(found, Sketch("point", "date.month", month=month_of(found)))


BEFORE_MONTH = frozenset(
    {"in", "since", "by", "until", "till", "from", "to", "last", "next", "this", "during", "before", "after", "and", "or",
     "of", "for", "through", "throughout", "between", "every", "each", "around", "late", "early", "mid", "that", "previous",
     "a", "the", "-", "–", "(", "as", "past", "on"}
)  # fmt: skip


def _raw(found: Found, offset: int) -> str:
    position = found.last + offset
    tokens = found.lexed.tokens
    return found.lexed.text[tokens[position].start : tokens[position].end] if position < len(tokens) else ""


@rule("date.year_list", "(between|from|the years)? <list>(YEAR|YEAR3) (COMMA YEAR)* (and|or|to|DASH|SLASH|through|until) <last>(YEAR|YEAR3|YY) {ERAX}?", needs="YEAR YEAR3")
def year_list(found: Found) -> list[Part] | None:
    """"1914–18", "from 1991 to 2001", "499 and 493 BC"."""
    bc = found.low("era").replace(".", "").startswith("b")
    if found.at(-1) in ("$", "£", "€") or _counts(found):
        return None
    first_at = found.span("list")[0]
    last_at = found.span("last")[0]
    last = found.lexed.tokens[last_at]
    if found.lexed.tokens[first_at].number < 1000 and not bc:
        return None
    parts = []
    for position in range(first_at, last_at + 1):
        token = found.lexed.tokens[position]
        if token.number < 0:
            continue
        year = token.number
        if position == last_at and len(last.low) <= 2:
            separator = found.lexed.tokens[last_at - 1].low
            previous = found.lexed.tokens[first_at].number
            if separator not in ("-", "–", "—", "‐", "‑", "/") or previous % 100 >= year or token.start > found.lexed.tokens[last_at - 1].end:
                return None
            year += previous - previous % 100
        end = found.last if position == last_at else position + 1
        parts.append(Part(position, end, dress(found, Sketch("point", "date.year", year=year))))
    return parts


PLAIN_BEFORE_YEAR = frozenset(
    {"in", "of", "by", "since", "from", "until", "till", "to", "through", "during", "before", "after", "late", "early", "mid",
     "about", "around", "circa", "and", "or", "(", "the", "year", "for", "between", "as", "than", "a", "’s", "'s", "at", "on",
     "fiscal", "throughout", "back", "that", "into", "under", "with", "via", "their", "its", "his", "-", "–", "—", ",", ""}
)  # fmt: skip
COUNTED = frozenset(
    {"people", "troops", "men", "soldiers", "dead", "km", "miles", "kilometers", "kilometres", "metres", "meters", "feet", "ft", "m", "kg", "tons",
     "tonnes", "percent", "%", "million", "billion", "dollars", "euros", "pounds", "barrels", "workers", "refugees", "police",
     "ships", "tanks", "aircraft", "hours", "days", "weeks", "months", "years", "civilians", "officers", "members", "jobs",
     "homes", "houses", "villages", "prisoners", "victims", "protesters", "seats", "votes", "points", "students", "families",
     "rounds", "yards", "acres", "hectares", "gmt", "hrs", "volts", "watts", "mw", "horsepower", "rpm", "calories"}
)  # fmt: skip


def _counts(found: Found) -> bool:
    """Whether the figures before the end of the match count things."""
    after = found.at(0)
    if after in COUNTED:
        return True
    return after.endswith("s") and after.isalpha() and len(after) > 4 and _raw(found, 0).islower() and found.at(-1) in (
        "about", "around", "some", "nearly", "over", "than", "least", "with", "the", "of", "their", "its", ""
    )  # fmt: skip


@rule(
    "date.year",
    "{MODP}? (the)? (year|years)? <year>YEAR {ERAX}?",
    "{MODP}? (the)? (year)? (c DOT|ca DOT|ca|c|circa)? <year>(YEAR|YEAR3|INT) {ERAX}",
    "{MODP}? (fiscal|calendar|financial) (year)? <year>YEAR",
    "(ERA) <year>(YEAR|YEAR3|INT)",
    needs="YEAR YEAR3 ERA",
)
def year_alone(found: Found) -> Sketch | None:
    token = found.token("year")
    assert token is not None
    era = found.has("era")
    if not era and (found.at(-1) in ("$", "£", "€", "#", "no", "/", ".", "+") or _counts(found)):
        return None
    if found.at(0) == "." and found.at(1).isdigit():
        return None
    before = found.at(-1)
    capital_before = False
    if found.first and not found.mod():
        raw = found.lexed.tokens[found.first - 1]
        capital_before = found.lexed.text[raw.start].isupper()
    if not era and not found.mod() and not 1000 <= token.number <= (2199 if before in ("in", "by", "until", "of") else 2100):
        return None
    if before in ("-", "–") and found.first > 1 and found.lexed.tokens[found.first - 2].kind == "INT":
        return None
    if not era and before not in PLAIN_BEFORE_YEAR and not capital_before and not 1400 <= token.number <= 2100:
        return None
    if token.number == 0:
        return Sketch("ref", "date.impossible", value="0000", flags=["no year 0"])
    return dress(found, Sketch("point", "date.year", year=token.number))


@rule("date.year_zero", "(the)? year <n>INT", needs="year")
def year_zero(found: Found) -> Sketch | None:
    """There is no year 0: flagged, without a place in the calendar."""
    if found.tokens("n")[0].low not in ("0", "0000"):
        return None
    return Sketch("ref", "date.impossible", value="0000", flags=["no year 0"])


@rule("date.short_year", "(in|of|since|by|during|summer|spring|winter|autumn|until|from|class of) <y>SHORT", needs="SHORT")
def short_year(found: Found) -> list[Part]:
    at = found.span("y")[0]
    return [Part(at, at + 1, Sketch("point", "date.short_year", year=full_year(found.tokens("y")[0].number)))]


@rule("date.era_year", "<era_name>ERAYEAR <n>INT LP? <year>YEAR? RP?", needs="ERAYEAR")
def era_year(found: Found) -> Sketch | None:
    number = found.tokens("n")[0].number
    if not 1 <= number <= 150:
        return None
    year = found.words.tables["era_year"][found.low("era_name")] + number
    flags = [f"{found.low('era_name')} calendar"]
    if found.has("year") and found.tokens("year")[0].number != year:
        flags.append("the two calendars differ")
        year = found.tokens("year")[0].number
    return Sketch("point", "date.era_year", year=year, flags=flags)


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
    "date.season",
    "{MODP}? (the)? <season>SEASON (season|months)? (COMMA|of|in)* <year>YEAR {ERAX}?",
    "{MODP}? (the)? <season>SEASON (season)? (of)? <year>(YEAR|YEAR3) {ERAX}",
    "{MODP}? (the)? <season>SEASON (of)? <year>YEAR (DASH|SLASH|to) <year2>(YEAR|YY)",
    "{MODP}? (the)? <year>YEAR (DASH|SLASH|to) <year2>(YEAR|YY) <season>SEASON",
    "{MODP}? (the)? <year>YEAR <season>SEASON",
    needs="SEASON",
)
def season_year(found: Found) -> Sketch | None:
    year = found.tokens("year")[0].number
    sketch = Sketch("point", "date.season", season=found.words.tables["season"][found.low("season")], year=year)
    if found.has("year2"):
        second = found.tokens("year2")[0].number
        sketch.winter_end = second if second > 99 else year - year % 100 + second
    return dress(found, sketch)


@rule("date.season_alone", "{MODP}? (the)? (early|late)? <season>SEASON", needs="SEASON")
def season_alone(found: Found) -> Sketch | None:
    word = found.low("season")
    before = found.at(-1)
    if word in ("fall", "spring"):
        the = found.tokens()[0].low == "the"
        after = found.at(0)
        if word == "fall" and (after in ("of", "in", "from", "to", "back", "short", "for", "into", "behind") or not (the or found.mod() or before == "in")):
            return None
        raw = found.token("season")
        assert raw is not None
        capital = found.lexed.text[raw.start].isupper()
        if word == "spring" and not (the or found.mod() or before in ("in", "by", "since", "until", "during", "of", "next", "last", "that", "from") or capital):
            return None
        if word == "spring" and (before in ("arab", "prague") or after in ("offensives",)):
            return None
    if before in ("nuclear",) or found.at(0) in ("olympics", "games", "palace", "olympic"):
        return None
    return dress(found, Sketch("point", "date.season", season=found.words.tables["season"][word]))


@rule(
    "date.quarter",
    "{MODP}? (the)? <n>(ORDW|ORD) (fiscal)? quarter (of (fiscal)? (year)? (the year)? <year>YEAR?)?",
    "{MODP}? <q>QUARTER (of|COMMA|DASH)? (fiscal)? <year>YEAR?",
    "{MODP}? <year>YEAR DASH? <q>QUARTER",
    "(the)? <n>(ORDW|ORD) half of (the year)? (fiscal)? <year>YEAR",
    "(the)? <n>ORDW half of (the|this|last|next) <rel>year",
    needs="QUARTER quarter half",
)
def quarter(found: Found) -> Sketch | None:
    year = found.tokens("year")[0].number if found.has("year") else None
    if found.has("q"):
        low = found.low("q")
        number = int(next(c for c in low if c.isdigit()))
        half = "h" in low
        if half and number > 2:
            return None
    else:
        number = ordinal(found, found.tokens("n")[0])
        half = any(token.low == "half" for token in found.tokens())
    sketch = Sketch("point", "date.half" if half else "date.quarter", year=year)
    if half and number in (1, 2):
        sketch.half = number
    elif 1 <= number <= 4 and not half:
        sketch.quarter = number
    else:
        return None
    if found.has("rel"):
        sketch.steps = {"last": -1, "next": 1}.get(found.tokens()[-2].low, 0)
        sketch.rule = "date.half"
    return dress(found, sketch)


@rule(
    "date.decade",
    "{MODP}? (the)? <d>DECADE {ERAX}?",
    "{MODP}? (the)? <d>DECADE (DASH|and|to) <d2>DECADE",
    "{MODP} <w>DECW",
    "(the)? (early|late|mid)? <teens>(YEAR|nineteen|eighteen) <w>DECW",
    "the <w>DECW",
    needs="DECADE DECW",
)
def decade(found: Found) -> Sketch | list[Part] | None:
    if found.has("w"):
        tens = found.words.tables["decade"][found.low("w")]
        century = 18 if found.low("teens") == "eighteen" else 19
        if found.at(-1) in ("his", "her", "their", "my"):
            return None
        return dress(found, Sketch("point", "date.decade", decade=century * 10 + tens // 10))
    if found.has("d2"):
        at = found.span("d2")[0]
        return [
            Part(found.first, found.span("d")[1], dress(found, Sketch("point", "date.decade", decade=_decade(found.low("d"))))),
            Part(at, found.last, Sketch("point", "date.decade", decade=_decade(found.low("d2")))),
        ]
    return dress(found, Sketch("point", "date.decade", decade=_decade(found.low("d"))))


def _decade(word: str) -> int:
    figures = "".join(c for c in word if c.isdigit())
    return int(figures) // 10 if len(figures) == 4 else 190 + int(figures) // 10


@rule(
    "date.century",
    "{MODP}? (the)? <n>(ORD|ORDW|NUMW DASH ORDW) (DASH)? (century|centuries) {ERAX}?",
    needs="century centuries",
)
def century(found: Found) -> Sketch | None:
    tokens = found.tokens("n")
    number = sum(found.words.numbers.get(t.low, 0) or ordinal(found, t) for t in tokens if t.kind != "DASH")
    if not 1 <= number <= 30:
        return None
    return dress(found, Sketch("point", "date.century", century=int(number)))


@rule("date.week_of", "(the)? week of (the)? <month>MONTH <day>(DAY|ORDDAY) (COMMA? <year>YEAR)?", "(the)? week of (the)? <day>(DAY|ORDDAY) (of)? <month>MONTH (COMMA? <year>YEAR)?", needs="week")
def week_of(found: Found) -> Sketch:
    year = found.tokens("year")[0].number if found.has("year") else None
    return Sketch("point", "date.week_of", year=year, month=month_of(found), day=ordinal_of(found, "day"), unit="WEEK")


@rule("date.ordinal_day", "the <d>ORDDAY (of (the|that|this) month)?", "(on|by|from|until|since) the <d>DAY", needs="ORDDAY DAY")
def ordinal_day(found: Found) -> list[Part] | None:
    """"the 28th", "on the 28": a day of the month last mentioned."""
    token = found.tokens("d")[0]
    after, raw = found.at(0), _raw(found, 0)
    if token.kind == "INT" and (after.isalpha() and after not in ("and", "or", "the", "to", "of", "when", "but", "a", "at", "in")):
        return None
    if token.kind == "INT" and after == "-":
        return None
    if token.kind == "ORD" and (raw[:1].isupper() or after == "-" or (after.isalpha() and after not in (
            "and", "or", "to", "when", "but", "at", "in", "the", "of", "with", "after", "before", "that", "as", "was", "by", "a", "he", "they", "it", "while", "is", "for", "on"))):  # fmt: skip
        return None
    if after in ("of", "in") and found.last < len(found.lexed.tokens) and found.tokens()[-1].low != "month" and token.kind == "ORD":
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
    if found.tokens()[-1].kind == "INT" and len(found.tokens()) == 2 and (found.at(0).isalnum() and found.at(0) not in ("and", "at", "to", "in")):
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
    sketch = Sketch("point", "date.holiday", year=found.tokens("year")[0].number if found.has("year") else None)
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


@rule(
    "time.clock",
    "{CLOCKP} (on|COMMA)? (<wday>WDAY (<part2>PART)?)?",
    "<wday>WDAY COMMA? (at)? {CLOCKP}",
    "(at|around|until|by|before|after|near|since|at exactly|toward) <part2>(noon|midday|midnight) (on|COMMA)? <wday>WDAY?",
    needs="CLOCK MERIDIEM noon midday midnight WDAY",
)
def clock(found: Found) -> Sketch | None:
    if not (found.has("clock") or found.has("mer2") or found.has("part2")):
        return None
    return dress(found, Sketch("point", "time.clock"))
