"""Which sense of a word its arguments select: the conditions of frames and operators, tested on a tree."""

from __future__ import annotations

from communique.coding.lexicon import Condition, Frame
from communique.coding.role_paths import RolePaths

ARMED = frozenset({"MIL", "REB", "COP", "PRM", "UAF", "SPY"})
#: Nouns whose compound modifier says what they hold ("aid package", "weapons shipment").
CONTAINERS = frozenset(
    """package shipment delivery supply consignment convoy programme program scheme worker team flight
    equipment material kit cargo system battery proposal offer plan deal order guarantee facility operation
    measure policy force unit mission contingent personnel device base hour regime rule
    """.split()
)
MONEY_SIGNS = frozenset("$€£¥₩")
#: Nouns that stand for what follows them.
EMPTY_HEADS = frozenset(
    """series round spate wave number set kind sort form act campaign string possibility prospect chance use
    couple group pair host range raft package resumption continuation start beginning launch piece process
    effort idea matter issue policy practice course level dozen ten tens score hundred thousand lot some
    most all part half many several state one two three rest majority portion remainder total million
    billion batch day week month year hour night ton tonne shipment tranche amount sum worth array variety
    mix combination team patch vanguard kg kilo kilogram kilogramme litre liter gallon barrel bag sack
    crate box pallet truckload planeload shipload carton element contingent handful trickle flood
    affiliate offshoot
    """.split()
)
NEGATES = frozenset({"advmod", "det", "cc", "cc:preconj"})
NEGATIVE_WORDS = frozenset({"not", "n't", "no", "never", "neither"})


class Senses(RolePaths):
    """Senses of the words of one sentence."""

    __slots__ = ()

    def best_frame(
        self, token: int, lemma: str, pos: str, judging: bool = True
    ) -> tuple[Frame, float] | None:
        """The sense whose conditions fit best; a row of the wide lexicon only where no other fits, one of the
        project's own before all others.

        judging: whether senses count that hold only in somebody's mouth.
        """
        best: tuple[Frame, float] | None = None
        for frame in self.lexicon.frames.get((lemma, pos), ()):
            if best is not None and best[0].own and not frame.own:
                break
            if not judging and "by-speaker" in frame.flags:
                continue
            if frame.wide and best is not None and not best[0].wide:
                break
            score = self.fit(token, frame.conditions)
            if score is not None and (best is None or score > best[1]):
                best = (frame, score)
        return best

    def fit(self, token: int, conditions: tuple[Condition, ...]) -> float | None:
        """1 plus the weight of the conditions met, or null when one is not met."""
        score = 1.0
        for condition in conditions:
            met = self._meets(token, condition)
            if met == condition.negated:
                return None
            if not condition.negated:
                score += 0.4 if condition.any_word else 1.0
            else:
                score += 0.2
        return score

    def _meets(self, token: int, condition: Condition) -> bool:
        if condition.role == "passive":
            return self.tree.is_passive(token)
        if condition.role == "case":
            marks = [self.tree.lemma[mark] for mark in self.tree.all(token, "case")]
            return self.tree.case(token) in condition.lemmas or "_".join(marks) in condition.lemmas
        if condition.role == "neg":
            return self.is_negated(token)
        if condition.role.endswith("aux"):  # of the word itself, or of the clause below it ("ccomp.aux")
            words = [token] if condition.role == "aux" else self.role(token, condition.role[:-4])
            return any(
                self.tree.lemma[aux] in condition.lemmas for w in words for aux in self.tree.all(w, "aux")
            )
        for argument in self.role(token, condition.role):
            if condition.any_word:
                return True
            if condition.lemmas and self._has_lemma(argument, condition.lemmas):
                return True
            if any(self._is_actor(argument, kind) for kind in condition.actors):
                return True
        return any(self._meets(token, other) for other in condition.either)

    def named(self, token: int, conditions: tuple[Condition, ...], role: str = "obj") -> list[int]:
        """Objects (or arguments of another role) that the conditions name by their words ("suspended aid"):
        part of the sense."""
        return [
            argument
            for condition in conditions
            if condition.role == role and condition.lemmas and not condition.negated
            for argument in self.role(token, role)
            if self._has_lemma(argument, condition.lemmas)
        ]

    def is_negated(self, token: int) -> bool:
        """Whether the word itself or a noun among its arguments is negated ("has no relations", "was never
        signed").
        """
        tree = self.tree
        for node in (token, *tree.args(token).get("obj", ()), *tree.args(token).get("subj", ())):
            if any(
                tree.lemma[child] in NEGATIVE_WORDS and tree.deprel[child] in NEGATES
                for child in tree.children[node]
            ):
                return True
        return False

    def _has_lemma(self, token: int, lemmas: frozenset[str]) -> bool:
        """The word itself, its compound ("peace_talks") or the noun after "a series of …" is one of the
        lemmas.
        """
        tree = self.tree
        lemma = tree.lemma[token]
        if lemma in lemmas or tree.sentence.form[token].lower() in lemmas:
            return True
        if lemma in EMPTY_HEADS or tree.upos[token] in ("NUM", "SYM", "DET", "PRON"):
            below = [*tree.args(token).get("of", ()), *tree.args(token).get("in", ())]
            if any(self._has_lemma(noun, lemmas) for noun in below):
                return True
        for child in tree.children[token]:
            relation = tree.deprel[child]
            if (
                relation in ("compound", "amod", "flat", "compound:prt")
                and f"{tree.lemma[child]}_{lemma}" in lemmas
            ):
                return True
            if relation in ("compound", "nummod") and (
                tree.lemma[child] in lemmas or tree.lemma[child][:1] in MONEY_SIGNS
            ):
                if tree.lemma[child] in lemmas and relation == "compound" and "nonmodifier" not in lemmas:
                    if lemma in CONTAINERS:
                        return True
                elif "dollar" in lemmas:
                    return True
        return lemma[:1] in MONEY_SIGNS and "dollar" in lemmas

    def _is_actor(self, token: int, kind: str) -> bool:
        """Whether an argument, or what follows "thousands of", is an actor of a kind (or a place's name)."""
        if kind == "place":
            return self._is_name(token, ("LOC",))
        if self.tree.lemma[token] in EMPTY_HEADS:
            below = self.tree.args(token).get("of", ())
            if below:
                return any(self._is_actor(noun, kind) for noun in below)
        mention = self.resolution.at(self.tree.index, token)
        if mention is None or not mention.actors:
            return kind in ("actor", "person") and self._is_name(
                token, ("PER",) if kind == "person" else ("PER", "ORG")
            )
        actor = mention.actors[0]
        if kind == "actor":
            return True
        if kind == "person":
            return actor.kind == "person" or actor.sector in ("CVL", "JRN", "CRM", "OPP", "REF")
        if kind == "state":
            return actor.kind == "state"
        if kind == "armed":
            return actor.sector in ARMED
        return actor.kind == kind or actor.sector == kind

    def _is_name(self, token: int, labels: tuple[str, ...]) -> bool:
        return any(n.first <= token < n.last and n.label in labels for n in self.tree.sentence.names)
