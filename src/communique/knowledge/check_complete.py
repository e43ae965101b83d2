"""What every member of the United Nations must have in the tables, and when its heads are unknown."""

from __future__ import annotations

import csv
import datetime as dt
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from communique.knowledge.rows import Office, Tenure
from communique.knowledge.spells import earliest_start, latest_end
from communique.knowledge.tables import DATA_FOLDER, Tables
from communique.knowledge.vocabulary import DUTIES

SINCE = dt.date(1990, 1, 1)
"""From when on every head of state and government should be known."""

LONGEST_GAP_DAYS = 400
"""A vacancy longer than this in a head's office is reported: real ones have lasted up to two years, few
over one."""


class Finding(NamedTuple):
    """One thing found. `level`: error, gap or note; `check`: which check; `where`: file and line, table
    or id."""

    level: str
    check: str
    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.level} {self.check} {self.where}: {self.message}"


def un_members(folder: Path = DATA_FOLDER) -> dict[str, frozenset[str]]:
    """The ids of the members of the United Nations, each with the duties (see `DUTIES`) it has no body
    for: no army, a central bank shared with others."""
    path = folder / "un_members.csv"
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["country"]: frozenset(row["without"].split(";")) for row in csv.DictReader(file)}


def check_completeness(tables: Tables, members: dict[str, frozenset[str]]) -> Iterator[Finding]:
    """What a member of the United Nations must have: names, bodies, heads, and holders of them without
    long gaps."""
    names: dict[str, set[str]] = defaultdict(set)
    for row in tables.rows["country_names"]:
        names[row.country].add(row.kind)
    bodies: dict[str, set[str]] = defaultdict(set)
    for row in tables.rows["organisations"]:
        bodies[row.country].add(row.kind)
    heads: dict[str, list[Office]] = defaultdict(list)
    for row in tables.rows["offices"]:
        if row.kind in ("head_of_state", "head_of_government"):
            heads[row.country].append(row)
    founded = {row.id: row.valid_from for row in tables.rows["countries"]}
    spells: dict[str, list[Tenure]] = defaultdict(list)
    for row in tables.rows["tenures"]:
        spells[row.office].append(row)
    for country in sorted(members):
        missing = [kind for kind in ("short", "demonym_adj", "demonym_noun") if kind not in names[country]]
        for duty, kinds in DUTIES.items():
            if not bodies[country].intersection(kinds) and duty not in members[country]:
                missing.append(duty)
        if not heads[country]:
            missing.append("head of state or government")
        if missing:
            yield Finding("gap", "complete", country, "lacks " + ", ".join(missing))
        for office in heads[country]:
            yield from _holder_gaps(office, spells[office.id], max(SINCE, founded.get(country) or SINCE))


def _holder_gaps(office: Office, spells: list[Tenure], since: dt.date) -> Iterator[Finding]:
    """Times since 1990 in which nobody is known to have held the office of a head."""
    if not spells:
        yield Finding("gap", "holders", office.id, "has no holder at all")
        return
    begin = max(since, office.valid_from or since)
    for spell in sorted(spells, key=lambda one: one.start):
        if (earliest_start(spell) - begin).days > LONGEST_GAP_DAYS:
            yield Finding("gap", "holders", office.id, f"nobody from {begin} to {spell.start}")
        end = latest_end(spell)
        if end is None:
            return
        begin = max(begin, end)
    if office.valid_to is None:
        yield Finding("gap", "holders", office.id, f"nobody since {begin}")
