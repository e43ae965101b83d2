"""Bad input end to end: each is refused with a reason code, the others are done, nothing hangs, nothing is thrown.

Every bad input stands in a folder between two good ones; the program runs as a user runs it.
"""

from __future__ import annotations

import gzip
import json
import os
import random
import stat
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.conftest import Ran, Run

GOOD = "Russia and Ukraine exchanged 60 prisoners near Donetsk on Saturday, officials in Kyiv said on television."
RANDOM = random.Random(7)
GERMAN = (
    "Die Außenminister der Europäischen Union haben am Montag in Brüssel neue Sanktionen beschlossen. Der deutsche "
    "Minister sagte, man werde die Lage genau beobachten und mit den Partnern über weitere Schritte sprechen. Aus "
    "Moskau hieß es, die Maßnahmen seien rechtswidrig und würden nicht ohne Antwort bleiben. "
)


def empty(path: Path) -> None:
    path.with_suffix(".txt").write_bytes(b"")


def white(path: Path) -> None:
    path.with_suffix(".txt").write_bytes(b" \n\t\r\n  \n")


def binary(path: Path) -> None:
    path.with_suffix(".txt").write_bytes(bytes(RANDOM.randrange(256) for _ in range(20_000)))


def carriage_returns(path: Path) -> None:
    path.with_suffix(".txt").write_bytes(b"\x81\x9f,\x00text\rmore\r,text\n" + bytes(range(256)) * 20)


def picture(path: Path) -> None:
    path.with_suffix(".html").write_bytes(
        b"\x89PNG\r\n\x1a\n" + bytes(RANDOM.randrange(256) for _ in range(5000))
    )


def one_huge_line(path: Path) -> None:
    with path.with_suffix(".txt").open("wb") as out:
        for _ in range(500):
            out.write(b"word " * 20_000)


def huge_jsonl_line(path: Path) -> None:
    with path.with_suffix(".jsonl").open("wb") as out:
        out.write(b'{"id": "huge", "text": "')
        for _ in range(100):
            out.write(b"word " * 20_000)
        out.write(b'"}\n')


def many_attributes(path: Path) -> None:
    attributes = " ".join(f'a{n}="{n}"' for n in range(200_000))
    path.with_suffix(".html").write_text(f"<html><body><p {attributes}>{GOOD * 5}</p></body></html>")


def deep_tags(path: Path) -> None:
    path.with_suffix(".html").write_text("<html><body>" + "<div>" * 100_000 + GOOD + "</div>" * 100_000)


def gzip_bomb(path: Path) -> None:
    with path.with_suffix(".txt.gz").open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb") as out:
        for _ in range(60):
            out.write(b"\0" * 1_000_000)


def gzip_bomb_of_lines(path: Path) -> None:
    line = json.dumps({"id": "b", "text": "Talks. "}).encode() + b"\n"
    with path.with_suffix(".jsonl.gz").open("wb") as raw, gzip.GzipFile(fileobj=raw, mode="wb") as out:
        out.write(line)
        for _ in range(400):
            out.write(b" " * 1_000_000 + b"\n")


def xml_bomb(path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.with_suffix(".rss").write_text(
        f'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY e0 "ha">{entities}]><rss><channel><title>&e11;</title></channel></rss>'
    )


def html_entity_bomb(path: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    path.with_suffix(".xml").write_text(
        f'<?xml version="1.0"?><!DOCTYPE html [<!ENTITY e0 "ha">{entities}]><html><body>&e11;</body></html>'
    )


def not_english(path: Path) -> None:
    path.with_suffix(".txt").write_text(GERMAN * 2, "utf-8")


def no_gzip(path: Path) -> None:
    path.with_suffix(".txt.gz").write_bytes(b"\x1f\x8b\x08\x00" + b"rubbish" * 40)


def no_parquet(path: Path) -> None:
    path.with_suffix(".parquet").write_bytes(b"PAR1" + b"rubbish" * 40)


def no_text_column(path: Path) -> None:
    path.with_suffix(".csv").write_text("id,body\n1,something\n")


def unknown_kind(path: Path) -> None:
    path.with_suffix(".docx").write_bytes(b"PK\x03\x04" + b"x" * 400)


def named_pipe(path: Path) -> None:
    os.mkfifo(path.with_suffix(".sock"))


def broken_link(path: Path) -> None:
    path.with_suffix(".txt").symlink_to(path.parent / "nowhere")


BAD: dict[Callable[[Path], None], set[str]] = {
    empty: {"sources.empty"},
    white: {"sources.empty"},
    binary: {"sources.binary"},
    carriage_returns: {"sources.binary"},
    picture: {"sources.binary"},
    one_huge_line: {"sources.too_large"},
    huge_jsonl_line: {"sources.too_large"},
    many_attributes: {"clean.too_many_tags"},
    deep_tags: {"clean.too_many_tags", "clean.crashed", "clean.no_body", "clean.time_limit"},
    gzip_bomb: {"sources.bomb", "sources.too_large"},
    gzip_bomb_of_lines: {"sources.bomb", "sources.too_large"},
    xml_bomb: {"sources.xml_entities"},
    html_entity_bomb: {"sources.xml_entities", "clean.no_body", "clean.too_short", "sources.no_entries"},
    not_english: {"clean.not_english"},
    no_gzip: {"sources.damaged", "sources.truncated"},
    no_parquet: {"sources.damaged"},
    no_text_column: {"sources.no_text_column"},
    unknown_kind: {"sources.unsupported"},
    named_pipe: {"sources.unsupported", "sources.unreadable"},
    broken_link: {"sources.not_found", "sources.unreadable"},
}


def good_text(name: str) -> str:
    return f"Prisoners freed\n\n{GOOD} A report from {name} followed. {GOOD}\n"


def coded(done: Ran) -> set[str]:
    """Sources with codings."""
    return {r["document"]["source"].rsplit("/", 1)[-1] for r in done.records if r["record"] == "coding"}  # type: ignore[index]


def refused(done: Ran) -> dict[str, str]:
    """Reason by source, of inputs that were refused whole."""
    rows = [
        r for r in done.records if r["record"] == "refusal" and r["stage"] in ("sources", "clean", "pipeline")
    ]
    return {r["document"]["source"].rsplit("/", 1)[-1]: str(r["reason"]) for r in rows}  # type: ignore[index]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory, run_program: Run) -> Ran:
    """One run over all bad inputs, a good one before and after each."""
    folder = tmp_path_factory.mktemp("bad")
    for make in BAD:
        make(folder / f"{make.__name__}-bad")
        (folder / f"{make.__name__}-a.txt").write_text(good_text(make.__name__), "utf-8")
        (folder / f"{make.__name__}-z.txt").write_text(good_text(make.__name__), "utf-8")
    started = time.monotonic()
    ran = run_program("code", folder)
    assert time.monotonic() - started < 150, "hangs"
    return ran


@pytest.mark.parametrize("make", BAD, ids=lambda make: make.__name__)
def test_bad_input_is_refused_and_the_others_are_done(make: Callable[[Path], None], done: Ran) -> None:
    name = make.__name__
    assert done.code == 0
    assert coded(done) >= {f"{name}-a.txt", f"{name}-z.txt"}
    reasons = {source: reason for source, reason in refused(done).items() if source.startswith(f"{name}-")}
    assert len(reasons) == 1
    ((source, reason),) = reasons.items()
    assert source.startswith(f"{name}-bad")
    assert reason in BAD[make]
    assert f"{source}: {reason}: " in done.err


def test_nothing_else_is_refused(done: Ran) -> None:
    assert len(refused(done)) == len(BAD)


def test_a_folder_without_texts(tmp_path: Path, here: Run) -> None:
    (tmp_path / "x").mkdir()
    done = here("code", tmp_path / "x")
    assert done.code == 1
    assert "sources.no_texts" in done.err


def test_wrong_declared_encoding_is_repaired_and_told(tmp_path: Path, here: Run) -> None:
    page = (
        '<!DOCTYPE html><html><head><meta charset="utf-8"><title>Talks in Köln</title></head><body>'
        f"<article><h1>Talks in Köln</h1><p>{GOOD} The café déjà closed.</p><p>{GOOD}</p></article></body></html>"
    )
    (tmp_path / "page.html").write_bytes(page.encode("latin-1"))
    done = here("code", tmp_path / "page.html")
    assert done.code == 0
    assert coded(done) == {"page.html"}
    title = next(r["document"]["title"] for r in done.records)  # type: ignore[index]
    assert title == "Talks in Köln"


def test_an_encoding_that_does_not_exist(tmp_path: Path, here: Run) -> None:
    page = f'<html><head><meta charset="klingon-8"></head><body><article><p>{GOOD}</p><p>{GOOD}</p></article></body></html>'
    (tmp_path / "page.html").write_text(page)
    assert coded(here("code", tmp_path / "page.html")) == {"page.html"}


def test_broken_lines_of_a_jsonl_file(tmp_path: Path, here: Run) -> None:
    lines = [
        json.dumps({"id": "first", "text": GOOD}).encode(),
        b"{broken",
        b"[]",
        b'"text"',
        b'{"id": "no text"}',
        b'{"id": "null", "text": null}',
        b'{"id": "number", "text": 12}',
        b'{"id": "blank", "text": "  "}',
        b'{"id": "date", "text": "Iran met Iraq.", "published": "2013-02-30"}',
        b'{"id": "words", "text": "Iran met Iraq.", "published": "yesterday"}',
        b'{"id": ["a"], "text": "Iran met Iraq."}',
        b'{"id": "bytes", "text": "\xff\xfe\xfa"}',
        b'{"id": "surrogate", "text": "\\ud800 Iran met Iraq."}',
        b'{"id": "nul", "text": "Iran \\u0000 met Iraq."}',
        b"",
        json.dumps({"id": "last", "text": GOOD}).encode(),
    ]
    (tmp_path / "a.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    done = here("code", tmp_path / "a.jsonl")
    assert done.code == 0
    assert {r["document"]["id"] for r in done.records if r["record"] == "coding"} >= {"first", "last"}  # type: ignore[index]
    reasons = {source: reason for source, reason in refused(done).items() if source.startswith("a.jsonl:")}
    expected = {
        2: "sources.broken_json", 3: "sources.broken_json", 4: "sources.broken_json", 5: "sources.no_text",
        6: "sources.no_text", 7: "sources.no_text", 8: "sources.empty", 9: "sources.bad_date", 10: "sources.bad_date",
        11: "sources.bad_field",
    }  # fmt: skip
    for number, reason in expected.items():
        assert reasons.get(f"a.jsonl:{number}") == reason, (number, reasons)
    for source, reason in reasons.items():
        assert f"{source}: {reason}" in done.err


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read every file"
)
def test_a_file_without_permission(tmp_path: Path, here: Run) -> None:
    (tmp_path / "good.txt").write_text(good_text("here"), "utf-8")
    locked = tmp_path / "m-bad.txt"
    locked.write_text(GOOD)
    locked.chmod(0)
    try:
        done = here("code", tmp_path)
    finally:
        locked.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert refused(done) == {"m-bad.txt": "sources.unreadable"}


def test_a_read_error_is_a_refusal(tmp_path: Path, here: Run) -> None:
    """A file that may not be read, for the superuser too: the memory of a process."""
    if not Path("/proc/self/mem").exists():
        pytest.skip("needs /proc")
    (tmp_path / "good.txt").write_text(f"{GOOD} {GOOD}")
    done = here("code", "/proc/self/mem", tmp_path / "good.txt")
    assert done.code == 0
    assert refused(done) == {"mem": "sources.unreadable"}


ODD: dict[str, str] = {
    "one word": "a" * 40_000,
    "brackets": "( " * 3_000,
    "quotes": "“" * 1_500,
    "no stop": "and Iran " * 1_500,
    "possessives": "Iran’s Iraq’s " * 600,
    "titles": ("Mr. " * 1_000) + "Iran met Iraq.",
    "numbers": "1,2,3," * 1_000,
    "direction": "\u202e\u200f" * 1_000 + "Iran met Iraq.",
    "accents": "e\u0301" * 3_000,
    "lines": "\n".join(["Iran met Iraq."] * 400),
}


def test_texts_that_are_no_prose_end_in_time(tmp_path: Path, run_program: Run) -> None:
    """Whatever comes out, it comes: no crash of a stage, no time limit, and the texts between are coded."""
    rows = []
    for name, text in ODD.items():
        rows += [{"id": name, "text": text}, {"id": f"after {name}", "text": GOOD}]
    (tmp_path / "a.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    started = time.monotonic()
    done = run_program("code", tmp_path / "a.jsonl")
    assert time.monotonic() - started < 120
    assert "pipeline." not in done.err
    ids = {r["document"]["id"] for r in done.records if r["record"] == "coding"}  # type: ignore[index]
    assert ids >= {f"after {name}" for name in ODD}
