"""The job over a project."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests import small_project

from communique.store import Store
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
