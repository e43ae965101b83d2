"""Merges and splits by hand: what decisions say about which codings are one event."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations, product
from typing import Any

from communique.records import Decision
from communique.stories.merging import Bonds

Members = Callable[[str], Sequence[str]]


def merged(groups: Sequence[Sequence[str]]) -> dict[str, Any]:
    """`changes` of a decision that events are one: the codings of each."""
    return {
        "with": sorted({one for group in groups[1:] for one in group}),
        "codings": [sorted(g) for g in groups],
    }


def split(rest: Sequence[str], off: Sequence[str]) -> dict[str, Any]:
    """`changes` of a decision that some codings of an event are another event."""
    return {"with": sorted(off), "codings": [sorted(rest), sorted(off)]}


def bonds_of(
    decisions: Iterable[Decision],
    machine: Callable[[Decision], Mapping[str, Any] | None] | None = None,
    members: Members | None = None,
) -> Bonds:
    """Bonds from a review log, in its order: a later decision on the same two codings wins, a `reset` undoes
    what was merged or split on its record before.

    Decisions name the codings (`changes["codings"]`). For those that only say `with`, machine gives the event
    judged, and members the codings of an event by its id.
    """
    one_event: dict[tuple[str, str], bool] = {}
    for decision in standing(decisions):
        groups = _groups(decision, machine, members)
        if decision.verdict == "merge":
            every = sorted({coding for group in groups for coding in group})
            one_event.update(dict.fromkeys(combinations(every, 2), True))
        else:
            for first, second in combinations(groups, 2):
                for a, b in product(first, second):
                    if a != b:
                        one_event[min(a, b), max(a, b)] = False
            for group in groups:
                one_event.update(dict.fromkeys(combinations(sorted(group), 2), True))
    tied = tuple(sorted(pair for pair, together in one_event.items() if together))
    cut = tuple(sorted(((a,), (b,)) for (a, b), together in one_event.items() if not together))
    return Bonds(tied, cut)


def standing(decisions: Iterable[Decision]) -> list[Decision]:
    """The merges and splits that still hold, in order: an undo takes back the newest one on its record, a
    `reset` all of them.
    """
    kept: list[Decision] = []
    for decision in decisions:
        if decision.subject_kind != "event":
            continue
        of_it = [place for place, one in enumerate(kept) if one.subject == decision.subject]
        if decision.how == "undo":
            for place in of_it[-1:]:
                kept.pop(place)
        elif decision.verdict == "reset":
            kept = [one for one in kept if one.subject != decision.subject]
        elif decision.verdict in ("merge", "split"):
            kept.append(decision)
    return kept


def _groups(
    decision: Decision,
    machine: Callable[[Decision], Mapping[str, Any] | None] | None,
    members: Members | None,
) -> list[list[str]]:
    named = decision.changes.get("codings")
    if named:
        return [list(map(str, group)) for group in named]
    judged = machine(decision) if machine is not None else None
    own = list(map(str, (judged or {}).get("codings", ())))
    others: list[str] = []
    for id_ in map(str, decision.changes.get("with", ())):
        others += list(members(id_)) if members is not None and members(id_) else [id_]
    rest = [coding for coding in own if coding not in others] if decision.verdict == "split" else own
    return [rest, others]
