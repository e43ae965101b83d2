"""Decisions: added, never changed; a second reviewer on the same version gets a conflict."""

from __future__ import annotations

import threading

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError
from tests.contract.test_documents import begun, document, found
from tests.factories import a_coding

from communique.errors import Conflict, UsageError
from communique.store import Store, is_stale, record_digest


def filled(store: Store) -> Store:
    store.writer(begun(store)).add(document(), found(a_coding(), a_coding(id="c2")))
    return store


def test_the_current_answer_is_the_machine_record_with_the_decision(store: Store) -> None:
    filled(store)
    store.decide(a_coding(), "correct", by="ann", base=0, changes={"status": "happened", "confidence": 1.0})
    store.decide(a_coding(id="c2"), "reject", by="ann", base=0)
    (shown,) = store.current_codings()
    assert (shown.id, shown.status, shown.confidence) == ("c1", "happened", 1.0)
    assert [coding.status for coding in store.codings()] == ["promised", "promised"]
    store.decide(a_coding(id="c2"), "reset", by="bob", base=1)
    assert [coding.id for coding in store.current_codings()] == ["c1", "c2"]
    assert [decision.verdict for decision in store.decisions("c2")] == ["reject", "reset"]


def test_a_second_reviewer_gets_a_conflict_and_nothing_is_overwritten(store: Store) -> None:
    filled(store)
    store.decide(a_coding(), "accept", by="ann", base=0)
    with pytest.raises(Conflict, match="ann") as problem:
        store.decide(a_coding(), "reject", by="bob", base=0)
    assert (problem.value.subject, problem.value.current, problem.value.by) == ("c1", 1, "ann")
    with pytest.raises(Conflict):
        store.decide(a_coding(), "reject", by="bob", base=5)
    assert store.version_of("c1") == 1
    store.decide(a_coding(), "reject", by="bob", base=1)
    assert store.version_of("c1") == 2


def test_of_ten_at_once_one_wins(store: Store) -> None:
    filled(store)
    won: list[str] = []
    lost: list[str] = []

    def review(name: str) -> None:
        try:
            store.decide(a_coding(), "accept", by=name, base=0)
            won.append(name)
        except Conflict:
            lost.append(name)

    threads = [threading.Thread(target=review, args=(f"r{n}",)) for n in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(won), len(lost)) == (1, 9)
    assert [decision.by for decision in store.decisions()] == won


@pytest.mark.parametrize("command", ["UPDATE decision SET verdict = 'accept'", "DELETE FROM decision"])
def test_the_database_itself_refuses_to_change_the_log(store: Store, command: str) -> None:
    filled(store)
    decision = store.decide(a_coding(), "reject", by="ann", base=0)
    with pytest.raises(DatabaseError, match="append-only"), store.engine.begin() as connection:
        connection.execute(text(command))
    assert list(store.decisions()) == [decision]


@pytest.mark.parametrize(
    "changes", [{"status": "perhaps"}, {"no_field": 1}, {"id": "other"}, {"actors": [{}]}]
)
def test_changes_that_do_not_fit_are_wrong_usage(store: Store, changes: dict[str, object]) -> None:
    filled(store)
    with pytest.raises(UsageError):
        store.decide(a_coding(), "correct", by="ann", base=0, changes=changes)
    assert not list(store.decisions())


def test_a_changed_machine_answer_shows_that_a_decision_judged_another(store: Store) -> None:
    filled(store)
    decision = store.decide(a_coding(), "accept", by="ann", base=0)
    assert decision.machine == record_digest(a_coding())
    assert not is_stale(a_coding(), decision)
    assert is_stale(a_coding(status="happened"), decision)


def test_decisions_survive_recoding(store: Store) -> None:
    filled(store)
    store.decide(a_coding(), "reject", by="ann", base=0)
    store.writer(begun(store, "recode")).recode(1, found(a_coding("CONSULT"), a_coding("ASSAULT", id="c3")))
    assert [coding.id for coding in store.current_codings()] == ["c3"]
    assert store.version_of("c1") == 1
