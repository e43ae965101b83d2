"""The queue: what is still to be reviewed, in the order chosen, and an item with all that a reviewer sees."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from contextlib import suppress
from itertools import islice
from typing import Literal, NamedTuple

import msgspec

from communique.errors import StoreError, UsageError
from communique.records import Coding, Decision
from communique.review import order
from communique.review.desk import Desk
from communique.review.interval import Share, share_of
from communique.review.judged import changed_since
from communique.review.log import Log, independent, is_adjudicated, is_settled
from communique.review.population import Population, Row, ids_in_pair, load_population, stamp_of
from communique.store import Store, current
from communique.store.filters import few_at_a_time

By = Literal["doubt", "effect", "audit", "second", "changed", "disputed"]
PAUSE = 5.0
"""Seconds between two looks whether the collection has grown: it is read whole."""
AT_ONCE = 10_000
"""Codings that are read anew while somebody waits."""
KEPT = 24


class Choice(msgspec.Struct, frozen=True):
    """What to review. by: `doubt`; `effect` on the series of `pair` on `scale`; `audit`, a random sample of
    `size`; `second`, what others have decided, blind; `changed`, decided codings that the machine reads
    otherwise now; `disputed`, codings on which independent reviewers differ. The rest narrows it.
    """

    by: By = "doubt"
    pair: tuple[str, str] | None = None
    scale: order.Scale = "goldstein"
    size: int = 0
    seed: str = "audit"
    event_type: str | None = None
    status: str | None = None
    outlet: str | None = None


class Item(msgspec.Struct, frozen=True):
    """A coding under review.

    machine: as coded; answer: as decided, null when rejected; version: to be named by the next decision;
    state: open, accepted, corrected, rejected, or changed (decided, and the machine reads it otherwise now in
    `changed`). doubt: 0 to 1, with its reasons in words.
    """

    machine: Coding
    answer: Coding | None
    version: int
    state: str
    changed: tuple[str, ...]
    doubt: float
    reasons: tuple[str, ...]
    decisions: tuple[Decision, ...]


class Page(msgspec.Struct, frozen=True):
    """Ids in order, from the first that is open. n_all: how many the choice holds; n_left: of them open;
    right: share of the judged codings of an audit sample that were accepted as they are.
    """

    ids: tuple[str, ...]
    n_all: int
    n_left: int
    right: Share | None = None


class _Ordered(NamedTuple):
    ids: tuple[str, ...]
    rank: dict[str, int]


class Queue:
    """The codings of a project with what was decided on them. Safe to use from several threads."""

    def __init__(self, store: Store, desk: Desk) -> None:
        self.store = store
        self.desk = desk
        self.log = Log(store)
        desk.on_entry.append(self.log.expect)
        self._lock = threading.Lock()
        self._population: Population | None = None
        self._looked = 0.0
        self._reading = False
        self._orders: OrderedDict[tuple[object, ...], _Ordered] = OrderedDict()
        self._closed: set[str] = set()
        self._followed: tuple[tuple[int, ...], int] = ((), 0)
        self._changed: dict[tuple[str, int], tuple[int, tuple[str, ...]]] = {}

    def population(self) -> Population:
        """All codings in short; read anew when the collection has grown: a large one in the background, while
        the earlier one serves on.
        """
        with self._lock:
            if self._population is None:
                self._looked = time.monotonic()
                self._take(load_population(self.store))
            elif time.monotonic() - self._looked > PAUSE and not self._reading:
                self._looked = time.monotonic()
                if self._population.stamp != stamp_of(self.store):
                    if len(self._population) <= AT_ONCE:
                        self._take(load_population(self.store))
                    else:
                        self._reading = True
                        threading.Thread(target=self._read, name="review queue", daemon=True).start()
            assert self._population is not None
            return self._population

    def _read(self) -> None:
        try:
            with suppress(StoreError):  # closed meanwhile
                found = load_population(self.store)
                with self._lock:
                    self._take(found)
        finally:
            self._reading = False

    def _take(self, population: Population) -> None:
        self._population = population
        self._orders.clear()

    def page(self, choice: Choice, *, reviewer: str = "", start: int = 0, size: int = 25) -> Page:
        """The open codings of a choice from the start-th on. Raises UsageError for a choice without what it
        needs (a pair for `effect`, a size for `audit`).
        """
        population = self.population()
        self.log.refresh()
        chosen = self._ordered(population, choice)
        closed = self._closed_ones(population)
        if choice.by in ("second", "disputed", "changed"):
            test = self._tester(population, choice, reviewer)
            found = sorted(
                (one for one in set(self.log.touched) if one in chosen.rank and test(one)),
                key=chosen.rank.__getitem__,
            )
            return Page(tuple(found[start : start + size]), len(chosen.ids), len(found))
        still_open = (one for one in chosen.ids if one not in closed)
        shown = tuple(islice(still_open, start, start + size))
        n_left = len(chosen.ids) - sum(one in chosen.rank for one in closed)
        right = None
        if choice.by == "audit":
            judged = [entries[-1] for one in chosen.ids if is_settled(entries := self.log.of(one))]
            right = share_of(sum(entry.verdict == "accept" for entry in judged), len(judged))
        return Page(shown, len(chosen.ids), n_left, right)

    def item(self, coding: str) -> Item:
        """One coding with everything known of it. Raises UsageError when there is none of that id."""
        machine = self.desk.machine(coding)
        self.log.refresh()
        entries = self.log.of(coding)
        newest = entries[-1] if entries else None
        row = self.population().by_id.get(coding)
        changed: tuple[str, ...] = ()
        state = "open"
        if newest is not None and is_settled(entries):
            changed = changed_since(self.store, machine, newest)
            state = {"accept": "accepted", "correct": "corrected", "reject": "rejected"}[newest.verdict]
            state = "changed" if changed else state
        return Item(
            machine, current(machine, newest), newest.version if newest else 0, state, changed,
            doubt_of(row, machine), reasons_of(row, machine), tuple(entries),
        )  # fmt: skip

    def _ordered(self, population: Population, choice: Choice) -> _Ordered:
        """All codings of a choice in order, kept while the collection stays as it is."""
        key = (population.stamp, choice)
        with self._lock:
            found = self._orders.get(key)
        if found is not None:
            return found
        ids = tuple(row.id for row in self._sorted(population, choice))
        found = _Ordered(ids, {one: position for position, one in enumerate(ids)})
        with self._lock:
            self._orders[key] = found
            while len(self._orders) > KEPT:
                self._orders.popitem(last=False)
        return found

    def _sorted(self, population: Population, choice: Choice) -> list[Row]:
        rows = [row for row in population.rows if _is_chosen(row, choice)]
        if choice.pair is not None:
            numbers = ids_in_pair(self.store, *choice.pair)
            rows = [row for row in rows if row.n in numbers]
        if choice.by == "effect":
            if choice.pair is None:
                raise UsageError("an order by effect needs the pair whose series it is; give two parties")
            return [row for row, _ in order.by_effect(rows, choice.scale)]
        if choice.by == "audit":
            if choice.size < 1:
                raise UsageError("a sample needs a size; `sample_size` tells it for a wanted interval")
            return order.sampled(rows, choice.size, choice.seed)
        if choice.by == "second":
            return order.sampled(rows, len(rows), "second")
        return order.by_doubt(rows)

    def _closed_ones(self, population: Population) -> set[str]:
        """Codings that are settled and that the machine still reads as it did; followed along the log."""
        with self._lock:
            if self._followed[0] != population.stamp:
                self._followed, self._closed = (population.stamp, 0), set()
            start = self._followed[1]
            entries = self.log.touched[start:]
            fresh = set(entries)
            if fresh:
                closed = self._closed - fresh
                settled = [one for one in fresh if one in population.by_id and is_settled(self.log.of(one))]
                for few in few_at_a_time(settled):
                    machines = self._not_yet_compared(population, few)
                    closed.update(
                        one for one in few if not self._changes(population, one, machines.get(one))
                    )
                self._closed = closed
                self._followed = (population.stamp, start + len(entries))
            return self._closed

    def _tester(self, population: Population, choice: Choice, reviewer: str) -> Callable[[str], bool]:
        if choice.by == "second":
            return lambda one: wants_second(self.log.of(one), reviewer)
        if choice.by == "disputed":
            return lambda one: is_disputed(self.store, self.log.of(one))
        return lambda one: is_settled(self.log.of(one)) and bool(self._changes(population, one))

    def _not_yet_compared(self, population: Population, codings: list[str]) -> dict[str, Coding]:
        """The machine's answers of those codings of which it is not known whether they have changed, read at
        once.
        """
        wanted = []
        for one in codings:
            newest = self.log.newest(one)
            known = self._changed.get((one, newest.base)) if newest else None
            if known is None or known[0] != population.by_id[one].n:
                wanted.append(one)
        return self.desk.machines(wanted) if wanted else {}

    def _changes(
        self, population: Population, coding: str, machine: Coding | None = None
    ) -> tuple[str, ...]:
        """Fields in which a decided coding has changed since; found out once for each answer and entry."""
        newest, row = self.log.newest(coding), population.by_id[coding]
        assert newest is not None
        key = (coding, newest.base)
        known = self._changed.get(key)
        if known is not None and known[0] == row.n:
            return known[1]
        found = changed_since(self.store, machine or self.desk.machine(coding), newest)
        self._changed[key] = (row.n, found)
        return found


def _is_chosen(row: Row, choice: Choice) -> bool:
    return (
        (choice.event_type is None or row.event_type == choice.event_type)
        and (choice.status is None or row.status == choice.status)
        and (choice.outlet is None or row.outlet == choice.outlet)
    )


def wants_second(entries: list[Decision], reviewer: str) -> bool:
    """Whether one person other than the reviewer has judged it independently, and nobody after."""
    judged = independent(entries)
    return len(judged) == 1 and reviewer not in judged and is_settled(entries)


def is_disputed(store: Store, entries: list[Decision]) -> bool:
    """Whether independent judgements differ and nobody has settled it."""
    from communique.review.agreement import judgements

    if len(independent(entries)) < 2 or is_adjudicated(entries):
        return False
    values = list(judgements(store, entries).values())
    return any(one != values[0] for one in values[1:])


def doubt_of(row: Row | None, machine: Coding) -> float:
    """Between 0 and 1; of its confidence alone where the coding is too new for the short list."""
    return order.doubt(row) if row else 1 - machine.confidence


def reasons_of(row: Row | None, machine: Coding) -> tuple[str, ...]:
    """Why a coding is in doubt, in words."""
    found = [f"confidence {machine.confidence:.2f}"]
    if row is not None and row.disputed:
        fields = ", ".join(field.replace("_", " ") for field in row.disputed)
        found.append(f"tellings of the same happening differ on {fields}")
    return tuple(found)
