"""The project that is shown, with what is worked out of it once and kept until it changes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy import func, select

from communique.store import Store, tables
from communique.web.options import Options

Value = TypeVar("Value")
KEPT = 512
"""Results kept in memory; the oldest go first."""
_STAMPED = (tables.document, tables.coding, tables.event, tables.standing, tables.commitment, tables.note,
            tables.decision, tables.run)  # fmt: skip


class Project:
    """A store, its options, and a memory of results that holds while the file stays as it is."""

    def __init__(self, store: Store, options: Options) -> None:
        self.store = store
        self.options = options
        self._memory: OrderedDict[Hashable, tuple[tuple[int, ...], object]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """The project's name: its file without folder, or its address without password."""
        if self.options.sample:
            return "Sample corpus"
        return self.store.place.rsplit("/", 1)[-1]

    def stamp(self) -> tuple[int, ...]:
        """Changes whenever anything was added to the project, by whatever process."""
        ended = select(func.count()).where(tables.run.c.state != "running").scalar_subquery()
        newest = (select(func.max(table.c.n)).scalar_subquery() for table in _STAMPED)
        wanted = select(ended, *newest)
        with self.store.engine.connect() as connection:
            return tuple(number or 0 for number in connection.execute(wanted).one())

    def kept(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The result of `make`, from memory while the project has not changed."""
        stamp = self.stamp()
        with self._lock:
            found = self._memory.get(key)
            if found is not None and found[0] == stamp:
                self._memory.move_to_end(key)
                return found[1]  # type: ignore[return-value]
        value = make()
        with self._lock:
            self._memory[key] = (stamp, value)
            self._memory.move_to_end(key)
            while len(self._memory) > KEPT:
                self._memory.popitem(last=False)
        return value
