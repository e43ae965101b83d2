"""Lists of events, and one event: all its tellings side by side."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.errors import UsageError
from communique.exchange.tables import TABLES
from communique.knowledge.parties import party_of
from communique.records import Coding, Commitment, Event
from communique.review.by_hand import Hand, hands_on, successor_of
from communique.store.browse import PAGE, count_events, events_page, near_events
from communique.store.lookup import codings_by_id
from communique.web import links
from communique.web.page import Ask, Csv, Moved, NotFound, Section
from communique.web.person import person_of, token_for
from communique.web.sections import event_posts
from communique.web.sections.asking import day_or_none, event_types, imported, leads, n_pages, statuses_of

section = Section("events")
section.pages.include_router(event_posts.router)
NEAR = 14
"""Days within which events may be proposed as the same."""
STATUSES = ("happened", "ongoing", "planned", "promised", "requested", "threatened", "conditional", "denied",
            "failed", "hypothetical")  # fmt: skip


class EventsView(msgspec.Struct, frozen=True):
    """A page of events, the latest first, with the leading coding of each (by event id)."""

    events: list[Event]
    leads: dict[str, Coding]
    n: int
    page: int
    n_pages: int
    party: str | None
    other: str | None
    since: str | None
    until: str | None
    type: str | None
    status: str | None
    rule: str
    types: tuple[str, ...]
    statuses: tuple[str, ...]
    rules: dict[str, str]


def _events_csv(view: EventsView) -> Csv:
    return TABLES["events"], view.events


@section.page("/events", "events.html.j2", EventsView, csv=_events_csv)
def events(
    ask: Ask, party: str | None = None, other: str | None = None, since: str | None = None,
    until: str | None = None, type: str | None = None, status: str | None = "all",
    rule: str | None = None, page: int = 1,
) -> EventsView:  # fmt: skip
    """Events by pair, party, time, type and status, the latest first: the project's own, or those of an
    imported collection.
    """
    rules = {ask.rule: "the project's own"} | {name: f"imported: {name}" for name in imported(ask)}
    if rule and rule not in rules:
        raise UsageError(f"no events of {rule!r} are in the project; choose one of {', '.join(rules)}")
    one = party_of(party) if party else None
    two = party_of(other) if other else None
    first, last = day_or_none(since, "from"), day_or_none(until, "to")
    asked: dict[str, Any] = {
        "rule": rule or ask.rule, "pair": (one, two) if one and two else None,
        "party": (one or two) if not (one and two) else None, "since": first, "until": last,
        "types": type or None, "statuses": statuses_of(status),
    }  # fmt: skip
    n = ask.project.kept(
        ("n events", *asked.values()), lambda: count_events(ask.store.engine, **asked)
    )
    found, _ = events_page(ask.store.engine, **asked, page=max(1, page), n=n)
    return EventsView(
        found, leads(ask.store, found), n, max(1, page), n_pages(n, PAGE), one, two, first, last,
        type or None, status or None, str(asked["rule"]), event_types(), STATUSES, rules,
    )  # fmt: skip


class Telling(msgspec.Struct, frozen=True):
    """One report's words for the event. differs: fields in which it differs from what the event says;
    copy_of: the article whose text this one carries, null for its own.
    """

    coding: Coding
    differs: list[str]
    copy_of: str | None
    score: float
    to: str | None
    reasons: tuple[str, ...]


class EventView(msgspec.Struct, frozen=True):
    """One happening. tellings: in order of publication. origin: the texts that articles carry from each
    other, each with its edges. commitment: when the event made one. answers: commitments that it answers.
    hands: what people merged and split here, the newest first. near: events that may tell of the same.
    version: to be named by the next decision.
    """

    event: Event
    tellings: list[Telling]
    origin: list[dict[str, Any]]
    commitment: Commitment | None
    answers: list[Commitment]
    n_missing: int
    hands: list[Hand]
    near: list[Event]
    version: int


def given(ask: Ask) -> dict[str, Any]:
    """What the forms of the page need besides the view."""
    return {"person": person_of(ask.request), "token": token_for(ask)}


def _event_csv(view: EventView) -> Csv:
    return TABLES["codings"], [telling.coding for telling in view.tellings]


@section.page("/event/{event_id}", "event.html.j2", EventView, csv=_event_csv, mine=given)
def event(ask: Ask, event_id: str) -> EventView:
    """One event: what happened, every telling, where they differ, and why they were merged."""
    found = next((record for kind, record in ask.store.by_id(event_id) if kind == "event"), None)
    if found is None:
        now = successor_of(ask.store, event_id)
        if now is not None:
            raise Moved(links.event(now.id))
        raise NotFound(f"No event has the id {event_id!r}; merged anew it has another. Search for its words.")
    codings = codings_by_id(ask.store.engine, found.codings)
    odd: dict[str, list[str]] = {}
    for name, values in found.disagreements.items():
        main = max(values, key=lambda value: (found.lead in value["codings"], len(value["codings"])))
        for value in values:
            for one in value["codings"] if value is not main else ():
                odd.setdefault(one, []).append(name)
    papers = {coding.document.id for coding in codings.values()}
    origins = ask.project.kept("origins", lambda: [value for _, value in ask.store.notes("origin")])
    trees = [tree for tree in origins if len(papers & set(tree["articles"])) > 1]
    source = {edge["id"]: edge["source"] for tree in trees for edge in tree["edges"] if edge["id"] in papers}
    why = {one.coding: one for one in found.why}
    tellings = []
    for id_ in found.codings:
        coding = codings.get(id_)
        if coding is not None:
            reason = why.get(id_)
            tellings.append(
                Telling(
                    coding, odd.get(id_, []), source.get(coding.document.id),
                    reason.score if reason else 1.0, reason.to if reason else None,
                    reason.reasons if reason else (),
                )
            )  # fmt: skip
    made = ask.project.kept("commitments", lambda: list(ask.store.current_commitments()))
    return EventView(
        found, tellings, trees, next((one for one in made if one.event == found.id), None),
        [one for one in made if any(link.event == found.id for link in one.links)],
        len(found.codings) - len(tellings), hands_on(ask.store, found),
        near_events(ask.store.engine, found, days=NEAR), ask.store.version_of(found.id),
    )  # fmt: skip
