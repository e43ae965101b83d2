"""Marked sentences as examples: parsed by the shipped model, pairs with their spans and tree paths."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from communique.coding.pair_path import head_of, path_between
from communique.language import load_parser
from communique.language.encode import WordEncoder
from communique.language.features import MAX_SUBWORDS
from communique.language.files import checked_bytes, model_folder, read_manifest
from communique.language.relations import CLASSES
from communique.records import Sentence
from training.relation.sentences import Marked

NONE = 0


@dataclass
class Pair:
    """Heads, words and path of a marked pair, as word indexes; labels are the accepted classes."""

    source: int
    target: int
    source_words: list[int]
    target_words: list[int]
    path: list[int]
    labels: tuple[int, ...]
    of: Any = None


@dataclass
class RelationExample:
    """One encoded sentence with its pairs."""

    ids: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]
    pairs: list[Pair] = field(default_factory=list)


class Maker:
    """Turns texts with marked spans into examples."""

    def __init__(self) -> None:
        folder = model_folder()
        self.parser = load_parser()
        self.words = WordEncoder(checked_bytes(folder, read_manifest(folder), "tokenizer.json"))

    def encode(self, sentence: Sentence) -> RelationExample:
        ids, first, last, shapes = [101], [], [], []
        for form in sentence.form:
            subwords, shape = self.words.word(form)
            first.append(len(ids))
            ids += subwords[:MAX_SUBWORDS]
            last.append(len(ids) - 1)
            shapes.append(shape)
        return RelationExample([*ids, 102], first, last, shapes)

    def pair(
        self,
        sentence: Sentence,
        source: tuple[int, int],
        target: tuple[int, int] | None,
        labels: tuple[int, ...],
    ) -> Pair | None:
        """Null where one of the spans is not in this sentence."""
        one, its = head_of(sentence, source)
        if one is None:
            return None
        if target is None:
            return Pair(one, one, its, its, path_between(sentence, one, one), labels)
        other, others = head_of(sentence, target)
        if other is None:
            return None
        return Pair(one, other, its, others, path_between(sentence, one, other), labels)

    def own(self, marked: list[Marked]) -> list[RelationExample]:
        """Examples of own sentences: every ordered pair of bracketed actors."""
        found = []
        for start in range(0, len(marked), 256):
            part = marked[start : start + 256]
            parses = self.parser.parse_many([(m.text, [(0, len(m.text))]) for m in part])
            for one, parse in zip(part, parses, strict=True):
                for sentence in parse.sentences:
                    example = self.encode(sentence)
                    for a in one.spans:
                        for b in one.spans:
                            if a == b:
                                continue
                            types = one.relations.get((a, b), ())
                            labels = tuple(CLASSES.index(t) for t in types) or (NONE,)
                            pair = self.pair(sentence, one.spans[a], one.spans[b], labels)
                            if pair is not None:
                                example.pairs.append(pair)
                        if one.alone:
                            types = one.relations.get((a, 0), ())
                            labels = tuple(CLASSES.index(t) for t in types) or (NONE,)
                            pair = self.pair(sentence, one.spans[a], None, labels)
                            if pair is not None:
                                example.pairs.append(pair)
                    if example.pairs and len(example.ids) <= 160:
                        found.append(example)
        return found
