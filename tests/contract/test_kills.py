"""Kills at random instants: the final state equals that of a run that nobody disturbed.

Twenty kills in the short mode, 300 with COMMUNIQUE_LONG=1. The control writes without transactions and must fail
the same test: else the test would prove nothing.
"""

from __future__ import annotations

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import SQLAlchemyError
from tests.factories import CODER, a_day, a_document, a_refusal, an_event
from tests.fake_kernel import FakeKernel, state_of

from communique.errors import CommuniqueError
from communique.pipeline import Collector, Options
from communique.records import Document, Refusal
from communique.store import Store

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="needs fork")

LONG = bool(os.environ.get("COMMUNIQUE_LONG"))
KILLS = 300 if LONG else 20
N_DOCUMENTS = 120


class FailedByItselfError(Exception):
    """A run that nobody killed could not go on where a killed one had stopped."""


def inputs() -> Iterator[Document | Refusal]:
    for n in range(N_DOCUMENTS):
        if n % 17 == 5:
            yield a_refusal("sources.empty", id=f"r{n}")
        text = f"text {n} " * (1 + n % 5) * 40
        yield a_document(text, id=f"d{n}", source=f"{n}.txt", raw_hash=f"{n % 100:064x}", raw=text.encode())


def collect(place: str, workers: int) -> None:
    with Store.open(place) as store:
        run = store.begin_run("add", inputs=("in",), coder=CODER)
        collector = Collector(store, run, Options(), workers=workers)
        summary = collector.collect(inputs())
        store.end_run(run, summary=summary, inputs_hash=collector.inputs_hash)


def ended_before_the_kill(work: Callable[[], None], seconds: float) -> bool:
    """Runs the work in a process of its own, which the kernel ends when it has used so many seconds of
    processor time: on a busy machine the kills fall on the same work as on an idle one.
    """
    child = os.fork()
    if child == 0:
        try:
            os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
            signal.signal(signal.SIGPROF, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_PROF, max(seconds, 1e-6))
            work()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGPROF
        return False
    if status:
        raise FailedByItselfError
    return True


def seconds_of(work: Callable[[], None], folder: Path) -> float:
    """Processor time that the work takes when nobody ends it, in a process of its own."""
    told = folder / "seconds"

    def measured() -> None:
        began = time.process_time()
        work()
        told.write_text(str(time.process_time() - began))

    assert ended_before_the_kill(measured, 600.0)
    return float(told.read_text())


def finished(place: str) -> bool:
    with Store.open(place) as store:
        return any(run.state == "finished" for run in store.runs())


def disturbed(
    place: Callable[[], str], kills: int, workers: int, seed: int, folder: Path
) -> Iterator[dict[str, Any]]:
    """Final states of as many projects as it takes to place the kills."""
    chance = random.Random(seed)
    left = kills
    whole = place()
    Store.create(whole).close()
    seconds = seconds_of(lambda: collect(whole, workers), folder)
    while left:
        project = place()
        Store.create(project).close()
        while left:
            if ended_before_the_kill(lambda: collect(project, workers), chance.uniform(0.0, seconds)):  # noqa: B023
                break
            left -= 1
            if finished(project):  # the kill came after the last thing that a run writes
                break
        if not finished(project):
            collect(project, workers)
        with Store.open(project) as store:
            yield state_of(store)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.pipeline.kernel.Kernel", FakeKernel)
    monkeypatch.setattr(FakeKernel, "seconds", 0.0003)


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], str]:
    """A new place at every call."""
    if request.param == "postgresql":
        fresh: Callable[[], str] = request.getfixturevalue("postgres")
        return fresh
    count = iter(range(1000))
    return lambda: str(tmp_path / f"{next(count)}.db")


def undisturbed(place: str) -> dict[str, Any]:
    Store.create(place).close()
    collect(place, 1)
    with Store.open(place) as store:
        return state_of(store)


@pytest.mark.parametrize("workers", [1, 2])
def test_the_final_state_is_that_of_an_undisturbed_run(
    places: Callable[[], str], workers: int, tmp_path: Path
) -> None:
    expected = undisturbed(places())
    assert len(expected["document"]) == 100
    assert not expected["in_flight"]
    for state in disturbed(places, KILLS if workers == 1 else max(5, KILLS // 5), workers, workers, tmp_path):
        for name, rows in expected.items():
            assert state[name] == rows, name


class Loose:
    """A connection that commits after every statement: what a store without transactions would do."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self.dialect = connection.dialect

    def execute(self, *args: Any) -> Any:
        result = self._connection.execute(*args)
        if result.returns_rows:
            result = result.freeze()()
        self._connection.commit()
        return result


@contextmanager
def loose(engine: Any, *, durable: bool = False) -> Iterator[Any]:
    with engine.connect() as connection:
        yield Loose(connection)


def test_a_control_without_transactions_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> None:
    count = iter(range(1000))
    expected = undisturbed(str(tmp_path / "expected.db"))
    monkeypatch.setattr("communique.store.write.writing", loose)
    states = disturbed(lambda: str(tmp_path / f"{next(count)}.db"), 60, 1, 1, tmp_path)
    try:
        differs = any(state[name] != rows for state in states for name, rows in expected.items())
    except (FailedByItselfError, CommuniqueError, SQLAlchemyError):
        differs = True  # what the killed run left could not be gone on with
    assert differs


def test_a_kill_while_a_project_is_made_leaves_none_or_a_whole_one(tmp_path: Path) -> None:
    chance = random.Random(3)
    whole = tmp_path / "whole.db"
    seconds = seconds_of(lambda: Store.create(whole).close(), tmp_path)
    for number in range(KILLS // 2):
        place = tmp_path / f"{number}.db"
        ended_before_the_kill(lambda: Store.create(place).close(), chance.uniform(0.0, seconds))  # noqa: B023
        if place.exists():
            with Store.open(place) as store:
                assert store.counts()["document"] == 0
        else:
            Store.create(place).close()
            assert not place.with_name(f"{place.name}.part").exists()
        place.unlink()


def first_load(place: str) -> None:
    """Fills the empty table of events, more than fits the memory set aside for it."""
    with Store.open(place) as store:
        run = store.begin_run("import", inputs=("in",))
        store.save_events(run, "icews", (an_event(id=f"{n:016x}", rule="icews", date=a_day()) for n in range(30_000)))
        store.end_run(run)


@pytest.mark.parametrize("watched", [False, True], ids=["alone", "while somebody reads"])
def test_a_first_load_that_is_cut_off_leaves_nothing(
    tmp_path: Path, watched: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("communique.store.engine.CACHE_KIB", 1024)
    whole = str(tmp_path / "whole.db")
    Store.create(whole).close()
    whole_time = seconds_of(lambda: first_load(whole), tmp_path)
    with Store.open(whole) as store, store.engine.connect() as connection:
        assert (store.counts()["event"], list(store.examine())) == (30_000, [])
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar_one() == "wal"
    (folder := tmp_path / "cut").mkdir()
    place = str(folder / "load.db")
    Store.create(place).close()
    size = Path(place).stat().st_size
    grown = 0
    for share in (0.4, 0.55, 0.7):
        with Store.open(place) if watched else nullcontext() as reader:
            if reader is not None:
                assert reader.counts()["event"] == 0
            assert not ended_before_the_kill(lambda: first_load(place), share * whole_time)
            grown = max(grown, sum(path.stat().st_size for path in folder.iterdir()) - size)
        with Store.open(place) as store:
            assert (store.counts()["event"], list(store.examine())) == (0, [])
    assert grown > 1_000_000, "no kill came late enough to prove anything"
