"""Connections: SQLite files and PostgreSQL addresses behind one door, and their errors in our words."""

from __future__ import annotations

import errno
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, NoSuchModuleError

from communique.errors import (
    StoreBusy,
    StoreDamaged,
    StoreError,
    StoreForeign,
    StoreFull,
    StoreMissing,
    StoreReadOnly,
    UsageError,
)

APPLICATION_ID = 0x636D7131
"""In the header of our SQLite files ("cmq1"), so that no other program's file is taken for one."""
MAGIC = b"SQLite format 3\x00"
BUSY_SECONDS = 30.0
CACHE_KIB = 256 * 1024
PAGE_BYTES = 16 * 1024
"""Of files made from now on: records of a kilobyte fill pages of this size well, and a large transaction is
written in half the time that pages of 4 KiB take. Older files keep theirs.
"""
JOURNAL_BYTES = 64 << 20
"""What is left of the journal after a large transaction."""
WRITE_LOCK = 0x636D71
"""Advisory lock of PostgreSQL under which everything is written: one writer at a time, as in SQLite."""


def is_url(place: str) -> bool:
    """Whether a project is named by a database address rather than by a file."""
    return "://" in place


def open_engine(place: str, *, create: bool, read_only: bool = False) -> Engine:
    """An engine for a file path or a postgresql:// address.

    Raises StoreMissing, StoreForeign, StoreReadOnly, UsageError (an address of another kind).
    """
    if is_url(place):
        return _postgresql(place)
    path = Path(place)
    if not create:
        _check_file(path)
    read_only = read_only or not _writable(path, create)
    options: dict[str, Any] = {"timeout": BUSY_SECONDS, "check_same_thread": False}
    left = any(Path(f"{path}{end}").exists() for end in ("-wal", "-journal"))
    if not create and not _writable(path, create) and not left:
        # SQLite would want to make its shared memory beside the file, and may not
        address = f"file:{quote(str(path.resolve()))}?mode=ro&immutable=1"
        engine = create_engine(
            f"sqlite:///{path}", creator=lambda: sqlite3.connect(address, uri=True, **options)
        )
    else:
        engine = create_engine(f"sqlite:///{path}", connect_args=options)

    @event.listens_for(engine, "connect")
    def _settings(connection: Any, _: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        if create:
            cursor.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            cursor.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        if read_only:
            cursor.execute("PRAGMA query_only = 1")
        else:
            cursor.execute("PRAGMA journal_mode = WAL")
        cursor.execute("PRAGMA synchronous = NORMAL")
        cursor.execute(f"PRAGMA journal_size_limit = {JOURNAL_BYTES}")
        cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
        cursor.execute("PRAGMA foreign_keys = 1")
        cursor.execute("PRAGMA temp_store = MEMORY")
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        mode = connection.get_execution_options().get("begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")

    return engine


def _writable(path: Path, create: bool) -> bool:
    return create or (os.access(path, os.W_OK) and os.access(path.parent, os.W_OK))


def check_new(path: Path) -> None:
    """Raises UsageError when a file is there already or its folder is not, StoreReadOnly."""
    if path.is_dir():
        raise UsageError(f"{str(path)!r} is a folder; give the name of a file, such as {path / 'project.db'}")
    if path.exists():
        raise UsageError(f"{str(path)!r} is there already; give another name, or add to it")
    if not path.parent.is_dir():
        raise UsageError(f"no folder {str(path.parent)!r} to make {path.name!r} in")
    if not os.access(path.parent, os.W_OK):
        raise StoreReadOnly(f"the folder {str(path.parent)!r} may not be written")


def _postgresql(place: str) -> Engine:
    try:
        url = make_url(place)
    except ArgumentError:
        raise UsageError("the address of a project reads postgresql://user@host/name") from None
    if url.get_backend_name() != "postgresql":
        raise UsageError(
            f"a project lives in a file or at postgresql://…, not at {url.get_backend_name()}://…"
        )
    try:
        return create_engine(url.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    except (ModuleNotFoundError, NoSuchModuleError):
        raise UsageError("PostgreSQL needs the driver: pip install 'communique[postgres]'") from None


def _check_file(path: Path) -> None:
    if not path.exists():
        raise StoreMissing(f"no project {str(path)!r}; make one with: communique init {path}")
    if path.is_dir():
        raise StoreForeign(f"{str(path)!r} is a folder, not a project file")
    try:
        with path.open("rb") as file:
            head = file.read(100)
    except PermissionError:
        raise StoreReadOnly(f"{str(path)!r} may not be read") from None
    if not head:
        raise StoreForeign(f"{str(path)!r} is empty; if `communique init` was cut off, delete it and repeat")
    if not head.startswith(MAGIC):
        raise StoreForeign(f"{str(path)!r} is no SQLite file, so it is no project of communique")
    if len(head) < 100:
        raise StoreDamaged(f"{str(path)!r} is cut off in its header; restore a backup")
    if int.from_bytes(head[68:72], "big") != APPLICATION_ID:
        raise StoreForeign(
            f"{str(path)!r} is an SQLite file of another program; a project is made with `communique init`"
        )


@contextmanager
def told(place: str) -> Iterator[None]:
    """Turns a database's errors into StoreErrors that say what happened and what to do."""
    try:
        yield
    except IntegrityError:
        raise
    except DatabaseError as problem:
        raise explained(place, problem.orig or problem) from problem
    except (sqlite3.DatabaseError, OSError) as problem:
        raise explained(place, problem) from problem


def explained(place: str, problem: BaseException) -> StoreError:
    """The StoreError for an exception of a driver."""
    words = str(problem).strip().split("\n", 1)[0]
    name = getattr(problem, "sqlite_errorname", "") or ""
    low = words.lower()
    if name == "SQLITE_FULL" or "disk is full" in low or getattr(problem, "errno", None) in (
        errno.ENOSPC, errno.EDQUOT,
    ) or getattr(problem, "sqlstate", None) == "53100":  # fmt: skip
        return StoreFull(
            f"{place}: no room left on the disk; what was committed stays. Make room and run it again"
        )
    if name.startswith("SQLITE_IOERR"):
        if _no_room(place):
            return StoreFull(
                f"{place}: no room left on the disk; what was committed stays. Make room and run it again"
            )
        return StoreError(f"{place}: reading or writing failed ({name}); check the disk, then run doctor")
    if name.startswith("SQLITE_READONLY") or "readonly" in low or "read-only" in low:
        return StoreReadOnly(f"{place}: may not be written; check the permissions of the file and its folder")
    if name.startswith("SQLITE_CANTOPEN") or "unable to open" in low:
        return StoreReadOnly(f"{place}: cannot be opened; check the permissions of the file and its folder")
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")) or "is locked" in low:
        return StoreBusy(f"{place}: another process is writing to it; wait for it, or stop it")
    if name.startswith("SQLITE_CORRUPT") or "malformed" in low:
        return StoreDamaged(f"{place}: damaged ({words}); run `communique doctor`, or restore a backup")
    if name == "SQLITE_NOTADB" or "not a database" in low:
        return StoreForeign(f"{place}: is no SQLite file, or its header is damaged")
    return StoreError(f"{shown(place)}: {words}")


def _no_room(place: str) -> bool:
    try:
        state = os.statvfs(Path(place).resolve().parent)
    except OSError:
        return False
    return state.f_bavail * state.f_frsize < 1 << 16


def shown(place: str) -> str:
    """A place without the password in it."""
    if not is_url(place):
        return place
    try:
        return make_url(place).render_as_string(hide_password=True)
    except ArgumentError:
        return "postgresql://…"


def place_of(engine: Engine) -> str:
    """The file or address of an engine, as it may be shown."""
    if engine.dialect.name == "sqlite":
        return str(engine.url.database)
    return engine.url.set(drivername="postgresql").render_as_string(hide_password=True)


@contextmanager
def writing(engine: Engine, *, durable: bool = False, first: bool = False) -> Iterator[Connection]:
    """A write transaction, alone at its work: all of it is kept or nothing. durable: on the disk when it
    returns, even if the power fails (reviews). first: it fills tables that are empty.
    """
    with told(place_of(engine)), engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection = connection.execution_options(begin="IMMEDIATE")
            if durable or first:
                _pragma(connection, "PRAGMA synchronous = FULL")
            try:
                with _straight(connection) if first else nullcontext(), connection.begin():
                    yield connection
            finally:
                if durable or first:
                    _pragma(connection, "PRAGMA synchronous = NORMAL")
        else:
            with connection.begin():
                connection.execute(text(f"SELECT pg_advisory_xact_lock({WRITE_LOCK})"))
                yield connection


@contextmanager
def _straight(connection: Connection) -> Iterator[None]:
    """New pages go straight into the file, beside it a journal of the few that were there, instead of through
    the log and then into the file: a fifth less work for a load that begins with nothing. A load that is cut
    off is taken back by whoever opens the file next. Where anybody else has the file open the log stays.
    """
    _pragma(connection, "PRAGMA busy_timeout = 0")
    try:
        with suppress(sqlite3.OperationalError):  # somebody else has it open
            _pragma(connection, "PRAGMA journal_mode = DELETE")
        _pragma(connection, f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        yield
    finally:
        _pragma(connection, "PRAGMA busy_timeout = 0")
        with suppress(sqlite3.OperationalError):  # whoever opens the file next sets it
            _pragma(connection, "PRAGMA journal_mode = WAL")
        _pragma(connection, f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")


def _pragma(connection: Connection, command: str) -> None:
    """A setting of the connection, outside any transaction."""
    raw = connection.connection.driver_connection
    assert raw is not None
    raw.execute(command)
