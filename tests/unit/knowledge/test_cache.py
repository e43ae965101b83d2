"""The compiled cache: built once, rebuilt when a table changes, never half there, never needed."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.knowledge import Knowledge
from communique.knowledge.cache import ROWS_FILE, TRIE_FILE, cache_folder, open_compiled

HEADER = "country,name,kind,case_sensitive,valid_from,valid_to,source\n"


@pytest.fixture
def tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of two small tables, and a cache of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "data"
    (folder / "countries").mkdir(parents=True)
    (folder / "country_names").mkdir()
    (folder / "countries" / "all.csv").write_text(
        "id,iso3,iso2,cow,gw,fips,valid_from,valid_to,successor,source\nFRD,,,,,,,,,recall\n"
    )
    (folder / "country_names" / "a.csv").write_text(HEADER + "FRD,Fredonia,short,,,,recall\n")
    return folder


def opened(folder: Path, overlay: Path | None = None) -> Knowledge:
    return Knowledge(*open_compiled(overlay, folder))


def builds() -> list[Path]:
    return sorted(path for path in cache_folder().iterdir() if path.is_dir())


def test_built_once_and_rebuilt_when_a_table_changes(tables: Path) -> None:
    opened(tables)
    first = builds()
    stamp = (first[0] / ROWS_FILE).stat().st_mtime_ns
    opened(tables)
    assert builds() == first
    assert (first[0] / ROWS_FILE).stat().st_mtime_ns == stamp
    with (tables / "country_names" / "a.csv").open("a") as file:
        file.write("FRD,Fredonian,demonym_adj,,,,recall\n")
    assert opened(tables).lookup("Fredonian")
    assert len(builds()) == 2


@pytest.mark.parametrize("file", [TRIE_FILE, ROWS_FILE])
@pytest.mark.parametrize("damage", ["flip", "cut", "empty", "gone"])
def test_a_damaged_cache_is_rebuilt(tables: Path, file: str, damage: str) -> None:
    opened(tables)
    path = builds()[0] / file
    data = bytearray(path.read_bytes())
    if damage == "gone":
        path.unlink()
    else:
        data[len(data) // 2] ^= 1
        path.write_bytes({"flip": bytes(data), "cut": bytes(data[:-3]), "empty": b""}[damage])
    assert [hit.key for hit in opened(tables).match("In Fredonia")] == ["fredonia"]
    assert opened(tables).rows("countries")


def test_a_cache_that_cannot_be_written_costs_no_answer(
    tables: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a_file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "a_file"))
    assert [hit.key for hit in opened(tables).match("In Fredonia")] == ["fredonia"]


def test_nothing_half_built_stays(tables: Path) -> None:
    opened(tables)
    assert [path.name for path in cache_folder().iterdir() if path.name.startswith(".")] == []


def test_an_overlay_adds_and_replaces(tables: Path, tmp_path: Path) -> None:
    overlay = tmp_path / "overlay"
    (overlay / "country_names").mkdir(parents=True)
    (overlay / "countries").mkdir()
    (overlay / "country_names" / "mine.csv").write_text(HEADER + "FRD,Land of Freedom,name,,,,recall\n")
    (overlay / "countries" / "mine.csv").write_text("id,cow,source\nFRD,999,recall\n")
    knowledge = opened(tables, overlay)
    assert knowledge.cow("FRD") == 999
    assert knowledge.lookup("Land of Freedom")
    assert knowledge.lookup("Fredonia")
    assert opened(tables).cow("FRD") is None
