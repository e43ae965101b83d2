"""What jobs over the collection make: saved as a whole, changed where it changes, readable as of a run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import inspect
from tests.factories import a_commitment, a_day, a_standing, an_event

from communique.records import Event, Run
from communique.store import Saved, Store
from communique.store.series import months_of_snapshot


def begun(store: Store) -> Run:
    run = store.begin_run("merge", inputs=(str(len(list(store.runs()))),))
    return store.end_run(run)


def test_events_come_out_as_they_went_in(store: Store) -> None:
    events = [an_event(id=str(n), date=a_day(date(2013, 1, n + 1))) for n in range(5)]
    assert store.save_events(begun(store), "ours", reversed(events)) == Saved(5, 0, 0)
    assert list(store.events()) == events
    assert [e.id for e in store.events(since="2013-01-04")] == ["3", "4"]
    assert [e.id for e in store.events(pair=("PRK", "KOR"), types="AGREE", until="2013-01-01")] == ["0"]


def test_events_of_unknown_day_are_in_no_period(store: Store) -> None:
    store.save_events(begun(store), "ours", [an_event(id="a", date=a_day(None)), an_event(id="b", date=a_day(date(2013, 1, 2)))])
    assert [e.id for e in store.events(until="2014")] == ["b"]
    assert [e.id for e in store.events(since="2012")] == ["b"]
    assert [e.id for e in store.events(since="2012", until="2014")] == ["b"]
    assert len(list(store.events())) == 2


def test_only_changes_are_written_and_earlier_answers_stay(store: Store) -> None:
    first, second = begun(store), begun(store)
    kept, changing, gone = an_event(id="a"), an_event(id="b"), an_event(id="c")
    store.save_events(first, "ours", [kept, changing, gone])
    changed = an_event("ASSAULT", id="b")
    assert store.save_events(second, "ours", [kept, changed]) == Saved(1, 1, 1)
    assert list(store.events()) == [kept, changed]
    assert list(store.events(as_of=first.n)) == [kept, changing, gone]
    assert store.save_events(begun(store), "ours", [kept, changed]) == Saved(0, 2, 0)


def test_rules_and_collections_live_side_by_side(store: Store) -> None:
    store.save_events(begun(store), "ours", [an_event(id="a")])
    store.save_events(begun(store), "icews", [an_event(id="x", rule="icews")])
    store.save_events(begun(store), "icews", [an_event(id="y", rule="icews")], complete=False)
    assert [e.id for e in store.events(rule="ours")] == ["a"]
    assert [e.id for e in store.events(rule="icews")] == ["x", "y"]


def test_situations_have_two_clocks(store: Store) -> None:
    first = a_standing(
        id="1", since=a_day(date(2020, 6, 9)), known_from=date(2020, 6, 10), known_until=date(2021, 7, 28)
    )
    closed = a_standing(
        id="2", since=a_day(date(2020, 6, 9)), until=a_day(date(2021, 7, 26)), known_from=date(2021, 7, 28)
    )
    store.save_standings(begun(store), [first, closed])
    assert list(store.standings(on="2020-12-01", known_by="2020-12-31")) == [first]
    assert list(store.standings(on="2020-12-01")) == [closed]
    assert list(store.standings(on="2021-07-27", known_by="2021-07-27")) == [first]
    assert list(store.standings(on="2021-07-27", known_by="2021-07-28")) == []
    assert list(store.standings(on="2020-12-01", known_by="2020-06-09")) == []
    assert list(store.standings(on="2020-06-08")) == []
    assert list(store.standings(pair=("KOR", "PRK"), kinds="channel_cut")) == [closed]
    assert list(store.standings(pair=("KOR", "USA"))) == []


def test_commitments_by_pair_state_and_deadline(store: Store) -> None:
    due = a_commitment(id="1", deadline=a_day(date(2019, 12, 31)))
    other = a_commitment("threat", "PRK", "USA", id="2", state="lapsed")
    store.save_commitments(begun(store), [due, other])
    assert list(store.commitments()) == [due, other]
    assert list(store.commitments(pair=("PRK", "KOR"))) == [due]
    assert list(store.commitments(pair=("PRK", "KOR"), directed=True)) == []
    assert list(store.commitments(due="2019")) == [due]
    assert list(store.commitments(due="2019-12-30")) == []
    assert list(store.commitments(states="lapsed", kinds=["threat"])) == [other]


def test_notes_hold_what_a_job_wants(store: Store) -> None:
    store.save_notes(begun(store), "story", [("b", {"articles": [1, 2]}), ("a", "x")])
    assert list(store.notes("story")) == [("a", "x"), ("b", {"articles": [1, 2]})]
    assert list(store.notes("origin")) == []


def test_a_job_that_fails_leaves_what_was(store: Store) -> None:
    store.save_events(begun(store), "ours", [an_event(id="a")])

    def breaking() -> object:
        yield an_event(id="b")
        raise RuntimeError("no more")

    with pytest.raises(RuntimeError):
        store.save_events(begun(store), "ours", breaking())  # type: ignore[arg-type]
    assert [e.id for e in store.events()] == ["a"]


def test_months_are_summed_by_pair_and_type(store: Store) -> None:
    june, july = a_day(date(2013, 6, 17)), a_day(date(2013, 7, 1))
    events = [
        an_event(id="1", date=june, n_documents=3),
        an_event(id="2", date=june),
        an_event("ASSAULT", "PRK", "KOR", id="3", date=july, quad=4, goldstein=-10.0, status="denied"),
        an_event(id="4", date=a_day(None)),
        an_event(id="5", who="USA", date=june),
    ]
    store.save_events(begun(store), "ours", events)
    found = [
        (m.month, m.source, m.event_type, m.n, m.n_documents, m.goldstein)
        for m in store.months(pair=("PRK", "KOR"))
    ]
    assert found == [
        (None, "KOR", "AGREE", 1, 1, 4.0), ("2013-06", "KOR", "AGREE", 2, 4, 8.0), ("2013-07", "PRK", "ASSAULT", 1, 1, -10.0),
    ]  # fmt: skip
    assert [m.n for m in store.months(pair=("PRK", "KOR"), since="2013-06", until="2013-06")] == [2]
    assert [m.source for m in store.months(pair=("PRK", "KOR"), directed=True)] == ["PRK"]
    assert [m.n for m in store.months(statuses="denied")] == [1]
    store.save_events(begun(store), "ours", events[:1])
    assert [m.n for m in store.months()] == [1]
    assert sum(m.n for m in store.months(as_of=1)) == 5


def test_months_of_a_snapshot_are_those_of_the_project(store: Store, tmp_path: Path) -> None:
    days = [a_day(date(2013, 1 + n % 12, 3)) if n % 5 else a_day(None) for n in range(40)]
    store.save_events(begun(store), "ours", [an_event(id=str(n), date=day) for n, day in enumerate(days)])
    store.write_snapshot(tmp_path / "snapshot")
    assert months_of_snapshot(tmp_path / "snapshot") == store.months()
    assert months_of_snapshot(tmp_path / "snapshot", rule="icews") == []


def indexes_of(store: Store) -> set[str]:
    return {
        str(index["name"])
        for table in ("event", "event_pair", "standing", "note")
        for index in inspect(store.engine).get_indexes(table)
    }


def test_a_first_load_leaves_every_index_in_place_even_when_it_is_cut_off(store: Store) -> None:
    whole = indexes_of(store)
    assert {"event_id", "event_pair_event", "standing_when", "note_id"} <= whole

    def broken() -> Iterator[Event]:
        yield an_event(id="a")
        raise RuntimeError("cut off")

    with pytest.raises(RuntimeError, match="cut off"):
        store.save_events(begun(store), "ours", broken())
    assert (indexes_of(store), list(store.events())) == (whole, [])
    store.save_events(begun(store), "ours", [an_event(id="a")])
    store.save_standings(begun(store), [a_standing(id="1")])
    store.save_notes(begun(store), "story", [("s", 1)])
    assert indexes_of(store) == whole
    assert [event.id for event in store.events()] == ["a"]
