"""A run keeps its order and goes on, whatever one document does to its worker.

A fake kernel stands in for the stages, so that a document can hang, die or fail at will.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import ROOT
from tests.factories import a_document, an_article

from communique.errors import CommuniqueError
from communique.pipeline import Options, Outcome, run
from communique.pipeline.kernel import reference
from communique.records import Document, Refusal, short_id

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the fake kernel reaches workers by fork")

QUICK = Options(time_limit=1.0)


class FakeKernel:
    """Answers every document; some words make it hang, die or fail."""

    def __init__(self, options: Options) -> None:
        if options.overlay == "missing":
            raise ValueError("no such tables")
        if options.overlay == "deadly":
            os.kill(os.getpid(), signal.SIGKILL)

    def process(self, documents: list[Document]) -> list[Outcome]:
        outcomes = []
        for document in documents:
            if document.text == "hang":
                time.sleep(600)
            if document.text == "die":
                os.kill(os.getpid(), signal.SIGKILL)
            if document.text == "fail":
                raise KeyError("what it holds")
            if document.text == "print":
                print("a library talks")
            if document.text == "quit soon":
                signal.setitimer(signal.ITIMER_REAL, 0.05)
            outcomes.append(Outcome(reference(document, None), an_article(document.text)))
        return outcomes


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.pipeline.kernel.Kernel", FakeKernel)


def told(texts: list[str], workers: int = 1, options: Options = QUICK) -> list[str]:
    """The text of each outcome, or its reason code."""
    documents = [a_document(text, id=str(place), source=f"{place}.txt") for place, text in enumerate(texts)]
    outcomes = list(run(documents, options, workers))
    assert [outcome.document.id for outcome in outcomes] == [document.id for document in documents]
    return [o.refusals[0].reason if o.article is None else o.article.text for o in outcomes]


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_order_is_that_of_the_inputs(workers: int) -> None:
    texts = [f"text {n} " * (1 + n % 7) * 500 for n in range(60)]
    assert told(texts, workers) == texts


@pytest.mark.parametrize("workers", [1, 2])
@pytest.mark.parametrize(
    ("word", "reason"),
    [("hang", "pipeline.timeout"), ("die", "pipeline.timeout"), ("fail", "pipeline.error")],
)
def test_one_bad_document_costs_only_itself(word: str, reason: str, workers: int) -> None:
    assert told(["one", "two", word, "four", "five"], workers) == ["one", "two", reason, "four", "five"]


def test_several_bad_documents_one_after_the_other() -> None:
    texts = ["die", "fail", "one", "die", "two"]
    assert told(texts) == ["pipeline.timeout", "pipeline.error", "one", "pipeline.timeout", "two"]


def test_a_refusal_names_the_document_and_the_next_step() -> None:
    (outcome,) = run([a_document("fail", source="report.txt")], QUICK)
    (refusal,) = outcome.refusals
    assert outcome.refused
    assert refusal.stage == "pipeline"
    assert "report.txt" in refusal.detail
    assert "KeyError" in refusal.detail
    (outcome,) = run([a_document("die", source="report.txt")], QUICK)
    assert "--time-limit" in outcome.refusals[0].detail


def test_refusals_of_the_reader_pass_through_in_order() -> None:
    first, last = a_document("one", id="1"), a_document("two", id="2")
    between = Refusal(
        short_id("x"), reference(a_document(id="x"), None), "sources", "sources.empty", "nothing"
    )
    outcomes = list(run([first, between, last], QUICK))
    assert [outcome.document.id for outcome in outcomes] == ["1", "x", "2"]
    assert outcomes[1].refusals == (between,)
    assert outcomes[1].refused


def test_a_worker_that_dies_while_idle_is_started_anew() -> None:
    def inputs() -> list[Document]:
        return [
            a_document("quit soon", id="0"),
            a_document("long " * 6000, id="1"),
            a_document("end", id="2"),
        ]

    def slowly() -> object:
        for document in inputs():
            yield document
            time.sleep(0.3)

    outcomes = list(run(slowly(), QUICK, 1))  # type: ignore[arg-type]
    assert [outcome.refused for outcome in outcomes] == [False, False, False]


def test_what_a_stage_prints_never_reaches_standard_output(capfd: pytest.CaptureFixture[str]) -> None:
    assert told(["print", "two"]) == ["print", "two"]
    out, _ = capfd.readouterr()
    assert out == ""


@pytest.mark.parametrize("overlay", ["missing", "deadly"])
def test_a_run_that_cannot_start_says_so_in_one_line(overlay: str) -> None:
    with pytest.raises(CommuniqueError) as problem:
        told(["one", "two"], options=Options(overlay=overlay))
    assert "\n" not in str(problem.value)


def test_a_reader_that_stops_early_leaves_no_worker_behind() -> None:
    outcomes = run([a_document(f"text {n}" * 4000, id=str(n)) for n in range(20)], QUICK, 2)
    next(outcomes)
    before = children()
    assert len(before) == 2
    outcomes.close()  # type: ignore[attr-defined]
    assert not children()


def children() -> list[int]:
    """Processes that this one has started."""
    import multiprocessing

    return [child.pid or 0 for child in multiprocessing.active_children()]


PARENT = """
import sys, time, os
sys.path.insert(0, {root!r})
from communique.pipeline import worker, kernel
class Idle:
    def __init__(self, options): pass
kernel.Kernel = Idle
from communique.pipeline.kernel import Options
workers = [worker.Worker(Options()) for _ in range(3)]
for one in workers:
    one.start()
print(*[one._process.pid for one in workers], flush=True)
time.sleep(60)
"""


def test_workers_of_a_killed_parent_end_by_themselves(tmp_path: Path) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.format(root=str(ROOT))], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    pids = [int(pid) for pid in parent.stdout.readline().split()]
    time.sleep(0.5)
    parent.kill()
    parent.wait()
    until = time.monotonic() + 20
    while time.monotonic() < until and any(alive(pid) for pid in pids):
        time.sleep(0.05)
    assert not [pid for pid in pids if alive(pid)]


def alive(pid: int) -> bool:
    """Whether a process runs; one that ended and was not yet collected does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
