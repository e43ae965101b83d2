"""What the sentence and the text around a noun say of its country."""

from __future__ import annotations

from communique.resolve import owners
from communique.resolve.entity import Entity
from communique.resolve.owning import Owning
from communique.resolve.phrase import Phrase
from communique.resolve.salience import Candidate
from communique.resolve.view import View

_SEND = frozenset(
    {
        "send",
        "dispatch",
        "deploy",
        "withdraw",
        "pull",
        "lead",
        "field",
        "appoint",
        "name",
        "order",
        "move",
        "station",
        "have",
        "keep",
        "maintain",
        "base",
        "mass",
        "recall",
    }
)


_VISIT = frozenset(
    """visit tour invade bomb attack threaten criticize criticise condemn welcome warn urge accuse praise
    thank""".split()
)
"""What nobody does to a country in which he is at home."""

OWNED = frozenset({"his", "her", "its", "their", "our", "my", "your", "whose"})
"""Possessors."""

UNKNOWN = frozenset({"gunman", "assailant", "attacker", "intruder"})
"""Those who are called so because nobody knows whose they are."""

TAKEN = frozenset({"hostage", "prisoner", "captive", "detainee", "survivor", "foreigner", "passenger"})
"""Those who may be from anywhere, wherever they are held or found."""

MISSIONS = frozenset({"embassy", "consulate", "ambassador", "consul", "mission"})
"""Those who stand for a state in another one: what is told around them need not be of theirs."""

ARMED_BANDS = frozenset({"REB", "PRM", "SEP"})
"""Sectors of those who fight where they are told of, wherever the report comes from."""

STRANGERS = frozenset({"UAF", "CRM"})
"""Sectors of those whom a dateline tells least of."""


class Surroundings(Owning):
    """Countries from places, subjects, salience, dateline and main state."""

    def _focus(self, phrase: Phrase) -> tuple[str | None, str]:
        """The state that an unowned description means: the most salient one; none when two are as salient."""
        country = owners.located(self.reader, phrase.view, phrase.head)
        if country:
            return country, "place in the phrase"
        only = self.scene.only_country
        if only is not None and len(self.scene.countries) == 1:
            return only, "the only state of the article"
        scores: dict[str, float] = {}
        best: dict[str, Candidate] = {}
        for candidate in self.reader.candidates:
            distance = phrase.view.index - candidate.sentence
            if distance > 4 or (distance == 0 and candidate.head >= phrase.first):
                continue
            for entity in candidate.entities:
                if entity.sector in ("JRN", "EDU") or entity.name in MISSIONS:
                    continue
                if entity.country and len(candidate.entities) == 1:
                    score = candidate.weight * (0.5**distance) + (20 if distance == 0 else 0)
                    if score > scores.get(entity.country, 0.0):
                        scores[entity.country] = score
                        best[entity.country] = candidate
        ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        main = self._main_country()
        if main is not None and not any(
            candidate.sentence == phrase.view.index and candidate.weight >= 70 for candidate in best.values()
        ):
            return main, "the article's main state"
        if not ranked:
            here = self.scene.dateline_country
            if only is None and here is not None and not self.scene.countries:
                return here, "country of the dateline"
            return (only, "the article's main state") if only else (None, "")
        if len(ranked) > 1 and ranked[1][1] > 0.9 * ranked[0][1]:
            if only in (ranked[0][0], ranked[1][0]):
                return only, "the article's main state"
            names = " or ".join(sorted(self.scene.knowledge.name("country", id) for id, _ in ranked[:2]))
            view = phrase.view
            start, end = view.sentence.token_start[phrase.first], view.sentence.token_end[phrase.head]
            self.scene.refuse(
                "resolve.ambiguous_description", f"{self.scene.text[start:end]!r} may be {names}", start, end
            )
            return None, ""
        return ranked[0][0], "the state spoken of last"

    def _main_country(self) -> str | None:
        """The article's state: far the most named, or the dateline's when none is named more often."""
        scene = self.scene
        if scene.only_country is not None:
            return scene.only_country
        top = scene.countries.most_common(1)
        if (
            top
            and scene.dateline_country is not None
            and scene.countries[scene.dateline_country] == top[0][1]
        ):
            return scene.dateline_country
        return None

    def _focus_before(self, view: View, head: int) -> tuple[str | None, str]:
        """As `_focus`, for a plain token."""
        return self._focus(Phrase(view, head, None, None, None))

    def _clause_subject(self, view: View, head: int) -> str | None:
        """The country of the subject of the clause a noun stands in, else of the sentence before."""
        verb = view.clause_of(head)
        for kid in view.kids[verb]:
            if view.sentence.deprel[kid].startswith("nsubj") and kid != head:
                found = self.reader.at(view, kid)
                if found is not None:
                    return next((entity.country for entity in found.entities if entity.country), None)
        country, _ = self._focus_before(view, head)
        return country

    def _subject_entity(self, phrase: Phrase) -> Entity | None:
        view = phrase.view
        verb = view.clause_of(phrase.head)
        for kid in view.kids[verb]:
            if view.sentence.deprel[kid].startswith("nsubj") and kid != phrase.head:
                found = self.reader.at(view, kid)
                if found is not None and found.entities:
                    return found.entities[0]
        return None

    def _clause_countries(self, view: View, head: int) -> set[str]:
        """Countries of the subject of the clause a token stands in: they cannot be their own counterpart."""
        found: set[str] = set()
        verb = view.clause_of(head)
        for kid in view.kids[verb]:
            if view.sentence.deprel[kid].startswith("nsubj") and kid < head:
                mention = self.reader.at(view, kid)
                if mention is not None:
                    found |= {entity.country for entity in mention.entities if entity.country}
        return found

    def _sender(self, phrase: Phrase) -> str | None:
        """The country of whoever sends a delegation, an envoy, troops: the subject of the verb it is the
        object of."""
        view, head = phrase.view, phrase.head
        sentence = view.sentence
        if sentence.deprel[head] == "conj":
            head = sentence.head[head]
        verb = sentence.head[head]
        if (
            head < 0
            or sentence.deprel[head] != "obj"
            or verb < 0
            or sentence.lemma[verb].lower() not in _SEND
        ):
            return None
        for _ in range(6):
            for kid in view.kids[verb]:
                if sentence.deprel[kid].startswith("nsubj"):
                    relative = (
                        view.low[kid] in ("which", "that", "who") and sentence.deprel[verb] == "acl:relcl"
                    )
                    found = self.reader.at(view, sentence.head[verb] if relative else kid)
                    if found is not None and found.entities:
                        return found.entities[0].country
            verb = sentence.head[verb]
            if verb < 0:
                return None
        return None

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
        acts = view.relation(phrase.head).startswith("nsubj")
        verb = view.sentence.head[phrase.head]
        visited = acts and view.sentence.lemma[verb] in _VISIT and owners.takes_part(view, verb)
        if len(places) == 1 and not visited and not self._deals_with(phrase, next(iter(places))):
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
        if only is not None and self._deals_with(phrase, only):
            return None, ""
        if only is not None and not (places or self.scene.bare or of_name or unknown):
            return only, "agent noun, the only state of the article"
        before = self.last_by_noun.get(phrase.key)
        if before is not None and not phrase.indefinite and view.index - before[0] <= 12:
            return before[1].country, "the same noun before"
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

    def _deals_with(self, phrase: Phrase, country: str) -> bool:
        """Whether who deals with other states deals with this one: "Foreign Minister visits Oman"."""
        view = phrase.view
        subject = view.relation(phrase.head).startswith("nsubj")
        if phrase.key not in self.scene.words["foreign_affairs"] or not subject:
            return False
        verb = view.sentence.head[phrase.head]
        return any(
            item.first > verb
            and item.kind in ("country", "demonym", "capital", "place")
            and any(entity.country == country for entity in item.entities)
            for item in view.items
        )

    def _only_peoples(self, places: set[str]) -> bool:
        """Whether the text names no state but those of single people: "an Indian shopkeeper" in Suva."""
        return bool(self.scene.countries) and not places and not self.scene.states_told

    def topic(self, view: View, before: int) -> str | None:
        """The state of the subjects before a word in its sentence, when they are of one; else of the sentence
        before."""
        for distance in (0, 1):
            found: dict[str, None] = {}
            for candidate in self.reader.candidates:
                if view.index - candidate.sentence != distance or (
                    distance == 0 and candidate.head >= before
                ):
                    continue
                if candidate.weight >= 70 and len(candidate.entities) == 1:
                    entity = candidate.entities[0]
                    if entity.country and entity.sector in (
                        None,
                        "GOV",
                        "MIL",
                        "LEG",
                        "JUD",
                        "COP",
                        "PTY",
                        "OPP",
                    ):
                        found.setdefault(entity.country)
            if len(found) == 1:
                return next(iter(found))
            if found:
                return None
        return None

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
