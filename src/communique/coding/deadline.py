"""By when: the deadline of an offer, a demand or a threat ("by July", "within 72 hours")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from communique.coding.tree import Tree
from communique.records import TimeExpression, When
from communique.resolve import TimedSpan

LIMITS = frozenset({"by", "before", "until", "till"})
"""Prepositions of the last day."""
SPANS = frozenset({"within", "in", "inside"})
"""Prepositions of a span that runs from the act."""
GRANTS = frozenset({"give", "grant", "set", "allow", "have", "get"})
"""Verbs whose object may be the time somebody has."""
DEADLINES = frozenset({"deadline", "ultimatum"})
_DURATION = re.compile(r"P(?:T(?P<H>\d+)H|(?P<D>\d+)D|(?P<W>\d+)W|(?P<M>\d+)M|(?P<Y>\d+)Y)")
_DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}


def deadline(tree: Tree, token: int, times: Sequence[TimedSpan], when: When) -> When | None:
    """The deadline named below an act, or null. A span of time is counted from the last day of the act;
    where that is unknown the deadline has its words and no days.
    """
    below = set(tree.subtree(token))
    for timed in times:
        if timed.sentence != tree.index or timed.head not in below:
            continue
        case = tree.case(timed.head) or (tree.lemma[timed.first - 1] if timed.first else "")
        expression = timed.expression
        if expression.type in ("DATE", "TIME") and case in LIMITS and not _is_past(expression, when):
            last = expression.last
            if case == "before" and expression.first is not None:
                last = expression.first - timedelta(days=1)
            return When(None, last, expression.precision, "expression", expression.text, f"deadline.{case}")
        if expression.type == "DURATION" and _is_granted(tree, timed, case):
            return When(
                None,
                _after(expression.value, when.end),
                "day",
                "expression",
                expression.text,
                "deadline.span",
            )
    return None


def _is_past(expression: TimeExpression, when: When) -> bool:
    return expression.last is not None and when.start is not None and expression.last < when.start


def _is_granted(tree: Tree, timed: TimedSpan, case: str) -> bool:
    """ "within 72 hours", "gave them 72 hours", "a 72-hour deadline"."""
    if case in ("within", "inside"):
        return True
    head = tree.head[timed.head]
    if head < 0:
        return False
    if case in SPANS:
        return tree.xpos[head] == "VB" or tree.deprel[head] in ("xcomp", "advcl")
    relation = tree.deprel[timed.head]
    return tree.lemma[head] in DEADLINES or (
        relation in ("obj", "iobj", "obl:unmarked") and tree.lemma[head] in GRANTS
    )


def _after(value: str, start: date | None) -> date | None:
    """The day a TIMEX3 duration after a day; hours are rounded up to days."""
    found = _DURATION.fullmatch(value)
    if found is None or start is None:
        return None
    if found["H"]:
        return start + timedelta(days=-(-int(found["H"]) // 24))
    unit = next(name for name in _DAYS if found[name])
    return start + timedelta(days=_DAYS[unit] * int(found[unit]))
