"""Acts by an operator: what words such as offer, refuse, begin and suffer make of the act below them."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.document_roles import addressees, issuers
from communique.coding.frame_acts import NOUN_ACTOR, FrameActs
from communique.coding.lexicon import Composition, Operator
from communique.coding.senses import EMPTY_HEADS, NEGATIVE_WORDS

CONTENT_ROLES = ("xcomp", "ccomp", "obj", "for", "to", "on", "of", "about", "in", "acl")
MAX_DEPTH = 4


class OperatorActs(FrameActs):
    """Reads words as operators over the act that they are about."""

    __slots__ = ()

    def _act_of_operator(self, token: int, operator: Operator, depth: int) -> Act | None:
        fit = self.fit(token, operator.conditions)
        if fit is None or depth > MAX_DEPTH or (operator.op == "DEMAND" and self._asserts(token)):
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
        # "a proposal led to plans": the act is its own subject, and no party to itself
        own_actor = [pair for pair in self._roles(token, ("subj",)) if pair[1] not in (content, inner.token)]
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
        row = None
        said_no = inner is not None and "negative" in inner.flags  # "decided not to attend" is one already
        if op == "PROMISE" and content is not None and not said_no and self._is_forsworn(content):
            refused = "REFUSE" if kind in YIELDING else "OFFER"  # "never to recognise it", "not to attack"
            row = self.lexicon.compose(refused, "", kind, cameo)
        forsworn = row is not None
        if row is None:
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
            if operator.op == "OPPOSE" and inner.event_type == "ASSAULT":
                suffered = []  # "condemned the killing of monks": the monks are not condemned
            recipient += doers + suffered if operator.op in DOER_FIRST else suffered + doers
        elif content is not None and not (operator.op == "DENY" and self.tree.upos[content] == "PRON"):
            recipient += [("content", content)]  # "denies it": who said so, not whom "it" may mean
        if operator.op in DOER_FIRST:
            recipient += self._roles(token, ("ccomp.subj",))  # "welcomed that Lima signalled …"
        act = Act(
            token, row.event_type, row.mode, row.cameo, self._contexts(row, inner), actor, recipient,
            operator.id, self._operator_score(fit, inner) + 3 * forsworn, operator.flags, row.status,
            operator.op, inner, content,
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

    def _is_forsworn(self, clause: int) -> bool:
        """Whether an infinitive is negated ("vowed not to give in")."""
        negated = any(self.tree.lemma[word] in NEGATIVE_WORDS for word in self.tree.all(clause, "advmod"))
        return negated and self._is_infinitive(clause)

    def _asserts(self, token: int) -> bool:
        """ "Insisted that it would stay", "insists it obeys the ruling": told as a fact, asked of nobody."""
        tree = self.tree
        if tree.lemma[token] != "insist" or self.role(token, "on"):
            return False
        for clause in self.role(token, "ccomp"):
            helpers = tree.all(clause, "aux", "aux:pass", "cop")
            if any(tree.lemma[word] in DEMANDS for word in helpers):
                return False
            if any(tree.xpos[word] in FINITE for word in (clause, *helpers)):
                return True
        return False

    @staticmethod
    def _operator_score(fit: float, inner: Act | None) -> float:
        """An operator with a known content outweighs a two-condition sense; with none, a bare one (both by
        trial on dev).
        """
        return fit + 1.4 if inner is not None else fit - 0.1

    @staticmethod
    def _contexts(row: Composition, inner: Act | None) -> tuple[str, ...]:
        return inner.contexts if inner is not None else ()


#: Types whose doing somebody may refuse beforehand.
YIELDING = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
#: Finite forms, and helping verbs that ask for something.
FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
DEMANDS = frozenset({"must", "should", "ought"})
#: Nouns that hold the act named before them.
HOLDERS = frozenset("hour regime measure rule order effort policy restriction process campaign drive".split())
#: Operators that read the same rows of compose.csv as another.
SAME_TABLE = {"INTEND": "PROMISE", "INVITE": "PROMISE", "OFFER": "PROMISE", "ORDER": "DEMAND"}
#: Operators that add nothing but time or support to the act below them.
TRANSPARENT = frozenset({"LIGHT", "BEGIN", "CONTINUE", "SUFFER"})
#: Operators whose recipient is the doer of what they name (who is asked, blamed, allowed or hindered).
DOER_FIRST = frozenset(
    {"DEMAND", "ORDER", "ACCUSE", "OPPOSE", "PRAISE", "ALLOW", "PREVENT", "REFUSE", "DENY", "STOP"}
)
#: What stands before the roles of an act inside another.
DOER, DONE = "doer:", "done:"
#: Roles of a noun that name who did it.
BEHIND = ("by", "from", "mod")
