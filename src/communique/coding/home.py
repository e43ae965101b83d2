"""Whose soldiers, police and crowds: the country of actors whom their own words leave without one.

"Soldiers took the president from his house" names no country; an article that tells of Sudan throughout,
or the place of the act, does. Where an article tells of two countries and one of them acts on the other,
"the general staff accused the United States" is the other country's. Only groups and offices are completed,
never persons, bodies and international actors, and the rule says on what the country rests.
"""

from __future__ import annotations

from collections import Counter

import msgspec

from communique.records import Actor, Place
from communique.resolve import Resolution

#: Sectors of people and offices that belong to some country.
AT_HOME = frozenset(
    """MIL COP GOV REB CVL OPP PTY JUD LEG PRM UAF SPY LAB EDU REF REL AGR ELI JRN SOC MED""".split()
)
#: Sectors that an article names without their country only of the one it tells of most.
STAYS = frozenset("MIL COP OPP BUS LAB AGR EDU".split())
LEAST_SENTENCES = 3
"""Sentences with the chief country below which an article is at home nowhere."""
SHARE = 0.5
"""Share of the sentences naming any country that the chief one must have."""
LEAD = 2.0
"""How many times more sentences the chief country must have than the next."""
PAIR_SHARE = 0.3
"""Share of the sentences that each of two countries must have for an article to tell of the two."""
PAIR_TOGETHER = 0.7
"""Share of the sentences that have one of the two at least."""
#: Types by which two countries deal with each other.
BETWEEN = frozenset(
    """AGREE CONSULT SUPPORT COOPERATE AID REQUEST ACCUSE REJECT THREATEN MOBILIZE ASSAULT SANCTION
    CONCEDE""".split()
)
#: Sectors that act for a country abroad.
ABROAD = frozenset({"GOV", "MIL", "LEG", "SPY", None})

#: Types by which a government deals with its own people.
INSIDE = frozenset({"COERCE", "RETREAT", "SANCTION"})
#: Who rules, and whom.
RULES = frozenset({"GOV", "COP", "JUD", "LEG", "SPY"})
OWN_PEOPLE = frozenset({"CVL", "OPP", "JRN", "LAB", "EDU", "REL", "COP", "CRM", "SOC"})
#: Types that nobody does to the own state in an article that tells of two.
HOSTILE = frozenset({"ACCUSE", "THREATEN", "ASSAULT", "SANCTION", "REJECT"})
#: Rules that give somebody a country by the words around alone.
GUESSED = ("the state spoken of last", "organisation by the head", "spokesperson of an organisation")
#: Those who serve in a country that is not theirs.
SENT = frozenset(
    """ambassador ambassadors envoy envoys diplomat diplomats consul consuls embassy consulate coalition
    allied foreign international multinational""".split()
)
#: Rule of those who are anybody but somebody's own ("its allies").
OTHERS = "others than the owner"
#: Rules of bodies that the text names by their kind alone.
NAMELESS = frozenset({"body, no owner", "organisation by the head of its name"})


class Home:
    """The country that an article is at home in, if any."""

    def __init__(self, resolution: Resolution) -> None:
        named: set[tuple[int, str]] = set()
        self._cow: dict[str, int] = {}
        for mention in resolution.mentions:
            for actor in mention.actors:
                if actor.country is None or actor.sector == "JRN":
                    continue
                named.add((mention.sentence, actor.country))
                if actor.cow is not None:
                    self._cow.setdefault(actor.country, actor.cow)
        counts = Counter(country for _, country in sorted(named))
        sentences = len({sentence for sentence, _ in named})
        (chief, n), (_, m) = [*counts.most_common(2), ("", 0), ("", 0)][:2]
        at_home = n >= max(LEAST_SENTENCES, SHARE * sentences) and n >= LEAD * m
        self.country: str | None = chief if at_home else None
        self.chief: str | None = chief if n >= LEAST_SENTENCES and n > m else None
        self.pair: tuple[str, ...] = ()
        if m >= LEAST_SENTENCES - 1 and min(n, m) >= PAIR_SHARE * sentences:
            second = counts.most_common(2)[1][0]
            either = {sentence for sentence, country in named if country in (chief, second)}
            if len(either) >= PAIR_TOGETHER * sentences:
                self.pair = (chief, second)

    def complete(
        self, actors: tuple[Actor, ...], place: Place | None, others: tuple[Actor, ...] = (),
        event_type: str = "",
    ) -> tuple[Actor, ...]:  # fmt: skip
        """The same actors; those without a country take that of the place of the act, of the article, or of
        the country that the other side (`others`) deals with.
        """
        country, rule = self.country, "country of the article"
        if place is not None and place.country and not place.rule.startswith("dateline"):
            country, rule = place.country, "country of the place"
        return tuple(self._completed(actor, country, rule, others, event_type) for actor in actors)

    def _completed(
        self, actor: Actor, country: str | None, rule: str, others: tuple[Actor, ...], event_type: str
    ) -> Actor:
        if not _is_open(actor):
            return self._turned(actor, others, event_type)
        if event_type in INSIDE and actor.sector in OWN_PEOPLE and country is None:
            theirs = {other.country for other in others if other.sector in RULES}
            ruler = theirs.pop() if len(theirs) == 1 else None
            if ruler is not None:
                return self._at(actor, ruler, "country of who rules there")
        across = self._across(actor, others, event_type)
        if across is not None and (country is None or rule == "country of the article"):
            return self._at(actor, across, "other country of the article")
        if country is None and actor.sector in STAYS and self.chief is not None:
            met = {other.country for other in others if other.kind == "state"}
            return actor if self.chief in met else self._at(actor, self.chief, "country of the article")
        if rule == "country of the place" and SENT & set(actor.text.lower().split()):
            return actor
        return actor if country is None else self._at(actor, country, rule)

    def _turned(self, actor: Actor, others: tuple[Actor, ...], event_type: str) -> Actor:
        """ "The general staff accused the United States": whoever was taken for the side that it acts on, by
        nothing but the words around, is of the other country of the article.
        """
        if event_type not in HOSTILE or not self.pair or actor.person or not actor.rule.startswith(GUESSED):
            return actor
        if any(other.sector not in ABROAD or other.rule.startswith(GUESSED) for other in others):
            return actor  # parties and protesters accuse their own government
        met = {other.country for other in others if other.country}
        left = [country for country in self.pair if country not in met]
        if met != {actor.country} or len(left) != 1 or actor.country not in self.pair:
            return actor
        return self._at(actor, left[0], "other country of the article")

    def _across(self, actor: Actor, others: tuple[Actor, ...], event_type: str) -> str | None:
        """The other one of the two countries that an article tells of, where the first is a party as a state
        or by its army.
        """
        if event_type not in BETWEEN or not self.pair:
            return None
        met = {other.country for other in others if other.country and other.sector in ABROAD}
        left = [country for country in self.pair if country not in met]
        if len(left) != 1 or any(other.country not in self.pair for other in others if other.country):
            return None
        stateless = actor.sector in ABROAD or event_type in ("ASSAULT", "THREATEN", "CONSULT")
        return left[0] if stateless else None

    def _at(self, actor: Actor, country: str, rule: str) -> Actor:
        return msgspec.structs.replace(
            actor, country=country, code=f"{country}{actor.sector or ''}", cow=self._cow.get(country),
            rule=f"{actor.rule}; {rule}",
        )  # fmt: skip


def _is_open(actor: Actor) -> bool:
    """An agent, office or body of no country ("the military", "the Government"), none that the tables know.
    """
    return (
        actor.country is None
        and (actor.kind in ("agent", "group") or actor.rule in NAMELESS)
        and actor.person is None
        and actor.sector in AT_HOME
        and (actor.code or "") == actor.sector
        and actor.rule != OTHERS
    )
