"""Bytes to text: declared charset, UTF-8, a guess; nothing is changed after decoding."""

from __future__ import annotations

import pytest

from communique.errors import InputRefused
from communique.sources.decode import declared_charset, decode

QUOTED = "“North Korea’s envoy left Seoul – at once,” officials said. " * 5


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks_decide(encoding: str) -> None:
    assert decode(QUOTED.encode(encoding)).text == QUOTED


def test_utf16_without_a_mark() -> None:
    found = decode("Plain words only, and enough of them to see it.".encode("utf-16-le"))
    assert found.text.startswith("Plain words")
    assert found.notes == ("encoding.guessed",)


def test_declared_charset_is_used() -> None:
    raw = '<?xml version="1.0" encoding="euc-kr"?><a>북한</a>'.encode("euc-kr")
    assert declared_charset(raw) == "euc-kr"
    assert "북한" in decode(raw, declared="euc-kr").text


def test_latin_labels_mean_windows_1252_as_on_the_web() -> None:
    assert decode(QUOTED.encode("cp1252"), declared="iso-8859-1").text == QUOTED


def test_wrong_declaration_falls_back_and_is_noted() -> None:
    found = decode(QUOTED.encode("cp1252"), declared="utf-8")
    assert found.text == QUOTED
    assert "encoding.declared_wrong" in found.notes
    assert "encoding.guessed" in found.notes


def test_undeclared_windows_text() -> None:
    assert decode(QUOTED.encode("cp1252")).encoding == "cp1252"


def test_undeclared_cyrillic_is_guessed() -> None:
    text = (
        "Министр иностранных дел России заявил в четверг, что переговоры продолжатся на следующей неделе. "
        * 4
    )
    assert decode(text.encode("cp1251")).text == text


def test_cut_last_character() -> None:
    found = decode(QUOTED.encode()[: len(QUOTED.encode()) - 60].rstrip() + "–".encode()[:2])
    assert "encoding.tail_cut" in found.notes


def test_a_few_bad_bytes_are_shown_not_hidden() -> None:
    found = decode(QUOTED.encode() + b"\xff and more words")
    assert "\ufffd" in found.text
    assert "encoding.replaced" in found.notes


def test_mojibake_is_noted_and_left_alone() -> None:
    broken = "Koreaâ€™s envoy left."
    found = decode(broken.encode())
    assert found.text == broken
    assert found.notes == ("encoding.mojibake",)


@pytest.mark.parametrize("raw", [b"\x89PNG\r\n\x1a\n", b"text with \x00 inside", bytes(range(14, 32)) * 30])
def test_binary(raw: bytes) -> None:
    with pytest.raises(InputRefused) as caught:
        decode(raw)
    assert caught.value.reason == "sources.binary"
