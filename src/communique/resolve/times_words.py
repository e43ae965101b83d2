"""The word classes of time expressions, from `data/time_words.toml` and the tables of printed dates."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import Any

from communique.text.printed_dates import MONTHS, WEEKDAYS

ARTICLES = {"a": 1, "an": 1}
VAGUE = frozenset(
    {"several", "few", "many", "some", "numerous", "countless", "various", "couple", "dozens", "scores"}
)
"""Number words without a number; a couple is two."""


class TimeWords:
    """Word → classes and word → value, for the lexer and the rules."""

    def __init__(self, tables: dict[str, dict[str, Any]]) -> None:
        self.tables = tables
        self.classes: dict[str, set[str]] = {}
        for table, name in (
            ("season", "SEASON"), ("part", "PART"), ("unit", "UNIT"), ("units", "UNITS"), ("number", "NUMW"),
            ("ordinal", "ORDW"), ("decade", "DECW"), ("modifier", "MODA"), ("modifier_noun", "MODN"),
            ("frequency", "FREQ"),
            ("reference", "REF"), ("era_year", "ERAYEAR"),
        ):  # fmt: skip
            for word in tables[table]:
                self.classes.setdefault(word, set()).add(name)
        for word in MONTHS:
            self.classes.setdefault(word, set()).add("MONTH")
        for word in WEEKDAYS:
            self.classes.setdefault(word, set()).add("WDAY")
            if len(word) > 5:
                self.classes.setdefault(word + "s", set()).add("WDAYS")
        for word in VAGUE:
            self.classes.setdefault(word, set()).add("VAGUE")
        self.units: dict[str, str] = {**tables["unit"], **tables["units"]}
        self.numbers: dict[str, int] = {**tables["number"], **ARTICLES}
        self.ordinals: dict[str, int] = dict(tables["ordinal"])
        self.holidays: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        for phrase, meaning in tables["holiday"].items():
            words = tuple(phrase.split())
            self.holidays.setdefault(words[0], []).append((words, meaning))
        for group in self.holidays.values():
            group.sort(key=lambda entry: -len(entry[0]))


@cache
def time_words() -> TimeWords:
    """The tables, read once."""
    text = (resources.files("communique.resolve") / "data" / "time_words.toml").read_text(encoding="utf-8")
    return TimeWords(tomllib.loads(text))
