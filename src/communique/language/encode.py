"""Words to the integers that the graph takes: sub-word ids and letter shapes, with a cache of words."""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.features import MAX_SUBWORDS, shape_of
from communique.language.wordpiece import WordPiece

CLS, SEP, UNK = 101, 102, 100

_CACHE_SIZE = 100_000
_MAX_CACHED = 40
_MAX_READ = 200
"""Characters of a word that are looked at; the model keeps twelve sub-words anyway."""


class Encoded:
    """One sentence as the graph takes it; `n_ids` counts the sub-words with both end marks."""

    __slots__ = ("first", "ids", "last", "n_ids", "n_words", "shapes", "sub_shapes")

    def __init__(self, entries: Sequence[tuple[list[int], int]]) -> None:
        ids = [CLS]
        sub_shapes = [0]
        first = []
        last = []
        for subwords, shape in entries:
            first.append(len(ids))
            ids += subwords
            last.append(len(ids) - 1)
            sub_shapes += [shape] * len(subwords)
        ids.append(SEP)
        sub_shapes.append(0)
        self.ids = ids
        self.sub_shapes = sub_shapes
        self.first = first
        self.last = last
        self.shapes = [shape for _, shape in entries]
        self.n_ids = len(ids)
        self.n_words = len(first)


class WordEncoder:
    """Looks words up in the tokenizer once and remembers them."""

    def __init__(self, tokenizer_json: bytes) -> None:
        self._pieces = WordPiece(tokenizer_json)
        self._cache: dict[str, tuple[list[int], int]] = {}

    def word(self, word: str) -> tuple[list[int], int]:
        """Return the sub-word ids (1 to 12) and the shape of one word."""
        entry = self._cache.get(word)
        if entry is None:
            ids = self._pieces.encode(word[:_MAX_READ])[:MAX_SUBWORDS]
            entry = (ids or [UNK], shape_of(word))
            if len(word) <= _MAX_CACHED:
                if len(self._cache) >= _CACHE_SIZE:
                    self._cache.clear()
                self._cache[word] = entry
        return entry
