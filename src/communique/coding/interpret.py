"""Reading acts off a tree: which sense of a word its arguments select, and what operators make of the act
below them.
"""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.lexicon import NO_EVENT, POS, Composition, Condition, Frame, Lexicon, Operator
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
ARMED = frozenset({"MIL", "REB", "COP", "PRM", "UAF", "SPY"})


class Interpreter:
    """Acts of one sentence, read on demand and remembered by token."""

    __slots__ = ("_known", "lexicon", "resolution", "tree")

    def __init__(self, tree: Tree, resolution: Resolution, lexicon: Lexicon) -> None:
        self.tree = tree
        self.resolution = resolution
        self.lexicon = lexicon
        self._known: dict[int, Act | None] = {}

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
        frame = self._best_frame(token, lemma, pos)
        if frame is not None:
            if frame[0].event_type == NO_EVENT:
                blocked = frame[1]
            else:
                best = self._act_of_frame(token, frame[0], frame[1])
        for operator in self.lexicon.operators.get((lemma, pos), ()):
            reading = self._act_of_operator(token, operator, depth)
            if (
                reading is not None
                and reading.score > blocked
                and (best is None or reading.score > best.score)
            ):
                best = reading
        self._known[token] = best
        return best

    def key(self, token: int) -> tuple[str, str]:
        """Lemma (with its particle) and part of speech under which the lexicon lists a word."""
        tree = self.tree
        lemma = tree.lemma[token]
        upos = tree.upos[token]
        if upos in ("VERB", "AUX"):
            particle = tree.child(token, "compound:prt")
            if particle is not None:
                joined = f"{lemma}_{tree.lemma[particle]}"
                if self._is_known(joined, "V"):
                    return joined, "V"
            if not self._is_known(lemma, "V"):
                for stem in verb_stems(tree.sentence.form[token].lower()):
                    if self._is_known(stem, "V"):
                        return stem, "V"
                form = tree.sentence.form[token].lower()
                if self._is_known(form, "A"):
                    return form, "A"  # an adjective that the parser took for a participle
            return lemma, "V"
        if upos in POS["A"]:
            return lemma, "A"
        return lemma, "N"

    def _is_known(self, lemma: str, pos: str) -> bool:
        return (lemma, pos) in self.lexicon.frames or (lemma, pos) in self.lexicon.operators

    # ---- senses
    # -----------------------------------------------------------------------------------------------

    def _best_frame(self, token: int, lemma: str, pos: str) -> tuple[Frame, float] | None:
        best: tuple[Frame, float] | None = None
        for frame in self.lexicon.frames.get((lemma, pos), ()):
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
            return self.tree.case(token) in condition.lemmas
        if condition.role == "neg":
            return self.is_negated(token)
        for argument in self.role(token, condition.role):
            if condition.any_word:
                return True
            if condition.lemmas and self._has_lemma(argument, condition.lemmas):
                return True
            if condition.actor is not None and self._is_actor(argument, condition.actor):
                return True
        return False

    def is_negated(self, token: int) -> bool:
        """Whether the word itself or a noun among its arguments is negated ("has no relations", "was never
        signed").
        """
        tree = self.tree
        for node in (token, *tree.args(token).get("obj", ()), *tree.args(token).get("subj", ())):
            if any(
                tree.lemma[child] in NEGATIVE_WORDS and tree.deprel[child] in ("advmod", "det", "cc")
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
        if not rest:
            return found
        return [below for argument in found for below in self.role(argument, rest)]

    def _roles(self, token: int, paths: tuple[str, ...]) -> list[tuple[str, int]]:
        return [(path, argument) for path in paths for argument in self.role(token, path)]

    def _act_of_frame(self, token: int, frame: Frame, score: float) -> Act:
        verb = frame.pos == "V"
        actor = self._roles(token, frame.actor or (VERB_ACTOR if verb else NOUN_ACTOR))
        recipient = self._roles(token, frame.recipient or (VERB_RECIPIENT if verb else NOUN_RECIPIENT))
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
            frame.flags,
        )
        act.trace.append(f"frame {frame.id} (fit {score:.1f})")
        if verb:
            act.actor_roles += self._understood_subjects(token)
        return act

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
                target = self._skip_empty(argument)
                inner = self.act(target, depth + 1)
                if inner is not None:
                    return target, inner
                if first is None:
                    first = argument
        return first, None

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
        if operator.pos == "V":
            actor += self._understood_subjects(token)
        addressee = self._roles(token, operator.addressee)
        recipient = list(addressee)
        if inner is not None:
            own = {argument for _, argument in actor}
            doers = [pair for pair in inner.actor_roles if pair[1] not in own]
            suffered = [pair for pair in inner.recipient_roles if pair[1] not in own]
            recipient += doers + suffered if operator.op in DOER_FIRST else suffered + doers
        elif content is not None:
            recipient += [("content", content)]
        act = Act(
            token, row.event_type, row.mode, row.cameo, self._contexts(row, inner), actor, recipient,
            operator.id, self._operator_score(fit, inner), operator.flags, row.status, operator.op, inner,
            content,
        )  # fmt: skip
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


def verb_stems(form: str) -> list[str]:
    """Base forms that a regular verb form may have: what to look up when the parser's lemma is not in the
    lexicon.
    """
    if form.endswith(("ied", "ies")):
        return [form[:-3] + "y"]
    stems: list[str] = []
    for ending in ("ed", "ing", "es", "s"):
        if form.endswith(ending) and len(form) > len(ending) + 2:
            stem = form[: -len(ending)]
            stems += [stem, stem + "e"]
            if len(stem) > 3 and stem[-1] == stem[-2]:
                stems.append(stem[:-1])
    return stems


#: Operators that read the same rows of compose.csv as another.
SAME_TABLE = {"INTEND": "PROMISE", "INVITE": "PROMISE", "OFFER": "PROMISE", "ORDER": "DEMAND"}
#: Operators that add nothing but time or support to the act below them.
TRANSPARENT = frozenset({"LIGHT", "BEGIN", "CONTINUE", "SUFFER"})
#: Operators whose recipient is the doer of what they name (who is asked, blamed, allowed or hindered).
DOER_FIRST = frozenset(
    {"DEMAND", "ORDER", "ACCUSE", "OPPOSE", "PRAISE", "ALLOW", "PREVENT", "REFUSE", "DENY", "STOP"}
)
#: Roles of a noun that name who did it.
BEHIND = ("by", "from", "mod")
#: Nouns whose compound modifier says what they hold ("aid package", "weapons shipment").
CONTAINERS = frozenset(
    """package shipment delivery supply consignment convoy programme program scheme worker team flight
    equipment material kit cargo system battery proposal offer plan deal order guarantee facility operation
    measure policy force unit mission contingent personnel device base
    """.split()
)
MONEY_SIGNS = frozenset("$€£¥₩")
NEGATIVE_WORDS = frozenset({"not", "n't", "no", "never", "neither"})
#: Nouns that stand for what follows them.
EMPTY_HEADS = frozenset(
    """series round spate wave number set kind sort form act campaign string possibility prospect chance use
    couple group pair host range raft package resumption continuation start beginning launch piece process
    effort idea matter issue policy practice course level dozen hundred thousand lot some most all part half
    many several number state one two three rest majority portion remainder total million billion kind batch
    ton tonne shipment tranche amount sum worth array variety mix combination team group
    """.split()
)
