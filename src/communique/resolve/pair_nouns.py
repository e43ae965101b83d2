"""Nouns that speak of two: rule 8 and its sectors."""

from __future__ import annotations

from communique.resolve import groups
from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.people import Peoples
from communique.resolve.phrase import Phrase
from communique.resolve.view import View

LEADERS = frozenset({"leader", "president", "premier", "minister", "statesman", "man"})
"""Nouns of pairs that are persons."""


PARTIES = frozenset(
    """side party rival foe enemy adversary antagonist belligerent combatant signatory""".split()
)
"""Nouns of pairs that need not be states."""


class PairNouns(Peoples):
    """Reads "the two sides", "both leaders", "either government"."""

    def _pair(
        self, phrase: Phrase, left: list[Found]
    ) -> tuple[tuple[Entity, ...], str, tuple[Found, ...], str]:
        """Rule 8, and a refusal that names the candidates."""
        view, head = phrase.view, phrase.head
        sector = self.scene.words.pair_sector.get(phrase.lemma)
        behind = groups.listed_behind(self.scene, view, head, 2) if not left else ()
        if behind:
            return self._with_sector(behind, sector), "pair: named behind it", (), "nominal"
        if left and len(left[-1].entities) == 2:
            return self._with_sector(left[-1].entities, sector), "both halves", (left[-1],), "nominal"
        if phrase.lemma in LEADERS and not left:
            persons = self.two_persons(view, phrase.first)
            if persons:
                return persons, "pair: the two persons named last", (), "nominal"
        if phrase.lemma in PARTIES and not left:
            sides = groups.joined(self.reader, view, phrase.first, 2)
            if any(entity.kind != "state" for entity in sides):
                return sides, "pair: the two joined before", (), "nominal"
        exclude = (
            self._clause_countries(view, head) if view.low[phrase.first] in ("either", "neither") else set()
        )
        before = [
            found for found in self.reader.founds if found.sentence < view.index or found.first < phrase.first
        ]
        before = before[-80:]
        entities, why = groups.last_pair(self.scene, before, view, head, exclude, phrase.lemma)
        if not entities and not before:
            entities = groups.next_pair(self.scene, view, head)
            why = "two states named after it"
        if not entities and phrase.lemma in PARTIES:
            entities = groups.joined(self.reader, view, phrase.first, 2, groups.SIGHT)
            why = "two joined before" if entities else why
        if entities and phrase.lemma in LEADERS:
            entities = self._leaders_of(entities, before)
        if not entities:
            start, end = view.sentence.token_start[phrase.first], view.sentence.token_end[head]
            self.scene.refuse("resolve.ambiguous_pair", f"{self.scene.text[start:end]!r}: {why}", start, end)
            return (), "", (), ""
        return self._with_sector(entities, sector), f"pair: {why}", (), "nominal"

    def two_persons(self, view: View, first: int) -> tuple[Entity, ...]:
        """The two persons that the sentence so far or the one before names, when they are two."""
        persons: dict[str, Entity] = {}
        acting = self._subject_persons(view, first)
        for found in self.reader.founds[-40:]:
            here = found.sentence == view.index and found.first < first
            if found.form != "pronoun" and (here or found.sentence == view.index - 1):
                for entity in found.entities:
                    if entity.kind == "person" and entity.identity not in acting:
                        persons.setdefault(entity.identity, entity)
        return tuple(persons.values()) if len(persons) == 2 else ()

    def _subject_persons(self, view: View, token: int) -> set[str]:
        """Who acts in the clause of a token: he does not call himself one of "the two leaders"."""
        verb = view.clause_of(min(token, view.n - 1))
        found = set()
        for kid in view.kids[verb]:
            if view.sentence.deprel[kid].startswith("nsubj") and kid < token:
                mention = self.reader.heads.get((view.index, kid))
                if mention is not None:
                    found |= {entity.identity for entity in mention.entities}
        return found

    def _leaders_of(self, entities: tuple[Entity, ...], before: list[Found]) -> tuple[Entity, ...]:
        """For "the two leaders" the persons of the two states, where the text has named them."""
        chosen = []
        for entity in entities:
            person = next(
                (
                    other
                    for found in reversed(before)
                    for other in found.entities
                    if other.kind == "person" and other.country == entity.country and other.sector == "GOV"
                ),
                entity,
            )
            chosen.append(person)
        return tuple(chosen) if all(entity.kind == "person" for entity in chosen) else entities

    def _with_sector(self, entities: tuple[Entity, ...], sector: str | None) -> tuple[Entity, ...]:
        return tuple(
            self.scene.maker.state(entity.country, sector)
            if entity.country and entity.kind != "person" and (sector or entity.kind != "state")
            else entity
            for entity in entities
        )
