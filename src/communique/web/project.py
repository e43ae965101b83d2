"""The project that is shown, with what is worked out of it once and kept until it changes."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import TypeVar

from sqlalchemy import func, select

from communique.store import Store, tables
from communique.store.engine import told
from communique.store.version import DataVersion
from communique.web.options import Options

Value = TypeVar("Value")
Stamp = tuple[int, ...]
KEPT = 512
"""Results kept in memory; the oldest go first."""
ANSWERS = 64 << 20
"""Bytes of finished answers kept in memory."""
PAUSE = 3.0
"""Seconds between two looks at what a run that is still going on has brought."""
_STAMPED = (tables.document, tables.coding, tables.event, tables.standing, tables.commitment, tables.note)


class Project:
    """A store, its options, and a memory of results that holds while the file stays as it is."""

    def __init__(self, store: Store, options: Options) -> None:
        self.store = store
        self.options = options
        self._memory: OrderedDict[Hashable, tuple[Stamp, object]] = OrderedDict()
        self._answers: OrderedDict[Hashable, tuple[Stamp, bytes]] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()
        self._version = DataVersion(store.engine)
        self._watch = threading.Lock()
        self._seen: int | None = None
        self._stamp: Stamp = ()
        self._taken = 0.0
        self._decisions = (0, 0, 0)
        """Last number in the review log, and entries on codings and on other records up to it."""

    def close(self) -> None:
        """Gives back what watches the file."""
        self._version.close()

    @property
    def name(self) -> str:
        """The project's name: its file without folder, or its address without password."""
        if self.options.sample:
            return "Sample corpus"
        return self.store.place.rsplit("/", 1)[-1]

    def stamp(self, *, reviewed: bool = False) -> Stamp:
        """Changes whenever anything was added to the project, by whatever process; what a run that is still
        going on brings is taken in every PAUSE seconds. reviewed: whether decisions on codings count too.
        """
        with self._watch:
            version = self._version.now()
            if version is None or version != self._seen or time.monotonic() - self._taken > PAUSE:
                self._look()
                self._seen = version
            on_codings = self._decisions[1]
            return (*self._stamp, on_codings) if reviewed else self._stamp

    def _look(self) -> None:
        going = select(func.count()).where(tables.run.c.state == "running").scalar_subquery()
        ended = select(func.count()).where(tables.run.c.state != "running").scalar_subquery()
        newest = (select(func.max(table.c.n)).scalar_subquery() for table in _STAMPED)
        log = tables.decision
        with told(self.store.place), self.store.engine.connect() as connection:
            n_going, *numbers = (
                number or 0 for number in connection.execute(select(going, ended, *newest)).one()
            )
            entries = connection.execute(
                select(log.c.n, log.c.subject_kind).where(log.c.n > self._decisions[0])
            ).all()
        last, on_codings, on_others = self._decisions
        for number, kind in entries:
            last = max(last, number)
            on_codings, on_others = on_codings + (kind == "coding"), on_others + (kind != "coding")
        self._decisions = (last, on_codings, on_others)
        now = time.monotonic()
        found = (*numbers, on_others)
        mid_run = n_going and self._stamp and (found[0], on_others) == (self._stamp[0], self._stamp[-1])
        if not mid_run or now - self._taken > PAUSE:
            self._stamp, self._taken = found, now

    def kept(self, key: Hashable, make: Callable[[], Value], *, reviewed: bool = False) -> Value:
        """The result of `make`, from memory while the project has not changed. reviewed: whether it depends
        on decisions on codings.
        """
        stamp = self.stamp(reviewed=reviewed)
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

    def answered(self, key: Hashable, make: Callable[[], bytes], *, reviewed: bool = False) -> bytes:
        """A finished answer that is the same for everybody, from memory while the project has not changed."""
        stamp = self.stamp(reviewed=reviewed)
        with self._lock:
            found = self._answers.get(key)
            if found is not None and found[0] == stamp:
                self._answers.move_to_end(key)
                return found[1]
        body = make()
        with self._lock:
            before = self._answers.pop(key, None)
            self._size += len(body) - (len(before[1]) if before else 0)
            self._answers[key] = (stamp, body)
            while self._size > ANSWERS:
                _, (_, gone) = self._answers.popitem(last=False)
                self._size -= len(gone)
        return body
