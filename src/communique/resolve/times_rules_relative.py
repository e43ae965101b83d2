"""Rules for times that stand beside the day of the article or the time last mentioned: "today", "last
week", "that year", "next March", weekdays."""

from __future__ import annotations

from communique.resolve.times_dress import dress, ordinal, ordinal_of
from communique.resolve.times_grammar import Found, Part, rule
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import MONTHS, WEEKDAYS

STEPS = {
    "last": -1, "previous": -1, "preceding": -1, "prior": -1, "past": -1, "next": 1, "following": 1,
    "coming": 1, "ensuing": 1, "subsequent": 1, "succeeding": 1, "upcoming": 1, "this": 0, "current": 0,
    "same": 0, "that": 0, "present": 0, "very": 0,
}  # fmt: skip
"""Where the unit lies from the one that holds the base."""

BASES = {
    "last": "speech", "past": "speech", "next": "auto", "coming": "speech", "upcoming": "speech",
    "this": "speech", "current": "speech", "previous": "auto", "preceding": "text", "prior": "text",
    "following": "text", "ensuing": "text", "subsequent": "text", "succeeding": "text", "same": "text",
    "that": "text", "very": "text", "present": "speech",
}  # fmt: skip

REL = "(" + "|".join(word for word in STEPS if word != "very") + ")"


def step(found: Found, rule_name: str, word: str, the: bool = False) -> Sketch:
    """A sketch that steps as a determiner says. "the next" and "the previous" count from the time last
    mentioned."""
    base = BASES[word]
    if the and word in ("next", "previous"):
        base = "text"
    return Sketch("step", rule_name, base=base, steps=STEPS[word])


@rule(
    "deictic.day",
    "<w>(today|yesterday|tomorrow|tonight) POSS? (at|COMMA)? "
    "<part>(morning|afternoon|evening|night|noon|midday|midnight)?",
    "{PARTOF}? <w>(today|yesterday|tomorrow|tonight)",
    "(early|late|later|earlier) (in the day)? <w>(today|yesterday|tomorrow|tonight)",
    "(the)? day <w2>(before|after) <w>(yesterday|tomorrow)",
    needs="today yesterday tomorrow tonight",
)
def deictic_day(found: Found) -> Sketch:
    word = found.low("w")
    steps = {"yesterday": -1, "tomorrow": 1}.get(word, 0)
    if found.has("w2"):
        steps += -1 if found.low("w2") == "before" else 1
    sketch = Sketch("step", "deictic.day", base="speech", unit="D", steps=steps)
    if word == "tonight":
        sketch.part = "NI"
    if word == "today":
        sketch.value = "today"
    return dress(found, sketch)


@rule(
    "deictic.part",
    "(early|late|later|earlier)? <rel>(this|last|that) <part>PART",
    "(early|late) (on)? the <rel>(next|following|same|previous) <part>PART",
    "(on)? the <rel>(next|following|same|previous) <part>PART",
    "(the)? <rel>(previous|following) <part>PART",
    "{MODP} <rel>(this|that) <part>PART",
    "the <part>PART <turn>(before|after)",
    needs="PART this last that next following same previous",
)
def deictic_part(found: Found) -> Sketch | None:
    if found.has("turn"):
        if found.low("turn") == "after" and found.at(0) not in (",", ".", "", "and"):
            return None
        relation = "previous" if found.low("turn") == "before" else "following"
    else:
        relation = found.low("rel")
    if relation == "last" and found.low("part") not in ("night", "evening"):
        return None
    sketch = step(found, "deictic.part", relation, the=True)
    sketch.unit = "D"
    return dress(found, sketch)


@rule(
    "relative.unit",
    "{MODP}? (early|earlier|later|late)? (in|on)? (the|that|this)? (very)? <rel>"
    + REL
    + " (fiscal|calendar|academic|financial|working)? <unit>UNIT",
    "(earlier|later|late|early) (in)? <rel>(this|that|last|next) <unit>UNIT",
    "{MODP} <rel>(this|that|last|next) <unit>UNIT",
    needs="UNIT",
)
def relative_unit(found: Found) -> Sketch | list[Part] | None:
    relation = found.low("rel")
    unit = found.words.units[found.low("unit")]
    words = [token.low for token in found.tokens()]
    if unit in ("TS", "TM"):
        return None
    if (relation == "past" and unit != "WE") or (
        relation in ("coming", "past") and "the" in words and unit in ("Y", "M", "W", "DE", "CE", "TH")
    ):
        return Sketch("span", "relative.span", base="speech", amount=1, unit=unit, steps=STEPS[relation])
    if words[0] == "in" or words[0] == "on":
        pass
    if found.low("unit") == "night":
        sketch = step(found, "relative.unit", relation, the="the" in words)
        sketch.unit, sketch.part = "D", "NI"
        return sketch
    if unit == "D" and relation in ("this", "current", "present", "last", "past", "coming", "upcoming"):
        if relation in ("this", "present", "current"):
            if found.at(0) in ("'s", "’s"):
                return None
            return dress(
                found, Sketch("step", "relative.unit", base="auto", unit="D", steps=0, value="today")
            )
        return None
    sketch = step(found, "relative.unit", relation, the="the" in words)
    sketch.unit = unit
    for word in words:
        if word in ("earlier", "later", "early", "late"):
            sketch.mod = {"earlier": "BEFORE", "early": "START", "later": "AFTER", "late": "END"}[word]
    if words[0] == "that" and relation in ("last", "next", "this"):
        return [Part(found.first + 1, found.last, dress(found, sketch))]
    return dress(found, sketch)


@rule("relative.the_weekend", "(over|during|at|on) the <unit>weekend", needs="weekend")
def the_weekend(found: Found) -> Sketch:
    """The latest weekend, or the coming one under a future verb."""
    return Sketch("step", "relative.the_weekend", base="auto", unit="WE", steps=0)


@rule(
    "relative.the_unit",
    "<when>(later|earlier|early|late) (on)? in the <unit>UNIT",
    "{MODP} <unit>(month|year|week|decade|century|quarter)",
    "<unit>(month|year|week|decade) POSS <end>end",
    "<unit>year DASH <end>end",
    "<modn>(end|start|beginning) of <unit>(year|month|week)",
    "the <unit>year",
    needs="year month week decade century quarter day",
)
def the_unit(found: Found) -> Sketch | None:
    """ "the end of the year", "later in the month", "year's end"."""
    unit = found.words.units[found.low("unit")]
    tokens = found.tokens()
    if not found.has("when") and not found.has("end") and not found.mod():
        return None
    bare = len(tokens) == 3 and tokens[1].low == "of"
    if found.mod() and not bare and not any(t.low == "the" and t is not tokens[0] for t in tokens):
        return None
    if found.mod() and found.at(0) in ("of", "long", "before", "after"):
        return None
    if unit == "D":
        return None
    sketch = Sketch("step", "relative.unit", base="auto", unit=unit, steps=0)
    if found.has("when"):
        sketch.mod = {"earlier": "BEFORE", "early": "START", "later": "AFTER", "late": "END"}[
            found.low("when")
        ]
    if found.has("end"):
        sketch.mod = "END"
    return dress(found, sketch)


@rule(
    "relative.named",
    "{MODP}? (early|earlier|later|late)? (in|on)? (the|that|this)? <rel>"
    + REL
    + " <name>(MONTH|WDAY|SEASON|weekend) <part2>PART?",
    "(the)? <name>(MONTH|WDAY|SEASON) (of)? <rel>(this|last|next|that|the following|the previous|the "
    "same) <unit>(year|week|month)",
    "(the)? <name>(WDAY|MONTH|SEASON) <rel2>next",
    "(the)? <name>(WDAY|MONTH|SEASON) <rel2>last",
    needs="MONTH WDAY SEASON weekend",
)
def relative_named(found: Found) -> Sketch | None:
    """ "last Sunday", "the previous April", "next summer", "October of last year"."""
    name = found.low("name")
    token = found.token("name")
    assert token is not None
    if name in ("may", "march") and not found.lexed.text[token.start].isupper():
        return None
    relations = [t.low for t in found.tokens() if t.low in STEPS]
    if found.has("unit"):
        holder = Sketch(
            "step",
            "relative.unit",
            base=BASES[relations[-1]],
            unit=found.words.units[found.low("unit")],
            steps=STEPS[relations[-1]],
        )
        if [t.low for t in found.tokens() if t.low == "the"] and relations[-1] in (
            "following",
            "previous",
            "same",
        ):
            holder.base = "text"
        sketch = Sketch("point", "relative.named", of=holder)
        return _name(found, sketch, name)
    if not relations:
        return None
    words = [t.low for t in found.tokens()]
    relation = relations[-1]
    sketch = step(found, "relative.named", relation, the="the" in words)
    if relation in ("past", "this", "coming", "upcoming"):
        sketch.base = "speech"
    if relation in ("past", "coming", "upcoming"):
        sketch.amount = 1
    for word in words:
        if word in ("earlier", "later", "early", "late"):
            sketch.mod = {"earlier": "START", "early": "START", "later": "END", "late": "END"}[word]
    return _name(found, sketch, name)


def _name(found: Found, sketch: Sketch, name: str) -> Sketch:
    if name in MONTHS:
        sketch.month = MONTHS[name]
    elif name in WEEKDAYS:
        sketch.weekday = WEEKDAYS[name]
    elif name == "weekend":
        sketch.unit = "WE"
    else:
        sketch.season = found.words.tables["season"][name]
    return dress(found, sketch)


@rule(
    "relative.compound",
    "<month>MONTH <day>(DAY|ORDDAY) (of|COMMA)? <rel>(this|last|next|that|the same|the following|the "
    "previous) <unit>year",
    "(the)? <day>(DAY|ORDDAY) (of)? <month>MONTH (of|COMMA)? <rel>(this|last|next|that|the same|the "
    "following|the previous) <unit>year",
    "{MODP}? <month>MONTH (of|COMMA)? <rel>(this|last|next|that|the same|the following|the previous) "
    "<unit>year",
    "(the)? <n>(ORDW|ORD) quarter of <rel>(this|last|next|that|the same|the following|the previous) "
    "(fiscal)? <unit>year",
    "<rel>(this|last|next) <unit>year POSS <n>(ORDW|ORD) quarter",
    needs="MONTH quarter",
)
def compound(found: Found) -> Sketch:
    relation = next(t.low for t in reversed(found.tokens()) if t.low in STEPS)
    base = "text" if any(t.low == "the" for t in found.tokens("rel")) else BASES[relation]
    holder = Sketch("step", "relative.unit", base=base, unit="Y", steps=STEPS[relation])
    sketch = Sketch("point", "relative.named", of=holder)
    if found.has("n"):
        sketch.quarter = ordinal(found, found.tokens("n")[0])
        return sketch
    sketch.month = MONTHS[found.low("month")]
    if found.has("day"):
        sketch.day = ordinal(found, found.tokens("day")[0])
    return dress(found, sketch)


@rule(
    "relative.the_month",
    "(the)? <day>(ORDDAY|ORDW|DAY) (of)? <rel>(this|last|next|that|same) month",
    "(the)? <day>(ORDDAY|NUMW DASH? ORDW|ORDW) day of <rel>(this|last|next|that|the same|the) month",
    "(the)? <rel>(this|last|next|previous) week DASH? (on)? <wday>WDAY",
    "<wday>WDAY <rel>(this|last|next) week",
    "(a)? week <turn>(ago|from) (this|last|next|on)? <wday>WDAY",
    "<wday>WDAY (of)? <rel>(last|next|this|that) week <part2>PART?",
    needs="month week",
)
def the_month(found: Found) -> Sketch:
    if found.has("turn"):
        sketch = Sketch("point", "relative.named", weekday=WEEKDAYS[found.low("wday")])
        sketch.amount = -1 if found.low("turn") == "ago" else 1
        return sketch
    relation = found.tokens("rel")[-1].low
    relation = "this" if relation == "the" else relation
    unit = "M" if found.has("day") else "W"
    holder = Sketch("step", "relative.unit", base=BASES[relation], unit=unit, steps=STEPS[relation])
    sketch = Sketch("point", "relative.named", of=holder)
    if found.has("day"):
        sketch.day = ordinal_of(found, "day")
    return dress(found, sketch)


@rule(
    "weekday",
    "(early|late)? (on)? <wday>WDAY POSS? <part2>PART?",
    "{PARTOF} <wday>WDAY",
    "{MODP} <wday>WDAY",
    needs="WDAY",
)
def weekday(found: Found) -> list[Part] | None:
    word = found.low("wday")
    token = found.token("wday")
    assert token is not None
    if not found.lexed.text[token.start].isupper():
        return None
    if word in ("sun", "sat", "mon", "wed") and found.at(-1) in ("the", "a"):
        return None
    if found.at(0) in ("prayers", "prayer", "mass", "sermon", "sermons", "services") and not found.has(
        "part2"
    ):
        return [
            Part(found.last - 1, found.last, Sketch("set", "set.weekday", value=f"XXXX-WXX-{WEEKDAYS[word]}"))
        ]
    first = found.first
    if found.tokens()[0].low == "on":
        first += 1
    last = found.last
    if found.lexed.tokens[last - 1].kind == "POSS":
        last -= 1
    return [Part(first, last, dress(found, Sketch("point", "weekday")))]
