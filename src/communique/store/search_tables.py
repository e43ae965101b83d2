"""Full-text indexes: FTS5 tables without content of their own in SQLite, a table of words in PostgreSQL."""

from __future__ import annotations

from sqlalchemy import Connection, text

TARGETS = ("article", "coding", "event")


def create_search(connection: Connection) -> None:
    """Makes the indexes; their row numbers are those of the tables they lead to."""
    if connection.dialect.name == "sqlite":
        for target in TARGETS:
            connection.execute(
                text(
                    f"CREATE VIRTUAL TABLE search_{target} USING fts5(words, content='', "
                    'tokenize="unicode61 remove_diacritics 2")'
                )
            )
        return
    for target in TARGETS:
        connection.execute(
            text(f"CREATE TABLE search_{target} (n BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)")
        )
        connection.execute(text(f"CREATE INDEX search_{target}_words ON search_{target} USING gin (words)"))
