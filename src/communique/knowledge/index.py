"""The packed tables, decoded when first asked for, and the look-ups made of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from typing import Any, NamedTuple, TypeVar

import msgspec

from communique.knowledge.compile import Sections
from communique.knowledge.normalise import key_of
from communique.knowledge.rows import (
    ROW_TYPES,
    Agent,
    Ambiguity,
    Country,
    CountryName,
    Office,
    OfficeName,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Place,
    PlaceName,
    Tenure,
    Title,
)

R = TypeVar("R")


class Name(NamedTuple):
    """A written form of a thing and how it names it (`name`, `short`, `demonym_adj`, `variant` …)."""

    text: str
    kind: str


class Index:
    """The tables of one compiled set. Every property is decoded on first use and kept."""

    def __init__(self, sections: Sections) -> None:
        self._sections = sections

    @cache  # noqa: B019 - an Index lives as long as its process
    def table(self, table: str) -> list[Any]:
        """All rows of a table, in the order of the files. Do not change the list."""
        return self.decode(table, ROW_TYPES[table])

    def decode(self, section: str, row_type: type[R]) -> list[R]:
        """The rows of a section of the packed file."""
        return msgspec.msgpack.decode(self._sections[section], type=list[row_type])  # type: ignore[valid-type]

    @cached_property
    def countries(self) -> dict[str, Country]:
        """Id → row."""
        return {row.id: row for row in self.table("countries")}

    @cached_property
    def name_spans(self) -> dict[tuple[str, str], list[tuple[dt.date | None, dt.date | None]]]:
        """(country, key) → the periods in which the key was its name."""
        spans: dict[tuple[str, str], list[tuple[dt.date | None, dt.date | None]]] = defaultdict(list)
        row: CountryName
        for row in self.table("country_names"):
            spans[row.country, key_of(row.name)].append((row.valid_from, row.valid_to))
        return dict(spans)

    @cached_property
    def organisations(self) -> dict[str, Organisation]:
        """Id → row."""
        return {row.id: row for row in self.table("organisations")}

    @cached_property
    def persons(self) -> dict[str, Person]:
        """Id → row."""
        return {row.id: row for row in self.table("persons")}

    @cached_property
    def offices(self) -> dict[str, Office]:
        """Id → row."""
        return {row.id: row for row in self.table("offices")}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Id → row."""
        return {row.id: row for row in self.table("places")}

    @cached_property
    def offices_by_country(self) -> dict[str, list[Office]]:
        """Country id → its offices by id; "" for international ones."""
        return _grouped(sorted(self.offices.values(), key=lambda row: row.id), "country")

    @cached_property
    def organisations_by_country(self) -> dict[str, list[Organisation]]:
        """Country id → its organisations by id; "" for international ones."""
        return _grouped(sorted(self.organisations.values(), key=lambda row: row.id), "country")

    @cached_property
    def tenures(self) -> list[Tenure]:
        """All tenures, the latest to begin first."""
        return sorted(self.table("tenures"), key=lambda row: (-row.start.toordinal(), row.person, row.office))

    @cached_property
    def tenures_by_office(self) -> dict[str, list[Tenure]]:
        """Office id → tenures, the latest first."""
        return _grouped(self.tenures, "office")

    @cached_property
    def tenures_by_person(self) -> dict[str, list[Tenure]]:
        """Person id → tenures, the latest first."""
        return _grouped(self.tenures, "person")

    @cached_property
    def title_keys_of_office(self) -> dict[str, set[str]]:
        """Office id → the keys of its titles."""
        keys: dict[str, set[str]] = defaultdict(set)
        row: OfficeName
        for row in self.table("office_names"):
            keys[row.office].add(key_of(row.name))
        return dict(keys)

    @cached_property
    def office_titles(self) -> dict[str, Title]:
        """Titles that are only known as names of offices."""
        phrases: dict[str, str] = {}
        offices: dict[str, list[Office]] = defaultdict(list)
        row: OfficeName
        for row in self.table("office_names"):
            key = key_of(row.name)
            phrases.setdefault(key, row.name)
            if office := self.offices.get(row.office):
                offices[key].append(office)
        titles = {}
        for key, phrase in phrases.items():
            kinds = {office.kind for office in offices[key]}
            sectors = {office.sector for office in offices[key]}
            titles[key] = Title(
                phrase,
                sectors.pop() if len(sectors) == 1 else "",
                kinds.pop() if len(kinds) == 1 else "",
                True,
                "office_names",
            )
        return titles

    @cached_property
    def titles(self) -> dict[str, Title]:
        """Key → title."""
        return {key_of(row.phrase): row for row in self.decode("titles", Title)}

    @cached_property
    def agents(self) -> dict[str, Agent]:
        """Key, singular or plural → agent noun."""
        agents = self.decode("agents", Agent)
        by_plural = {key_of(row.plural): row for row in agents}
        return by_plural | {key_of(row.lemma): row for row in agents}

    @cached_property
    def ambiguous(self) -> dict[str, Ambiguity]:
        """Key → what it needs."""
        return {row.key: row for row in self.decode("ambiguous", Ambiguity)}

    @cached_property
    def names(self) -> dict[str, dict[str, list[Name]]]:
        """Kind → id → written forms."""
        names: dict[str, dict[str, list[Name]]] = defaultdict(lambda: defaultdict(list))
        country_name: CountryName
        for country_name in self.table("country_names"):
            names["country"][country_name.country].append(Name(country_name.name, country_name.kind))
        organisation_name: OrganisationName
        for organisation_name in self.table("organisation_names"):
            names["organisation"][organisation_name.organisation].append(
                Name(organisation_name.name, organisation_name.kind)
            )
        person: Person
        for person in self.table("persons"):
            names["person"][person.id].append(Name(person.name, "name"))
        person_name: PersonName
        for person_name in self.table("person_names"):
            names["person"][person_name.person].append(Name(person_name.name, "variant"))
        place: Place
        for place in self.table("places"):
            names["place"][place.id].append(Name(place.name, "name"))
        place_name: PlaceName
        for place_name in self.table("place_names"):
            names["place"][place_name.place].append(Name(place_name.name, "variant"))
        office_name: OfficeName
        for office_name in self.table("office_names"):
            names["office"][office_name.office].append(Name(office_name.name, "name"))
        return {kind: dict(by_id) for kind, by_id in names.items()}


def _grouped(rows: Iterable[Any], column: str) -> dict[str, list[Any]]:
    """Rows by the value of a column, order kept."""
    groups: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        groups[getattr(row, column)].append(row)
    return dict(groups)
