"""Acts of a clause with "after": "proposed talks days after it called off a meeting"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from communique.records import Sentence, When
from communique.resolve.times import TimedSpan
from communique.resolve.times_calendar import day_of, moved_day, plus_days, shifted

VAGUE_DAYS = {"D": (1, 13), "W": (7, 55), "M": (28, 729), "Y": (365, 7300)}
"""Least and most days that "days", "weeks", "months" and "years" without a number come to."""
HALF_DAYS = {"W": 3, "M": 15}
"""Weeks and months are counted roundly: half of one either way."""
_DURATION = re.compile(r"P(T?)(\d+|X)([DWMYH])$")


def after_clause(sentence: Sentence, trigger: int) -> tuple[int, int] | None:
    """The verb that an act's "after" clause hangs on and the token of "after", or None without one."""
    token = trigger
    for _ in range(4):
        relation, head = sentence.deprel[token].split(":")[0], sentence.head[token]
        if head < 0:
            return None
        if relation in ("advcl", "obl", "ccomp", "acl", "parataxis"):
            for k in range(max(0, token - 12), token):
                if sentence.head[k] == token and sentence.form[k].lower() == "after":
                    return head, k
            return None
        if relation not in ("conj", "xcomp", "obj"):
            return None
        token = head
    return None


def before_main(main: date, after: int, spans: Sequence[TimedSpan]) -> When:
    """The date of an act after which, by so many units or by none named, something fell on the day `main`."""
    counted = next(
        (span for span in spans if span.last == after and span.expression.type == "DURATION"), None
    )
    match = _DURATION.match(counted.expression.value) if counted is not None else None
    if counted is None or match is None:
        return When(None, main, "unknown", "context", None, "before what it is followed by")
    text, unit = counted.expression.text, match[3]
    if match[1]:
        return When(plus_days(main, -1), main, "range", "context", text, "hours before what follows it")
    if match[2] == "X":
        least, most = VAGUE_DAYS.get(unit, (1, 13))
        first, last = plus_days(main, -most), plus_days(main, -least)
        return When(first, last, "range", "context", text, "a vague time before what follows it")
    if unit in HALF_DAYS:
        middle = moved_day(main, -int(match[2]), unit)
        first = plus_days(middle, -HALF_DAYS[unit])
        last = min(plus_days(middle, HALF_DAYS[unit]), plus_days(main, -1))
        return When(first, last, "range", "context", text, "about so long before what follows it")
    moment = shifted(day_of(main), -int(match[2]), unit)
    if moment is None or moment.first is None:
        return When(None, main, "unknown", "context", text, "before what it is followed by")
    return When(
        moment.first, moment.last, moment.precision, "context", text, "so long before what follows it"
    )
