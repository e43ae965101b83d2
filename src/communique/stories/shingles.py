"""Runs of words of a text, hashed: what copies share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2b

_WORD = re.compile(r"[^\W_]+")
SIZE = 5
"""Words a shingle; runs of five survive cutting, and rarely agree by chance."""
COMMON = 0.2
"""A shingle that stands in more than this share of the documents is boilerplate …"""
COMMON_LEAST = 12
"""… where it stands in at least so many."""


def shingles(text: str, size: int = SIZE) -> frozenset[int]:
    """Hashes (64 bit) of all runs of `size` words, case and punctuation aside; of a shorter text its one
    run.
    """
    words = _WORD.findall(text.lower())
    if not words:
        return frozenset()
    runs = (" ".join(words[place : place + size]) for place in range(max(1, len(words) - size + 1)))
    return frozenset(int.from_bytes(blake2b(run.encode(), digest_size=8).digest()) for run in runs)


def boilerplate(found: Iterable[frozenset[int]]) -> frozenset[int]:
    """Shingles that too many documents share: credits, calls to subscribe, standing background paragraphs."""
    counts: Counter[int] = Counter()
    n = 0
    for one in found:
        counts.update(one)
        n += 1
    limit = max(COMMON_LEAST, COMMON * n)
    return frozenset(shingle for shingle, count in counts.items() if count >= limit)


def without(found: Mapping[str, frozenset[int]], dropped: frozenset[int]) -> dict[str, frozenset[int]]:
    """The shingles of each document without boilerplate; a document that is nothing else keeps its own."""
    return {name: (one - dropped) or one for name, one in found.items()}


def containment(one: frozenset[int], other: frozenset[int]) -> float:
    """Share of the first that stands in the second."""
    return len(one & other) / len(one) if one else 0.0


def resemblance(one: frozenset[int], other: frozenset[int]) -> float:
    """Jaccard likeness of two sets."""
    both = len(one & other)
    return both / (len(one) + len(other) - both) if one or other else 0.0
