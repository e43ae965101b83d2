"""A Frictionless Data Package, version 2: all tables with their schemas, and the codebook as tables beside
them.

Written as a folder, or as one .zip when the name ends so.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

import msgspec
from sqlalchemy import select

from communique.exchange.archive import Target, write_archive
from communique.exchange.columns import Column
from communique.exchange.holdings import Holdings
from communique.exchange.table import write_csv
from communique.exchange.tables import TABLES, Table
from communique.ontology import Ontology, load_ontology
from communique.records.coding import EventType, Status
from communique.store import tables
from communique.version import __version__

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
RESOURCE = "https://datapackage.org/profiles/2.0/dataresource.json"
SCHEMA = "https://datapackage.org/profiles/2.0/tableschema.json"
_TYPES = {"VARCHAR": "string", "DATE": "date", "DOUBLE": "number", "INTEGER": "integer", "BOOLEAN": "boolean"}
_ENUMS: dict[str, tuple[str, ...]] = {
    "event_type": EventType.__args__,  # type: ignore[attr-defined]
    "status": Status.__args__,  # type: ignore[attr-defined]
    "date_precision": ("day", "week", "month", "season", "year", "range", "unknown"),
    "zone": ("title", "body", "caption"),
    "place_precision": ("point", "city", "district", "province", "country"),
}
_DOCUMENTS = (
    Column("id", "VARCHAR", "id of the document"),
    Column("hash", "VARCHAR", "SHA-256 of the bytes received"),
    Column("source", "VARCHAR", "file or address"),
    Column("title", "VARCHAR", "headline"),
    Column("outlet", "VARCHAR", "outlet"),
    Column("published", "DATE", "day of publication"),
)


def write_datapackage(holdings: Holdings, path: Path) -> int:
    """The package; returns the number of rows of its data tables. Raises UsageError when the folder is there
    and not empty.
    """
    n = 0
    with write_archive(path) as target:
        resources = []
        for table in TABLES.values():
            rows, resource = _table(holdings, table, target)
            n += rows
            resources.append(resource)
        resources.append(_documents(holdings, target))
        resources += _codebook(target)
        target.write("datapackage.json", _pretty(_descriptor(holdings, resources)))
    return n


def _pretty(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=2) + b"\n"


def _descriptor(holdings: Holdings, resources: list[dict[str, object]]) -> dict[str, object]:
    runs = list(holdings.store.runs())
    coders = sorted({run.coder.rules for run in runs if run.coder is not None})
    people = sorted({decision.by for decision in holdings.decisions()})
    ended = [run.ended_at for run in runs if run.ended_at is not None]
    contributors: list[dict[str, object]] = [
        {
            "title": f"communique {__version__}" + (f" ({', '.join(coders)})" if coders else ""),
            "roles": ["coder"],
        }
    ]
    contributors += [{"title": person, "roles": ["reviewer"]} for person in people]
    fields: dict[str, object] = {
        "$schema": PROFILE,
        "name": "communique-project",
        "title": "Coded events",
        "description": "Who did or said what to whom, when, where, on whose word, coded from news reports by "
        "communique. A cell is empty where the text does not say or a rule refuses to guess. Text that "
        "begins like a spreadsheet formula has a leading apostrophe. Several actors share a cell, joined "
        "by '; '.",
        "version": __version__,
        "keywords": ["event data", "PLOVER", "CAMEO"],
        "contributors": contributors,
        "resources": resources,
    }
    if ended:
        fields["created"] = max(ended).isoformat()
    return fields


def _table(holdings: Holdings, table: Table, target: Target) -> tuple[int, dict[str, object]]:
    n = 0

    def fill(out: TextIO) -> None:
        nonlocal n
        n = write_csv(holdings.table(table.name), out, table)

    path = f"data/{table.name}.csv"
    described = _resource(target, table.name, path, table.meaning, table.columns, table.key, fill)
    return n, described


def _documents(holdings: Holdings, target: Target) -> dict[str, object]:
    columns = [tables.document.c[column.name] for column in _DOCUMENTS]
    rows = holdings.store.rows(select(*columns).order_by(tables.document.c.n))

    def fill(out: TextIO) -> None:
        _write(out, _DOCUMENTS, rows)

    return _resource(
        target, "documents", "data/documents.csv", "one content, once", _DOCUMENTS, ("hash",), fill
    )


def _write(out: TextIO, columns: Iterable[Column], rows: Iterable[Iterable[object]]) -> None:
    from communique.exchange.guard import guarded

    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow(["" if value is None else guarded(value) for value in row])


def _resource(
    target: Target,
    name: str,
    path: str,
    meaning: str,
    columns: tuple[Column, ...],
    key: tuple[str, ...],
    fill: Any,
) -> dict[str, object]:
    """Writes a table and describes it."""
    size, digest = target.write_text(path, fill)
    return {
        "$schema": RESOURCE,
        "name": name,
        "type": "table",
        "path": path,
        "description": meaning,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "schema": {
            "$schema": SCHEMA,
            "fields": [_field(column, key) for column in columns],
            "primaryKey": list(key),
            "missingValues": [""],
        },
    }


def _field(column: Column, key: tuple[str, ...]) -> dict[str, object]:
    field: dict[str, object] = {
        "name": column.name, "type": _TYPES[column.type], "description": column.meaning,
    }  # fmt: skip
    constraints: dict[str, object] = {}
    if column.name in key:
        constraints["required"] = True
    values = _ENUMS.get(column.name)
    if values is not None:
        constraints["enum"] = list(values)
        field["categories"] = list(values)
    if column.name == "quad":
        constraints.update(minimum=1, maximum=4)
    if column.name == "confidence":
        constraints.update(minimum=0, maximum=1)
    if column.name in ("lat", "lon"):
        limit = 90 if column.name == "lat" else 180
        constraints.update(minimum=-limit, maximum=limit)
    if constraints:
        field["constraints"] = constraints
    return field


def _codebook(target: Target) -> list[dict[str, object]]:
    """The values of coded columns: types, modes, contexts, sectors, CAMEO codes."""
    return [
        _book(target, name, meaning, names, rows) for name, meaning, names, rows in _books(load_ontology())
    ]


Book = tuple[str, str, tuple[str, ...], list[tuple[object, ...]]]


def _books(ontology: Ontology) -> list[Book]:
    types = ontology.types.values()
    return [
        ("codebook-types", "PLOVER types", ("event_type", "quad", "score", "description"),
         [(t.name, t.quad_code, t.score, t.description) for t in types]),
        ("codebook-modes", "PLOVER modes", ("event_type", "mode", "score", "description"),
         [(t.name, m.name, m.score, m.description) for t in types for m in t.modes]),
        ("codebook-contexts", "PLOVER contexts", ("context",), [(name,) for name in ontology.contexts]),
        ("codebook-sectors", "PLOVER sectors and international actors", ("code", "description"),
         [*ontology.sectors.items(), *ontology.international.items()]),
        ("codebook-cameo", "CAMEO codes", ("cameo", "label", "quad", "goldstein"),
         [(c.code, c.name, c.quad, c.goldstein) for c in ontology.cameo.values()]),
    ]  # fmt: skip


def _book(
    target: Target, name: str, meaning: str, names: tuple[str, ...], rows: list[tuple[object, ...]]
) -> dict[str, object]:
    kinds = {"quad": "INTEGER", "score": "DOUBLE", "goldstein": "DOUBLE"}
    columns = tuple(
        Column(column, kinds.get(column, "VARCHAR"), column.replace("_", " ")) for column in names
    )
    key = names[:2] if name == "codebook-modes" else names[:1]
    # A type and a mode are values of a list here, not constrained by it.
    return _resource(
        target, name, f"codebook/{name.removeprefix('codebook-')}.csv", meaning, columns, key,
        lambda out: _write(out, columns, rows),
    )  # fmt: skip
