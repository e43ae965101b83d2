"""The commands on a project file, as a user runs them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run

TEXTS = [
    "Russia and Ukraine exchanged 60 prisoners on Saturday.",
    "North Korea threatened the South with war on Monday.",
    "France and Germany signed a treaty in Paris on 3 May 2014.",
]


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    lines = [
        json.dumps({"id": f"a{n}", "text": text, "published": "2014-05-06"}) for n, text in enumerate(TEXTS)
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    return path


@pytest.fixture
def project(here: Run, tmp_path: Path, articles: Path) -> Path:
    path = tmp_path / "korea.db"
    assert here("init", path).code == 0
    done = here("add", path, articles, "--no-memory")
    assert done.code == 0, done.err
    return path


def records(run: Any) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.out.splitlines()]


def test_add_prints_its_run(here: Run, tmp_path: Path, articles: Path) -> None:
    path = tmp_path / "p.db"
    here("init", path)
    (run,) = records(here("add", path, articles, "--no-memory"))
    assert run["record"] == "run"
    assert run["state"] == "finished"
    assert run["summary"]["n_inputs"] == 3
    assert run["summary"]["n_codings"] >= 3
    assert len(run["hashes"]["inputs"]) == len(run["hashes"]["config"]) == 64
    for name in ("program", "rules", "model", "knowledge"):
        assert run["coder"][name]


def test_the_same_again_adds_nothing(here: Run, project: Path, articles: Path) -> None:
    before = records(here("status", project))[0]["counts"]
    (run,) = records(here("add", project, articles, "--no-memory"))
    assert (run["summary"]["n_known"], run["summary"]["n_codings"]) == (3, 0)
    after = records(here("status", project))[0]["counts"]
    assert {**after, "run": 0} == {**before, "run": 0}


def test_what_add_keeps_is_what_code_prints(here: Run, project: Path, articles: Path) -> None:
    from communique.store import Store

    printed = [line for line in records(here("code", articles)) if line["record"] == "coding"]
    with Store.open(project) as store:
        import msgspec

        kept = [msgspec.to_builtins(coding) for coding in store.codings()]
    assert json.loads(msgspec.json.encode(kept)) == printed


def test_inputs_that_cannot_be_read_are_kept_by_reason(here: Run, project: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("")
    done = here("add", project, empty, tmp_path / "missing.txt")
    assert done.code == 1
    assert "sources.empty" in done.err
    found = records(here("refusals", project, "--reason", "sources.empty", "--reason", "sources.not_found"))
    assert {refusal["reason"] for refusal in found} == {"sources.empty", "sources.not_found"}


def test_runs_are_listed(here: Run, project: Path) -> None:
    here("recode", project, "--no-memory")
    runs = records(here("runs", project))
    assert [(run["n"], run["kind"]) for run in runs] == [(1, "add"), (2, "recode")]
    assert runs[1]["notes"]["n_changed"] == 0
    assert here("diff", project, "1", "2").out == b""
    assert records(here("recode", project, "--changed", "--no-memory"))[0]["summary"]["n_inputs"] == 0


def test_diff_shows_what_another_setting_changes(here: Run, project: Path) -> None:
    here("recode", project, "--min-confidence", "1.0", "--no-memory")
    changes = records(here("diff", project, "1", "2"))
    assert {one["change"] for one in changes} == {"removed"}
    assert {one["of"] for one in changes} == {"coding"}
    here("recode", project, "--changed", "--no-memory")
    assert here("diff", project, "1", "3").out == b""


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["status", "nowhere.db"], "communique init nowhere.db"),
        (["add", "nowhere.db", "x"], "communique init nowhere.db"),
        (["init", "nowhere/at/all.db"], "no folder"),
        (["init", "PROJECT"], "is there already"),
        (["init", "mysql://host/name"], "postgresql"),
        (["init", "x.db", "--keep", "everything"], "bytes or text"),
        (["diff", "PROJECT", "1", "9"], "no run 9"),
        (["add", "PROJECT"], "Missing argument"),
        (["add", "PROJECT", "x", "--published", "soon"], "soon"),
    ],
)
def test_wrong_usage_is_told_in_a_line(here: Run, project: Path, arguments: list[str], words: str) -> None:
    done = here(*[str(project) if word == "PROJECT" else word for word in arguments])
    assert done.code in (1, 2)
    assert done.out == b""
    assert words in done.err
    assert "Traceback" not in done.err


def test_show_leads_down_to_the_bytes(here: Run, project: Path, articles: Path) -> None:
    coding = next(line for line in records(here("code", articles)) if line["record"] == "coding")
    (shown,) = records(here("show", project, coding["id"]))
    assert shown["kind"] == "coding"
    assert shown["value"] == coding
    raw = articles.read_bytes().splitlines()[int(coding["document"]["source"].rsplit(":")[-1]) - 1]
    place = shown["bytes"]
    assert (
        bytes.fromhex(place["hex"])
        == raw[place["start"] : place["end"]]
        == coding["evidence"]["text"].encode()
    )
    assert shown["seen_at"] == [f"{articles}:1"]
    (document,) = records(here("show", project, "a1"))
    assert document["kind"] == "document"
    done = here("show", project, "0" * 16)
    assert done.code == 2
    assert "has the id" in done.err


def test_search_prints_hits(here: Run, project: Path) -> None:
    (hit,) = records(here("search", project, "prisoners"))
    assert (hit["record"], hit["of"]) == ("hit", "coding")
    assert "prisoners" in hit["text"]
    assert records(here("search", project, "treaty", "--in", "article"))[0]["id"] == "a2"
    assert here("search", project, "zebra").out == b""
    assert here("search", project, "x", "--in", "people").code == 2


def test_doctor_backup_and_restore(here: Run, project: Path, tmp_path: Path) -> None:
    assert here("doctor", project).code == 0
    copy, folder = tmp_path / "copy.db", tmp_path / "snapshot"
    assert here("backup", project, copy).code == 0
    assert here("backup", project, folder, "--parquet").code == 0
    assert here("doctor", folder).code == 0
    assert here("restore", copy, project).code == 2
    assert here("restore", copy, project, "--replace").code == 0
    assert records(here("status", project))[0]["counts"]["document"] == 3
    raw = bytearray(project.read_bytes())
    raw[raw.index(b'"evidence"') + 40] ^= 2
    project.write_bytes(raw)
    done = here("doctor", project)
    assert done.code == 1
    assert {finding["record"] for finding in records(done)} == {"finding"}
    assert "--replace" in done.err


def test_addresses_are_fetched_and_private_ones_only_when_allowed(
    here: Run, project: Path, tmp_path: Path
) -> None:
    import threading
    from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

    (tmp_path / "www").mkdir()
    (tmp_path / "www" / "news.txt").write_text("SEOUL, June 16, 2013 — " + " ".join(TEXTS) + "\n")

    class Handler(SimpleHTTPRequestHandler):
        def __init__(self, *args: Any) -> None:
            super().__init__(*args, directory=str(tmp_path / "www"))

        def log_message(self, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    address = f"http://127.0.0.1:{server.server_address[1]}/news.txt"
    refused = here("add", project, address)
    assert refused.code == 1
    assert "sources.private_address" in refused.err
    assert "--allow 127.0.0.1" in refused.err
    (run,) = records(here("add", project, address, "--allow", "127.0.0.1"))
    assert (run["summary"]["n_inputs"], run["summary"]["n_known"]) == (1, 0)
    (again,) = records(here("add", project, address, "--allow", "127.0.0.1"))
    assert again["summary"]["n_codings"] == 0
    server.shutdown()
