"""How far a clause says again what the lead of its article says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from communique.coding.tree import Tree

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})
PARTS = 4
"""Into how many steps the share is cut."""


class LeadWords:
    """The words of the title and the lead, with the sentences they stand in."""

    def __init__(self, trees: Sequence[Tree], lead: Iterable[int]) -> None:
        self._where: dict[str, set[int]] = {}
        for index in lead:
            tree = trees[index]
            for token in range(len(tree)):
                if tree.upos[token] in CONTENT:
                    self._where.setdefault(tree.lemma[token], set()).add(index)

    def share(self, tree: Tree, token: int) -> int | None:
        """Quarters of the words of a clause that the lead has too (0 to 3, 3 for all or nearly all); null
        for a clause without words of content.
        """
        told = [tree.lemma[k] for k in tree.subtree(token) if tree.upos[k] in CONTENT]
        if not told:
            return None
        known = sum(bool(self._where.get(lemma, set()) - {tree.index}) for lemma in told)
        return min(PARTS - 1, PARTS * known // len(told))


__all__ = ["LeadWords"]
