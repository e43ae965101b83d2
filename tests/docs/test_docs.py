"""Documentation that cannot lie: commands, options, reason codes, links, generated pages, the examples of the README."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer
from quality import corpus
from tests.conftest import ROOT

from communique.cli.main import app

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
CODE = re.compile(r"^(sources|clean|language|resolve|coding|status|pipeline|exchange)\.[a-z_]+$")


def page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def commands() -> Iterator[tuple[str, Any]]:
    """Every command with its full name: ("code", …), ("knowledge who", …)."""
    root: Any = typer.main.get_command(app)
    for name, command in sorted(root.commands.items()):
        children = getattr(command, "commands", None)
        if children is None:
            yield name, command
        for child, below in sorted((children or {}).items()):
            yield f"{name} {child}", below


@pytest.mark.parametrize("name", [name for name, _ in commands()])
def test_every_command_and_option_is_documented(name: str) -> None:
    """Top verbs in docs/commands.md; those of `knowledge` in docs/knowledge.md or there."""
    command = dict(commands())[name]
    text = page("commands.md") + (page("knowledge.md") if name.startswith("knowledge") else "")
    assert f"communique {name}" in text or re.search(rf"knowledge.*\b{name.split()[-1]}\b", text)
    for parameter in command.params:
        if parameter.param_type_name == "option":
            for option in parameter.opts:
                assert option in text, f"{option} of {name}"
    assert command.help, f"{name} has no help text"


def test_every_option_says_what_it_does() -> None:
    for name, command in commands():
        for parameter in command.params:
            assert parameter.help or parameter.name == "help", f"{parameter.name} of {name}"


def codes_in_source() -> set[str]:
    """String literals in the source that have the form of a reason code."""
    import ast

    found = set()
    for path in (ROOT / "src" / "communique").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
                found.add(node.value)
    return {code for code in found if not code.endswith((".toml", ".csv", ".json"))}


def codes_in_docs() -> set[str]:
    text = page("refusals.md") + page("refusals-sources.md")
    return {code for code in re.findall(r"`([a-z]+\.[a-z_]+)`", text) if CODE.match(code)}


def test_every_reason_code_is_documented_and_every_documented_one_exists() -> None:
    source = codes_in_source()
    assert len(source) > 60
    assert source - codes_in_docs() == set(), "documented nowhere"
    assert codes_in_docs() - source == set(), "no longer in the source"


def test_records_of_a_run_carry_documented_reasons(kernel: Any) -> None:
    stems = [stem for stem in sorted(corpus.sidecars()) if not corpus.is_unseen(stem)][:6]
    reasons = {r.reason for o in corpus.run_corpus(kernel, stems).values() for r in o.refusals}
    assert reasons
    assert reasons <= codes_in_docs()


def test_generated_pages_are_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "quality.generate_docs", "--check"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def links() -> Iterator[tuple[str, str]]:
    for path in PAGES:
        for target in re.findall(r"\]\(([^)\s]+)\)", path.read_text("utf-8")):
            if not target.startswith(("http://", "https://", "mailto:", "#")):
                yield str(path.relative_to(ROOT)), target


def test_links_lead_somewhere() -> None:
    broken = [
        f"{name} → {target}"
        for name, target in links()
        if not (ROOT / name).parent.joinpath(target.split("#")[0]).exists()
    ]
    assert not broken


def anchors(text: str) -> set[str]:
    return {
        re.sub(r"[^\w\- ]", "", line.lstrip("# ").strip().lower()).replace(" ", "-")
        for line in text.splitlines()
        if line.startswith("#")
    }


def test_anchors_lead_somewhere() -> None:
    for path in PAGES:
        text = path.read_text("utf-8")
        for target in re.findall(r"\]\((#[^)\s]+)\)", text):
            assert target[1:] in anchors(text), f"{path.name}: {target}"


def blocks(path: Path) -> list[str]:
    """Shell blocks of a page."""
    return re.findall(r"```(?:bash|sh|console)\n(.*?)```", path.read_text("utf-8"), re.S)


def lines_of(block: str) -> Iterator[str]:
    """Commands of a block, continued lines joined."""
    for line in block.replace("\\\n", " ").splitlines():
        if line.strip() and not line.strip().startswith("#"):
            yield line.strip()


RUNNABLE = [
    line
    for block in blocks(ROOT / "README.md")
    for line in lines_of(block)
    if "communique" in line
    and not line.startswith(("make", "source", "git", "cd", "pip"))
    and not line.startswith("communique serve")  # waits for a reader; tests/web open it in a browser
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as the README supposes: article.txt, and a folder of articles."""
    base = tmp_path_factory.mktemp("desk")
    (base / "articles").mkdir()
    stems = [stem for stem in sorted(corpus.sidecars()) if not corpus.is_unseen(stem)]
    files = [path for path in sorted((corpus.CORPUS / "articles").iterdir()) if path.stem in stems]
    for path in files[:3]:
        (base / "articles" / path.name).write_bytes(path.read_bytes())
    text = next(path for path in files if path.suffix == ".txt")
    (base / "article.txt").write_bytes(text.read_bytes())
    return base


def test_the_readme_shows_commands() -> None:
    assert len(RUNNABLE) >= 5


@pytest.mark.parametrize("line", RUNNABLE)
def test_commands_of_the_readme_run(line: str, desk: Path) -> None:
    import os

    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-o", "pipefail", "-c", line], cwd=desk, env={**os.environ, "PATH": path}, capture_output=True,
        text=True, timeout=180, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr


def shown_commands() -> Iterator[tuple[str, str]]:
    """`communique …` lines in blocks and in code spans of all pages but the generated ones."""
    for path in PAGES:
        text = path.read_text("utf-8")
        if text.startswith("<!-- Generated"):
            continue
        pieces = [line for block in blocks(path) for line in lines_of(block)]
        pieces += re.findall(r"`([^`\n]*communique [^`\n]*)`", text)
        for piece in pieces:
            for found in re.finditer(r"communique (-{0,2}[a-z][a-z-]*(?: [a-z][a-z-]*)?)([^|]*)", piece):
                yield f"{path.name}: {piece}", found.group(1) + found.group(2)


def test_pages_show_only_commands_and_options_that_exist() -> None:
    known = dict(commands())
    for where, line in shown_commands():
        words = line.split("#")[0].split()
        if words[0] == "--version" or words[0] == "--help":
            continue
        name = " ".join(words[:2]) if " ".join(words[:2]) in known else words[0]
        assert name in known or name == "knowledge", where
        if name in known:
            options = {option for parameter in known[name].params for option in parameter.opts} | {
                "--help",
                "-h",
            }
            used = {word.split("=")[0] for word in words if word.startswith("--")}
            assert used <= options, where


def test_changelog_names_the_version() -> None:
    from communique.version import __version__

    text = (ROOT / "CHANGELOG.md").read_text("utf-8")
    assert "Unreleased" in text or __version__ in text


MODULES = sorted((ROOT / "src" / "communique").rglob("*.py"))


def test_every_module_says_what_it_is() -> None:
    import ast

    silent = [
        str(path.relative_to(ROOT))
        for path in MODULES
        if not ast.get_docstring(ast.parse(path.read_text("utf-8")))
    ]
    assert not silent
