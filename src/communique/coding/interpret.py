"""Reading acts off a tree: which sense of a word its arguments select, and what operators make of the act
below them.
"""

from __future__ import annotations

from dataclasses import replace

from communique.coding.act import Act
from communique.coding.document_roles import addressees, issuers
from communique.coding.lexicon import NO_EVENT, Composition, Frame, Lexicon, Operator
from communique.coding.senses import EMPTY_HEADS, Senses
from communique.coding.tree import Tree
from communique.resolve import Resolution

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
CONTENT_ROLES = ("xcomp", "ccomp", "obj", "for", "to", "on", "of", "about", "in", "acl")
MAX_DEPTH = 4


class Interpreter(Senses):
    """Acts of one sentence, read on demand and remembered by token."""

    __slots__ = ("_known", "_told", "blocked")

    def __init__(self, tree: Tree, resolution: Resolution, lexicon: Lexicon) -> None:
        super().__init__(tree, resolution, lexicon)
        self._known: dict[int, Act | None] = {}
        self._told: dict[int, Act] = {}
        self.blocked: set[int] = set()  # words read in a sense that the lexicon lists as no event

    def act(self, token: int, depth: int = 0) -> Act | None:
        """The best reading of a word as an act, or null. The best is the one whose sense fits most
        conditions.
        """
        if token in self._known:
            return self._known[token]
        self._known[token] = None  # a cycle reads as no act
        lemma, pos = self.key(token)
        best: Act | None = None
        blocked = 0.0
        frame = self.best_frame(token, lemma, pos)
        wide = frame is not None and frame[0].wide  # rows of the wide lexicon yield to operators too
        if frame is not None:
            if frame[0].event_type == NO_EVENT:
                blocked = frame[1]
                self.blocked.add(token)
            else:
                best = self._act_of_frame(token, frame[0], frame[1])
        own = frame is not None and frame[0].own
        judged = best if best is not None and "by-speaker" in best.flags else None
        if judged is not None:
            best = None  # "is responsible for the raid": a charge where somebody says so
        for operator in () if own else self.lexicon.operators.get((lemma, pos), ()):
            reading = self._act_of_operator(token, operator, depth)
            if (
                reading is not None
                and reading.score > blocked
                and (best is None or wide or reading.score > best.score)
            ):
                best, wide = reading, False
        if judged is not None:
            if best is not None and best.operator == "LIGHT":
                self._told[token] = best
                best = None
            best = judged if best is None or best.score <= judged.score else best
        self._known[token] = best
        return best

    def told(self, act: Act) -> Act | None:
        """What a judgement tells where nobody is named who judges; null where it tells nothing."""
        return self._told.get(act.token) if "by-speaker" in act.flags else None

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

    # ---- operators
    # --------------------------------------------------------------------------------------------

    def _act_of_operator(self, token: int, operator: Operator, depth: int) -> Act | None:
        fit = self.fit(token, operator.conditions)
        if fit is None or depth > MAX_DEPTH:
            return None
        content, inner = self._content(token, operator, depth)
        if operator.op in TRANSPARENT:
            return self._transparent(token, operator, fit, content, inner)
        return self._composed(token, operator, fit, content, inner)

    def _content(self, token: int, operator: Operator, depth: int) -> tuple[int | None, Act | None]:
        """The token that heads what the operator is about, and the act it names; one that names an act is
        preferred.
        """
        first: int | None = None
        for role in operator.content or CONTENT_ROLES:
            for argument in self.role(token, role):
                if role == "advcl" and operator.op == "PROMISE" and not self._is_infinitive(argument):
                    continue
                target = self._skip_empty(argument)
                inner = self.act(target, depth + 1) or self._held(target, depth)
                if inner is not None:
                    return target, inner
                if first is None:
                    first = argument
        return first, None

    def _held(self, token: int, depth: int) -> Act | None:
        """ "Curfew hours", "the sanctions regime": the act that a noun's first part names."""
        if self.tree.lemma[token] not in HOLDERS:
            return None
        parts = (part for part in self.tree.all(token, "compound") if self.tree.upos[part] == "NOUN")
        return next((act for part in parts if (act := self.act(part, depth + 1)) is not None), None)

    def further(self, act: Act) -> list[Act]:
        """ "Agreed to halt the drills, to open an office and to meet": what else an operator governs, each an
        act of its own with the infinitive as its trigger.
        """
        if act.operator == "LIGHT":
            return self._also_named(act)
        operator = self._operator_of(act)
        if operator is None or act.content is None:
            return []
        found = []
        for content in self.tree.all(act.content, "conj"):
            if not self._is_infinitive(content) and self.tree.xpos[content] != "VB":
                continue
            if self.tree.child(content, "nsubj", "nsubj:pass", "aux") is not None:
                continue
            inner = self.act(content, 1)
            if inner is None and operator.op not in UNDERTAKES:
                continue
            new = self._composed(act.token, operator, 1.0, content, inner)
            if new is not None:
                new.token = content
                new.actor_roles = act.actor_roles
                new.used |= {content}
                found.append(new)
        return found

    def _also_named(self, act: Act) -> list[Act]:
        """ "Voiced its rejection and condemnation of the plan": what a light verb governs beside the first
        noun,
        done by the same to the same.
        """
        inner = act.inner
        if inner is None or self.tree.upos[inner.token] != "NOUN":
            return []
        found = []
        for noun in self.tree.all(inner.token, "conj"):
            other = self.act(noun, 1) if self.tree.upos[noun] == "NOUN" else None
            if other is None or other.event_type == act.event_type or other.operator in MANY:
                continue
            recipient = other.recipient_roles + [
                pair for pair in act.recipient_roles if pair not in other.recipient_roles
            ]
            new = replace(
                other, actor_roles=act.actor_roles, recipient_roles=recipient, operator="LIGHT", inner=other,
                used={noun} | other.used, trace=[*act.trace[:1], *other.trace],
            )  # fmt: skip
            found.append(new)
        return found

    def _operator_of(self, act: Act) -> Operator | None:
        """The operator of many acts that a reading was made by, or null."""
        if act.operator not in MANY:
            return None
        lemma, pos = self.key(act.token)
        rows = self.lexicon.operators.get((lemma, pos), ())
        return next((row for row in rows if row.id == act.frame), None)

    def _is_infinitive(self, token: int) -> bool:
        return any(self.tree.lemma[mark] == "to" for mark in self.tree.all(token, "mark"))

    def _skip_empty(self, token: int) -> int:
        """ "a series of talks", "the possibility of an attack": what follows of."""
        if self.tree.lemma[token] in EMPTY_HEADS:
            below = self.tree.args(token).get("of") or self.tree.args(token).get("acl")
            if below:
                return below[0]
        return token

    def _transparent(
        self, token: int, operator: Operator, fit: float, content: int | None, inner: Act | None
    ) -> Act | None:
        """Light and aspect verbs: the act is the inner one, done by the subject of the verb."""
        if inner is None or content is None:
            return None
        if operator.op == "SUFFER":
            return self._suffered(token, operator, fit, content, inner)
        own_actor = self._roles(token, ("subj",))
        own_recipient = self._roles(
            token, tuple(operator.addressee) or ("against", "with", "on", "to", "at", "for", "in")
        )
        passive = self.tree.is_passive(token)
        actor = own_actor + [pair for pair in inner.actor_roles if pair[1] not in {t for _, t in own_actor}]
        if passive and not own_actor:
            actor = list(inner.actor_roles)
        inner_tokens = {argument for _, argument in inner.recipient_roles}
        recipient = inner.recipient_roles + [
            pair for pair in own_recipient if pair[1] not in inner_tokens | {content}
        ]
        act = Act(
            token, inner.event_type, inner.mode, inner.cameo, inner.contexts, actor, recipient, inner.frame,
            inner.score + 0.5 + 0.1 * (fit - 1), inner.flags, inner.status, operator.op, inner, inner.content,
        )  # fmt: skip
        act.used = {content, inner.token} | inner.used
        act.trace = [f"{operator.op} {operator.id}", *inner.trace]
        if operator.op == "CONTINUE":
            act.status = act.status or "ongoing"
        return act

    def _suffered(self, token: int, operator: Operator, fit: float, content: int, inner: Act) -> Act:
        """ "faces criticism from the union", "came under attack by rebels": the subject is who it is done to.
        """
        act = Act(
            token, inner.event_type, inner.mode, inner.cameo, inner.contexts,
            self._roles(token, ("from", "by")) + [pair for pair in inner.actor_roles if pair[0] in BEHIND],
            self._roles(token, ("subj",)), inner.frame, inner.score + 0.5 + 0.1 * (fit - 1), inner.flags,
            inner.status,
            operator.op, inner, inner.content,
        )  # fmt: skip
        act.used = {content, inner.token} | inner.used
        act.trace = [f"SUFFER {operator.id}", *inner.trace]
        return act

    def _composed(
        self, token: int, operator: Operator, fit: float, content: int | None, inner: Act | None
    ) -> Act | None:
        kind = inner.event_type if inner is not None else "none"
        if inner is None and "needs-act" in operator.flags:
            return None
        cameo = inner.cameo if inner else None
        op = SAME_TABLE.get(operator.op, operator.op)
        row = self.lexicon.compose(operator.op, operator.strength, kind, cameo)
        if row is None:
            row = self.lexicon.compose(op, operator.strength, kind, cameo)
        if row is None and inner is not None:
            row = self.lexicon.compose(op, operator.strength, "none", None)
        if row is None:
            return None
        actor = self._roles(token, ("subj",) if operator.pos != "N" else NOUN_ACTOR)
        if "patient-acts" in operator.flags and self.tree.is_passive(token):
            actor = self._roles(token, ("obj",))  # "is committed to reform"
        if operator.pos == "V":
            actor += self._understood_subjects(token)
        actor += issuers(self.tree, actor)
        addressee = self._roles(token, operator.addressee)
        recipient = list(addressee)
        if inner is not None:
            own = {argument for _, argument in actor}
            doers = [(f"{DOER}{role}", noun) for role, noun in inner.actor_roles if noun not in own]
            suffered = [(f"{DONE}{role}", noun) for role, noun in inner.recipient_roles if noun not in own]
            if inner.event_type == "RETREAT" and doers and operator.op in DOER_FIRST:
                recipient = [pair for pair in recipient if pair[0] != "from"]  # "their withdrawal from Chad"
            recipient += doers + suffered if operator.op in DOER_FIRST else suffered + doers
        elif content is not None:
            recipient += [("content", content)]
        if operator.op in DOER_FIRST:
            recipient += self._roles(token, ("ccomp.subj",))  # "welcomed that Lima signalled …"
        act = Act(
            token, row.event_type, row.mode, row.cameo, self._contexts(row, inner), actor, recipient,
            operator.id, self._operator_score(fit, inner), operator.flags, row.status, operator.op, inner,
            content,
        )  # fmt: skip
        act.recipient_roles += addressees(self.tree, actor)
        if operator.op == "ALLOW":
            act.flags |= {"verbal-negation"}
        if operator.op == "INTEND" and act.status == "promised":
            act.status = "planned"
        act.used = ({content} if content is not None else set()) | (
            {inner.token} | inner.used if inner else set()
        )
        act.trace = [
            f"{operator.op} {operator.id} over {kind} gives {row.event_type}",
            *(inner.trace if inner else []),
        ]
        return act

    @staticmethod
    def _operator_score(fit: float, inner: Act | None) -> float:
        """An operator with a known content outweighs a two-condition sense; with none, a bare one (both by
        trial on dev).
        """
        return fit + 1.4 if inner is not None else fit - 0.1

    @staticmethod
    def _contexts(row: Composition, inner: Act | None) -> tuple[str, ...]:
        return inner.contexts if inner is not None else ()


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
#: Nouns that hold the act named before them.
HOLDERS = frozenset("hour regime measure rule order effort policy restriction process campaign drive".split())
#: Clauses beside an act.
SIDE = frozenset({"conj", "parataxis", "acl:relcl", "ccomp"})
#: Operators that read the same rows of compose.csv as another.
SAME_TABLE = {"INTEND": "PROMISE", "INVITE": "PROMISE", "OFFER": "PROMISE", "ORDER": "DEMAND"}
#: Operators that add nothing but time or support to the act below them.
TRANSPARENT = frozenset({"LIGHT", "BEGIN", "CONTINUE", "SUFFER"})
#: Operators under which each infinitive is an act of its own.
MANY = frozenset({"PROMISE", "INTEND", "OFFER", "DEMAND", "ORDER", "THREATEN", "REFUSE"})
#: Operators that make an act of whatever is undertaken.
UNDERTAKES = frozenset({"PROMISE", "OFFER"})
#: Operators whose recipient is the doer of what they name (who is asked, blamed, allowed or hindered).
DOER_FIRST = frozenset(
    {"DEMAND", "ORDER", "ACCUSE", "OPPOSE", "PRAISE", "ALLOW", "PREVENT", "REFUSE", "DENY", "STOP"}
)
#: What stands before the roles of an act inside another.
DOER, DONE = "doer:", "done:"
#: Roles of a noun that name who did it.
BEHIND = ("by", "from", "mod")
