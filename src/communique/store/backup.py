"""Copies of a project file that are whole whatever is being written meanwhile."""

from __future__ import annotations

import sqlite3
from pathlib import Path

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
    part.unlink(missing_ok=True)
    try:
        with told(str(source)):
            reading = sqlite3.connect(f"file:{_quoted(source)}?mode=ro", uri=True)
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
        part.unlink(missing_ok=True)


def _quoted(path: Path) -> str:
    from urllib.parse import quote

    return quote(str(path.resolve()))
