"""Sentences of tests/cases/situations.yaml: standing states with parties, since and until."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.factories import a_document

from communique.coding.situation_patterns import patterns
from communique.pipeline import Kernel

ROOT = Path(__file__).parents[3]
CASES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests" / "cases" / "situations.yaml").read_text("utf-8")
)
DAY = date(2019, 3, 15)


def marked(case: dict[str, Any]) -> Any:
    marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
    return pytest.param(case, id=case["text"][:50], marks=marks)


@pytest.mark.parametrize("case", [marked(case) for case in CASES])
def test_states(kernel: Kernel, case: dict[str, Any]) -> None:
    (outcome,) = kernel.process([a_document(case["text"], published=DAY)])
    found = [(s.kind, {(p.code or "")[:3] for p in s.parties}, s.holds) for s in outcome.situations]
    if not case["expect"]:
        assert not found
    for line in case["expect"]:
        kind, *rest = line.split()
        over = "over" in rest
        wanted = {code for part in rest if part != "over" for code in part.split("+")}
        assert any(one == kind and wanted <= who and holds != over for one, who, holds in found), found
    for bound in ("since", "until"):
        if bound in case:
            whens = [getattr(s, bound) for s in outcome.situations]
            if case[bound] is None:
                assert not any(whens), whens
            else:
                assert any(w is not None and case[bound] in (w.text or "") for w in whens), whens


def test_every_kind_is_documented() -> None:
    notes = ROOT / "src" / "communique" / "ontology" / "data" / "notes.json"
    documented = json.loads(notes.read_text("utf-8"))["situations"]
    kinds = {pattern.kind for found in patterns().values() for pattern in found}
    assert len(kinds) >= 25
    assert kinds <= set(documented)
    assert all(opens and ends for opens, ends in documented.values())


def test_a_war_at_home_is_fought_with_the_armed_group_of_the_article(kernel: Kernel) -> None:
    text = (
        "Chad's government met the Norwegian envoy. Chadian rebels attacked a Chadian town, and Norway protested. "
        "Fighting has gone on regardless."
    )
    (outcome,) = kernel.process([a_document(text, published=DAY)])
    (war,) = [one for one in outcome.situations if one.kind == "at_war"]
    assert [(actor.code or "")[:6] for actor in war.parties] in (["TCD", "TCDREB"], ["TCDGOV", "TCDREB"])
