"""Stories: which articles tell of one happening, by names, dates and words, without knowing how many there
are.

Likeness of two articles is the geometric mean of the likeness of their names and dates (two parts) and of
their words (one part): look-alikes share words, hardly names. Articles are joined by average linking; two
groups of at least MATURE articles also have to be nearly as alike to each other as each is in itself, which
keeps two happenings around the same people apart.
"""

from __future__ import annotations

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from communique.stories.copies import Text
from communique.stories.words import Weights, content_stems, stop_words

LEAST = 0.13
"""Mean likeness at which articles form one story; measured on ECB+ topics 1–22 (B³ .93 from .12 to .16)."""
NEARLY = 0.65
MATURE = 4
_DECAY_DAYS = 12
FAR_DAYS = 40
"""Reports published further apart are not compared: their likeness has decayed to a twentieth."""
_NAMES = 2 / 3
_ADDRESS = re.compile(r"^\s*https?\b.*$", re.MULTILINE)
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
           "november", "december")  # fmt: skip
_MONTH = {form: month[:3] for month in _MONTHS for form in (month, month[:3])} | {"sept": "sep"}


def names_of(text: str) -> Counter[str]:
    """Names, pairs of adjoining names, months and numbers of a text; the first word of a line is no name."""
    found: Counter[str] = Counter()
    stops = stop_words()
    for line in _ADDRESS.sub("", text).split("\n"):
        words = _WORD.findall(line)
        for place, word in enumerate(words):
            low = word.lower()
            if word[0].isdigit():
                if len(word) > 1:
                    found[word] += 1
            elif word[0].isupper() and low in _MONTH:
                found[f"month {_MONTH[low]}"] += 1
            elif place and word[0].isupper() and low not in stops:
                found[low] += 1
                if place > 1 and words[place - 1][0].isupper():
                    found[f"{words[place - 1].lower()} {low}"] += 1
    return found


def _unit(counts: Mapping[str, int], rarity: Mapping[str, float]) -> dict[str, float]:
    raw = {word: (1 + math.log(n)) * rarity[word] for word, n in sorted(counts.items())}
    norm = math.sqrt(sum(value * value for value in raw.values()))
    return {word: value / norm for word, value in raw.items()} if norm else {}


def likenesses(texts: Sequence[Text]) -> dict[tuple[int, int], float]:
    """Likeness of all pairs (positions, first < second) that share a name; others count as 0."""
    named = [names_of(text.text) for text in texts]
    spread: Counter[str] = Counter()
    for counts in named:
        spread.update(counts.keys())
    rarity = {word: math.log((1 + len(texts)) / (1 + n)) + 1 for word, n in spread.items()}
    weights = Weights(_ADDRESS.sub("", text.text) for text in texts)
    shared = _products([_unit(counts, rarity) for counts in named], [text.published for text in texts])
    words = [weights.vector(content_stems(_ADDRESS.sub("", text.text))) for text in texts]
    found = {}
    for (i, j), by_names in sorted(shared.items()):
        one, other = sorted((words[i], words[j]), key=len)
        by_words = sum(value * other[word] for word, value in one.items() if word in other)
        likeness = by_names**_NAMES * by_words ** (1 - _NAMES)
        first, second = texts[i].published, texts[j].published
        if first is not None and second is not None:
            likeness *= math.exp(-max(0, abs((second - first).days) - 2) / _DECAY_DAYS)
        found[i, j] = likeness
    return found


def _products(
    vectors: Sequence[Mapping[str, float]], days: Sequence[date | None]
) -> dict[tuple[int, int], float]:
    """Scalar products of all pairs that share a term and are published at most FAR_DAYS apart. Texts come in
    order of publication, those without a day last.
    """
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, vector in enumerate(vectors):
        for term, value in vector.items():
            holders[term].append((place, value))
    total: dict[tuple[int, int], float] = defaultdict(float)
    for _, group in sorted(holders.items()):
        n_dated = sum(days[place] is not None for place, _ in group)
        for rank, (i, value) in enumerate(group):
            start = days[i]
            for j, other in group[rank + 1 :]:
                later = days[j]
                if start is not None and later is not None and (later - start).days > FAR_DAYS:
                    break
                total[i, j] += value * other
            else:
                continue
            for j, other in group[n_dated:]:
                total[i, j] += value * other
    return total


def story_clusters(texts: Iterable[Text]) -> list[list[str]]:
    """Stories as lists of article ids, each in order of publication; an article by itself is one too.

    The order in which texts come does not matter.
    """
    by_id = {text.id: text for text in texts}
    ordered = sorted(by_id.values(), key=lambda text: (text.published is None, str(text.published), text.id))
    groups = _link(len(ordered), likenesses(ordered))
    return [[ordered[place].id for place in group] for group in groups]


def _link(n: int, alike: Mapping[tuple[int, int], float]) -> list[list[int]]:
    """Average linking with the second look at mature groups."""
    links: dict[int, dict[int, float]] = {place: {} for place in range(n)}
    for (i, j), value in alike.items():
        links[i][j] = links[j][i] = value
    members = {place: [place] for place in range(n)}
    inner = dict.fromkeys(range(n), 0.0)  # sum of likenesses inside a group

    def within(i: int) -> float:
        size = len(members[i])
        return inner[i] / (size * (size - 1) / 2) if size > 1 else 1.0

    parted: set[tuple[int, int]] = set()
    heap = [(-value, i, j) for (i, j), value in alike.items() if value >= LEAST]
    heapq.heapify(heap)
    while heap:
        value, i, j = heapq.heappop(heap)
        value = -value
        if i not in members or j not in members or links[i].get(j) != value or (i, j) in parted:
            continue
        if min(len(members[i]), len(members[j])) >= MATURE and value < NEARLY * min(within(i), within(j)):
            parted.add((i, j))
            continue
        one, other = len(members[i]), len(members[j])
        inner[i] += inner.pop(j) + value * one * other
        for k in sorted((links[i].keys() | links[j].keys()) - {i, j}):
            mean = (one * links[i].get(k, 0.0) + other * links[j].get(k, 0.0)) / (one + other)
            links[i][k] = links[k][i] = mean
            links[k].pop(j, None)
            if mean >= LEAST:
                heapq.heappush(heap, (-mean, min(i, k), max(i, k)))
            if (min(j, k), max(j, k)) in parted:
                parted.add((min(i, k), max(i, k)))
        links.pop(j)
        links[i].pop(j, None)
        members[i] += members.pop(j)
    return sorted(sorted(group) for group in members.values())
