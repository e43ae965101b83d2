"""Words for comparing texts: lowered, stemmed, without the most common ones, weighted by how rare they
are.
"""

from __future__ import annotations

import csv
import math
import re
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_DOUBLED = re.compile(r"([bdgmnprt])\1$")


@cache
def _frequencies() -> tuple[int, dict[str, int]]:
    """Number of sentences counted and, for each stem, in how many it stands (data/word_counts.csv)."""
    path = files("communique.stories").joinpath("data", "word_counts.csv")
    rows = list(csv.DictReader(path.read_text("utf-8").splitlines()))
    counts = {row["stem"]: int(row["sentences"]) for row in rows}
    return counts.pop("*"), counts


@cache
def stop_words() -> frozenset[str]:
    """Function words and words of reporting, which say nothing about what happened."""
    path = files("communique.stories").joinpath("data", "stop_words.txt")
    lines = path.read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


@lru_cache(maxsize=100_000)
def stem(word: str) -> str:
    """A light stem: inflection and the commonest endings of deeds go (`talks`, `talking` → `talk`;
    `invasion`, `invaded` → `inva`). Case is lowered.
    """
    word = word.lower()
    if len(word) <= 3 or word[0].isdigit():
        return word.replace(",", "")
    for ending, rest in (("ies", "y"), ("sses", "ss"), ("shes", "sh"), ("ches", "ch"), ("xes", "x")):
        if word.endswith(ending) and len(word) - len(ending) >= 2:
            word = word[: -len(ending)] + rest
            break
    else:
        if word.endswith("s") and not word.endswith(("ss", "us", "is")):
            word = word[:-1]
    for ending in ("ations", "ation", "ition", "sions", "sion", "tion", "ments", "ment", "ing", "ied", "ed",
                   "ance", "ence", "al", "ity", "ly", "er", "or", "ive"):  # fmt: skip
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = _DOUBLED.sub(r"\1", word[: -len(ending)])
            break
    if word.endswith(("e", "y", "i")) and len(word) > 3:
        word = word[:-1]
    if word.endswith(("ct", "nd", "at", "id")) and len(word) > 5:
        word = word[:-1]  # construct, construction; defend, defence; invade, invasion
    return word


@lru_cache(maxsize=50_000)
def content_stems(text: str) -> tuple[str, ...]:
    """Stems of a text's content words in their order; numbers stay."""
    stops = stop_words()
    return tuple(stem(word) for word in _WORD.findall(text) if word.lower() not in stops and len(word) > 1)


def words_by_stem(text: str) -> dict[str, str]:
    """For each stem of a text's content words the word as first written."""
    stops = stop_words()
    found: dict[str, str] = {}
    for word in _WORD.findall(text):
        if word.lower() not in stops and len(word) > 1:
            found.setdefault(stem(word), word)
    return found


def rarity(word: str, counts: Counter[str] | None = None, n_texts: int = 0) -> float:
    """Inverse frequency of a stem (natural log, ≥ 1), by the shipped counts and those of a collection."""
    n, shipped = _frequencies()
    seen = shipped.get(word, 0) + (counts[word] if counts else 0)
    return math.log((1 + n + n_texts) / (1 + seen)) + 1.0


class Weights:
    """Rarities over a collection of texts; the order in which texts were counted does not matter."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.counts: Counter[str] = Counter()
        self.n_texts = 0
        for text in texts:
            self.counts.update(set(content_stems(text)))
            self.n_texts += 1
        self._cache: dict[str, float] = {}

    def of(self, word: str) -> float:
        """Rarity of a stem."""
        found = self._cache.get(word)
        if found is None:
            found = self._cache[word] = rarity(word, self.counts, self.n_texts)
        return found

    def vector(self, stems: Iterable[str]) -> dict[str, float]:
        """Unit vector of stems: dampened counts times rarity. Empty for no stems."""
        counted = Counter(stems)
        raw = {word: (1 + math.log(count)) * self.of(word) for word, count in sorted(counted.items())}
        norm = math.sqrt(sum(value * value for value in raw.values()))
        return {word: value / norm for word, value in raw.items()} if norm else {}


def cosine(one: dict[str, float], other: dict[str, float]) -> float:
    """Likeness of two unit vectors, 0 to 1."""
    if len(other) < len(one):
        one, other = other, one
    return sum(value * other[word] for word, value in one.items() if word in other)
