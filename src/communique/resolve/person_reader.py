"""Persons as mentions: name, title and owners in one phrase, with the sector of the day (rules 2 and 5)."""

from __future__ import annotations

import msgspec

from communique.resolve.entity import INTERNATIONAL, Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.name_reader import NameReader, is_modifier
from communique.resolve.owning import POSTED
from communique.resolve.persons import late_person
from communique.resolve.salience import weight_of
from communique.resolve.surnames import has_word
from communique.resolve.view import View

RELATIVE = frozenset(
    {"rival", "foe", "ally", "opponent", "counterpart", "successor", "predecessor", "friend", "guest", "host"}
)
"""Nouns that say what somebody is to another, and not what he is."""


AT_HOME = frozenset({"GOV", "MIL", "LEG", "COP"})
"""Sectors of whoever bears a title without saying of which state: most likely of the text's."""


class PersonReader(NameReader):
    """Reads the names of persons."""

    def _person(self, view: View, item: Item) -> None:
        """A person's name with the title and owners before it: one mention, its inner names modifiers."""
        head = view.head_of(item.first, item.last)
        first, title_tokens = self.nouns.title_run(view, item)
        entity = item.entities[0]
        entity = self.latest(entity)
        former = has_word(item.title, self.scene.words["former.ex"])
        late = has_word(item.title, self.scene.words["former.late"])
        owners = self.nouns.owners_left(view, first, item.first) if first < item.first else []
        if entity.id.startswith("person:"):
            entity = self._dated(view, item, entity, former, late)
            entity = self._as_called(item, entity, title_tokens)
            if entity.sector in ("ELI", None, "CVL", "PTY", "OPP") and not former and not late:
                entity = self._by_text(view, item, entity, title_tokens, owners)
        else:
            entity = self._described(view, item, entity, title_tokens, owners, former)
        item.entities = (entity,)
        modifier = is_modifier(view, item, head) and not view.is_possessor(head)
        governor = view.sentence.head[head]
        if modifier and first <= governor < item.first:
            modifier = False
        for token in title_tokens:
            self.consumed.add((view.index, token))
        if title_tokens and view.sentence.upos[head] in ("NOUN", "PROPN"):
            outer = [token for token in title_tokens if not first <= view.sentence.head[token] < item.last]
        else:
            outer = []
        rule = item.rule
        if item.title and rule == "full name":
            rule = "title and name"
        if modifier and first == item.first and view.sentence.deprel[head] in ("compound", "amod"):
            found = Found(
                view.index, head, item.first, item.last, (item.start, item.end), "modifier", (entity,), rule
            )
        else:
            found = Found(view.index, head, first, item.last, (item.start, item.end), "name", (entity,), rule)
        found.item = item
        found.title = item.title
        found.role = int(weight_of(view, outer[0] if outer else head))
        found.refusal = item.refusal
        self.done.add((view.index, head))
        self.add(found)
        for token in outer:
            self.heads.setdefault((view.index, token), found)

    def _dated(self, view: View, item: Item, entity: Entity, former: bool, late: bool) -> Entity:
        """The sector that the person had on the day that the words speak of (rule 5)."""
        id = entity.id.removeprefix("person:")
        if late:
            return late_person(self.scene, id)
        title = " ".join(word for word in item.title.split() if word not in self.scene.words["former.ex"])
        on = self.day(view, item.title)
        now = self.scene.on
        if (
            on != now
            and not former
            and now is not None
            and not has_word(item.title, self.scene.words["former.then"])
        ):
            offices_of = self.scene.knowledge.offices_of
            if not offices_of(id, on) and offices_of(id, now):
                on = now  # the year in the sentence is of something else
        return self.scene.maker.person(id, on, title, former)

    def _as_called(self, item: Item, entity: Entity, title_tokens: list[int]) -> Entity:
        """A leader of the opposition is one whatever he held; without a day so is a warlord or a rebel."""
        if "opposition" in item.title and entity.sector != "OPP":
            return msgspec.structs.replace(entity, sector="OPP", alt="PTY", office=None)
        given = entity.sector not in ("GOV", "ELI", "CVL", "PTY", None)
        if self.scene.on is not None or given or not title_tokens or not item.title:
            return entity
        words = item.title.split()
        for first in range(len(words)):
            agent = self.scene.knowledge.agent(" ".join(words[first:]))
            if agent is not None and agent.sector in ("REB", "PRM", "OPP"):
                sectors = {"sector": agent.sector, "alt": entity.sector or ""}
                return msgspec.structs.replace(entity, office=None, **sectors)
        return entity

    def _by_text(
        self, view: View, item: Item, entity: Entity, title_tokens: list[int], owners: list[Found]
    ) -> Entity:
        """A person without a known office on the day, in the office that the text gives."""
        described = self.nouns.title_entity(view, item, title_tokens, owners) or self.nouns.apposition(
            view, item
        )
        if described is None or not described.sector or described.sector in ("UNK", "ELI", "CVL"):
            return entity
        if described.country and entity.country and described.country != entity.country:
            # The tables know whose he is; the country around his title is somebody else's.
            if described.key in RELATIVE:
                return entity
            described = msgspec.structs.replace(described, country=entity.country)
        international = described.sector in INTERNATIONAL and not described.country
        return msgspec.structs.replace(
            entity,
            country=None if international else described.country or entity.country,
            sector=described.sector,
            alt="ELI",
            office=item.title or described.name,
        )

    def _described(
        self,
        view: View,
        item: Item,
        entity: Entity,
        title_tokens: list[int],
        owners: list[Found],
        former: bool,
    ) -> Entity:
        """A person without entry takes country and sector from title, owner and apposition."""
        country, sector, alt, office, sex = (
            entity.country,
            entity.sector,
            entity.alt,
            entity.office,
            entity.sex,
        )
        described = self.nouns.title_entity(view, item, title_tokens, owners)
        if described is None:
            described = self.nouns.apposition(view, item)
        if described is not None:
            country = described.country or country
            if described.sector and (not sector or sector in ("UNK", "CVL")):
                sector, alt, office = described.sector, described.alt, item.title or office
        elif owners and not country:
            country = next((e.country for owner in owners for e in owner.entities if e.country), None)
        if country is None and sector in AT_HOME and described is not None and not self.scene.bare:
            country = self._home_of(item.title or described.key)
        if former and sector in ("GOV", "MIL", "LEG", "PTY"):
            sector, alt = "ELI", sector
        new = Entity(
            "person", entity.id, entity.name, country, sector, alt, entity.person, office, entity.key, "", sex
        )
        if new != entity:
            self._profiles[entity.key] = new
        return new

    def _home_of(self, title: str) -> str | None:
        """The one state of the text for a minister or officer whose title names none, envoys apart."""
        words = title.split()
        if not words or (words[-1] in POSTED and "police" not in words):
            return None
        scene, here = self.scene, self.scene.dateline_country
        if len(scene.countries) == 1:
            return scene.only_country if here is None or here in scene.countries else None
        if scene.countries:
            return here if here is not None and here in scene.countries else None
        return here
