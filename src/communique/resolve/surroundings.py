"""What the sentence and the text around a noun say of its country."""

from __future__ import annotations

from communique.resolve import owners
from communique.resolve.dealings import deals_with, is_sponsor
from communique.resolve.focus import Focus
from communique.resolve.phrase import Phrase
from communique.resolve.view import View

OWNED = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
"""Possessors."""

UNKNOWN = frozenset({"gunman", "assailant", "attacker", "intruder"})
"""Those who are called so because nobody knows whose they are."""

TAKEN = frozenset({"hostage", "prisoner", "captive", "detainee", "survivor", "foreigner", "passenger"})
"""Those who may be from anywhere, wherever they are held or found."""

ARMED_BANDS = frozenset({"REB", "PRM", "SEP"})
"""Sectors of those who fight where they are told of, wherever the report comes from."""

STRANGERS = frozenset({"UAF", "CRM"})
"""Sectors of those whom a dateline tells least of."""


class Surroundings(Focus):
    """Countries from places, the same noun before, dateline and main state."""

    def _surroundings(self, phrase: Phrase, sector: str, of_name: bool = False) -> tuple[str | None, str]:
        """The country of an unmarked noun: the place in its phrase, the one place of its sentence, the same
        noun
        before, then for organs of a state the dateline and the article's main state."""
        words = self.scene.words
        view = phrase.view
        if (phrase.lemma in words["context.onlookers"] and " " not in phrase.key) or any(
            part in words["context.foreign"]
            for word in view.low[phrase.first : phrase.start if phrase.title is not None else phrase.head]
            for part in word.split("-")
        ):
            return None, ""
        country = owners.located(self.reader, view, phrase.head)
        if country:
            return country, "agent noun, place in its phrase"
        if sector == "CVL" and not OWNED.isdisjoint(view.low[phrase.first : phrase.start]):
            return None, ""  # "his family": of somebody, though it could not be told of whom
        if any(
            (item := view.item_at[token]) is not None and item.kind == "demonym" and item.refusal
            for token in range(phrase.first, phrase.head)
        ):
            return None, ""  # "Kurdish villagers": of one of several states, and not of another one
        front = view.low[phrase.first : phrase.head]
        if phrase.lemma in words["pair"] and "two" in front and words["former.ex"].isdisjoint(front):
            return None, ""
        if sector not in words["context.located"]:
            return None, ""
        places = owners.places_in(self.reader, view)
        if places and self.scene.dateline_country is not None:
            places = owners.places_in(self.reader, view, phrase.head)
        if len(places) == 1 and not deals_with(self.scene, phrase, next(iter(places))):
            return places.pop(), "agent noun, place of the sentence"
        if sector in ARMED_BANDS and not places:
            battlefield = self._battlefield()
            if battlefield is not None:
                return battlefield, "agent noun, where the text plays"
        unknown = phrase.lemma in UNKNOWN and not phrase.definite
        of_people = sector == "CVL" and phrase.head > 0 and view.sentence.form[phrase.head][:1].isupper()
        local = sector not in STRANGERS and phrase.lemma not in UNKNOWN | TAKEN
        from_here = sector == "CVL" and not (places or of_name or of_people)
        here = self.scene.dateline_country
        foreign = here is not None and here not in self.scene.countries
        if foreign and local and (from_here or self._only_peoples(places)):
            return here, "agent noun, country of the dateline"  # "the crowd" in Beirut, of Syria's soldiers
        only = self.scene.only_country if len(self.scene.countries) == 1 else None
        if only is not None and deals_with(self.scene, phrase, only, by_office=True):
            return None, ""
        if only is not None and is_sponsor(phrase, only):
            return None, ""
        if only is not None and not (places or self.scene.bare or of_name or unknown):
            return only, "agent noun, the only state of the article"
        before = self.last_by_noun.get(phrase.key)
        if before is not None and not phrase.indefinite and view.index - before[0] <= 12:
            return before[1].country, "the same noun before"
        told = self._told_beside(view, phrase.first) if sector in words["context.topic"] else None
        if told is not None and not phrase.indefinite and not places:
            return told, "agent noun, the state told of beside it"
        if sector in words["context.scene"] and not phrase.indefinite:
            if self.scene.dateline_country is not None and len(places) == 0:
                return self.scene.dateline_country, "agent noun, country of the dateline"
            if self.scene.only_country is not None:
                return self.scene.only_country, "agent noun, the article's main state"
        if sector in words["context.topic"] and not phrase.indefinite and not self.scene.bare:
            landed = self._landed_in(view, phrase.first)
            if landed is not None:
                return landed, "agent noun, where troops are abroad"
            topic = self.topic(view, phrase.first)
            if topic is not None:
                return topic, "agent noun, state of the subject"
        told_so = not of_name or sector in ("CVL", "MED", "LAB", "REL", "COP", "MIL", "LEG")
        if local and told_so and not (places or of_people) and self.scene.dateline_country is not None:
            return self.scene.dateline_country, "agent noun, country of the dateline"
        return None, ""

    def _told_beside(self, view: View, before: int) -> str | None:
        """The one state, and not the dateline's, of which this sentence and the one before tell: "the
        opposition"
        after a sentence on another country's government, in a report from the capital of a third."""
        here = self.scene.dateline_country
        if here is None or self.scene.bare:
            return None
        told: set[str] = set()
        for candidate in self.reader.candidates:
            distance = view.index - candidate.sentence
            if distance > 1 or (distance == 0 and candidate.head >= before) or candidate.found is None:
                continue
            if candidate.found.rule.endswith("country of the dateline"):
                continue
            told |= {entity.country for entity in candidate.entities if entity.country}
        return told.pop() if len(told) == 1 and here not in told else None

    def _only_peoples(self, places: set[str]) -> bool:
        """Whether the text names no state but those of single people: "an Indian shopkeeper" in Suva."""
        return bool(self.scene.countries) and not places and not self.scene.states_told

    def _battlefield(self) -> str | None:
        """The one state in which the places of a text lie, when its dateline is elsewhere: there its rebels
        are."""
        here = self.scene.dateline_country
        if here is None or self.scene.bare:
            return None
        places = {place for view in self.scene.views for place in owners.places_in(self.reader, view)}
        return (
            places.pop()
            if len(places) == 1 and here not in places and here not in self.scene.countries
            else None
        )

    def _landed_in(self, view: View, before: int) -> str | None:
        """The one state whose places the text so far names, when another's troops act there: "Belgian
        paratroopers" in Kigali."""
        acting = {
            entity.country
            for candidate in self.reader.candidates
            if view.index - candidate.sentence <= 1 and candidate.weight >= 70
            if candidate.sentence < view.index or candidate.head < before
            for entity in candidate.entities
            if entity.sector == "MIL" and entity.country
        }
        if len(acting) != 1:
            return None
        texts = self.scene.views[: view.index + 1]
        places = {place for other in texts for place in owners.places_in(self.reader, other)}
        return places.pop() if len(places) == 1 and places != acting else None
