"""Writes rows into a user's overlay folder, which is read on top of the shipped tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from communique.knowledge.petrarch import Imported
from communique.knowledge.rows import ROW_TYPES, Agent, Row
from communique.knowledge.tables import rows_to_csv
from communique.knowledge.wikidata import Update


def write_rows(folder: Path, part: str, tables: Mapping[str, Sequence[Row]]) -> list[Path]:
    """Writes `<folder>/<table>/<part>.csv` for every table that has rows; returns the files, sorted. A
    file of an earlier import with the same part name is replaced."""
    written = []
    for table, rows in tables.items():
        if not rows:
            continue
        path = folder / table / f"{part}.csv"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(rows_to_csv(rows, ROW_TYPES[table]), encoding="utf-8", newline="\n")
        written.append(path)
    return sorted(written)


def write_agents(path: Path, agents: Sequence[Agent], theme: str) -> None:
    """Writes agents as sets of `agents.toml`, one set per sector pair. Replaces the file."""
    lines = [f"# Imported from {theme}", ""]
    groups: dict[tuple[str, str], list[Agent]] = {}
    for agent in agents:
        groups.setdefault((agent.sector, agent.alt), []).append(agent)
    for (sector, alt), members in sorted(groups.items()):
        lines += ["[[set]]", f"theme = {_quoted(theme)}", f"sector = {_quoted(sector)}"]
        lines += [f"alt = {_quoted(alt)}"] if alt else []
        lines += [f"source = {_quoted(members[0].source)}", "[set.irregular]"]
        unique = {agent.lemma: agent.plural for agent in members}
        lines += [f"{_quoted(lemma)} = {_quoted(plural)}" for lemma, plural in sorted(unique.items())]
        lines.append("")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def write_import(folder: Path, part: str, imported: Imported) -> list[Path]:
    """Writes a PETRARCH import; agents go to `agents.toml`, which must not hold agents of another origin."""
    tables: dict[str, Sequence[Row]] = {
        "country_names": imported.country_names,
        "organisations": imported.organisations,
        "organisation_names": imported.organisation_names,
        "offices": list(imported.offices.values()),
        "office_names": imported.office_names,
        "persons": imported.persons,
        "person_names": imported.person_names,
        "tenures": imported.tenures,
    }
    written = write_rows(folder, part, tables)
    if imported.agents:
        write_agents(folder / "agents.toml", imported.agents, part)
        written.append(folder / "agents.toml")
    return written


def write_update(folder: Path, part: str, update: Update) -> list[Path]:
    """Writes what a Wikidata update adds."""
    return write_rows(
        folder,
        part,
        {"persons": update.persons, "person_names": update.person_names, "tenures": update.tenures},
    )


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'
