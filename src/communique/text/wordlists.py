"""The small word lists that token and sentence boundaries rest on, read once."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

_DATA = files("communique.text") / "data"


def _lines(name: str) -> list[str]:
    text = (_DATA / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


@cache
def abbreviations() -> dict[str, str]:
    """Return lower-cased abbreviations with their stop → `never`, `number` or `may` (end a sentence)."""
    return {row["form"]: row["ends"] for row in csv.DictReader(_lines("abbreviations.csv"))}


@cache
def prefixes() -> frozenset[str]:
    """Return the prefixes that keep their hyphen inside the word."""
    return frozenset(_lines("prefixes.txt"))


@cache
def starters() -> frozenset[str]:
    """Return the words that open a sentence when they stand capitalised after an abbreviation."""
    return frozenset(_lines("starters.txt"))
