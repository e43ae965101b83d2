"""Tables of a project file, as SQLAlchemy Core knows them; migrations/ holds how a file comes to have them.

Keys are local: rows are numbered in the order in which they come, records hang on the number of their
document. The one random key is the hash of a document's content, which recognises what is there already.
Records lie in full, as JSON, in `record`; the other columns are what they are found by. A row is part of the
answer of run r when since_run <= r and (until_run is null or until_run > r); a newer answer closes the older
one and never overwrites it. Days are ISO texts; a missing first day is FIRST, a missing last day LAST in
columns that are compared.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    REAL,
    BigInteger,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)

FIRST = "0001-01-01"
LAST = "9999-12-31"
CURRENT = text("until_run IS NULL")

metadata = MetaData()
Number = BigInteger().with_variant(Integer(), "sqlite")
Real = Float(53).with_variant(REAL(), "sqlite")


def _table(name: str, *columns: Column[Any] | Index, rowid: bool = True) -> Table:
    return Table(name, metadata, *columns, sqlite_strict=True, sqlite_with_rowid=rowid)


def _number() -> Column[Any]:
    return Column("n", Number, primary_key=True, autoincrement=False)


def _versioned(*columns: Column[Any]) -> list[Column[Any]]:
    """Columns of every record that hangs on a document."""
    return [
        _number(),
        Column("document", Number, ForeignKey("document.n"), nullable=False),
        Column("ord", Integer, nullable=False),
        Column("since_run", Integer, nullable=False),
        Column("until_run", Integer),
        Column("ident", Number, nullable=False),
        *columns,
        Column("record", Text, nullable=False),
    ]


def _derived(*columns: Column[Any]) -> list[Column[Any]]:
    """Columns of every record that a job over the whole collection makes."""
    return [
        _number(),
        Column("id", Text, nullable=False),
        Column("since_run", Integer, nullable=False),
        Column("until_run", Integer),
        Column("digest", Number, nullable=False),
        *columns,
        Column("record", Text, nullable=False),
    ]


project = _table(
    "project", Column("key", Text, primary_key=True), Column("value", Text, nullable=False), rowid=False
)

run = _table(
    "run",
    _number(),
    Column("kind", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("record", Text, nullable=False),
)

coder = _table("coder", _number(), Column("record", Text, nullable=False, unique=True))

document = _table(
    "document",
    _number(),
    Column("hash", Text, nullable=False, unique=True),
    Column("id", Text, nullable=False, index=True),
    Column("source", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("title", Text),
    Column("outlet", Text),
    Column("published", Text),
    Column("url", Text),
    Column("run", Integer, nullable=False),
    Column("digest", Number, nullable=False),
    Column("record", Text, nullable=False),
    Index("document_when", "published", "n"),
)

content = _table(
    "content",
    Column("document", Number, ForeignKey("document.n"), primary_key=True, autoincrement=False),
    Column("packing", Text, nullable=False),
    Column("size", Integer, nullable=False),
    Column("text_size", Integer, nullable=False),
    Column("bytes", LargeBinary, nullable=False),
)

sighting = _table(
    "sighting",
    Column("document", Number, ForeignKey("document.n"), primary_key=True, autoincrement=False),
    Column("source", Text, primary_key=True),
    Column("run", Integer, nullable=False),
    rowid=False,
)

answer = _table(
    "answer",
    _number(),
    Column("document", Number, ForeignKey("document.n"), nullable=False),
    Column("run", Integer, nullable=False),
    Column("coder", Integer, ForeignKey("coder.n"), nullable=False),
    Column("until_run", Integer),
    Column("digest", Number, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("n_sentences", Integer, nullable=False),
    Column("n_words", Integer, nullable=False),
    Column("n_codings", Integer, nullable=False),
    Column("seconds", Real, nullable=False),
    Index("answer_of", "document", "run"),
)

article = _table("article", *_versioned(), Index("article_of", "document"))

coding = _table(
    "coding",
    *_versioned(
        Column("event_type", Text, nullable=False),
        Column("mode", Text),
        Column("status", Text, nullable=False),
        Column("background", Integer, nullable=False),
        Column("date_start", Text, nullable=False),
        Column("date_end", Text, nullable=False),
        Column("confidence", Real, nullable=False),
    ),
    Index("coding_of", "document", "since_run", "ord"),
    Index("coding_ident", "ident"),
)

coding_pair = _table(
    "coding_pair",
    Column("coding", Number, primary_key=True, autoincrement=False),
    Column("source", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Index("coding_pair_of", "source", "target", "coding"),
    rowid=False,
)

statement = _table(
    "statement",
    *_versioned(Column("speaker", Text), Column("addressee", Text)),
    Index("statement_of", "document"),
    Index("statement_ident", "ident"),
)

situation = _table(
    "situation",
    *_versioned(
        Column("kind", Text, nullable=False),
        Column("holds", Integer, nullable=False),
        Column("parties", Text, nullable=False),
    ),
    Index("situation_of", "document"),
    Index("situation_ident", "ident"),
)

refusal = _table(
    "refusal",
    *_versioned(Column("stage", Text, nullable=False), Column("reason", Text, nullable=False)),
    Index("refusal_of", "document"),
    Index("refusal_reason", "reason"),
)

unread = _table(
    "unread",
    _number(),
    Column("id", Text, nullable=False, unique=True),
    Column("run", Integer, nullable=False),
    Column("source", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("record", Text, nullable=False),
)
"""Inputs that never became a document: broken lines, missing files, addresses that gave nothing."""

event = _table(
    "event",
    *_derived(
        Column("rule", Text, nullable=False),
        Column("event_type", Text, nullable=False),
        Column("mode", Text),
        Column("status", Text, nullable=False),
        Column("date_start", Text, nullable=False),
        Column("date_end", Text, nullable=False),
        Column("confidence", Real, nullable=False),
        Column("n_documents", Integer, nullable=False),
    ),
    Index("event_id", "id"),
    Index("event_when", "rule", "date_start", "n", sqlite_where=CURRENT, postgresql_where=CURRENT),
)

event_pair = _table(
    "event_pair",
    Column("source", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("day", Text, primary_key=True),
    Column("event", Number, primary_key=True, autoincrement=False),
    Column("since_run", Integer, nullable=False),
    Column("until_run", Integer),
    Column("rule", Text, nullable=False),
    Column("event_type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("n_documents", Integer, nullable=False),
    Column("quad", Integer, nullable=False),
    Column("goldstein", Real),
    Column("plover_score", Real),
    Index("event_pair_event", "event"),
    rowid=False,
)
"""Lies in the order of pairs and days, so that the months of a pair are read in one go."""

standing = _table(
    "standing",
    *_derived(
        Column("kind", Text, nullable=False),
        Column("parties", Text, nullable=False),
        Column("true_from", Text, nullable=False),
        Column("true_until", Text, nullable=False),
        Column("known_from", Text, nullable=False),
        Column("known_until", Text, nullable=False),
    ),
    Index("standing_id", "id"),
    Index("standing_when", "true_from", "true_until", "known_from", "known_until", "until_run"),
)

commitment = _table(
    "commitment",
    *_derived(
        Column("kind", Text, nullable=False),
        Column("proposer", Text),
        Column("addressee", Text),
        Column("made", Text, nullable=False),
        Column("deadline", Text),
        Column("state", Text, nullable=False),
    ),
    Index("commitment_id", "id"),
)

note = _table(
    "note",
    *_derived(Column("kind", Text, nullable=False)),
    Index("note_id", "kind", "id"),
)
"""Whatever else a job over the collection makes: stories, origin trees. One kind a job."""

decision = _table(
    "decision",
    _number(),
    Column("subject", Text, nullable=False),
    Column("base", Integer, nullable=False),
    Column("subject_kind", Text, nullable=False),
    Column("verdict", Text, nullable=False),
    Column("machine_record", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("decision_once", "subject", "base", unique=True),
)

in_flight = _table(
    "in_flight",
    Column("hash", Text, primary_key=True),
    Column("source", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("alone", Integer, nullable=False),
    rowid=False,
)

fetched = _table(
    "fetched",
    _number(),
    Column("address", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("run", Integer, nullable=False),
    Column("status", Integer),
    Column("reason", Text),
    Column("etag", Text),
    Column("modified", Text),
    Column("size", Integer, nullable=False),
    Index("fetched_address", "address"),
)
"""Every fetch of an address; status: of HTTP, null when nothing came (then `reason` says why). size:
bytes.
"""

account = _table(
    "account",
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("made_at", Text, nullable=False),
    rowid=False,
)
"""People who may reach the project over a network; password: argon2's hash."""

session = _table(
    "session",
    Column("token", Text, primary_key=True),
    Column("account", Text, nullable=False),
    Column("started_at", Text, nullable=False),
    Column("seen_at", Text, nullable=False),
    Index("session_account", "account"),
    rowid=False,
)
"""Who is signed in; token: the hash of what the browser holds."""
