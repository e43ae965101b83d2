"""The review log: whoever looks after an entry sees it, whatever other threads are doing."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from communique.review import Desk
from communique.review.log import Log
from communique.store import Store


class Slow:
    """An engine whose first connection waits until it may read."""

    def __init__(self, engine: Any) -> None:
        self.engine = engine
        self.reading, self.may_read = threading.Event(), threading.Event()

    @contextmanager
    def connect(self) -> Iterator[Any]:
        if not self.reading.is_set():
            self.reading.set()
            assert self.may_read.wait(20)
        with self.engine.connect() as connection:
            yield connection


class Behind:
    """A store with that engine."""

    def __init__(self, store: Store) -> None:
        self.engine = Slow(store.engine)


def test_a_second_reader_waits_for_the_first(store: Store, desk: Desk) -> None:
    log = Log(Behind(store))  # type: ignore[arg-type]
    log._store.engine.reading.set()  # type: ignore[attr-defined]
    log.refresh()
    desk.accept("c0", by="ann", base=0)
    log.expect()
    log._store.engine.reading.clear()  # type: ignore[attr-defined]
    first = threading.Thread(target=log.refresh)
    first.start()
    assert log._store.engine.reading.wait(20)  # type: ignore[attr-defined]
    seen: list[int] = []
    second = threading.Thread(target=lambda: (log.refresh(), seen.append(len(log.of("c0")))))
    second.start()
    second.join(0.3)
    log._store.engine.may_read.set()  # type: ignore[attr-defined]
    first.join(20)
    second.join(20)
    assert seen == [1], "the second reader looked before the entry was read"


def test_an_entry_made_while_somebody_reads_is_read_next(store: Store, desk: Desk) -> None:
    log = Log(store)
    log.refresh()
    for n in range(3):
        desk.accept(f"c{n}", by="ann", base=0)
        log.expect()
        log.refresh()
        assert log.of(f"c{n}")


