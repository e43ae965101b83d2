"""Corrections of actors become rows of an overlay that is read back."""

from __future__ import annotations

from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.knowledge import Knowledge, load_knowledge
from communique.knowledge.check import check_knowledge
from communique.knowledge.learn import learn


@pytest.fixture(scope="module")
def shipped() -> Knowledge:
    return load_knowledge()


def meant(folder: Path, words: str) -> set[tuple[str, str]]:
    return {(ref.kind, ref.id) for ref in load_knowledge(folder).lookup(words)}


def test_another_name_of_somebody_known(shipped: Knowledge, tmp_path: Path) -> None:
    body = next(row for row in shipped.rows("organisations") if row.country == "PRK" and row.sector == "GOV")
    name = shipped.name("organisation", body.id)
    learned = learn(tmp_path, shipped, "the Quelmar Commission", code="PRKGOV", name=name, source="user:ann")
    assert (learned.kind, learned.id, learned.is_new) == ("organisation", body.id, False)
    assert meant(tmp_path, "Quelmar Commission") == {("organisation", body.id)}


def test_another_name_of_a_country(shipped: Knowledge, tmp_path: Path) -> None:
    learned = learn(tmp_path, shipped, "Quelmaria’s", code="FRA", kind="state")
    assert (learned.kind, learned.id) == ("country", "FRA")
    assert meant(tmp_path, "Quelmaria") == {("country", "FRA")}


def test_somebody_new(shipped: Knowledge, tmp_path: Path) -> None:
    body = learn(tmp_path, shipped, "Quelmar Salvation Front", code="FRAREB")
    person = learn(tmp_path, shipped, "Jorvik Quelmarsson", code="FRAGOV", kind="person")
    assert (body.is_new, person.kind, person.is_new) == (True, "person", True)
    overlay = load_knowledge(tmp_path)
    found = overlay.organisation(body.id)
    assert found is not None
    assert (found.country, found.sector) == ("FRA", "REB")
    assert meant(tmp_path, "Jorvik Quelmarsson") == {("person", person.id)}
    again = learn(tmp_path, shipped, "Quelmar Salvation Front", code="FRAREB")
    assert again == body
    assert (tmp_path / "organisations" / "review.csv").read_text().count("\n") == 2
    mine = [finding for finding in check_knowledge(overlay=tmp_path).findings if finding.level == "error" and "review.csv" in finding.where]
    assert not mine


def test_international_bodies_have_no_country(shipped: Knowledge, tmp_path: Path) -> None:
    learned = learn(tmp_path, shipped, "Quelmar Union of Ports", code="IGO")
    found = load_knowledge(tmp_path).organisation(learned.id)
    assert found is not None
    assert (found.country, found.sector) == ("", "IGO")


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [("officials", "FRAGOV", "no name"), ("", "FRAGOV", "no name"), ("Quelmar", "XQZGOV", "expected"), ("Germany", "FRAGOV", "means")],
)
def test_what_is_not_learned(shipped: Knowledge, tmp_path: Path, words: str, code: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        learn(tmp_path, shipped, words, code=code)
    assert not list(tmp_path.iterdir())
