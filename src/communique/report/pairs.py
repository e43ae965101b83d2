"""Pairs of countries: which codings join which two, for timeline and chart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from communique.records import Actor, Coding

Pair = tuple[str, str]


def countries(actors: Iterable[Actor]) -> list[str]:
    """Country codes (or international codes such as UNO) of one side, each once, in order."""
    found: dict[str, None] = {}
    for actor in actors:
        code = actor.country or (actor.code or "")[:3]
        if code:
            found.setdefault(code, None)
    return list(found)


def pairs_of(coding: Coding) -> list[Pair]:
    """Unordered pairs that a coding joins: actors with recipients, or the actors of a reciprocal act with
    each other.
    """
    one, other = countries(coding.actors), countries(coding.recipients)
    if not other:
        joined = [(a, b) for place, a in enumerate(one) for b in one[place + 1 :]]
    else:
        joined = [(a, b) for a in one for b in other if a != b]
    return list(dict.fromkeys((min(a, b), max(a, b)) for a, b in joined))


def by_pair(codings: Iterable[Coding]) -> list[tuple[Pair, list[Coding]]]:
    """Codings by pair, the pair with the most first; restatements and undated codings are left out."""
    table: dict[Pair, list[Coding]] = defaultdict(list)
    for coding in codings:
        if coding.restates is None and coding.date.start is not None:
            for pair in pairs_of(coding):
                table[pair].append(coding)
    for found in table.values():
        found.sort(key=lambda c: (str(c.date.start), c.document.id, c.trigger.start))
    return sorted(table.items(), key=lambda item: (-len(item[1]), item[0]))
