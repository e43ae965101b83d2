"""Copies of a project file that are whole whatever is being written meanwhile."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from urllib.parse import quote

from communique.errors import StoreDamaged, UsageError
from communique.store.engine import told


def copy_database(source: Path, target: Path) -> None:
    """A consistent copy of an SQLite file at `target`, which must not exist. It appears only when it is
    whole.

    Raises StoreFull, StoreDamaged, UsageError (the target exists).
    """
    if target.exists():
        raise UsageError(f"{str(target)!r} is there already; give another name")
    part = target.with_name(target.name + ".part")
    remove(part)
    try:
        with told(str(source)):
            reading = sqlite3.connect(f"file:{quote(str(source.resolve()))}?mode=ro", uri=True)
            try:
                writing = sqlite3.connect(part)
                try:
                    reading.backup(writing, pages=4096)
                    writing.execute("PRAGMA journal_mode = DELETE")
                    (state,) = writing.execute("PRAGMA quick_check(1)").fetchone()
                finally:
                    writing.close()
            finally:
                reading.close()
        if state != "ok":
            raise StoreDamaged(f"{source}: the copy does not pass SQLite's check ({state}); run doctor")
        part.replace(target)
    finally:
        remove(part)


def remove(path: Path) -> None:
    """A database file that is not wanted, with its journals."""
    for ending in ("", "-journal", "-wal", "-shm"):
        Path(f"{path}{ending}").unlink(missing_ok=True)
