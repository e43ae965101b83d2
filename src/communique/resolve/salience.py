"""How much a noun phrase stands out: what later pronouns most likely mean."""

from __future__ import annotations

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.view import View

WEIGHTS = {
    "nsubj": 80, "nsubj:pass": 80, "nsubj:outer": 80, "csubj": 0, "obj": 50, "iobj": 45, "obl": 40,
    "obl:agent": 45, "root": 60,
    "nmod:poss": 30, "nmod": 15, "appos": 20, "obl:tmod": 0, "obl:unmarked": 0, "nmod:tmod": 0,
    "parataxis": 40, "dislocated": 40,
    "ccomp": 30, "conj": 40, "compound": 0, "vocative": 0,
}  # fmt: skip
"""Salience of a noun phrase by its grammatical relation."""


class Candidate:
    """A noun phrase that a pronoun may mean."""

    __slots__ = ("entities", "found", "head", "human", "number", "sentence", "weight", "who", "word")

    def __init__(
        self, sentence: int, head: int, found: Found | None, number: str, human: str, weight: float, word: str
    ) -> None:
        self.sentence = sentence
        self.head = head
        self.found = found
        self.number = number
        self.human = human
        self.weight = weight
        self.word = word
        self.entities: tuple[Entity, ...] = found.entities if found is not None else ()
        self.who = frozenset(entity.identity for entity in self.entities)


EMBEDDED = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "xcomp"})
"""Clauses inside another: their subject is a little less salient."""


QUANTITIES = frozenset(
    [
        "hundreds",
        "thousands",
        "dozens",
        "scores",
        "tens",
        "millions",
        "members",
        "number",
        "group",
        "majority",
        "handful",
        "crowd",
        "most",
        "some",
        "many",
        "few",
        "lot",
        "couple",
        "pair",
        "score",
        "series",
    ]
)
"""Nouns that only measure: in "hundreds of villagers" the villagers are the subject."""


def weight_of(view: View, head: int) -> float:
    """Salience by relation; conjuncts count as their first, what is counted as what counts."""
    above = view.sentence.head[head]
    if view.sentence.deprel[head] == "nmod" and above >= 0 and view.low[above] in QUANTITIES:
        return float(WEIGHTS.get(view.relation(above), 20))
    weight = float(WEIGHTS.get(view.relation(head), 20))
    if weight == 80 and above >= 0 and view.sentence.deprel[above] in EMBEDDED:
        return 70.0 if view.sentence.deprel[above] in ("ccomp", "xcomp") else 62.0
    return weight
