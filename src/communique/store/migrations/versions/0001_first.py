"""The first schema."""

from __future__ import annotations

from alembic import op

from communique.store.search_tables import create_search
from communique.store.tables import metadata
from communique.store.triggers import create_triggers

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Makes all tables."""
    connection = op.get_bind()
    metadata.create_all(connection)
    create_search(connection)
    create_triggers(connection)
