"""`Entity`: whom a mention stands for, before it becomes an `Actor` with a span; and the making of
entities."""

from __future__ import annotations

import datetime as dt

import msgspec

from communique.knowledge import Knowledge, Office, Organisation, Person, Tenure
from communique.knowledge.normalise import normalise
from communique.knowledge.spells import earliest_start, latest_end
from communique.records import Actor
from communique.resolve.words import words

INTERNATIONAL = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})
"""Sectors that stand in a code where a country would."""

SUPRANATIONAL = INTERNATIONAL - {"NGO", "MNC"}
"""Of these the ones that never follow a country's code."""

TOP_KINDS = ("head_of_state", "head_of_government")

RANK = {
    "head_of_state": 0, "head_of_government": 1, "igo_chief": 2, "foreign_minister": 3, "defence_minister": 4,
    "deputy_head": 5, "security_adviser": 6, "interior_minister": 7, "finance_minister": 8,
    "unification_minister": 9, "speaker": 10, "intelligence_chief": 11, "army_chief": 12,
    "other_minister": 13,
    "governor": 14, "spokesperson": 15, "ambassador_un": 16, "envoy": 17, "opposition_leader": 18,
    "party_leader": 19, "other": 20,
}  # fmt: skip
"""Which of several offices held at once speaks for the person when the text names none."""


POLITICAL = frozenset(
    {"head_of_government", "party_leader", "opposition_leader", "head_of_state", "deputy_head", "speaker"}
)
"""Kinds of office that politicians of a party come to."""

RANKS = frozenset(
    """general gen colonel col captain capt commodore admiral adm major maj lieutenant lt brigadier marshal
    sergeant sgt commander""".split()
)
"""Ranks of officers as titles end."""

LEFT_DAYS = 31
COMING_DAYS = 14


FOREMOST = ("_supreme_leader", "_president", "_king", "_queen", "_emperor", "_monarch", "_sultan", "_emir")
"""Ends of ids of the heads of state that are named before others of the kind."""


class Entity(msgspec.Struct, frozen=True):
    """One referent. `id` is `kind:id` of the tables, or "" for what only the text describes.

    kind: state, person, organisation, group, agent. `key` tells referents without id apart ("joao silva").
    """

    kind: str
    id: str
    name: str | None
    country: str | None
    sector: str | None
    alt: str = ""
    person: str | None = None
    office: str | None = None
    key: str = ""
    org_kind: str = ""
    sex: str = ""

    @property
    def identity(self) -> str:
        """What two mentions must share to be the same referent."""
        return self.id or f"{self.kind}:{self.key or self.name or ''}:{self.country}:{self.sector}"

    @property
    def code(self) -> str | None:
        """The code of the contract: country then sector, or the international code."""
        if self.country:
            sector = self.sector or ""
            return self.country + ("" if sector in SUPRANATIONAL else sector)
        return self.sector

    def actor(self, start: int, end: int, text: str, rule: str, knowledge: Knowledge) -> Actor:
        """The entity as an actor over a span."""
        return Actor(
            start=start,
            end=end,
            text=text,
            kind=self.kind,
            code=self.code,
            country=self.country,
            cow=knowledge.cow(self.country) if self.country else None,
            sector=self.sector,
            name=self.name,
            person=self.person,
            office=self.office,
            rule=rule,
        )

    @property
    def told(self) -> bool:
        """Whether anything is known that a code could be made of."""
        return bool(self.country or self.sector)


class Maker:
    """Makes entities from the tables for one article; each is made once."""

    def __init__(self, knowledge: Knowledge, on: dt.date | None) -> None:
        self.knowledge = knowledge
        self.on = on
        self._made: dict[tuple[str, ...], Entity] = {}

    def state(self, country: str, sector: str | None = None, alt: str = "") -> Entity:
        """A state as such; with a sector, its government, army and the like in general."""
        key = ("state", country, sector or "", alt)
        if key not in self._made:
            name = self.knowledge.name("country", country)
            self._made[key] = Entity("state", f"country:{country}", name, country, sector, alt)
            if country in words().regions:
                state, ruled = words().regions[country]
                sector = sector if sector not in (None, "GOV") else ruled
                self._made[key] = Entity("organisation", f"country:{country}", name, state, sector, "GOV")
        return self._made[key]

    def organisation(self, id: str) -> Entity:
        """An organisation of the tables."""
        key = ("organisation", id)
        if key not in self._made:
            row = self.knowledge.organisation(id)
            self._made[key] = self._organisation(row, id)
        return self._made[key]

    def _organisation(self, row: Organisation | None, id: str) -> Entity:
        if row is None:
            return Entity("organisation", f"organisation:{id}", id, None, None)
        country: str | None = state_of(row.country)
        sector: str | None = row.sector or None
        alt = row.alt_sector.split(";")[0]
        if sector == "MNC" and country:
            sector, alt = "BUS", "MNC"
        return Entity(
            "organisation",
            f"organisation:{id}",
            self.knowledge.name("organisation", id),
            country,
            sector,
            alt,
            org_kind=row.kind,
        )

    def person(self, id: str, on: dt.date | None, title: str = "", former: bool = False) -> Entity:
        """A person of the tables, with the sector of the office held on the day.

        title: title words in the text; of several offices the one they name is given. former: the text says
        that the office is over.
        """
        key = ("person", id, str(on), title, str(former))
        if key not in self._made:
            self._made[key] = self._person(id, on, title, former)
        return self._made[key]

    def _person(self, id: str, on: dt.date | None, title: str, former: bool) -> Entity:
        knowledge = self.knowledge
        row = knowledge.person(id)
        name = row.name if row else id
        every = knowledge.offices_of(id)
        spells = [] if former else knowledge.offices_of(id, on) if on else []
        if not spells and not former:
            spells = self._fitting(every, title, on) or self._at_the_turn(every, on)
        ranked = bool(title) and title.split()[-1].rstrip(".") in RANKS
        officer = ranked and on is not None and bool(spells) and _is_new(spells[0], on)
        held = None if officer else self.best_office(spells, title)
        country = state_of(row.country if row else "")
        sector = (row.sector if row else "") or None
        office = None
        alt = ""
        if held is not None:
            office = self.office_name(held)
            sector = held.sector or sector
            if held.country:
                country = state_of(held.country)
            elif held.kind == "igo_chief" or held.organisation:
                country = None if sector in INTERNATIONAL else country
            alt = self._alt(spells, sector)
        elif former:
            sector, alt = "ELI", "GOV"
        elif officer:
            sector, alt = "MIL", "GOV"
        elif sector == "ELI" and on and (coming := [one for one in every if earliest_start(one) > on]):
            sector, alt = self._rising(coming, before=len(coming) < len(every))
        else:
            alt = "GOV" if sector == "ELI" else ""
        if sector in INTERNATIONAL:
            country = None
        return Entity(
            "person",
            f"person:{id}",
            name,
            country,
            sector,
            alt,
            person=name,
            office=office,
            sex=self._sex(row),
        )

    @staticmethod
    def _at_the_turn(spells: list[Tenure], on: dt.date | None) -> list[Tenure]:
        """The office of somebody who left it within the last month, or takes it within a fortnight."""
        if on is None:
            return []
        left = [one for one in spells if (end := latest_end(one)) and 0 <= (on - end).days <= LEFT_DAYS]
        return left or [one for one in spells if 0 <= (earliest_start(one) - on).days <= COMING_DAYS]

    def _rising(self, spells: list[Tenure], before: bool) -> tuple[str, str]:
        """Sector and second sector of a politician or officer before the first office in the tables, or
        between two: whoever will come to power is in opposition more often than not.

        before: an office was held before the day.
        """
        kinds = {office.kind for spell in spells if (office := self.knowledge.office(spell.office))}
        if kinds & POLITICAL:
            return ("OPP", "PTY") if before else ("PTY", "OPP")
        if before:
            return "ELI", "GOV"
        return ("MIL", "ELI") if kinds == {"army_chief"} else ("ELI", "GOV")

    def _alt(self, spells: list[Tenure], sector: str | None) -> str:
        for spell in spells:
            office = self.knowledge.office(spell.office)
            if office is not None and office.sector and office.sector != sector:
                return office.sector
        return ""

    def _sex(self, row: Person | None) -> str:
        """`f`, `m` or "" by the given names."""
        if row is None:
            return ""
        return sex_of(row.name, row.name_order)

    def _fitting(self, spells: list[Tenure], title: str, on: dt.date | None) -> list[Tenure]:
        """Tenures outside the day that the title in the text names; without a day, all when they agree."""
        if title:
            named = [spell for spell in spells if self.names_office(title, spell.office)]
            if named:
                return self._nearest(named, on)
        return spells if on is None else []

    def _nearest(self, spells: list[Tenure], on: dt.date | None) -> list[Tenure]:
        if on is None:
            return spells
        return sorted(spells, key=lambda spell: abs((spell.start - on).days))[:1]

    def names_office(self, title: str, office_id: str) -> bool:
        """Whether title words name an office of the tables: "president" or "then president" of
        `kor_president`."""
        titles = {name.text.lower() for name in self.knowledge.names_of("office", office_id)}
        return any(title == name or title.endswith(" " + name) for name in titles)

    def best_office(self, spells: list[Tenure], title: str) -> Office | None:
        """Of offices held together the one the title names, else the highest."""
        offices = [office for spell in spells if (office := self.knowledge.office(spell.office))]
        if not offices:
            return None
        if title:
            for office in offices:
                if self.names_office(title, office.id):
                    return office
        return min(
            offices,
            key=lambda office: (RANK.get(office.kind, 20), not office.id.endswith(FOREMOST), office.id),
        )

    def office_name(self, office: Office) -> str:
        """The office as shown: its first title and its country ("president, South Korea")."""
        names = self.knowledge.names_of("office", office.id)
        plain = office.id.partition("_")[2].replace("_", " ")
        titles = [name.text for name in names]
        title = next((text for text in titles if text.lower() == plain), titles[0] if titles else office.id)
        return f"{title}, {self.knowledge.name('country', office.country)}" if office.country else title


def _is_new(spell: Tenure, on: dt.date) -> bool:
    """Whether an office was taken within the last fortnight, or will be: who takes power these days does so
    as what he was."""
    return (earliest_start(spell) - on).days > -COMING_DAYS


def state_of(country: str) -> str | None:
    """The country that a code is made of: a breakaway region has that of the state it lies in."""
    return words().regions.get(country, (country,))[0] or None


def sex_of(name: str, order: str = "given_first") -> str:
    """`f` or `m` by the given names of a full name, "" when they do not say."""
    parts = normalise(name).split()
    given = parts[1:] if order == "family_first" else parts[:-1]
    for part in given:
        sex = words().given.get(part)
        if sex:
            return sex
    return ""
