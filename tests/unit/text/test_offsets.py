"""Offset maps lead every character back to where it was copied from."""

from __future__ import annotations

import pytest

from communique.text.offsets import TextBuilder


def test_copied_pieces_lead_back() -> None:
    source = "drop this KEEP drop KEPT"
    text, offsets = TextBuilder(source).copy(10, 14).insert("\n\n").copy(20, 24).finish()
    assert text == "KEEP\n\nKEPT"
    for i, ch in enumerate(text):
        if ch != "\n":
            assert source[offsets.to_source(i)] == ch
    assert offsets.span_to_source(0, 4) == (10, 14)
    assert offsets.span_to_source(6, 10) == (20, 24)
    assert offsets.span_to_source(0, 10) == (10, 24)


def test_replaced_text_keeps_its_place() -> None:
    text, offsets = TextBuilder("a &amp; b").copy(0, 2).replace(2, 7, "&").copy(7, 9).finish()
    assert text == "a & b"
    assert [offsets.to_source(i) for i in range(5)] == [0, 1, 2, 7, 8]


def test_the_end_of_the_text_is_a_position() -> None:
    text, offsets = TextBuilder("abc").copy(1, 3).finish()
    assert offsets.to_source(len(text)) == 3
    with pytest.raises(ValueError, match="outside the derived text of 2"):
        offsets.to_source(3)
