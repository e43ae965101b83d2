"""Addresses fetched, so that a feed read every day is fetched only when it has changed."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Makes the table of fetches."""
    op.create_table(
        "fetched",
        sa.Column("n", NUMBER, primary_key=True, autoincrement=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("run", sa.Integer(), nullable=False),
        sa.Column("status", sa.Integer()),
        sa.Column("reason", sa.Text()),
        sa.Column("etag", sa.Text()),
        sa.Column("modified", sa.Text()),
        sa.Column("size", sa.Integer(), nullable=False),
        sqlite_strict=True,
    )
    op.create_index("fetched_address", "fetched", ["address"])
