"""`communique knowledge check`: everything that can be wrong in the tables, found and named.

Each check is a function from the tables to findings. An `error` breaks a promise of the tables; a `gap`
is a fact that should be there and is not; a `note` is worth a look.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from communique.knowledge.check_complete import Finding, check_completeness, un_members
from communique.knowledge.compile import PackedRef, index_names
from communique.knowledge.normalise import key_of
from communique.knowledge.rows import NAME_KINDS, Office, Tenure
from communique.knowledge.spells import earliest_start, latest_end, surely_overlap
from communique.knowledge.tables import DATA_FOLDER, Tables, read_tables
from communique.knowledge.vocabulary import (
    INTERNATIONAL_SECTORS,
    NAME_ORDERS,
    NEEDS,
    OFFICE_KINDS,
    ORGANISATION_KINDS,
    PLACE_PRECISIONS,
    PRECISIONS,
    SECTORS,
)

EARLIEST_TENURE = dt.date(1900, 1, 1)
LONGEST_TENURE_DAYS = 75 * 366
"""No office-holder since 1900 has served longer: Elizabeth II reigned 70 years, Sobhuza II counted 82
from birth."""


class Report(NamedTuple):
    """All findings and the number of rows of each table."""

    findings: list[Finding]
    counts: dict[str, int]

    def of_level(self, level: str) -> list[Finding]:
        """The findings of one level."""
        return [finding for finding in self.findings if finding.level == level]


def check_knowledge(folder: Path = DATA_FOLDER, overlay: Path | None = None) -> Report:
    """Runs every check over the tables as they are on disk (never over a compiled copy)."""
    tables = read_tables(folder, overlay)
    findings = [finding for check in CHECKS for finding in check(tables)]
    findings.extend(check_completeness(tables, un_members(folder)))
    counts = {table: len(rows) for table, rows in tables.rows.items()}
    counts |= {
        "agents": len(tables.agents),
        "titles": len(tables.titles),
        "not_actors": len(tables.not_actors),
    }
    counts |= {"ambiguous": len(tables.ambiguous)}
    return Report(findings, counts)


def check_rows(tables: Tables) -> Iterator[Finding]:
    """Rows that could not be read, and rows that say two things under one key."""
    for warning in tables.warnings:
        yield Finding("error", "rows", f"{warning.file}:{warning.line}", warning.problem)
    for warning in tables.repeated:
        yield Finding("error", "repeated", f"{warning.file}:{warning.line}", warning.problem)


REFERENCES = (
    ("country_names", "country", "countries"),
    ("leading_offices", "country", "countries"),
    ("countries", "successor", "countries"),
    ("organisations", "country", "countries"),
    ("organisations", "parent", "organisations"),
    ("organisation_names", "organisation", "organisations"),
    ("offices", "country", "countries"),
    ("offices", "organisation", "organisations"),
    ("office_names", "office", "offices"),
    ("persons", "country", "countries"),
    ("person_names", "person", "persons"),
    ("tenures", "person", "persons"),
    ("tenures", "office", "offices"),
    ("places", "country", "countries"),
    ("place_names", "place", "places"),
)
"""(table, column, table whose ids the column holds)."""


def check_orphans(tables: Tables) -> Iterator[Finding]:
    """Ids that no row defines, and things that have no name to be found by."""
    ids = {table: {row.id for row in tables.rows[table]} for _, _, table in REFERENCES}
    for table, column, target in REFERENCES:
        for where, row in _located(tables, table):
            value = getattr(row, column)
            if value and value not in ids[target]:
                yield Finding("error", "orphan", where, f"{column} {value!r} is not in {target}")
    for table, names, column in (
        ("organisations", "organisation_names", "organisation"),
        ("offices", "office_names", "office"),
        ("countries", "country_names", "country"),
    ):
        named = {getattr(row, column) for row in tables.rows[names]}
        for where, row in _located(tables, table):
            if row.id not in named:
                yield Finding("error", "nameless", where, f"{row.id} has no row in {names}")


def check_vocabulary(tables: Tables) -> Iterator[Finding]:
    """Values outside the closed lists."""
    lists: tuple[tuple[str, str, frozenset[str]], ...] = (
        ("country_names", "kind", frozenset(NAME_KINDS)),
        ("organisation_names", "kind", frozenset(NAME_KINDS)),
        ("leading_offices", "kind", frozenset({"head_of_state", "head_of_government"})),
        ("organisations", "kind", ORGANISATION_KINDS),
        ("organisations", "sector", SECTORS | INTERNATIONAL_SECTORS),
        ("organisations", "alt_sector", SECTORS | INTERNATIONAL_SECTORS | {""}),
        ("offices", "kind", OFFICE_KINDS),
        ("offices", "sector", SECTORS | INTERNATIONAL_SECTORS | {""}),
        ("persons", "name_order", NAME_ORDERS),
        ("persons", "sector", SECTORS | INTERNATIONAL_SECTORS | {""}),
        ("tenures", "precision", PRECISIONS),
        ("places", "precision", PLACE_PRECISIONS),
    )
    for table, column, allowed in lists:
        for where, row in _located(tables, table):
            value = getattr(row, column)
            if value not in allowed:
                message = f"{column} {value!r} is none of {', '.join(sorted(allowed - {''}))}"
                yield Finding("error", "vocabulary", where, message)
    for where, row in _located(tables, "organisations"):
        if not row.country and row.sector not in INTERNATIONAL_SECTORS:
            yield Finding("error", "vocabulary", where, f"{row.id} has no country, yet sector {row.sector}")
    sectors = SECTORS | INTERNATIONAL_SECTORS
    for agent in tables.agents:
        if agent.sector not in sectors or agent.alt not in sectors | {""}:
            yield Finding("error", "vocabulary", "agents.toml", f"{agent.lemma}: {agent.sector}/{agent.alt}")
        if agent.org_kind and agent.org_kind not in ORGANISATION_KINDS:
            yield Finding("error", "vocabulary", "agents.toml", f"{agent.lemma}: org_kind {agent.org_kind}")
    for title in tables.titles:
        if title.office_kind not in OFFICE_KINDS | {
            ""
        } or title.sector not in SECTORS | INTERNATIONAL_SECTORS | {""}:
            yield Finding("error", "vocabulary", "titles.toml", f"{title.phrase}: {title.office_kind}")


def check_sources(tables: Tables) -> Iterator[Finding]:
    """Sources that are none of file:…, package:…, recall, recall-2."""
    for table in tables.rows:
        for where, row in _located(tables, table):
            if row.source not in ("recall", "recall-2") and not row.source.startswith(
                ("file:", "package:", "user:")
            ):
                yield Finding("error", "source", where, f"source {row.source!r} is not one of the five forms")


def check_dates(tables: Tables) -> Iterator[Finding]:
    """Periods that end before they begin, tenures outside their office, tenures longer than a life."""
    offices = {row.id: row for row in tables.rows["offices"]}
    for table in ("countries", "country_names", "organisations", "offices", "leading_offices"):
        for where, row in _located(tables, table):
            if row.valid_from and row.valid_to and row.valid_to < row.valid_from:
                yield Finding(
                    "error", "dates", where, f"ends {row.valid_to} before it begins {row.valid_from}"
                )
    spell: Tenure
    for where, spell in _located(tables, "tenures"):
        label = f"{spell.person} as {spell.office}"
        end = latest_end(spell)
        if end is not None and end < earliest_start(spell):
            yield Finding("error", "dates", where, f"{label} ends {spell.end} before it begins {spell.start}")
        if spell.start < EARLIEST_TENURE:
            yield Finding("error", "dates", where, f"{label} begins {spell.start}, before {EARLIEST_TENURE}")
        if end is not None and (end - spell.start).days > LONGEST_TENURE_DAYS:
            yield Finding("error", "dates", where, f"{label} lasts {(end - spell.start).days // 366} years")
        office: Office | None = offices.get(spell.office)
        if office is None:
            continue
        if office.valid_from and end is not None and end < office.valid_from:
            yield Finding(
                "error", "dates", where, f"{label} ends before the office began {office.valid_from}"
            )
        if office.valid_to and earliest_start(spell) > office.valid_to:
            yield Finding("error", "dates", where, f"{label} begins after the office ended {office.valid_to}")
        if office.valid_to and spell.end is None:
            yield Finding("error", "dates", where, f"{label} is open, but the office ended {office.valid_to}")


def check_overlaps(tables: Tables) -> Iterator[Finding]:
    """Two persons in an office of one seat at one time, and one person in one office twice at a time."""
    single = {row.id for row in tables.rows["offices"] if row.single_seat}
    by_office: dict[str, list[tuple[str, Tenure]]] = defaultdict(list)
    for where, spell in _located(tables, "tenures"):
        by_office[spell.office].append((where, spell))
    for office, spells in sorted(by_office.items()):
        spells.sort(key=lambda item: (item[1].start, item[1].end or dt.date.max, item[1].person))
        for index, (where, spell) in enumerate(spells):
            for _, later in spells[index + 1 :]:
                if spell.end is not None and later.start > spell.end:
                    break
                same = spell.person == later.person
                if (same or office in single) and surely_overlap(spell, later):
                    message = (
                        f"{office}: {spell.person} {spell.start}/{spell.end or ''} and "
                        f"{later.person} {later.start}/{later.end or ''} at one time"
                    )
                    yield Finding("error", "overlap", where, message)


def check_ambiguous(tables: Tables) -> Iterator[Finding]:
    """Names that mean two things without an entry in ambiguous.toml, and entries that point nowhere."""
    index = index_names(tables)
    listed = {entry.key for entry in tables.ambiguous}
    place_country = {row.id: row.country for row in tables.rows["places"]}
    for key, refs in sorted(index.items()):
        things = _things(refs, place_country)
        if len(things) > 1 and key not in listed:
            yield Finding("error", "ambiguous", repr(key), "means " + ", ".join(sorted(things)))
    known = {f"{ref.kind}:{ref.id}" for refs in index.values() for ref in refs}
    for entry in tables.ambiguous:
        for need in entry.needs:
            if need not in NEEDS:
                yield Finding(
                    "error", "ambiguous", repr(entry.key), f"needs {need!r}: none of {sorted(NEEDS)}"
                )
        for ref in [reading.ref for reading in entry.readings] + [entry.default]:
            if ref and not ref.startswith("none:") and ref not in known:
                yield Finding("error", "ambiguous", repr(entry.key), f"reading {ref!r} is in no table")


def _things(refs: list[PackedRef], place_country: dict[str, str]) -> set[str]:
    """The different things a key means. A capital and its city are one name for two sides of one thing (the
    resolver decides by the grammar), and so are a country and the place that bears its name."""
    things = {
        f"{ref.kind}:{ref.id}" for ref in refs if ref.kind in ("country", "organisation", "person", "place")
    }
    countries = {ref.id for ref in refs if ref.kind == "country"}
    is_capital = any(ref.name_kind == "capital" for ref in refs)
    places = [ref for ref in refs if ref.kind == "place"]
    for ref in places:
        if place_country.get(ref.id) in countries or (is_capital and len(places) == 1):
            things.discard(f"place:{ref.id}")
    return things


def check_case(tables: Tables) -> Iterator[Finding]:
    """Short names in capitals that would match ordinary words because they are not case-sensitive."""
    agents = {agent.lemma for agent in tables.agents} | {agent.plural for agent in tables.agents}
    for table in ("country_names", "organisation_names"):
        for where, row in _located(tables, table):
            if row.case_sensitive:
                continue
            if row.name.isupper() and row.name.isalpha() and len(row.name) <= 4:
                level = "error" if len(row.name) <= 3 else "note"
                yield Finding(level, "case", where, f"{row.name!r} must be case-sensitive")
            elif row.name.lower() in agents:
                yield Finding("note", "case", where, f"{row.name!r} is an agent noun as well")


def check_persons(tables: Tables) -> Iterator[Finding]:
    """Persons under two ids, and persons that hold nothing."""
    by_name: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in tables.rows["persons"]:
        by_name[(_folded(row.name), row.country)].append(row.id)
    for (name, country), ids in sorted(by_name.items()):
        if len(set(ids)) > 1:
            yield Finding(
                "note", "persons", name, f"{' and '.join(sorted(set(ids)))} share name and country {country}"
            )
    wikidata = Counter(row.wikidata for row in tables.rows["persons"] if row.wikidata)
    for item, count in sorted(wikidata.items()):
        if count > 1:
            yield Finding("error", "persons", item, f"{count} persons have this Wikidata id")


def _folded(name: str) -> str:
    return "".join(sorted(key_of(name).split()))


def _located(tables: Tables, table: str) -> Iterator[tuple[str, Any]]:
    for (file, line), row in zip(tables.origins[table], tables.rows[table], strict=True):
        yield f"{file}:{line}", row


CHECKS: tuple[Callable[[Tables], Iterator[Finding]], ...] = (
    check_rows,
    check_orphans,
    check_vocabulary,
    check_sources,
    check_dates,
    check_overlaps,
    check_ambiguous,
    check_case,
    check_persons,
)
