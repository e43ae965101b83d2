"""Acts by a frame: what the sense of a word says was done, by which argument and to which."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.document_roles import addressees, issuers
from communique.coding.lexicon import Frame
from communique.coding.senses import Senses

VERB_ACTOR = ("subj",)
VERB_RECIPIENT = (
    "obj",
    "iobj",
    "with",
    "against",
    "to",
    "on",
    "at",
    "from",
    "for",
    "toward",
    "towards",
    "into",
    "over",
    "ccomp.subj",
)
NOUN_ACTOR = ("poss", "by", "between", "among", "mod", "of", "from")
NOUN_RECIPIENT = (
    "against",
    "with",
    "on",
    "to",
    "at",
    "for",
    "toward",
    "towards",
    "into",
    "over",
    "of",
    "from",
)


class FrameActs(Senses):
    """Reads words as acts by the sense that fits them best."""

    __slots__ = ()

    def act(self, token: int, depth: int = 0) -> Act | None:
        """The best reading of a word as an act, or null."""
        raise NotImplementedError

    def _roles(self, token: int, paths: tuple[str, ...]) -> list[tuple[str, int]]:
        return [(path, argument) for path in paths for argument in self.role(token, path)]

    def _done_to(self, token: int, paths: tuple[str, ...]) -> list[tuple[str, int]]:
        """Recipient roles; whose deed it is, before what he does it to ("China's deployment of bombers")."""
        wider: list[str] = []
        for path in paths:
            owner = f"{path.removesuffix('.of')}.poss"
            if path.endswith(".of") and owner not in paths and owner not in wider:
                wider.append(owner)
            wider.append(path)
        return self._roles(token, tuple(wider))

    def _act_of_frame(self, token: int, frame: Frame, score: float) -> Act:
        verb = frame.pos == "V"
        actor = self._roles(token, frame.actor or (VERB_ACTOR if verb else NOUN_ACTOR))
        roles = self._done_to if frame.event_type in OF_DEEDS else self._roles
        recipient = roles(token, frame.recipient or (VERB_RECIPIENT if verb else NOUN_RECIPIENT))
        if frame.pos == "A":
            actor = self._roles(token, frame.actor or ("subj",))
            recipient = self._roles(token, frame.recipient or ("to", "with", "against", "of", "by"))
        act = Act(
            token,
            frame.event_type,
            frame.mode,
            frame.cameo,
            frame.contexts,
            actor,
            recipient,
            frame.id,
            score,
            frame.flags | {"negative"} if frame.asks_negation else frame.flags,
        )
        act.trace.append(f"frame {frame.id} (fit {score:.1f})")
        if act.event_type == "CONSULT" and act.mode == "visit" and self._moves_troops(token):
            act.event_type, act.mode, act.cameo = "MOBILIZE", "troops", "154"
        if act.event_type == "MOBILIZE" and self._keeps_peace(token):
            act.event_type, act.mode, act.cameo = "AID", None, "074"
        if self.tree.lemma[token] in STANDS and self._is_present(token):
            act.flags |= {"verbal-negation"}  # "does not recognise the court" is a refusal
        if self.tree.lemma[token] in LETTING and act.event_type in ("CONCEDE", "RETREAT"):
            act.flags |= {"verbal-negation"}  # so is "did not let the inspectors in"
        named = self.named(token, frame.conditions)
        if frame.event_type not in KEEPS_OBJECT:
            act.used = set(named)
        else:  # "voiced support", told once
            act.used = {noun for noun in named if self._is_same_act(noun, frame.event_type)}
        if frame.event_type == "CONSULT":  # "the talks ended", told once
            met = self.named(token, frame.conditions, "subj")
            act.used |= {noun for noun in met if self._is_same_act(noun, frame.event_type)}
        if frame.event_type == "RETREAT":  # "stop fighting" is no fight
            act.used |= set(self.named(token, frame.conditions, "xcomp"))
        if verb and self.tree.is_passive(token):  # "a deal was reached between the two"
            act.actor_roles += self._roles(token, ("between", "among", "obj.between", "obj.among"))
        if verb:
            act.actor_roles += self._understood_subjects(token)
        act.actor_roles += issuers(self.tree, actor)
        act.recipient_roles += addressees(self.tree, actor)
        return act

    def _is_same_act(self, noun: int, event_type: str) -> bool:
        """Whether a noun names an act of a type by itself."""
        owner = self.tree.child(noun, "nmod:poss")
        if self.tree.upos[noun] != "NOUN" or (owner is not None and self.tree.upos[owner] != "PRON"):
            return False  # "promised Washington's support": whose it is, is told by the noun
        inner = self.act(noun, 1)
        return inner is not None and inner.event_type == event_type

    def _is_present(self, token: int) -> bool:
        """Whether a verb tells what its subject does now ("accepts", "does not accept")."""
        auxiliaries = self.tree.all(token, "aux")
        if auxiliaries:
            return any(self.tree.xpos[child] in ("VBZ", "VBP") for child in auxiliaries)
        return self.tree.xpos[token] in ("VBZ", "VBP") or self.tree.deprel[token] == "conj"

    def _keeps_peace(self, token: int) -> bool:
        """Whether the forces that are sent are to keep a peace."""
        return any(
            self.tree.lemma[below].startswith(("peacekeep", "peace-keep"))
            for below in self.tree.subtree(token, SIDE)
        )

    def _moves_troops(self, token: int) -> bool:
        """Whether those who arrive are troops, or a deployment of some: they pay no visit."""
        return any(
            self.tree.lemma[noun] in TROOPS
            for subject in self.role(token, "subj")
            for noun in (subject, *self.tree.args(subject).get("of", ()))
        )

    def _understood_subjects(self, token: int) -> list[tuple[str, int]]:
        """Subjects of the clauses above a clause that has none of its own: who is meant when nobody nearer is
        an actor.
        """
        tree = self.tree
        if tree.child(token, "nsubj", "nsubj:pass", "csubj", "obl:agent") is not None or tree.is_passive(
            token
        ):
            return []
        found: list[tuple[str, int]] = []
        node = token
        for head in tree.ancestors(token):
            if tree.deprel[node] in ("acl:relcl", "ccomp") and node != token:
                break
            if tree.upos[head] in ("VERB", "AUX", "ADJ"):
                found.extend(("understood", subject) for subject in tree.args(head).get("subj", ()))
            node = head
        return found


#: Types whose object may be an act of its own ("condemned the raid", "protested the arrests").
KEEPS_OBJECT = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "PROTEST", "CONSULT", "AGREE"})
#: Armed people in numbers.
TROOPS = frozenset("troop troops soldier battalion contingent marine paratrooper brigade peacekeeper".split())
#: Types that are often said of a deed, and done to whoever does it.
OF_DEEDS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "PROTEST"})
#: Verbs by which somebody takes a stand; in the negative present they refuse.
STANDS = frozenset("accept recognise recognize support endorse back approve acknowledge".split())
#: Verbs by which somebody lets another do something; who does not, refuses.
LETTING = frozenset("allow permit let authorise authorize grant admit give approve".split())
#: Clauses beside an act.
SIDE = frozenset({"conj", "parataxis", "acl:relcl", "ccomp"})
