"""A number that changes with every commit to a project, whoever makes it; asking costs some microseconds."""

from __future__ import annotations

import threading
from typing import Any

from sqlalchemy import Engine


class DataVersion:
    """Watches one database. Safe to use from several threads."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._connection: Any = None
        self._closed = False

    def now(self) -> int | None:
        """The number; null where the database has none that is cheap to ask (PostgreSQL), and after
        closing.
        """
        if self._engine.dialect.name != "sqlite":
            return None
        with self._lock:
            if self._closed:
                return None
            if self._connection is None:  # one of its own: the number tells of the commits of all others
                pooled = self._engine.raw_connection()
                self._connection = pooled.driver_connection
                pooled.detach()
            (number,) = self._connection.execute("PRAGMA data_version").fetchone()
            return int(number)

    def close(self) -> None:
        """Gives its connection back."""
        with self._lock:
            self._closed = True
            if self._connection is not None:
                self._connection.close()
                self._connection = None
