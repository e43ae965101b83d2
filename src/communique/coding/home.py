"""Whose soldiers, police and crowds: the country of actors whom their own words leave without one.

"Soldiers took the president from his house" names no country; an article that tells of Sudan throughout,
or the place of the act, does. Only groups and offices are completed, never persons, bodies and international
actors, and the rule says on what the country rests.
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
LEAST_SENTENCES = 3
"""Sentences with the chief country below which an article is at home nowhere."""
SHARE = 0.5
"""Share of the sentences naming any country that the chief one must have."""
LEAD = 2.0
"""How many times more sentences the chief country must have than the next."""


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

    def complete(self, actors: tuple[Actor, ...], place: Place | None) -> tuple[Actor, ...]:
        """The same actors; those without a country take that of the place of the act, or of the article."""
        country, rule = self.country, "country of the article"
        if place is not None and place.country and not place.rule.startswith("dateline"):
            country, rule = place.country, "country of the place"
        if country is None:
            return actors
        return tuple(self._at(actor, country, rule) if _is_open(actor) else actor for actor in actors)

    def _at(self, actor: Actor, country: str, rule: str) -> Actor:
        return msgspec.structs.replace(
            actor, country=country, code=f"{country}{actor.sector or ''}", cow=self._cow.get(country),
            rule=f"{actor.rule}; {rule}",
        )  # fmt: skip


def _is_open(actor: Actor) -> bool:
    """An agent or office of no country, whom the tables do not know as a body."""
    return (
        actor.country is None
        and actor.kind in ("agent", "group")
        and actor.person is None
        and actor.sector in AT_HOME
        and (actor.code or "") == actor.sector
    )
