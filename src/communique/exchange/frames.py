"""Records as tables in memory: Arrow and pandas, columns as in tables.py."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import TYPE_CHECKING, Any

import msgspec

from communique.errors import UsageError
from communique.exchange.tables import CODINGS, Table

if TYPE_CHECKING:
    import pandas
    import pyarrow

BATCH = 20_000
"""Rows turned into columns at a time."""
CODED = frozenset(
    "event_type mode status zone cameo date_precision date_basis place_precision place_country kind state "
    "verdict subject_kind by coder rule outlet source actors actor_countries recipients "
    "recipient_countries proposer addressee speaker parties".split()
)
"""Columns whose values repeat: dictionary-encoded in Arrow, categories in pandas."""


def to_arrow(records: Iterable[msgspec.Struct], table: Table = CODINGS) -> pyarrow.Table:
    """A pyarrow.Table, one row a record. Raises UsageError when pyarrow is not installed."""
    try:
        import pyarrow
    except ImportError:
        raise UsageError("to_arrow and to_pandas need pyarrow; install communique[analysis]") from None
    schema = arrow_schema(table)
    batches = (
        pyarrow.record_batch(
            [pyarrow.array(values, field.type) for values, field in zip(columns, schema, strict=True)],
            schema=schema,
        )
        for columns in _columns(records, table)
    )
    return pyarrow.Table.from_batches(batches, schema).unify_dictionaries()


def arrow_schema(table: Table) -> Any:
    """The pyarrow.Schema of a table, with the meaning of each column in its metadata."""
    import pyarrow

    kinds = {
        "VARCHAR": pyarrow.string(), "DATE": pyarrow.date32(), "INTEGER": pyarrow.int32(),
        "DOUBLE": pyarrow.float64(), "BOOLEAN": pyarrow.bool_(),
    }  # fmt: skip
    return pyarrow.schema(
        [
            pyarrow.field(
                column.name,
                pyarrow.dictionary(pyarrow.int32(), pyarrow.string())
                if column.name in CODED
                else kinds[column.type],
                metadata={"meaning": column.meaning},
            )
            for column in table.columns
        ]
    )


def _columns(records: Iterable[msgspec.Struct], table: Table) -> Iterator[list[list[Any]]]:
    """The rows, a batch at a time, turned."""
    dates = [column.type == "DATE" for column in table.columns]
    stream = iter(records)
    while batch := list(islice(stream, BATCH)):
        rows = [table.row(record) for record in batch]
        turned = [list(values) for values in zip(*rows, strict=True)]
        for place, is_date in enumerate(dates):
            if is_date:
                turned[place] = [_day(value) for value in turned[place]]
        yield turned


def _day(value: Any) -> Any:
    """Some records carry days as ISO texts."""
    from datetime import date

    return date.fromisoformat(value) if isinstance(value, str) else value


def to_pandas(records: Iterable[msgspec.Struct], table: Table = CODINGS) -> pandas.DataFrame:
    """A pandas.DataFrame, one row a record: days as timestamps, coded columns as categories. Raises
    UsageError when pandas or pyarrow is not installed."""
    try:
        import pandas  # noqa: F401 - pyarrow makes the frame
    except ImportError:
        raise UsageError("to_pandas needs pandas; install communique[analysis]") from None
    return to_arrow(records, table).to_pandas(date_as_object=False)
