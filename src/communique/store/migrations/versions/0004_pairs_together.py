"""Pairs of events lie in the order of pairs and days, so that the months of a pair are read in one go."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REAL = sa.Float(53).with_variant(sa.REAL(), "sqlite")
COLUMNS = (
    "source, target, day, event, since_run, until_run, rule, event_type, status, n_documents, quad, "
    "goldstein, plover_score"
)


def upgrade() -> None:
    """Writes the table anew under its new key."""
    op.rename_table("event_pair", "event_pair_before")
    op.create_table(
        "event_pair",
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("target", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("event", NUMBER, autoincrement=False, nullable=False),
        sa.Column("since_run", sa.Integer(), nullable=False),
        sa.Column("until_run", sa.Integer()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("event_type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("n_documents", sa.Integer(), nullable=False),
        sa.Column("quad", sa.Integer(), nullable=False),
        sa.Column("goldstein", REAL),
        sa.Column("plover_score", REAL),
        sa.PrimaryKeyConstraint("source", "target", "day", "event", name="event_pair_key"),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
    op.execute(
        f"INSERT INTO event_pair ({COLUMNS}) SELECT {COLUMNS} FROM event_pair_before "
        "ORDER BY source, target, day, event"
    )
    op.drop_index("event_pair_of", "event_pair_before")
    op.drop_table("event_pair_before")
    op.create_index("event_pair_event", "event_pair", ["event"])
