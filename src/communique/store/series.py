"""Sums over events by month: of a pair out of the project, of all pairs out of a snapshot."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Engine, and_, func, or_, select

from communique.store import tables
from communique.store.engine import place_of, told
from communique.store.filters import Day, alive, on_days, one_of
from communique.store.snapshot import CONFIG, read_manifest

UNKNOWN = tables.FIRST[:7]
PAIRS = "event_pair.parquet"
KEYS = {
    "month": "substr(day, 1, 7)", "source": "source", "target": "target", "event_type": "event_type",
    "quad": "CAST(quad AS VARCHAR)",
}  # fmt: skip
"""What the sums of a snapshot are grouped by, as SQL has it."""
MANY = 3_000_000
"""Rows from which on several threads gain time."""


class Month(msgspec.Struct, frozen=True):
    """Events of one type from one party to another in one month ("2013-06"; null: of unknown date).
    goldstein, plover_score: sums over the events that have one. n_documents: articles that tell of them.
    """

    month: str | None
    source: str
    target: str
    event_type: str
    quad: int
    n: int
    n_documents: int
    goldstein: float
    plover_score: float


def months(
    engine: Engine, *, pair: tuple[str, str] | None = None, directed: bool = False, rule: str | None = None,
    since: Day = None, until: Day = None, statuses: str | Iterable[str] | None = None,
    as_of: int | None = None,
) -> list[Month]:  # fmt: skip
    """Sums by month, pair and type, in that order. An event counts in the month of its first day."""
    table = tables.event_pair
    month = func.substr(table.c.day, 1, 7)
    conditions = [alive(table, as_of), *one_of(table.c.rule, rule), *one_of(table.c.status, statuses)]
    if pair is not None:
        one, other = pair
        ways = [and_(table.c.source == one, table.c.target == other)]
        if not directed and one != other:
            ways.append(and_(table.c.source == other, table.c.target == one))
        conditions.append(or_(*ways))
    conditions += on_days(table.c.day, since, until)
    if until is not None:
        conditions.append(table.c.day != tables.FIRST)
    keys = (month, table.c.source, table.c.target, table.c.event_type, table.c.quad)
    wanted = (
        select(
            *keys,
            func.count(),
            func.sum(table.c.n_documents),
            func.coalesce(func.sum(table.c.goldstein), 0.0),
            func.coalesce(func.sum(table.c.plover_score), 0.0),
        )
        .where(*conditions)
        .group_by(*keys)
        .order_by(*keys)
    )
    with told(place_of(engine)), engine.connect() as connection:
        return [_month(row) for row in connection.execute(wanted)]


def month_columns(folder: Path, *, rule: str | None = None) -> dict[str, Any]:
    """Sums of all pairs by month and type, read by DuckDB from a snapshot: numpy arrays by the names of
    Month's fields, in no order; months of unknown date read "0001-01".

    Raises StoreMissing when the folder is no snapshot.
    """
    import duckdb
    import numpy as np

    rows = read_manifest(folder).files[PAIRS].rows
    config = {**CONFIG, "threads": "1"} if rows < MANY else CONFIG
    table, path = "read_parquet(?)", str(folder / PAIRS)
    with duckdb.connect(config=config) as connection:
        lists = ", ".join(f"list(DISTINCT {expression})" for expression in KEYS.values())
        found = connection.execute(f"SELECT {lists} FROM {table}", [path]).fetchone() or ()
        values = {name: sorted(some or ()) for name, some in zip(KEYS, found, strict=True)}
        key = "0::BIGINT"
        for name, expression in KEYS.items():
            code = _code(connection, name, expression, values[name])
            key = f"({key}) * {max(1, len(values[name]))} + {code}"
        wanted = (
            f"SELECT {key} AS key, count(*) AS n, sum(n_documents) AS n_documents, "
            "coalesce(sum(goldstein), 0.0) AS goldstein, coalesce(sum(plover_score), 0.0) AS plover_score "
            f"FROM {table} WHERE ? IS NULL OR rule = ? GROUP BY key"
        )
        sums: dict[str, Any] = connection.execute(wanted, [path, rule, rule]).fetchnumpy()
    rest, keys = sums.pop("key").astype(np.int64), {}
    for name in reversed(KEYS):
        rest, place = np.divmod(rest, max(1, len(values[name])))
        keys[name] = np.array(values[name], dtype=np.int64 if name == "quad" else object)[place]
    return {name: keys[name] for name in KEYS} | sums


def _code(connection: Any, name: str, expression: str, values: list[Any]) -> str:
    """An SQL expression for the place of a key among its values. All the places of a row make one number,
    which is grouped and handed over several times as fast as five texts.
    """
    if not values:
        return "0"
    texts = ", ".join("'" + str(value).replace("'", "''") + "'" for value in values)
    connection.execute(f"CREATE TYPE key_{name} AS ENUM ({texts})")
    return f"CAST(enum_code(CAST({expression} AS key_{name})) AS BIGINT)"


def months_of_snapshot(folder: Path, *, rule: str | None = None) -> list[Month]:
    """The same as records, in the order of `months`. Raises StoreMissing when the folder is no snapshot."""
    columns = month_columns(folder, rule=rule)
    return [
        _month(row) for row in sorted(zip(*(column.tolist() for column in columns.values()), strict=True))
    ]


def _month(row: Any) -> Month:
    month, source, target, event_type, quad, n, n_documents, goldstein, plover_score = row
    return Month(
        None if month == UNKNOWN else month, source, target, event_type, quad, n, int(n_documents),
        round(float(goldstein), 6), round(float(plover_score), 6),
    )  # fmt: skip
