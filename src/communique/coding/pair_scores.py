"""The learned scorer over one sentence's mentions: who does what to whom, by chances."""

from __future__ import annotations

from communique.coding.pair_path import head_of, path_between
from communique.coding.tree import Tree
from communique.language.relations import CLASSES, Array, Marked, load_relations
from communique.records import Mention

Span = tuple[int, int]
NONE = 0


class PairScores:
    """Chances for pairs of one sentence, asked for in one call and remembered."""

    __slots__ = ("_known", "tree")

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self._known: dict[tuple[int, int], tuple[Array, Array]] = {}

    def ask(self, pairs: list[tuple[Mention, Mention]]) -> None:
        """Scores pairs of mentions of this sentence not asked for yet; a mention with itself: nobody is
        named.
        """
        new = {
            (a.head, b.head): (a, b)
            for a, b in pairs
            if a.sentence == b.sentence == self.tree.index and (a.head, b.head) not in self._known
        }
        marked = [self._marked(a, b) for a, b in new.values()]
        if marked:
            chances, attention = load_relations().score(self.tree.sentence, marked)
            for row, key in enumerate(new):
                if row < len(chances):
                    self._known[key] = chances[row], attention[row]

    def _marked(self, source: Mention, target: Mention) -> Marked:
        path = path_between(self.tree.sentence, source.head, target.head)
        return source.head, _tokens(source), target.head, _tokens(target), path

    def chances(self, source: Mention, target: Mention) -> Array | None:
        """One number a class; null where the pair was not asked for or the sentence has no states."""
        known = self._entry(source, target)
        return None if known is None else known[0]

    def attention(self, source: Mention, target: Mention) -> Array | None:
        """One number a token: where the scorer looked."""
        known = self._entry(source, target)
        return None if known is None else known[1]

    def _entry(self, source: Mention, target: Mention) -> tuple[Array, Array] | None:
        if not source.sentence == target.sentence == self.tree.index:
            return None  # who a noun points back to stands in an earlier sentence
        return self._known.get((source.head, target.head))


def _tokens(mention: Mention) -> range:
    return range(mention.first, max(mention.last, mention.first + 1))


def of_spans(tree: Tree, source: Span, target: Span) -> Array | None:
    """Chances for two spans of code points; null where one is not in this sentence."""
    one, its = head_of(tree.sentence, source)
    other, others = head_of(tree.sentence, target)
    if one is None or other is None:
        return None
    path = path_between(tree.sentence, one, other)
    chances, _ = load_relations().score(tree.sentence, [(one, its, other, others, path)])
    return chances[0] if len(chances) else None


__all__ = ["CLASSES", "NONE", "PairScores", "of_spans"]
