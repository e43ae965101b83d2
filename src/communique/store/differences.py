"""What changed between the answers of two runs, record by record."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
from sqlalchemy import Engine, Table, and_, or_, select

from communique.store import tables
from communique.store.filters import alive

KINDS = ("coding", "statement", "situation")


class Difference(msgspec.Struct, frozen=True, tag_field="record", tag="difference"):
    """A record that only one of two answers has (`added`, `removed`), or that differs in `fields`
    (`changed`).

    of: coding, statement or situation; before, after: the record in each, as JSON.
    """

    id: str
    of: str
    change: str
    source: str
    fields: tuple[str, ...]
    before: dict[str, Any] | None
    after: dict[str, Any] | None


def differences(engine: Engine, first: int, second: int) -> Iterator[Difference]:
    """Differences in the order of documents; only documents whose answer changed are read."""
    for number in _changed_documents(engine, first, second):
        with engine.connect() as connection:
            for kind in KINDS:
                table = tables.metadata.tables[kind]
                sides = [
                    {
                        record["id"]: record
                        for record in map(
                            msgspec.json.decode,
                            connection.execute(
                                select(table.c.record)
                                .where(table.c.document == number, alive(table, run))
                                .order_by(table.c.ord)
                            ).scalars(),
                        )
                    }
                    for run in (first, second)
                ]
                yield from between(kind, *sides)


def between(
    kind: str, before: dict[str, dict[str, Any]], after: dict[str, dict[str, Any]]
) -> Iterator[Difference]:
    """Differences between the records of one kind in two answers, by id."""
    for id_ in [*before, *(id_ for id_ in after if id_ not in before)]:
        old, new = before.get(id_), after.get(id_)
        if old == new:
            continue
        record = new or old or {}
        change = "removed" if new is None else "added" if old is None else "changed"
        fields = tuple(name for name in record if old and new and old.get(name) != new.get(name))
        yield Difference(id_, kind, change, record["document"]["source"], fields, old, new)


def _changed_documents(engine: Engine, first: int, second: int) -> list[int]:
    low, high = sorted((first, second))
    found: set[int] = set()
    with engine.connect() as connection:
        for kind in KINDS:
            table: Table = tables.metadata.tables[kind]
            wanted = select(table.c.document).where(
                or_(
                    and_(table.c.since_run > low, table.c.since_run <= high),
                    and_(table.c.until_run > low, table.c.until_run <= high),
                )
            )
            found.update(connection.execute(wanted.distinct()).scalars())
    return sorted(found)
