"""Thirty reviewers at once lose nothing: the bench's load in a short form, without a look at the clock."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

from bench.review import PER_DOCUMENT, codings_of, event_of, fill, review
from tests.web.conftest import Served

from communique.store import Store


def test_invented_codings_differ_and_have_events() -> None:
    _, codings = codings_of(3)
    assert len({coding.id for coding in codings}) == PER_DOCUMENT
    assert event_of(codings[0]).codings == (codings[0].id,)


def test_every_decision_is_entered_or_told_as_a_conflict(tmp_path: Path, serve: Callable[..., Served]) -> None:
    path = tmp_path / "load.db"
    fill(path, 100)
    with Store.open(path) as store:
        served = serve(store)
        ids = [f"{k:016x}" for k in range(60)]
        statuses: list[tuple[str, int]] = []
        review(served.port, ids, 30, [], statuses)
        counts = Counter(status for _, status in statuses)
        entered = sorted(coding for coding, status in statuses if status == 200)
        assert set(counts) == {200, 409}
        assert (counts[200], counts[409]) == (45, 15)
        assert [entry.subject for entry in sorted(store.decisions(), key=lambda one: one.subject)] == entered
        assert all(entry.base == 0 for entry in store.decisions())
