"""Rules for years, seasons, quarters, decades and centuries."""

from __future__ import annotations

from communique.resolve.times_dress import dress, ordinal, raw_after
from communique.resolve.times_grammar import Found, Part, rule
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import full_year


@rule(
    "date.year_list",
    "(between|from|the years)? <list>(YEAR|YEAR3) (COMMA YEAR)* (and|or|to|DASH|SLASH|through|until) "
    "<last>(YEAR|YEAR3|YY) {ERAX}?",
    needs="YEAR YEAR3",
)
def year_list(found: Found) -> list[Part] | None:
    """ "1914–18", "from 1991 to 2001", "499 and 493 BC"."""
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
            if (
                separator not in ("-", "–", "—", "‐", "‑", "/")
                or previous % 100 >= year
                or token.start > found.lexed.tokens[last_at - 1].end
            ):
                return None
            year += previous - previous % 100
        end = found.last if position == last_at else position + 1
        parts.append(Part(position, end, dress(found, Sketch("point", "date.year", year=year))))
    return parts


PLAIN_BEFORE_YEAR = frozenset({
    "in", "of", "by", "since", "from", "until", "till", "to", "through", "during", "before", "after",
    "late", "early", "mid", "about", "around", "circa", "and", "or", "(", "the", "year", "for",
    "between", "as", "than", "a", "’s", "'s", "at", "on", "fiscal", "throughout", "back", "that",
    "into", "under", "with", "via", "their", "its", "his", "-", "–", "—", ",", "",
})  # fmt: skip

COUNTED = frozenset({
    "people", "troops", "men", "soldiers", "dead", "km", "miles", "kilometers", "kilometres", "metres",
    "meters", "feet", "ft", "m", "kg", "tons", "tonnes", "percent", "%", "million", "billion",
    "dollars", "euros", "pounds", "barrels", "workers", "refugees", "police", "ships", "tanks",
    "aircraft", "hours", "days", "weeks", "months", "years", "civilians", "officers", "members", "jobs",
    "homes", "houses", "villages", "prisoners", "victims", "protesters", "seats", "votes", "points",
    "students", "families", "rounds", "yards", "acres", "hectares", "gmt", "hrs", "volts", "watts",
    "mw", "horsepower", "rpm", "calories",
})  # fmt: skip


BEFORE_COUNT = frozenset({
    "about", "around", "some", "nearly", "over", "than", "least", "with", "the", "of", "their", "its", "",
})  # fmt: skip
"""Words before figures that count what follows."""


def _counts(found: Found) -> bool:
    """Whether the figures before the end of the match count things."""
    after = found.at(0)
    if after in COUNTED:
        return True
    plural = after.endswith("s") and after.isalpha() and len(after) > 4 and raw_after(found, 0).islower()
    return plural and found.at(-1) in BEFORE_COUNT


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
    if (
        not era
        and not found.mod()
        and not 1000 <= token.number <= (2199 if before in ("in", "by", "until", "of") else 2100)
    ):
        return None
    if before in ("-", "–") and found.first > 1 and found.lexed.tokens[found.first - 2].kind == "INT":
        return None
    if (
        not era
        and before not in PLAIN_BEFORE_YEAR
        and not capital_before
        and not 1400 <= token.number <= 2100
    ):
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


@rule(
    "date.short_year",
    "(in|of|since|by|during|summer|spring|winter|autumn|until|from|class of) <y>SHORT",
    needs="SHORT",
)
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
    sketch = Sketch(
        "point", "date.season", season=found.words.tables["season"][found.low("season")], year=year
    )
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
        if word == "fall" and (
            after in ("of", "in", "from", "to", "back", "short", "for", "into", "behind")
            or not (the or found.mod() or before == "in")
        ):
            return None
        raw = found.token("season")
        assert raw is not None
        capital = found.lexed.text[raw.start].isupper()
        if word == "spring" and not (
            the
            or found.mod()
            or before in ("in", "by", "since", "until", "during", "of", "next", "last", "that", "from")
            or capital
        ):
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
            Part(
                found.first,
                found.span("d")[1],
                dress(found, Sketch("point", "date.decade", decade=_decade(found.low("d")))),
            ),
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
