"""Where a party stands that no role of the act names: right of the trigger, above it, in the sentences
before, as a place or as a body that no table knows.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from communique.coding.act import Act, plain
from communique.coding.deeds import Deeds
from communique.coding.documents import DOCUMENTS
from communique.coding.stand_for import StandFor, is_idle_place
from communique.coding.tree import Tree
from communique.coding.understood import NOBODY, pointed_at, without_code
from communique.records import Mention
from communique.resolve import Resolution


@cache
def bodies() -> frozenset[str]:
    """Nouns of data/parties.toml that name a party or a place."""
    text = files("communique.coding").joinpath("data", "parties.toml").read_text("utf-8")
    return frozenset(tomllib.loads(text)["bodies"].split())


class Elsewhere(StandFor):
    """Parties of one sentence beyond the arguments of its acts."""

    __slots__ = ("deeds",)

    def __init__(self, tree: Tree, resolution: Resolution, deeds: Deeds | None = None) -> None:
        super().__init__(tree, resolution)
        self.deeds = deeds

    def of_token(self, token: int, clauses: bool = True) -> tuple[list[Mention], float]:
        """Mentions that an argument stands for, and how directly; open pronouns point back."""
        found, degree = super().of_token(token, clauses)
        if found or self.tree.upos[token] != "PRON":
            return found, degree
        meant = pointed_at(self.tree, token, self.deeds)
        if isinstance(meant, int):
            return super().of_token(meant)[0], 0.7
        return meant or [], 0.6

    def anywhere(
        self, tokens: list[int], taken: set[tuple[int, int]], ids: set[str], event_type: str,
        doers: tuple[Mention, ...] = (),
    ) -> list[Mention]:  # fmt: skip
        """The first whole mention or place among tokens that plays no part yet: the last resort for a
        recipient. Who travels to a place meets whoever of its country is named.
        """
        for number, token in enumerate(tokens):
            mention = self.resolution.at(self.tree.index, token)
            if mention is not None and self._is_doers(mention, doers):
                continue
            mention = self._mention_at(token, taken, ids)
            if mention is not None:
                return [mention]
            place = self._place_at(token, event_type, doers)
            if place is not None:
                behind = tokens[number + 1 :] if event_type == "CONSULT" else []
                return [self._host(place, behind, taken, ids) or place]
        return []

    def _host(
        self, place: Mention, tokens: list[int], taken: set[tuple[int, int]], ids: set[str]
    ) -> Mention | None:
        """ "Flew to Moscow for talks with Putin": somebody in office there who is named behind the place."""
        for token in tokens:
            mention = self._mention_at(token, taken, ids)
            if mention is not None and all(
                actor.country == place.actors[0].country and actor.sector in HOSTS for actor in mention.actors
            ):
                return mention
        return None

    def at_all(self, token: int) -> list[Mention]:
        """Whoever or whatever place is named at a token."""
        found = self._mention_at(token, set(), set()) or self._place(token)
        return [] if found is None else [found]

    def _mention_at(self, token: int, taken: set[tuple[int, int]], ids: set[str]) -> Mention | None:
        """Somebody named at a token who plays no part yet."""
        mention = self._whole(token)
        if mention is None or not mention.actors or (mention.sentence, mention.head) in taken:
            return None
        actor = mention.actors[0]
        named = actor.country is not None or actor.kind != "agent"
        if mention.form == "pronoun" or (mention.form == "modifier" and actor.kind == "agent"):
            return None
        if actor.rule == SENT_BY:
            return None
        return mention if actor.sector != "JRN" and named and not set(mention.ids) <= ids else None

    def _is_doers(self, mention: Mention, doers: tuple[Mention, ...]) -> bool:
        """Whether a mention belongs to the doers, or is the country that they speak for."""
        return self._is_own(mention, doers) or _is_own_country(self.tree, mention, doers)

    def _place_at(self, token: int, event_type: str, doers: tuple[Mention, ...]) -> Mention | None:
        """The place at a token that an act of a type may reach."""
        place = self._place(token)
        if place is None or is_idle_place(place, doers, event_type):
            return None
        return place if event_type in REACHES_PLACES or place.actors[0].country is not None else None

    def _whole(self, token: int) -> Mention | None:
        """The mention at a token; for a modifier ("the Philippine army") that of its noun."""
        mention = self.resolution.at(self.tree.index, token)
        head = self.tree.head[token]
        if mention is not None and mention.form == "modifier" and head >= 0:
            noun = self.resolution.at(self.tree.index, head)
            if noun is not None and noun.actors and noun.actors[0].country == mention.actors[0].country:
                return noun
        return mention

    def _is_own(self, mention: Mention, doers: tuple[Mention, ...], moves: bool = False) -> bool:
        """ "Withdrew its troops", "laid down their arms": the possessor is who acts.

        moves: whether the act moves what is one's own ("reopen its embassy"), whatever it is.
        """
        if mention.sentence != self.tree.index or not doers:
            return False
        codes = {actor.code for doer in doers for actor in doer.actors}
        if mention.form == "pronoun" and self.tree.xpos[mention.head] == "PRP$":
            return any(actor.code in codes and actor.code for actor in mention.actors)
        countries = {actor.country for doer in doers for actor in doer.actors}
        possessor = self.tree.child(mention.head, "nmod:poss")
        return (
            possessor is not None
            and self.tree.xpos[possessor] == "PRP$"
            and all(
                (moves or actor.sector in FORCES) and actor.country in countries and actor.person is None
                for actor in mention.actors
            )
        )

    def _understood(self, act: Act, ids: set[str]) -> list[Mention]:
        """Recipients left unsaid: who did the deed that is judged; whom the verb before it is done to ("urged
        the rivals to talk and offered to help").
        """
        if act.event_type in ANSWERS and self.deeds is not None:
            nouns = [token for _, token in act.recipient_roles]
            inner = act.inner.token if act.inner is not None else None
            nouns += [token for token in (act.content, inner) if token is not None]
            for noun in dict.fromkeys(nouns):
                if self.resolution.at(self.tree.index, noun) is not None:
                    continue
                found = self.deeds.doers(self.tree, noun, ids)
                if found:
                    return found
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

    def _found_elsewhere(
        self, act: Act, busy: set[tuple[int, int]], ids: set[str], doers: tuple[Mention, ...] = ()
    ) -> list[Mention]:
        """Recipients that no role names: right of the trigger, in the aim, then who stood before."""
        for reach in (SIDE_CLAUSES, SIDE_CLAUSES - {"advcl"}):
            inner = act.inner.event_type if act.event_type == "REJECT" and act.inner is not None else None
            found = self.anywhere(self._reach(act, reach), busy, ids, inner or act.event_type, doers)
            if found or act.event_type not in AIMS:
                break
        if (
            not found
            and act.event_type in HOSTILE
            and self.tree.deprel[act.token] in ("advcl", "acl", "acl:relcl")
        ):
            subject = self._subject_above(act.token, busy, ids)
            if subject is not None:
                return [subject]
            before = [
                m
                for m in self.resolution.mentions_of(self.tree.index)
                if m.first < act.token and _is_power(m)
            ]
            left = [
                m
                for m in before
                if (m.sentence, m.head) not in busy and not set(m.ids) & ids and m.form != "modifier"
            ]
            found = left[-1:]
        return found

    def _aimed_at(
        self, act: Act, busy: set[tuple[int, int]], ids: set[str], doers: tuple[Mention, ...]
    ) -> list[Mention]:
        """ "Marched through the town to demand that the governor resign", "rallied, calling for independence
        from Jakarta": who is named in what a crowd says that it wants.
        """
        tree = self.tree
        clauses = [act.token, *([act.inner.token] if act.inner is not None else [])]
        for clause in clauses:
            for below in tree.subtree(clause, frozenset({"acl:relcl", "ccomp", "parataxis"})):
                if tree.lemma[below] in WANTING and tree.upos[below] == "VERB" and below > act.token:
                    found = self.anywhere(tree.subtree(below)[1:], busy, ids, "REQUEST", doers)
                    if found:
                        return found
        return []

    def _subject_above(self, token: int, busy: set[tuple[int, int]], ids: set[str]) -> Mention | None:
        """ "The crowd burned a flag before police fired tear gas": who acts in the clause above."""
        if self.tree.deprel[token] != "advcl":
            return None
        for subject in self.tree.args(self.tree.head[token]).get("subj", ()):
            mention = self.resolution.at(self.tree.index, subject)
            if mention is None or not mention.actors or (mention.sentence, mention.head) in busy:
                continue
            if not set(mention.ids) & ids - {""} and mention.actors[0].sector != "JRN":
                return self._spoken_out(mention)
        return None

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

    def _reach(self, act: Act, stop: frozenset[str]) -> list[int]:
        """Tokens right of the trigger in its own clause and in its content, branches of `stop` left out."""
        tree = self.tree
        own = set(tree.subtree(act.token, stop))
        if act.content is not None:
            own |= set(tree.subtree(act.content, stop))
        if "advcl" not in stop:
            finite = [
                c for c in tree.all(act.token, "advcl") if tree.child(c, "nsubj", "nsubj:pass") is not None
            ]
            own -= {token for clause in finite for token in tree.subtree(clause)}
        doers = {
            t for role, token in act.actor_roles if role in ("subj", "poss") for t in tree.subtree(token)
        }
        if not any(plain(role) == "obj" for role, _ in act.recipient_roles):
            own -= set(tree.args(act.token).get("obj", ()))
        return [token for token in sorted(own - doers) if token > act.token]


def _is_own_country(tree: Tree, mention: Mention, doers: tuple[Mention, ...]) -> bool:
    """ "Pakistan's support" of a Pakistani minister: the country that a doer speaks for, as a possessor."""
    if mention.form != "modifier" and tree.deprel[mention.head] != "nmod:poss":
        return False
    own = {actor.country for doer in doers for actor in doer.actors if actor.sector == "GOV"}
    return all(actor.kind == "state" and actor.country in own for actor in mention.actors)


def _is_power(mention: Mention) -> bool:
    """A state, or somebody who speaks or fights for one."""
    return bool(mention.actors) and (
        mention.actors[0].kind == "state" or mention.actors[0].sector in ("GOV", "MIL", "REB")
    )


#: Sectors of who receives guests.
HOSTS = frozenset({"GOV", "MIL", "LEG", "ELI", "REB"})
SENT_BY = "sent by the subject"
"""Rule of arms and forces without a country of their own, whom the subject sends."""
#: Sectors of what a state moves and keeps.
FORCES = frozenset({"MIL", "COP", "PRM", "UAF"})
#: Verbs of meeting whose aim is said to whom they meet.
MEETING = frozenset("call phone telephone ring write summon meet visit see tell contact cable fly".split())
#: Verbs by which a crowd says what it wants, and from whom.
WANTING = frozenset(
    """demand call protest urge press ask condemn denounce oppose force pressure seek accuse support chant
    criticise criticize want show""".split()
)
#: Where people are held.
CUSTODY = frozenset("captivity custody detention prison jail camp cell dungeon centre center".split())
#: Types that answer a deed told before.
ANSWERS = frozenset({"ACCUSE", "SUPPORT", "REJECT", "REQUEST", "PROTEST", "THREATEN", "CONCEDE", "SANCTION"})
#: Types that are said to somebody.
SPOKEN = frozenset({"AGREE", "SUPPORT", "REQUEST", "ACCUSE", "THREATEN", "REJECT", "CONCEDE", "CONSULT"})
#: Types that can be done to a place without naming whose it is.
REACHES_PLACES = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "AID", "RETREAT", "PROTEST"}
)
#: Types whose sufferer may have been named in the clause above
#: ("the regime, after the UN announced sanctions, said …").
HOSTILE = frozenset({"SANCTION", "ASSAULT", "COERCE", "ACCUSE", "THREATEN"})
#: Types whose aim ("to demand …", "to disperse …", "to help …") names who they are directed at.
AIMS = frozenset({"PROTEST", "ASSAULT", "AID", "MOBILIZE", "COERCE", "SANCTION", "AGREE"})
#: Clauses that tell of something else than the act they hang on.
SIDE_CLAUSES = frozenset(
    {"ccomp", "parataxis", "acl:relcl", "advcl", "conj", "csubj", "appos", "advcl:relcl"}
)
