"""The sample corpus: enough reports of every kind, each with a sidecar that fits its text."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from quality.corpus import find, is_unseen

from communique.ontology import load_ontology
from communique.records.coding import Status
from communique.samples import corpus_folder, sidecar_folder

ARTICLES = {path.stem: path for path in sorted(corpus_folder().iterdir()) if path.suffix in (".txt", ".html")}
SIDECARS: dict[str, dict[str, Any]] = {
    p.stem: json.loads(p.read_text("utf-8")) for p in sorted(sidecar_folder().glob("*.json"))
}
STATUSES = set(Status.__args__)  # type: ignore[attr-defined]
TYPES = set(load_ontology().types)


def test_sixty_reports_some_of_them_pages() -> None:
    assert len(ARTICLES) >= 60
    assert sum(path.suffix == ".html" for path in ARTICLES.values()) >= 8
    assert set(ARTICLES) == set(SIDECARS)


def test_about_a_third_is_unseen() -> None:
    assert 0.2 < sum(map(is_unseen, ARTICLES)) / len(ARTICLES) < 0.45


@pytest.mark.parametrize("stem", SIDECARS)
def test_a_sidecar_is_well_formed(stem: str) -> None:
    gold = SIDECARS[stem]
    for event in gold["events"]:
        assert set(event["type"]) <= TYPES
        assert set(event["status"]) <= STATUSES
        assert event["core"] in (0, 1)
        assert event["background"] in (0, 1)
        for day in event.get("date") or []:
            assert day is None or date.fromisoformat(day)
    for quiet in gold["nonevents"]:
        assert quiet["forbid"] == ["*"] or set(quiet["forbid"]) <= TYPES
    for situation in gold["situations"]:
        assert situation["kind"]


@pytest.mark.parametrize("stem", [stem for stem, path in ARTICLES.items() if path.suffix == ".txt"])
def test_quotes_stand_in_the_text(stem: str) -> None:
    text = ARTICLES[stem].read_text("utf-8")
    gold = SIDECARS[stem]
    for entry in (*gold["events"], *gold["nonevents"], *gold["situations"]):
        assert find(text, entry["quote"], entry.get("nth", 1)) is not None, entry["quote"]


def test_no_report_is_another_one_copied() -> None:
    texts = [path.read_bytes() for path in ARTICLES.values()]
    assert len(set(texts)) == len(texts)


def test_the_folder_is_found_from_the_installed_package() -> None:
    assert isinstance(corpus_folder(), Path)
    assert corpus_folder().is_dir()
