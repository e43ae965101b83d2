"""The reading of a word as an act: by its frame or by an operator, whichever fits more of its arguments."""

from __future__ import annotations

from dataclasses import replace

from communique.coding.act import Act
from communique.coding.lexicon import NO_EVENT, Lexicon, Operator
from communique.coding.operator_acts import OperatorActs
from communique.coding.tree import Tree
from communique.resolve import Resolution


class Interpreter(OperatorActs):
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
            plain = self.best_frame(token, lemma, pos, judging=False)
            if plain is not None and plain[0].event_type in DEEDS:
                self._told[token] = self._act_of_frame(token, plain[0], plain[1])
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


#: What a verb of blame tells where nobody judges: "armed the rebels".
DEEDS = frozenset({"AID", "REJECT", "SUPPORT", "ASSAULT", "COERCE"})
#: Operators under which each infinitive is an act of its own.
MANY = frozenset({"PROMISE", "INTEND", "OFFER", "DEMAND", "ORDER", "THREATEN", "REFUSE"})
#: Operators that make an act of whatever is undertaken.
UNDERTAKES = frozenset({"PROMISE", "OFFER"})
