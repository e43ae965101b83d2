"""Nouns for bodies and those who speak for them: "the ministry", "a rights group", rule 9."""

from __future__ import annotations

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.office_nouns import OfficeNouns
from communique.resolve.organisations import body_of, unknown_body
from communique.resolve.phrase import Phrase
from communique.resolve.view import View
from communique.resolve.words import Body

STATE_MEDIA = frozenset(
    {
        "state media", "state run media", "state news agency", "official news agency", "state television",
        "state tv",
        "state radio", "official media", "state broadcaster", "state run news agency",
        "state controlled media",
        "state owned media", "state run television", "official newspaper", "state newspaper",
        "state run newspaper",
    }
)  # fmt: skip
"""Media nouns that belong to the state whose people the sentence speaks of."""

SUCH: dict[str, tuple[str, ...]] = {
    "group": ("armed_group", "ngo", "party", "igo"), "organisation": ("igo", "ngo", "armed_group",
    "igo_organ"),
    "organization": ("igo", "ngo", "armed_group", "igo_organ"), "agency": ("agency", "igo_organ", "igo",
    "news_agency", "ngo", "intelligence"),
    "bloc": ("igo",), "alliance": ("igo", "party"), "body": ("igo", "igo_organ", "court"),
    "militia": ("armed_group",),
    "ministry": ("ministry_foreign", "ministry_defence", "ministry"), "movement": ("armed_group", "party"),
    "union": ("igo", "union"), "council": ("igo_organ", "government", "other"), "party": ("party",),
    "company": ("company",),
    "newspaper": ("media",), "court": ("court", "igo_organ"), "watchdog": ("igo_organ", "igo", "ngo"),
    "firm": ("company",),
    "commission": ("igo_organ", "government", "other"), "charity": ("ngo",), "insurgency": ("armed_group",),
    "faction": ("armed_group", "party"),
    "broadcaster": ("media",), "department": ("ministry", "ministry_foreign", "ministry_defence"),
}  # fmt: skip
"""Body nouns with "the" and the kinds of organisation they may go back to."""

_VAGUE = frozenset({"group", "house", "bench", "carrier", "mission", "division", "press", "channel",
"community", "school", "center", "centre",
                    "front", "club", "forum", "movement", "network", "society", "fleet", "congress",
                    "daily", "weekly", "news",
                    "chamber", "diet", "union", "league", "radio", "tv", "television", "board", "council",
                    "bank", "factory", "department",
                    "authority", "agency", "bureau", "commission", "submarine", "destroyer", "warship",
                    "assembly", "prosecution", "customs",
                    "intelligence", "clan", "tribe", "alliance", "bloc", "coalition", "firm", "academy",
                    "institute",
                    "college", "brigade", "regiment", "garrison", "squadron", "forces",
                    "magazine", "lower house", "clinic", "hospital"})  # fmt: skip
"""Head nouns that alone say too little."""

_PREMISES = frozenset(
    {"house", "center", "centre", "school", "press", "channel", "club", "factory", "radio", "tv"}
)
"""Of these the ones that are mostly places or things in lower case."""

_SUPERLATIVE = frozenset({"top", "highest", "supreme", "ruling", "main", "leading", "powerful"})


class BodyNouns(OfficeNouns):
    """Reads body nouns: of a state, of an article, or of nobody that is told."""

    def _body(self, phrase: Phrase, holder: Found | None = None) -> Body | None:
        """The kind of body that a common noun names: "the finance committee", "a rights group"."""
        agent = phrase.agent
        if agent is not None and agent.org_kind:
            return Body(agent.sector, agent.alt, agent.org_kind)
        if agent is not None and agent.sector not in ("UNK", ""):
            return None
        view = phrase.view
        front = view.low[self._after_owners(view, phrase) : phrase.head]
        found = body_of(self.scene, [*front, phrase.view.low[phrase.head]])
        if found is None or (agent is not None and found.sector == "GOV"):
            return None
        if view.low[phrase.head] not in _VAGUE or self._is_compound_body(view, phrase.head):
            return found
        return found if holder is not None and view.low[phrase.head] not in _PREMISES else None

    def _is_compound_body(self, view: View, head: int) -> bool:
        """Whether the head and the words before it are a body noun of their own: "central bank", "rights
        group"."""
        if head == 0:
            return False
        before, bodies = view.low[head - 1], self.scene.words.bodies
        if f"{before} {view.low[head]}" in bodies:
            return True
        named = view.sentence.upos[head - 1] in ("NOUN", "PROPN") and view.low[head] not in _PREMISES
        return named and view.item_at[head - 1] is None

    def is_body(self, view: View, first: int, last: int) -> bool:
        """Whether the words of a range end in the noun of a body."""
        return body_of(self.scene, view.low[first:last]) is not None

    def _of_body(self, phrase: Phrase, body: Body, holder: Found | None) -> tuple[Entity | None, str]:
        country = self._country_of(holder)
        text = self._text(phrase)
        if holder is not None and holder.entities[0].kind == "agent" and holder.entities[0].sector:
            body = Body(holder.entities[0].sector, body.sector, "other")
        if (
            holder is not None
            and holder.last == phrase.start
            and holder.entities[0].kind == "organisation"
            and phrase.lemma in SUCH
        ):
            return holder.entities[0], "organisation's name"
        if (
            holder is not None
            and holder.entities[0].kind == "organisation"
            and holder.entities[0].country is None
        ):
            owner = holder.entities[0]
            return (owner, "body of an organisation") if owner.told else (None, "")
        if country is not None:
            rows = self.scene.knowledge.find_organisations(country, body.kind)
            if len(rows) == 1 and body.kind not in (
                "ministry",
                "company",
                "media",
                "party",
                "other",
                "court",
                "government",
                "agency",
                "armed_group",
                "university",
                "ngo",
            ):
                return self.scene.maker.organisation(rows[0].id), "body of a state"
            described = self._described_body(phrase, country)
            if described is not None:
                return described, "description of a body named in the article"
            return unknown_body(self.scene, text, country, body), "body of a state"
        if phrase.definite:
            known = self._last_body(phrase, body)
            if known is not None:
                return known, "the body spoken of last"
        if not self._has(phrase, "context.foreign"):
            country, rule = self._surroundings(phrase, body.sector)
            if country == "PSE" and body.kind == "army":
                country = "ISR"  # the army in the territories
            if country is not None:
                return unknown_body(self.scene, text, country, body), rule
        return unknown_body(self.scene, text, None, body), "body, no owner"

    def _state_media(self, country: str, text: str) -> Entity:
        """The one news agency of the state that the article names, else its state media without a name."""
        named = {
            item.entities[0].id: item.entities[0]
            for view in self.scene.views
            for item in view.items
            if item.kind == "organisation" and item.entities and item.entities[0].country == country
            and item.entities[0].sector == "JRN" and item.entities[0].id
        }  # fmt: skip
        if len(named) == 1:
            return next(iter(named.values()))
        return Entity(
            "organisation", "", text, country, "JRN", key=f"state media {country}", org_kind="news_agency"
        )

    def _described_body(self, phrase: Phrase, country: str) -> Entity | None:
        """ "North Korea's top governing body": the one government body of that state which the next
        sentences name."""
        if not set(phrase.view.low[phrase.first : phrase.head]) & _SUPERLATIVE:
            return None
        found: dict[str, Entity] = {}
        for view in self.scene.views[max(0, phrase.view.index - 2) : phrase.view.index + 3]:
            for item in view.items:
                if (
                    item.kind == "organisation"
                    and item.entities
                    and item.entities[0].id
                    and item.entities[0].country == country
                ) and item.entities[0].sector in ("GOV", "MIL", "PTY", "LEG", "JUD"):
                    found[item.entities[0].id] = item.entities[0]
        return next(iter(found.values())) if len(found) == 1 else None

    def _last_such(self, phrase: Phrase) -> Entity | None:
        """The organisation that "the group", "the bloc", "the agency" goes back to."""
        kinds = SUCH[phrase.key.split()[-1]]
        view = phrase.view
        before = phrase.head - 1
        if phrase.lemma == "bloc" and view.sentence.upos[before] in ("NOUN", "PROPN"):
            return None  # "the settlement bloc"
        for found in reversed(self.reader.founds[-60:]):
            if found.sentence == view.index and found.first > phrase.head:
                continue
            for entity in found.entities:
                if entity.kind == "organisation" and entity.told and entity.org_kind in kinds:
                    return entity
        return None

    def _last_body(self, phrase: Phrase, body: Body) -> Entity | None:
        """The organisation of the kind that was mentioned last: "the ministry", "the group"."""
        wanted = phrase.lemma
        for found in reversed(self.reader.founds[-60:]):
            for entity in found.entities:
                if (
                    entity.kind == "organisation"
                    and entity.told
                    and (entity.org_kind == body.kind or entity.org_kind in SUCH.get(wanted, ()))
                ):
                    return entity
        return None

    def _body_of_state(self, country: str, kind: str, sector: str, phrase: Phrase) -> Entity:
        rows = self.scene.knowledge.find_organisations(country, kind) if kind else []
        if len(rows) == 1:
            return self.scene.maker.organisation(rows[0].id)
        return self.scene.maker.state(country, sector)
