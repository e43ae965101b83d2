"""The review log is append-only: the database itself refuses to change or delete a decision."""

from __future__ import annotations

from sqlalchemy import Connection, text

MESSAGE = "the review log is append-only"


def create_triggers(connection: Connection) -> None:
    """Makes the triggers on `decision`."""
    if connection.dialect.name == "sqlite":
        for act in ("UPDATE", "DELETE"):
            connection.execute(
                text(
                    f"CREATE TRIGGER decision_no_{act.lower()} BEFORE {act} ON decision "
                    f"BEGIN SELECT RAISE(ABORT, '{MESSAGE}'); END"
                )
            )
        return
    connection.execute(
        text(
            "CREATE OR REPLACE FUNCTION decision_stays() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN RAISE EXCEPTION '{MESSAGE}'; END $$"
        )
    )
    connection.execute(
        text(
            "CREATE TRIGGER decision_stays BEFORE UPDATE OR DELETE OR TRUNCATE ON decision "
            "FOR EACH STATEMENT EXECUTE FUNCTION decision_stays()"
        )
    )
