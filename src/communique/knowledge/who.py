"""`communique knowledge who`: who held an office on a day, asked in words.

Understands "president of South Korea", "South Korean president", "UN secretary-general", "Russian
leader", an office id, and a person's name (then: what that person held).
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from communique.knowledge.base import Knowledge
from communique.knowledge.normalise import key_of
from communique.knowledge.rows import Office, Tenure

_JOINTS = re.compile(r"^(?:of|the|'s|for|to|at|in)\b|\b(?:of|the|for|to|at|in)$|^'s?\s|[,]")
LEADER_WORDS = frozenset({"leader", "ruler", "head", "strongman", "top leader"})


class Answer(NamedTuple):
    """One office-holder: the person's id and name, the office and its country, and the tenure that says
    so."""

    person: str
    name: str
    office: str
    country: str
    tenure: Tenure


def who(knowledge: Knowledge, phrase: str, on: dt.date | None = None) -> list[Answer]:
    """Everybody that the phrase may mean on a day (without a day: ever), the latest first. Empty if nobody is
    known."""
    tenures: list[Tenure] = []
    persons = [ref.id for ref in knowledge.lookup(phrase) if ref.kind == "person"]
    if persons:
        tenures = [spell for person in dict.fromkeys(persons) for spell in knowledge.offices_of(person, on)]
    else:
        offices = offices_named(knowledge, phrase, on)
        tenures = [spell for office in offices for spell in knowledge.holders(office.id, on)]
    tenures.sort(key=lambda spell: (-spell.start.toordinal(), spell.office, spell.person))
    return [_answer(knowledge, spell) for spell in tenures]


def offices_named(knowledge: Knowledge, phrase: str, on: dt.date | None = None) -> list[Office]:
    """The offices a phrase names: by id, by its own title, or by a state or body and a title, in either
    order."""
    phrase = phrase.strip()
    if office := knowledge.office(phrase):
        return [office]
    found: dict[str, Office] = {}
    for hit in knowledge.match(phrase):
        rest = _without(phrase, hit.start, hit.end)
        if not rest:
            continue
        for ref in hit.refs:
            if ref.kind == "country":
                offices = _of_country(knowledge, ref.id, rest, on)
            elif ref.kind == "organisation":
                offices = _of_organisation(knowledge, ref.id, rest)
            else:
                continue
            found.update((office.id, office) for office in offices)
    if not found:
        found.update((office.id, office) for office in _titled(knowledge, phrase))
    return list(found.values())


def _of_country(knowledge: Knowledge, country: str, title: str, on: dt.date | None) -> list[Office]:
    """A country's offices of a title; failing that, of the kind the title stands for."""
    if key_of(title) in LEADER_WORDS:
        return knowledge.find_offices(country, knowledge.leading_kind(country, on))
    offices = knowledge.find_offices(country, title)
    known = knowledge.title(title)
    if not offices and known is not None and known.office_kind:
        offices = knowledge.find_offices(country, known.office_kind)
    return offices


def _of_organisation(knowledge: Knowledge, organisation: str, title: str) -> list[Office]:
    """The offices of an organisation with a title; of all its offices the chief's for "chief" and "head"."""
    row = knowledge.organisation(organisation)
    if row is None:
        return []
    offices = [
        office for office in knowledge.find_offices(row.country, title) if office.organisation == row.id
    ]
    if not offices and key_of(title) in {"chief", "head", "leader", "boss"}:
        kinds = ("igo_chief", "party_leader", "intelligence_chief", "army_chief")
        offices = [
            office
            for kind in kinds
            for office in knowledge.find_offices(row.country, kind)
            if office.organisation == row.id
        ]
    return offices


def _titled(knowledge: Knowledge, phrase: str) -> list[Office]:
    """Offices that bear exactly this title, when it is a title of one or two states only."""
    key = key_of(phrase)
    offices = [
        office
        for office in knowledge.rows("offices")
        if key in {key_of(name.text) for name in knowledge.names_of("office", office.id)}
    ]
    return offices if len({office.country for office in offices}) <= 2 else []


def _without(phrase: str, start: int, end: int) -> str:
    """The phrase less a span, less the small words that joined them."""
    parts = []
    for part in (phrase[:start], phrase[end:]):
        part = part.replace("’", "'").strip()
        before = None
        while part != before:
            before, part = part, _JOINTS.sub("", part).strip()
        parts.append(part)
    return " ".join(part for part in parts if part)


def _answer(knowledge: Knowledge, spell: Tenure) -> Answer:
    person = knowledge.person(spell.person)
    office = knowledge.office(spell.office)
    return Answer(
        spell.person,
        person.name if person else spell.person,
        knowledge.name("office", spell.office),
        office.country if office else "",
        spell,
    )
