"""The examples of docs/python.md run, in order, and print what the page says."""

from __future__ import annotations

import io
import re
from contextlib import redirect_stdout
from pathlib import Path

import pytest
from quality import corpus
from tests.conftest import ROOT

import communique

PAGE = (ROOT / "docs" / "python.md").read_text("utf-8")
BLOCK = re.compile(r"```python\n(.*?)```(?:\s*```text\n(.*?)```)?", re.S)
EXAMPLES = BLOCK.findall(PAGE)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with three articles, as the page supposes."""
    base = tmp_path_factory.mktemp("python")
    (base / "articles").mkdir()
    stems = [stem for stem in sorted(corpus.sidecars()) if not corpus.is_unseen(stem)]
    files = [path for path in sorted((corpus.CORPUS / "articles").iterdir()) if path.stem in stems]
    for path in files[:3]:
        (base / "articles" / path.name).write_bytes(path.read_bytes())
    return base


def test_examples_run_and_print_what_they_say(desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    assert len(EXAMPLES) >= 5
    for example, expected in EXAMPLES:
        out = io.StringIO()
        with redirect_stdout(out):
            exec(compile(example, "docs/python.md", "exec"), {"__name__": "example"})
        if expected:
            assert out.getvalue() == expected, example


def test_the_page_names_the_whole_api() -> None:
    for name in communique.__all__:
        assert name == "__version__" or f"`{name}`" in PAGE, name
    for name in dir(communique.Project):
        if not name.startswith("_") and name != "close":
            assert re.search(rf"`{name}\b", PAGE), name


def test_every_public_name_can_be_had() -> None:
    for name in communique.__all__:
        assert getattr(communique, name) is not None
        assert name in dir(communique)
    with pytest.raises(AttributeError, match="no attribute 'clean_all'"):
        communique.clean_all  # type: ignore[attr-defined] # noqa: B018
