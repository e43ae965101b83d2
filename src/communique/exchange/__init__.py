"""Every format that leaves or enters; one file per format."""

from communique.exchange.columns import COLUMNS, flat_row
from communique.exchange.jsonl import Record, encode_line, limit_quotes
from communique.exchange.schema import record_schema
from communique.exchange.table import write_csv, write_parquet

__all__ = [
    "COLUMNS",
    "Record",
    "encode_line",
    "flat_row",
    "limit_quotes",
    "record_schema",
    "write_csv",
    "write_parquet",
]
