"""Country and sector codes of other collections, from and to ours.

Tables in data/: countries.csv (ids, ISO 3166, FIPS 10-4, Correlates of War, CAMEO and ICEWS spellings;
codes are facts, after countrycode and the lists GDELT and ICEWS print), sectors.csv and international.csv
(PLOVER to CAMEO and ICEWS), sectors_read.csv and country_words.csv (further words met in files). Traps kept
in mind: FIPS is not ISO (CH is China, KS South Korea, KN North Korea), CAMEO's MED is media and PLOVER's is
health, CAMEO's EUR is a region and PLOVER's the European Union."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import msgspec

from communique.records import Actor


class Country(msgspec.Struct, frozen=True):
    """Codes of one country. id: ours (ISO 3166 alpha-3, Kosovo KOS); name: English; fips: FIPS 10-4; cow:
    Correlates of War number or null; cameo, icews: code and name in those collections.
    """

    id: str
    iso2: str
    name: str
    fips: str
    cow: int | None
    cameo: str
    icews: str


def read_table(name: str) -> list[dict[str, str]]:
    """Rows of a table in data/."""
    text = files("communique.exchange").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def countries() -> dict[str, Country]:
    """All countries by id."""
    return {
        row["id"]: Country(
            row["id"], row["iso2"], row["name"], row["fips"], int(row["cow"]) if row["cow"] else None,
            row["cameo"] or row["id"], row["icews"] or row["name"],
        )
        for row in read_table("countries.csv")
    }  # fmt: skip


@cache
def _words() -> dict[str, str]:
    """Names and three-letter codes, lower case, to ids."""
    found: dict[str, str] = {}
    for country in countries().values():
        for word in (country.name, country.icews, country.name.replace("&", "and"), country.id):
            found[word.casefold()] = country.id
    for row in read_table("country_words.csv"):
        if len(row["name"]) > 2:
            found[row["name"].casefold()] = row["id"]
    return found


@cache
def _fips() -> dict[str, str]:
    found = {country.fips: country.id for country in countries().values() if country.fips}
    return found | {
        row["name"]: row["id"] for row in read_table("country_words.csv") if len(row["name"]) == 2
    }


def country_of(word: str | None) -> str | None:
    """Id of a country by English name or three-letter code (ISO or CAMEO); null for regions and unknown
    words.
    """
    return _words().get(word.strip().casefold()) if word else None


def country_of_fips(code: str | None) -> str | None:
    """Id of a country by its FIPS 10-4 code."""
    return _fips().get(code.strip().upper()) if code else None


@cache
def country_of_cow(number: int) -> str | None:
    """Id of the country that bears a Correlates of War number today."""
    return next((country.id for country in countries().values() if country.cow == number), None)


@cache
def _sectors(system: str) -> tuple[dict[str, str], dict[str, str]]:
    """(PLOVER to system, system to PLOVER) for `cameo` or `icews`; the first row wins on the way back."""
    out: dict[str, str] = {}
    back: dict[str, str] = {}
    for row in read_table("sectors.csv"):
        if row[system]:
            out[row["plover"]] = row[system]
            back.setdefault(row[system], row["plover"])
    for row in read_table("sectors_read.csv"):
        if row["system"] == system:
            back.setdefault(row["name"], row["plover"])
    return out, back


def sector_to(system: str, sector: str | None) -> str | None:
    """The name of a PLOVER sector in `cameo` or `icews`; null where that system has none."""
    return _sectors(system)[0].get(sector) if sector else None


def sector_from(system: str, names: list[str]) -> str | None:
    """The first PLOVER sector that a list of names of another system gives; null for none."""
    back = _sectors(system)[1]
    return next((back[name] for name in names if name in back), None)


@cache
def international(system: str) -> dict[str, str]:
    """PLOVER's codes of international actors (UNO, EUR, IGO …) to those of `cameo` or `icews`."""
    return {row["plover"]: row[system] for row in read_table("international.csv") if row[system]}


def prefix_of(actor: Actor) -> str | None:
    """The first three letters of the actor's code when it is an international one, else null."""
    head = (actor.code or "")[:3]
    return head if actor.country is None and head in international("cameo") else None


def given_actor(
    name: str | None, country: str | None, prefix: str | None, sector: str | None, text: str = "",
    title: str | None = None, person: bool = False,
) -> Actor:  # fmt: skip
    """An actor as another collection gives it. Its span is empty at 0: those collections carry no offsets;
    `text` may hold the words that stand in the file.
    """
    head = country or prefix or ""
    if person:
        kind = "person"
    elif country is None:
        kind = "organisation" if prefix else "agent" if sector else "group"
    else:
        kind = "agent" if sector else "state"
    known = countries().get(country) if country else None
    return Actor(
        0,
        0,
        text,
        kind,
        f"{head}{sector or ''}" or None,
        country,
        known.cow if known else None,
        sector,
        name,
        name if person else None,
        title,
        "as given by the file",
    )
