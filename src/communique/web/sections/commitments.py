"""The ledger of commitments: what was offered, promised, demanded or threatened, and what became of it."""

from __future__ import annotations

from datetime import date

import msgspec

from communique.exchange.tables import TABLES
from communique.knowledge.parties import party_of
from communique.records import Commitment
from communique.store import party
from communique.store.browse import PAGE
from communique.store.filters import day_text
from communique.web.page import Ask, Csv, Section
from communique.web.sections.asking import day_or_none, n_pages

section = Section("commitments")
STATES = ("open", "accepted", "refused", "kept", "broken", "lapsed")
KINDS = ("offer", "promise", "demand", "threat", "invitation")


class CommitmentsView(msgspec.Struct, frozen=True):
    """A page of the ledger. states: state → how many, of all that fit the other conditions; overdue: ids of
    open ones whose deadline has passed.
    """

    commitments: list[Commitment]
    states: dict[str, int]
    overdue: list[str]
    n: int
    page: int
    n_pages: int
    party: str | None
    other: str | None
    state: str | None
    kind: str | None
    due: str | None
    all_states: tuple[str, ...]
    all_kinds: tuple[str, ...]


def every(ask: Ask) -> list[Commitment]:
    """All commitments as decided, the latest made first, kept while the project stays as it is."""

    def make() -> list[Commitment]:
        return sorted(
            ask.store.current_commitments(), key=lambda one: (str(one.made.start or ""), one.id), reverse=True
        )

    return ask.project.kept("ledger", make)


def sides(one: Commitment) -> tuple[str | None, str | None]:
    """Parties of proposer and addressee."""
    return party(one.proposer), party(one.addressee) if one.addressee else None


def _csv(view: CommitmentsView) -> Csv:
    return TABLES["commitments"], view.commitments


@section.page("/commitments", "commitments.html.j2", CommitmentsView, csv=_csv)
def commitments(
    ask: Ask, party: str | None = None, other: str | None = None, state: str | None = None,
    kind: str | None = None, due: str | None = None, page: int = 1,
) -> CommitmentsView:  # fmt: skip
    """Offers, promises, demands, threats and invitations with their state, replies and deadlines."""
    one = party_of(party) if party else None
    two = party_of(other) if other else None
    by = day_or_none(due, "due by")
    last = day_text(by, last=True)
    found = []
    for each in every(ask):
        both = sides(each)
        if (one and one not in both) or (two and two not in both):
            continue
        if kind and each.kind != kind:
            continue
        end = each.deadline.end if each.deadline else None
        if last and (end is None or end.isoformat() > last):
            continue
        found.append(each)
    states = {name: sum(each.state == name for each in found) for name in STATES}
    if state:
        found = [each for each in found if each.state == state]
    if last:
        found.sort(key=lambda each: (str(each.deadline and each.deadline.end), each.id))
    shown = found[(max(1, page) - 1) * PAGE :][:PAGE]
    today = date.today()
    overdue = [
        each.id for each in shown
        if each.state == "open" and each.deadline and each.deadline.end and each.deadline.end < today
    ]  # fmt: skip
    return CommitmentsView(
        shown, states, overdue, len(found), max(1, page), n_pages(len(found), PAGE), one, two, state or None,
        kind or None, by, STATES, KINDS,
    )  # fmt: skip
