"""Codings that look like one that was just corrected: offered the same correction, never given it unasked."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec

from communique.errors import UsageError
from communique.records import Actor, Coding, Decision
from communique.review.desk import Desk, Entry, decision_on
from communique.review.log import Log, is_settled
from communique.review.population import Population, Row

OF_THE_ACT = ("event_type", "mode", "status", "background", "cameo", "quad", "goldstein", "plover_score")
OF_SIDES = ("actors", "recipients")
MOST = 200


class Alike(msgspec.Struct, frozen=True):
    """A coding that looks like a corrected one. changes: what the same correction would change in it; reason:
    what makes it look so, in words.
    """

    id: str
    machine: Coding
    changes: dict[str, Any]
    reason: str


def alike(desk: Desk, population: Population, log: Log, decision: Decision, machine: Coding) -> list[Alike]:
    """Undecided codings that the correction fits as well, the nearest in the collection first.

    A correction of type, mode, status or background is offered where the same words gave the same act with
    the same status; one of an actor's code where the same words were given the same code on the same side. A
    date or a span belongs to its own sentence and is offered nowhere.
    """
    own = population.by_id.get(decision.subject)
    if own is None or decision.verdict not in ("correct", "reject"):
        return []
    act = {name: value for name, value in decision.changes.items() if name in OF_THE_ACT}
    swaps = {side: _swapped(getattr(machine, side), decision.changes.get(side)) for side in OF_SIDES}
    reasons: dict[str, list[str]] = defaultdict(list)
    rows: dict[str, Row] = {}
    read_as = f"“{own.trigger}” read as {own.event_type}, {own.status}"
    for row in population.by_act[own.trigger, own.event_type, own.mode, own.status]:
        if act or (decision.verdict == "reject" and _sides(row) == _sides(own)):
            rows[row.id] = row
            reasons[row.id].append(read_as)
    for side, swap in swaps.items():
        for words, code in swap:
            for row in population.by_actor.get((side, words, code), ()):
                rows[row.id] = row
                reasons[row.id].append(f"“{words}” read as {code or 'nobody known'}")
    chosen = [row for row in rows.values() if row.id != own.id and not is_settled(log.of(row.id))]
    chosen = sorted(chosen, key=lambda row: (abs(row.n - own.n), row.n))[:MOST]
    machines = desk.machines(row.id for row in chosen)
    found = []
    for row in chosen:
        coding = machines.get(row.id)
        if coding is None:
            continue
        changes = dict(act) if read_as in reasons[row.id] else {}
        for side, swap in swaps.items():
            if any(actor in swap for actor in getattr(row, side)):
                changes[side] = _replaced(getattr(coding, side), swap)
        found.append(Alike(row.id, coding, changes, "; ".join(reasons[row.id])))
    return found


def correct_alike(
    desk: Desk, log: Log, decision: Decision, chosen: list[Alike], *, by: str
) -> list[Decision | Exception]:
    """Gives the same correction to those that were chosen, each as a decision of its own naming the first.

    For each the decision, or the Conflict that kept it out. Raises UsageError for codings decided meanwhile.
    """
    log.refresh()
    entries: list[Entry] = []
    for one in chosen:
        entry = log.newest(one.id)
        if is_settled(log.of(one.id)):
            raise UsageError(f"{one.id} was decided in the meantime; look at it by itself")
        machine = desk.machine(one.id)
        base = entry.version if entry else 0
        note = f"as {decision.subject}"
        entries.append((decision_on(machine, decision.verdict, by, base, one.changes, note, "open"), machine))
    return desk.hand_in(entries)


Swap = tuple[str, str | None]


def _swapped(before: tuple[Actor, ...], after: Any) -> dict[Swap, dict[str, Any]]:
    """(words, machine's code) → the actor as corrected, for actors that kept their place in the text."""
    if not after:
        return {}
    now = {(one["start"], one["end"]): one for one in after}
    found = {}
    for actor in before:
        one = now.get((actor.start, actor.end))
        if one is not None and one["code"] != actor.code:
            found[_plain(actor.text), actor.code] = one
    return found


def _replaced(actors: tuple[Actor, ...], swaps: dict[Swap, dict[str, Any]]) -> list[dict[str, Any]]:
    found = []
    for actor in actors:
        one = msgspec.to_builtins(actor)
        swap = swaps.get((_plain(actor.text), actor.code))
        if swap is not None:
            one = {**swap, "start": actor.start, "end": actor.end, "text": actor.text}
        found.append(one)
    return found


def _sides(row: Row) -> tuple[tuple[Swap, ...], tuple[Swap, ...]]:
    return row.actors, row.recipients


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
