"""Current events and all documents lie in the order of days too, so that a page of a list is read alone."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"

CURRENT = sa.text("until_run IS NULL")


def upgrade() -> None:
    """Adds the two indexes."""
    op.create_index(
        "event_when", "event", ["rule", "date_start", "n"], sqlite_where=CURRENT, postgresql_where=CURRENT
    )
    op.create_index("document_when", "document", ["published", "n"])
