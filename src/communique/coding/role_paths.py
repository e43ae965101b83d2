"""Arguments on a role path such as `obj`, `with` or `obj.of`, also where a parser hangs them elsewhere."""

from __future__ import annotations

from communique.coding.word_keys import WordKeys


class RolePaths(WordKeys):
    """Arguments of the words of one sentence."""

    __slots__ = ()
    leaves_out_dates = True
    """Whether phrases of time are no arguments of their verb."""

    def _hung_lower(self, token: int, role: str) -> list[int]:
        """ "the massacre of students by the militia", "a protest by farmers against the ministry": a parser
        hangs the second phrase on the noun of the first.
        """
        return [
            argument
            for noun in (*self.tree.args(token).get("of", ()), *self.tree.args(token).get("by", ()))
            if not self.is_known(self.tree.lemma[noun], "N")
            for argument in self.tree.args(noun).get(role, ())
        ]

    def _hung_deeper(self, verb: int, role: str, objects: list[int]) -> list[int]:
        """ "Returned 12 skulls that date back to 640 to Peru": the last phrase of a verb's own preposition
        below its object that names an actor.
        """
        tree = self.tree
        if tree.lemma[verb] not in DEEP.get(role, ()):
            return []
        return [
            below
            for noun in objects
            for below in tree.subtree(noun)
            if below > noun
            and tree.case(below) == role
            and tree.deprel[below] in ("nmod", "obl")
            and (mention := self.resolution.at(tree.index, below)) is not None
            and mention.actors
        ][-1:]

    def _happens_to(self, token: int) -> list[int]:
        """ "Talks called off", "talks resumed": the subject of a verb without an object that is nobody who
        acts.
        """
        tree = self.tree
        if tree.xpos[token] not in ("VBD", "VBN") or tree.lemma[token] == "end" or tree.is_passive(token):
            return []
        return [
            subject
            for subject in tree.args(token).get("subj", ())
            if tree.upos[subject] == "NOUN"
            and self.resolution.at(tree.index, subject) is None
            and self.is_known(tree.lemma[subject], "N")
        ]

    def _beside(self, noun: int, role: str) -> list[int]:
        """ "Fighting broke out between soldiers and rebels", "a protest was held against the ministry": what
        a parser hangs on the verb that says no more than that the noun came about.
        """
        tree = self.tree
        verb, relation = tree.head[noun], tree.deprel[noun]
        passive = relation in ("nsubj:pass", "obj") and tree.lemma[verb] in BRINGS_ABOUT
        if verb < 0 or not (passive or (relation == "nsubj" and tree.lemma[verb] in COMES_ABOUT)):
            return []
        return tree.args(verb).get(role, [])

    def role(self, token: int, path: str) -> list[int]:
        """Argument tokens on a role path such as `obj`, `with` or `obj.of`; `with` of a verb also looks below
        its object.
        """
        first, _, rest = path.partition(".")
        if first == "above":
            head = self.tree.head[token]
            found = [head] if head >= 0 else []
        elif first == "advmod":
            found = self.tree.all(token, "advmod")
        else:
            found = self.tree.args(token).get(first, [])
            if not found and first in ATTACHED and self.tree.upos[token] == "VERB":
                below = self.tree.args(token).get("obj", [])
                below = [*below, *(inner for noun in below for inner in self.tree.args(noun).get("of", ()))]
                found = [inner for noun in below for inner in self.tree.args(noun).get(first, ())]
                found = found or self._hung_deeper(token, first, below)
            elif not found and first in HANGS_LOWER and self.tree.upos[token] == "NOUN":
                found = self._hung_lower(token, first)
            elif not found and first == "obj":
                found = self._happens_to(token)
            if not found and first in BESIDE and self.tree.upos[token] == "NOUN":
                found = self._beside(token, first)
            if self._dated and self.leaves_out_dates and first in TIME_ROLES:
                found = [argument for argument in found if argument not in self._dated]
        if not rest:
            return found
        return [below for argument in found for below in self.role(argument, rest)]


#: Prepositions that also open phrases of time ("on Friday", "by March"): those are no arguments.
TIME_ROLES = frozenset("on in at by for from since until after before over to of".split())
#: Prepositions of a noun whose phrase a parser hangs on the noun of the phrase before it.
HANGS_LOWER = frozenset({"by", "against", "on", "outside"})
#: Prepositions of a noun whose phrase a parser hangs on a verb that adds nothing to the noun.
BESIDE = frozenset({"between", "among", "against", "on", "with"})
#: Verbs that tell no more than that their subject came about, or that somebody brought their object about.
COMES_ABOUT = frozenset(
    "break erupt rage flare occur happen take ensue start begin continue resume follow open".split()
)
BRINGS_ABOUT = frozenset(
    """hold stage make launch mount carry conduct reach sign strike conclude wage organise organize stage
    impose fight""".split()
)
_GIVING = frozenset(
    """return give hand restore repatriate restitute send sell lend lease supply provide deliver donate ship
    export transfer contribute grant offer present pay distribute extend surrender extradite turn""".split()
)
_IMPOSING = frozenset("impose levy slap clamp inflict place put announce declare order introduce".split())
#: Verbs whose phrase with a preposition is looked for however deep a parser hung it.
DEEP = {"to": _GIVING, "on": _IMPOSING, "against": _IMPOSING}
#: Prepositions whose phrase a parser hangs on the object as often as on the verb ("gave arms to the rebels").
ATTACHED = frozenset("with to from into against behind between among on at over across near".split())
