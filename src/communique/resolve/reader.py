"""`Reader`: walks the sentences in text order and turns every noun phrase and pronoun into a mention."""

from __future__ import annotations

import datetime as dt
import re

import msgspec

from communique.resolve import anaphora, capitals, groups
from communique.resolve.anaphora import Candidate
from communique.resolve.entity import INTERNATIONAL, Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.nouns import NounReader
from communique.resolve.persons import has_word, late_person
from communique.resolve.quotes import Quotation, find_quotations
from communique.resolve.scene import Scene
from communique.resolve.speakers import Speakers
from communique.resolve.view import PREMODIFIER, View

HEADS = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "X", "SYM"})
WINDOW = 60
"""Candidates kept for anaphora: enough for four long sentences, so that long texts cost no more a sentence."""

_YEAR = re.compile(r"\b(?:in|since|of|until|during)\s+(?:\w+\s+)?((?:19|20)\d\d)\b")
_PLURAL_WORDS = frozenset(
    {"people", "police", "troops", "media", "authorities", "forces", "others", "many", "some", "both"}
)


class Reader:
    """Reads one scene. `founds` are the mentions in text order, `at` those headed at a token."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.founds: list[Found] = []
        self.heads: dict[tuple[int, int], Found] = {}
        self.candidates: list[Candidate] = []
        self.consumed: set[tuple[int, int]] = set()
        self.done: set[tuple[int, int]] = set()
        self.nouns = NounReader(self)
        self.quotations: list[Quotation] = find_quotations(scene)
        self.speakers = Speakers(self, self.quotations)
        self.named = frozenset(
            entity.id.removeprefix("person:")
            for bearers in scene.surnames.values()
            for _, entity in bearers
            if entity.id.startswith("person:")
        )
        """Ids of the persons that the article names in full."""
        self._profiles: dict[str, Entity] = {}
        self._days: dict[int, dt.date | None] = {}

    # The walk

    def read(self) -> None:
        """Reads every sentence."""
        before_caption: list[Candidate] | None = None
        for view in self.scene.views:
            if view.zone == "caption" and before_caption is None:
                before_caption = list(self.candidates)
            elif view.zone != "caption" and before_caption is not None:
                self.candidates = before_caption
                before_caption = None
            self._sentence(view)
        self.founds.sort(key=lambda found: (found.sentence, found.first, -found.last, found.head))

    def _sentence(self, view: View) -> None:
        for item in list(view.items):
            if item.kind == "person" and item.last <= view.n:
                self._person(view, item)
        for token in range(view.n):
            found = self.at(view, token)
            self._offer(view, token, found)
        for item in view.items:
            if item.partner is not None and item.kind == "country" and item.partner.entities:
                self._joined(view, item, item.partner)
        if len(self.candidates) > WINDOW:
            self.candidates = self.candidates[-WINDOW:]

    def _joined(self, view: View, item: Item, partner: Item) -> None:
        """ "South and North Korea": beside its halves a mention of both, that is not found by head."""
        head = view.head_of(item.first, item.last)
        core = (item.start, partner.end)
        entities = (*item.entities, *partner.entities)
        both = Found(view.index, head, item.first, partner.last, core, "name", entities, item.rule)
        self.founds.append(both)

    def at(self, view: View, token: int) -> Found | None:
        """The mention headed at a token; read now if it has not been."""
        key = (view.index, token)
        if key in self.heads:
            return self.heads[key]
        if key in self.done or key in self.consumed or (view.silent is not None and view.silent[token]):
            return None
        self.done.add(key)
        found = self._read(view, token)
        if found is not None and key not in self.heads:
            self.add(found)
        return found

    def add(self, found: Found) -> None:
        """Enters a mention."""
        self.founds.append(found)
        self.heads.setdefault((found.sentence, found.head), found)
        if found.item is not None and found.last - found.first >= 1:
            view = self.scene.views[found.sentence]
            heads = view.sentence.head
            for token in range(found.item.first, found.item.last):
                if not found.item.first <= heads[token] < found.item.last:
                    self.heads.setdefault((found.sentence, token), found)

    def _read(self, view: View, token: int) -> Found | None:
        item = view.item_at[token]
        if item is not None and item.kind not in ("agent", "title"):
            if token != view.head_of(item.first, item.last):
                return None
            return self._name(view, item, token)
        word = view.low[token]
        if word in anaphora.PRONOUNS and view.sentence.upos[token] in ("PRON", "DET", "PROPN", "NOUN", "X"):
            if word == "us" and view.sentence.form[token] == "US":
                return None
            return self._pronoun(view, token)
        if item is None and word in ("both", "two", "latter", "former", "other"):
            found = self._numbered(view, token)
            if found is not None:
                return found
        if view.sentence.upos[token] not in HEADS and item is None:
            return None
        return self.nouns.read(view, token, item)

    # Names

    def _name(self, view: View, item: Item, head: int) -> Found | None:
        if item.kind in ("blocked", "shared", "place") or not item.entities:
            return self.nouns.shared_whole(view, item, head) if item.kind == "shared" else None
        if item.kind in ("country", "capital") and capitals.is_place(self.scene, view, item):
            item.rule = "place"
            item.kind = "place"
            return None
        if item.kind == "person":
            return self.heads.get((view.index, head))
        modifier = is_modifier(view, item, head)
        entities = item.entities
        if item.kind == "organisation" and not entities[0].id and not modifier:
            self._organisation_by_words(view, item, head)
            entities = item.entities
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
        found.role = 0 if modifier else int(anaphora.weight_of(view, head))
        self._lead(view, item)
        return found

    def _clip(self, view: View, first: int, item: Item) -> int:
        """Keeps a name's phrase from running over another name that only stands beside it."""
        for token in range(item.first - 1, first - 1, -1):
            other = view.item_at[token]
            if other is not None and other.kind in ("person", "blocked"):
                return token + 1
            if view.low[token] in (",", ";", ":", "—", "–", "(", "“", '"', "‘", "”"):
                return token + 1
        return first

    def _lead(self, view: View, item: Item) -> None:
        """A descriptive name keeps the country that leads it as a mention: "South Korean" in "South Korean army"."""
        if item.kind != "organisation" or item.last - item.first < 2 or not item.entities[0].country:
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

    def _organisation_by_words(self, view: View, item: Item, head: int) -> None:
        """An organisation without entry takes sector and country from the words around it: "Spanish airline Iberia"."""
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
        if entity != item.entities[0]:
            self._profiles[entity.key] = entity
        item.entities = (entity,)

    # Persons

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
            if entity.sector in ("ELI", None, "CVL") and not former and not late:
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
        found.role = int(anaphora.weight_of(view, outer[0] if outer else head))
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
        return self.scene.maker.person(id, on, title, former)

    def _by_text(
        self, view: View, item: Item, entity: Entity, title_tokens: list[int], owners: list[Found]
    ) -> Entity:
        """A person without a known office on the day, in the office that the text gives."""
        described = self.nouns.title_entity(view, item, title_tokens, owners) or self.nouns.apposition(
            view, item
        )
        if described is None or not described.sector or described.sector in ("UNK", "ELI", "CVL"):
            return entity
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
        if former and sector in ("GOV", "MIL", "LEG", "PTY"):
            sector, alt = "ELI", sector
        new = Entity(
            "person", entity.id, entity.name, country, sector, alt, entity.person, office, entity.key, "", sex
        )
        if new != entity:
            self._profiles[entity.key] = new
        return new

    def latest(self, entity: Entity) -> Entity:
        """What the article has told of a person or organisation without entry so far."""
        return self._profiles.get(entity.key, entity) if not entity.id and entity.key else entity

    # Pronouns

    def _pronoun(self, view: View, token: int) -> Found | None:
        word = view.low[token]
        entities: tuple[Entity, ...] = ()
        rule, refusal, note = "", None, ""
        via: tuple[Found, ...] = ()
        quoted = view.quoted is not None and view.quoted[token]
        if word in anaphora.SPEAKER or word in anaphora.SPEAKERS:
            if not quoted:
                return None
            speaker = self.speakers.of(view, token)
            if speaker is None:
                return None
            via = (speaker,)
            if word in anaphora.SPEAKERS:
                entities, rule = self.speakers.we(view, token, speaker)
            else:
                entities, rule = speaker.entities, "speaker of the quotation"
        else:
            if word in anaphora.IT and anaphora.is_empty_it(view, token):
                return None
            barred: set[str] = set()
            if quoted:
                speaker = self.speakers.of(view, token)
                if speaker is not None:
                    barred = {entity.identity for entity in speaker.entities}
            chosen, rivals = anaphora.choose(
                self.scene,
                view,
                token,
                self._visible(view, token),
                barred,
                self._subject_countries(view, token),
            )
            if chosen is None:
                if rivals and all(rival.entities for rival in rivals):
                    refusal = "resolve.ambiguous_pronoun"
                    names = " or ".join(sorted({rival.entities[0].name or rival.word for rival in rivals}))
                    sentence = view.sentence
                    self.scene.refuse(
                        refusal,
                        f"{word!r} may be {names}",
                        sentence.token_start[token],
                        sentence.token_end[token],
                    )
                else:
                    return None
            elif chosen.found is None:
                return None
            else:
                entities, rule, via = chosen.entities, "pronoun", (chosen.found,)
        if not entities and refusal is None:
            return None
        sentence = view.sentence
        core = (sentence.token_start[token], sentence.token_end[token])
        found = Found(view.index, token, token, token + 1, core, "pronoun", entities, rule)
        found.via = via
        found.refusal = refusal
        found.note = note
        found.plural = word in anaphora.THEY or word in anaphora.SPEAKERS
        found.role = int(anaphora.weight_of(view, token))
        return found

    def _subject_countries(self, view: View, token: int) -> frozenset[str]:
        """Countries of the subject of the verb whose object a pronoun is."""
        sentence = view.sentence
        verb = sentence.head[token]
        if verb < 0 or sentence.deprel[token].split(":")[0] not in ("obj", "iobj", "obl"):
            return frozenset()
        for kid in view.kids[verb]:
            if sentence.deprel[kid].startswith("nsubj") and kid < token:
                found = self.heads.get((view.index, kid))
                if found is not None:
                    return frozenset(entity.country for entity in found.entities if entity.country)
        return frozenset()

    def _numbered(self, view: View, token: int) -> Found | None:
        """ "both", "the two", "each other", "the latter", "the former": of the last pair joined in the text."""
        sentence, low = view.sentence, view.low
        word = low[token]
        relation = sentence.deprel[token].split(":")[0]
        if relation not in ("nsubj", "obj", "obl", "iobj", "conj", "root", "nmod", "advmod", "appos"):
            return None
        before = low[token - 1] if token else ""
        after = sentence.upos[token + 1] if token + 1 < view.n else ""
        if after in ("NOUN", "PROPN", "ADJ") or (
            word == "both" and "and" in low[token + 1 : token + 8] and relation != "nsubj"
        ):
            return None
        if word in ("two", "latter", "former") and before != "the":
            return None
        if word == "other" and before != "each":
            return None
        if word == "both" and relation in ("advmod", "root"):
            return None
        entities = self._joined_before(view, token)
        if not entities:
            return None
        if word in ("latter", "former"):
            entities = entities[-1:] if word == "latter" else entities[:1]
        first = token - 1 if before in ("the", "each") else token
        core = (sentence.token_start[first], sentence.token_end[token])
        found = Found(
            view.index, token, first, token + 1, core, "pronoun", entities, "the pair joined before"
        )
        found.plural = word not in ("latter", "former")
        found.role = int(anaphora.weight_of(view, token))
        return found

    def _joined_before(self, view: View, token: int) -> tuple[Entity, ...]:
        """Two actors joined by "and" in this sentence or the one before; else two states by rule 8."""
        for candidate in reversed(self.candidates):
            if view.index - candidate.sentence > 1:
                break
            if len(candidate.entities) == 2 and (candidate.sentence < view.index or candidate.head < token):
                return candidate.entities
        before = [found for found in self.founds if found.sentence < view.index or found.first < token][-80:]
        entities, _ = groups.last_pair(self.scene, before, view, token, set(), "side")
        return entities

    def _visible(self, view: View, token: int) -> list[Candidate]:
        """Candidates before a token: inside a quotation also those outside, as speakers speak of others."""
        return [c for c in self.candidates if c.sentence < view.index or c.head < token]

    def _offer(self, view: View, token: int, found: Found | None) -> None:
        """Makes a noun phrase a candidate for later pronouns."""
        sentence = view.sentence
        upos = sentence.upos[token]
        if upos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"):
            return
        key = (view.index, token)
        if found is None and (key in self.consumed or upos in ("ADJ", "NUM", "DET", "PRON")):
            return
        if found is not None and (
            found.head != token
            or not found.entities
            or (found.form == "modifier" and not view.is_possessor(token))
        ):
            return
        relation = sentence.deprel[token]
        if found is None and (
            relation in PREMODIFIER
            or (view.item_at[token] is not None and view.item_at[token].kind in ("country", "demonym"))
        ):  # type: ignore[union-attr]
            return
        number = (
            "plural"
            if (found.plural if found else False) or view.is_plural(token) or view.low[token] in _PLURAL_WORDS
            else "singular"
        )
        human = "thing"
        if found is not None:
            kinds = {entity.kind for entity in found.entities}
            if len(found.entities) > 1 and found.form != "nominal":
                number = "plural"
            if kinds <= {"person"} or (kinds <= {"person", "agent"} and number == "singular"):
                human = "person"
            elif "agent" in kinds or "group" in kinds:
                human = "people"
            else:
                human = "body"
                number = "singular" if len(found.entities) == 1 and found.form == "name" else number
        if relation == "conj" and found is not None and found.entities and not view.quoted:
            self._offer_group(view, token, found)
        weight = anaphora.weight_of(view, token)
        self.candidates.append(Candidate(view.index, token, found, number, human, weight, view.low[token]))

    def _offer_group(self, view: View, token: int, found: Found) -> None:
        """ "Kim and Moon": together they are a candidate for "they"."""
        head = view.sentence.head[token]
        first = self.heads.get((view.index, head))
        if first is None or not first.entities or view.sentence.upos[head] == "VERB":
            return
        group = Found(
            view.index,
            head,
            first.first,
            found.last,
            (first.core[0], found.core[1]),
            "name",
            (*first.entities, *found.entities),
            "both",
        )
        group.plural = True
        group.via = (first, found)
        candidate = Candidate(
            view.index, head, group, "plural", "people", anaphora.weight_of(view, head) + 5, "and"
        )
        self.candidates.append(candidate)

    # Days

    def day(self, view: View, title: str = "") -> dt.date | None:
        """The day on which offices count in a sentence: the article's, or a year that "then" or the past points to."""
        base = self.scene.on
        then = has_word(title, self.scene.words["former.then"]) or "then" in view.low or "then-" in title
        year = self._year(view)
        if year is None or base is None:
            return base
        if year >= base.year or (base.year - year < 2 and not then):
            return base
        return dt.date(year, 7, 1)

    def _year(self, view: View) -> int | None:
        if view.index not in self._days:
            sentence = view.sentence
            match = _YEAR.search(self.scene.text, sentence.start, sentence.end)
            self._days[view.index] = dt.date(int(match.group(1)), 1, 1) if match else None
        day = self._days[view.index]
        return day.year if day else None


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
