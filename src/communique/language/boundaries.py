"""Sentence boundaries that no mark shows: a headline run into its text, a signature, a list without stops.

The rules of `communique.text.sentences` cut at marks. Scraped text has lost marks and line breaks, so a
small linear model, learned from the treebanks, looks at the places where a sentence could open and says
where one does. It only adds boundaries.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from communique.text.datelines import dateline_end
from communique.text.wordlists import starters

Span = tuple[int, int]

_CANDIDATES = frozenset("TUIdDA#@x-…") | {'"', "(", "[", "##"}
_NOT_AFTER = frozenset({",", ";", "(", "[", "{"})
_SMALL = frozenset(
    [
        "of",
        "the",
        "and",
        "a",
        "an",
        "in",
        "on",
        "at",
        "to",
        "for",
        "from",
        "with",
        "by",
        "as",
        "is",
        "or",
        "de",
        "la",
    ]
)
_HEADLINE = frozenset("TUIdDA-:,#")
_ROUNDING = frozenset(
    """about around approximately some nearly almost over under roughly than least most up to another
    every between""".split()
)
_SHORT = 3
"""A beginning of so few words that ends in a small letter has not told anything yet."""


class BoundaryWeights(msgspec.Struct, frozen=True):
    """The file `boundaries.json`: a weight a feature; a boundary is where they sum to more than -`bias`."""

    bias: float
    weights: dict[str, float]


def shape(word: str) -> str:
    """Return the class of a token that the features are made of."""
    if word.isalpha():
        if word.islower():
            return "l"
        if len(word) == 1:
            return "I"
        return "U" if word.isupper() else "T" if word[0].isupper() else "m"
    if word.isdigit():
        return "d"
    if any(c.isdigit() for c in word):
        return "D"
    if word in "()[]{}" or word in (",", ";", ":", "."):
        return word
    if word in ('"', "''", "``", "“", "”"):
        return '"'
    if word in ("-", "--", "—", "–"):
        return "-"
    if word[0].isalpha() and word[-1] == ".":
        return "A"
    if word[-1] in "!?":
        return "!"
    if word[0] == ".":
        return "…"
    if "http" in word or "www" in word or "@" in word or (word[0].islower() and "." in word[:-1]):
        return "@"
    return "x" if word[0].isalpha() else "##" if len(word) > 1 else "#"


def is_candidate(shapes: Sequence[str], i: int) -> bool:
    """True where a sentence could open after token `i`."""
    return shapes[i + 1] in _CANDIDATES and shapes[i] not in _NOT_AFTER


def holds_together(low: Sequence[str], shapes: Sequence[str], i: int, start: int) -> bool:
    """True where the gap after token `i` lies inside a phrase: "around 77,000 | Nigerians", "India banned |
    59 firms", "All Students' | Association".
    """
    if shapes[i] in "dD":
        return i > start and low[i - 1] in _ROUNDING
    if shapes[i + 1] in "dD":
        return shapes[i] == "l" and i + 1 - start <= _SHORT
    return low[i] in ("'", "’") and i > start and low[i - 1].endswith("s")


def features(low: Sequence[str], shapes: Sequence[str], i: int, start: int, spaced: bool) -> list[str]:
    """Return the features of the gap after token `i` in a sentence that began at token `start`.

    low: tokens in small letters; shapes: their classes; spaced: white space stands in the gap.
    """
    here, nxt = shapes[i], shapes[i + 1]
    before = shapes[i - 1] if i > start else "^"
    after = shapes[i + 2] if i + 2 < len(shapes) else "$"
    pair = here + nxt
    n = i + 1 - start
    size = n if n < 4 else 4 if n < 6 else 6 if n < 11 else 11 if n < 21 else 21 if n < 41 else 41
    titled = all(shapes[k] in _HEADLINE or low[k] in _SMALL for k in range(start, i + 1))
    headline = "T" if titled else "n"
    starter = "s" if nxt in "TI" and low[i + 1] in starters() else ""
    out = [
        f"pn{pair}",
        f"ppn{before}{pair}",
        f"pnn{pair}{after}",
        f"ppnn{before}{pair}{after}",
        f"b{size}{pair}",
        f"t{headline}{pair}{starter}",
        f"t{headline}{size}{nxt}{starter}",
        f"wp{low[i]}",
        f"wp{low[i]}{nxt}",
        f"wn{low[i + 1]}{nxt}",
        f"wn{here}{low[i + 1]}{nxt}",
        f"s{starter}{pair}",
        f"s{starter}{pair}{after}",
        f"sp{spaced}{pair}",
    ]
    if i + 2 < len(low):
        out.append(f"wnn{nxt}{low[i + 2]}")
    if i > start:
        out.append(f"wpp{low[i - 1]}{nxt}")
    return out


class BoundaryModel:
    """Cuts sentences further where the learned weights say that a new one opens."""

    def __init__(self, stored: BoundaryWeights) -> None:
        self._bias = stored.bias
        self._weights: Mapping[str, float] = stored.weights

    def refine(self, words: Sequence[str], tokens: Sequence[Span], sentences: Sequence[Span]) -> list[Span]:
        """Return `sentences` (half-open ranges over `tokens`) with the added boundaries."""
        weights = self._weights
        shapes = [shape(w) for w in words]
        low: list[str] = []
        out: list[Span] = []
        for first, last in sentences:
            start = first
            for i in range(first + dateline_end(words[first:last]), last - 1):
                if is_candidate(shapes, i):
                    if not low:
                        low = [w.lower() for w in words]
                    if holds_together(low, shapes, i, start):
                        continue
                    score = self._bias
                    spaced = tokens[i + 1][0] > tokens[i][1]
                    for feature in features(low, shapes, i, max(start, i - 60), spaced):
                        score += weights.get(feature, 0.0)
                    if score > 0:
                        out.append((start, i + 1))
                        start = i + 1
            out.append((start, last))
        return out
