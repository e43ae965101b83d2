"""Importing beside one's own: once, whole or not at all, bad rows told."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.exchange.formats import export
from communique.exchange.holdings import Holdings
from communique.exchange.taking_in import take_in
from communique.store import Store


@pytest.fixture
def table(store: Store, tmp_path: Path) -> Path:
    """The project's own events as ICEWS would have them, with two bad rows after them."""
    path = tmp_path / "events.tab"
    export(Holdings(store), "icews", path)
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[1].replace("036", "010", 1), "short\trow\n"]), "utf-8")
    return path


def test_rows_become_events_of_their_collection(store: Store, table: Path) -> None:
    taken = take_in(store, [table], "icews")
    assert (taken.n_rows, taken.n_new) == (4, 2)
    assert taken.refused == {"exchange.columns": 1, "exchange.no_type": 1}
    assert [event.event_type for event in store.events(rule="icews")] == ["AGREE", "CONSULT"]
    assert len(list(store.events(rule="ours"))) == 2, "one's own stay as they were"
    both = store.events(pair=("KOR", "PRK"), directed=True)
    assert sorted(event.rule for event in both) == ["icews", "ours"]
    refusals = [refusal for refusal in store.refusals() if refusal.stage == "exchange"]
    assert [refusal.document.source.rsplit(":", 1)[1] for refusal in refusals] == ["4", "5"]


def test_doing_it_again_doubles_nothing(store: Store, table: Path) -> None:
    take_in(store, [table], "icews")
    taken = take_in(store, [table, table], "icews")
    assert (taken.n_new, taken.n_same) == (0, 2)
    assert len(list(store.events(rule="icews"))) == 2
    assert len([refusal for refusal in store.refusals() if refusal.stage == "exchange"]) == 2


def test_two_series_lie_beside_each_other(store: Store, table: Path) -> None:
    take_in(store, [table], "icews")
    take_in(store, [table], "icews", "icews of 2019")
    assert len(list(store.events(rule="icews of 2019"))) == 2
    ids = [event.id for rule in ("icews", "icews of 2019") for event in store.events(rule=rule)]
    assert len(set(ids)) == 4


def test_imported_events_say_where_they_are_from(store: Store, table: Path) -> None:
    take_in(store, [table], "icews")
    first = next(store.events(rule="icews"))
    assert first.lead is None
    assert first.codings == ()
    assert first.why[0].coding.startswith("icews:")
    assert "The Daily" in first.why[0].reasons


def test_the_run_is_logged(store: Store, table: Path) -> None:
    take_in(store, [table], "icews")
    (run,) = store.runs("import")
    assert run.state == "finished"
    assert run.summary is not None
    assert (run.summary.n_inputs, run.summary.n_refused) == (4, 2)
    assert run.notes["coder"] == "icews"


def test_an_import_that_fails_leaves_nothing(
    store: Store, table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from communique.exchange import taking_in

    def failing(path: Path, coder: str) -> object:
        from communique.exchange.icews import read_icews

        yield next(read_icews(path, coder))
        raise OSError("the disk went away")

    monkeypatch.setitem(taking_in.READERS, "icews", failing)
    with pytest.raises(Exception, match="disk went away"):
        take_in(store, [table], "icews")
    assert list(store.events(rule="icews")) == []
    assert [run.state for run in store.runs("import")] == ["stopped"]


def test_wrong_usage(store: Store, table: Path) -> None:
    with pytest.raises(UsageError, match="cannot be imported"):
        take_in(store, [table], "csv")
    with pytest.raises(UsageError, match="merge rule"):
        take_in(store, [table], "icews", "ours")
    with pytest.raises(UsageError, match="no such file"):
        take_in(store, [table.with_name("nothing.tab")], "icews")
