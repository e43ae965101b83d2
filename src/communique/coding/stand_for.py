"""Whom an argument token stands for: the mention itself, a name that no table knows, somebody named inside
its phrase, a place.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from communique.coding.own_side import gives_own
from communique.coding.senses import EMPTY_HEADS
from communique.coding.tree import Tree
from communique.records import Actor, Mention
from communique.resolve import Resolution

#: Where to look inside a noun phrase that is no actor itself ("the Israeli proposal", "an office of the UN
# in Kabul").
INSIDE_ROLES = tuple("poss mod by of between among from in with against to for on at acl".split())


PLACE = "place as recipient"
"""Rule of a place that stands for its country."""
NO_PLACE = "place not in the tables"
"""Rule of a place of no known country."""

#: Types that several actors do with each other when nobody else is named.
TOGETHER = frozenset({"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "REJECT"})
#: Types that are done somewhere, to others than a place.
LEFT_PLACES = frozenset({"PROTEST", "RETREAT"})
#: Types that a government does with somebody else, never with a town of its own country.
AMONG_OTHERS = TOGETHER | {"AID"}
#: Sectors of who leaves a place by force of arms.
ARMS = frozenset({"MIL", "PRM", "REB", "UAF"})


#: Participles of whoever stands beside a thing: "a UN-brokered truce", "an EU-funded plan".
BESIDE = frozenset("brokered mediated sponsored backed supported funded hosted supervised monitored".split())


def is_brokered(tree: Tree, token: int) -> bool:
    """Whether a word before a noun names who stands beside it, not whose it is."""
    first, hyphen, last = tree.sentence.form[token].lower().partition("-")
    return bool(hyphen and first) and last in BESIDE and tree.deprel[token] == "amod"


class StandFor:
    """Mentions behind the tokens of one sentence."""

    __slots__ = ("resolution", "tree")

    def __init__(self, tree: Tree, resolution: Resolution) -> None:
        self.tree = tree
        self.resolution = resolution

    def of_token(
        self, token: int, clauses: bool = True, doers: tuple[Mention, ...] = ()
    ) -> tuple[list[Mention], float]:
        """Mentions that an argument stands for, and how directly (1 = it is the mention itself).

        clauses: whether somebody named in a relative clause of the noun may stand for it ("the building in
        which the envoys met"); who does something in it does not do what the noun does. doers: who acts, so
        that their own state does not stand for what is theirs ("voiced Lima's support for the talks").
        """
        index = self.tree.index
        if is_brokered(self.tree, token):
            return [], 0.0
        mention = self.resolution.at(index, token)
        if mention is not None and mention.actors:
            return [self._spoken_out(mention)], 1.0
        name = self._bare_name(token)
        if name is not None:
            return [name], 0.9
        if self.tree.lemma[token] in EMPTY_HEADS:
            parts = [self.of_token(noun) for noun in self.tree.args(token).get("of", ())]
            whole = [mention for mentions, _ in parts for mention in mentions]
            if whole:
                return whole, max(degree for _, degree in parts)
        for role in INSIDE_ROLES:
            found = []
            for below in self.tree.args(token).get(role, ()):
                if self.tree.lemma[below] == "whose":
                    below = self._before_clause(token)  # "Spain, whose jets intercepted it"
                inner = self.resolution.at(index, below) if below >= 0 else None
                if inner is None and role in ("poss", "of", "by"):
                    inner = self._bare_name(below)
                if inner is None or not inner.actors or gives_own(self.tree, inner, doers):
                    continue
                if _names_somebody(inner):
                    found.append(inner)
            if found:
                found = without_inner(found)
                return found, 0.7 if role in ("poss", "mod", "of", "by") else 0.5
        inside = [
            m for m in self.resolution.inside(index, token)
            if m.actors and _names_somebody(m) and (clauses or not self._in_clause(m.head, token))
            and not gives_own(self.tree, m, doers)
            and not (self.tree.upos[token] == "PROPN" and self._in_apposition(m.head, token))
        ]  # fmt: skip
        if inside:
            joined = set(self.tree.all(inside[0].head, "conj"))  # "of Ethiopian, Kenyan and Ugandan troops"
            if self.tree.case(inside[0].head) == "between":
                joined = set()
            return [inside[0], *(m for m in inside[1:] if m.head in joined)], 0.4
        if self.tree.deprel[token] in ("appos", "conj") and self.tree.upos[token] == "NOUN":
            above, degree = self.of_token(self.tree.head[token])  # "the North's launch, an act that drew …"
            return above, min(degree, 0.4)
        return [], 0.0

    def _before_clause(self, token: int) -> int:
        """The noun that the relative clause of a token tells of, or -1."""
        for node in (token, *self.tree.ancestors(token)):
            if self.tree.deprel[node] == "acl:relcl":
                return self.tree.head[node]
        return -1

    def _in_clause(self, token: int, noun: int) -> bool:
        """Whether a token stands in a relative clause of a noun ("the attack that killed two guards")."""
        while token not in (noun, -1):
            if self.tree.deprel[token] == "acl:relcl":
                return True
            token = self.tree.head[token]
        return False

    def _in_apposition(self, token: int, noun: int) -> bool:
        """Whether a token stands in an apposition of a name ("in Idlib, the last opposition enclave")."""
        while token not in (noun, -1):
            if self.tree.deprel[token] == "appos" and self.tree.head[token] == noun:
                return True
            token = self.tree.head[token]
        return False

    def _bare_name(self, token: int) -> Mention | None:
        """A person or body that the tables do not know: named in the text, so an actor without a code."""
        sentence = self.tree.sentence
        for name in sentence.names:
            if name.first <= token < name.last and name.label in ("PER", "ORG"):
                start, end = sentence.token_start[name.first], sentence.token_end[name.last - 1]
                text = self.resolution.parse.text[start:end]
                kind = "person" if name.label == "PER" else "organisation"
                actor = Actor(
                    start, end, text, kind, None, None, None, None, text, text if kind == "person" else None,
                    None,
                    "name not in the tables",
                )  # fmt: skip
                return Mention(
                    self.tree.index, name.first, name.last, token, start, end, "name", (actor,), ("",)
                )
        return None

    def _spoken_out(self, mention: Mention) -> Mention:
        """A pronoun with the span of the noun phrase that it stands for, when that stands in the same
        sentence.
        """
        if mention.form != "pronoun":
            return mention
        for other in reversed(self.resolution.mentions_of(self.tree.index)):
            if other.form not in ("name", "nominal") or other.first >= mention.first:
                continue
            if _same_ones(other, mention):
                actors = tuple(
                    msgspec.structs.replace(mine, start=full.start, end=full.end, text=full.text)
                    for mine, full in zip(mention.actors, other.actors, strict=False)
                )
                return msgspec.structs.replace(mention, actors=actors)
        return mention

    def _place(self, token: int) -> Mention | None:
        """A place named in the text, as the state that the act reaches (its country, where the tables know
        it).
        """
        sentence = self.tree.sentence
        index = self.tree.index
        start, end = sentence.token_start[token], sentence.token_end[token]
        for first, last, where, country in self.resolution.places:
            if where == index and first <= start and end <= last and country:
                return self._place_mention(token, first, last, country)
        for placed in self.resolution.located:
            if placed.sentence == index and placed.first <= token < placed.last:
                return self._place_mention(token, placed.place.start, placed.place.end, placed.place.country)
        for name in sentence.names:
            if name.label == "LOC" and name.first <= token < name.last and self.tree.upos[token] == "PROPN":
                return self._place_mention(
                    token, sentence.token_start[name.first], sentence.token_end[name.last - 1], None
                )
        return None

    def _place_mention(self, token: int, start: int, end: int, country: str | None) -> Mention:
        text = self.resolution.parse.text[start:end]
        kind = "state" if country else "agent"
        rule = PLACE if country else NO_PLACE
        actor = Actor(start, end, text, kind, country, country, None, None, text, None, None, rule)
        return Mention(
            self.tree.index,
            token,
            token + 1,
            token,
            start,
            end,
            "name",
            (actor,),
            (f"country:{country or ''}",),
        )


def without_inner(mentions: list[Mention]) -> list[Mention]:
    """The mentions without those of the same country inside another ("Malian" in "Malian army bases")."""
    return [one for one in mentions if not any(_holds(other, one) for other in mentions if other is not one)]


def _holds(whole: Mention, part: Mention) -> bool:
    """Whether a mention stands inside another one of its country."""
    if whole.sentence != part.sentence:
        return False
    if part.actors[0].rule == "apposition" and part.last == whole.first:
        return set(part.ids) == set(whole.ids)  # "the rebel group Jama"
    if not whole.first <= part.head < whole.last:
        return False
    inner = {actor.country for actor in part.actors}
    return None not in inner and inner <= {actor.country for actor in whole.actors}


def _same_ones(one: Mention, other: Mention) -> bool:
    """Whether two mentions stand for the same; people without an id are told by their codes and names."""
    codes = [[(actor.code, actor.name) for actor in mention.actors] for mention in (one, other)]
    return one.ids == other.ids and (any(one.ids) or codes[0] == codes[1])


def _names_somebody(mention: Mention) -> bool:
    """A modifier counts as a party only when it names a country or a body ("Israeli", not "military")."""
    actor = mention.actors[0]
    return (
        mention.form != "modifier"
        or actor.country is not None
        or actor.kind in ("organisation", "person", "state")
    )


def is_idle_place(mention: Mention, doers: Iterable[Mention], event_type: str) -> bool:
    """Whether a place is only where something is done: of the very country whose state or government acts
    ("talks … in Seoul"), where people protest or what forces leave; there a place of nobody's as well.
    """
    place = mention.actors[0]
    if event_type in LEFT_PLACES and place.rule == NO_PLACE:
        return True
    own = {actor.sector for doer in doers for actor in doer.actors if actor.country == place.country}
    if place.rule != PLACE or not own:
        return False
    if event_type == "RETREAT":
        return bool(own & ARMS)
    return event_type == "PROTEST" or (event_type in AMONG_OTHERS and bool(own & {None, "GOV"}))


def is_nameless_force(mention: Mention) -> bool:
    """Troops of no country: what an act sends, moves or withdraws."""
    actor = mention.actors[0]
    return actor.kind == "agent" and actor.country is None and actor.sector in ("MIL", "COP", "PRM")
