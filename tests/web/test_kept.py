"""Finished answers are kept until what they tell of changes, and no longer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.factories import a_coding, a_reference, an_event
from tests.web.conftest import client_of, filled

from communique.store import Store
from communique.store.version import DataVersion
from communique.web import Options
from communique.web.project import Project
from communique.web.sections.places import DOTS, Spot, dots_of


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "kept.db") as made:
        filled(made, a_coding(), events=(an_event(),))
        yield made


def test_the_version_changes_with_every_commit_of_others(store: Store) -> None:
    watch = DataVersion(store.engine)
    before = watch.now()
    assert watch.now() == before
    store.end_run(store.begin_run("add"))
    assert watch.now() != before
    watch.close()
    assert watch.now() is None


def test_answers_are_kept_until_something_comes(store: Store) -> None:
    project = Project(store, Options())
    made: list[int] = []

    def make() -> bytes:
        made.append(1)
        return b"%d" % len(made)

    assert [project.answered("a", make), project.answered("a", make)] == [b"1", b"1"]
    coding = next(store.codings())
    store.decide(coding, "accept", by="ann", base=0)
    assert project.answered("a", make) == b"1"
    assert project.answered("b", make, reviewed=True) == b"2"
    store.decide(coding, "reject", by="ann", base=1)
    assert project.answered("b", make, reviewed=True) == b"3"
    filled(store, a_coding(id="c9", document=a_reference(id="d9")), id="d9", text="Another report.")
    assert project.answered("a", make) == b"4"
    project.close()


def test_kept_answers_take_no_more_room_than_they_may(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("communique.web.project.ANSWERS", 100)
    project = Project(store, Options())
    for n in range(10):
        project.answered(n, lambda: b"x" * 30)
    again: list[int] = []

    def make() -> bytes:
        again.append(1)
        return b""

    project.answered(9, make)
    assert not again
    project.answered(0, make)
    assert again


def test_pages_show_at_once_what_was_added_and_decided(store: Store) -> None:
    client = client_of(store)
    assert client.get("/api/events").json()["n"] == 1
    assert client.get("/api/article/d1").json()["decided"] == {}
    filled(store, a_coding(id="c9", document=a_reference(id="d9")), id="d9", text="Another report.", events=(an_event(id="e9"),))
    assert client.get("/api/events").json()["n"] == 2
    assert client.get("/api/articles").json()["n"] == 2
    store.decide(next(store.codings(document=1)), "accept", by="ann", base=0)
    assert client.get("/api/article/d1").json()["decided"] == {"c1": "accept"}


def test_questions_are_kept_apart(store: Store) -> None:
    client = client_of(store)
    assert client.get("/api/events?status=denied").json()["n"] == 0
    assert client.get("/api/events").json()["n"] == 1
    assert client.get("/api/events?status=denied").json()["n"] == 0


def spot(n: int, precision: str = "city") -> Spot:
    return Spot(f"Town {n}", "KOR", precision, 1.0, 2.0, 1 + n % 3, (1 + n % 3, 0, 0, 0), n % 97 * 9.7, n // 97 * 4.1, 3.0, f"e{n}")


def test_few_places_are_drawn_each_and_many_as_so_many_as_fit() -> None:
    few = [spot(n) for n in range(30)]
    assert [(dot.name, dot.more, dot.n) for dot in dots_of(few)] == [(one.name, 0, one.n) for one in few]
    many = [spot(n, "province" if n % 50 == 0 else "city") for n in range(10 * DOTS)]
    dots = dots_of(many)
    assert 100 < len(dots) <= DOTS
    assert sum(dot.n for dot in dots) == sum(one.n for one in many)
    assert sum(dot.more + 1 for dot in dots) == len(many)
    assert {dot.vague for dot in dots} == {True, False}
