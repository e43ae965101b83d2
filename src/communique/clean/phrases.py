"""The lexicon of what web pages say around an article (`data/phrases.toml`), compiled once."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from communique.clean.reasons import CleanReason
from communique.errors import DataError

TRAIL = r"[\s\d.,:;!?…·•|>»›→\-–—()\[\]+*#]*$"
LEAD = r"^[\s\W\d]{0,8}"
HEAD = 240
"""Only so many characters of a line are looked at; boilerplate says what it is at once."""


class PhraseHit(NamedTuple):
    """reason: code of the group; strength: `whole` (the line is nothing else), `start` or `anywhere`."""

    reason: CleanReason
    strength: str


class PhraseTable(NamedTuple):
    """One alternation per strength, with a named group per reason: one pass over the line for each."""

    whole: re.Pattern[str]
    start: re.Pattern[str]
    anywhere: re.Pattern[str]


@cache
def phrase_table() -> PhraseTable:
    """The compiled lexicon. Raises DataError when a group's name is
    no reason or a pattern does not compile."""
    raw = tomllib.loads(files("communique.clean").joinpath("data/phrases.toml").read_text("utf-8"))
    for name in raw:
        if f"clean.{name}" not in set(CleanReason):
            raise DataError(f"clean/data/phrases.toml: [{name}] is no reason code; see CleanReason")
    try:
        return PhraseTable(
            whole=_pattern(raw, "whole", LEAD + "(?:", ")" + TRAIL),
            start=_pattern(raw, "start", r"^[\W_]{0,8}(?:", ")"),
            anywhere=_pattern(raw, "anywhere", r"(?:^|\b|(?=\W))(?:", ")"),
        )
    except re.error as error:
        raise DataError(f"clean/data/phrases.toml: a pattern does not compile: {error}") from None


def phrase_hit(line: str) -> PhraseHit | None:
    """The reason that the lexicon gives for dropping a line, the
    surest kind of match first; None for none."""
    head = line[:HEAD].casefold()
    table = phrase_table()
    for strength, pattern in zip(
        ("whole", "anywhere", "start"), (table.whole, table.anywhere, table.start), strict=True
    ):
        match = pattern.search(head)
        if match and match.lastgroup:
            return PhraseHit(CleanReason(f"clean.{match.lastgroup}"), strength)
    return None


def _pattern(raw: dict[str, dict[str, list[str]]], strength: str, lead: str, trail: str) -> re.Pattern[str]:
    groups = [
        f"(?P<{name}>{'|'.join(patterns[strength])})"
        for name, patterns in raw.items()
        if patterns.get(strength)
    ]
    return re.compile(lead + "|".join(groups) + trail)
