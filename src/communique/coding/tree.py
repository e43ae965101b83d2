"""A view of one parsed sentence for reading arguments off it.

Everything that the grammar can say in two ways is said in one here: the object of a passive is `obj`, its
by-phrase `subj`; the subject of a controlled infinitive, of a relative clause, of a coordinated verb or of a
participle is found where the grammar leaves it out. Relations are those of Universal Dependencies.
"""

from __future__ import annotations

from communique.coding.branches import NEVER_PASSIVE
from communique.coding.left_out import LeftOut
from communique.coding.stray_subject import stray_subjects
from communique.records import Sentence

CLAUSAL = frozenset({"xcomp", "ccomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis", "advcl:relcl"})
NOMINAL_MODIFIERS = frozenset({"nmod:poss", "amod", "compound", "nmod", "nmod:desc", "nmod:unmarked"})
#: Verbs that say what something is.
NAMING = frozenset("call describe term label brand say claim regard see consider dub deem view".split())
#: Particles that are no prepositions of what follows them.
OUTWARD = frozenset({"off", "up", "down", "out", "back", "away"})
#: Clauses that "for … to …" opens.
CLAUSES_FOR = frozenset({"advcl", "ccomp", "xcomp", "acl"})
ROLE_OF = {
    "nsubj": "subj",
    "csubj": "subj",
    "nsubj:outer": "subj",
    "nsubj:pass": "obj",
    "csubj:pass": "obj",
    "obl:agent": "subj",
    "obj": "obj",
    "iobj": "iobj",
    "xcomp": "xcomp",
    "ccomp": "ccomp",
    "advcl": "advcl",
    "acl": "acl",
    "acl:relcl": "relcl",
    "nmod:poss": "poss",
    "amod": "mod",
    "compound": "mod",
    "compound:prt": "prt",
    "appos": "appos",
    "nmod:desc": "desc",
}


class Tree(LeftOut):
    """A sentence whose arguments can be read off by role; built once, read many times."""

    __slots__ = ("_args", "_strays", "eventful")

    def __init__(self, sentence: Sentence, index: int) -> None:
        super().__init__(sentence, index)
        self._args: dict[int, dict[str, list[int]]] = {}
        self._strays = stray_subjects(self)
        self.eventful: float | None = None  # `coding.eventful`, asked for many times

    def args(self, token: int) -> dict[str, list[int]]:
        """Arguments by role: subj obj iobj xcomp ccomp advcl acl relcl poss mod prt, and prepositions by
        name.

        Coordinated arguments are listed one by one. Roles that the clause leaves out but the grammar gives
        (control, relative clauses, coordination, participles) are filled in.
        """
        known = self._args.get(token)
        if known is not None:
            return known
        found: dict[str, list[int]] = {}
        self._args[token] = found
        for child in self.children[token]:
            relation = self.deprel[child]
            role = ROLE_OF.get(relation)
            if relation == "nsubj:pass" and not self.is_passive(token):
                role = "subj"
            if relation == "obl:agent" and self.lemma[token] in NEVER_PASSIVE:
                role = self.case(child)  # "stood by the president"
            if role is None and relation == "obl":
                stray = self.stray_particle(token)
                role = "obj" if stray is not None and stray == self.child(child, "case") else None
                if not self.case(child) and self._particle(token, child) in OUTWARD:
                    role = "obj"  # "calls off | Nairobi summit"
            if role is None and relation.startswith(("obl", "nmod")):
                role = (
                    self.case(child)
                    or self._particle(token, child)
                    or ("tmod" if relation != "nmod" else "mod")
                )
            if role is None:
                continue
            found.setdefault(role, []).extend(self.conjuncts(child) if role not in ("prt",) else [child])
            if role in CLAUSES_FOR and any(self.lemma[mark] == "for" for mark in self.all(child, "mark")):
                found.setdefault("for", []).append(child)  # "called for the court to be shut"
            if role == "out" and any(self.lemma[mark] == "of" for mark in self.all(child, "case")):
                found.setdefault("out_of", []).extend(self.conjuncts(child))
                if self.child(token, "obj") is None:
                    found.setdefault("of", []).extend(self.conjuncts(child))
        for role, tokens in found.items():
            if any(self.lemma[argument] == "what" for argument in tokens):
                found[role] = [self._called(argument) for argument in tokens]
        if self._strays:
            self._put_strays(token, found)
        self._two_objects(token, found)
        if "subj" not in found and self.upos[token] == "VERB" and self.is_passive(token):
            below = self.all(token, "xcomp") + [k for k in self.all(token, "advcl") if self.xpos[k] == "VBG"]
            agents = [k for inner in below for k in self.all(inner, "obl:agent")]
            if agents:  # "held hostage by rebels", "accused of graft by rebels", hung on "graft"
                found["subj"] = [k for agent in agents for k in self.conjuncts(agent)]
        if "subj" in found and len(found["subj"]) > 1:
            self._drop_fronted_subject(token, found)
            self._second_subject(token, found)
        if "iobj" in found and "obj" not in found:
            found["obj"] = list(found["iobj"])  # a lone indirect object ("asked the army to leave")
        if "obj" not in found and "xcomp" in found and self.upos[token] == "VERB":
            self._named_object(token, found)
        self._stray_speaker(token, found)
        self._stray_agent(token, found)
        self._behind_times(token, found)
        self._resolve_relative(found, token)
        says = "xcomp" in found or self._is_predicate(token) or self._is_said_of_subject(token)
        if self.upos[token] in ("VERB", "AUX") or says:
            self._inherit(token, found)
        if "subj" not in found:
            self._subject_of_predicate(token, found)
        return found

    def _put_strays(self, token: int, found: dict[str, list[int]]) -> None:
        """Gives a verb its stray subject, and takes from a word what is another verb's."""
        theirs = {stray for verb, stray in self._strays.items() if verb != token}
        for role in list(found):
            found[role] = [argument for argument in found[role] if argument not in theirs]
            if not found[role]:
                del found[role]
        stray = self._strays.get(token)
        if stray is not None:
            role = "obj" if self.is_passive(token) else "subj"
            found.setdefault(role, self.conjuncts(stray))

    def _called(self, argument: int) -> int:
        """ "Attacked what Nairobi said was a camp", "what he called a plot": what "what" is said to be."""
        if self.lemma[argument] != "what":
            return argument
        for clause in self.all(argument, "acl:relcl"):
            if self.lemma[clause] not in NAMING:
                continue
            for child in self.all(clause, "xcomp", "ccomp", "obj", "obl"):
                names = self.deprel[child] != "obl" or self.case(child) == "as"
                if child > clause and names and self.upos[child] in ("NOUN", "PROPN", "PRON"):
                    return child
        return argument
