"""Backup and restore: whole copies, between files and between file and PostgreSQL."""

from __future__ import annotations

import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, func, insert, select

from communique.errors import StoreDamaged, StoreMissing, UsageError
from communique.store import tables
from communique.store.backup import copy_database
from communique.store.bulk import add_words
from communique.store.doctor import examine
from communique.store.engine import is_url, shown, told, writing
from communique.store.search_tables import TARGETS
from communique.store.snapshot import hash_of_file
from communique.store.store import Store
from communique.store.words import words_of

ROWS = 2000


def back_up(place: str, target: Path) -> str:
    """A whole copy of a project in an SQLite file at `target`, with its SHA-256 beside it; returns that.

    It may be made while others write. Raises UsageError (the target exists), StoreFull, StoreDamaged.
    """
    if target.exists():
        raise UsageError(f"{str(target)!r} is there already; give another name")
    if is_url(place):
        with Store.open(place) as source, Store.create(target) as copy:
            copy_rows(source.engine, copy.engine)
    else:
        Store.open(place).close()  # tells what is no project
        copy_database(Path(place), target)
    mark = hash_of_file(target)
    with told(str(target)):
        side_file(target).write_text(f"{mark}  {target.name}\n", "utf-8")
    return mark


def restore(source: Path, place: str, *, replace: bool = False) -> Path | None:
    """A project out of a backup, after the backup was found whole. replace: an existing file is set aside,
    and its new name returned.

    Raises StoreMissing, StoreDamaged (the backup is not what was written), UsageError (the project exists).
    """
    if not source.exists():
        raise StoreMissing(f"no backup {str(source)!r}")
    _check(source)
    if is_url(place):
        with Store.open(source, read_only=True) as copy, Store.create(place) as made:
            copy_rows(copy.engine, made.engine)
        return None
    target = Path(place)
    if target.exists() and not replace:
        raise UsageError(
            f"{place!r} is there already; --replace sets it aside and puts the backup in its place"
        )
    part = target.with_name(f"{target.name}.restoring")
    aside: Path | None = None
    with told(place):
        try:
            shutil.copyfile(source, part)
            with part.open("rb") as file:
                os.fsync(file.fileno())
            if target.exists():
                stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
                aside = target.with_name(f"{target.name}.replaced.{stamp}")
                for ending in ("-wal", "-shm", ""):
                    journal = Path(f"{target}{ending}")
                    if journal.exists():
                        journal.replace(f"{aside}{ending}")
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    return aside


def side_file(target: Path) -> Path:
    """Where a backup's SHA-256 stands, as `sha256sum -c` reads it."""
    return target.with_name(f"{target.name}.sha256")


def _check(source: Path) -> None:
    side = side_file(source)
    if side.exists():
        expected, actual = side.read_text("utf-8").split()[0], hash_of_file(source)
        if actual != expected:
            raise StoreDamaged(
                f"{source} has SHA-256 {actual[:16]}…, expected {expected[:16]}…: it is not what was written"
            )
    with Store.open(source, read_only=True) as store:
        finding = next(examine(store.engine), None)
    if finding is not None:
        raise StoreDamaged(f"{source} is damaged: {finding.what} {finding.where}: {finding.detail}")


def copy_rows(source: Engine, target: Engine) -> None:
    """All rows of one project into another that is empty, in one transaction. Raises UsageError when it is
    not.
    """
    with told(shown(str(target.url))), writing(target) as writer, source.connect() as reader:
        there = writer.execute(select(func.count()).select_from(tables.document)).scalar_one()
        if there:
            raise UsageError(f"{shown(str(target.url))} holds {there:,} documents already; give an empty one")
        writer.execute(tables.project.delete())
        for table in tables.metadata.sorted_tables:
            rows = reader.execution_options(yield_per=ROWS).execute(select(table))
            for chunk in rows.mappings().partitions(ROWS):
                writer.execute(insert(table), [dict(row) for row in chunk])
        for name in TARGETS:
            table = tables.metadata.tables[name]
            rows = reader.execution_options(yield_per=ROWS).execute(select(table.c.n, table.c.record))
            for part in rows.partitions(ROWS):
                add_words(writer, name, [(n, words_of(name, record)) for n, record in part])
