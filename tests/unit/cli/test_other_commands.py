"""`parse`, `explain`, `estimate`, `demo`, the table on a terminal and the progress line."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from quality import corpus
from rich.console import Console
from tests.conftest import Run
from tests.factories import a_coding, a_day

from communique.cli.stream import Progress, exit_code
from communique.cli.table import coding_table, day_text

SENTENCE = "Poland expelled two Belarusian diplomats on Tuesday."
CONLLU = """# sent_id = 1
# text = Poland won't meet Belarus.
1\tPoland\t_\t_\t_\t_\t_\t_\t_\t_
2-3\twon't\t_\t_\t_\t_\t_\t_\t_\t_
2\two\t_\t_\t_\t_\t_\t_\t_\t_
3\tn't\t_\t_\t_\t_\t_\t_\t_\t_
4\tmeet\t_\t_\t_\t_\t_\t_\t_\t_
5\tBelarus\t_\t_\t_\t_\t_\t_\t_\t_
6\t.\t_\t_\t_\t_\t_\t_\t_\t_

# sent_id = 2
1\tYes\twrong\tX\t_\t_\t0\troot\t_\t_

"""


@pytest.fixture
def one(tmp_path: Path) -> Path:
    path = tmp_path / "one.jsonl"
    path.write_text(json.dumps({"id": "1", "text": SENTENCE, "published": "2019-03-15"}) + "\n")
    return path


def test_parse_prints_conllu(here: Run, one: Path) -> None:
    done = here("parse", one, "--format", "conllu")
    rows = [line.split(b"\t") for line in done.lines if line and not line.startswith(b"#")]
    assert all(len(row) == 10 for row in rows)
    assert [row[1].decode() for row in rows] == [
        "Poland",
        "expelled",
        "two",
        "Belarusian",
        "diplomats",
        "on",
        "Tuesday",
        ".",
    ]
    assert sum(row[6] == b"0" for row in rows) == 1


def test_parse_prints_a_tree(here: Run, one: Path) -> None:
    assert "expelled" in here("parse", one, "--format", "tree").out.decode()


def test_pretokenised_keeps_sentences_tokens_and_comments(here: Run, tmp_path: Path) -> None:
    (tmp_path / "in.conllu").write_text(CONLLU, "utf-8")
    for done in (
        here("parse", "--pretokenised", tmp_path / "in.conllu"),
        here("parse", "--pretokenised", "-", stdin=CONLLU.encode()),
    ):
        out = done.out.decode()
        given = [line.split("\t")[:2] if "\t" in line else line for line in CONLLU.splitlines()]
        assert [line.split("\t")[:2] if "\t" in line else line for line in out.splitlines()] == given
        words = [line.split("\t") for line in out.splitlines() if line.split("\t")[0].isdigit()]
        assert all(row[3] != "_" and row[6] != "_" and row[7] != "_" for row in words)
        assert words[-1][2] != "wrong", "columns 3 to 8 of the input are not read"


def test_explain_names_frame_rules_and_date(here: Run, one: Path) -> None:
    done = here("explain", one)
    out = done.out.decode()
    assert done.code == 0
    assert "SANCTION" in out
    assert "expelled" in out
    coding = next(record for record in here("code", one).records if record["record"] == "coding")
    assert str(coding["id"]) in out
    alone = here("explain", one, "--coding", str(coding["id"])).out.decode()
    assert str(coding["id"]) in alone


def test_explain_tells_which_ids_there_are(here: Run, one: Path) -> None:
    done = here("explain", one, "--coding", "feedfeedfeedfeed")
    assert done.code == 2
    coding = next(record for record in here("code", one).records if record["record"] == "coding")
    assert str(coding["id"]) in done.err


def test_estimate_counts_all_and_codes_a_sample(here: Run, tmp_path: Path) -> None:
    rows = [{"id": str(n), "text": SENTENCE} for n in range(50)]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n")
    out = here("estimate", tmp_path, "--sample", "8").out.decode()
    assert "50 documents" in out
    assert "8 coded, 0 refused" in out
    for part in ("sentences", "codings", "time", "disk"):
        assert part in out


def test_estimate_of_nothing_readable_is_1(here: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    assert here("estimate", tmp_path).code == 1


def test_demo_writes_report_and_tables_and_says_where(
    here: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    small = tmp_path / "corpus"
    small.mkdir()
    stems = [stem for stem in sorted(corpus.sidecars()) if not corpus.is_unseen(stem)][:4]
    for path in (corpus.CORPUS / "articles").iterdir():
        if path.stem in stems:
            (small / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr("communique.cli.demo.corpus_folder", lambda: small)
    done = here("demo", "--output", tmp_path / "out")
    assert done.code == 0
    for name in ("report.html", "events.csv", "events.parquet", "events.jsonl"):
        assert (tmp_path / "out" / name).stat().st_size > 0
        assert str(tmp_path / "out" / name) in done.err
    n = sum(1 for line in (tmp_path / "out" / "events.jsonl").open("rb") if b'"record":"coding"' in line)
    assert f"{n} codings" in done.err
    assert done.out


def test_demo_does_not_overwrite_a_file(here: Run, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine")
    assert here("demo", "--output", tmp_path / "out").code == 2
    assert (tmp_path / "out").read_text() == "mine"


@pytest.mark.parametrize(
    ("precision", "shown"), [("day", "2013-06-17"), ("month", "2013-06"), ("year", "2013"), ("unknown", "–")]
)
def test_days_are_shown_as_precise_as_they_are(precision: str, shown: str) -> None:
    when = a_day(None) if precision == "unknown" else a_day(precision=precision)
    assert day_text(when) == shown


def test_the_table_fits_a_narrow_terminal() -> None:
    out = io.StringIO()
    Console(file=out, width=60).print(coding_table([a_coding(), a_coding(status="denied", background=True)]))
    assert all(len(line) <= 60 for line in out.getvalue().splitlines())
    wide = io.StringIO()
    Console(file=wide, width=120).print(coding_table([a_coding()]))
    assert "AGREE" in wide.getvalue()


def test_progress_is_silent_when_short_and_on_standard_error(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    progress = Progress()
    progress.step()
    progress.done()
    assert capsys.readouterr() == ("", "")
    clock = iter([0.0, 11.0, 11.5, 30.0])
    monkeypatch.setattr("communique.cli.stream.time.monotonic", lambda: next(clock))
    slow = Progress("report")
    for _ in range(3):
        slow.step("5 codings")
    out, err = capsys.readouterr()
    assert out == ""
    assert err == "1 report: 5 codings\n3 reports: 5 codings\n"


@pytest.mark.parametrize(
    ("inputs", "refused", "code"), [(0, 0, 0), (1, 0, 0), (1, 1, 1), (3, 2, 0), (3, 3, 1)]
)
def test_exit_codes(inputs: int, refused: int, code: int) -> None:
    assert exit_code(inputs, refused) == code
