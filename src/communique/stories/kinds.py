"""Kinds of situations: which exclude each other, and which events open or close them."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import msgspec

from communique.records import Coding
from communique.stories.words import content_stems


class Kind(msgspec.Struct, frozen=True):
    """A kind of situation. excludes: kinds that cannot stand at the same time between the same parties;
    sides: 2 when it stands between parties, 1 when it is somebody's own.
    """

    name: str
    excludes: tuple[str, ...]
    sides: int


class Change(msgspec.Struct, frozen=True):
    """Acts that open or close situations: PLOVER types, modes, beginnings of CAMEO codes, and words (stems; a
    phrase needs all of its words) of which one must stand around the trigger (`said` has them as written).
    Empty conditions hold always.
    """

    types: frozenset[str]
    modes: frozenset[str]
    cameo: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    opens: tuple[str, ...]
    closes: tuple[str, ...]
    example: str
    said: tuple[str, ...] = ()

    def fits(self, coding: Coding) -> bool:
        """Whether an act is of this sort."""
        if coding.event_type not in self.types or (self.modes and coding.mode not in self.modes):
            return False
        if self.cameo and not (coding.cameo or "").startswith(self.cameo):
            return False
        if not self.words:
            return True
        near = frozenset(content_stems(_near(coding)))
        return any(near.issuperset(phrase) for phrase in self.words)


def _near(coding: Coding) -> str:
    """The words around the trigger: the clause that tells the act."""
    evidence = coding.evidence
    start = max(evidence.start, coding.trigger.start - 60) - evidence.start
    end = min(evidence.end, coding.trigger.end + 90) - evidence.start
    return evidence.text[start:end]


def _rows(name: str) -> list[dict[str, str]]:
    text = files("communique.stories").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def kinds() -> dict[str, Kind]:
    """All kinds by name (data/situation_kinds.csv)."""
    return {
        row["kind"]: Kind(row["kind"], tuple(filter(None, row["excludes"].split("|"))), int(row["sides"]))
        for row in _rows("situation_kinds.csv")
    }


@cache
def changes() -> tuple[Change, ...]:
    """All rows of data/situation_changes.csv."""
    return tuple(
        Change(
            frozenset(row["types"].split("|")),
            frozenset(filter(None, row["modes"].split("|"))),
            tuple(filter(None, row["cameo"].split("|"))),
            tuple(content_stems(phrase) for phrase in row["words"].split("|") if phrase),
            tuple(filter(None, row["opens"].split("|"))),
            tuple(filter(None, row["closes"].split("|"))),
            row["example"],
            tuple(filter(None, row["words"].split("|"))),
        )
        for row in _rows("situation_changes.csv")
    )


@cache
def family(kind: str) -> str:
    """Name of the kinds that exclude each other, directly or over a third: the first of them."""
    table, found, ahead = kinds(), {kind}, [kind]
    while ahead:
        for other in table[ahead.pop()].excludes if kind in table else ():
            if other not in found:
                found.add(other)
                ahead.append(other)
    return min(found)
