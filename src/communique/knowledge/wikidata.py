"""`communique knowledge update --wikidata EXPORT`: office-holders out of a user's own Wikidata export.

Two forms are read: entities as Wikidata exports them (one JSON object, an array, one object a line, or the
`{"entities": …}` of its API), of which label, aliases and "position held" (P39) with start (P580) and
end (P582) are used; and the JSON of a query whose columns are `person`, `personLabel`, `positionLabel`
and, if there, `start`, `end` and `countryLabel`.

Nothing shipped is overwritten: what the tables already say is counted, what they lack becomes overlay
rows, what contradicts them is reported for a person to settle.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from communique.errors import DataError
from communique.knowledge.base import Knowledge
from communique.knowledge.normalise import key_of
from communique.knowledge.rows import Office, Person, PersonName, Tenure
from communique.knowledge.spells import earliest_start, latest_end
from communique.knowledge.who import offices_named

MONTHS_APART = 2
"""Tenures that begin within so many months of each other are the same tenure, dated differently."""

_TIME = re.compile(r"^\+?(\d{4})-(\d{2})-(\d{2})T")
_PRECISIONS = {9: "year", 10: "month", 11: "day"}
"""Wikidata's precision numbers: 9 year, 10 month, 11 day."""


class _Held(NamedTuple):
    """One position held, as the export says."""

    qid: str
    name: str
    aliases: tuple[str, ...]
    position: str
    start: dt.date | None
    end: dt.date | None
    precision: str


@dataclass
class Update:
    """Rows to add, and what was found on the way."""

    persons: list[Person] = field(default_factory=list)
    person_names: list[PersonName] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    n_read: int = 0
    n_known: int = 0
    unmatched: list[tuple[str, str]] = field(default_factory=list)
    conflicts: list[tuple[str, str]] = field(default_factory=list)


def update_from_wikidata(knowledge: Knowledge, path: Path, labels: dict[str, str] | None = None) -> Update:
    """Compares an export with the tables and returns what would be added.

    `labels`: position id → label, for entity exports that carry only ids of positions (labels found in
    the export itself are used anyway). Raises `DataError` when the file is no JSON of the two forms.
    """
    update = Update()
    source = f"file:{path.name}"
    new_ids: dict[str, str] = {}
    by_qid = {row.wikidata: row.id for row in knowledge.rows("persons") if row.wikidata}
    for held in _held_positions(path, labels or {}):
        update.n_read += 1
        offices = offices_named(knowledge, held.position) if held.position else []
        if len(offices) != 1:
            why = "no office of the tables is called so" if not offices else "several offices are called so"
            update.unmatched.append((f"{held.name}: {held.position or 'position without label'}", why))
            continue
        if held.start is None:
            update.unmatched.append((f"{held.name}: {held.position}", "no start date"))
            continue
        person = by_qid.get(held.qid) or _person_of(knowledge, held, offices[0]) or new_ids.get(held.qid)
        if person is None:
            person = _new_person(knowledge, held, offices[0], source, update)
            new_ids[held.qid] = person
        _add_tenure(knowledge, held, person, offices[0], source, update)
    return update


def _held_positions(path: Path, labels: dict[str, str]) -> Iterator[_Held]:
    """Every position held in the export, in its order."""
    data = _load(path)
    if isinstance(data, dict) and "results" in data:
        for row in data["results"].get("bindings", ()):
            yield _from_query({column: cell.get("value", "") for column, cell in row.items()})
        return
    entities = _entities(data)
    labels = {entity["id"]: _label(entity) for entity in entities if "id" in entity} | labels
    for entity in entities:
        for claim in entity.get("claims", {}).get("P39", ()):
            if claim.get("rank") == "deprecated":
                continue
            value = claim.get("mainsnak", {}).get("datavalue", {}).get("value", {})
            start, start_precision = _when(claim, "P580")
            end, end_precision = _when(claim, "P582")
            yield _Held(
                entity.get("id", ""),
                _label(entity),
                tuple(alias["value"] for alias in entity.get("aliases", {}).get("en", ())),
                labels.get(value.get("id", ""), ""),
                start,
                end,
                _coarser(start_precision, end_precision),
            )


def _load(path: Path) -> Any:
    text = path.read_text(encoding="utf-8")
    try:
        return json.loads(text)
    except json.JSONDecodeError:
        try:
            lines = [line.strip().rstrip(",") for line in text.splitlines()]
            return [json.loads(line) for line in lines if line not in ("", "[", "]")]
        except json.JSONDecodeError as error:
            raise DataError(
                f"{path} is neither JSON nor one JSON object a line ({error}); "
                "export entities or a query as JSON"
            ) from None


def _entities(data: Any) -> list[dict[str, Any]]:
    if isinstance(data, dict):
        data = list(data["entities"].values()) if "entities" in data else [data]
    if not isinstance(data, Iterable):
        raise DataError("the export holds no entities; export entities or a query as JSON")
    return [entity for entity in data if isinstance(entity, dict)]


def _label(entity: dict[str, Any]) -> str:
    return str(entity.get("labels", {}).get("en", {}).get("value", ""))


def _when(claim: dict[str, Any], qualifier: str) -> tuple[dt.date | None, str]:
    for snak in claim.get("qualifiers", {}).get(qualifier, ()):
        value = snak.get("datavalue", {}).get("value", {})
        return _date(str(value.get("time", ""))), _PRECISIONS.get(value.get("precision", 11), "year")
    return None, "day"


def _from_query(row: dict[str, str]) -> _Held:
    position = row.get("positionLabel", "")
    country = row.get("countryLabel", "")
    if country and key_of(country) not in key_of(position):
        position = f"{position} of {country}"
    return _Held(
        row.get("person", "").rsplit("/", 1)[-1],
        row.get("personLabel", ""),
        (),
        position,
        _date(row.get("start", "")),
        _date(row.get("end", "")),
        "day",
    )


def _date(text: str) -> dt.date | None:
    """A day out of Wikidata's time; months and days that are 00 become the first."""
    found = _TIME.match(text) or re.match(r"^(\d{4})-(\d{2})-(\d{2})$", text)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    try:
        return dt.date(year, month or 1, day or 1)
    except ValueError:
        return None


def _coarser(one: str, other: str) -> str:
    order = ("day", "month", "year")
    return max(one, other, key=order.index)


def _person_of(knowledge: Knowledge, held: _Held, office: Office) -> str | None:
    """The one person of that name whose country is the office's, if there is one."""
    ids = [ref.id for ref in knowledge.lookup(held.name) if ref.kind == "person"]
    fitting = [id for id in ids if (person := knowledge.person(id)) and person.country == office.country]
    return fitting[0] if len(fitting) == 1 else None


def _new_person(knowledge: Knowledge, held: _Held, office: Office, source: str, update: Update) -> str:
    base = re.sub(r"[^a-z0-9]+", "_", key_of(held.name)).strip("_") or held.qid.lower()
    taken = {row.id for row in update.persons}
    id, number = base, 2
    while knowledge.person(id) is not None or id in taken:
        id, number = f"{base}_{number}", number + 1
    update.persons.append(Person(id, held.name, "given_first", office.country, "ELI", held.qid, source))
    for alias in held.aliases:
        if " " in alias and key_of(alias) != key_of(held.name):
            update.person_names.append(PersonName(id, alias, source))
    return id


def _add_tenure(
    knowledge: Knowledge, held: _Held, person: str, office: Office, source: str, update: Update
) -> None:
    """Adds a tenure unless the tables have it; a single seat taken by somebody else is a conflict."""
    assert held.start is not None
    spell = Tenure(person, office.id, held.start, held.end, held.precision, source)
    for known in knowledge.holders(office.id):
        near = abs((known.start - spell.start).days) <= 31 * MONTHS_APART
        if known.person == person and near:
            update.n_known += 1
            known_end, spell_end = latest_end(known), latest_end(spell)
            if known_end is None and spell_end is not None:
                why = f"the tables have no end, the export {held.end}"
                update.conflicts.append((f"{person} as {office.id}", why))
            return
        if office.single_seat and known.person != person and _both_on(known, spell):
            text = f"{known.person} holds it from {known.start} to {known.end or 'now'} in the tables"
            update.conflicts.append(
                (f"{person} as {office.id} from {held.start} to {held.end or 'now'}", text)
            )
            return
    update.tenures.append(spell)


def _both_on(one: Tenure, other: Tenure) -> bool:
    """Whether two tenures share more than a month."""
    begin = max(earliest_start(one), earliest_start(other))
    ends = [end for end in (latest_end(one), latest_end(other)) if end is not None]
    return not ends or (min(ends) - begin).days > 31
