"""Which codings are compared at all: those that share a party and could be of one time."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations

from communique.stories.likeness import akin, gap_days
from communique.stories.settings import settings
from communique.stories.sketch import Sketch
from communique.stories.words import cosine


def _keys(item: Sketch) -> Iterator[tuple[str, ...]]:
    """Buckets of a coding: each pair of its parties, and each party with its type."""
    parties = sorted(item.parties)
    yield from combinations(parties, 2)
    for party in parties or ["?"]:
        yield (party, "", item.coding.event_type)


def _span(item: Sketch) -> tuple[int, int]:
    """Days (ordinal) between which the act lies; open ends reach as far as a date can, guessed ones some
    weeks further.
    """
    more = settings().guessed_days if item.guessed else 0
    low = item.near.toordinal() - more if item.near else 0
    high = item.far.toordinal() + more if item.far else date.max.toordinal()
    return low, high


def _reach(a: Sketch, b: Sketch) -> bool:
    """Whether two codings of different reports lie near enough in time to be one happening."""
    gap = gap_days((a.near, a.far), (b.near, b.far))
    if gap is None or gap == 0:
        return True
    if a.guessed or b.guessed:
        return gap <= settings().guessed_days and cosine(a.clause, b.clause) >= settings().guessed_words
    dated = gap_days((a.start, a.end), (b.start, b.end)) is not None
    return gap <= (settings().dated_days if dated else settings().window_days)


class Blocks:
    """Codings by what they share. Pairs are positions, first < second.

    Within one report every pair of like types; across reports those in one bucket whose days lie within
    reach. Where a bucket holds more than `nearest` candidates for a coding, those nearest in time are taken.
    """

    def __init__(self, items: Sequence[Sketch]) -> None:
        self._items = items
        self._by_document: dict[str, list[int]] = defaultdict(list)
        self._buckets: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for place, item in enumerate(items):
            self._by_document[item.coding.document.id].append(place)
            for key in _keys(item):
                self._buckets[key].append(place)

    def pairs(self) -> list[tuple[int, int]]:
        """All pairs to be compared, sorted."""
        items = self._items
        found: set[tuple[int, int]] = set()
        for places in self._by_document.values():
            for i, j in combinations(places, 2):
                if akin(items[i].coding.event_type, items[j].coding.event_type):
                    found.add((i, j))
        for _, places in sorted(self._buckets.items()):
            found.update(_across(items, places))
        return sorted(found)

    def partners(self, place: int) -> list[int]:
        """With which others one coding is compared, sorted. In a bucket that holds more than `nearest`
        candidates these may be others than `pairs` takes.
        """
        items, item, most = self._items, self._items[place], settings().nearest
        kind, document = item.coding.event_type, item.coding.document.id
        found = {
            other for other in self._by_document[document]
            if other != place and akin(kind, items[other].coding.event_type)
        }  # fmt: skip
        window = settings().window_days
        low, high = _span(item)
        for key in _keys(item):
            near = []
            for other in self._buckets[key]:
                rival = items[other]
                first, last = _span(rival)
                if first > high + window or last + window < low or rival.coding.document.id == document:
                    continue
                if akin(kind, rival.coding.event_type) and _reach(item, rival):
                    near.append((max(first - high, low - last, 0), other))
            found.update(other for _, other in sorted(near)[:most])
        return sorted(found)


def candidates(items: Sequence[Sketch]) -> list[tuple[int, int]]:
    """Pairs of positions (first < second) to be compared, sorted."""
    return Blocks(items).pairs()


def _across(items: Sequence[Sketch], places: list[int]) -> Iterator[tuple[int, int]]:
    """Pairs of one bucket, found along the calendar."""
    window, most = settings().window_days, settings().nearest
    ordered = sorted(places, key=lambda place: (_span(items[place])[0], place))
    lows = [_span(items[place])[0] for place in ordered]
    for rank, i in enumerate(ordered):
        high = _span(items[i])[1]
        last = bisect_left(lows, high + window + 1)
        rivals = ordered[rank + 1 : last]
        if len(rivals) > most:
            middle = high if items[i].far and not items[i].near else lows[rank]
            rivals = sorted(rivals, key=lambda place: (abs(_span(items[place])[0] - middle), place))[:most]
        for j in rivals:
            a, b = items[i], items[j]
            if a.coding.document.id == b.coding.document.id:
                continue
            if akin(a.coding.event_type, b.coding.event_type) and _reach(a, b):
                yield (i, j) if i < j else (j, i)
