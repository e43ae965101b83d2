"""Length-preserving normalisation, so that a span in the normalised text is the same span in the text.

One code point becomes one code point, always: lower case where it has length one, straight quotes, a
space for every hyphen, dash and white-space character, and the base letter for a letter with diacritics.
So "Kim Jong-un", "Kim Jong Un" and "KIM JONG UN" are one key, and "São Tomé" and "Sao Tome" are.
"""

from __future__ import annotations

import unicodedata

_SPECIAL = {
    "’": "'", "‘": "'", "ʼ": "'", "ʻ": "'", "′": "'", "`": "'", "´": "'", "‛": "'", "ʿ": "'", "ʾ": "'",
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"',
    "-": " ", "‐": " ", "‑": " ", "‒": " ", "–": " ", "—": " ", "―": " ", "−": " ", "\u00ad": " ",
    "ł": "l", "Ł": "L", "ø": "o", "Ø": "O", "đ": "d", "Đ": "D", "ð": "d", "Ð": "D", "ħ": "h", "Ħ": "H",
    "ı": "i", "İ": "I", "ə": "a", "Ə": "A", "ŧ": "t", "Ŧ": "T", "ɨ": "i", "ŋ": "n", "ĸ": "k",
}  # fmt: skip
"""Characters that Unicode decomposition does not reduce, or that mean a space or a quote in print."""


def _fold(char: str, lower: bool) -> str:
    """The one code point that stands for `char`."""
    char = _SPECIAL.get(char, char)
    if char.isspace():
        return " "
    if ord(char) > 127:
        parts = unicodedata.normalize("NFKD", char)
        if len(parts) > 1 and all(unicodedata.combining(mark) for mark in parts[1:]):
            char = parts[0]
    if lower:
        lowered = char.lower()
        if len(lowered) == 1:
            char = lowered
    return char


class _Table(dict[int, str]):
    """A translation table for `str.translate` that fills itself as characters are met."""

    def __init__(self, lower: bool) -> None:
        super().__init__()
        self.lower = lower

    def __missing__(self, code: int) -> str:
        folded = self[code] = _fold(chr(code), self.lower)
        return folded


_LOWER = _Table(lower=True)
_CASED = _Table(lower=False)


def normalise(text: str) -> str:
    """The text as keys are written: same length, lower case, no diacritics, hyphens as spaces."""
    return text.translate(_LOWER)


def normalise_cased(text: str) -> str:
    """As `normalise`, but capitals stay: what case-sensitive names are compared by."""
    return text.translate(_CASED)


def key_of(name: str) -> str:
    """The key under which a name of the tables is kept: normalised, white space trimmed and single."""
    return " ".join(normalise(name).split())


def cased_key_of(name: str) -> str:
    """As `key_of`, capitals kept."""
    return " ".join(normalise_cased(name).split())
