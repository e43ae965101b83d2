"""The review log in memory, read on from where it was read last."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Iterable

import msgspec
from sqlalchemy import select

from communique.records import Decision
from communique.store import Store, tables

FRESH = 0.2
"""Seconds for which what was read counts as current, as far as other processes go."""


class Log:
    """Decisions on codings by subject, in order. Safe to use from several threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._last = 0
        self._numbers = itertools.count(2)
        self._entered, self._taken = 1, 0
        """Numbers of the newest entry of this process, and of the newest that has been read for certain."""
        self._read_at = 0.0
        self._entries: dict[str, list[Decision]] = {}
        self.touched: list[str] = []
        """The subject of every entry in order; it only grows, so that others can follow it."""
        self._decoder = msgspec.json.Decoder(Decision)

    def refresh(self) -> None:
        """Takes in what was decided since: at once what this process has entered (`expect`), within FRESH
        seconds what others have.
        """
        if self._is_fresh():
            return
        table = tables.decision
        with self._lock:
            if self._is_fresh():  # another thread has read while this one waited for it
                return
            entered, began = self._entered, time.monotonic()
            wanted = (
                select(table.c.n, table.c.record)
                .where(table.c.n > self._last, table.c.subject_kind == "coding")
                .order_by(table.c.n)
            )
            with self._store.engine.connect() as connection:
                rows = connection.execute(wanted).all()
            for n, record in rows:
                decision = self._decoder.decode(record)
                # a new list, so that a reader who holds the old one is not disturbed
                self._entries[decision.subject] = [*self._entries.get(decision.subject, ()), decision]
                self.touched.append(decision.subject)
                self._last = n
            self._taken, self._read_at = entered, began  # only now may others do without a look of their own

    def _is_fresh(self) -> bool:
        return self._taken == self._entered and time.monotonic() - self._read_at < FRESH

    def expect(self) -> None:
        """Something was entered: the next look reads it."""
        self._entered = next(self._numbers)

    def of(self, subject: str) -> list[Decision]:
        """The entries on one coding."""
        return self._entries.get(subject, [])

    def newest(self, subject: str) -> Decision | None:
        """The newest entry on one coding."""
        entries = self._entries.get(subject)
        return entries[-1] if entries else None

    def subjects(self) -> list[str]:
        """Ids of all codings with entries, in the order in which they were first decided on."""
        with self._lock:
            return list(self._entries)


def standing(entries: Iterable[Decision]) -> list[Decision]:
    """The entries that were not undone: each undo takes away the last one that still stood."""
    stack: list[Decision] = []
    for entry in entries:
        if entry.how == "undo":
            if stack:
                stack.pop()
        else:
            stack.append(entry)
    return stack


def is_settled(entries: list[Decision]) -> bool:
    """Whether the newest entry settles a coding: accepted, corrected or rejected."""
    return bool(entries) and entries[-1].verdict in ("accept", "correct", "reject")


def independent(entries: Iterable[Decision]) -> dict[str, Decision]:
    """The newest judgement of each reviewer that was made without sight of another's: the first one's, and
    those made blind. Adjudications and undone entries do not count.
    """
    found: dict[str, Decision] = {}
    for entry in standing(entries):
        if entry.how == "adjudication" or entry.verdict not in ("accept", "correct", "reject"):
            continue
        if entry.how == "blind" or not set(found) - {entry.by}:
            found[entry.by] = entry
    return found


def is_adjudicated(entries: Iterable[Decision]) -> bool:
    """Whether a third look has settled it after the last independent judgement."""
    stack = standing(entries)
    return bool(stack) and stack[-1].how == "adjudication"
