"""Names as mentions: countries, organisations, and what stands in front of them."""

from __future__ import annotations

import msgspec

from communique.resolve import capitals, kinds, premises
from communique.resolve.body_names import OWN_DEMONYM
from communique.resolve.entity import INTERNATIONAL, Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.organisations import unknown_body
from communique.resolve.owners import places_in
from communique.resolve.reading import Reading
from communique.resolve.salience import weight_of
from communique.resolve.view import PREMODIFIER, View
from communique.resolve.words import Body

HOME = frozenset({"BUS", "JRN", "LAB", "MED", "EDU", "REL", "AGR"})
"""Sectors of bodies that mostly are of the state that a text is about."""


class NameReader(Reading):
    """Reads the names that are no persons."""

    def _name(self, view: View, item: Item, head: int) -> Found | None:
        if item.kind in ("blocked", "shared", "place") or not item.entities:
            return self.nouns.shared_whole(view, item, head) if item.kind == "shared" else None
        if item.kind in ("country", "capital") and capitals.is_place(self.scene, view, item):
            item.rule = "place"
            item.kind = "place"
            return None
        if item.kind == "person":
            self._person_once(view, item)
            return self.heads.get((view.index, head))
        if item.kind == "organisation" and premises.is_premises(self.scene, view, head, item):
            item.rule, item.kind = "place", "place"
            return None
        modifier = is_modifier(view, item, head)
        if item.kind == "demonym" and kinds.is_kind_only(self.scene, view, item, head, modifier):
            item.kind, item.rule = "blocked", "kind of thing"
            return None
        if modifier and item.kind != "demonym" and kinds.is_ware(self.scene, view, item, head):
            item.kind, item.rule = "blocked", "name of a thing"
            return None
        if modifier and item.kind == "demonym" and kinds.is_border(self.scene, view, item, head):
            item.kind, item.rule = "place", "place"
            return None
        entities = item.entities
        owning = modifier and view.is_possessor(head)
        if item.kind == "organisation" and not entities[0].id and (owning or not modifier):
            self._organisation_by_words(view, item, head)
            entities = item.entities
        if item.kind == "organisation" and not modifier and self._is_people(view, item, head):
            entities = tuple(msgspec.structs.replace(entity, kind="agent") for entity in entities)
            self._lead_of_people(view, item)
        entities = self._with_joined_owner(view, item, head, entities)
        rule = item.rule if item.rule != "name" else {
            "country": "country's name", "demonym": "demonym", "capital": "capital for its government"
        }.get(item.kind, "name")  # fmt: skip
        if modifier:
            found = Found(
                view.index, head, item.first, item.last, (item.start, item.end), "modifier", entities, rule
            )
        else:
            first, last = (
                min(item.first, view.left_edge(head)),
                max(item.last, view.right_edge(head, of_only=True)),
            )
            first = self._clip(view, first, item)
            if item.kind == "demonym":
                return self.nouns.people(view, item, head, first, last)
            found = Found(view.index, head, first, last, (item.start, item.end), "name", entities, rule)
        found.item = item
        found.refusal = item.refusal
        found.plural = len(entities) > 1
        found.role = 0 if modifier else int(weight_of(view, head))
        self._lead(view, item)
        return found

    def _with_joined_owner(
        self, view: View, item: Item, head: int, entities: tuple[Entity, ...]
    ) -> tuple[Entity, ...]:
        """ "Nigerian and British armed forces": the body of each state whose adjective is joined."""
        joint = item.first - 1
        if item.kind != "organisation" or len(entities) != 1 or not view.is_plural(head) or joint < 1:
            return entities
        other = view.item_at[joint - 1]
        if view.low[joint] != "and" or other is None or other.kind not in ("demonym", "country"):
            return entities
        own = entities[0]
        leading = view.item_at[item.first + 1] is item and len(other.entities) == 1
        if not leading or not own.country or own.org_kind not in OWN_DEMONYM:
            return entities
        state = other.entities[0].country
        rest = view.sentence.form[item.first + 1 : item.last]
        name = " ".join([self.scene.text[other.start : other.end], *rest])
        known = [ref.id for ref in self.scene.knowledge.lookup(name) if ref.kind == "organisation"]
        if len(known) == 1:
            return (self.scene.maker.organisation(known[0]), own)
        return (unknown_body(self.scene, name, state, Body(own.sector or "", "", own.org_kind)), own)

    def _clip(self, view: View, first: int, item: Item) -> int:
        """Keeps a name's phrase from running over another name that only stands beside it."""
        for token in range(item.first - 1, first - 1, -1):
            other = view.item_at[token]
            if other is not None and other.kind in ("person", "blocked"):
                return token + 1
            if other is not None and item.kind == "country" and view.sentence.upos[token + 1] == "CCONJ":
                return token + 2
            if view.low[token] in (",", ";", ":", "—", "–", "(", "“", '"', "‘", "”"):
                return token + 1
        return first

    def _lead(self, view: View, item: Item) -> None:
        """A descriptive name keeps the country that leads it as a mention: "South Korean" in "South Korean
        army"."""
        if item.kind != "organisation" or item.last - item.first < 2 or not item.entities[0].country:
            return
        if item.entities[0].org_kind not in OWN_DEMONYM or item.key.endswith("authority"):
            return
        scene = self.scene
        for last in range(min(item.first + 3, item.last - 1), item.first, -1):
            start, end = view.sentence.token_start[item.first], view.sentence.token_end[last - 1]
            refs = scene.knowledge.lookup(scene.text[start:end])
            ids = {ref.id for ref in refs if ref.kind == "country"}
            if len(ids) != 1 or ids != {item.entities[0].country}:
                continue
            rest = last + 1 if view.low[last] in ("'s", "’s") else last
            if rest >= item.last or not self.nouns.is_body(view, rest, item.last):
                return
            key = (view.index, last - 1)
            entity = scene.maker.state(next(iter(ids)))
            found = Found(
                view.index, last - 1, item.first, last, (start, end), "modifier", (entity,), "demonym"
            )
            self.founds.append(found)
            self.heads.setdefault(key, found)
            return

    def _is_people(self, view: View, item: Item, head: int) -> bool:
        """Whether a name of the tables ends in a noun for people: "Hamas gunmen" are of Hamas, not Hamas."""
        if item.last - item.first < 2 or head != item.last - 1 or not view.is_plural(head):
            return False
        agent = self.scene.knowledge.agent(view.sentence.lemma[head])
        return agent is not None and view.low[head] == agent.plural and view.sentence.form[head].islower()

    def _lead_of_people(self, view: View, item: Item) -> None:
        """The body or people whose name begins such a phrase: a mention of its own."""
        scene = self.scene
        for last in range(item.last - 1, item.first, -1):
            start, end = view.sentence.token_start[item.first], view.sentence.token_end[last - 1]
            refs = scene.knowledge.lookup(scene.text[start:end])
            bodies = {ref.id for ref in refs if ref.kind == "organisation"}
            states = {ref.id for ref in refs if ref.kind == "country"}
            if " ".join(view.low[item.first : last]) in scene.words.peoples:
                states = set()
            same = item.entities[0].id.removeprefix("organisation:")
            if same in bodies:
                entity, rule = item.entities[0], "organisation's name"
            elif len(states) == 1:
                entity, rule = scene.maker.state(states.pop()), "demonym"
            else:
                continue
            found = Found(view.index, last - 1, item.first, last, (start, end), "modifier", (entity,), rule)
            self.founds.append(found)
            self.heads.setdefault((view.index, last - 1), found)
            return

    def _organisation_by_words(self, view: View, item: Item, head: int) -> None:
        """An organisation without entry takes sector and country from the words around it: "Spanish airline
        Iberia"."""
        entity = self.latest(item.entities[0])
        described = self.nouns.beside_name(view, item) if not entity.told else None
        if described is not None:
            entity = msgspec.structs.replace(
                entity,
                country=described.country,
                sector=described.sector,
                alt=described.alt,
                org_kind=described.org_kind,
            )
        elif entity.country is None and entity.sector and entity.sector not in INTERNATIONAL:
            owners = self.nouns.owners_left(view, view.left_edge(head), item.first)
            country = next((e.country for owner in owners for e in owner.entities if e.country), None)
            if country is not None:
                sector = (
                    "GOV"
                    if entity.sector == "CVL" and owners[0].entities[0].sector == "GOV"
                    else entity.sector
                )
                entity = msgspec.structs.replace(entity, country=country, sector=sector)
            elif entity.sector in self.scene.words["context.scene"] and not self.scene.bare:
                entity = self._by_scene(view, item, entity)
            elif entity.sector in HOME and not self.scene.bare:
                entity = self._at_home(entity)
        if entity != item.entities[0]:
            self._profiles[entity.key] = entity
        item.entities = (entity,)

    def _person_once(self, view: View, item: Item) -> None:
        """Reads a person's name unless it has been read."""
        raise NotImplementedError

    def _at_home(self, entity: Entity) -> Entity:
        """A bank, a union, a newspaper without entry, in a text that is about one state only."""
        scene = self.scene
        named = set(scene.countries)
        here = scene.dateline_country
        country = next(iter(named)) if len(named) == 1 else here if not named else None
        if country is None or (here is not None and here != country):
            return entity
        if here is None and entity.sector in ("BUS", "JRN"):
            return entity
        return msgspec.structs.replace(entity, country=country)

    def _by_scene(self, view: View, item: Item, entity: Entity) -> Entity:
        """ "In Moscow, the Foreign Ministry": the state of the sentence's place, of the dateline, of the
        article."""
        places = places_in(self, view)
        country = places.pop() if len(places) == 1 else None
        if entity.org_kind == "parliament":
            country = self._state_of_house(view.low[item.last - 1]) or country
        country = country or self.scene.dateline_country or self.scene.only_country
        country = country or self.nouns.topic(view, item.first)
        if country is None:
            return entity
        body = Body(entity.sector or "", entity.alt, entity.org_kind)
        return unknown_body(self.scene, entity.name or "", country, body)

    def _state_of_house(self, word: str) -> str | None:
        """The one state of the article whose parliament goes by a word: "Congress", "Knesset", "Senate"."""
        knowledge = self.scene.knowledge
        found = [
            country
            for country in self.scene.countries
            if any(
                word in name.text.lower().split()
                for row in knowledge.find_organisations(country, "parliament")
                for name in knowledge.names_of("organisation", row.id)
            )
        ]
        return found[0] if len(found) == 1 else None


def is_modifier(view: View, item: Item, head: int) -> bool:
    """Whether a name stands inside a larger noun phrase, before its head."""
    sentence = view.sentence
    governor = sentence.head[head]
    if item.kind == "demonym" and item.last < view.n and sentence.upos[item.last] == "NOUN":
        other = view.item_at[item.last]
        if other is None or other.kind in ("agent", "title"):
            return True
    if governor < 0:
        return False
    relation = view.relation(head)
    if relation in ("nmod:poss",):
        return True
    first = head
    for _ in range(8):
        if sentence.deprel[first] != "conj":
            break
        first = sentence.head[first]
    governor = sentence.head[first]
    if governor < item.last:
        return False
    return relation in PREMODIFIER and sentence.upos[governor] in (
        "NOUN",
        "PROPN",
        "ADJ",
        "NUM",
        "VERB",
        "SYM",
        "X",
    )
