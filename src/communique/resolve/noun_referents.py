"""Whom a noun stands for, given whose it is: the order in which the readers of nouns are asked."""

from __future__ import annotations

from communique.resolve.agents import ARMED
from communique.resolve.apposed_nouns import ApposedNouns
from communique.resolve.bodies import STATE_MEDIA, SUCH
from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.others import the_other
from communique.resolve.phrase import Phrase

PERSONS = frozenset({"man", "woman", "boy", "girl", "child", "teenager", "person", "youth", "couple"})
"""Nouns that only say that somebody is a person: private persons, whoever they belong to."""

UNDER_ARMS = ARMED | {"MIL", "COP"}
"""Sectors whose men are not private persons: "masked Hamas men", "the colonel and his men"."""


class NounReferents(ApposedNouns):
    """Asks office, body, country and agent in turn whom a noun stands for."""

    def _circle(self, phrase: Phrase, holder: Found) -> tuple[Entity | None, str]:
        """ "The president's office", "the Rao camp": the people around somebody, as one body."""
        owner = holder.entities[0]
        inside = phrase.view.case_of(phrase.head) in self.scene.words["place.prepositions"]
        if owner.kind not in ("person", "organisation") or not owner.told:
            return None, ""
        if inside or holder.last > phrase.head:
            return None, ""
        sector = "PTY" if phrase.lemma == "camp" and owner.kind == "person" else owner.sector
        text, alt = self._text(phrase), owner.sector or ""
        body = Entity("organisation", "", text, owner.country, sector, alt, key=phrase.lemma)
        return body, f"{phrase.lemma} of an owner"

    def _several(
        self, phrase: Phrase, left: list[Found]
    ) -> tuple[tuple[Entity, ...], str, tuple[Found, ...], str]:
        """One noun, several owners: "U.S. and South Korean troops"."""
        entities: list[Entity] = []
        rule = ""
        for holder in left:
            for owner in holder.entities:
                alone = Found(
                    holder.sentence,
                    holder.head,
                    holder.first,
                    holder.last,
                    holder.core,
                    holder.form,
                    (owner,),
                    holder.rule,
                )
                entity, rule = self._one(phrase, alone)
                if entity is not None and entity not in entities:
                    entities.append(entity)
        return tuple(entities), f"{rule}, several owners", tuple(left), "nominal"

    def _one(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """Whom a noun stands for, given its owner."""
        words = self.scene.words
        lemma, view = phrase.lemma, phrase.view
        word = view.low[phrase.head]
        entity = self._office_of_name(phrase)
        if entity is not None:
            return entity, "office by its full name"
        if (
            lemma in words["speech.spokes"]
            or word in words["speech.spokes"]
            or phrase.key.endswith(tuple(words["speech.spokes"]))
            or phrase.key == "press secretary"
        ):
            return self._spokesperson(phrase, holder)
        other = the_other(self.reader, phrase, holder)
        if other is not None:
            return other, "the other one of the text"
        if (lemma in words["government"] or word in words["government"]) and not (
            lemma == "authority" and not phrase.plural and holder is None
        ):
            return self._government(phrase, holder)
        if lemma in words["country"] or (lemma in words["country_like"] and phrase.agent is None):
            return self._country(phrase, holder)
        former = self._has(phrase, "former.ex")
        if phrase.title is not None or lemma in words["leader"] or lemma in words["monarch"]:
            entity, rule = self._office(phrase, holder, former)
            if entity is not None:
                return entity, rule
        if lemma in words["circle"] and holder is not None and not phrase.plural and phrase.agent is None:
            return self._circle(phrase, holder)
        if lemma == "old":
            country, rule = self._surroundings(phrase, "CVL")
            return self._agent_entity(phrase, country, "CVL", ""), rule or "somebody"
        if lemma == "counterpart":
            return self._counterpart(phrase, holder)
        if phrase.key in STATE_MEDIA:
            country = self._country_of(holder) or self._clause_subject(view, phrase.head)
            rule = "media of a state" if holder is not None else "media of the subject's state"
            if country is not None:
                return self._state_media(country, self._text(phrase)), rule
        if holder is None and phrase.definite and not phrase.plural and phrase.key.split()[-1] in SUCH:
            known = self._last_such(phrase)
            if known is not None:
                return known, "the body spoken of last"
        if (
            holder is not None
            and holder.last == phrase.start
            and phrase.key in SUCH
            and holder.entities[0].kind == "organisation"
            and holder.form == "modifier"
        ):
            return holder.entities[0], "organisation's name"
        body = self._body(phrase, holder)
        if body is not None:
            return self._of_body(phrase, body, holder)
        if phrase.agent is not None:
            return self._agent(phrase, holder, former)
        if lemma == "man" and phrase.plural and holder is not None:
            owner = holder.entities[0]
            if owner.sector in UNDER_ARMS and owner.kind != "state":
                return self._agent_entity(phrase, owner.country, owner.sector, "CVL"), "men under arms"
        if lemma in PERSONS:
            country, rule = self._country_of(holder), "person of a state"
            if country is None:
                country, rule = self._surroundings(phrase, "CVL")
            return self._agent_entity(phrase, country, "CVL", ""), rule or "somebody"
        if phrase.title is not None and phrase.title.sector:
            country, rule = self._country_of(holder), "title"
            if holder is None:
                country, found = self._surroundings(phrase, phrase.title.sector)
                rule = found or rule
            return self._agent_entity(phrase, country, phrase.title.sector, ""), rule
        return None, ""
