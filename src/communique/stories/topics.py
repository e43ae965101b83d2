"""What a commitment is about, and which acts answer, fulfil or break it."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

import msgspec

from communique.records import Coding
from communique.records.commitment import CommitmentKind
from communique.stories.words import content_stems


class KindRule(msgspec.Struct, frozen=True):
    """Which acts are commitments of a kind (data/commitment_kinds.csv, first row that fits). words:
    beginnings of the trigger's stems; needs: a field that must be filled.
    """

    kind: CommitmentKind
    types: frozenset[str]
    words: tuple[str, ...]
    needs: str


class Topic(msgspec.Struct, frozen=True):
    """What is offered, promised, demanded or threatened (data/commitment_topics.csv).

    cameo: beginnings of codes that say so; words: stems in content or clause that do. done, broken: types of
    acts that fulfil or break it, where given only with one of done_words or broken_words; refused: CAMEO
    codes of refusals of it.
    """

    name: str
    cameo: tuple[str, ...]
    words: frozenset[str]
    done: frozenset[str]
    refused: tuple[str, ...]
    broken: frozenset[str]
    broken_words: frozenset[str]


def _split(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, cell.split("|")))


def _stems(cell: str) -> frozenset[str]:
    return frozenset(stem for phrase in _split(cell) for stem in content_stems(phrase))


def _rows(name: str) -> list[dict[str, str]]:
    text = files("communique.stories").joinpath("data", name).read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


@cache
def kind_rules() -> tuple[KindRule, ...]:
    """Rows of data/commitment_kinds.csv in order."""
    return tuple(
        KindRule(row["kind"], frozenset(_split(row["types"])), _split(row["words"]), row["needs"])  # type: ignore[arg-type]
        for row in _rows("commitment_kinds.csv")
    )


@cache
def topics() -> tuple[Topic, ...]:
    """Rows of data/commitment_topics.csv in order."""
    return tuple(
        Topic(
            row["topic"], _split(row["cameo"]), _stems(row["words"]), frozenset(_split(row["done"])),
            _split(row["refused"]), frozenset(_split(row["broken"])), _stems(row["broken_words"]),
        )
        for row in _rows("commitment_topics.csv")
    )  # fmt: skip


def kind_of(coding: Coding) -> CommitmentKind | None:
    """The kind of commitment that an act makes; null for other acts and for what was denied or failed."""
    if coding.status in ("denied", "failed", "hypothetical"):
        return None
    stems = content_stems(coding.trigger.text) or (coding.trigger.text.lower(),)
    for rule in kind_rules():
        if coding.event_type not in rule.types:
            continue
        if rule.words and not any(stem.startswith(rule.words) for stem in stems):
            continue
        if rule.needs and getattr(coding, rule.needs) is None:
            continue
        return rule.kind
    return None


def topics_of(coding: Coding, near: Sequence[str]) -> tuple[Topic, ...]:
    """Topics of a commitment: those its CAMEO code names, and those that the words of its content (else of
    its clause) name. near: stems of that content or clause.
    """
    words = frozenset(near)
    by_code = [topic for topic in topics() if topic.cameo and (coding.cameo or "").startswith(topic.cameo)]
    by_words = [topic for topic in topics() if topic.words & words]
    threat = coding.event_type == "THREATEN"
    both = [t for t in by_words if (t.name in _THREATS) == threat]
    found = dict.fromkeys([*by_code, *both])
    return tuple(found)


_THREATS = frozenset({"force", "sanctions", "rupture", "restriction", "repression"})
