"""Groups out of scored pairs: average linking, with pairs that people tied or cut kept so."""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping

Pair = tuple[int, int]


def group(
    n: int,
    scores: Mapping[Pair, float],
    threshold: float,
    unknown: float,
    tied: Iterable[Pair] = (),
    cut: Iterable[Pair] = (),
) -> list[list[int]]:
    """Groups of the numbers 0 to n-1, each sorted, by their first member.

    The two groups with the highest mean score are joined as long as it reaches `threshold`; pairs without a
    score count as `unknown`. tied: pairs that belong together whatever their score; cut: pairs that are never
    in one group, unless they are tied too. Equal scores are settled by position.
    """
    never = -1e9
    links: dict[int, dict[int, float]] = {place: {} for place in range(n)}
    for (i, j), score in scores.items():
        links[i][j] = links[j][i] = score
    for i, j in cut:
        links[i][j] = links[j][i] = never
    members = {place: [place] for place in range(n)}

    def join(i: int, j: int) -> None:
        one, other = len(members[i]), len(members[j])
        for k in sorted(links[i].keys() | links[j].keys()):
            if k in (i, j):
                continue
            mean = (one * links[i].get(k, unknown) + other * links[j].get(k, unknown)) / (one + other)
            links[i][k] = links[k][i] = mean
            links[k].pop(j, None)
            if mean >= threshold:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
        members[i] += members.pop(j)
        links.pop(j)
        links[i].pop(j, None)

    heap: list[tuple[float, int, int]] = []
    home = list(range(n))

    def root(place: int) -> int:
        while home[place] != place:
            place = home[place]
        return place

    for i, j in sorted(tied):
        i, j = sorted((root(i), root(j)))
        if i != j:
            home[j] = i
            join(i, j)
    heap += [
        (-score, i, j) for i, others in links.items() for j, score in others.items()
        if i < j and score >= threshold
    ]  # fmt: skip
    heapq.heapify(heap)
    while heap:
        score, i, j = heapq.heappop(heap)
        if i in members and j in members and links[i].get(j) == -score:
            join(i, j)
    return sorted(sorted(places) for places in members.values())
