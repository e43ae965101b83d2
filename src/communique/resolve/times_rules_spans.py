"""Rules for durations, recurring times and the words for past, present and future."""

from __future__ import annotations

from communique.resolve.times_grammar import Found, Part, rule
from communique.resolve.times_sketch import Sketch
from communique.text.printed_dates import MONTHS, WEEKDAYS

LETTERS = {
    "TS": ("PT", "S"), "TM": ("PT", "M"), "TH": ("PT", "H"), "D": ("P", "D"), "W": ("P", "W"),
    "2W": ("P", "W"), "M": ("P", "M"), "Q": ("P", "Q"), "Y": ("P", "Y"), "DE": ("P", "DE"),
    "CE": ("P", "CE"), "WE": ("P", "WE"), "ML": ("P", "ML"),
}  # fmt: skip


def duration_value(amount: float | None, unit: str) -> str:
    """TIMEX3 value of a duration: "P3D", "PT2H", "PXM"; a fortnight is two weeks."""
    prefix, letter = LETTERS[unit]
    if amount is not None and unit == "2W":
        amount *= 2
    if unit == "Q":
        amount, letter = (amount * 3 if amount is not None else None), "M"
    figure = "X" if amount is None else f"{amount:g}"
    return f"{prefix}{figure}{letter}"


ADJ = (
    "(full|whole|long|short|more|straight|consecutive|additional|further|bloody|brutal|solid|entire|"
    "successive|extra|other|bitter|single|working|business|intense)"
)


@rule(
    "span.counted",
    "{APPROX}? <n>({N}|{VAGUEN}|another|a further|a|an|half a|half an) (and a half|and half)? "
    + ADJ
    + "? (DASH)? <unit>(UNIT|UNITS) (DASH)? (and a half|long|old|of age)?",
    "{APPROX}? <n>{N} (and a half|and half) <unit>UNITS",
    "{APPROX}? <n>{N} <unit>(UNIT|UNITS) (and half|and a half)",
    "<all>all <unit>UNIT (long)?",
    "<unit>(UNIT|UNITS) DASH (long|old)",
    needs="UNIT UNITS",
)
def counted(found: Found) -> Sketch | None:
    unit = found.words.units[found.low("unit")]
    words = [token.low for token in found.tokens()]
    low = found.low("n")
    if low in ("a", "an", "another", "one") and not _spanlike(found, unit, words):
        return None
    if low == "second" or (
        "second" in words
        and unit == "TS"
        and found.low("unit") == "second"
        and words[-1] == "second"
        and "seconds" not in words
    ):
        return None
    if found.has("n"):
        amount = found.number("n")
        if low == "half":
            amount = 0.5
        elif (
            low in ("another", "a", "an")
            and amount is None
            and "few" not in words
            and "several" not in words
            and "couple" not in words
        ):
            if not set(words) & {"many", "some", "dozens", "scores"}:
                amount = 1
        if low in ("a", "an") and found.low("unit") in found.words.tables["units"]:
            amount = None
        if amount is not None and "half" in words and low != "half":
            amount += 0.5
    elif found.has("all"):
        return Sketch("span", "span.counted", amount=1, unit=unit) if unit in ("D", "W", "M", "Y") else None
    else:
        amount = 1 if found.low("unit") in found.words.tables["unit"] else None
    if amount is not None and amount > 5000:
        return None
    if unit == "Q" and found.low("unit") == "quarter":
        return None
    return Sketch("span", "span.counted", amount=amount, unit=unit)


@rule(
    "span.two",
    "{APPROX}? <n>({N}|a|an) <unit>(UNIT|UNITS) (and|COMMA)? <n2>({N}|a|an) <unit2>(UNIT|UNITS)",
    needs="UNIT UNITS",
)
def two_units(found: Found) -> Sketch | None:
    """ "one hour and 30 minutes", "two years and three months": one duration when the second unit is the
    finer."""
    first, second = (
        LETTERS[found.words.units[found.low("unit")]],
        LETTERS[found.words.units[found.low("unit2")]],
    )
    order = ["ML", "CE", "DE", "Y", "Q", "M", "W", "WE", "D"] if first[0] == "P" else ["H", "M", "S"]
    if (
        first[0] != second[0]
        or first[1] not in order
        or second[1] not in order
        or order.index(first[1]) >= order.index(second[1])
    ):
        return None
    amount, other = found.number("n"), found.number("n2")
    if found.at(0) in ("ago", "later", "earlier", "before", "after") or "Q" in (first[1], second[1]):
        return None
    if amount is None or other is None:
        return None
    return Sketch("span", "span.two", value=f"{first[0]}{amount:g}{first[1]}{other:g}{second[1]}", unit="D")


def _spanlike(found: Found, unit: str, words: list[str]) -> bool:
    """Whether "a day", "one night" is a duration at all."""
    word = found.low("unit")
    after = found.at(0)
    if word in ("second", "quarter", "night"):
        return found.low("n") == "one" and word != "quarter"
    if found.low("n") == "one" and unit == "D":
        return True
    says_of_a_day = after in ("when", "that", "which", "in", "later", "of") and unit == "D"
    return not (says_of_a_day and words[0] == "a")


@rule(
    "span.around_now",
    "(the|these|those|his|her|their|its)? (very)? "
    "<rel>(last|past|previous|preceding|recent|next|coming|following|first|final|opening|initial|closing|"
    "subsequent|upcoming) {APPROX}? <n>({N}|few|several|couple of|many|some|couple)? <unit>UNITS",
    "{APPROX}? (the)? <n>({N}|few|several) "
    "<rel>(previous|preceding|following|last|past|next|upcoming|coming|first|final|intervening) <unit>UNITS",
    "(the|these|those|this)? <rel>(last|past) <unit>UNITS",
    needs="UNITS",
)
def around_now(found: Found) -> Sketch | None:
    relation = found.low("rel")
    unit = found.words.units[found.low("unit")]
    amount = found.number("n") if found.has("n") else None
    if relation == "recent":
        return Sketch("ref", "ref.recent", value="PAST_REF")
    if found.has("n") and found.low("n") == "couple":
        amount = 2
    steps = -1 if relation in ("last", "past", "previous", "preceding", "recent") else 1 if relation in (
        "next", "coming", "following", "subsequent", "upcoming") else 0  # fmt: skip
    base = "speech" if relation in ("last", "past", "next", "coming", "upcoming", "recent") else "text"
    if relation == "last" and found.at(0) in ("of",) and not found.has("n"):
        steps = 0
    return Sketch("span", "span.around", base=base, amount=amount, unit=unit, steps=steps)


@rule(
    "span.bare",
    "(for|in|within|after|over|during|of) (the)? "
    "<unit>(UNITS|days|weeks|months|years|decades|hours|centuries)",
    "(some|the) <unit>UNITS (of|before|after|since|that|when|following)",
    "<unit>UNITS (of|before|after|since)",
    "<unit>UNITS",
    needs="UNITS",
)
def bare(found: Found) -> list[Part]:
    unit = found.words.units[found.low("unit")]
    at = found.span("unit")[0]
    first = at - 1 if at > found.first and found.lexed.tokens[at - 1].low in ("the", "some") else at
    return [Part(first, at + 1, Sketch("span", "span.bare", unit=unit))]


@rule(
    "set.every",
    "<q>(every|each) (other|single)? <n>({N}|few|couple of)? "
    "<unit>(UNIT|UNITS|MONTH|SEASON|WDAY|morning|evening|afternoon|night|weekend)",
    "(once|twice|{N} times|several times|many times|few times) <q>(a|an|every|each|per) <unit>UNIT",
    "<q>per <unit>UNIT",
    "(on)? <unit>WDAYS (and <unit2>WDAYS)?",
    needs="every each per once twice times WDAYS",
)
def every(found: Found) -> Sketch | list[Part]:
    word = found.low("unit")
    words = found.words
    other = any(token.low == "other" for token in found.tokens())
    if found.has("unit") and word.rstrip("s") in WEEKDAYS and word not in words.units:
        value = f"XXXX-WXX-{WEEKDAYS[word.rstrip('s')]}"
        sketch = Sketch("set", "set.weekday", value=value)
        if found.has("unit2"):
            at = found.span("unit2")[0]
            second = Sketch(
                "set", "set.weekday", value=f"XXXX-WXX-{WEEKDAYS[found.low('unit2').rstrip('s')]}"
            )
            return [Part(found.first, at - 1, sketch), Part(at, found.last, second)]
        return sketch
    if word in MONTHS:
        return Sketch("set", "set.month", value=f"XXXX-{MONTHS[word]:02}")
    if word in words.tables["season"]:
        return Sketch("set", "set.season", value=f"XXXX-{words.tables['season'][word]}")
    if word in words.tables["part"]:
        return Sketch("set", "set.part", value=f"XXXX-XX-XXT{words.tables['part'][word]}")
    amount = found.number("n") if found.has("n") else 2.0 if other else 1.0
    return Sketch("set", "set.every", value=duration_value(amount, words.units[word]))


@rule("set.frequency", "<f>FREQ", needs="FREQ")
def frequency(found: Found) -> Sketch | None:
    token = found.token("f")
    assert token is not None
    if (
        found.lexed.text[token.start].isupper()
        and found.first > 0
        and found.lexed.tokens[found.first - 1].low not in (".", "“", '"')
    ):
        return None
    if found.lexed.text[token.start].isupper() and token.low in ("daily", "weekly", "monthly"):
        return None
    return Sketch("set", "set.frequency", value=found.words.tables["frequency"][token.low])


@rule("ref.word", "(right)? <w>REF", needs="REF")
def reference(found: Found) -> Sketch | None:
    word = found.low("w")
    token = found.token("w")
    assert token is not None
    raw_upper = found.lexed.text[token.start].isupper()
    if (
        word in ("former", "current", "recent", "future")
        and raw_upper
        and found.first > 0
        and word != "former"
    ):
        return None
    if word == "now" and found.at(0) in ("that",) and found.first == 0:
        return None
    if word == "current" and found.at(-1) in ("electric", "alternating", "direct", "ocean"):
        return None
    if word == "future" and found.at(-1) in ("the", "his", "her", "their", "its", "in"):
        pass
    return Sketch(
        "ref",
        "ref.now" if word in ("now", "currently", "presently") else "ref.word",
        value=found.words.tables["reference"][word],
    )


@rule(
    "ref.phrase",
    "<p>(in the (near|distant|foreseeable|immediate)? past)",
    "<p>(the (recent|distant)? past)",
    "<f>(in the (near|distant|foreseeable|immediate|not too distant)? future)",
    "<f>((the)? (near|distant|foreseeable|immediate) future)",
    "<f>(the|its|their|his|her|our) future",
    "<n>(at present|at the moment|at this time|at this moment|at this point in time|for the time "
    "being|the time being|these days|the present day|the present|modern day|present DASH day|modern DASH "
    "day|to this day|to date|so far|up to now|until now|as of now|by now|right now|just now|currently|at "
    "the present time)",
    "<p>(the old days|long ago|in recent (UNITS|times|memory)|recent (UNITS|times)|not long ago|a long "
    "time ago|some time ago|in days gone by|the other day|at the time)",
    "<f>(in the (coming|next) (UNITS)|(coming|upcoming) UNITS|one day soon|some day|someday|as soon as "
    "possible|before long|sooner or later|in due course|any day now)",
    needs="past future present moment time day days now date far recent ago coming upcoming soon course "
    "before sooner someday",
)
def phrase(found: Found) -> Sketch | None:
    if found.has("p"):
        if (
            found.tokens()[-1].low == "past"
            and found.at(0).isalpha()
            and found.at(0)
            not in (
                "and",
                "that",
                "when",
                "but",
                "as",
                "is",
                "was",
                "has",
                "had",
                "it",
                "by",
                "to",
                "with",
                "for",
                "or",
                "in",
            )
        ):
            return None
        if [t.low for t in found.tokens()] == ["at", "the", "time"]:
            return None
        return Sketch("ref", "ref.phrase", value="PAST_REF")
    return Sketch("ref", "ref.phrase", value="FUTURE_REF" if found.has("f") else "PRESENT_REF")


@rule(
    "ref.night",
    "(at|by|during the|in the|the|all|that|every|overnight)? "
    "<part>(night|nights|nighttime|daytime|overnight)",
    "(at|by|before|after|around|since|until) <part>(dawn|dusk|sunset|nightfall|sunrise|daybreak)",
    "<part>(night|day) DASH time",
    needs="night nights nighttime daytime overnight dawn dusk sunset nightfall sunrise daybreak day",
)
def bare_part(found: Found) -> list[Part] | None:
    at = found.span("part")[0]
    if found.at(0) in ("club", "clubs", "vision") or found.at(-1) == "first":
        return None
    word = found.low("part")
    part = "DT" if word == "day" else found.words.tables["part"][word]
    if word in ("dawn", "dusk", "sunset", "nightfall", "sunrise", "daybreak", "overnight"):
        return [Part(at, found.last, Sketch("point", "time.clock", part=part, running=True))]
    return [Part(at, found.last, Sketch("set", "part.any", value=f"XXXX-XX-XXT{part}"))]
