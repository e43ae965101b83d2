"""Rule 9: a spokesperson stands for the body spoken for."""

from __future__ import annotations

import msgspec

from communique.knowledge import Agent
from communique.resolve import owners
from communique.resolve.bodies import BodyNouns
from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.organisations import body_of
from communique.resolve.phrase import Phrase
from communique.resolve.words import Body

BODY_ADJECTIVES = {
    "presidential": "presidency", "government": "government", "governmental": "government",
    "military": "army", "army": "army",
    "police": "police", "parliamentary": "parliament", "judicial": "court", "ministerial": "ministry",
    "defence": "ministry",
    "foreign": "ministry", "cabinet": "government", "palace": "presidency", "party": "party",
    "ministry": "ministry",
}  # fmt: skip
"""What the word before "spokesman" says of the body spoken for."""

SECTOR_OF_BODY = {
    "presidency": "GOV",
    "government": "GOV",
    "army": "MIL",
    "police": "COP",
    "parliament": "LEG",
    "court": "JUD",
    "ministry": "GOV",
    "party": "PTY",
}


PEOPLES_VOICES = frozenset({"REB", "OPP", "PRM", "REF", "LAB", "UAF", "SEP", "AGR"})
"""Sectors of people, and no bodies, that have spokesmen: "rebel", "opposition", "refugee"."""


class Spokespeople(BodyNouns):
    """Reads "spokesman", with and without the body named."""

    def _spokesperson(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """Rule 9: the organisation's country and sector."""
        view = phrase.view
        begin = self._after_owners(view, phrase)
        front = view.low[begin : phrase.head]
        kind = ""
        body: Body | None = None
        if front:
            body = body_of(self.scene, front)
            kind = BODY_ADJECTIVES.get(front[-1], body.kind if body else "")
        sector = body.sector if body else SECTOR_OF_BODY.get(kind, "")
        people = self._people_spoken_for(phrase) if not kind else None
        if people is not None and (holder is None or holder.entities[0].kind == "state"):
            country, rule = self._country_of(holder), ""
            if country is None:
                country, rule = self._surroundings(phrase, people.sector)
            return self._agent_entity(
                phrase, country, people.sector, people.alt
            ), rule or "spokesperson of people"
        if holder is not None:
            owner = holder.entities[0]
            if owner.kind == "organisation":
                return self._voice(owner, phrase), "spokesperson of an organisation"
            if owner.kind == "agent" and owner.sector and not kind:
                return self._agent_entity(phrase, owner.country, owner.sector, ""), "spokesperson of people"
            if owner.kind == "person":
                if owner.country and owner.sector == "GOV":
                    return self.scene.maker.state(owner.country, "GOV"), "spokesperson of an office-holder"
                return owner, "spokesperson of a person"
            if owner.country:
                body_of_it = self._body_of_state(owner.country, kind, sector or "GOV", phrase)
                return self._voice(body_of_it, phrase), "spokesperson of a state"
            return owner, "spokesperson"
        if not front and not phrase.indefinite:
            known = self._last_spoken()
            if known is not None:
                return known, "the speaker before"
        if kind:
            country, rule = self._office_in_sentence(phrase, kind)
            if country is None:
                country, rule = self._surroundings(phrase, sector or "GOV")
            if country is not None:
                spoken_for = self._body_of_state(country, kind, sector or "GOV", phrase)
                return self._voice(spoken_for, phrase), f"spokesperson, {rule}"
            return self._agent_entity(phrase, None, sector or "GOV", ""), "spokesperson, no owner"
        return (
            (self._agent_entity(phrase, None, "UNK", ""), "spokesperson, no owner")
            if phrase.item
            else (None, "")
        )

    def _people_spoken_for(self, phrase: Phrase) -> Agent | None:
        """The people whom the word before names: "a rebel spokesman"."""
        own = phrase.agent if " " in phrase.key else self._kin(phrase)
        return own if own is not None and own.sector in PEOPLES_VOICES else None

    def _voice(self, owner: Entity, phrase: Phrase) -> Entity:
        """Somebody without a name who speaks for an organisation: its name and sector, as an agent."""
        if phrase.plural or owner.kind == "state":
            return owner
        return msgspec.structs.replace(owner, kind="agent")

    def _office_in_sentence(self, phrase: Phrase, kind: str) -> tuple[str | None, str]:
        """The country of a body of the same kind in the same sentence ("… said South Korean President's
        office …")."""
        for item in phrase.view.items:
            if (
                item.kind == "organisation"
                and item.entities
                and item.entities[0].org_kind == kind
                and item.entities[0].country
            ):
                return item.entities[0].country, "body of the same sentence"
        if kind == "presidency":
            for item in phrase.view.items:
                if item.kind == "title" and item.key in (
                    "president",
                    "president's office",
                    "presidential office",
                ):
                    near = owners.owners_left(self.reader, phrase.view, max(0, item.first - 3), item.first)
                    country = next((e.country for found in near for e in found.entities if e.country), None)
                    if country:
                        return country, "office of the same sentence"
        return None, ""

    def _last_spoken(self) -> Entity | None:
        for found in reversed(self.reader.founds[-30:]):
            if found.rule.startswith("spokesperson") and found.entities:
                return found.entities[0]
        return None
