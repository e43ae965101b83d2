"""`communique dates`: one line out for each line in, whatever the line holds."""

from __future__ import annotations

import io
import json
from datetime import date

import pytest

from communique.cli import dates
from communique.cli.stream import Progress


def run(monkeypatch: pytest.MonkeyPatch, lines: bytes) -> list[dict[str, object]]:
    out = io.BytesIO()
    monkeypatch.setattr(dates, "records_out", lambda: out)
    dates._stream(io.BytesIO(lines), Progress())
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_one_line_a_line_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [
        b'{"id": "a", "text": "The envoy left on Sunday.", "published": "2013-06-17"}',
        b"this is no JSON",
        b'{"id": 7, "text": 3}',
        b'["a", "list"]',
        b'{"id": "b", "text": "", "published": null}',
        b'{"id": "c", "text": "They met on Sunday.", "published": "no day"}',
    ]
    found = run(monkeypatch, b'{"id": 0, "text": "x"}\n' + b"\n".join(lines) + b"\n")
    assert [line["id"] for line in found] == [0, "a", None, 7, None, "b", "c"]
    assert all(isinstance(line["dates"], list) for line in found)
    first = found[1]["dates"]
    assert isinstance(first, list)
    assert first[0]["value"] == "2013-06-16"
    assert (first[0]["start"], first[0]["end"], first[0]["first"]) == (18, 24, "2013-06-16")


def test_a_text_of_no_json_is_read_as_one_text(monkeypatch: pytest.MonkeyPatch) -> None:
    found = run(monkeypatch, b"The war began on 25 June 1950.\nIt ended in 1953.")
    assert len(found) == 1
    values = [e["value"] for e in found[0]["dates"]]  # type: ignore[attr-defined]
    assert values == ["1950-06-25", "1953"]


@pytest.mark.parametrize(
    ("given", "day"),
    [("2013-06-16", date(2013, 6, 16)), ("2013-06-16T10:00:00Z", date(2013, 6, 16)), ("June 16, 2013", date(2013, 6, 16)),
     ("soon", None), ("", None), (None, None)],
)  # fmt: skip
def test_published_in_several_forms(given: str | None, day: date | None) -> None:
    assert dates.read_day(given) == day
