"""Decisions through the desk, and what the queue shows after them."""

from __future__ import annotations

import threading

import pytest
from tests.factories import a_coding, an_actor, an_event
from tests.unit.review.conftest import put

from communique.errors import Conflict, UsageError
from communique.records import Decision
from communique.review import Choice, Desk, Queue
from communique.store import Store

ALL = tuple(f"c{i}" for i in reversed(range(10)))


def test_the_least_sure_come_first_and_decided_ones_leave(queue: Queue, desk: Desk) -> None:
    assert queue.page(Choice()).ids == ALL
    desk.accept("c9", by="ann", base=0)
    desk.reject("c8", by="ann", base=0, note="no act")
    page = queue.page(Choice(), size=2)
    assert (page.ids, page.n_all, page.n_left) == (("c7", "c6"), 10, 8)
    assert queue.page(Choice(), start=6, size=5).ids == ("c1", "c0")


def test_a_decision_keeps_author_time_note_and_the_machine_answer(queue: Queue, desk: Desk) -> None:
    decision = desk.correct("c3", {"status": "happened"}, by=" ann ", base=0, note=" it was held ")
    assert (decision.by, decision.note, decision.verdict, decision.version) == ("ann", "it was held", "correct", 1)
    item = queue.item("c3")
    assert item.answer is not None
    assert (item.state, item.version, item.answer.status, item.machine.status) == ("corrected", 1, "happened", "promised")
    assert item.decisions == (decision,)
    assert decision.at.tzinfo is not None


def test_a_second_reviewer_on_one_version_gets_the_conflict(queue: Queue, desk: Desk) -> None:
    desk.accept("c3", by="ann", base=0)
    with pytest.raises(Conflict) as problem:
        desk.reject("c3", by="bob", base=0)
    assert (problem.value.by, problem.value.current) == ("ann", 1)
    assert queue.item("c3").state == "accepted"
    desk.reject("c3", by="bob", base=1)
    assert queue.item("c3").answer is None


def test_undo_goes_back_step_by_step(queue: Queue, desk: Desk) -> None:
    desk.accept("c3", by="ann", base=0)
    desk.correct("c3", {"status": "happened"}, by="ann", base=1)
    desk.reject("c3", by="ann", base=2)
    states = []
    for base in (3, 4, 5):
        desk.undo("c3", by="ann", base=base)
        states.append(queue.item("c3").state)
    assert states == ["corrected", "accepted", "open"]
    with pytest.raises(UsageError, match="nothing to undo"):
        desk.undo("c3", by="ann", base=6)
    assert [entry.how for entry in queue.item("c3").decisions] == ["open"] * 3 + ["undo"] * 3
    assert "c3" in queue.page(Choice()).ids


def test_one_undoes_ones_own(queue: Queue, desk: Desk) -> None:
    desk.accept("c3", by="ann", base=0)
    with pytest.raises(UsageError, match="by ann"):
        desk.undo("c3", by="bob", base=1)
    assert desk.undo("c3", by="bob", base=1, of_others=True).verdict == "reset"


@pytest.mark.parametrize(
    ("verdict", "changes"), [("correct", {}), ("accept", {"status": "happened"}), ("correct", {"status": "maybe"})]
)
def test_what_makes_no_decision(queue: Queue, desk: Desk, verdict: str, changes: dict[str, str]) -> None:
    with pytest.raises(UsageError):
        desk.decide("c3", verdict, by="ann", base=0, changes=changes)  # type: ignore[arg-type]
    with pytest.raises(UsageError, match="name"):
        desk.accept("c3", by=" ", base=0)
    with pytest.raises(UsageError, match="no coding"):
        desk.accept("none", by="ann", base=0)
    assert queue.page(Choice()).n_left == 10


def test_many_at_once_lose_nothing(store: Store, desk: Desk) -> None:
    put(store, *(a_coding(id=f"m{i}") for i in range(60)), document="d2")
    done: list[Decision] = []
    conflicts: list[Conflict] = []

    def review(name: str) -> None:
        for i in range(60):
            try:
                done.append(desk.accept(f"m{i}", by=name, base=0))
            except Conflict as problem:
                conflicts.append(problem)

    threads = [threading.Thread(target=review, args=(f"r{n}",)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(done), len(conflicts)) == (60, 7 * 60)
    kept = {(entry.subject, entry.by) for entry in store.decisions()}
    assert kept == {(entry.subject, entry.by) for entry in done}


def test_a_closed_desk_has_entered_everything_and_takes_no_more(store: Store) -> None:
    desk = Desk(store)
    desk.accept("c1", by="ann", base=0)
    desk.close()
    desk.close()
    with pytest.raises(UsageError, match="closed"):
        desk.accept("c2", by="ann", base=0)
    assert store.version_of("c1") == 1


def test_a_changed_answer_returns_and_an_unchanged_one_does_not(store: Store, queue: Queue, desk: Desk) -> None:
    for one in ("c1", "c2", "c3"):
        desk.accept(one, by="ann", base=0)
    put(
        store,
        a_coding(id="c1", coder="newer", confidence=0.5),
        a_coding(id="c2", coder="newer", status="happened"),
        a_coding(id="c3", coder="newer", actors=(an_actor("KOR", sector="GOV"),)),
        kind="recode",
        n=1,
    )  # fmt: skip
    assert set(queue.page(Choice()).ids) == {"c2", "c3"}
    assert set(queue.page(Choice(by="changed")).ids) == {"c2", "c3"}
    item = queue.item("c2")
    assert (item.state, item.changed) == ("changed", ("status",))
    assert queue.item("c3").changed == ("actors",)
    assert queue.item("c1").state == "accepted"
    desk.accept("c2", by="ann", base=1)
    assert set(queue.page(Choice()).ids) == {"c3"}


def test_choices_narrow_and_need_what_they_need(store: Store, queue: Queue) -> None:
    put(store, a_coding("CONSULT", "USA", "CHN", id="x1", status="happened"), document="d2")
    assert queue.page(Choice(event_type="CONSULT")).ids == ("x1",)
    assert queue.page(Choice(status="happened")).ids == ("x1",)
    assert queue.page(Choice(by="effect", pair=("CHN", "USA"))).ids == ("x1",)
    assert queue.page(Choice(by="effect", pair=("KOR", "PRK"))).n_all == 10
    assert queue.page(Choice(outlet="nobody")).ids == ()
    with pytest.raises(UsageError, match="pair"):
        queue.page(Choice(by="effect"))
    with pytest.raises(UsageError, match="size"):
        queue.page(Choice(by="audit"))


def test_an_audit_tells_how_much_is_right(queue: Queue, desk: Desk) -> None:
    choice = Choice(by="audit", size=4, seed="s")
    first, second, third, _ = queue.page(choice).ids
    desk.accept(first, by="ann", base=0)
    desk.accept(second, by="ann", base=0)
    desk.reject(third, by="ann", base=0)
    page = queue.page(choice)
    assert (page.n_all, page.n_left) == (4, 1)
    assert page.right is not None
    assert (page.right.hits, page.right.n) == (2, 3)


def test_second_coding_is_blind_and_ends_after_two(queue: Queue, desk: Desk) -> None:
    desk.accept("c5", by="ann", base=0)
    assert queue.page(Choice(by="second"), reviewer="ann").ids == ()
    assert queue.page(Choice(by="second"), reviewer="bob").ids == ("c5",)
    desk.reject("c5", by="bob", base=1, how="blind")
    assert queue.page(Choice(by="second"), reviewer="cat").ids == ()
    assert queue.page(Choice(by="disputed")).ids == ("c5",)
    desk.accept("c5", by="cat", base=2, how="adjudication")
    assert queue.page(Choice(by="disputed")).ids == ()


def test_tellings_that_differ_are_named_as_a_reason(store: Store, queue: Queue) -> None:
    run = store.begin_run("merge")
    store.save_events(run, "ours", [an_event(codings=("c0", "c1"), disagreements={field: [{"value": "x"}] for field in ("date", "status", "place")})])
    store.end_run(run)
    assert "c0" in queue.page(Choice(), size=5).ids
    assert any("date" in reason for reason in queue.item("c0").reasons)


def test_new_codings_join_the_queue(store: Store, queue: Queue) -> None:
    assert queue.page(Choice()).n_all == 10
    put(store, a_coding(id="new", confidence=0.01), document="d2")
    assert queue.page(Choice()).ids[0] == "new"


def test_decisions_of_another_process_are_seen(store: Store, queue: Queue) -> None:
    assert queue.page(Choice()).n_left == 10
    with Store.open(store.place) as other:
        other.decide(a_coding(id="c4", confidence=0.75), "accept", by="far away", base=0)
    assert queue.page(Choice()).n_left == 9
