"""Near-duplicates and wire copies: which articles carry the same text, and where it came from first.

Two looks: MinHash (rensa) finds articles that are nearly equal; an index of shingles finds those of which one
is cut out of the other, which MinHash misses (recall .33 against .99 on cut wire copy). What both propose is
then measured exactly.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import msgspec
import rensa

from communique.stories.shingles import boilerplate, containment, resemblance, shingles, without

COPY = 0.6
"""Share of the shorter article that must stand in the other: rewritten reports of one event stay below .3,
cut wire copy with a new top and tail above .6."""
NEAR_EQUAL = 0.8
_PERMUTATIONS = 128
_BANDS = 32
_SEED = 2013
_SAMPLED = 8
"""Of long articles every eighth shingle (by hash) is indexed; of those below _SHORT words all."""
_SHORT = 400
_LEAST_SHARED = 3


class Text(msgspec.Struct, frozen=True):
    """An article as looked at here. text: its body; agencies: whom it names as its source."""

    id: str
    text: str
    published: date | None = None
    outlet: str | None = None
    agencies: tuple[str, ...] = ()


class Carried(msgspec.Struct, frozen=True):
    """One edge of an origin tree: `id` carries the text of `source`. kind: `copy` (nearly equal), `cut`
    (shortened) or `extended` (with own text added); share: part of the shorter that stands in the other.
    """

    id: str
    source: str
    kind: str
    share: float


class Origin(msgspec.Struct, frozen=True):
    """One text and all that carry it. id: the article it came from first; edges in order of publication."""

    id: str
    articles: tuple[str, ...]
    edges: tuple[Carried, ...]


def copies(texts: Iterable[Text]) -> list[Origin]:
    """Origins of a collection, each with its tree, in order of their ids; an article without copies is one
    too.

    Deterministic, and free of the order in which texts come.
    """
    by_id = {text.id: text for text in texts}
    ordered = sorted(by_id.values(), key=lambda text: (text.published is None, str(text.published), text.id))
    found = {text.id: shingles(text.text) for text in ordered}
    kept = without(found, boilerplate(found.values()))
    pairs = _proposed(kept, [text.id for text in ordered])
    rank = {text.id: place for place, text in enumerate(ordered)}
    edges: dict[str, Carried] = {}
    for one, other in sorted(pairs, key=lambda pair: (max(rank[pair[0]], rank[pair[1]]), *pair)):
        earlier, later = sorted((one, other), key=lambda name: rank[name])
        edge = _edge(kept[earlier], kept[later], earlier, later)
        if edge is None:
            continue
        best = edges.get(later)
        if best is None or (edge.share, -rank[edge.source]) > (best.share, -rank[best.source]):
            edges[later] = edge
    return _trees([text.id for text in ordered], edges)


def _edge(first: frozenset[int], second: frozenset[int], earlier: str, later: str) -> Carried | None:
    """How the later article carries the earlier one; null when it does not."""
    inside = containment(second, first), containment(first, second)
    share = round(max(inside), 4)
    if share < COPY:
        return None
    if resemblance(first, second) >= NEAR_EQUAL:
        kind = "copy"
    else:
        kind = "cut" if inside[0] >= inside[1] else "extended"
    return Carried(later, earlier, kind, share)


def _proposed(kept: Mapping[str, frozenset[int]], names: Sequence[str]) -> set[tuple[str, str]]:
    """Pairs worth measuring, by MinHash and by shared sampled shingles."""
    pairs: set[tuple[str, str]] = set()
    index = rensa.RMinHashLSH(threshold=0.5, num_perm=_PERMUTATIONS, num_bands=_BANDS)
    prints = []
    for place, name in enumerate(names):
        minhash = rensa.RMinHash(num_perm=_PERMUTATIONS, seed=_SEED)
        minhash.update([shingle.to_bytes(8, "big") for shingle in sorted(kept[name])])
        prints.append(minhash)
        for other in index.query(minhash):
            pairs.add((names[other], name))
        index.insert(place, minhash)
    shared: dict[tuple[str, str], int] = defaultdict(int)
    holders: dict[int, list[str]] = defaultdict(list)
    for name in names:
        everything = len(kept[name]) <= _SHORT
        for shingle in kept[name]:
            if everything or shingle % _SAMPLED == 0:
                holders[shingle].append(name)
    for group in holders.values():
        for place, one in enumerate(group):
            for other in group[place + 1 :]:
                shared[one, other] += 1
    for (one, other), count in shared.items():
        smaller = min(len(kept[one]), len(kept[other]))
        if count >= min(_LEAST_SHARED, smaller):
            pairs.add((one, other))
    return pairs


def _trees(names: Sequence[str], edges: Mapping[str, Carried]) -> list[Origin]:
    """Articles by the root that their edges lead to."""
    members: dict[str, list[str]] = defaultdict(list)
    for name in names:
        root = name
        while root in edges:
            root = edges[root].source
        members[root].append(name)
    return [
        Origin(root, tuple(group), tuple(edges[name] for name in group if name in edges))
        for root, group in sorted(members.items())
    ]


def origin_of(origins: Iterable[Origin]) -> dict[str, str]:
    """Article id → id of its origin."""
    return {name: origin.id for origin in origins for name in origin.articles}
