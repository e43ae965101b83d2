"""One opened Knowledge for all tests of this room, compiled into a folder of the test run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from communique.knowledge import Knowledge, load_knowledge


@pytest.fixture(scope="session", autouse=True)
def cache_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Compiled knowledge goes to a temporary cache, never to the user's."""
    home = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(home))
        load_knowledge.cache_clear()
        yield home
    load_knowledge.cache_clear()


@pytest.fixture(scope="session")
def knowledge(cache_home: Path) -> Knowledge:
    """The shipped tables."""
    return load_knowledge()
