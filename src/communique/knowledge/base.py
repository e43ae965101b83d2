"""`Knowledge`: who is who, and who was what when."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import marisa_trie
import msgspec

from communique.knowledge.cache import open_compiled
from communique.knowledge.compile import Sections
from communique.knowledge.index import Index, Name
from communique.knowledge.matcher import Matcher, NameMatch, Ref
from communique.knowledge.names import surnames
from communique.knowledge.normalise import key_of
from communique.knowledge.rows import (
    Agent,
    Ambiguity,
    Country,
    LeadingOffice,
    Office,
    Organisation,
    Person,
    Place,
    Tenure,
    Title,
)
from communique.knowledge.spellings import without_marks
from communique.knowledge.spells import covers, within
from communique.knowledge.tables import TableWarning
from communique.knowledge.vocabulary import ORGANISATION_KINDS

BY_GIVEN_NAME = frozenset({"ETH", "ERI", "MYS"})
"""Countries whose people are called by the first of their names: the second one is the father's."""

DEMONYM_KINDS = frozenset({"demonym_adj", "demonym_noun"})


@cache
def load_knowledge(overlay: Path | None = None) -> Knowledge:
    """The shipped tables, with a user's overlay folder on top. Opened once per process and overlay."""
    return Knowledge(*open_compiled(overlay))


class Knowledge:
    """The tables and their matcher. All methods are pure; unknown ids give `None`, never an exception."""

    def __init__(self, trie: marisa_trie.Trie, sections: Sections, version: str) -> None:
        self.version = version
        """Hash of the tables: two answers can be compared when their versions are equal."""
        self._sections = sections
        self._index = Index(sections)
        self._matcher = Matcher(trie, sections)

    # Names in text

    def match(self, text: str, start: int = 0, end: int | None = None) -> list[NameMatch]:
        """All names in `text[start:end]`; see `Matcher.match`."""
        return self._matcher.match(text, start, end)

    def lookup(self, name: str) -> tuple[Ref, ...]:
        """Everything that exactly this name may mean, in any letter case unless the name is
        case-sensitive."""
        return self._matcher.lookup(name)

    def keys(self, prefix: str = "") -> list[str]:
        """All normalised names that begin with `prefix`, sorted."""
        return self._matcher.keys(key_of(prefix))

    def refs_of_key(self, key: str) -> tuple[Ref, ...]:
        """Everything a key of `keys()` may mean, whatever the letter case."""
        return self._matcher.refs_of_key(key)

    def demonym(self, text: str) -> tuple[Ref, ...]:
        """The countries whose demonym this is: "South Korean" → KOR; "Korean" may give two."""
        return tuple(ref for ref in self.lookup(text) if ref.name_kind in DEMONYM_KINDS)

    def valid_on(self, hit: NameMatch, on: dt.date) -> tuple[Ref, ...]:
        """Of the things a found name may mean, those for which it was a name on a day ("Yugoslavia" in
        1999); all of them when none was, since texts speak of the past as well."""
        valid = tuple(ref for ref in hit.refs if self._is_valid(ref, hit.key, on))
        return valid or hit.refs

    def _is_valid(self, ref: Ref, key: str, on: dt.date) -> bool:
        if ref.kind == "country":
            country = self.country(ref.id)
            if country is None or not within(country.valid_from, country.valid_to, on):
                return False
            spans = self._index.name_spans.get((ref.id, key), ())
            return not spans or any(within(first, last, on) for first, last in spans)
        if ref.kind == "organisation":
            row = self.organisation(ref.id)
            return row is not None and within(row.valid_from, row.valid_to, on)
        return True

    def ambiguous(self, key: str) -> Ambiguity | None:
        """What a name needs before it may resolve; None when it is not listed as ambiguous."""
        return self._index.ambiguous.get(key_of(key))

    def agent(self, phrase: str) -> Agent | None:
        """The agent noun this is, singular or plural."""
        return self._index.agents.get(key_of(phrase))

    def title(self, phrase: str) -> Title | None:
        """The title this is. A title known only as the name of offices takes sector and kind from them where
        they agree."""
        key = key_of(phrase)
        return self._index.titles.get(key) or self._index.office_titles.get(key)

    # Things by id

    def country(self, id: str) -> Country | None:
        """The country row of an id (`KOR`, `KOS`, `SUN`)."""
        return self._index.countries.get(id)

    def organisation(self, id: str) -> Organisation | None:
        """The organisation row of an id."""
        return self._index.organisations.get(id)

    def person(self, id: str) -> Person | None:
        """The person row of an id."""
        return self._index.persons.get(id)

    def office(self, id: str) -> Office | None:
        """The office row of an id."""
        return self._index.offices.get(id)

    def place(self, id: str) -> Place | None:
        """The place row of an id."""
        return self._index.places.get(id)

    def country_code(self, id: str) -> str:
        """The code a coding carries for a country: its ISO alpha-3 code, else the id of the field (KOS,
        SUN)."""
        return id

    def iso3(self, id: str) -> str | None:
        """The ISO 3166 alpha-3 code, None where ISO has none."""
        country = self.country(id)
        return country.iso3 or None if country else None

    def cow(self, id: str) -> int | None:
        """The Correlates of War state number, None where there is none."""
        country = self.country(id)
        return country.cow if country else None

    # Who was what when

    def holders(self, office_id: str, on: dt.date | None = None) -> list[Tenure]:
        """Who held an office on a day, the latest to begin first; without a day, everybody.

        On a day of handover both are given. A tenure known to the month or year covers the whole of its
        first and last month or year.
        """
        spells = self._index.tenures_by_office.get(office_id, [])
        return [spell for spell in spells if on is None or covers(spell, on)]

    def offices_of(self, person_id: str, on: dt.date | None = None) -> list[Tenure]:
        """The offices a person held on a day, the latest to begin first; without a day, all of them."""
        spells = self._index.tenures_by_person.get(person_id, [])
        return [spell for spell in spells if on is None or covers(spell, on)]

    def find_offices(self, country: str, title_or_kind: str) -> list[Office]:
        """A country's offices of a kind ("foreign_minister") or with a title ("secretary of state").

        `country` empty: international offices. Sorted by id.
        """
        key = key_of(title_or_kind)
        return [
            office
            for office in self._index.offices_by_country.get(country, [])
            if office.kind == title_or_kind or key in self._index.title_keys_of_office.get(office.id, ())
        ]

    def offices_by_title(self, title: str) -> list[Office]:
        """The offices of all states and bodies that bear a title ("kremlin spokesman"), sorted by id."""
        return self._offices_by_title.get(key_of(title), [])

    @cached_property
    def _offices_by_title(self) -> dict[str, list[Office]]:
        found: dict[str, list[Office]] = defaultdict(list)
        for country in self._index.offices_by_country.values():
            for office in country:
                for key in self._index.title_keys_of_office.get(office.id, ()):
                    found[key].append(office)
        return {key: sorted(offices, key=lambda office: office.id) for key, offices in found.items()}

    def leading_kind(self, country: str, on: dt.date | None = None) -> str:
        """The kind of office that leads a state on a day: `head_of_state` or `head_of_government`."""
        row: LeadingOffice
        for row in self._index.table("leading_offices"):
            if row.country == country and (on is None or within(row.valid_from, row.valid_to, on)):
                return row.kind
        return "head_of_state"

    def leaders(self, country: str, on: dt.date) -> list[Tenure]:
        """Whom "the Russian leader" may mean on a day. Where the leading office has no known holder, the
        other head."""
        kind = self.leading_kind(country, on)
        other = "head_of_government" if kind == "head_of_state" else "head_of_state"
        for wanted in (kind, other):
            spells = [
                spell
                for office in self.find_offices(country, wanted)
                for spell in self.holders(office.id, on)
            ]
            if spells:
                return spells
        return []

    def find_organisations(self, country: str, phrase_or_kind: str) -> list[Organisation]:
        """A country's organisations of a kind ("ministry_foreign") or of a name ("interior ministry").

        A noun finds the bodies whose names end in it, else those of the kind it stands for. Sorted by id.
        """
        rows = self._index.organisations_by_country.get(country, [])
        if phrase_or_kind in ORGANISATION_KINDS:
            return [row for row in rows if row.kind == phrase_or_kind]
        agent = self.agent(phrase_or_kind)
        key = key_of(agent.lemma if agent else phrase_or_kind)
        named = [
            row
            for row in rows
            if any(
                f" {key_of(name.text)}".endswith(f" {key}") for name in self.names_of("organisation", row.id)
            )
        ]
        if named or agent is None or agent.org_kind in ("", "ministry"):
            return named
        return [row for row in rows if row.kind == agent.org_kind]

    # Names of things

    def names_of(self, kind: str, id: str) -> list[Name]:
        """Every written form of a thing: `kind` is country, organisation, person, place or office."""
        return list(self._index.names.get(kind, {}).get(id, ()))

    def name(self, kind: str, id: str) -> str:
        """The form to show; the id itself when nothing is known."""
        if kind == "person" and (person := self.person(id)):
            return person.name
        if kind == "place" and (place := self.place(id)):
            return place.name
        names = self.names_of(kind, id)
        if kind == "office" and names:
            return _fullest(id, names)
        for wanted in ("short", "name") if kind == "country" else ("name", "short"):
            for name in names:
                if name.kind == wanted:
                    return name.text
        return names[0].text if names else id

    def surnames_of(self, person_id: str) -> tuple[str, ...]:
        """The keys by which a person may be called after the full name was given: "kim", "al assad" and
        "assad"."""
        person = self.person(person_id)
        if person is None:
            return ()
        names = [
            person.name,
            *(name.text for name in self.names_of("person", person_id) if name.kind == "variant"),
        ]
        found: dict[str, None] = {}
        for name in names:
            found.update(dict.fromkeys(surnames(name, person.name_order)))
            found.update(dict.fromkeys(surnames(without_marks(name), person.name_order)))
        if person.country in BY_GIVEN_NAME and " " in person.name:
            found.setdefault(key_of(person.name.split()[0]))
        return tuple(found)

    @cached_property
    def persons_by_surname(self) -> dict[str, tuple[str, ...]]:
        """Surname key → everybody in the tables who carries it, sorted by id; made on first use."""
        return self.surname_index(sorted(row.id for row in self._index.table("persons")))

    def surname_index(self, person_ids: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Surname key → the persons that carry it, of those given.

        A surname alone says little: on one day of 2018 there were 32 office-holders named Kim.
        """
        index: dict[str, list[str]] = defaultdict(list)
        for person_id in dict.fromkeys(person_ids):
            for surname in self.surnames_of(person_id):
                index[surname].append(person_id)
        return {surname: tuple(ids) for surname, ids in index.items()}

    # Whole tables

    def rows(self, table: str) -> list[Any]:
        """All rows of a table, in the order of the files; a new list each time."""
        return list(self._index.table(table))

    def agents(self) -> list[Agent]:
        """All agent nouns, in the order of the file."""
        return self._index.decode("agents", Agent)

    @cached_property
    def warnings(self) -> list[TableWarning]:
        """The rows that were left out when the tables were compiled, and why."""
        return [TableWarning(*warning) for warning in msgspec.msgpack.decode(self._sections["warnings"])]


def _fullest(id: str, names: list[Name]) -> str:
    """Of an office's titles the one closest to its id: "president" for kor_president, not "leader"."""
    words = set(id.split("_")[1:])

    def distance(name: Name) -> tuple[int, int, str]:
        parts = set(key_of(name.text).split()) - {"of", "the", "for"}
        return len(words ^ parts), len(name.text), name.text

    return min(names, key=distance).text
