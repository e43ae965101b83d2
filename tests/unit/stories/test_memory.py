"""The job over a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import small_project
from tests.factories import CODER, a_document, an_article
from tests.unit.stories.test_growing import reports

from communique.records import Coding, Event
from communique.store import Found, Store
from communique.stories.memory import is_fresh, remember


@pytest.fixture
def store(tmp_path: Path) -> Store:
    with Store.create(tmp_path / "p.db") as made:
        small_project.fill(made)
        yield made


def test_it_makes_events_situations_and_commitments(store: Store) -> None:
    made = remember(store)
    assert made.n_articles == 2
    assert made.n_codings == 3
    events = list(store.events(rule="ours"))
    assert sorted(coding for event in events for coding in event.codings) == ["c1", "c2", "c3"]
    assert len(events) == made.n_events
    assert made.n_commitments >= 1
    assert len(list(store.standings())) == made.n_standings == 1


def test_the_same_again_changes_nothing(store: Store) -> None:
    remember(store)
    before = [list(store.events()), list(store.standings()), list(store.commitments())]
    made = remember(store)
    assert [list(store.events()), list(store.standings()), list(store.commitments())] == before
    assert made.n_events == len(before[0])


def test_it_is_fresh_until_something_changes(store: Store) -> None:
    assert not is_fresh(store)
    remember(store)
    assert is_fresh(store)
    store.end_run(store.begin_run("add"))
    assert not is_fresh(store)


def test_a_merge_by_hand_survives(store: Store) -> None:
    remember(store)
    ids = {event.id: event.codings for event in store.events(rule="ours")}
    visit = next(event for event in store.events(rule="ours") if "c3" in event.codings)
    others = [coding for codings in ids.values() for coding in codings if coding != "c3"]
    store.decide(
        visit, "merge", by="an analyst", base=0, changes={"with": others, "codings": [["c3"], others]}
    )
    remember(store)
    (event,) = store.events(rule="ours")
    assert sorted(event.codings) == ["c1", "c2", "c3"]


def add(store: Store, codings: list[Coding]) -> None:
    """A run that adds the reports of these codings."""
    run = store.begin_run("add", inputs=(codings[0].id,), coder=CODER)
    writer = store.writer(run)
    for name in dict.fromkeys(coding.document.id for coding in codings):
        own = [coding for coding in codings if coding.document.id == name]
        text = " ".join(coding.evidence.text for coding in own)
        writer.add(
            a_document(text, id=name, raw_hash=name.ljust(64, "0"), raw=text.encode()),
            Found(own[0].document, an_article(text, document_id=name), own),
        )
    store.end_run(run)


def made(store: Store) -> list[Event]:
    return list(store.events(rule="ours"))


def test_new_articles_are_merged_into_what_is_there(tmp_path: Path) -> None:
    codings = reports(24, 2)
    names = sorted({coding.document.id for coding in codings})
    with Store.create(tmp_path / "grown.db") as grown, Store.create(tmp_path / "whole.db") as whole:
        for part in (names[:20], names[20:21], names[21:]):
            new = [coding for coding in codings if coding.document.id in part]
            add(grown, new)
            add(whole, new)
            counts = remember(grown)
            assert counts.n_events == len(made(grown))
        assert remember(whole, anew=True).n_events == len(made(whole))
        assert made(grown) == made(whole)
        assert list(grown.commitments()) == list(whole.commitments())
        jobs = [run.notes for run in grown.runs("memory")]
        assert [notes["grown"] for notes in jobs] == [False, True, True]
        assert 0 < jobs[1]["n_compared"] < 200
        events = {event.id: number for number, event in enumerate(made(grown))}
        remember(grown, anew=True)
        assert {event.id: number for number, event in enumerate(made(grown))} == events


def test_a_decision_or_a_newer_coder_compares_everything_again(tmp_path: Path) -> None:
    codings = reports(12, 4)
    with Store.create(tmp_path / "p.db") as store:
        add(store, codings[:10])
        remember(store)
        store.decide(codings[0], "reject", by="an analyst", base=0)
        remember(store)
        assert [run.notes["grown"] for run in store.runs("memory")] == [False, False]
        store.end_run(store.begin_run("recode", coder=CODER))
        remember(store)
        assert [run.notes["grown"] for run in store.runs("memory")] == [False, False, False]
