"""How right the machine is, held against a gold set: by type, status, source and year, with intervals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

import msgspec

from communique.records import Coding
from communique.review.gold import Gold
from communique.review.interval import Share, share_of
from communique.review.judged import FIELDS, values_of

COMPARED = tuple(field for field in FIELDS if field != "trigger")
GROUPS = ("all", "type", "status", "source", "year")


class Line(msgspec.Struct, frozen=True, tag_field="record", tag="accuracy"):
    """Accuracy of one group of codings.

    by, value: the group, such as `type` `AGREE` (as the machine has it). act: of the codings that the machine
    makes, those that are an act at all; right: those right in every field compared; fields: right in this
    field, of those that are an act. n_missed: acts of the gold set that the machine no longer codes; n_gone:
    codings that people rejected and that the machine no longer makes.
    """

    by: str
    value: str
    act: Share
    right: Share
    fields: dict[str, Share]
    n_missed: int
    n_gone: int


def evaluate(golds: Iterable[Gold], machine: Mapping[str, Coding], *, level: float = 0.95) -> Iterator[Line]:
    """Lines by group, the largest group of a kind first. machine: the current machine codings by id;
    intervals are Wilson's at `level`.

    The figures are those of the codings that were judged. Where these were chosen by doubt they are worse
    than the whole; for figures that hold for the whole, judge a random sample (the queue's `audit`).
    """
    groups: dict[tuple[str, str], list[tuple[Gold, Coding | None]]] = defaultdict(list)
    for gold in golds:
        now = machine.get(gold.id)
        for by, value in _groups(now or gold.machine):
            groups[by, value].append((gold, now))
    ordered = sorted(groups.items(), key=lambda item: (GROUPS.index(item[0][0]), *_rank(item)))
    for (by, value), members in ordered:
        yield _line(by, value, members, level)


def _rank(item: tuple[tuple[str, str], list[tuple[Gold, Coding | None]]]) -> tuple[int | str, str]:
    (by, value), members = item
    return (value, "") if by == "year" else (-len(members), value)


def _groups(coding: Coding) -> Iterator[tuple[str, str]]:
    yield "all", ""
    yield "type", coding.event_type
    yield "status", coding.status
    yield "source", coding.document.outlet or "not named"
    day = coding.date.start or coding.document.published
    yield "year", str(day.year) if day else "unknown"


def _line(by: str, value: str, members: list[tuple[Gold, Coding | None]], level: float) -> Line:
    made = [(gold.answer, now) for gold, now in members if now is not None]
    acts = [(values_of(answer), values_of(now)) for answer, now in made if answer is not None]
    n_right = sum(all(true[field] == said[field] for field in COMPARED) for true, said in acts)
    return Line(
        by, value, share_of(len(acts), len(made), level), share_of(n_right, len(made), level),
        {
            field: share_of(sum(true[field] == said[field] for true, said in acts), len(acts), level)
            for field in COMPARED
        },
        sum(now is None and gold.answer is not None for gold, now in members),
        sum(now is None and gold.answer is None for gold, now in members),
    )  # fmt: skip
