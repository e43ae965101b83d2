"""Texts given as data: never too short, never robbed of a line; only the dateline is told apart."""

from __future__ import annotations

from datetime import date

import pytest

from communique.clean import CleanReason, clean
from communique.errors import InputRefused
from communique.records import Document


def record(text: str, **fields: object) -> Document:
    return Document(id="r", source="n.jsonl:1", text=text, kind="record", **fields)  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["Yes.", "Subscribe to our newsletter", "PYONGYANG - KCNA", "© 2014", "x"])
def test_nothing_is_dropped(text: str) -> None:
    found = clean(record(text))
    assert "".join(found.text[b.start : b.end] for b in found.blocks if b.kind == "body")
    assert {block.kind for block in found.blocks} <= {"body", "dateline"}


def test_each_line_is_a_block_and_the_title_stays_outside() -> None:
    found = clean(record("First line.\nSecond line.\n", title="A title", published=date(2014, 5, 6)))
    assert [found.text[b.start : b.end] for b in found.blocks] == ["First line.", "Second line."]
    assert found.title is None
    assert (found.published.on, found.published.basis) == (date(2014, 5, 6), "given")


def test_dateline_of_a_record() -> None:
    found = clean(record("SEOUL, June 16 (Yonhap) -- The North proposed talks."))
    assert [(b.kind, found.text[b.start : b.end]) for b in found.blocks] == [
        ("dateline", "SEOUL, June 16 (Yonhap) --"),
        ("body", "The North proposed talks."),
    ]
    assert [(link.name, link.role) for link in found.agencies] == [("Yonhap News Agency", "agency")]


def test_a_headline_as_record_is_not_cut_off() -> None:
    assert clean(record("North Korea offers talks to the South")).truncated is False
    assert clean(record("North Korea offers talks to the")).truncated is True


def test_only_long_and_clearly_foreign_records_are_refused() -> None:
    french = "Le ministre des affaires étrangères a déclaré vendredi que les pourparlers reprendraient. "
    assert clean(record(french)).blocks
    with pytest.raises(InputRefused) as caught:
        clean(record(french * 4))
    assert caught.value.reason == CleanReason.NOT_ENGLISH
