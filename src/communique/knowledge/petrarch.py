"""Imports PETRARCH and TABARI actor and agent dictionaries into an overlay folder.

What the dictionaries hold (Phoenix.*.actors.txt, Phoenix.agents.txt and their kin):

- `KIM_JONG_IL_` a name, words joined by `_`; a trailing `_` closes the name, without it other endings may
  follow;
- `+KIM_CHONG-IL_` a synonym of the name above it;
- `[PRKGOV 940708-111217]`, `[>091215]`, `[<890101]` codes with the days on which they hold, two- or
  four-digit years; days that do not exist (20041131) are met in the wild;
- `PASSERBY {PASSERSBY} [~CVL]` an agent with its plural, `{}` for an agent without one;
- `!PERSON! = MAN, MEN, WOMAN` a set, and `CONGRESS!PERSON! [~LEG]` an agent that stands for one per member.

Everything that could not be used is reported with its line and the reason; nothing is dropped silently.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from communique.knowledge.matcher import Ref
from communique.knowledge.normalise import key_of
from communique.knowledge.petrarch_codes import SECTOR_OF_ROLE, ImportReport, read_code
from communique.knowledge.rows import (
    Agent,
    CountryName,
    Office,
    OfficeName,
    Organisation,
    OrganisationName,
    Person,
    PersonName,
    Tenure,
)
from communique.knowledge.toml_tables import plural_of

_COMMENT = re.compile(r"<\s*!\s*--.*?-->", re.DOTALL)
_CODE = re.compile(r"\[([^\]]*)\]")
_SET = re.compile(r"!(\w+)!")


@dataclass
class Imported:
    """The rows an import made, ready to be written as an overlay, and the report."""

    country_names: list[CountryName] = field(default_factory=list)
    organisations: list[Organisation] = field(default_factory=list)
    organisation_names: list[OrganisationName] = field(default_factory=list)
    offices: dict[str, Office] = field(default_factory=dict)
    office_names: list[OfficeName] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    person_names: list[PersonName] = field(default_factory=list)
    tenures: list[Tenure] = field(default_factory=list)
    agents: list[Agent] = field(default_factory=list)
    report: ImportReport = field(default_factory=ImportReport)


@dataclass
class _Entry:
    """One dictionary entry while it is read: its names and its codes, each with its line."""

    line: int
    names: list[str]
    codes: list[tuple[int, str]] = field(default_factory=list)


def import_petrarch(
    path: Path, countries: frozenset[str], lookup: Callable[[str], tuple[Ref, ...]] = lambda name: ()
) -> Imported:
    """Reads one dictionary file. `countries` are the ids that a code may begin with.

    `lookup` gives what the tables know of a name (`Knowledge.lookup`). Known names of actors are counted
    and left out, since these dictionaries give a state the names of its towns and rivers; the other
    names of an entry whose person or organisation is known become names of that one.

    Raises `OSError` when the file cannot be read; everything else is in the report.
    """
    text = path.read_text(encoding="utf-8", errors="replace")
    source = f"user:{path.name}"
    result = Imported()
    sets: dict[str, list[str]] = {}
    used: set[str] = set()
    result.report.n_lines = text.count("\n") + 1
    for entry in _entries(text, sets, result.report):
        result.report.n_entries += 1
        if any("~" in code for _, code in entry.codes):
            _add_agent(entry, sets, source, result)
            continue
        refs = {name: lookup(_words(name)) for name in entry.names}
        unknown = [name for name in entry.names if not refs[name]]
        result.report.n_known += len(entry.names) - len(unknown)
        known = {(ref.kind, ref.id) for found in refs.values() for ref in found}
        known = {thing for thing in known if thing[0] in ("person", "organisation")}
        if len(known) == 1:
            _add_names(unknown, *known.pop(), source, result)
        else:
            _add_actor(_Entry(entry.line, unknown, entry.codes), countries, source, used, result)
    return result


def _add_names(names: list[str], kind: str, id: str, source: str, result: Imported) -> None:
    """Adds names to a person or organisation that the tables have."""
    for name in filter(None, map(_printed, names)):
        result.report.n_names += 1
        if kind == "person":
            result.person_names.append(PersonName(id, name, source))
        else:
            result.organisation_names.append(OrganisationName(id, name, "name", name.isupper(), source))


def _entries(text: str, sets: dict[str, list[str]], report: ImportReport) -> Iterator[_Entry]:
    """The entries of a file; fills `sets` with the !SETS! met on the way."""
    entry: _Entry | None = None
    text = _COMMENT.sub(lambda comment: "\n" * comment.group().count("\n"), text)
    for number, raw in enumerate(text.splitlines(), 1):
        line = re.split(r"[;#]", raw, maxsplit=1)[0].strip()
        if not line:
            continue
        if line.startswith("!") and "=" in line:
            name, _, members = line.partition("=")
            sets[name.strip().strip("!")] = [word.strip() for word in members.split(",") if word.strip()]
            continue
        codes = [(number, code.strip()) for code in _CODE.findall(line)]
        name = _CODE.sub("", line).strip()
        if name.startswith("+"):
            if entry is None:
                report.skipped.append((number, line, "a synonym with no entry above it"))
            else:
                entry.names.append(name[1:].strip())
                entry.codes.extend(codes)
        elif name:
            if entry is not None:
                yield entry
            entry = _Entry(number, [name], codes)
        elif entry is None:
            report.skipped.append((number, line, "a code with no entry above it"))
        else:
            entry.codes.extend(codes)
    if entry is not None:
        yield entry


def _add_agent(entry: _Entry, sets: dict[str, list[str]], source: str, result: Imported) -> None:
    """Adds the agent nouns of an entry."""
    code = next(code for _, code in entry.codes if "~" in code).lstrip("~ ")
    roles = [
        SECTOR_OF_ROLE[code[i : i + 3]]
        for i in range(0, len(code) - 2, 3)
        if code[i : i + 3] in SECTOR_OF_ROLE
    ]
    if not roles:
        result.report.skipped.append((entry.line, entry.names[0], f"agent code ~{code} has no PLOVER sector"))
        return
    alt = next((role for role in roles[1:] if role != roles[0]), "")
    for name in entry.names:
        braces = re.search(r"\{([^}]*)\}", name)
        stem = re.sub(r"\{[^}]*\}", "", name).strip()
        found = _SET.search(stem)
        if found and found.group(1) not in sets:
            result.report.skipped.append((entry.line, name, f"the set !{found.group(1)}! is not defined"))
            continue
        stems = [_SET.sub(member, stem) for member in sets[found.group(1)]] if found else [stem]
        lemmas = [_words(one).lower() for one in stems]
        plurals = {plural_of(lemma) for lemma in lemmas} & set(lemmas)
        for lemma in lemmas:
            if lemma in plurals:
                continue
            plural = plural_of(lemma)
            if braces is not None:
                plural = _words(braces.group(1)).lower() or lemma
            result.agents.append(Agent(lemma, plural, roles[0], alt, "", source))
            result.report.n_names += 1


def _add_actor(
    entry: _Entry, countries: frozenset[str], source: str, used: set[str], result: Imported
) -> None:
    """Adds an actor: a country name, a person with tenures (dated codes) or an organisation (one undated
    code)."""
    names = [name for raw in entry.names if (name := _printed(raw))]
    if not names:
        return
    codes = [code for line, raw in entry.codes if (code := read_code(line, raw, countries, result.report))]
    if not codes:
        result.report.skipped.append((entry.line, entry.names[0], "no usable code"))
        return
    result.report.n_names += len(names)
    first = codes[0]
    dated = [code for code in codes if code.start or code.end]
    if not dated and first.country and not first.sector:
        result.country_names.extend(
            CountryName(first.country, name, "name", name.isupper(), source=source) for name in names
        )
        return
    id = _free_id(names[0], used)
    if not dated:
        kind = {"PTY": "party", "MIL": "army", "JRN": "media", "NGO": "ngo", "IGO": "igo"}.get(
            first.sector, "other"
        )
        result.organisations.append(Organisation(id, first.country, first.sector, kind=kind, source=source))
        result.organisation_names.extend(
            OrganisationName(id, name, "name", name.isupper(), source) for name in names
        )
        return
    resting = next((code for code in codes if not code.start and not code.end), None)
    country = next((code.country for code in codes if code.country), "")
    result.persons.append(
        Person(id, names[0], "given_first", country, resting.sector if resting else "ELI", "", source)
    )
    result.person_names.extend(PersonName(id, name, source) for name in names[1:])
    for code in dated:
        office = f"{code.country.lower() or 'int'}_petrarch_{(code.sector or 'gov').lower()}"
        if office not in result.offices:
            result.offices[office] = Office(
                office, code.country, "", code.sector or "GOV", "other", False, None, None, source
            )
            result.office_names.append(OfficeName(office, f"imported {code.sector or 'GOV'} post", source))
        start = code.start or dt.date(1900, 1, 1)
        result.tenures.append(Tenure(id, office, start, code.end, "day", source))


def _words(name: str) -> str:
    """A dictionary name as words: `KIM_JONG-IL_` → `KIM JONG-IL`."""
    return " ".join(name.replace("_", " ").split())


def _printed(name: str) -> str:
    """A dictionary name as it is printed: capitals at the begin of words, abbreviations as they are."""
    words = _words(name)
    return words if len(words) <= 4 and words.isalpha() else words.title().replace("'S", "'s")


def _free_id(name: str, used: set[str]) -> str:
    base = "petrarch_" + re.sub(r"[^a-z0-9]+", "_", key_of(name)).strip("_")
    id, number = base, 2
    while id in used:
        id, number = f"{base}_{number}", number + 1
    used.add(id)
    return id
