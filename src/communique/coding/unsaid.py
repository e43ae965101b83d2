"""Parties that an act leaves unsaid and the words around it give: who did the deed that is judged, who was
met, a place or body that no table knows.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from communique.coding.act import Act, plain
from communique.coding.bystanders import Bystanders
from communique.coding.deeds import ANY_ACT
from communique.coding.documents import DOCUMENTS
from communique.coding.understood import NOBODY, without_code
from communique.records import Mention


def asks_release(act: Act) -> bool:
    """Whether an act asks that somebody be set free."""
    return act.event_type == "REQUEST" and act.inner is not None and act.inner.mode == "release"


class Unsaid(Bystanders):
    """Parties of one sentence that are understood."""

    __slots__ = ()

    def _understood(self, act: Act, ids: set[str]) -> list[Mention]:
        """Recipients left unsaid: who did the deed that is judged; whom the verb before it is done to ("urged
        the rivals to talk and offered to help").
        """
        if act.event_type in ANSWERS and self.deeds is not None:
            nouns = [token for _, token in act.recipient_roles]
            inner = act.inner.token if act.inner is not None else None
            nouns += [token for token in (act.content, inner) if token is not None]
            objects = self.tree.args(act.token).get("obj", ())
            nouns += [token for token in objects if self.tree.lemma[token] in ANY_ACT]
            for noun in dict.fromkeys(nouns):
                if self.resolution.at(self.tree.index, noun) is not None or self._is_somebodys(noun):
                    continue
                found = self.deeds.doers(self.tree, noun, ids, act.operator == "DENY")
                if found:
                    return found
            if asks_release(act) and act.inner is not None:
                return self.deeds.holders(self.tree, act.inner.token, ids)
        answered = self._answered(act, ids)
        if answered:
            return answered
        head = self.tree.head[act.token]
        if self.tree.deprel[act.token] != "conj" or self.tree.upos[head] != "VERB":
            return []
        if act.event_type not in SPOKEN or self.tree.child(act.token, "nsubj", "nsubj:pass") is not None:
            return []
        arguments = self.tree.args(head)
        shared = arguments.get("obj" if not self.tree.is_passive(head) else "iobj", [])
        for token in shared or arguments.get("on", []):
            mention = self.resolution.at(self.tree.index, token)
            if mention is not None and mention.actors and not set(mention.ids) & ids:
                return [self._spoken_out(mention)]
        return []

    def _is_somebodys(self, noun: int) -> bool:
        """Whether a noun names whose deed it is: "the US move"."""
        owners = self.tree.all(noun, "nmod:poss", "compound", "amod")
        found = [self.resolution.at(self.tree.index, owner) for owner in owners]
        return any(mention is not None and bool(mention.actors) for mention in found)

    def _answered(self, act: Act, ids: set[str]) -> list[Mention]:
        """ "Countered the move by stepping up patrols": whoever did what is answered."""
        tree, verb = self.tree, self.tree.head[act.token]
        by = any(tree.lemma[mark] == "by" for mark in tree.all(act.token, "mark"))
        answers = by and tree.deprel[act.token] == "advcl" and tree.lemma[verb] in ANSWERING
        if self.deeds is None or not answers:
            return []
        arguments = tree.args(verb)
        for noun in (*arguments.get("obj", ()), *arguments.get("to", ())):
            found = self.deeds.doers(tree, noun, ids)
            if found:
                return found
        return []

    def _unnamed(self, act: Act, noun: bool = False) -> list[Mention]:
        """A place or body that no table knows, where the sense of the verb (or of a noun, if `noun`) expects
        the other party.
        """
        tree = self.tree
        if self._is_bare_noun(act) and not noun:
            return []
        for role, token in act.recipient_roles:
            if act.event_type == "REQUEST" and plain(role).startswith("for"):
                continue  # what is called for
            if tree.lemma[token] not in bodies() or tree.upos[token] not in ("NOUN", "PROPN"):
                continue
            mention = self.resolution.at(tree.index, token)
            known = mention is not None and bool(mention.actors)
            if known or token in {noun for _, noun in act.actor_roles}:
                continue
            return [without_code(tree, token, self.resolution.parse.text, NOBODY)]
        return []

    def _is_bare_noun(self, act: Act) -> bool:
        noun = act.operator is None and self.tree.upos[act.token] in ("NOUN", "PROPN")
        return noun and "alone" not in act.flags

    def _met(self, act: Act, ids: set[str]) -> list[Mention]:
        """ "Called the king to convey support", "met him to protest": whom the verb above is done to."""
        head = self.tree.head[act.token]
        if act.event_type not in SPOKEN or self.tree.deprel[act.token] not in ("advcl", "xcomp"):
            return []
        if head < 0 or self.tree.is_passive(head):
            return []
        arguments = self.tree.args(head)
        written = any(self.tree.lemma[token] in DOCUMENTS for token in arguments.get("obj", ()))
        if self.tree.lemma[head] not in MEETING and not written:
            return []
        if written:
            arguments = {"with": arguments.get("to", [])}  # "sent him a letter threatening to …"
        for token in (*arguments.get("obj", ()), *arguments.get("with", ()), *arguments.get("in", ())):
            mention = self.resolution.at(self.tree.index, token)
            if mention is not None and mention.actors and not set(mention.ids) & ids - {""}:
                return [self._spoken_out(mention)]
        return []

    def _place_of(self, act: Act) -> list[Mention]:
        """The state in which somebody was arrested, tried or freed, when nobody else is named as the doer."""
        roles = ("in", "at", "by", "from") if act.event_type == "RETREAT" else ("in", "at", "by")
        for role in roles:
            for token in self.tree.args(act.token).get(role, ()):
                below = self.tree.args(token).get("in", ()) if self.tree.lemma[token] in CUSTODY else ()
                for where in (token, *below):  # "released from captivity in Libya"
                    place = self._place(where)
                    if place is not None:
                        return [place]
        return []


@cache
def bodies() -> frozenset[str]:
    """Nouns of data/parties.toml that name a party or a place."""
    text = files("communique.coding").joinpath("data", "parties.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["bodies"].split())


#: Verbs of meeting whose aim is said to whom they meet.
MEETING = frozenset("call phone telephone ring write summon meet visit see tell contact cable fly".split())
#: Where people are held.
CUSTODY = frozenset("captivity custody detention prison jail camp cell dungeon centre center".split())
#: Types that answer a deed told before.
ANSWERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "PROTEST", "THREATEN", "CONCEDE", "SANCTION"})
#: Types that are said to somebody.
SPOKEN = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "CONCEDE", "CONSULT"})
#: Verbs of answering a deed with another.
ANSWERING = frozenset("counter answer respond retaliate react reply".split())
