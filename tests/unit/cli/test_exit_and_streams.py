"""Exit codes, what goes to which stream, and what happens when the reader leaves."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
from tests.conftest import ROOT, Run

SENTENCE = "Russia and Ukraine exchanged 60 prisoners on Saturday."


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.jsonl"
    path.write_text(json.dumps({"id": "g", "text": SENTENCE}) + "\n", "utf-8")
    return path


@pytest.mark.parametrize(
    "arguments",
    [
        ["code"],
        ["clean"],
        ["parse"],
        ["actors"],
        ["dates"],
        ["relate"],
        ["estimate"],
        ["code", "GOOD", "--published", "soon"],
        ["code", "GOOD", "--published", "2013-02-30"],
        ["code", "GOOD", "--format", "xml"],
        ["code", "GOOD", "--format", "parquet"],
        ["code", "GOOD", "--workers", "0"],
        ["code", "GOOD", "--quote-words", "-1"],
        ["code", "GOOD", "--min-confidence", "2"],
        ["code", "GOOD", "--no-such-option"],
        ["code", "GOOD", "--overlay", "no-such-folder"],
        ["code", "GOOD", "--output", "no-such-folder/events.jsonl"],
        ["code", "GOOD", "--format", "parquet", "--output", "no-such-folder/events.parquet"],
        ["clean", "GOOD", "--format", "parquet"],
        ["explain", "GOOD", "--coding", "0000000000000000"],
        ["no-such-command"],
    ],
    ids=" ".join,
)
def test_wrong_usage_is_2_with_one_clear_message(here: Run, good: Path, arguments: list[str]) -> None:
    done = here(*[str(good) if argument == "GOOD" else argument for argument in arguments])
    assert done.code == 2
    assert done.out == b""
    assert done.err.strip()
    assert "Traceback" not in done.err


def test_the_message_names_the_value_and_the_form(here: Run, good: Path) -> None:
    err = here("code", good, "--published", "soon").err
    assert "'soon'" in err
    assert "YYYY-MM-DD" in err


@pytest.mark.parametrize("verb", ["code", "clean", "parse", "actors", "dates"])
def test_all_refused_is_1(here: Run, tmp_path: Path, verb: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = here(verb, tmp_path / "empty.txt", tmp_path / "nowhere.txt")
    assert done.code == 1
    assert "sources.empty" in done.err + done.out.decode()
    assert "sources.not_found" in done.err + done.out.decode()


@pytest.mark.parametrize("verb", ["code", "clean", "parse", "actors", "dates"])
def test_one_readable_input_is_0(here: Run, tmp_path: Path, good: Path, verb: str) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    done = here(verb, tmp_path / "empty.txt", good)
    assert done.code == 0
    assert "sources.empty" in done.err + done.out.decode()


def test_a_full_disk_is_told_in_one_line(run_program: Run, good: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("needs /dev/full")
    done = run_program("code", good, "--output", "/dev/full")
    assert done.code == 1
    assert "No space left" in done.err


def test_a_text_without_events_is_0(here: Run, tmp_path: Path) -> None:
    (tmp_path / "calm.jsonl").write_text('{"id":"c","text":"The trams of Oslo ran on time."}\n')
    done = here("code", tmp_path / "calm.jsonl")
    assert done.code == 0
    assert not [record for record in done.records if record["record"] == "coding"]


def test_standard_input_gives_what_the_file_gives(here: Run, good: Path) -> None:
    from_file = here("code", good).records
    from_pipe = here("code", "-", stdin=good.read_bytes()).records
    assert [r["id"] for r in from_pipe] == [r["id"] for r in from_file]
    assert any(r["record"] == "coding" for r in from_pipe)


def test_only_records_on_standard_output(run_program: Run, tmp_path: Path) -> None:
    """A run long enough for progress, with refusals among the inputs."""
    rows = [{"id": str(n), "text": SENTENCE + f" It was exchange number {n}."} for n in range(300)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\nbroken\n", "utf-8")
    done = run_program("code", tmp_path)
    assert done.code == 0
    assert all("record" in record for record in done.records)
    assert len({str(record["id"]) for record in done.records}) == len(done.records)
    assert "sources.broken_json" in done.err


def test_a_pipe_closed_early_ends_the_run_quietly(tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": (SENTENCE + " ") * 20} for n in range(400)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    for verb in ("code", "clean", "actors"):
        started = time.monotonic()
        process = subprocess.Popen(
            [sys.executable, "-m", "communique.cli.main", verb, str(tmp_path / "a.jsonl")],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b"{")
        process.stdout.close()
        err = process.stderr.read().decode()
        assert process.wait(timeout=120) == 0, (verb, err)
        assert "Traceback" not in err
        assert "Exception" not in err
        assert time.monotonic() - started < 120


def test_version_tells_what_is_installed(here: Run) -> None:
    from communique.version import __version__

    done = here("--version")
    assert done.code == 0
    out = done.out.decode()
    assert f"communique {__version__}" in out
    for part in ("schema", "coder", "model", "knowledge", "Cite as"):
        assert part in out


def test_help_lists_every_command(here: Run) -> None:
    done = here("--help")
    assert done.code == 0
    for verb in (
        "clean",
        "parse",
        "actors",
        "dates",
        "code",
        "relate",
        "explain",
        "estimate",
        "demo",
        "knowledge",
    ):
        assert verb in done.out.decode()
