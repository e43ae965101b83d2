"""Snapshots: Parquet files that never change, with a manifest of their SHA-256.

Neither SQLite's check nor Parquet readers can be trusted to see damage, so `doctor` compares every file with
the manifest. DuckDB reads the pairs of a million events for a whole table of months in a tenth of a second.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine, Table, func, select

from communique.errors import StoreDamaged, StoreMissing, UsageError
from communique.store import tables
from communique.store.doctor import Finding
from communique.store.engine import place_of, told
from communique.store.runs import now

MANIFEST = "manifest.json"
TYPES = {str: "VARCHAR", int: "BIGINT", float: "DOUBLE"}
LONGEST_LINE = 1 << 28
CONFIG: dict[str, str | bool | int | float | list[str]] = {
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
}


class Part(msgspec.Struct, frozen=True):
    """One file of a snapshot. size: bytes."""

    sha256: str
    size: int
    rows: int


class Manifest(msgspec.Struct, frozen=True):
    """run: the last run that the snapshot holds; made_at: UTC."""

    project: str
    run: int
    made_at: datetime
    files: dict[str, Part]


def write_snapshot(engine: Engine, folder: Path) -> Manifest:
    """The current answer as Parquet: documents, articles, codings, situations, statements, events, their
    pairs, standings, commitments, decisions. The folder appears only when it is whole.

    Raises UsageError when the folder is there already, StoreFull.
    """
    if folder.exists():
        raise UsageError(f"{str(folder)!r} is there already; a snapshot never changes, give another name")
    part = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
    try:
        with told(place_of(engine)):
            with engine.connect() as connection:
                run = int(connection.execute(select(func.coalesce(func.max(tables.run.c.n), 0))).scalar_one())
            files = {}
            for table in (
                tables.document,
                tables.article,
                tables.coding,
                tables.situation,
                tables.statement,
                tables.event,
                tables.event_pair,
                tables.standing,
                tables.commitment,
                tables.decision,
            ):
                name = f"{table.name}.parquet"
                rows = _parquet(engine, table, part / name)
                files[name] = Part(hash_of_file(part / name), (part / name).stat().st_size, rows)
            made = Manifest(place_of(engine), run, now(), files)
            (part / MANIFEST).write_bytes(msgspec.json.format(msgspec.json.encode(made), indent=1) + b"\n")
            part.chmod(0o755)
            part.rename(folder)
        return made
    finally:
        if part.exists():
            for path in part.iterdir():
                path.unlink()
            part.rmdir()


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a snapshot. Raises StoreMissing, StoreDamaged."""
    try:
        return msgspec.json.decode((folder / MANIFEST).read_bytes(), type=Manifest)
    except FileNotFoundError:
        raise StoreMissing(f"{str(folder)!r} is no snapshot: it has no {MANIFEST}") from None
    except msgspec.DecodeError as problem:
        raise StoreDamaged(f"{str(folder / MANIFEST)!r} cannot be read: {problem}") from None


def examine_snapshot(folder: Path) -> Iterator[Finding]:
    """Every file that is missing, foreign or not what was written."""
    manifest = read_manifest(folder)
    for name, part in manifest.files.items():
        path = folder / name
        if not path.is_file():
            yield Finding("snapshot", str(path), "is missing")
            continue
        actual = hash_of_file(path)
        if actual != part.sha256:
            yield Finding("snapshot", str(path), f"SHA-256 {actual[:16]}…, expected {part.sha256[:16]}…")
    for path in sorted(folder.iterdir()):
        if path.name not in manifest.files and path.name != MANIFEST:
            yield Finding("snapshot", str(path), "is not in the manifest")


def hash_of_file(path: Path) -> str:
    """SHA-256 of a file, in hex."""
    with path.open("rb") as file:
        mark = sha256()
        while block := file.read(1 << 20):
            mark.update(block)
    return mark.hexdigest()


def _parquet(engine: Engine, table: Table, path: Path) -> int:
    """The current rows of a table in a Parquet file; through a file of JSON lines, since DuckDB is kept from
    loading the extension that would read the project itself.
    """
    import duckdb

    columns = [column for column in table.c if column.name != "until_run"]
    wanted = select(*columns).order_by(*table.primary_key.columns)
    if "until_run" in table.c:
        wanted = wanted.where(table.c.until_run.is_(None))
    names = [column.name for column in columns]
    handle, spool = tempfile.mkstemp(suffix=".jsonl", dir=path.parent)
    n = 0
    encoder = msgspec.json.Encoder()
    try:
        with os.fdopen(handle, "wb") as lines, engine.connect() as connection:
            for row in connection.execution_options(yield_per=5000).execute(wanted):
                lines.write(encoder.encode(dict(zip(names, row, strict=True))) + b"\n")
                n += 1
        types = ", ".join(f"{column.name}: '{_type(column)}'" for column in columns)
        options = f"columns={{{types}}}, format='newline_delimited', maximum_object_size={LONGEST_LINE}"
        source = f"read_json({_quoted(spool)}, {options})"
        if not n:
            source = (
                "(SELECT " + ", ".join(f"NULL::{_type(c)} AS {c.name}" for c in columns) + " WHERE false)"
            )
        with duckdb.connect(config={**CONFIG, "threads": "1"}) as connection_:
            connection_.execute(
                f"COPY (SELECT * FROM {source}) TO {_quoted(str(path))} (FORMAT parquet, COMPRESSION zstd)"
            )
    finally:
        Path(spool).unlink(missing_ok=True)
    return n


def _type(column: Any) -> str:
    return TYPES[column.type.python_type]


def _quoted(text: str) -> str:
    """An SQL string literal (COPY takes no parameters for file names)."""
    return "'" + text.replace("'", "''") + "'"
