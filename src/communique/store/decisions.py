"""The review log: decisions are added, never changed; two on the same version are a conflict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from hashlib import sha256
from typing import Any

import msgspec
from sqlalchemy import Connection, Engine, func, insert, select

from communique.errors import Conflict
from communique.records import Decision
from communique.records.decision import Verdict
from communique.store import tables
from communique.store.answer import changed
from communique.store.engine import writing
from communique.store.filters import few_at_a_time
from communique.store.keys import record_digest
from communique.store.runs import now

_DECODER = msgspec.json.Decoder(Decision)


def decide(
    engine: Engine, record: msgspec.Struct, verdict: Verdict, *, by: str, base: int,
    changes: dict[str, Any] | None = None, note: str | None = None, at: datetime | None = None,
) -> Decision:  # fmt: skip
    """Adds a decision on a machine record (one with an `id`); on the disk when this returns.

    base: the version that the reviewer saw (`version_of`). Raises Conflict when somebody has decided on it in
    the meantime, UsageError when `changes` do not fit the record.
    """
    if verdict == "correct":
        changed(record, changes or {})
    kind = str(record.__struct_config__.tag)
    decision = Decision(
        str(getattr(record, "id")), kind, base, verdict, by,  # noqa: B009 - mypy knows no `id`
        at or now(), record_digest(record), changes or {}, note,
    )  # fmt: skip
    add_decision(engine, decision, machine=record)
    return decision


def add_decision(engine: Engine, decision: Decision, *, machine: msgspec.Struct | None = None) -> None:
    """Adds a decision as it is (import, hand-over between projects). Raises Conflict."""
    (problem,) = add_decisions(engine, [(decision, machine)])
    if problem is not None:
        raise problem


def add_decisions(
    engine: Engine, entries: Sequence[tuple[Decision, msgspec.Struct | None]]
) -> list[Conflict | None]:
    """Adds several decisions, each with the machine record that it judged, in one transaction: one wait for
    the disk. For each the conflict that kept it out, or null; the others are entered all the same.
    """
    log = tables.decision
    found: list[Conflict | None] = []
    rows: list[dict[str, Any]] = []
    with writing(engine, durable=True) as connection:
        versions = _versions(connection, {decision.subject for decision, _ in entries})
        number, mark = _end_of(connection)
        for decision, machine in entries:
            version, by = versions.get(decision.subject, (0, None))
            if decision.base != version:
                found.append(_conflict(connection, decision, version, by))
                continue
            raw = msgspec.json.encode(decision).decode()
            judged = msgspec.json.encode(machine).decode() if machine is not None else "null"
            number, mark = number + 1, link(mark, raw, judged)
            rows.append(
                {
                    "n": number, "subject": decision.subject, "base": decision.base,
                    "subject_kind": decision.subject_kind, "verdict": decision.verdict,
                    "machine_record": judged, "record": raw, "digest": mark,
                }
            )  # fmt: skip
            versions[decision.subject] = (decision.version, decision.by)
            found.append(None)
        if rows:
            connection.execute(insert(log), rows)
    return found


def _versions(connection: Connection, subjects: set[str]) -> dict[str, tuple[int, str | None]]:
    """Versions of records that were decided on. Who made the last is looked up only when somebody asks."""
    log = tables.decision
    found: dict[str, tuple[int, str | None]] = {}
    for few in few_at_a_time(sorted(subjects)):
        chosen = log.c.subject.in_(few)
        rows = connection.execute(
            select(log.c.subject, func.max(log.c.base)).where(chosen).group_by(log.c.subject)
        )
        found.update((subject, (base + 1, None)) for subject, base in rows)
    return found


def _end_of(connection: Connection) -> tuple[int, str]:
    """Number and digest of the last entry; 0 and nothing before the first."""
    log = tables.decision
    row = connection.execute(select(log.c.n, log.c.digest).order_by(log.c.n.desc()).limit(1)).first()
    return (0, "") if row is None else (int(row.n), str(row.digest))


def n_entries(engine: Engine) -> int:
    """The number of the last entry of the log, 0 before the first; nothing is read but that."""
    with engine.connect() as connection:
        return _end_of(connection)[0]


def version_of(engine: Engine, subject: str) -> int:
    """The version of an answer: 0 as the machine left it, one more for each decision."""
    with engine.connect() as connection:
        newest = _newest(connection, subject)
    return newest.version if newest else 0


def iter_decisions(engine: Engine, subject: str | None = None) -> Iterator[Decision]:
    """The log in order, or the entries on one record."""
    log = tables.decision
    wanted = select(log.c.record).order_by(log.c.n)
    if subject is not None:
        wanted = wanted.where(log.c.subject == subject)
    with engine.connect() as connection:
        records = connection.execute(wanted).scalars().all()
    yield from map(_DECODER.decode, records)


def latest_decisions(engine: Engine, kinds: Iterable[str] = ()) -> dict[str, Decision]:
    """The newest decision on each record, by its id."""
    log = tables.decision
    newest = select(func.max(log.c.n)).group_by(log.c.subject)
    wanted = select(log.c.record).where(log.c.n.in_(newest))
    chosen = list(kinds)
    if chosen:
        wanted = wanted.where(log.c.subject_kind.in_(chosen))
    with engine.connect() as connection:
        found = map(_DECODER.decode, connection.execute(wanted).scalars().all())
        return {one.subject: one for one in found}


def newest_of(engine: Engine, subjects: Iterable[str]) -> dict[str, Decision]:
    """The newest decision on each of some records, by its id."""
    log = tables.decision
    found: dict[str, Decision] = {}
    with engine.connect() as connection:
        for few in few_at_a_time(dict.fromkeys(subjects)):
            chosen = log.c.subject.in_(few)
            records = connection.execute(select(log.c.record).where(chosen).order_by(log.c.n)).scalars()
            found.update((one.subject, one) for one in map(_DECODER.decode, records))
    return found


def machine_record(engine: Engine, decision: Decision) -> dict[str, Any] | None:
    """The machine record that a decision judged, as it was then."""
    log = tables.decision
    wanted = select(log.c.machine_record).where(
        log.c.subject == decision.subject, log.c.base == decision.base
    )
    with engine.connect() as connection:
        text = connection.execute(wanted).scalar_one_or_none()
    return None if text is None else msgspec.json.decode(text)


def link(before: str, record: str, machine: str) -> str:
    """The digest of an entry: over the entry and the digest before it, so that no entry can be changed or
    taken out unnoticed.
    """
    return sha256(f"{before}\x1f{record}\x1f{machine}".encode()).hexdigest()[:32]


def _newest(connection: Any, subject: str) -> Decision | None:
    log = tables.decision
    record = connection.execute(
        select(log.c.record).where(log.c.subject == subject).order_by(log.c.base.desc()).limit(1)
    ).scalar_one_or_none()
    return None if record is None else _DECODER.decode(record)


def _conflict(connection: Connection, decision: Decision, version: int, by: str | None) -> Conflict:
    if by is None:
        newest = _newest(connection, decision.subject)
        by = newest.by if newest else "nobody"
    return Conflict(
        f"{decision.subject}: decided on version {decision.base}, but it is at version {version} "
        f"(by {by}); look at it again",
        decision.subject, version, by,
    )  # fmt: skip
