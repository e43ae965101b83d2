"""Agreement from the review log."""

from __future__ import annotations

import pytest

from communique.review import Desk, Queue, agreement
from communique.review.log import independent, standing
from communique.store import Store


def double(desk: Desk, coding: str, first: str, second: str) -> None:
    """ann judges, bob judges without seeing it; "ok", "no" or a status."""
    for base, (by, verdict) in enumerate((("ann", first), ("bob", second))):
        how = "blind" if base else "open"
        if verdict == "ok":
            desk.accept(coding, by=by, base=base, how=how)
        elif verdict == "no":
            desk.reject(coding, by=by, base=base, how=how)
        else:
            desk.correct(coding, {"status": verdict}, by=by, base=base, how=how)


def test_alphas_share_and_confusion(store: Store, queue: Queue, desk: Desk) -> None:
    double(desk, "c0", "ok", "ok")
    double(desk, "c1", "no", "ok")
    double(desk, "c2", "happened", "happened")
    double(desk, "c3", "happened", "planned")
    desk.accept("c4", by="ann", base=0)
    found = agreement(store, queue.log)
    assert (found.n_judged, found.double.hits) == (5, 4)
    # relevant: yes yes / no yes / yes yes / yes yes → 1 − 7·(2/8)/(2·7·1/8) = 0
    assert found.alphas["relevant"].alpha == pytest.approx(0.0)
    # status of those that both call an act: promised twice, happened twice, happened and planned:
    # n = 6, totals 2, 3, 1; observed 2/6; expected 2·(6+2+3)/30 = 22/30
    assert found.alphas["status"].alpha == pytest.approx(1 - (1 / 3) / (22 / 30))
    assert found.alphas["event_type"].alpha is None
    assert [(cell.one, cell.other, cell.n) for cell in found.confusion] == [("AGREE", "AGREE", 3), ("no act", "AGREE", 1)]
    (between,) = found.reviewers
    assert (between.one, between.other, between.same.hits, between.same.n) == ("ann", "bob", 2, 4)
    assert found.disputed == ("c1", "c3")


def test_a_second_look_in_sight_of_the_first_is_no_double_coding(store: Store, queue: Queue, desk: Desk) -> None:
    desk.accept("c0", by="ann", base=0)
    desk.reject("c0", by="bob", base=1)
    found = agreement(store, queue.log)
    assert (found.n_judged, found.double.hits, found.disputed) == (1, 0, ())
    assert [(cell.one, cell.other) for cell in found.corrections] == [("AGREE", "no act")]


def test_adjudication_settles(store: Store, queue: Queue, desk: Desk) -> None:
    double(desk, "c1", "no", "ok")
    desk.reject("c1", by="cat", base=2, how="adjudication")
    found = agreement(store, queue.log)
    assert found.disputed == ()
    assert found.double.hits == 1
    assert queue.item("c1").answer is None


def test_undone_judgements_do_not_count(store: Store, desk: Desk) -> None:
    double(desk, "c1", "no", "ok")
    desk.undo("c1", by="bob", base=2)
    entries = list(store.decisions("c1"))
    assert list(independent(entries)) == ["ann"]
    assert [entry.by for entry in standing(entries)] == ["ann"]


def test_an_empty_log(store: Store, queue: Queue) -> None:
    found = agreement(store, queue.log)
    assert (found.n_judged, found.double.share, found.confusion) == (0, None, ())
