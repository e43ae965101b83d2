"""A project from Python: records, frames, formats."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pandas
import pytest
from tests.factories import TEXT
from tests.small_project import fill

import communique
from communique.errors import StoreMissing, UsageError
from communique.store import Store


@pytest.fixture
def project(tmp_path: Path) -> Iterator[communique.Project]:
    path = tmp_path / "korea.db"
    with Store.create(path) as store:
        fill(store)
    with communique.open(path) as opened:
        yield opened


def test_records_are_typed_and_filtered(project: communique.Project) -> None:
    events = project.events(pair=("PRK", "KOR"), since="2013")
    assert [event.id for event in events] == ["e1", "e2"]
    assert events[0].date.start == date(2013, 6, 17)
    assert [coding.id for coding in project.codings_of(events[0])] == ["c1", "c2"]
    assert [coding.id for coding in project.codings(types="CONSULT")] == ["c3"]
    assert len(project.codings(background=False)) == 2
    assert [standing.kind for standing in project.situations(on="2013-06-20", known_by="2013-06")] == [
        "channel_cut"
    ]
    assert len(project.situations(on="2013-06-20", known_by="2013-06-16")) == 0
    assert [one.kind for one in project.commitments(pair=("KOR", "PRK"), states="open")] == ["offer"]
    assert len(project.commitments(due="2013")) == 0
    assert [report.id for report in project.reports()] == ["s1"]
    assert [statement.id for statement in project.statements(speaker="KOR")] == ["t1"]
    assert project.decisions()[0].by == "an analyst"
    assert project.text("d1") == TEXT
    with pytest.raises(UsageError, match="no document"):
        project.text("none")


def test_records_stream_and_are_kept_when_counted(project: communique.Project) -> None:
    codings = project.codings()
    assert repr(codings) == "<codings>"
    assert [coding.id for coding in codings] == ["c1", "c2", "c3"]
    assert len(codings) == 3
    assert repr(codings) == "<3 codings>"
    assert [coding.id for coding in codings[1:]] == ["c2", "c3"]
    assert codings[-1] in codings


@pytest.mark.parametrize(
    "kind", ["codings", "events", "situations", "reports", "statements", "commitments", "decisions"]
)
def test_every_kind_becomes_a_frame_and_a_table(kind: str, project: communique.Project) -> None:
    records = getattr(project, kind)()
    frame, table = records.to_pandas(), records.to_arrow()
    assert len(frame) == table.num_rows == len(records) > 0
    assert list(frame.columns) == table.column_names


def test_types_of_a_frame(project: communique.Project) -> None:
    frame = project.events().to_pandas()
    assert pandas.api.types.is_datetime64_any_dtype(frame["date_start"])
    assert isinstance(frame["event_type"].dtype, pandas.CategoricalDtype)
    assert pandas.api.types.is_bool_dtype(frame["background"])
    assert frame["n_documents"].tolist() == [2, 1]
    assert frame["first_reported"].dt.date.tolist() == [date(2013, 6, 17), date(2013, 6, 18)]
    assert frame.set_index("date_start").loc["2013-06-18"]["event_type"] == "CONSULT"


def test_an_empty_frame_has_its_columns(project: communique.Project) -> None:
    frame = project.events(since="2030").to_pandas()
    assert len(frame) == 0
    assert "event_type" in frame.columns


def test_out_and_in(project: communique.Project, tmp_path: Path) -> None:
    done = project.export(tmp_path / "x.tab", "icews", undated="publication")
    assert (done.n, dict(done.left_out)) == (2, {})
    taken = project.import_events(tmp_path / "x.tab", format="icews", coder="theirs")
    assert taken.n_new == 2
    assert [event.rule for event in project.events(rule="theirs")] == ["theirs", "theirs"]
    assert [run.kind for run in project.runs()] == ["add", "merge", "import"]


def test_adding(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(
        "North Korea on Sunday offered talks to the United States.\n" * 1, "utf-8"
    )
    with communique.create(tmp_path / "x.db") as project:
        run = project.add(tmp_path / "a.txt", published="2013-06-17")
        assert run.summary is not None
        assert run.summary.n_inputs == 1
        assert project.add(tmp_path / "a.txt", published="2013-06-17").summary.n_known == 1  # type: ignore[union-attr]
        with pytest.raises(UsageError, match="no date"):
            project.add(tmp_path / "a.txt", published="soon")


def test_what_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        communique.open(tmp_path / "none.db")


def test_importing_the_package_imports_nothing_else() -> None:
    code = "import sys, communique; print([m for m in sys.modules if m.startswith('communique.')], 'numpy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "['communique.version'] False"
