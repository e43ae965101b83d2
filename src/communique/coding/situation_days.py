"""Since and until when a state stands: words of time in its clause, how long it has lasted, how it began."""

from __future__ import annotations

import re
from datetime import date, timedelta

from communique.coding.situation_reality import words_above
from communique.coding.tree import Tree
from communique.records import When
from communique.resolve import Resolution, TimedSpan

CONDITIONAL = frozenset({"if", "unless", "once", "until", "should", "provided"})
"""Words that open a condition."""

TAKING = frozenset("capture seize take arrest detain kidnap abduct".split())
"""Verbs with which a captivity begins."""
DAYS = {"D": 1, "W": 7, "M": 30, "Y": 365}
"""Days of a unit of a TIMEX3 duration."""


def bounds(
    tree: Tree, token: int, noun: int, holds: bool, resolution: Resolution, published: date | None
) -> tuple[When | None, When | None]:
    """since and until, from the words of time in the clause; the day of what ended a state is its until."""
    since = until = None
    near = _clause(tree, token)
    times = [timed for timed in resolution.times if timed.sentence == tree.index]
    for timed in times:
        if not _is_dated(timed):
            continue
        expression = timed.expression
        case = tree.case(timed.head) or _before(tree, timed.first)
        if case in ("", "of", "in", "on", "at") and _is_since(tree, timed.head):
            case = "since"  # "since the coup of July 2023"
        if not near & words_above(tree, timed.head, 4 if case == "since" else 2):
            continue
        when = When(
            expression.first,
            expression.last,
            expression.precision,
            "expression",
            expression.text,
            f"situation.{case or 'on'}",
        )
        if case in ("until", "till", "through", "to") or (case == "by" and not holds):
            until = when
        elif case == "since" or (
            expression.type in ("DATE", "TIME") and case in ("", "in", "on", "from", "at")
        ):
            if not holds and case != "since":
                until = until or when
            elif since is None or case == "since":
                since = when
    if since is not None and holds:
        since = _passed(since, published)
    if since is None and holds:
        since = _lasting(tree, near, times, published) or _begun(tree, token, noun, times)
    return since, until


def _passed(since: When, published: date | None) -> When:
    """A beginning that lies before the news: "since May", told in March, is the May of last year."""
    if published is None or since.start is None or since.end is None or since.start <= published:
        return since
    if re.search(r"\d{4}", since.text or "") or since.precision not in ("month", "season", "day"):
        return since
    start, end = (day - timedelta(days=365) for day in (since.start, since.end))
    if since.precision == "month":
        start = since.start.replace(year=since.start.year - 1)
        end = start.replace(day=28) + timedelta(days=4)
        end -= timedelta(days=end.day)
    return When(start, end, since.precision, since.basis, since.text, since.rule)


def _is_dated(timed: TimedSpan) -> bool:
    """Whether an expression names a day or a span: "now" and "former" name none."""
    expression = timed.expression
    return not (expression.value.endswith("_REF") or expression.text.lower() in ("former", "now"))


#: Auxiliaries of what is to come.
AHEAD = frozenset("will shall may might can could must should would".split())


def _lasting(tree: Tree, near: set[int], times: list[TimedSpan], published: date | None) -> When | None:
    """ "For more than three weeks", "has spent nineteen months": counted back from the news."""
    if published is None:
        return None
    for timed in times:
        expression = timed.expression
        span = re.fullmatch(r"P(\d+)([DWMY])", expression.value)
        beside = tree.case(timed.head) == "for" or tree.deprel[timed.head] == "obj"
        if span is None or not beside or not near & words_above(tree, timed.head):
            continue
        if any(tree.lemma[aux] in AHEAD for aux in tree.all(tree.head[timed.head], "aux")):
            continue  # "will stay in place for five years"
        number, unit = int(span[1]), DAYS[span[2]]
        if number * unit > 365 * 200:
            continue
        start, end = (published - timedelta(days=unit * count) for count in (number + 1, number))
        return When(start, end, "range", "expression", expression.text, "situation.for")
    return None


def _begun(tree: Tree, token: int, noun: int, times: list[TimedSpan]) -> When | None:
    """The day in a clause of the state, or of who is in it: "the embargo that was imposed in 2009"."""
    nouns = {noun}
    taken = [
        held for held in tree.args(token).get("obj", ())
        if any(tree.lemma[clause] in TAKING for clause in tree.all(held, "acl", "acl:relcl"))
    ]  # fmt: skip
    nouns |= set(taken)  # "holds the men it captured on July 12"
    for timed in times:
        expression = timed.expression
        if expression.type != "DATE" or tree.case(timed.head) not in ("", "in", "on", "of", "since"):
            continue
        above = tree.head[timed.head]
        if above in nouns and tree.case(timed.head) == "of":  # "the truce of 2020"
            pass
        elif above < 0 or tree.deprel[above] not in ("acl", "acl:relcl") or tree.head[above] not in nouns:
            continue
        return When(
            expression.first, expression.last, expression.precision, "expression", expression.text,
            "situation.begun",
        )  # fmt: skip
    return None


def _clause(tree: Tree, token: int) -> set[int]:
    """The word that tells a state and the words above it within its own clause. What stands in a condition
    ("if Washington lifts its sanctions") has no day from outside it, nor one from within."""
    near, node = {token}, token
    for _ in range(2):
        if tree.head[node] < 0:
            break
        if tree.deprel[node].split(":")[0] in ("advcl", "ccomp", "parataxis", "csubj"):
            break
        if tree.deprel[node] == "conj" and tree.child(node, "nsubj", "nsubj:pass") is not None:
            break
        node = tree.head[node]
        near.add(node)
    if node != token and any(tree.sentence.form[c].lower() in CONDITIONAL for c in tree.all(node, "mark")):
        return {token}
    return near


def _before(tree: Tree, first: int) -> str:
    """The word before an expression, where the tree shows no preposition."""
    word = tree.lemma[first - 1] if first else ""
    return word if word in ("since", "until", "till", "from") else ""


def _is_since(tree: Tree, head: int) -> bool:
    """Whether an expression dates the act since which something stands."""
    for node in (head, *tree.ancestors(head)[:2]):
        if tree.upos[node] in ("VERB", "AUX"):
            mark = tree.child(node, "mark")
            return mark is not None and tree.lemma[mark] == "since"
        if tree.case(node) == "since":
            return True
    return False
