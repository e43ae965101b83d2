"""Gold sets, what they say of the machine, and series corrected by them."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from tests.factories import a_coding, a_day, a_reference
from tests.unit.review.conftest import put
from tests.unit.review.test_order import row

from communique.errors import UsageError
from communique.records import Coding
from communique.review import Desk, Queue
from communique.review.corrected import corrected_counts
from communique.review.evaluate import evaluate
from communique.review.gold import Gold, gold_of, read_gold, write_gold
from communique.store import Store


@pytest.fixture
def judged(store: Store, queue: Queue, desk: Desk) -> list[Gold]:
    """c0 right, c1 with another status, c2 no act, c3 undone, c4 judged twice."""
    desk.accept("c0", by="ann", base=0)
    desk.correct("c1", {"status": "happened"}, by="ann", base=0)
    desk.reject("c2", by="ann", base=0)
    desk.accept("c3", by="ann", base=0)
    desk.undo("c3", by="ann", base=1)
    desk.reject("c4", by="ann", base=0)
    desk.accept("c4", by="bob", base=1, how="blind")
    desk.accept("c4", by="cat", base=2, how="adjudication")
    return list(gold_of(store, queue.log))


def machine(store: Store) -> dict[str, Coding]:
    return {coding.id: coding for coding in store.codings()}


def test_gold_holds_what_was_settled(judged: list[Gold]) -> None:
    found = {gold.id: gold for gold in judged}
    assert list(found) == ["c0", "c1", "c2", "c4"]
    assert found["c2"].answer is None
    assert found["c1"].answer is not None
    assert (found["c1"].answer.status, found["c1"].machine.status) == ("happened", "promised")
    assert (found["c4"].by, found["c4"].adjudicated, found["c0"].adjudicated) == (("ann", "bob"), True, False)


def test_gold_files_are_read_back(judged: list[Gold], tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    assert write_gold(judged, path) == 4
    assert read_gold(path) == judged
    path.write_text(path.read_text() + '{"record":"coding"}\n')
    with pytest.raises(UsageError, match=r"gold\.jsonl:5"):
        read_gold(path)
    with pytest.raises(UsageError, match="no gold file"):
        read_gold(tmp_path / "none")


def test_accuracy_of_what_was_judged(store: Store, judged: list[Gold]) -> None:
    whole, *rest = evaluate(judged, machine(store))
    assert (whole.by, whole.act.hits, whole.act.n, whole.right.hits) == ("all", 3, 4, 2)
    assert (whole.fields["status"].hits, whole.fields["status"].n) == (2, 3)
    assert whole.fields["event_type"].share == 1
    assert {(line.by, line.value) for line in rest} == {("type", "AGREE"), ("status", "promised"), ("source", "not named"), ("year", "2013")}


def test_a_better_coder_is_told(store: Store, judged: list[Gold]) -> None:
    put(store, a_coding(id="c1", status="happened"), a_coding(id="c4"), kind="recode", n=1)
    whole = next(iter(evaluate(judged, machine(store))))
    assert (whole.right.hits, whole.right.n, whole.n_missed, whole.n_gone) == (2, 2, 1, 1)


def test_groups_by_source_and_year(store: Store, queue: Queue, desk: Desk) -> None:
    put(
        store, a_coding(id="x", document=a_reference(outlet="The Daily"), date=a_day(date(2020, 1, 2))),
        a_coding(id="y", document=a_reference(outlet="The Daily", published=None), date=a_day(None)), document="d2",
    )  # fmt: skip
    desk.accept("x", by="ann", base=0)
    desk.reject("y", by="ann", base=0)
    lines = {(line.by, line.value): line for line in evaluate(gold_of(store, queue.log), machine(store))}
    assert lines["source", "The Daily"].act.n == 2
    assert lines["year", "2020"].right.hits == lines["year", "unknown"].right.n == 1
    assert list(evaluate([], {})) == []


def gold(id: str, quad: int | None) -> Gold:
    coding = a_coding(id=id)
    answer = None if quad is None else a_coding(id=id, quad=quad)
    return Gold(id, "accept", ("ann",), datetime(2026, 1, 1), False, coding, answer)


def test_judged_codings_count_as_judged_and_others_by_what_was_seen() -> None:
    rows = [row(n, confidence=0.7) for n in range(100)]
    golds = [gold(f"c{n}", 1 if n < 30 else None) for n in range(40)]
    found = {one.quad: one for one in corrected_counts(rows, golds)}
    assert (found[1].coded, found[1].n_judged) == (100, 40)
    # 30 known, and 60 open ones of which three in four are acts
    assert found[1].estimate == pytest.approx(30 + 60 * 30.5 / 41, abs=0.7)
    assert found[1].low < found[1].estimate < found[1].high
    assert found[3].estimate == found[3].high == 0


def test_doubtful_codings_judged_first_do_not_distort_the_sure_ones() -> None:
    doubtful = [row(n, confidence=0.4) for n in range(50)]
    sure = [row(n, confidence=0.95) for n in range(50, 150)]
    golds = [gold(f"c{n}", None) for n in range(40)] + [gold(f"c{n}", 1) for n in range(50, 90)]
    (one, *_) = corrected_counts(doubtful + sure, golds, by="year")
    assert one.period == "2013"
    assert 96 <= one.estimate <= 101


def test_without_judgements_the_counts_stay() -> None:
    rows = [row(1), row(2, quad=4, day=date(2014, 2, 1)), row(3, day=None)]
    found = corrected_counts(rows, [])
    assert [(one.period, one.quad, one.estimate) for one in found if one.coded] == [("2013-06", 1, 1.0), ("2014-02", 4, 1.0)]


def test_the_same_seed_gives_the_same_series() -> None:
    rows = [row(n, confidence=0.5 + n % 5 / 10) for n in range(60)]
    golds = [gold(f"c{n}", n % 3 or None) for n in range(20)]
    assert corrected_counts(rows, golds) == corrected_counts(rows, golds)
