"""Patterns of standing states (data/situations.csv), and the reading that finds the one that fits best."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import msgspec

from communique.coding.interpret import Interpreter
from communique.coding.lexicon import POS, Condition, read_conditions
from communique.coding.situation_frames import is_again, is_barred, is_idle
from communique.coding.situation_stance import is_no_longer, is_unfulfilled
from communique.coding.situation_words import word_classes
from communique.coding.tree import Tree
from communique.coding.word_keys import verb_stems

#: Roles that are no prepositions: nobody else's will do for them.
STRICT = frozenset(
    """subj obj iobj xcomp ccomp advcl acl relcl poss mod prt appos desc tmod above advmod csubj""".split()
)
ANY = "*"
"""The lemma of rows for any predicate noun."""
NOBODY = frozenset({"nobody", "none", "nothing", "neither"})
WORDS = frozenset({"NOUN", "PROPN", "VERB", "AUX", "ADJ", "ADV"})
"""Parts of speech that may tell a state."""


class Loose(Interpreter):
    """Roles with a second look for prepositions, which parsers hang now on the verb, now on its object."""

    leaves_out_dates = False  # "since 2016" tells a state

    def _happens_to(self, token: int) -> list[int]:
        """A state's patterns tell subject and object apart themselves."""
        return []

    def is_negated(self, token: int) -> bool:
        """ "No longer" and "neither … nor" negate too."""
        tree = self.tree
        neither = any(tree.lemma[c] == "neither" for c in tree.all(token, "cc:preconj"))
        nobody = any(tree.lemma[c] in NOBODY for c in tree.args(token).get("subj", ()))
        if neither or nobody or is_no_longer(tree, token) or is_unfulfilled(tree, token):
            return True
        return super().is_negated(token)

    def _is_actor(self, token: int, kind: str) -> bool:
        """A country that is only a place ("lives in Chad") is a state all the same."""
        if super()._is_actor(token, kind):
            return True
        return kind == "state" and self.resolution.at(self.tree.index, token) is None and self._is_land(token)

    def _meets(self, token: int, condition: Condition) -> bool:
        """As in the frames; `idle`, `again` and `barred` ask how a verb is told."""
        if condition.role == "idle":
            return is_idle(self.tree, token, self.is_negated(token))
        if condition.role == "again":
            return is_again(self.tree, token)
        if condition.role == "barred":
            return is_barred(self.tree, token, self.is_negated(token))
        return super()._meets(token, condition)

    def _has_lemma(self, token: int, lemmas: frozenset[str]) -> bool:
        """The month of March is no march."""
        month = self.tree.xpos[token] == "NNP" and self.tree.lemma[token] in ("march", "may")
        return not month and super()._has_lemma(token, lemmas)

    def _is_land(self, token: int) -> bool:
        """Whether a token belongs to the name of a country that is only a place in its clause."""
        if self.tree.case(token) not in ("in", "to", "into", "from", "over", "across", "through"):
            return False
        return any(
            placed.sentence == self.tree.index
            and placed.first <= token < placed.last
            and placed.place.precision == "country"
            for placed in self.resolution.located
        )

    def role(self, token: int, path: str) -> list[int]:
        """As in the frames; a preposition not found at a noun is sought at its verb, and the reverse.

        `self` is the word itself ("have been in Chad").
        """
        if path == "self":
            return [token]
        found = super().role(token, path)
        first, _, rest = path.partition(".")
        if found or first in STRICT:
            return found
        tree = self.tree
        if tree.upos[token] == "VERB":
            near = [
                *tree.all(token, "advmod"),  # "kept away | from the port"
                *tree.args(token).get("obj", ()),
                *tree.args(token).get("subj", ()),
            ]
        elif tree.deprel[token] in ("obj", "nsubj:pass") and tree.head[token] >= 0:
            near = [tree.head[token]]
        else:
            return found
        below = [noun for node in near for noun in tree.args(node).get(first, ())]
        return [deep for noun in below for deep in super(Loose, self).role(noun, rest)] if rest else below


class Pattern(msgspec.Struct, frozen=True):
    """One row of situations.csv; parties: roles that are all collected."""

    kind: str
    conditions: tuple[Condition, ...]
    parties: tuple[str, ...]
    holds: bool
    example: str


@cache
def patterns() -> dict[tuple[str, str], tuple[Pattern, ...]]:
    """Patterns by (lemma, part of speech)."""
    table: dict[tuple[str, str], list[Pattern]] = {}
    data = files("communique.coding").joinpath("data")
    path = data.joinpath("situations.csv")
    classes = word_classes()
    for number, row in enumerate(csv.DictReader(path.read_text("utf-8").splitlines()), start=2):
        pattern = Pattern(
            row["kind"], read_conditions(row["when"], classes, f"situations.csv:{number}"),
            tuple(part.strip() for part in row["parties"].split(",")), row["holds"] == "1", row["example"],
        )  # fmt: skip
        for lemma in row["lemma"].split("|"):
            table.setdefault((lemma, row["pos"]), []).append(pattern)
    return {key: tuple(found) for key, found in table.items()}


def best_pattern(tree: Tree, token: int, interpreter: Interpreter) -> tuple[Pattern, str] | None:
    """The pattern with the most conditions that fits, and the part of speech it was found under."""
    upos = tree.upos[token]
    if upos not in WORDS:
        return None
    pos = "V" if upos in POS["V"] else "A" if upos in POS["A"] else "N"
    keys = [(tree.lemma[token], pos)]
    if pos == "V" and keys[0] not in patterns():
        keys += [(stem, pos) for stem in verb_stems(tree.sentence.form[token].lower())]
    for particle in tree.all(token, "compound:prt", "advmod"):
        keys.append((f"{tree.lemma[token]}_{tree.lemma[particle]}", pos))
    if pos == "N" and tree.child(token, "cop") is not None:
        keys.append((ANY, pos))  # what is somewhere: the place is the predicate
    if tree.xpos[token] in ("VBN", "VBD"):
        keys.append((tree.sentence.form[token].lower(), "A"))
    best: tuple[Pattern, str] | None = None
    most = 0.0
    for key in keys:
        for pattern in patterns().get(key, ()):
            score = interpreter.fit(token, pattern.conditions)
            if score is not None and score > most:
                best, most = (pattern, key[1]), score
    return best


__all__ = ["Loose", "Pattern", "best_pattern", "patterns"]
