"""`communique review` and `evaluate` on a small project."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.factories import a_coding
from tests.unit.review.conftest import put
from typer.testing import CliRunner

from communique.cli.main import app
from communique.errors import UsageError
from communique.review import Desk
from communique.store import Store

runner = CliRunner()


@pytest.fixture
def project(tmp_path: Path) -> str:
    path = tmp_path / "korea.db"
    with Store.create(path) as store:
        put(store, *(a_coding(id=f"c{n}", confidence=0.9 - n / 10) for n in range(4)))
        with Desk(store) as desk:
            desk.accept("c0", by="ann", base=0)
            desk.reject("c1", by="ann", base=0)
            desk.accept("c1", by="bob", base=1, how="blind")
    return str(path)


def lines(*arguments: str) -> list[dict[str, object]]:
    done = runner.invoke(app, list(arguments), catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return [json.loads(line) for line in done.stdout.splitlines()]


def test_queue_prints_open_items_in_order(project: str) -> None:
    found = lines("review", "queue", project)
    assert [item["machine"]["id"] for item in found] == ["c3", "c2"]  # type: ignore[index]
    assert [item["machine"]["id"] for item in lines("review", "queue", project, "--by", "disputed")] == ["c1"]  # type: ignore[index]
    assert len(lines("review", "queue", project, "--by", "effect", "--pair", "KOR", "PRK", "--limit", "1")) == 1
    assert len(lines("review", "queue", project, "--by", "audit", "--interval", "0.01")) == 2


def test_queue_refuses_unknown_orders(project: str) -> None:
    with pytest.raises(UsageError, match="expected one of doubt"):
        runner.invoke(app, ["review", "queue", project, "--by", "whim"], catch_exceptions=False)


def test_agreement_gold_and_accuracy(project: str, tmp_path: Path) -> None:
    (found,) = lines("review", "agreement", project)
    assert found["n_judged"] == 2
    assert found["disputed"] == ["c1"]
    gold = tmp_path / "gold.jsonl"
    assert lines("review", "gold", project, "-o", str(gold)) == []
    assert len(gold.read_text().splitlines()) == 2
    whole = lines("evaluate", str(gold), project)[0]
    assert (whole["by"], whole["act"]["hits"], whole["act"]["n"]) == ("all", 2, 2)  # type: ignore[index]
    counts = lines("evaluate", str(gold), project, "--series", "KOR", "PRK", "--by", "year")
    assert next((one["period"], one["quad"], one["coded"]) for one in counts) == ("2013", 1, 4)


def test_sample_size() -> None:
    done = runner.invoke(app, ["review", "sample", "--interval", "0.05", "--of", "1000"])
    assert done.stdout.strip() == "277"
