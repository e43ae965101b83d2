"""Schema versions: a new file gets the newest, an older one is upgraded after a backup, a newer one
refused.
"""

from __future__ import annotations

from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from communique.errors import StoreDamaged, StoreForeign, StoreReadOnly, StoreTooNew
from communique.store.engine import is_url, shown, writing

REVISIONS = ("0001", "0002", "0003", "0004", "0005")
"""All steps in order; a test compares them with the files."""
HEAD = REVISIONS[-1]


def upgrade(connection: Connection, to: str = "head") -> None:
    """Runs the steps that a database lacks."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("communique.store") / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def schema_of(engine: Engine) -> str | None:
    """The schema version of a database, null when it has none."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        version: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return version


def make(engine: Engine, place: str) -> None:
    """The newest schema in an empty database. Raises StoreForeign when there are tables in it already."""
    with writing(engine) as connection:
        names = inspect(connection).get_table_names()
        if names:
            raise StoreForeign(f"{shown(place)} holds tables already ({', '.join(sorted(names)[:5])} …)")
        upgrade(connection)


def bring_up_to_date(engine: Engine, place: str, *, read_only: bool = False) -> Path | None:
    """Upgrades an older schema after a backup beside the file, whose path is returned; null when nothing was
    to do. Raises StoreTooNew, and StoreForeign when it is no project.
    """
    found = schema_of(engine)
    if found == HEAD:
        return None
    if found is None:
        raise StoreForeign(f"{shown(place)} is no project of communique: it has no schema version")
    if found not in REVISIONS:
        raise StoreTooNew(
            f"{shown(place)} has schema {found}, this program knows up to {HEAD}: it was written by a newer "
            "communique; update the program (pip install --upgrade communique)"
        )
    if read_only:
        raise StoreReadOnly(
            f"{shown(place)} has the older schema {found}; open it once for writing, and it is upgraded"
        )
    backup: Path | None = None
    if not is_url(place):
        from communique.store.backup import copy_database

        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
        path = Path(place)
        backup = path.with_name(f"{path.name}.before-{HEAD}.{stamp}")
        copy_database(path, backup)
    try:
        with writing(engine) as connection:
            upgrade(connection)
    except BaseException:  # all of it was undone, so that the copy is of no use
        if backup is not None:
            backup.unlink(missing_ok=True)
        raise
    if schema_of(engine) != HEAD:
        raise StoreDamaged(f"{shown(place)}: the upgrade from schema {found} to {HEAD} did not take hold")
    return backup
