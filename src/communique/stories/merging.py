"""Codings of many reports into groups that tell one happening each, by a merge rule."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import product

import msgspec

from communique.errors import UsageError
from communique.records import Coding, Why
from communique.stories.blocking import candidates
from communique.stories.grouping import Pair, group
from communique.stories.reasons import reasons
from communique.stories.score import judge, log_odds
from communique.stories.settings import settings
from communique.stories.sketch import Sketch, alike_reports, report_windows, sketch
from communique.stories.words import Weights


class Bonds(msgspec.Struct, frozen=True):
    """What people decided, in ids of codings: sets that are one event, and pairs of sets that are not.

    Ids of codings that are not there (any more) are passed over.
    """

    tied: tuple[tuple[str, ...], ...] = ()
    cut: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...] = ()


class Group(msgspec.Struct, frozen=True):
    """Codings of one happening in order of their reports, and why each belongs to it."""

    codings: tuple[Coding, ...]
    why: tuple[Why, ...]
    by_hand: bool = False


def in_order(codings: Iterable[Coding]) -> list[Coding]:
    """The order in which merging reads codings, whatever order they come in; doubled ids are read once."""
    unique = {coding.id: coding for coding in codings}
    return sorted(
        unique.values(),
        key=lambda c: (
            c.document.published is None, str(c.document.published), c.document.id, c.trigger.start, c.id,
        ),
    )  # fmt: skip


def prepare(codings: Sequence[Coding]) -> list[Sketch]:
    """Codings as they are compared. Words weigh what they weigh in the shipped counts, so that what two
    codings are to each other does not change with what else is in the project.
    """
    weights = Weights()
    windows = report_windows(codings, alike_reports(codings, weights))
    return [sketch(coding, weights, windows.get(coding.document.id)) for coding in codings]


def merge_groups(codings: Iterable[Coding], bonds: Bonds | None = None) -> list[Group]:
    """Groups by our own rule: scored pairs, average linking, decisions kept."""
    items = prepare(in_order(codings))
    scores = {(i, j): log_odds(items[i], items[j]) for i, j in candidates(items)}
    return linked(items, range(len(items)), scores, bonds or Bonds())


def linked(
    items: Sequence[Sketch], places: Sequence[int], scores: Mapping[Pair, float], bonds: Bonds
) -> list[Group]:
    """Groups of the codings at some places (in order), by the scores of all pairs of them that are
    compared.
    """
    rank = {place: number for number, place in enumerate(places)}
    within = {
        (rank[i], rank[j]): score for (i, j), score in scores.items() if i in rank and j in rank
    }  # fmt: skip
    chosen = [items[place] for place in places]
    number = {item.coding.id: position for position, item in enumerate(chosen)}
    tied, cut = _tied(bonds, number), _cut(bonds, number)
    found = settings()
    groups = group(len(chosen), within, found.threshold, found.unknown, tied, cut)
    touched = {position for pair in (*tied, *cut) for position in pair}
    return [
        Group(
            tuple(chosen[position].coding for position in members),
            _why(chosen, members, within, set(tied)),
            bool(touched & set(members)),
        )
        for members in groups
    ]


def _tied(bonds: Bonds, place: Mapping[str, int]) -> list[Pair]:
    pairs = []
    for ids in bonds.tied:
        numbers = sorted({place[id_] for id_ in ids if id_ in place})
        pairs += [(numbers[0], number) for number in numbers[1:]]
    return sorted(set(pairs))


def _cut(bonds: Bonds, place: Mapping[str, int]) -> list[Pair]:
    pairs = set()
    for ones, others in bonds.cut:
        for one, other in product(ones, others):
            if one in place and other in place and one != other:
                i, j = sorted((place[one], place[other]))
                pairs.add((i, j))
    return sorted(pairs)


def _why(
    items: Sequence[Sketch], numbers: Sequence[int], scores: Mapping[Pair, float], tied: set[Pair]
) -> tuple[Why, ...]:
    """For each coding its strongest tie to an earlier one of the group."""
    found = [Why(items[numbers[0]].coding.id, None, 1.0, ("the first report of it",))]
    for rank, number in enumerate(numbers[1:], 1):
        earlier = numbers[:rank]
        rivals = [(scores[i, number], -i) for i in earlier if (i, number) in scores]
        by_hand = [i for i in earlier if (i, number) in tied]
        if by_hand:
            found.append(Why(items[number].coding.id, items[by_hand[0]].coding.id, 1.0, ("merged by hand",)))
        elif rivals:
            other = -max(rivals)[1]
            verdict = judge(items[other], items[number])
            found.append(
                Why(
                    items[number].coding.id, items[other].coding.id, round(verdict.probability, 4),
                    reasons(items[other], items[number], verdict.parts),
                )
            )  # fmt: skip
        else:
            words = ("tied to it by a later report",)
            found.append(Why(items[number].coding.id, items[earlier[0]].coding.id, 0.5, words))
    return tuple(found)


def day_groups(codings: Iterable[Coding], bonds: Bonds | None = None) -> list[Group]:
    """One event a day for each pair and type, as data sets of the field count: same type, same actors and
    recipients by code, same first day (the publication day where the text gives none).
    """
    keyed: dict[tuple[object, ...], list[Coding]] = defaultdict(list)
    for coding in in_order(codings):
        day = coding.date.start or coding.date.end or coding.document.published
        actors = tuple(sorted({actor.code or actor.text for actor in coding.actors}))
        recipients = tuple(sorted({actor.code or actor.text for actor in coding.recipients}))
        keyed[coding.event_type, actors, recipients, str(day)].append(coding)
    return [_plain(group_, "same type, parties and day") for group_ in keyed.values()]


def single_groups(codings: Iterable[Coding], bonds: Bonds | None = None) -> list[Group]:
    """Every coding an event of its own."""
    return [_plain([coding], "") for coding in in_order(codings)]


def _plain(codings: Sequence[Coding], words: str) -> Group:
    first = codings[0].id
    why = [Why(first, None, 1.0, ("the first report of it",))]
    why += [Why(coding.id, first, 1.0, (words,)) for coding in codings[1:]]
    return Group(tuple(codings), tuple(why))


RULES: dict[str, Callable[[Iterable[Coding], Bonds | None], list[Group]]] = {
    "none": single_groups,
    "day": day_groups,
    "ours": merge_groups,
}
"""Merge rules by name."""


def groups_by(rule: str, codings: Iterable[Coding], bonds: Bonds | None = None) -> list[Group]:
    """Groups by a named rule. Raises UsageError for a rule that is not in RULES."""
    if rule not in RULES:
        raise UsageError(f"merge rule {rule!r} is not known; choose one of {', '.join(RULES)}")
    return RULES[rule](codings, bonds)
