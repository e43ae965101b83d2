"""A reviewer's correction of an actor becomes a row of the project's own tables, so that the next run knows
the name.
"""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

from communique.errors import UsageError
from communique.knowledge.base import Knowledge
from communique.knowledge.find import find
from communique.knowledge.rows import (
    CountryName,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Row,
)
from communique.knowledge.tables import rows_to_csv
from communique.ontology import load_ontology

PART = "review"
"""Name of the part files that are written."""
LONGEST = 80
_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)
_OWNER = re.compile(r"[’']s?$")


class Learned(NamedTuple):
    """What a name was taken for: kind (country, organisation, person), id, whether the thing itself is new,
    and the rows written (table → row).
    """

    kind: str
    id: str
    is_new: bool
    rows: tuple[tuple[str, Row], ...]


def learn(
    folder: Path, knowledge: Knowledge, words: str, *, code: str, name: str | None = None,
    person: str | None = None, kind: str = "organisation", source: str = "user:review",
) -> Learned:  # fmt: skip
    """Writes into the overlay `folder` that `words`, a name as it stands in a text, is what the corrected
    actor says: another name of somebody known (by `person` or `name`), or somebody new with that `code`.

    Raises UsageError for common nouns (rules read those), for names that mean something else already, and for
    codes of another form.
    """
    written = _OWNER.sub("", _ARTICLE.sub("", " ".join(words.split()))).strip(" ,.;:“”\"'")
    if not written or len(written) > LONGEST or not any(c.isupper() or c.isdigit() for c in written):
        raise UsageError(f"{words!r} is no name; common nouns are read by rules, and only names can be added")
    country, sector = _parts(knowledge, code)
    known = _known(knowledge, person or name, country, sector, "person" if person else kind)
    learned = _rows(written, known, country, sector, code, kind if not person else "person", source)
    meant = {(ref.kind, ref.id) for ref in knowledge.lookup(written) if ref.kind != "place"}
    if (learned.kind, learned.id) in meant:
        raise UsageError(f"{written!r} is known already as {knowledge.name(learned.kind, learned.id)}")
    if meant:
        other = ", ".join(sorted(knowledge.name(*one) for one in meant))
        raise UsageError(
            f"{written!r} means {other} already; a name of two needs an entry in the overlay's ambiguous.toml"
        )
    for table, row in learned.rows:
        _append(folder / table / f"{PART}.csv", row)
    return learned


def _parts(knowledge: Knowledge, code: str) -> tuple[str, str]:
    """Country id and sector of a code; international bodies have no country."""
    ontology = load_ontology()
    if code in ontology.international:
        return "", code
    head, tail = code[:3], code[3:]
    if knowledge.country(head) is None or (tail and tail not in ontology.sectors):
        raise UsageError(f"actor code {code!r}: expected country and sector, such as PRKGOV, or IGO, NGO …")
    return head, tail


def _known(
    knowledge: Knowledge, name: str | None, country: str, sector: str, kind: str
) -> tuple[str, str] | None:
    """The thing of that display name, when there is exactly one with that country."""
    if not sector and country:
        return "country", country
    if not name:
        return None
    wanted = "person" if kind == "person" else "organisation"
    fitting = [
        one
        for one in find(knowledge, name, wanted)
        if one.name == name and _country_of(knowledge, wanted, one.id) == country
    ]
    return (wanted, fitting[0].id) if len(fitting) == 1 else None


def _country_of(knowledge: Knowledge, kind: str, id: str) -> str:
    row = knowledge.person(id) if kind == "person" else knowledge.organisation(id)
    return row.country if row else ""


def _rows(
    written: str, known: tuple[str, str] | None, country: str, sector: str, code: str, kind: str, source: str
) -> Learned:
    if known is not None:
        rows: dict[str, tuple[str, Row]] = {
            "country": ("country_names", CountryName(known[1], written, "name", source=source)),
            "person": ("person_names", PersonName(known[1], written, source)),
            "organisation": (
                "organisation_names", OrganisationName(known[1], written, "name", source=source),
            ),
        }  # fmt: skip
        return Learned(*known, False, (rows[known[0]],))
    id = f"{code.lower()}_{_slug(written)}"
    if kind == "person":
        row = Person(id, written, country=country, sector=sector, source=source)
        return Learned("person", id, True, (("persons", row),))
    body = Organisation(id, country, sector, kind="other", source=source)
    name = OrganisationName(id, written, "name", source=source)
    return Learned("organisation", id, True, (("organisations", body), ("organisation_names", name)))


def _slug(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_") or "name"


def _append(path: Path, row: Row) -> None:
    """Adds a row unless it is there."""
    head, line = rows_to_csv([row], type(row)).splitlines()
    lines = path.read_text("utf-8").splitlines() if path.is_file() else [head]
    if line not in lines:
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(".part")
        part.write_text("\n".join([*lines, line, ""]), encoding="utf-8", newline="\n")
        part.replace(path)
