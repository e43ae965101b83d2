"""`doctor`: finds damage and names it. SQLite's own check does not see two of three flipped bits, so every
record is compared with the digest written beside it, every document with the hash of its bytes.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from typing import Any

import msgspec
from sqlalchemy import Engine, Table, inspect, select

from communique.errors import StoreError
from communique.records import Article, Coding, Decision, Document, Event, Refusal, Run, Situation, Statement
from communique.store import tables
from communique.store.content import SAME, TEXT, unpack
from communique.store.decisions import link
from communique.store.engine import explained, place_of
from communique.store.keys import digest, ident, pairs
from communique.store.search_tables import TARGETS

_JSON = msgspec.json.Encoder()


class Finding(msgspec.Struct, frozen=True, tag_field="record", tag="finding"):
    """Something wrong. what: file, schema, document, record, derived, decision, run, search or snapshot;
    where: the row or document by name; detail: what was seen and what was expected.
    """

    what: str
    where: str
    detail: str


def examine(engine: Engine) -> Iterator[Finding]:
    """Everything that is wrong with a project, part by part. A part that cannot be read is a finding
    itself.
    """
    for part in (_file, _schema, _documents, _answers, _derived, _pairs, _decisions, _runs, _search):
        try:
            yield from part(engine)
        except (StoreError, msgspec.DecodeError, ValueError) as problem:
            yield Finding("file", part.__name__.strip("_"), f"cannot be read: {problem}")
        except Exception as problem:  # whatever a driver makes of damaged pages
            yield Finding(
                "file", part.__name__.strip("_"), str(explained(place_of(engine), _origin(problem)))
            )


def _origin(problem: Exception) -> BaseException:
    return getattr(problem, "orig", None) or problem


def _file(engine: Engine) -> Iterator[Finding]:
    if engine.dialect.name != "sqlite":
        return
    with engine.connect() as connection:
        for (line,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if line != "ok":
                yield Finding("file", "integrity_check", line)
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Finding("file", f"{table} row {row}", f"hangs on a row of {parent} that is not there")


def _schema(engine: Engine) -> Iterator[Finding]:
    found = inspect(engine)
    for name, table in tables.metadata.tables.items():
        if not found.has_table(name):
            yield Finding("schema", name, "the table is missing")
            continue
        missing = {column.name for column in table.c} - {column["name"] for column in found.get_columns(name)}
        if missing:
            yield Finding("schema", name, f"columns are missing: {', '.join(sorted(missing))}")
        lost = {index.name for index in table.indexes} - {one["name"] for one in found.get_indexes(name)}
        if lost:
            yield Finding("schema", name, f"indexes are missing: {', '.join(sorted(map(str, lost)))}")
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            wanted = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
            names = {name for (name,) in connection.exec_driver_sql(wanted)}
        for name in ("decision_no_update", "decision_no_delete"):
            if name not in names:
                yield Finding("schema", name, "the trigger that keeps the review log append-only is missing")


def _rows(engine: Engine, wanted: Any) -> Iterator[Any]:
    with engine.connect() as connection:
        yield from connection.execution_options(yield_per=500).execute(wanted)


def _documents(engine: Engine) -> Iterator[Finding]:
    document, content = tables.document, tables.content
    wanted = (
        select(document, content.c.packing, content.c.size, content.c.text_size, content.c.bytes)
        .join_from(document, content, content.c.document == document.c.n, isouter=True)
        .order_by(document.c.n)
    )
    for row in _rows(engine, wanted):
        where = f"document {row.n} ({row.source})"
        if digest(row.record.encode()) != row.digest:
            yield Finding("document", where, "its description is not what was written")
            continue
        known = msgspec.json.decode(row.record, type=Document)
        plain = {"id": known.id, "source": known.source, "kind": known.kind, "url": known.url}
        wrong = [name for name, value in plain.items() if _bare(getattr(row, name)) != _bare(value)]
        if wrong:
            yield Finding("document", where, f"columns are not what was written: {', '.join(wrong)}")
        if row.packing is None:
            yield Finding("document", where, "its content is missing")
            continue
        try:
            _, raw = unpack(known.encoding, row.packing, row.text_size, row.bytes)
        except (zlib.error, UnicodeDecodeError) as problem:
            yield Finding("document", where, f"its content is damaged: {problem}")
            continue
        if row.packing != TEXT and raw is not None:
            actual = sha256(raw).hexdigest()
            if known.raw_hash and not actual.startswith(known.raw_hash):
                seen = f"SHA-256 {actual[:16]}…, expected {known.raw_hash[:16]}…"
                yield Finding("document", where, f"its bytes are not those received: {seen}")
            elif row.packing == SAME and len(raw) != row.size:
                yield Finding("document", where, f"{len(raw)} bytes, expected {row.size}")


def _bare(value: str | None) -> str | None:
    return None if value is None else value.replace("\0", "").encode("utf-8", "replace").decode()


def _answers(engine: Engine) -> Iterator[Finding]:
    """The records of each answer against its digest; columns against records."""
    answer = tables.answer
    wanted = select(answer.c.document, answer.c.run, answer.c.digest, answer.c.refused).order_by(answer.c.n)
    with engine.connect() as connection:
        for number, run, mark, is_refused in _rows(engine, wanted):
            pieces: list[bytes] = []
            for table in (tables.article, tables.coding, tables.statement, tables.situation, tables.refusal):
                chosen = (
                    select(table.c.record)
                    .where(
                        table.c.document == number,
                        table.c.since_run <= run,
                        (table.c.until_run.is_(None)) | (table.c.until_run > run),
                    )
                    .order_by(table.c.ord)
                )
                records = [record.encode() for record in connection.execute(chosen).scalars()]
                if table is tables.article and not records:
                    records = [b"null"]
                pieces += records
            if digest(b"\n".join(pieces)) != mark:
                what = "refusal" if is_refused else "answer"
                yield Finding(
                    "record",
                    f"document {number}, run {run}",
                    f"the records of its {what} are not what was written",
                )
    yield from _columns(engine)


def _columns(engine: Engine) -> Iterator[Finding]:
    kinds: tuple[tuple[Table, Any], ...] = (
        (tables.article, Article), (tables.coding, Coding), (tables.statement, Statement),
        (tables.situation, Situation), (tables.refusal, Refusal),
    )  # fmt: skip
    for table, kind in kinds:
        decoder = msgspec.json.Decoder(kind)
        for row in _rows(engine, select(table).order_by(table.c.n)):
            where = f"{table.name} {row.n} of document {row.document}"
            try:
                record = decoder.decode(row.record)
            except msgspec.DecodeError as problem:
                yield Finding("record", where, f"is no {table.name}: {problem}")
                continue
            wrong = [name for name, value in _expected(record).items() if getattr(row, name) != value]
            if wrong:
                yield Finding("record", where, f"columns are not those of the record: {', '.join(wrong)}")


def _expected(record: Any) -> dict[str, Any]:
    """Values of columns that stand in a record as well."""
    if isinstance(record, Article):
        return {}
    found: dict[str, Any] = {"ident": ident(record.id)}
    if isinstance(record, Coding):
        found |= {
            "event_type": record.event_type, "status": record.status, "mode": record.mode,
            "background": int(record.background), "confidence": record.confidence,
            "date_start": record.date.start.isoformat() if record.date.start else tables.FIRST,
            "date_end": record.date.end.isoformat() if record.date.end else tables.LAST,
        }  # fmt: skip
    elif isinstance(record, Situation):
        found |= {"kind": record.kind, "holds": int(record.holds)}
    elif isinstance(record, Refusal):
        found |= {"stage": record.stage, "reason": record.reason}
    return found


def _derived(engine: Engine) -> Iterator[Finding]:
    for table in (tables.event, tables.standing, tables.commitment, tables.note):
        wanted = select(table.c.n, table.c.id, table.c.digest, table.c.record).order_by(table.c.n)
        for n, id_, mark, record in _rows(engine, wanted):
            if digest(record.encode()) != mark:
                yield Finding("derived", f"{table.name} {n} ({id_})", "the record is not what was written")


def _pairs(engine: Engine) -> Iterator[Finding]:
    """Pairs against the records they are of; both read in the order of their numbers."""
    for table, pair_table, kind in (
        (tables.coding, tables.coding_pair, Coding),
        (tables.event, tables.event_pair, Event),
    ):
        own = pair_table.c[table.name]
        decoder: Any = msgspec.json.Decoder(kind)
        entered = groupby(
            _rows(engine, select(own, pair_table.c.source, pair_table.c.target).order_by(own)),
            key=lambda row: int(row[0]),
        )
        at, there = next(entered, (None, iter(())))
        for n, record in _rows(engine, select(table.c.n, table.c.record).order_by(table.c.n)):
            while at is not None and at < n:
                yield Finding("record", f"{table.name} {at}", "there are pairs of it, and no record")
                at, there = next(entered, (None, iter(())))
            seen: set[tuple[str, str]] = set()
            if at == n:
                seen = {(source, target) for _, source, target in there}
                at, there = next(entered, (None, iter(())))
            try:
                one = decoder.decode(record)
            except msgspec.DecodeError:
                continue  # told already
            if set(pairs(one.actors, one.recipients)) != seen:
                yield Finding("record", f"{table.name} {n}", "its pairs are not those of the record")
        if at is not None:
            yield Finding("record", f"{table.name} {at}", "there are pairs of it, and no record")


def _decisions(engine: Engine) -> Iterator[Finding]:
    log = tables.decision
    before, versions = "", dict[str, int]()
    for row in _rows(engine, select(log).order_by(log.c.n)):
        where = f"decision {row.n} on {row.subject}"
        if link(before, row.record, row.machine_record) != row.digest:
            yield Finding("decision", where, "it, or the one before it, is not what was written")
        before = row.digest
        decision = msgspec.json.decode(row.record, type=Decision)
        if decision.base != versions.get(row.subject, 0) or decision.base != row.base:
            yield Finding(
                "decision", where, f"is on version {decision.base}, expected {versions.get(row.subject, 0)}"
            )
        versions[row.subject] = decision.version


def _runs(engine: Engine) -> Iterator[Finding]:
    for n, record in _rows(engine, select(tables.run.c.n, tables.run.c.record)):
        try:
            if msgspec.json.decode(record, type=Run).n != n:
                yield Finding("run", f"run {n}", "its record bears another number")
        except msgspec.DecodeError as problem:
            yield Finding("run", f"run {n}", f"is no run: {problem}")


def _search(engine: Engine) -> Iterator[Finding]:
    for target in TARGETS:
        with engine.connect() as connection:
            wanted = f"SELECT count(*) FROM search_{target}"
            if engine.dialect.name == "sqlite":
                wanted = f"SELECT count(*) FROM search_{target}_docsize"
            n_words = connection.exec_driver_sql(wanted).scalar_one()
            n_rows = connection.exec_driver_sql(f"SELECT count(*) FROM {target}").scalar_one()
        if n_words != n_rows:
            yield Finding("search", target, f"{n_words} entries for {n_rows} rows")


__all__ = ["Finding", "examine"]
