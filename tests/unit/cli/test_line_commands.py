"""`relate`, `dates` and `actors --phrases`: exactly one line out for each line in, in order, whatever stands in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import Run

from communique.records.coding import EventType

TYPES = set(EventType.__args__)  # type: ignore[attr-defined]


def mark(marked: str) -> dict[str, Any]:
    """Text and spans out of "[source] … {target}"."""
    text, spans = "", {}
    for char in marked:
        if char in "[{":
            spans[char] = len(text)
        elif char in "]}":
            key, start = ("source", spans["["]) if char == "]" else ("target", spans["{"])
            spans[key] = {"start": start, "end": len(text)}
        else:
            text += char
    return {"text": text, "source": spans["source"], "target": spans["target"]}


MARKED = {
    "[Iran] accused {the United States} of sabotage on Friday.": "ACCUSE",
    "{Syria} was bombed by [Israel] overnight.": "ASSAULT",
    "[Norway] sent blankets and flour to {Nepal} after the earthquake.": "AID",
    "[The European Union] imposed sanctions on {Belarus}.": "SANCTION",
    "The leaders of [China] and {India} met in Wuhan.": "CONSULT",
    "[Moscow] threatened to cut off gas to {Moldova}.": "THREATEN",
    "[India] urged {Pakistan} to arrest the militants.": "REQUEST",
    "The United States, which [Iran] accused of lying, thanked {Switzerland}.": None,
}
BROKEN: list[bytes] = [
    b"not json",
    b"[1, 2]",
    b'{"id": "no spans", "text": "Iran met Iraq."}',
    b'{"id": "wild", "text": "Iran met Iraq.", "source": {"start": 90, "end": 99}, "target": {"start": -5, "end": 2}}',
    b'{"id": "wrong kind", "text": 7, "source": {"start": 0, "end": 4}, "target": {"start": 9, "end": 13}}',
    b'{"id": "empty", "text": "", "source": {"start": 0, "end": 0}, "target": {"start": 0, "end": 0}}',
    b'{"id": "turned", "text": "Iran met Iraq.", "source": {"start": 4, "end": 0}, "target": {"start": 9, "end": 13}}',
    b'{"id": "null", "text": null, "source": null, "target": null}',
    b'\xff\xfe{"id": "bytes"}',
    b'{"id": "deep", "text": "Iran met Iraq.", "x": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
]


def relate_lines() -> list[bytes]:
    lines = [json.dumps({"id": f"m{n}", **mark(text)}).encode() for n, text in enumerate(MARKED)]
    mixed = []
    for place, line in enumerate(lines):
        mixed += [line, *BROKEN[place : place + 1]]
    return mixed + BROKEN[len(lines) :]


def id_of(line: bytes) -> object:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return value.get("id") if isinstance(value, dict) else None


def test_relate_answers_every_line_in_order(here: Run) -> None:
    lines = relate_lines()
    done = here("relate", "-", stdin=b"\n".join(lines) + b"\n")
    assert done.code == 0
    answers = done.records
    assert [answer["id"] for answer in answers] == [id_of(line) for line in lines]
    for answer in answers:
        assert set(answer) == {"id", "event_type", "scores"}
        scores = answer["scores"]
        assert isinstance(scores, dict)
        assert set(scores) <= TYPES
        assert answer["event_type"] is None or answer["event_type"] in TYPES


def test_relate_reads_what_the_source_does_to_the_target(here: Run) -> None:
    lines = [json.dumps({"id": text, **mark(text)}) for text in MARKED]
    answers = {
        str(a["id"]): a["event_type"] for a in here("relate", "-", stdin="\n".join(lines).encode()).records
    }
    wrong = {text: answers[text] for text, wanted in MARKED.items() if wanted and answers[text] != wanted}
    assert not wrong


def test_relate_does_not_depend_on_the_batch(here: Run) -> None:
    lines = [json.dumps({"id": str(n), **mark(text)}).encode() for n, text in enumerate(MARKED)]
    together = here("relate", "-", stdin=b"\n".join(lines)).lines
    assert [here("relate", "-", stdin=line).lines[0] for line in lines[:3]] == together[:3]


DATES = ["The talks are set for March 3, 2019.", "They met last Tuesday.", "No day is named.", ""]


def test_dates_answers_every_line_in_order(here: Run, tmp_path: Path) -> None:
    rows = [{"id": n, "text": text, "published": "2019-02-20"} for n, text in enumerate(DATES)]
    broken = [
        b"nonsense",
        b'{"id": "x"}',
        b'{"id": "y", "text": null}',
        b'{"id": "z", "text": "On May 5.", "published": "?"}',
        BROKEN[-1],
    ]
    lines = [*(json.dumps(row).encode() for row in rows), *broken]
    (tmp_path / "d.jsonl").write_bytes(b"\n".join(lines) + b"\n")
    for done in (here("dates", tmp_path / "d.jsonl"), here("dates", "-", stdin=b"\n".join(lines))):
        assert done.code == 0
        assert [answer["id"] for answer in done.records] == [id_of(line) for line in lines]
    first = done.records[0]["dates"]
    assert isinstance(first, list)
    assert (first[0]["text"], first[0]["value"], first[0]["type"]) == ("March 3, 2019", "2019-03-03", "DATE")
    text = DATES[0]
    assert text[first[0]["start"] : first[0]["end"]] == first[0]["text"]
    assert done.records[2]["dates"] == []


PHRASES = {"the French president": ("FRA", "GOV"), "Hamas": (None, None), "a blue chair": (None, None)}


def test_phrases_answers_every_line_in_order(here: Run) -> None:
    lines = [json.dumps({"id": n, "text": phrase}).encode() for n, phrase in enumerate(PHRASES)]
    lines += [b"nonsense", b'{"id": "x"}', b'{"id": "y", "text": 3}', b'{"id": "e", "text": ""}', BROKEN[-1]]
    done = here("actors", "--phrases", "-", stdin=b"\n".join(lines) + b"\n")
    assert done.code == 0
    assert [answer["id"] for answer in done.records] == [id_of(line) for line in lines]
    for answer in done.records:
        assert set(answer) == {"id", "country", "sector", "code", "name", "kind"}
    french = done.records[0]
    assert (french["country"], french["sector"], french["code"]) == ("FRA", "GOV", "FRAGOV")
    for answer in done.records[-4:]:
        assert answer["code"] is None


def test_actors_have_spans(here: Run) -> None:
    text = "The French president met Hamas leaders in Doha."
    (answer,) = here("actors", "-", stdin=json.dumps({"id": "a", "text": text}).encode() + b"\n").records
    actors = answer["actors"]
    assert isinstance(actors, list)
    assert {actor["country"] for actor in actors} >= {"FRA"}
    assert all(text[actor["start"] : actor["end"]] == actor["text"] for actor in actors)


@pytest.mark.parametrize("verb", [["relate"], ["dates"], ["actors", "--phrases"]])
def test_no_line_in_no_line_out(here: Run, verb: list[str]) -> None:
    done = here(*verb, "-", stdin=b"")
    assert (done.code, done.out) == (0, b"")


@pytest.mark.parametrize("verb", [["relate"], ["dates"], ["actors", "--phrases"]])
def test_a_file_that_is_not_there(here: Run, tmp_path: Path, verb: list[str]) -> None:
    done = here(*verb, tmp_path / "nowhere.jsonl")
    assert done.code in (1, 2)
    assert "nowhere.jsonl" in done.err
