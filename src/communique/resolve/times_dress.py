"""What rules share: numbers of days, and the parts of day, clock times and modifiers that macros capture."""

from __future__ import annotations

from communique.resolve.times_grammar import Found
from communique.resolve.times_lexer import Token
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import MONTHS, WEEKDAYS


def ordinal(found: Found, token: Token) -> int:
    """The number of "14", "14th" or "fourteenth"."""
    return token.number if token.number >= 0 else found.words.ordinals.get(token.low, 0)


def ordinal_of(found: Found, name: str) -> int:
    """The number of a captured "14th", "fourteenth" or "twenty-third"."""
    return sum(
        found.words.numbers.get(token.low, 0) or ordinal(found, token)
        for token in found.tokens(name)
        if token.kind != "DASH"
    )


def dress(found: Found, sketch: Sketch) -> Sketch:
    """Adds what optional macros captured: part of day, clock, modifier, weekday, era."""
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


def raw_after(found: Found, offset: int) -> str:
    position = found.last + offset
    tokens = found.lexed.tokens
    return found.lexed.text[tokens[position].start : tokens[position].end] if position < len(tokens) else ""
