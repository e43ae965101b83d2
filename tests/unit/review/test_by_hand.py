"""Events merged and split by hand take effect at once, and the same again when the memory is made anew."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from tests.factories import a_coding, a_day, a_reference
from tests.unit.review.conftest import put

from communique.errors import Conflict, UsageError
from communique.records import Event
from communique.review.by_hand import (
    entries_of,
    event_with,
    hands_on,
    merge_by_hand,
    split_by_hand,
    undo_by_hand,
)
from communique.store import Store
from communique.stories.memory import RULE, is_fresh, remember

ACTS = {"a": ("AGREE", "PRK", 2013), "b": ("CONSULT", "FRA", 2015), "c": ("AID", "KEN", 2017), "z": ("ASSAULT", "PER", 2019)}
Groups = set[frozenset[str]]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four acts that no machine would merge: other types, parties and years."""
    with Store.create(tmp_path / "p.db") as made:
        for id_, (kind, whom, year) in ACTS.items():
            paper = a_reference(id=f"d{id_}", published=date(year, 6, 17))
            put(made, a_coding(kind, "KOR", whom, id=id_, document=paper, date=a_day(date(year, 6, 17))), document=paper.id)
        remember(made)
        yield made


def groups(store: Store) -> Groups:
    return {frozenset(event.codings) for event in store.events(rule=RULE)}


def of(store: Store, id_: str) -> Event:
    return next(event for event in store.events(rule=RULE) if id_ in event.codings)


def apart(*ids: str) -> Groups:
    return {frozenset(one) for one in ids}


def test_a_merge_stands_at_once_and_after_remaking(store: Store) -> None:
    assert groups(store) == apart("a", "b", "c", "z")
    (event,) = merge_by_hand(store, [of(store, "a").id, of(store, "c").id], by="ann", base=0, note="one visit")
    assert set(event.codings) == {"a", "c"}
    assert groups(store) == apart("ac", "b", "z")
    assert "merged by hand" in event.why[1].reasons
    before = {one.id: one for one in store.events(rule=RULE)}
    assert not is_fresh(store)  # situations and commitments are still to come
    remember(store)
    assert {one.id: one for one in store.events(rule=RULE)} == before
    (hand,) = hands_on(store, event)
    assert (hand.entry.by, hand.entry.note, hand.stands, hand.newest) == ("ann", "one visit", True, True)
    assert not hands_on(store, of(store, "z"))


def test_a_split_takes_tellings_off(store: Store) -> None:
    (event,) = merge_by_hand(store, [of(store, one).id for one in "abc"], by="ann", base=0)
    split_by_hand(store, event.id, ["b"], by="bob", base=store.version_of(event.id))
    assert groups(store) == apart("ac", "b", "z")
    remember(store)
    assert groups(store) == apart("ac", "b", "z")
    assert [hand.entry.verdict for hand in hands_on(store, of(store, "b"))] == ["split", "merge"]


def test_an_undo_takes_back_the_newest_only(store: Store) -> None:
    before = {event.id: event for event in store.events(rule=RULE)}
    (event,) = merge_by_hand(store, [of(store, "a").id, of(store, "b").id], by="ann", base=0)
    merge_by_hand(store, [event.id, of(store, "c").id], by="ann", base=1)
    assert groups(store) == apart("abc", "z")
    undo_by_hand(store, event.id, by="ann", base=2)
    assert groups(store) == apart("ab", "c", "z")
    assert [hand.stands for hand in hands_on(store, of(store, "a"))] == [False, True]
    undo_by_hand(store, event.id, by="ann", base=3)
    assert {event.id: event for event in store.events(rule=RULE)} == before
    remember(store)
    assert {event.id: event for event in store.events(rule=RULE)} == before
    assert [entry.how for entry in entries_of(store)] == ["open", "open", "undo", "undo"]
    with pytest.raises(UsageError, match="nothing to undo"):
        undo_by_hand(store, event.id, by="ann", base=4)


def test_an_undone_split_is_whole_again(store: Store) -> None:
    (event,) = merge_by_hand(store, [of(store, one).id for one in "abc"], by="ann", base=0)
    split_by_hand(store, event.id, ["a"], by="ann", base=1)
    subject = entries_of(store)[-1].subject
    undo_by_hand(store, subject, by="ann", base=store.version_of(subject))
    assert groups(store) == apart("abc", "z")


def test_what_others_decided_is_an_owners_to_undo(store: Store) -> None:
    (event,) = merge_by_hand(store, [of(store, "a").id, of(store, "b").id], by="ann", base=0)
    with pytest.raises(UsageError, match="decided by ann"):
        undo_by_hand(store, event.id, by="bob", base=1)
    undo_by_hand(store, event.id, by="bob", base=1, of_others=True)
    assert groups(store) == apart("a", "b", "c", "z")


def test_the_slower_of_two_is_told(store: Store) -> None:
    ids = [of(store, one).id for one in "abc"]
    merge_by_hand(store, ids[:2], by="ann", base=0)
    with pytest.raises(Conflict):
        merge_by_hand(store, [ids[0], ids[2]], by="bob", base=0)
    assert groups(store) == apart("ab", "c", "z")


@pytest.mark.parametrize("off", [["z"], [], ["a", "b"]])
def test_a_split_needs_some_of_its_own_tellings(store: Store, off: list[str]) -> None:
    (event,) = merge_by_hand(store, [of(store, "a").id, of(store, "b").id], by="ann", base=0)
    with pytest.raises(UsageError):
        split_by_hand(store, event.id, off, by="ann", base=1)


def test_an_event_that_is_no_more_cannot_be_merged(store: Store) -> None:
    ids = [of(store, one).id for one in "ab"]
    merge_by_hand(store, ids, by="ann", base=0)
    gone = next(one for one in ids if one != of(store, "a").id)
    with pytest.raises(UsageError, match="merged or split meanwhile"):
        event_with(store, gone)
