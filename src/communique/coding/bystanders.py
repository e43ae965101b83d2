"""Whoever or whatever place is named in a sentence and plays no part yet."""

from __future__ import annotations

from communique.coding.deeds import Deeds
from communique.coding.own_side import is_own, is_own_country, opposed
from communique.coding.stand_for import StandFor, is_idle_place
from communique.coding.tree import Tree
from communique.coding.understood import pointed_at
from communique.records import Mention
from communique.resolve import Resolution


class Bystanders(StandFor):
    """Mentions and places of one sentence beyond the arguments of its acts."""

    __slots__ = ("deeds",)

    def __init__(self, tree: Tree, resolution: Resolution, deeds: Deeds | None = None) -> None:
        super().__init__(tree, resolution)
        self.deeds = deeds

    def of_token(
        self, token: int, clauses: bool = True, doers: tuple[Mention, ...] = ()
    ) -> tuple[list[Mention], float]:
        """Mentions that an argument stands for, and how directly; open pronouns point back."""
        found, degree = super().of_token(token, clauses, doers)
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
            if mention is not None and opposed(self.tree, mention, event_type in HELPING):
                continue
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
        return is_own(self.tree, mention, doers) or is_own_country(self.tree, mention, doers)

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


#: Types by which somebody is helped against others.
HELPING = frozenset({"SUPPORT", "AGREE", "AID", "COOPERATE"})
#: Sectors of who receives guests.
HOSTS = frozenset({"GOV", "MIL", "LEG", "ELI", "REB"})

SENT_BY = "sent by the subject"
"""Rule of arms and forces without a country of their own, whom the subject sends."""

#: Types that can be done to a place without naming whose it is.
REACHES_PLACES = frozenset(
    {"ASSAULT", "COERCE", "MOBILIZE", "AID", "RETREAT", "PROTEST"}
)
