"""`communique actors`: one line a document, one line a phrase."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import typer

from communique.cli.actors import actors_command


def run(path: Path, phrases: bool, capfdbinary: Any) -> list[dict[str, Any]]:
    if phrases:
        actors_command([str(path)], True)
    else:
        with pytest.raises(typer.Exit) as end:
            actors_command([str(path)], False)
        assert end.value.exit_code == 0
    return [json.loads(line) for line in capfdbinary.readouterr().out.splitlines()]


def test_phrases_one_line_a_line_in_order(tmp_path: Path, capfdbinary: Any) -> None:
    path = tmp_path / "phrases.jsonl"
    path.write_text(
        '{"id": "a", "text": "Brazilian police"}\n{"id": 7, "text": ""}\nnot json\n'
        '{"id": "d", "text": "Chile"}\n',
        "utf-8",
    )
    lines = run(path, True, capfdbinary)
    assert [line["id"] for line in lines] == ["a", 7, None, "d"]
    assert lines[0] == {
        "id": "a", "country": "BRA", "sector": "COP", "code": "BRACOP", "name": lines[0]["name"],
        "kind": "organisation",
    }  # fmt: skip
    assert lines[1] == {"id": 7, "country": None, "sector": None, "code": None, "name": None, "kind": None}
    assert lines[3]["code"] == "CHL"


def test_documents(tmp_path: Path, capfdbinary: Any) -> None:
    path = tmp_path / "texts.jsonl"
    text = "The Peruvian president thanked Ecuador."
    path.write_text(json.dumps({"id": "x", "text": text, "published": "2018-01-02"}) + "\n", "utf-8")
    (line,) = run(path, False, capfdbinary)
    assert line["id"] == "x"
    spans = {(actor["text"], actor["code"]) for actor in line["actors"]}
    assert ("The Peruvian president", "PERGOV") in spans
    assert ("Ecuador", "ECU") in spans
    for actor in line["actors"]:
        assert text[actor["start"] : actor["end"]] == actor["text"]


@pytest.mark.parametrize("text", ["a", "x" * 30])
def test_short_texts_are_never_refused(text: str, tmp_path: Path, capfdbinary: Any) -> None:
    path = tmp_path / "texts.jsonl"
    path.write_text(json.dumps({"id": "x", "text": text}) + "\n", "utf-8")
    assert run(path, False, capfdbinary) == [{"id": "x", "actors": []}]
