"""The typed rows of the knowledge tables: one struct a table, one fact a row.

Every column of a CSV file is a field here, in the order of the file. Codes that do not exist are empty
strings; a code that is a number in the field's data (COW, Gleditsch-Ward) is an `int` or `None`. Dates keep
their ISO text in the files and are `datetime.date` here; an open end is `None`.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

import msgspec

NAME_KINDS = ("name", "short", "abbrev", "demonym_adj", "demonym_noun", "capital", "metonym")
"""What a written name is to the thing it names (`country_names.kind`, `organisation_names.kind`)."""

TABLE_NAMES = (
    "countries",
    "country_names",
    "leading_offices",
    "organisations",
    "organisation_names",
    "offices",
    "office_names",
    "persons",
    "person_names",
    "tenures",
    "places",
    "place_names",
)
"""The tables kept as CSV part files, in the order in which they are read."""


class Row(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Base of all rows. `REQUIRED` columns may not be empty."""

    REQUIRED: ClassVar[tuple[str, ...]] = ()
    KEY: ClassVar[tuple[str, ...]] = ()


class Country(Row, frozen=True, array_like=True, gc=False):
    """A state or territory, present or past.

    `id` is the ISO 3166 alpha-3 code where there is one, else the id used in the field (KOS, SUN, YUG).
    `cow` is the Correlates of War number, `gw` the Gleditsch-Ward number, `fips` the FIPS 10-4 code (not
    ISO).
    """

    REQUIRED: ClassVar = ("id", "source")
    KEY: ClassVar = ("id",)
    id: str
    iso3: str = ""
    iso2: str = ""
    cow: int | None = None
    gw: int | None = None
    fips: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    successor: str = ""
    source: str = ""


class CountryName(Row, frozen=True, array_like=True, gc=False):
    """One written form of a country: a name, a demonym, its capital."""

    REQUIRED: ClassVar = ("country", "name", "kind", "source")
    KEY: ClassVar = ("country", "name", "kind")
    country: str
    name: str
    kind: str
    case_sensitive: bool = False
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""


class LeadingOffice(Row, frozen=True, array_like=True, gc=False):
    """Which kind of office leads a state in a period: whom "the German leader" means.

    `kind` is `head_of_state` or `head_of_government`. A state without a row is led by its head of state.
    """

    REQUIRED: ClassVar = ("country", "kind", "source")
    KEY: ClassVar = ("country", "kind", "valid_from")
    country: str
    kind: str
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""


class Organisation(Row, frozen=True, array_like=True, gc=False):
    """A body that acts: ministry, army, party, IGO, NGO, armed group, newspaper.

    `country` is a country id, or empty for international bodies. `sector` is a PLOVER sector or, for
    international bodies, one of IGO UNO EUR NGO ISM IMG MNC; `alt_sector` a second acceptable one or empty.
    """

    REQUIRED: ClassVar = ("id", "sector", "kind", "source")
    KEY: ClassVar = ("id",)
    id: str
    country: str = ""
    sector: str = ""
    alt_sector: str = ""
    kind: str = ""
    parent: str = ""
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""


class OrganisationName(Row, frozen=True, array_like=True, gc=False):
    """One written form of an organisation, without a leading "the"."""

    REQUIRED: ClassVar = ("organisation", "name", "kind", "source")
    KEY: ClassVar = ("organisation", "name")
    organisation: str
    name: str
    kind: str
    case_sensitive: bool = False
    source: str = ""


class Office(Row, frozen=True, array_like=True, gc=False):
    """A post that persons hold: `kor_president`. `single_seat` offices have one holder at a time."""

    REQUIRED: ClassVar = ("id", "kind", "source")
    KEY: ClassVar = ("id",)
    id: str
    country: str = ""
    organisation: str = ""
    sector: str = ""
    kind: str = ""
    single_seat: bool = False
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    source: str = ""


class OfficeName(Row, frozen=True, array_like=True, gc=False):
    """A title as written, without the country: "president", "secretary of state"."""

    REQUIRED: ClassVar = ("office", "name", "source")
    KEY: ClassVar = ("office", "name")
    office: str
    name: str
    source: str = ""


class Person(Row, frozen=True, array_like=True, gc=False):
    """A person. `name_order` is `given_first` or `family_first`; `sector` holds outside any tenure."""

    REQUIRED: ClassVar = ("id", "name", "name_order", "source")
    KEY: ClassVar = ("id",)
    id: str
    name: str
    name_order: str = "given_first"
    country: str = ""
    sector: str = ""
    wikidata: str = ""
    source: str = ""


class PersonName(Row, frozen=True, array_like=True, gc=False):
    """Another written form of a person's name (more than case, hyphen or diacritics apart)."""

    REQUIRED: ClassVar = ("person", "name", "source")
    KEY: ClassVar = ("person", "name")
    person: str
    name: str
    source: str = ""


class Tenure(Row, frozen=True, array_like=True, gc=False):
    """A person held an office from `start` to `end` (both days included; `None` = still).

    `precision` is `day`, `month` or `year`: with `month` and `year` the dates are the first day of it and the
    true day lies anywhere within.
    """

    REQUIRED: ClassVar = ("person", "office", "start", "precision", "source")
    KEY: ClassVar = ("person", "office", "start")
    person: str
    office: str
    start: dt.date
    end: dt.date | None = None
    precision: str = "day"
    source: str = ""


class Place(Row, frozen=True, array_like=True, gc=False):
    """A place with coordinates (degrees, WGS 84). `precision`: point, city, district or province."""

    REQUIRED: ClassVar = ("id", "name", "lat", "lon", "precision", "source")
    KEY: ClassVar = ("id",)
    id: str
    name: str
    country: str = ""
    lat: float = 0.0
    lon: float = 0.0
    precision: str = "city"
    admin1: str = ""
    population: int | None = None
    geonameid: int | None = None
    source: str = ""


class PlaceName(Row, frozen=True, array_like=True, gc=False):
    """Another written form of a place."""

    REQUIRED: ClassVar = ("place", "name", "source")
    KEY: ClassVar = ("place", "name")
    place: str
    name: str
    source: str = ""


class Agent(Row, frozen=True, array_like=True, gc=False):
    """A noun for people or a body in a role: "rebel" → REB, "foreign ministry" → GOV.

    `alt` is a second acceptable sector or empty. `org_kind` is the organisation kind that a noun for a
    body names ("foreign ministry" → ministry_foreign), empty for nouns of people.
    """

    REQUIRED: ClassVar = ("lemma", "sector", "source")
    KEY: ClassVar = ("lemma",)
    lemma: str
    plural: str
    sector: str
    alt: str = ""
    org_kind: str = ""
    source: str = ""


class Title(Row, frozen=True, array_like=True, gc=False):
    """A title written before a name or after it: "President", "Gen.", "Ayatollah".

    `office_kind` is one of the office kinds or empty (a rank or form of address is no single office).
    `sector` is the PLOVER sector of the bearer, empty where the title says nothing of it ("Mr.").
    """

    REQUIRED: ClassVar = ("phrase", "source")
    KEY: ClassVar = ("phrase",)
    phrase: str
    sector: str = ""
    office_kind: str = ""
    before_name: bool = True
    source: str = ""


class NotActor(Row, frozen=True, array_like=True, gc=False):
    """A name that holds a state's or city's name and is no actor and no place: "Korean War", "US dollar"."""

    REQUIRED: ClassVar = ("phrase", "theme", "source")
    KEY: ClassVar = ("phrase",)
    phrase: str
    theme: str
    source: str = ""


class Reading(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One thing an ambiguous name may mean. `ref` is `kind:id` or `none:why`; `evidence` are words
    (normalised) any of which, elsewhere in the article, speaks for this reading."""

    ref: str
    evidence: tuple[str, ...] = ()


class Ambiguity(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a name needs before it may resolve; `needs` are rule words explained in docs/knowledge.md.

    `default` is the reading (`kind:id`) when no evidence speaks; empty means: refuse. An entry without
    readings has those of the tables.
    """

    key: str
    readings: tuple[Reading, ...]
    needs: tuple[str, ...] = ()
    default: str = ""
    note: str = ""
    source: str = ""


ROW_TYPES: dict[str, type[Row]] = {
    "countries": Country,
    "country_names": CountryName,
    "leading_offices": LeadingOffice,
    "organisations": Organisation,
    "organisation_names": OrganisationName,
    "offices": Office,
    "office_names": OfficeName,
    "persons": Person,
    "person_names": PersonName,
    "tenures": Tenure,
    "places": Place,
    "place_names": PlaceName,
}
"""Table name → row type."""
