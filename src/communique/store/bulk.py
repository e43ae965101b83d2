"""Many rows at once, handed to the driver as they are: five times as fast as through the layer above it."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Index, Table


class Bulk:
    """Adds rows, tuples in the order of `columns`, to a table; columns left out are null."""

    def __init__(self, connection: Connection, table: Table, columns: Sequence[str]) -> None:
        self._connection = connection
        sign = "?" if connection.dialect.name == "sqlite" else "%s"
        names, signs = ", ".join(columns), ", ".join([sign] * len(columns))
        self._command = f"INSERT INTO {table.name} ({names}) VALUES ({signs})"

    def add(self, rows: list[tuple[Any, ...]]) -> None:
        """Adds the rows."""
        if rows:
            self._connection.exec_driver_sql(self._command, rows)


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Python's search for unreachable cycles is off while many records stream by: they hold none, and looking
    through all that stands in memory again and again costs a seventh of a load. It is on again at the end,
    however that comes; where it was off before it stays off. What needs it meanwhile calls `sweep`.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def sweep() -> None:
    """Frees cycles among the newest objects only, in a fraction of a millisecond."""
    gc.collect(0)


class LateIndexes:
    """The indexes of a table that is loaded for the first time: they are taken away while the rows come and
    made at the end, which costs a fifth of keeping them in order all the while. Both happen in the
    transaction that loads, so that a load that is cut off changes nothing. Only in SQLite: PostgreSQL would
    lock readers out meanwhile.
    """

    def __init__(self, connection: Connection, *tables: Table) -> None:
        self._connection = connection
        self._indexes: list[Index] = []
        if connection.dialect.name == "sqlite":
            self._indexes = [index for table in tables for index in table.indexes]
        for index in self._indexes:
            index.drop(connection)

    def make(self) -> None:
        """Makes them."""
        for index in sorted(self._indexes, key=lambda index: str(index.name)):
            index.create(self._connection)


def add_words(connection: Connection, target: str, rows: list[tuple[int, str]]) -> None:
    """Adds (number, words) to the full-text index of a table."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        command = f"INSERT INTO search_{target} (rowid, words) VALUES (?, ?)"
    else:
        command = f"INSERT INTO search_{target} (n, words) VALUES (%s, to_tsvector('simple', %s))"
    connection.exec_driver_sql(command, rows)
