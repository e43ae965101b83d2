"""`communique export` and `import` as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.conftest import Run
from tests.small_project import fill

from communique.store import Store


@pytest.fixture
def project(tmp_path: Path) -> Path:
    path = tmp_path / "korea.db"
    with Store.create(path) as store:
        fill(store)
    return path


def test_help_names_every_format() -> None:
    from communique.cli.exchange_commands import NAMES, TO_STDOUT
    from communique.exchange.formats import FORMATS

    assert tuple(FORMATS) == NAMES
    assert set(TO_STDOUT) <= set(NAMES)


def test_out_and_in_again(project: Path, tmp_path: Path, run_program: Run) -> None:
    out = tmp_path / "events.tab"
    done = run_program("export", project, "--format", "icews", "-o", out)
    assert done.code == 0
    assert done.out == b""
    assert f"2 written to {out}" in done.err
    with out.open("a", encoding="utf-8") as table:
        table.write("broken\n")
    done = run_program("import", project, out, "--format", "icews", "--coder", "theirs")
    assert done.code == 0
    assert "events.tab:4" in done.err
    assert "2 events new" in done.err
    done = run_program("export", project, "--format", "jsonl", "--table", "events", "--rule", "theirs")
    assert [record["rule"] for record in done.records] == ["theirs", "theirs"]


def test_text_formats_go_to_standard_output(project: Path, run_program: Run) -> None:
    done = run_program("export", project, "--format", "csv", "--pair", "PRK", "KOR", "--directed")
    assert done.code == 0
    assert len(done.lines) == 2
    done = run_program("export", project, "--format", "parquet")
    assert done.code == 2
    assert "--output" in done.err


def test_what_was_left_out_is_told(project: Path, run_program: Run) -> None:
    done = run_program("export", project, "--format", "icews", "--of", "codings")
    assert done.code == 0
    assert "left out: 1 exchange.one_sided" in done.err


def test_no_words_leave_when_none_may(project: Path, run_program: Run) -> None:
    done = run_program("export", project, "--format", "plover", "--quote-words", "0")
    assert "text" not in json.loads(done.out)[0]


@pytest.mark.parametrize(
    ("options", "word"),
    [(["--format", "xls"], "choose one of"), (["--format", "csv", "--undated", "x"], "--undated"),
     (["--format", "csv", "--of", "x"], "--of"), (["--format", "csv", "--table", "x"], "--table"),
     (["--format", "csv", "--since", "soon"], "is no day")],
)  # fmt: skip
def test_wrong_usage(options: list[str], word: str, project: Path, run_program: Run) -> None:
    done = run_program("export", project, *options)
    assert done.code == 2
    assert word in done.err


def test_nothing_readable_is_an_error(project: Path, tmp_path: Path, run_program: Run) -> None:
    other = tmp_path / "other.tab"
    other.write_text("a\tb\n1\t2\n", "utf-8")
    done = run_program("import", project, other, "--format", "icews")
    assert done.code == 1
    assert "no header of ICEWS" in done.err
    assert run_program("import", project, tmp_path / "none.tab", "--format", "icews").code == 2
