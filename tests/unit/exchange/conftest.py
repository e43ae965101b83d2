"""The small invented project, in a file of its own for each test."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.small_project import fill

from communique.store import Store


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The file of that project."""
    path = tmp_path / "korea.db"
    with Store.create(path) as store:
        fill(store)
    return path


@pytest.fixture
def store(project: Path) -> Iterator[Store]:
    """The project, open."""
    with Store.open(project) as opened:
        yield opened
