"""The desk where decisions are handed in: one writer for all reviewers, so that none waits for a lock and one
wait for the disk serves many.
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import bindparam, select

from communique.errors import UsageError
from communique.records import Coding, Decision
from communique.records.decision import How, Verdict
from communique.review.log import standing
from communique.store import Store, record_digest, tables
from communique.store.answer import changed
from communique.store.engine import told
from communique.store.filters import alive
from communique.store.keys import ident
from communique.store.runs import now

_DECODER = msgspec.json.Decoder(Coding)
_BY_IDENT = select(tables.coding.c.record).where(
    tables.coding.c.ident.in_(bindparam("idents", expanding=True)), alive(tables.coding, None)
)
_ONE = select(tables.coding.c.record).where(
    tables.coding.c.ident == bindparam("ident"), alive(tables.coding, None)
)
BATCH = 100
"""Decisions entered in one transaction at most."""
Entry = tuple[Decision, Coding | None]


class Desk:
    """Takes decisions on codings. A call returns when the decision is on the disk."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.on_entry: list[Callable[[], None]] = []
        """Told after each transaction."""
        self._waiting: queue.SimpleQueue[tuple[list[Entry], Future[list[Any]]] | None] = queue.SimpleQueue()
        self._closed = False
        self._lock = threading.Lock()
        self._writer = threading.Thread(target=self._work, name="review writer", daemon=True)
        self._writer.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Enters what is waiting, then ends."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._writer.join()

    # What a reviewer does

    def accept(
        self, coding: str, *, by: str, base: int, note: str | None = None, how: How = "open"
    ) -> Decision:
        """The coding is right as the machine has it. Raises Conflict, UsageError (no such coding)."""
        return self.decide(coding, "accept", by=by, base=base, note=note, how=how)

    def reject(
        self, coding: str, *, by: str, base: int, note: str | None = None, how: How = "open"
    ) -> Decision:
        """The text reports no such act. Raises Conflict, UsageError."""
        return self.decide(coding, "reject", by=by, base=base, note=note, how=how)

    def correct(
        self, coding: str, changes: dict[str, Any], *, by: str, base: int, note: str | None = None,
        how: How = "open",
    ) -> Decision:  # fmt: skip
        """The act is there, with other values; changes as `edits.changes_of` makes them. Raises Conflict,
        UsageError.
        """
        return self.decide(coding, "correct", by=by, base=base, changes=changes, note=note, how=how)

    def decide(
        self, coding: str, verdict: Verdict, *, by: str, base: int, changes: dict[str, Any] | None = None,
        note: str | None = None, how: How = "open",
    ) -> Decision:  # fmt: skip
        """Adds a decision on the machine's current answer. base: the version that the reviewer saw."""
        machine = self.machine(coding)
        decision = decision_on(machine, verdict, by, base, changes or {}, note, how)
        (done,) = self.hand_in([(decision, machine)])
        if isinstance(done, Exception):
            raise done
        return decision

    def undo(self, coding: str, *, by: str, base: int, of_others: bool = False) -> Decision:
        """Restores what stood before the newest entry. of_others: whether entries of other people may be
        undone.

        Raises UsageError when nothing is to undo or the entry is another's, Conflict.
        """
        stack = standing(self.store.decisions(coding))
        if not stack:
            raise UsageError("there is nothing to undo here; the coding stands as the machine made it")
        if stack[-1].by != by and not of_others:
            raise UsageError(
                f"the last decision here is by {stack[-1].by}; decide anew instead of undoing it"
            )
        before = stack[-2] if len(stack) > 1 else None
        verdict: Verdict = before.verdict if before else "reset"
        return self.decide(
            coding, verdict, by=by, base=base, changes=before.changes if before else None,
            note=before.note if before else None, how="undo",
        )  # fmt: skip

    def machine(self, coding: str) -> Coding:
        """The machine's current answer. Raises UsageError when there is none of that id."""
        with told(self.store.place), self.store.engine.connect() as connection:
            record = connection.execute(_ONE, {"ident": ident(coding)}).scalar()
        found = None if record is None else _DECODER.decode(record)
        if found is not None and found.id == coding:
            return found
        raise UsageError(f"no coding {coding!r} in the current answer; it may have been coded anew")

    def machines(self, ids: Iterable[str]) -> dict[str, Coding]:
        """The machine's current answers by id; ids without one are left out."""
        wanted = list(ids)
        with told(self.store.place), self.store.engine.connect() as connection:
            idents = {"idents": [ident(one) for one in wanted]}
            records = connection.execute(_BY_IDENT, idents).scalars().all()
        found = {one.id: one for one in map(_DECODER.decode, records)}
        return {one: found[one] for one in wanted if one in found}

    # The queue behind it

    def hand_in(self, entries: list[Entry]) -> list[Decision | Exception]:
        """Adds several decisions together; for each the decision, or the Conflict that kept it out.

        Raises StoreError when they could not be written, UsageError when the desk is closed.
        """
        done: Future[list[Any]] = Future()
        with self._lock:
            if self._closed:
                raise UsageError("the review desk is closed")
            self._waiting.put((entries, done))
        problems = done.result()
        return [problem or entry[0] for problem, entry in zip(problems, entries, strict=True)]

    def _work(self) -> None:
        while True:
            first = self._waiting.get()
            if first is None:
                return
            jobs, ended = [first], False
            while len(jobs) < BATCH and not ended:
                try:
                    following = self._waiting.get_nowait()
                except queue.Empty:
                    break
                if following is None:
                    ended = True
                else:
                    jobs.append(following)
            self._enter(jobs)
            if ended:
                return

    def _enter(self, jobs: list[tuple[list[Entry], Future[list[Any]]]]) -> None:
        try:
            problems = self.store.add_decisions([entry for entries, _ in jobs for entry in entries])
        except Exception as problem:  # whoever waits must hear of it, and the writer goes on
            for _, done in jobs:
                done.set_exception(problem)
            return
        for tell in self.on_entry:
            tell()
        at = 0
        for entries, done in jobs:
            done.set_result(problems[at : at + len(entries)])
            at += len(entries)


def decision_on(
    machine: Coding, verdict: Verdict, by: str, base: int, changes: dict[str, Any], note: str | None, how: How
) -> Decision:
    if not by.strip():
        raise UsageError("a decision needs the name of whoever makes it")
    if verdict == "correct":
        if not changes:
            raise UsageError("nothing was changed; accept the coding as it is, or change a field")
        changed(machine, changes)
    elif changes:
        raise UsageError(f"`{verdict}` carries no changes")
    return Decision(
        machine.id, "coding", base, verdict, by.strip(), now(), record_digest(machine),
        changes, (note or "").strip() or None, how,
    )  # fmt: skip
