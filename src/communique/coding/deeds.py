"""Who did "the attack", who made "the accord": the acts that an article has told so far, for the nouns
that point back to them.

"Paris condemned the killings" names nobody who killed; the sentence before it does. A definite noun that
names an act stands for the doers of the last act of its kind, as a pronoun stands for the last person.
"""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from communique.coding.act import Act
from communique.coding.lexicon import NO_EVENT, Lexicon
from communique.coding.status import Settled
from communique.coding.tree import Tree
from communique.records import Mention

#: Determiners by which a noun points back.
POINTERS = frozenset("the this these that those such".split())
#: Nouns that stand for any act.
ANY_ACT = frozenset(
    """move decision step act action measure announcement incident gesture provocation deed remark
    comment statement word plan proposal offer idea initiative policy outcome
    result""".split()
)
#: Of them, those of both sides.
RESULTS = frozenset({"outcome", "result", "initiative"})
#: Types whose parties on both sides are meant by the noun ("the accord", "the summit").
MUTUAL = frozenset({"SUPPORT", "AGREE", "CONSULT", "COOPERATE", "CONCEDE", "RETREAT"})
#: Types that judge what another did, which "it" means again.
JUDGEMENTS = frozenset({"ACCUSE", "REJECT", "SUPPORT"})
#: Kinds of act that one noun may mean though the lexicon lists it under another type.
KIN = {
    "ASSAULT": frozenset({"ASSAULT", "COERCE", "MOBILIZE"}),
    "COERCE": frozenset({"COERCE", "ASSAULT", "SANCTION"}),
    "SUPPORT": frozenset({"SUPPORT", "AGREE", "CONCEDE"}),
    "CONCEDE": frozenset({"CONCEDE", "RETREAT", "AGREE", "SUPPORT"}),
    "RETREAT": frozenset({"RETREAT", "CONCEDE"}),
    "SANCTION": frozenset({"SANCTION", "COERCE"}),
    "MOBILIZE": frozenset({"MOBILIZE", "ASSAULT", "COOPERATE"}),
    "COOPERATE": frozenset({"COOPERATE", "MOBILIZE"}),
}
#: Types of deeds; a noun that names one stands for no words about it.
DONE_TYPES = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "SANCTION", "PROTEST", "RETREAT", "AID"})
#: Branches that are left out of the phrase of a noun.
BELOW = frozenset({"acl:relcl", "acl", "conj", "cc", "punct", "appos", "nmod"})
REACH = 12
"""Acts that a noun looks back over."""


class Deed(NamedTuple):
    """An act told, with who did it and to whom."""

    event_type: str
    actors: tuple[Mention, ...]
    recipients: tuple[Mention, ...]
    act: Act
    settled: Settled
    sentence: int = -1


class Deeds:
    """The acts of an article up to the sentence that is read."""

    def __init__(self, lexicon: Lexicon, text: str) -> None:
        self._lexicon = lexicon
        self._text = text
        self._told: list[Deed] = []

    def tell(
        self, act: Act, settled: Settled, actors: list[Mention], recipients: list[Mention], sentence: int = -1
    ) -> None:
        """Adds an act that was coded; sentence: its index in the parse."""
        self._told.append(Deed(settled.event_type, tuple(actors), tuple(recipients), act, settled, sentence))

    @property
    def last(self) -> Deed | None:
        """The act told last."""
        return self._told[-1] if self._told else None

    @property
    def main(self) -> Deed | None:
        """The first act of the sentence that was told last: what the rest of it only adds to."""
        if not self._told:
            return None
        sentence = self._told[-1].sentence
        return next(deed for deed in self._told[-REACH:] if deed.sentence == sentence)

    def latest(self, since: int) -> list[Deed]:
        """The acts told from a sentence on, the last one first."""
        return [deed for deed in reversed(self._told[-REACH:]) if deed.sentence >= since]

    def doers(self, tree: Tree, noun: int, but: set[str], denied: bool = False) -> list[Mention]:
        """Those who did what a definite noun names, dressed in its phrase; empty where nothing told fits.

        but: ids that are not meant (who judges a deed did not do it). denied: the noun or pronoun names what
        was said and is denied, so that whoever said so is meant.
        """
        types = self._types(tree, noun)
        if types is None:
            return []
        pronoun = tree.upos[noun] == "PRON"
        for deed in reversed(self._told[-REACH:]):
            if types and deed.event_type not in types:
                continue
            side = deed.actors
            if pronoun and deed.event_type in JUDGEMENTS and not denied:
                side = deed.recipients  # "Oslo condemned the test. Lima called it a provocation": whose test
            if deed.event_type in MUTUAL and not _is_one_sided(deed, tree.lemma[noun]):
                side = (*deed.actors, *deed.recipients)
            if side is deed.actors and any(set(mention.ids) & but for mention in side):
                continue  # his own deed, with others
            found = [mention for mention in side if mention.actors and not set(mention.ids) & but]
            if found and _is_somebody(found):
                return [self._dressed(tree, noun, found)]
        return []

    def holders(self, tree: Tree, noun: int, but: set[str]) -> list[Mention]:
        """Who holds those whose release is asked for: the doers of the last arrest that was told."""
        for deed in reversed(self._told[-REACH:]):
            if deed.event_type == "COERCE":
                found = [mention for mention in deed.actors if mention.actors and not set(mention.ids) & but]
                return [self._dressed(tree, noun, found)] if found and _is_somebody(found) else []
        return []

    def _types(self, tree: Tree, noun: int) -> frozenset[str] | None:
        """Types of act that a noun may point back to; empty for any, null where it points to none."""
        if tree.upos[noun] == "PRON":
            lemma, form = tree.lemma[noun], tree.sentence.form[noun].lower()
            points = lemma in ("this", "that", "it") and form != "those"
            return frozenset() if points else None  # "those who were detained" are named by their clause
        if tree.upos[noun] != "NOUN" or not any(
            tree.deprel[child] == "det" and tree.lemma[child] in POINTERS for child in tree.children[noun]
        ):
            return None
        lemma = tree.lemma[noun]
        types = {
            frame.event_type
            for frame in self._lexicon.frames.get((lemma, "N"), ())
            if frame.event_type != NO_EVENT
        }
        if lemma in ANY_ACT:
            return frozenset()
        if types & DONE_TYPES:
            types &= DONE_TYPES  # "the killing" is a deed, whoever may be accused of it
        found: frozenset[str] = frozenset()
        return found.union(*(KIN.get(one, frozenset({one})) for one in types)) if types else None

    def _dressed(self, tree: Tree, noun: int, mentions: list[Mention]) -> Mention:
        """A mention of the noun that stands for the same actors; its span is the noun's own phrase."""
        tokens = tree.subtree(noun, BELOW)
        start, end = tree.span(noun, BELOW)
        actors = tuple(
            msgspec.structs.replace(
                actor, start=start, end=end, text=self._text[start:end], rule="doer of the act named"
            )
            for mention in mentions
            for actor in mention.actors
        )
        ids = tuple(name for mention in mentions for name in mention.ids)
        return Mention(
            tree.index, tokens[0], tokens[-1] + 1, noun, start, end, "nominal", actors, ids,
        )  # fmt: skip


def _is_one_sided(deed: Deed, noun: str) -> bool:
    """Whether a deed is that of whoever did it alone: an offer, a plan, a step, not an accord."""
    return noun in ANY_ACT - RESULTS or deed.settled.status in ("promised", "planned", "conditional")


def _is_somebody(mentions: list[Mention]) -> bool:
    return any(actor.country or actor.code for mention in mentions for actor in mention.actors)
