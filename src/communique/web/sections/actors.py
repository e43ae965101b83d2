"""Actors: states and kinds of bodies; in each the bodies, in these the persons, and who held which office."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

import msgspec

from communique.exchange.columns import Column
from communique.exchange.tables import TABLES, Table
from communique.knowledge import load_knowledge
from communique.knowledge.parties import party_of
from communique.records import Coding, Event
from communique.store import party
from communique.store.browse import events_page
from communique.store.overview import ActorLine, PairLine, actor_lines
from communique.web.names import party_name
from communique.web.page import Ask, Csv, Section
from communique.web.project import Project
from communique.web.sections.asking import leads
from communique.web.sections.pairs import lines_of

section = Section("actors")
LATEST = 400
"""Events of a party whose actors are counted for its bodies and persons, the latest first."""
LEADING = ("head_of_state", "head_of_government", "foreign_minister", "defence_minister")


class ActorsView(msgspec.Struct, frozen=True):
    """Parties by the number of events they have a part in."""

    actors: list[ActorLine]


ACTORS = Table(
    "actors",
    (
        Column("code", "VARCHAR", "three letters of the party"),
        Column("n_acts", "INTEGER", "events in which it acts"),
        Column("n_received", "INTEGER", "events in which it is acted on"),
    ),
    lambda line: (line.code, line.n_acts, line.n_received),
    ("code",),
    "one party a row",
)


def _actors_csv(view: ActorsView) -> Csv:
    return ACTORS, view.actors


@section.page("/actors", "actors.html.j2", ActorsView, csv=_actors_csv)
def actors(ask: Ask) -> ActorsView:
    """States and kinds of bodies by what they do and what is done to them."""
    return ActorsView(prepare(ask.project))


def prepare(project: Project) -> list[ActorLine]:
    """Parties with their numbers of events, kept while the project stays as it is."""
    rule = project.options.rule
    return project.kept("actors", lambda: actor_lines(project.store.engine, rule=rule))


class Who(msgspec.Struct, frozen=True):
    """Somebody or some body that acts for a party. office: of a person, as told; n: events."""

    name: str
    code: str | None
    office: str | None
    n: int


class Body(msgspec.Struct, frozen=True):
    """A sector of a party, with its bodies and persons."""

    sector: str | None
    name: str
    members: list[Who]


class Tenure(msgspec.Struct, frozen=True):
    """Who held an office from when to when, as the tables of this program have it."""

    office: str
    person: str
    start: date
    end: date | None
    precision: str


class ActorView(msgspec.Struct, frozen=True):
    """A party: its bodies and persons in the reports, its busiest counterparts, offices over time."""

    code: str
    name: str
    bodies: list[Body]
    pairs: list[PairLine]
    tenures: list[Tenure]
    events: list[Event]
    leads: dict[str, Coding]
    n_events: int


def _actor_csv(view: ActorView) -> Csv:
    return TABLES["events"], view.events


@section.page("/actor/{code}", "actor.html.j2", ActorView, csv=_actor_csv)
def actor(ask: Ask, code: str) -> ActorView:
    """One party: persons within bodies within the state, offices over time, what it does with whom."""
    one = party_of(code)
    recent, n = ask.project.kept(
        ("actor", one), lambda: events_page(ask.store.engine, rule=ask.rule, party=one, size=LATEST)
    )
    shown = recent[:12]
    pairs = [pair for pair in lines_of(ask) if one in (pair.one, pair.other)]
    return ActorView(
        one, party_name(one), bodies_of(one, recent), pairs[:15], tenures_of(one), shown,
        leads(ask.store, shown), n,
    )  # fmt: skip


def bodies_of(code: str, events: list[Event]) -> list[Body]:
    """Bodies and persons of a party by sector, those with most events first."""
    counted: dict[str | None, Counter[tuple[str, str | None, str | None]]] = defaultdict(Counter)
    for event in events:
        seen = set()
        for one in (*event.actors, *event.recipients):
            if party(one) == code:
                seen.add((one.sector, one.person or one.name or one.text, one.code, one.office))
        for sector, name, full, office in seen:
            counted[sector][name, full, office] += 1
    found = []
    for sector, names in counted.items():
        members = [Who(name, full, office, n) for (name, full, office), n in names.most_common(30)]
        found.append(Body(sector, party_name(sector) if sector else "the state as such", members))
    return sorted(found, key=lambda body: -sum(member.n for member in body.members))


def tenures_of(code: str) -> list[Tenure]:
    """Who led a state and its foreign and defence ministries, the latest first."""
    knowledge = load_knowledge()
    found = []
    for kind in LEADING:
        for office in knowledge.find_offices(code, kind):
            title = knowledge.name("office", office.id)
            for spell in knowledge.holders(office.id):
                name = knowledge.name("person", spell.person)
                found.append(Tenure(title, name, spell.start, spell.end, spell.precision))
    return sorted(found, key=lambda one: (one.office, one.start), reverse=True)
