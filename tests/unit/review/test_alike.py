"""Similar codings are offered the same correction."""

from __future__ import annotations

import msgspec
import pytest
from tests.factories import TEXT, a_coding, an_actor
from tests.unit.review.conftest import put

from communique.errors import UsageError
from communique.review import Desk, Edit, Party, Queue, alike, changes_of, correct_alike
from communique.store import Store


def offered(queue: Queue, desk: Desk, coding: str) -> dict[str, str]:
    decision = queue.item(coding).decisions[-1]
    found = alike(desk, queue.population(), queue.log, decision, desk.machine(coding))
    return {one.id: one.reason for one in found}


def test_a_new_status_is_offered_where_the_same_word_gave_the_same_act(store: Store, queue: Queue, desk: Desk) -> None:
    put(store, a_coding(id="same"), a_coding("CONSULT", id="other type"), a_coding(id="other status", status="happened"), document="d2")
    desk.accept("c1", by="ann", base=0)
    desk.correct("c0", {"status": "happened"}, by="ann", base=0)
    found = offered(queue, desk, "c0")
    assert "same" in found
    assert {"other type", "other status", "c0", "c1"} & set(found) == set()
    assert "offered" in found["same"]


def test_an_actors_code_is_offered_where_the_same_words_got_the_same_code(store: Store, queue: Queue, desk: Desk) -> None:
    put(
        store,
        a_coding("CONSULT", id="there", actors=(an_actor("KOR"), an_actor("USA", "officials"))),
        a_coding("CONSULT", id="not there", actors=(an_actor("JPN"),)),
        a_coding("CONSULT", id="other side", actors=(an_actor("JPN"),), recipients=(an_actor("KOR"),)),
        document="d2",
    )  # fmt: skip
    changes = changes_of(a_coding(), Edit(actors=(Party(0, 7, "FRA", "state", name="France"),)), TEXT)
    decision = desk.correct("c0", changes, by="ann", base=0)
    found = {one.id: one for one in alike(desk, queue.population(), queue.log, decision, a_coding(id="c0"))}
    assert {"there", "c1"} <= set(found)
    assert not {"not there", "other side"} & set(found)
    assert [actor["code"] for actor in found["there"].changes["actors"]] == ["FRA", "USA"]


def test_dates_are_offered_nowhere_and_rejections_between_the_same_words(store: Store, queue: Queue, desk: Desk) -> None:
    put(store, a_coding(id="elsewhere", actors=(an_actor("USA", "officials"),)), document="d2")
    when = msgspec.to_builtins(changes_of(a_coding(), Edit(date=(None, None)), TEXT))
    desk.correct("c0", when, by="ann", base=0)
    assert offered(queue, desk, "c0") == {}
    desk.reject("c1", by="ann", base=0)
    found = offered(queue, desk, "c1")
    assert "c2" in found
    assert "elsewhere" not in found


def test_chosen_ones_get_a_decision_each_that_names_the_first(store: Store, queue: Queue, desk: Desk) -> None:
    decision = desk.correct("c0", {"status": "happened"}, by="ann", base=0)
    found = alike(desk, queue.population(), queue.log, decision, desk.machine("c0"))
    done = correct_alike(desk, queue.log, decision, found[:3], by="ann")
    assert len(done) == 3
    assert all(not isinstance(one, Exception) for one in done)
    assert {entry.note for entry in store.decisions() if entry.subject != "c0"} == {"as c0"}
    assert sum(coding.status == "happened" for coding in store.current_codings()) == 4
    with pytest.raises(UsageError, match="meantime"):
        correct_alike(desk, queue.log, decision, found[:1], by="ann")
