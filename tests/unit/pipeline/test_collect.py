"""Collecting into a project: once each, in order, the same with any number of workers, whatever is cut off.

The fake kernel of the tests of runs stands in for the stages.
"""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tests.factories import CODER, a_document, a_refusal
from tests.fake_kernel import FakeKernel, state_of

from communique.pipeline import Collector, Options, Outcome, recode
from communique.records import Document, Refusal, RunSummary
from communique.store import Found, Store, Writer

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the fake kernel reaches workers by fork")

QUICK = Options(time_limit=1.0)


@pytest.fixture(autouse=True)
def fake(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.pipeline.kernel.Kernel", FakeKernel)


def documents(*texts: str) -> list[Document | Refusal]:
    return [
        a_document(text, id=f"d{n}", source=f"{n}.txt", raw_hash=f"{n:064x}", raw=text.encode())
        for n, text in enumerate(texts)
    ]


def collected(store: Store, inputs: list[Document | Refusal], workers: int = 1, **fields: Any) -> RunSummary:
    run = store.begin_run("add", inputs=("in",), coder=CODER)
    collector = Collector(store, run, QUICK, workers=workers, **fields)
    summary = collector.collect(inputs)
    store.end_run(run, summary=summary, inputs_hash=collector.inputs_hash)
    return summary


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store.create(tmp_path / "project.db")


def test_each_once_in_order(store: Store) -> None:
    inputs = documents(*[f"Norland praised Sudland {n}." for n in range(40)])
    inputs.insert(3, a_refusal("sources.empty", id="r3"))
    summary = collected(store, inputs)
    assert [stored.document.id for stored in store.documents()] == [f"d{n}" for n in range(40)]
    assert (summary.n_inputs, summary.n_known, summary.n_codings) == (41, 0, 40)
    assert summary.n_refused == 1
    again = collected(store, inputs)
    assert (again.n_inputs, again.n_known, again.n_codings) == (41, 40, 0)
    assert store.counts()["coding"] == 40
    assert not store.in_flight()


@pytest.mark.parametrize("workers", [2, 3])
def test_the_result_does_not_depend_on_the_number_of_workers(tmp_path: Path, workers: int) -> None:
    texts = [f"text {n} " * (1 + n % 7) * 400 for n in range(50)]
    texts[7], texts[20], texts[21] = "die", "fail", "die"
    states = []
    for number in (1, workers):
        with Store.create(tmp_path / f"{number}.db") as store:
            collected(store, documents(*texts), number)
            states.append(state_of(store))
    assert states[0] == states[1]


def test_content_met_twice_in_one_stream_is_entered_once(store: Store) -> None:
    (one,) = documents("text")
    assert isinstance(one, Document)
    import msgspec

    copy = msgspec.structs.replace(one, source="copy.txt")
    summary = collected(store, [one, copy])
    assert summary.n_known == 1
    assert store.sightings(1) == ["0.txt", "copy.txt"]


def test_a_document_that_kills_its_worker_is_refused_by_name_and_the_others_go_on(store: Store) -> None:
    collected(store, documents("one", "die", "two", "hang", "three"))
    (dead, stalled) = store.refusals(stage="pipeline")
    assert (dead.document.source, stalled.document.source) == ("1.txt", "3.txt")
    assert dead.reason == "pipeline.timeout"
    assert [article.text for article in store.articles()] == ["one", "two", "three"]
    assert collected(store, documents("one", "die", "two")).n_known == 3


def test_what_was_in_flight_at_the_end_of_the_program_is_named_and_then_coded_alone(store: Store) -> None:
    inputs = documents("one", "two", "three")
    run = store.begin_run("add", inputs=("in",), coder=CODER)
    for _ in range(2):
        store.writer(run).see([item for item in inputs if isinstance(item, Document)][1:2])
    assert [(one.source, one.tries) for one in store.in_flight()] == [("1.txt", 2)]
    assert set(store.suspects(2)) == {f"{1:064x}"}
    collected(store, inputs, workers=2)
    assert [article.text for article in store.articles()] == ["one", "two", "three"]
    assert not store.in_flight()


def test_one_that_ends_the_program_time_and_again_is_quarantined(store: Store) -> None:
    inputs = documents("one", "two")
    run = store.begin_run("add", inputs=("in",), coder=CODER)
    second = [item for item in inputs if isinstance(item, Document)][1:]
    for _ in range(10):
        store.writer(run).see(second)
        store.writer(run).take_alone(second[0])
    collected(store, inputs)
    (refusal,) = store.refusals(stage="pipeline")
    assert (refusal.reason, refusal.document.source) == ("pipeline.quarantined", "1.txt")
    assert [article.text for article in store.articles()] == ["one"]


def test_only_what_is_being_coded_alone_counts_as_alone(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    inputs = documents("one", "two", "three")
    run = store.begin_run("add", inputs=("in",), coder=CODER)
    third = [item for item in inputs if isinstance(item, Document)][2:]
    for _ in range(2):
        store.writer(run).see(third)

    def cut_off(self: Writer, document: Document, found: Found) -> bool:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:  # the program ends while what stands before it is entered
        patched.setattr(Writer, "add", cut_off)
        with pytest.raises(KeyboardInterrupt):
            collected(store, inputs)
    assert {one.source: (one.tries, one.alone) for one in store.in_flight()}["2.txt"] == (3, 0)
    with monkeypatch.context() as patched:
        patched.setattr(Writer, "add", cut_off)
        with pytest.raises(KeyboardInterrupt):
            collected(store, inputs[2:])
    assert {one.source: (one.tries, one.alone) for one in store.in_flight()}["2.txt"] == (4, 1)


def test_the_publication_date_given_stays_with_the_document(store: Store) -> None:
    day = date(2013, 6, 16)
    collected(store, documents("one"), published=day)
    (stored,) = store.documents()
    assert stored.document.published == day


def test_watching_tells_new_from_known(store: Store) -> None:
    seen: list[bool] = []

    def watch(outcome: Outcome, fresh: bool) -> None:
        seen.append(fresh)

    collected(store, documents("one", "two"), watch=watch)
    collected(store, documents("one", "two", "three"), watch=watch)
    assert seen == [True, True, False, False, True]


def test_recoding_appends_and_changed_means_of_another_coder(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    import msgspec

    collected(store, documents("one", "two", "die"))
    newer = msgspec.structs.replace(CODER, rules="test.v2")
    assert store.n_of_other_coders(CODER) == 0
    assert store.n_of_other_coders(newer) == 3
    monkeypatch.setattr(FakeKernel, "event_type", "ASSAULT")
    run = store.begin_run("recode", coder=newer)
    done = recode(store, run, QUICK, only_changed=True, workers=2)
    store.end_run(run, summary=done.summary)
    assert (done.n_documents, done.n_changed) == (3, 2)
    assert store.n_changed(run) == 2
    assert {coding.event_type for coding in store.codings()} == {"ASSAULT"}
    assert {coding.event_type for coding in store.codings(as_of=1)} == {"AGREE"}
    changes = list(store.differences(1, run.n))
    assert [(one.change, one.fields) for one in changes] == [("changed", ("event_type",))] * 2
    again = store.begin_run("recode", coder=newer)
    assert recode(store, again, QUICK, only_changed=True).n_documents == 0


def test_recoding_cut_off_goes_on(store: Store) -> None:
    collected(store, documents("one", "two", "three"))
    run = store.begin_run("recode", coder=CODER)
    stored = next(store.documents())
    from communique.pipeline.collect import found

    (outcome,) = FakeKernel(QUICK).process([stored.document])
    store.writer(run).recode(stored.n, found(outcome))
    assert recode(store, store.begin_run("recode", coder=CODER), QUICK).n_documents == 2
    assert store.n_answers(run) == 3
