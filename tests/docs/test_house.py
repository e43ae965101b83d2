"""The house: import contracts take up every room, and nothing in the repository speaks of the place it was made in."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from tests.conftest import ROOT

ROOMS = {path.name for path in (ROOT / "src" / "communique").iterdir() if (path / "__init__.py").is_file()}
READING = {"sources", "clean", "language", "knowledge", "resolve", "coding"}
MEMORY = {"store", "stories", "review", "analysis", "exchange"}
CONTRACTS = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]


def named(contract: dict[str, object], key: str) -> set[str]:
    value = contract[key]
    assert isinstance(value, list)
    return {str(module).removeprefix("communique.") for module in value}


def test_every_room_stands_on_a_floor() -> None:
    (layers,) = [contract for contract in CONTRACTS if contract["type"] == "layers"]
    drawn = {room.strip(" ()") for floor in layers["layers"] for room in re.split(r"[|:]", floor)}
    assert drawn >= ROOMS | {"errors"}
    built = {
        room.strip() for floor in layers["layers"] for room in re.split(r"[|:]", floor) if "(" not in room
    }
    assert built - {"errors"} == ROOMS, "a room in parentheses that stands by now, or one that is gone"


def test_the_wings_are_kept_apart_room_by_room() -> None:
    memory, reading = [contract for contract in CONTRACTS if contract["type"] == "forbidden"]
    assert named(memory, "source_modules") == named(reading, "forbidden_modules") == MEMORY & ROOMS
    assert named(memory, "forbidden_modules") == named(reading, "source_modules") == READING & ROOMS


def test_help_of_make_lists_every_target() -> None:
    text = (ROOT / "Makefile").read_text("utf-8")
    phony = set(text.split(".PHONY:")[1].splitlines()[0].split())
    told = {line.split(":")[0] for line in text.splitlines() if re.match(r"[a-z]+:.*##", line)}
    assert phony == told
    assert {"demo", "test", "bench", "gate", "gains", "help"} <= told


def tracked() -> list[Path]:
    try:
        done = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.split("\0") if name]


FOREIGN = {
    "an absolute path of some machine": r"(?<![\w.])/(?:work|root|home/\w+|Users/\w+|tmp/brief)/",
    "the address of a package registry": r"--(?:extra-)?index-url|https?://[^\s\"')]*(?:/simple/|artifactory|nexus)",
    "a word about tools that write code": r"\b(?:chatgpt|copilot|claude|anthropic|openai)\b",
    "a remark to oneself": r"\b(?:FIX" + r"ME|TO" + r"DO)\b(?!-)",
}


@pytest.mark.parametrize("what", FOREIGN)
def test_files_hold_nothing_of_the_place_they_were_made_in(what: str) -> None:
    pattern = re.compile(FOREIGN[what], 0 if what == "a remark to oneself" else re.IGNORECASE)
    found = []
    for path in tracked():
        if path.suffix in (".py", ".md", ".toml", ".yaml", ".cfg", ".sh") or path.name in ("Makefile", "run"):
            if not path.is_file() or path == Path(__file__):
                continue
            for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1):
                if pattern.search(line):
                    found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert not found


def test_no_development_text_is_in_the_repository() -> None:
    """Long lines of the development sets occur in no tracked file."""
    from quality.devdata import folder, lines

    if folder() is None:
        pytest.skip("development sets not found: set COMMUNIQUE_DEV_DATA to compare")
    texts = [row["text"] for row in lines("coding/plover_gsr.jsonl")]
    texts += [re.sub(r"</?[st]>", "", row["marked"]) for row in lines("coding/plv_dev.jsonl")]
    base = folder()
    assert base is not None
    for name in ("001.txt", "002.txt"):
        texts += (base / "articles" / name).read_text("utf-8").splitlines()
    pieces = {text.strip()[:60] for text in texts if len(text.strip()) >= 60}
    known = re.compile(r"[^\W\d_]")
    for path in tracked():
        if (
            path.suffix in (".py", ".md", ".toml", ".yaml", ".csv", ".json", ".jsonl", ".txt", ".html")
            and path.is_file()
        ):
            text = path.read_text("utf-8", "replace")
            for number, line in enumerate(text.splitlines(), 1):
                if len(line) < 60 or not known.search(line):
                    continue
                # A piece begins at a capital or a quotation mark; comparing at those keeps this fast.
                for start in (m.start() for m in re.finditer(r"(?<!\w)[\w“\"'(]", line[: len(line) - 59])):
                    assert line[start : start + 60] not in pieces, f"{path.relative_to(ROOT)}:{number}"
