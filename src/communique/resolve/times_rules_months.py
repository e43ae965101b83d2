"""Rules for months: with a year, in lists, alone."""

from __future__ import annotations

from communique.resolve.times_dress import dress, month_of, raw_after
from communique.resolve.times_grammar import Found, Part, rule
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import MONTHS, full_year


@rule(
    "date.month_year",
    "{MODP}? <month>MONTH (COMMA|of|in|DASH)? <year>YEAR {ERAX}?",
    "{MODP}? <month>MONTH (COMMA|of|in)? <year>(YEAR|YEAR3|INT) {ERAX}",
    "{MODP}? <year>YEAR <month>MONTH",
    "{MODP}? <month>MONTH <short>SHORT",
    needs="MONTH",
)
def month_year(found: Found) -> Sketch:
    year = (
        full_year(found.tokens("short")[0].number) if found.has("short") else found.tokens("year")[0].number
    )
    return dress(found, Sketch("point", "date.month_year", year=year, month=month_of(found)))


@rule(
    "date.month_list",
    "(between|from)? MONTH (COMMA MONTH)* (and|to|DASH|SLASH|or|through|until) MONTH ((COMMA|of|in)? "
    "<year>YEAR)?",
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


BEFORE_MONTH = frozenset({
    "in", "since", "by", "until", "till", "from", "to", "last", "next", "this", "during", "before",
    "after", "and", "or", "of", "for", "through", "throughout", "between", "every", "each", "around",
    "late", "early", "mid", "that", "previous", "a", "the", "-", "–", "(", "as", "past", "on",
})  # fmt: skip


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
            following = raw_after(found, 0)
            if following[:1].isupper() and not clear:
                return None
        elif not clear:
            return None
    return dress(found, Sketch("point", "date.month", month=month_of(found)))
