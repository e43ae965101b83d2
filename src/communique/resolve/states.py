"""Nouns for a state and its government: "his regime", "the country", "the isolated state"."""

from __future__ import annotations

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.phrase import Phrase
from communique.resolve.surroundings import Surroundings
from communique.resolve.view import PREMODIFIER


class StateNouns(Surroundings):
    """Reads government and country nouns."""

    def _government(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """ "the North Korean regime", "his regime", "the government"."""
        if holder is not None:
            owner = holder.entities[0]
            if (
                owner.kind == "organisation"
                and owner.sector not in ("GOV", None)
                and owner.org_kind not in ("presidency", "government", "crown")
            ):
                return owner, "government of an organisation"
            if owner.country:
                rule = "government of a state" if owner.kind == "state" else "government of its head"
                return self.scene.maker.state(owner.country, "GOV"), rule
            return (owner, "government of its head") if owner.told else (None, "")
        if phrase.lemma in ("government", "regime", "administration") and phrase.plural:
            return self._agent_entity(phrase, None, "GOV", ""), "government noun, no owner"
        if self._has(phrase, "context.foreign") or (phrase.indefinite and not phrase.plural):
            return self._agent_entity(phrase, None, "GOV", ""), "government noun, no owner"
        state, rule = self._focus(phrase)
        if state is not None:
            return self.scene.maker.state(state, "GOV"), rule
        return self._agent_entity(phrase, None, "GOV", ""), "government noun, no owner"

    def _country(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """ "his country", "the isolated state", "the country": the owner's state, or the state spoken of."""
        like = phrase.lemma in self.scene.words["country_like"]
        if holder is not None and holder.form == "pronoun" and holder.entities[0].country and not like:
            return self.scene.maker.state(holder.entities[0].country), "description of the owner's state"
        if (
            (
                holder is not None
                and holder.entities[0].country
                and not like
                and phrase.lemma in ("nation", "republic", "country", "state")
                and not phrase.plural
                and holder.form != "name"
            )
            and holder.item is not None
            and holder.item.kind == "demonym"
        ):
            return self.scene.maker.state(holder.entities[0].country), "description of a state"
        if holder is not None or not phrase.definite or phrase.plural:
            return None, ""
        if (
            phrase.lemma in ("state", "power", "island", "republic", "federation")
            and phrase.head - phrase.first < 2
        ):
            return None, ""
        if like and phrase.head - phrase.first < 2:
            return None, ""
        if phrase.view.relation(phrase.head) in PREMODIFIER and not phrase.view.is_possessor(phrase.head):
            return None, ""
        if phrase.view.case_of(phrase.head) in self.scene.words["place.inner"]:
            return None, ""
        state, rule = self._focus(phrase)
        return (self.scene.maker.state(state), "description: " + rule) if state else (None, "")
