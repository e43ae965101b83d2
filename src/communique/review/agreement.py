"""How far reviewers agree: double-coded share, alpha for each field, who says what, what is disputed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations
from typing import Any

import msgspec

from communique.records import Coding, Decision
from communique.review.alpha import Alpha, alpha
from communique.review.interval import Share, share_of
from communique.review.judged import FIELDS, values_of
from communique.review.log import Log, independent, is_adjudicated
from communique.store import Store, current
from communique.store.decisions import machine_record

REJECTED = "no act"
"""Where a confusion table counts codings that were rejected."""
AGREED = ("relevant", *(field for field in FIELDS if field != "trigger"))


class Cell(msgspec.Struct, frozen=True):
    """n codings that one side calls `one` and the other `other`."""

    one: str
    other: str
    n: int


class Between(msgspec.Struct, frozen=True):
    """Two reviewers: how many codings both have judged independently, and on how many they agree in all
    fields.
    """

    one: str
    other: str
    same: Share


class Agreement(msgspec.Struct, frozen=True):
    """n_judged: codings with an independent judgement; double: those with two or more. alphas: field →
    Krippendorff's alpha; `relevant` is whether it is an act at all, the other fields compare reviewers who
    both say so. reviewers: in pairs. confusion: event types of one reviewer against another's, in the order
    of their names. corrections: what the machine says against what people say. disputed: ids of codings on
    which reviewers differ and nobody has settled it.
    """

    n_judged: int
    double: Share
    alphas: dict[str, Alpha]
    reviewers: tuple[Between, ...]
    confusion: tuple[Cell, ...]
    corrections: tuple[Cell, ...]
    disputed: tuple[str, ...]


def judgements(store: Store, entries: Iterable[Decision]) -> dict[str, dict[str, Any]]:
    """Reviewer → the values that an independent judgement gives a coding; `relevant` is false and the other
    fields are null where it was rejected.
    """
    return {by: judged(store, decision)[1] for by, decision in independent(entries).items()}


def judged(store: Store, decision: Decision) -> tuple[dict[str, Any], dict[str, Any]]:
    """The machine's values at the time, and those that a decision gives."""
    machine = machine_record(store.engine, decision)
    assert machine is not None, "decisions on codings carry the machine record that they judged"
    coding = msgspec.convert(machine, Coding)
    answer = current(coding, decision)
    before = {"relevant": True, **values_of(coding)}
    if answer is None:
        return before, {"relevant": False, **dict.fromkeys(FIELDS)}
    return before, {"relevant": True, **values_of(answer)}


def agreement(store: Store, log: Log) -> Agreement:
    """The figures over the whole review log."""
    log.refresh()
    units: dict[str, dict[str, dict[str, Any]]] = {}
    corrections: Counter[tuple[str, str]] = Counter()
    disputed = []
    n_judged = 0
    for subject in log.subjects():
        entries = log.of(subject)
        independent_ones = independent(entries)
        if not independent_ones:
            continue
        n_judged += 1
        last = entries[-1]
        if last.verdict in ("accept", "correct", "reject"):
            machine, human = judged(store, last)
            corrections[_type(machine), _type(human)] += 1
        if len(independent_ones) > 1:
            values = judgements(store, entries)
            units[subject] = values
            first, *rest = values.values()
            if any(one != first for one in rest) and not is_adjudicated(entries):
                disputed.append(subject)
    return Agreement(
        n_judged, share_of(len(units), n_judged),
        {field: alpha([one[field] for one in unit.values()] for unit in units.values()) for field in AGREED},
        _pairs(units.values()), _confusion(units.values()), _cells(corrections), tuple(disputed),
    )  # fmt: skip


def _pairs(units: Iterable[dict[str, dict[str, Any]]]) -> tuple[Between, ...]:
    same: dict[tuple[str, str], list[bool]] = defaultdict(list)
    for unit in units:
        for one, other in combinations(sorted(unit), 2):
            same[one, other].append(all(unit[one][field] == unit[other][field] for field in AGREED))
    return tuple(
        Between(one, other, share_of(sum(found), len(found))) for (one, other), found in sorted(same.items())
    )


def _confusion(units: Iterable[dict[str, dict[str, Any]]]) -> tuple[Cell, ...]:
    counts: Counter[tuple[str, str]] = Counter()
    for unit in units:
        for one, other in combinations(sorted(unit), 2):
            counts[_type(unit[one]), _type(unit[other])] += 1
    return _cells(counts)


def _type(values: dict[str, Any]) -> str:
    return str(values["event_type"]) if values["relevant"] else REJECTED


def _cells(counts: Counter[tuple[str, str]]) -> tuple[Cell, ...]:
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return tuple(Cell(one, other, n) for (one, other), n in ordered)
