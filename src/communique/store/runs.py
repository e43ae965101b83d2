"""Runs: the log of what changed a project, and with what."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, func, insert, select, update

from communique.errors import UsageError
from communique.records import Coder, Run, RunSummary
from communique.store import tables
from communique.store.engine import writing

_DECODER = msgspec.json.Decoder(Run)


def process_name() -> str:
    """host:pid of this process."""
    return f"{socket.gethostname()}:{os.getpid()}"


def is_alive(process: str | None) -> bool:
    """Whether the process of a run is there; of other hosts nothing is known, so they count as alive."""
    if process is None:
        return False
    host, _, pid = process.rpartition(":")
    if host != socket.gethostname():
        return True
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        pass
    return True


def hash_of(value: object) -> str:
    """SHA-256 of a value as JSON with sorted keys."""
    return sha256(msgspec.json.encode(value, order="sorted")).hexdigest()


def next_number(connection: Connection, table: Any) -> int:
    """The number of the next row; to be asked inside a write transaction."""
    return int(connection.execute(select(func.coalesce(func.max(table.c.n), 0))).scalar_one()) + 1


def begin_run(
    engine: Engine, kind: str, *, inputs: tuple[str, ...] = (), coder: Coder | None = None,
    config: dict[str, Any] | None = None,
) -> Run:  # fmt: skip
    """A new run; or one of the same kind, inputs, coder and configuration that was cut off, taken up
    again.
    """
    hashes = {"config": hash_of(config or {})}
    with writing(engine) as connection:
        for one in _running(connection):
            same = (one.kind, one.inputs, one.coder, one.hashes.get("config")) == (
                kind, inputs, coder, hashes["config"],
            )  # fmt: skip
            gone = not is_alive(one.process)
            # A run of this very process is either the same one, begun again after an error, or another
            # thread's.
            if same and kind in ("add", "recode") and (gone or one.process == process_name()):
                resumed = int(one.notes.get("resumed", 0)) + 1
                run = msgspec.structs.replace(
                    one, process=process_name(), notes={**one.notes, "resumed": resumed}
                )
                _save(connection, run)
                return run
            if gone:
                _save(connection, msgspec.structs.replace(one, state="stopped", process=None))
        run = Run(
            next_number(connection, tables.run), kind, "running", now(), None, coder, inputs, hashes,
            process_name(), None, {"config": config or {}},
        )  # fmt: skip
        connection.execute(
            insert(tables.run).values(n=run.n, kind=run.kind, state=run.state, record=_json(run))
        )
        return run


def end_run(
    engine: Engine, run: Run, *, summary: RunSummary | None = None, inputs_hash: str | None = None,
    state: str = "finished", notes: dict[str, Any] | None = None,
) -> Run:  # fmt: skip
    """The run closed (`finished`, or `stopped` by its user)."""
    hashes = run.hashes if inputs_hash is None else {**run.hashes, "inputs": inputs_hash}
    done = msgspec.structs.replace(
        run, state=state, ended_at=now(), summary=summary, hashes=hashes, process=None,
        notes={**run.notes, **(notes or {})},
    )  # fmt: skip
    with writing(engine) as connection:
        _save(connection, done)
    return done


def coder_number(connection: Connection, coder: Coder) -> int:
    """The number of a coder, entered when it is new."""
    record = msgspec.json.encode(coder, order="sorted").decode()
    found = connection.execute(
        select(tables.coder.c.n).where(tables.coder.c.record == record)
    ).scalar_one_or_none()
    if found is not None:
        return int(found)
    number = next_number(connection, tables.coder)
    connection.execute(insert(tables.coder).values(n=number, record=record))
    return number


def iter_runs(engine: Engine, kind: str | None = None) -> Iterator[Run]:
    """Runs in order."""
    wanted = select(tables.run.c.record).order_by(tables.run.c.n)
    if kind is not None:
        wanted = wanted.where(tables.run.c.kind == kind)
    with engine.connect() as connection:
        records = connection.execute(wanted).scalars().all()
    yield from map(_DECODER.decode, records)


def get_run(engine: Engine, number: int) -> Run:
    """A run by its number. Raises UsageError when there is none."""
    with engine.connect() as connection:
        record = connection.execute(
            select(tables.run.c.record).where(tables.run.c.n == number)
        ).scalar_one_or_none()
        last = connection.execute(select(func.max(tables.run.c.n))).scalar_one()
    if record is None:
        raise UsageError(
            f"no run {number}; " + (f"runs go from 1 to {last}" if last else "there is none yet")
        )
    return _DECODER.decode(record)


def _running(connection: Connection) -> list[Run]:
    found = connection.execute(select(tables.run.c.record).where(tables.run.c.state == "running")).scalars()
    return [_DECODER.decode(record) for record in found]


def _save(connection: Connection, run: Run) -> None:
    connection.execute(
        update(tables.run).where(tables.run.c.n == run.n).values(state=run.state, record=_json(run))
    )


def _json(run: Run) -> str:
    return msgspec.json.encode(run).decode()


def now() -> datetime:
    """The time of an entry: UTC, whole seconds."""
    return datetime.now(UTC).replace(microsecond=0)
