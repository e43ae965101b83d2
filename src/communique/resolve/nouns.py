"""Common nouns: governments, offices, bodies, spokespeople, delegations, agents, and descriptions of states."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.knowledge import Agent, Title
from communique.resolve import groups, offices, owners
from communique.resolve.anaphora import Candidate, weight_of
from communique.resolve.entity import INTERNATIONAL, Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.organisations import body_of, unknown_body
from communique.resolve.persons import late_person
from communique.resolve.view import PREMODIFIER, View
from communique.resolve.words import Body

if TYPE_CHECKING:
    from communique.resolve.reader import Reader

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
POSTED = frozenset(
    {
        "ambassador",
        "envoy",
        "emissary",
        "consul",
        "commissioner",
        "representative",
        "coordinator",
        "mediator",
        "rapporteur",
    }
)
"""Nouns of those who are sent somewhere: "envoy to Syria", "the UN's Syria envoy" are not Syria's."""
LEADERS = frozenset({"leader", "president", "premier", "minister", "statesman", "man"})
"""Nouns of pairs that are persons."""
STATE_MEDIA = frozenset(
    {
        "state media", "state run media", "state news agency", "official news agency", "state television", "state tv",
        "state radio", "official media", "state broadcaster", "state run news agency", "state controlled media",
        "state owned media", "state run television", "official newspaper", "state newspaper", "state run newspaper",
    }
)  # fmt: skip
"""Media nouns that belong to the state whose people the sentence speaks of."""
ARMED = frozenset({"REB", "UAF", "IMG", "ISM", "PRM", "CRM", "SEP"})
MODIFYING = frozenset(
    {"GOV", "MIL", "COP", "REB", "UAF", "PRM", "SPY", "JUD", "LEG", "OPP", "PTY", "CRM", "SEP", "IMG", "ISM"}
)
"""Sectors of agent nouns that act even as modifiers: "a rebel attack", "police raids"."""
OFFICIAL = frozenset({"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "UNK", "PTY", "ELI", "REB", "UAF", "PRM"})
"""Sectors of agent nouns that give way to the sector of the organisation they belong to ("Hamas officials")."""

BODY_ADJECTIVES = {
    "presidential": "presidency", "government": "government", "governmental": "government", "military": "army", "army": "army",
    "police": "police", "parliamentary": "parliament", "judicial": "court", "ministerial": "ministry", "defence": "ministry",
    "foreign": "ministry", "cabinet": "government", "palace": "presidency", "party": "party", "ministry": "ministry",
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


SUCH: dict[str, tuple[str, ...]] = {
    "group": ("armed_group", "ngo", "party", "igo"), "organisation": ("igo", "ngo", "armed_group", "igo_organ"),
    "organization": ("igo", "ngo", "armed_group", "igo_organ"), "agency": ("agency", "igo_organ", "igo", "news_agency", "ngo", "intelligence"),
    "bloc": ("igo",), "alliance": ("igo", "party"), "body": ("igo", "igo_organ", "court"), "militia": ("armed_group",),
    "ministry": ("ministry_foreign", "ministry_defence", "ministry"), "movement": ("armed_group", "party"),
    "union": ("igo", "union"), "council": ("igo_organ", "government", "other"), "party": ("party",), "company": ("company",),
    "newspaper": ("media",), "court": ("court", "igo_organ"), "watchdog": ("igo_organ", "igo", "ngo"), "firm": ("company",),
    "commission": ("igo_organ", "government", "other"), "charity": ("ngo",), "insurgency": ("armed_group",), "faction": ("armed_group", "party"),
    "broadcaster": ("media",), "department": ("ministry", "ministry_foreign", "ministry_defence"),
}  # fmt: skip
"""Body nouns with "the" and the kinds of organisation they may go back to."""


class Phrase:
    """What is known of a noun phrase before it is interpreted."""

    __slots__ = (
        "agent",
        "definite",
        "first",
        "head",
        "indefinite",
        "item",
        "key",
        "lemma",
        "plural",
        "start",
        "title",
        "view",
    )

    def __init__(
        self, view: View, head: int, item: Item | None, agent: Agent | None, title: Title | None
    ) -> None:
        self.view = view
        self.head = head
        self.item = item
        self.agent = agent
        self.title = title
        self.first = min(view.left_edge(head), item.first if item else head)
        self.start = item.first if item else head
        self.first = self._reach(view, min(self.first, self.start))
        self.key = item.key if item else view.low[head]
        self.lemma = view.sentence.lemma[head].lower()
        before = view.low[self.first : self.start]
        self.definite = bool(before) and before[0] in DEFINITE
        self.indefinite = bool(before) and before[0] in ("a", "an", "another", "any", "some", "one")
        self.plural = view.is_plural(head) or (
            agent is not None and self.key == agent.plural.lower() and agent.plural != agent.lemma
        )

    @staticmethod
    def _reach(view: View, first: int) -> int:
        """Takes in the demonym right before the phrase that a slip of the tree has left outside."""
        while first > 0:
            item = view.item_at[first - 1]
            if item is None or item.kind != "demonym" or item.bound:
                break
            first = item.first
        return first


class NounReader:
    """Reads the noun phrases whose head is no name."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.scene = reader.scene
        words = reader.scene.words
        self._telling = words.telling | frozenset(SUCH)
        self.last_by_noun: dict[str, tuple[int, Entity]] = {}

    # Entry

    def read(self, view: View, token: int, item: Item | None) -> Found | None:
        """The mention headed by a common noun, or None when it names no actor."""
        if item is not None and (item.bound or token != view.head_of(item.first, item.last)):
            return None
        if item is None and not self._is_telling(view, token):
            return None
        phrase = self._phrase(view, token, item)
        if self._is_inner(view, token, item):
            return self._inner(phrase)
        entities, rule, via, form = self._interpret(phrase, True)
        if not entities:
            return None
        last = view.right_edge(token)
        sentence = view.sentence
        start = sentence.token_start[item.first if item else token]
        found = Found(
            view.index, token, phrase.first, last, (start, sentence.token_end[token]), form, entities, rule
        )
        found.via = via
        found.plural = phrase.plural or len(entities) > 1
        found.role = int(weight_of(view, token))
        found.title = " ".join(view.low[self._after_owners(view, phrase) : token + 1])
        entity = entities[0]
        if len(entities) == 1 and entity.country and entity.kind in ("agent", "state", "organisation"):
            self.last_by_noun[phrase.key] = (view.index, entity)
        if item is not None and "'s " in item.key:
            self._possessor(phrase)
        return found

    def _possessor(self, phrase: Phrase) -> None:
        """The office-holder inside "South Korean President's office": a mention of its own."""
        view, item = phrase.view, phrase.item
        assert item is not None
        mark = next((token for token in range(item.first, item.last) if view.low[token] in ("'s", "’s")), 0)
        if mark <= item.first or (view.index, mark - 1) in self.reader.heads:
            return
        sentence = view.sentence
        start, end = sentence.token_start[item.first], sentence.token_end[mark - 1]
        key = item.key.partition("'s ")[0]
        title = self.scene.knowledge.title(key)
        if title is None:
            return
        inner = Item(item.first, mark, start, end, "title", key)
        part = Phrase(view, mark - 1, inner, self.scene.knowledge.agent(key), title)
        part.first = phrase.first + 1 if view.low[phrase.first] in DEFINITE else phrase.first
        left = owners.owners_left(self.reader, view, part.first, part.start)
        holder = self._nearest(part, left)
        entity, rule = self._office(part, holder, False)
        if entity is None:
            entity, rule = self._one_role(part, holder)
        if entity is None:
            return
        found = Found(view.index, mark - 1, part.first, mark, (start, end), "nominal", (entity,), rule)
        found.via = tuple(left)
        self.reader.add(found)

    def _is_telling(self, view: View, token: int) -> bool:
        """Whether a noun that no table entry covers may still describe an actor."""
        telling = self._telling
        return view.low[token] in telling or view.sentence.lemma[token].lower() in telling

    def _phrase(self, view: View, token: int, item: Item | None) -> Phrase:
        knowledge = self.scene.knowledge
        agent = title = None
        if item is not None:
            agent = knowledge.agent(item.key)
            title = knowledge.title(item.key)
        elif view.sentence.upos[token] in ("NOUN", "PROPN"):
            agent = knowledge.agent(view.sentence.lemma[token])
        return Phrase(view, token, item, agent, title)

    def _is_inner(self, view: View, token: int, item: Item | None) -> bool:
        """Whether the noun only modifies a following noun ("rebel attack")."""
        sentence = view.sentence
        last = item.last if item else token + 1
        governor = sentence.head[token]
        return (
            governor >= last
            and sentence.deprel[token] in ("compound", "amod", "nmod:desc", "flat", "nmod:unmarked", "advmod")
            and sentence.upos[governor] in ("NOUN", "PROPN", "ADJ", "NUM")
        )

    def _inner(self, phrase: Phrase) -> Found | None:
        """A modifier mention for an agent noun before a noun that is no agent itself: "a rebel attack"."""
        view, token, agent = phrase.view, phrase.head, phrase.agent
        if agent is None or agent.sector not in MODIFYING or phrase.item is None or phrase.item.bound:
            return None
        governor = view.sentence.head[token]
        other = view.item_at[governor]
        if other is not None:
            return None
        after = phrase.item.last
        if after < view.n and view.low[after] in ("-", "–"):
            return None
        first = phrase.first
        holders = owners.owners_left(self.reader, view, min(first, view.left_edge(governor)), phrase.start)
        country = next((e.country for found in holders for e in found.entities if e.country), None)
        rule = "agent noun"
        if country is None:
            country, rule = self._surroundings(phrase, agent.sector)
        entity = self._agent_entity(phrase, country, agent.sector, agent.alt)
        sentence = view.sentence
        start, end = sentence.token_start[phrase.start], sentence.token_end[token]
        found = Found(view.index, token, phrase.start, token + 1, (start, end), "modifier", (entity,), rule)
        found.via = tuple(holders)
        return found

    def _after_owners(self, view: View, phrase: Phrase) -> int:
        token = phrase.first
        for place in range(phrase.first, phrase.head):
            item = view.item_at[place]
            if (item is not None and item.kind in owners.OWNING) or view.low[place] in (
                "the",
                "a",
                "an",
                "'s",
                "’s",
                "its",
                "his",
                "her",
                "their",
            ):
                token = place + 1
        return token

    # Interpretation

    def _interpret(
        self, phrase: Phrase, apposed: bool
    ) -> tuple[tuple[Entity, ...], str, tuple[Found, ...], str]:
        """Entities, rule, what it rests on, and the form of the mention."""
        view, head = phrase.view, phrase.head
        words = self.scene.words
        if apposed:
            joined = self._apposed(phrase)
            if joined is not None:
                return joined.entities, "apposition", (joined,), "nominal"
        lemma = phrase.lemma
        if lemma == "community" and "international" in view.low[phrase.first : head]:
            return (
                (Entity("group", "", "international community", None, "IGO", key="international community"),),
                "collective",
                (),
                "nominal",
            )
        left = owners.owners_left(self.reader, view, phrase.first, phrase.start)
        if groups.is_pair_noun(self.scene, view, head, phrase.first, lemma) and not (
            left
            and left[-1].form != "pronoun"
            and len(left[-1].entities) == 1
            and lemma not in words["pair_alone"]
        ):
            return self._pair(phrase, left)
        right = owners.owners_right(self.reader, view, head)
        holders = left or self._from_right(phrase, right)
        if len(left) > 1 and owners.coordinated(view, left):
            return self._several(phrase, left)
        if holders and len(holders[0].entities) > 1 and holders[0].form != "pronoun":
            return self._several(phrase, holders[:1])
        holder = self._nearest(phrase, holders)
        if holder is not None and phrase.plural and holder.head > head:
            joined = self._conjuncts(view, holder)
            if len(joined) > 1:
                return self._several(phrase, joined)
        entity, rule = self._one(phrase, holder)
        if entity is None:
            return (), "", (), ""
        return (entity,), rule, (holder,) if holder else (), "nominal"

    def _conjuncts(self, view: View, holder: Found) -> list[Found]:
        """An owner with those joined to it: "the presidents of Serbia, Croatia and Bosnia"."""
        found = [holder]
        for kid in view.kids[holder.head]:
            if view.sentence.deprel[kid] == "conj":
                mention = self.reader.at(view, kid)
                if (
                    mention is not None
                    and len(mention.entities) == 1
                    and mention.entities[0].kind == holder.entities[0].kind
                ):
                    found.append(mention)
        return found

    def _nearest(self, phrase: Phrase, holders: list[Found]) -> Found | None:
        """Of owners one behind the other the organisation, else the first: "U.S. Iran envoy", "Russian Defence Ministry spokesman"."""
        if not holders:
            return None
        last = holders[-1]
        if last.entities[0].kind in ("organisation", "person") and last.first < phrase.head:
            return last
        if phrase.lemma in POSTED:
            for holder in holders:
                if holder.entities[0].kind == "organisation":
                    return holder
        return holders[0]

    def _from_right(self, phrase: Phrase, right: list[tuple[str, Found]]) -> list[Found]:
        posted = phrase.lemma in POSTED
        for case, found in right:
            if case in ("of", "from") or (
                case in ("for", "with", "at", "within", "in", "inside") and not posted
            ):
                if (
                    case in ("for", "with", "at", "in", "inside", "within")
                    and found.entities[0].kind == "person"
                ):
                    continue
                if (
                    case == "for"
                    and found.entities[0].kind == "state"
                    and phrase.lemma not in self.scene.words["speech.spokes"]
                ):
                    continue
                if case == "with" and found.entities[0].kind != "organisation":
                    continue
                return [found]
        return []

    def _apposed(self, phrase: Phrase) -> Found | None:
        """The named person or organisation that the noun is in apposition with, before or behind it."""
        view, head = phrase.view, phrase.head
        sentence = view.sentence
        above = sentence.head[head]
        if sentence.deprel[head] == "appos" and 0 <= above < head:
            item = view.item_at[above]
            if item is not None and item.kind == "person" and phrase.item is not None and not phrase.plural:
                return self.reader.heads.get((view.index, above))
        named: list[Found] = []
        for kid in view.kids[head]:
            if kid > head and sentence.deprel[kid] == "appos":
                for token in (kid, *(t for t in view.kids[kid] if sentence.deprel[t] == "conj")):
                    item = view.item_at[token]
                    if item is not None and item.kind == "person":
                        found = self.reader.heads.get((view.index, token)) or self.reader.at(view, token)
                        if found is not None and found.entities and phrase.item is not None:
                            if self._has(phrase, "former.late"):
                                self._make_late(found)
                            named.append(found)
                    elif (
                        item is not None
                        and item.kind == "organisation"
                        and token == kid
                        and not phrase.plural
                    ):
                        found = self.reader.at(view, token)
                        if found is not None and found.entities and found.entities[0].told:
                            named.append(found)
        if not named:
            return None
        if len(named) == 1 and (not phrase.plural or named[0].entities[0].kind != "person"):
            return named[0]
        if len(named) < 2:
            return None
        both = Found(
            view.index,
            head,
            named[0].first,
            named[-1].last,
            named[0].core,
            "name",
            tuple(e for f in named for e in f.entities),
            "apposition",
        )
        both.via = tuple(named)
        return both

    def _make_late(self, found: Found) -> None:
        """ "Two late leaders, A and B": rule 5 for whoever the apposition names."""
        found.entities = tuple(
            late_person(self.scene, entity.id.removeprefix("person:"))
            if entity.id.startswith("person:")
            else entity
            for entity in found.entities
        )

    # Groups

    def _pair(
        self, phrase: Phrase, left: list[Found]
    ) -> tuple[tuple[Entity, ...], str, tuple[Found, ...], str]:
        """Rule 8, and a refusal that names the candidates."""
        view, head = phrase.view, phrase.head
        sector = self.scene.words.pair_sector.get(phrase.lemma)
        if left and len(left[-1].entities) == 2:
            return self._with_sector(left[-1].entities, sector), "both halves", (left[-1],), "nominal"
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
        if entities and phrase.lemma in LEADERS:
            entities = self._leaders_of(entities, before)
        if not entities:
            start, end = view.sentence.token_start[phrase.first], view.sentence.token_end[head]
            self.scene.refuse("resolve.ambiguous_pair", f"{self.scene.text[start:end]!r}: {why}", start, end)
            return (), "", (), ""
        return self._with_sector(entities, sector), f"pair: {why}", (), "nominal"

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

    # One owner or none

    def _one(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """Whom a noun stands for, given its owner."""
        words = self.scene.words
        lemma, view = phrase.lemma, phrase.view
        word = view.low[phrase.head]
        if (
            lemma in words["speech.spokes"]
            or word in words["speech.spokes"]
            or phrase.key.endswith(tuple(words["speech.spokes"]))
            or phrase.key == "press secretary"
        ):
            return self._spokesperson(phrase, holder)
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
        if lemma == "counterpart":
            return self._counterpart(phrase, holder)
        if phrase.key in STATE_MEDIA:
            country = self._country_of(holder) or self._clause_subject(view, phrase.head)
            rule = "media of a state" if holder is not None else "media of the subject's state"
            if country is not None:
                return self._state_media(country, self._text(phrase)), rule
        if holder is None and phrase.definite and not phrase.plural and phrase.key in SUCH:
            known = self._last_such(phrase)
            if known is not None:
                return known, "the body spoken of last"
        if holder is not None and holder.last == phrase.start and phrase.key in SUCH:
            if holder.entities[0].kind == "organisation" and holder.form == "modifier":
                return holder.entities[0], "organisation's name"
        body = self._body(phrase)
        if body is not None:
            return self._of_body(phrase, body, holder)
        if phrase.agent is not None:
            return self._agent(phrase, holder, former)
        if phrase.title is not None and phrase.title.sector:
            country = self._country_of(holder)
            return self._agent_entity(phrase, country, phrase.title.sector, ""), "title"
        return None, ""

    def _has(self, phrase: Phrase, name: str) -> bool:
        words = self.scene.words[name]
        return any(
            part in words for word in phrase.view.low[phrase.first : phrase.head] for part in word.split("-")
        )

    def _country_of(self, holder: Found | None) -> str | None:
        if holder is None:
            return None
        return next((entity.country for entity in holder.entities if entity.country), None)

    def _agent_entity(self, phrase: Phrase, country: str | None, sector: str | None, alt: str) -> Entity:
        view = phrase.view
        name = " ".join(view.sentence.form[phrase.start : phrase.head + 1])
        if sector == "UNK" and country is None:
            sector = None
        return Entity("agent", "", name, country, sector, alt, key=f"{phrase.key}")

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
            holder is not None
            and holder.entities[0].country
            and not like
            and phrase.lemma in ("nation", "republic", "country", "state")
            and holder.form != "name"
        ):
            if holder.item is not None and holder.item.kind == "demonym":
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
                if entity.country and entity.sector not in ("JRN", "EDU") and len(candidate.entities) == 1:
                    score = candidate.weight * (0.5**distance) + (20 if distance == 0 else 0)
                    if score > scores.get(entity.country, 0.0):
                        scores[entity.country] = score
                        best[entity.country] = candidate
        ranked = sorted(scores.items(), key=lambda entry: (-entry[1], entry[0]))
        if not ranked:
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

    def _focus_before(self, view: View, head: int) -> tuple[str | None, str]:
        """As `_focus`, for a plain token."""
        return self._focus(Phrase(view, head, None, None, None))

    def _office(self, phrase: Phrase, holder: Found | None, former: bool) -> tuple[Entity | None, str]:
        """Rule 4: the holder of an office; without owner the person of that office spoken of last."""
        view, key = phrase.view, phrase.key
        title = phrase.title
        lemma = phrase.lemma
        named = self.reader.named
        owner = holder.entities[0] if holder is not None else None
        on = self.reader.day(view, " ".join(view.low[phrase.first : phrase.head]))
        is_leader = lemma in self.scene.words["leader"] and key in self.scene.words["leader"]
        if owner is None and not phrase.indefinite and not phrase.plural and not former:
            known = self._last_person(phrase, key, is_leader)
            if known is not None:
                return known, "the office-holder spoken of last"
        if (
            owner is None
            and title is not None
            and title.before_name
            and not phrase.plural
            and phrase.definite
            and title.office_kind
        ):
            country = self.scene.only_country
            if country is not None:
                person, office = offices.holder(self.scene, country, key, on, named)
                if person is not None and not former:
                    return person, "office of the article's main state"
        if owner is not None and owner.kind == "state" and owner.country and not former:
            if phrase.plural or phrase.indefinite:
                return None, ""
            if is_leader and key in ("leader", "ruler", "strongman", "dictator", "autocrat", "despot"):
                person = offices.leader(self.scene, owner.country, on, named)
                if person is not None:
                    return person, "demonym and role, by date"
                return self._agent_entity(phrase, owner.country, "GOV", ""), "demonym and role"
            person, office = offices.holder(self.scene, owner.country, key, on, named)
            if person is not None:
                return person, "demonym and role, by date"
            if office is not None and office.sector:
                return self._agent_entity(phrase, owner.country, office.sector, ""), "demonym and role"
            return None, ""
        if (
            owner is not None
            and owner.kind == "organisation"
            and owner.id
            and not former
            and not phrase.plural
            and not phrase.indefinite
        ):
            person, office = offices.holder(
                self.scene, owner.country or "", key, on, named, owner.id.removeprefix("organisation:")
            )
            if person is not None:
                return person, "office of an organisation, by date"
        leading = self._leading_country(phrase) if owner is None else None
        if leading is not None and not phrase.plural:
            person, office = offices.holder(self.scene, leading, key, on, named)
            if person is not None and not former:
                return person, "office by name and date"
            return self._agent_entity(
                phrase,
                leading,
                (office.sector if office else "") or (title.sector if title else "") or "GOV",
                "",
            ), "office by name"
        if (
            owner is None
            and title is not None
            and not phrase.plural
            and not former
            and not phrase.indefinite
            and " " in key
        ):
            person, office = offices.holder(self.scene, "", key, on, named)
            if person is not None:
                return person, "office of an international body, by date"
            if office is not None and office.sector in INTERNATIONAL:
                return self._agent_entity(phrase, None, office.sector, ""), "office of an international body"
        return None, ""

    def _last_person(self, phrase: Phrase, key: str, is_leader: bool) -> Entity | None:
        """The person of the article, most salient first, who bears the title or leads a state."""
        maker = self.scene.maker
        view = phrase.view
        ranked: list[tuple[float, int, Entity]] = []
        for place, candidate in enumerate(self.reader.candidates):
            if candidate.sentence == view.index and candidate.head >= phrase.first:
                continue
            for entity in candidate.entities:
                if entity.kind != "person":
                    continue
                fits = bool(candidate.found and candidate.found.title and candidate.found.title.endswith(key))
                if not fits and entity.id.startswith("person:"):
                    spells = self.scene.knowledge.offices_of(entity.id.removeprefix("person:"), self.scene.on)
                    for spell in spells:
                        office = self.scene.knowledge.office(spell.office)
                        if office is None:
                            continue
                        if (
                            is_leader
                            and office.kind in ("head_of_state", "head_of_government", "party_leader")
                        ) or maker.names_office(key, office.id):
                            fits = True
                            break
                if fits:
                    distance = view.index - candidate.sentence
                    ranked.append((candidate.weight * 0.7**distance, place, entity))
        if not ranked:
            return None
        ranked.sort(key=lambda entry: (-entry[0], -entry[1]))
        first = ranked[0]
        for score, _, entity in ranked[1:]:
            if entity.identity != first[2].identity and score > 0.9 * first[0]:
                view_start = view.sentence.token_start[phrase.first]
                names = " or ".join(sorted({entity.name or "", first[2].name or ""}))
                self.scene.refuse(
                    "resolve.ambiguous_description",
                    f"{key!r} may be {names}",
                    view_start,
                    view.sentence.token_end[phrase.head],
                )
                return None
        return first[2]

    def _counterpart(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """ "his Turkish counterpart": whoever holds the like office in the other state."""
        left = owners.owners_left(self.reader, phrase.view, phrase.first, phrase.start)
        others = [found for found in left if found.form != "pronoun" and found.item is not None]
        own = next((found for found in left if found not in others), None)
        country = next(
            (e.country for found in others for e in found.entities if e.country and e.kind != "person"), None
        )
        if own is None and len(left) > len(others[-1:]):
            own = left[0]
        first = own.entities[0] if own is not None else None
        if first is None:
            first = self._subject_entity(phrase)
        if country is None:
            return self._agent_entity(phrase, None, first.sector if first else None, ""), "counterpart"
        if first is not None and first.id.startswith("person:"):
            on = self.reader.day(phrase.view)
            spells = self.scene.knowledge.offices_of(first.id.removeprefix("person:"), on)
            held = self.scene.maker.best_office(spells, "")
            if held is not None and held.kind not in ("other", "other_minister"):
                person, _ = offices.holder(self.scene, country, held.kind, on, self.reader.named)
                if person is not None:
                    return person, "counterpart, by date"
        return self._agent_entity(
            phrase, country, (first.sector if first else None) or "GOV", ""
        ), "counterpart"

    def _subject_entity(self, phrase: Phrase) -> Entity | None:
        view = phrase.view
        verb = view.clause_of(phrase.head)
        for kid in view.kids[verb]:
            if view.sentence.deprel[kid].startswith("nsubj") and kid != phrase.head:
                found = self.reader.at(view, kid)
                if found is not None and found.entities:
                    return found.entities[0]
        return None

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
        if holder is not None:
            owner = holder.entities[0]
            if owner.kind == "organisation":
                return owner, "spokesperson of an organisation"
            if owner.kind == "person":
                if owner.country and owner.sector == "GOV":
                    return self.scene.maker.state(owner.country, "GOV"), "spokesperson of an office-holder"
                return owner, "spokesperson of a person"
            if owner.country:
                return self._body_of_state(
                    owner.country, kind, sector or "GOV", phrase
                ), "spokesperson of a state"
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
                return self._body_of_state(country, kind, sector or "GOV", phrase), f"spokesperson, {rule}"
            return self._agent_entity(phrase, None, sector or "GOV", ""), "spokesperson, no owner"
        return (
            (self._agent_entity(phrase, None, "UNK", ""), "spokesperson, no owner")
            if phrase.item
            else (None, "")
        )

    def _office_in_sentence(self, phrase: Phrase, kind: str) -> tuple[str | None, str]:
        """The country of a body of the same kind in the same sentence ("… said South Korean President's office …")."""
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

    def _body_of_state(self, country: str, kind: str, sector: str, phrase: Phrase) -> Entity:
        rows = self.scene.knowledge.find_organisations(country, kind) if kind else []
        if len(rows) == 1:
            return self.scene.maker.organisation(rows[0].id)
        return self.scene.maker.state(country, sector)

    def _last_spoken(self) -> Entity | None:
        for found in reversed(self.reader.founds[-30:]):
            if found.rule.startswith("spokesperson") and found.entities:
                return found.entities[0]
        return None

    def _body(self, phrase: Phrase) -> Body | None:
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
        return None if len(front) == 0 and view.low[phrase.head] in _VAGUE else found

    def is_body(self, view: View, first: int, last: int) -> bool:
        """Whether the words of a range end in the noun of a body."""
        return body_of(self.scene, view.low[first:last]) is not None

    def _of_body(self, phrase: Phrase, body: Body, holder: Found | None) -> tuple[Entity | None, str]:
        country = self._country_of(holder)
        text = self._text(phrase)
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
            if country is not None:
                return unknown_body(self.scene, text, country, body), rule
        return unknown_body(self.scene, text, None, body), "body, no owner"

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

    def _text(self, phrase: Phrase) -> str:
        sentence = phrase.view.sentence
        begin = (
            phrase.first + 1
            if phrase.view.low[phrase.first] in ("the", "a", "an") and phrase.first < phrase.head
            else phrase.first
        )
        return self.scene.text[sentence.token_start[begin] : sentence.token_end[phrase.head]]

    def _described_body(self, phrase: Phrase, country: str) -> Entity | None:
        """ "North Korea's top governing body": the one government body of that state which the next sentences name."""
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
                ):
                    if item.entities[0].sector in ("GOV", "MIL", "PTY", "LEG", "JUD"):
                        found[item.entities[0].id] = item.entities[0]
        return next(iter(found.values())) if len(found) == 1 else None

    def _last_such(self, phrase: Phrase) -> Entity | None:
        """The organisation that "the group", "the bloc", "the agency" goes back to."""
        kinds = SUCH[phrase.key]
        view = phrase.view
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

    def _agent(self, phrase: Phrase, holder: Found | None, former: bool) -> tuple[Entity | None, str]:
        """Agent nouns: sector from the tables, country from the owner, the place, the scene."""
        agent = phrase.agent
        assert agent is not None
        sector: str | None = agent.sector
        alt = agent.alt
        kin = self._kin(phrase)
        if kin is not None and kin.sector != "CVL" and sector in ("UNK", "GOV", "ELI", "CVL", ""):
            sector, alt = kin.sector, sector or ""
        country = self._country_of(holder)
        rule = "agent noun"
        if holder is not None and holder.form != "pronoun" and sector in ("CVL", "LAB", "BUS", "REF"):
            if holder.entities[0].kind == "organisation":
                country = owners.located(self.reader, phrase.view, phrase.head) or country
        if holder is not None:
            owner = holder.entities[0]
            rule = "agent noun with owner"
            if owner.kind in ("organisation", "agent") and owner.sector and _gives_way(sector, owner.sector):
                alt = sector if sector and sector != "UNK" else ""
                sector = owner.sector
            elif owner.kind == "person" and owner.sector and sector in ("UNK", ""):
                sector = owner.sector
            elif sector == "UNK" and owner.kind == "state":
                sector = "GOV"
            if sector in INTERNATIONAL:
                country = None
        elif (body := self._body_before(phrase)) is not None:
            return self._agent_entity(
                phrase, body.country, body.sector or sector, alt
            ), "member of the body before"
        elif sector in ("MIL", "UNK", "GOV"):
            sender = self._sender(phrase)
            if sender is not None:
                return self._agent_entity(
                    phrase, sender, "GOV" if sector == "UNK" else sector, alt
                ), "sent by the subject"
        if former and sector in ("GOV", "MIL", "LEG", "PTY", "SPY"):
            sector, alt = "ELI", sector
        if country is None and holder is None:
            country = self._leading_country(phrase)
        if country is None and sector not in INTERNATIONAL and holder is None and phrase.lemma not in POSTED:
            country, found = self._surroundings(phrase, sector or "")
            rule = found or rule
        if (
            sector == "UNK"
            and country is not None
            and phrase.lemma in ("leader", "chief", "delegation", "head")
        ):
            sector = "GOV"
        return self._agent_entity(phrase, country, sector, alt), rule

    def _leading_country(self, phrase: Phrase) -> str | None:
        """The country at the beginning of a phrase of the tables: "Scotland's first minister"."""
        item, sentence = phrase.item, phrase.view.sentence
        if item is None or item.last - item.first < 2:
            return None
        start = sentence.token_start[item.first]
        for last in range(item.last - 1, item.first, -1):
            name = self.scene.text[start : sentence.token_end[last - 1]]
            ids = {ref.id for ref in self.scene.knowledge.lookup(name) if ref.kind == "country"}
            if len(ids) == 1:
                return next(iter(ids))
        return None

    def _body_before(self, phrase: Phrase) -> Entity | None:
        """The body spoken of last that the first word of an agent phrase names: "a ministry official"."""
        kinds = SUCH.get(phrase.key.split()[0]) if " " in phrase.key else None
        if kinds is None:
            return None
        for found in reversed(self.reader.founds[-60:]):
            for entity in found.entities:
                if entity.kind == "organisation" and entity.told and entity.org_kind in kinds:
                    return entity
        return None

    def _kin(self, phrase: Phrase) -> Agent | None:
        """The agent noun before the head, which says what kind of man he is: "opposition leader", "police chief"."""
        if phrase.start == 0:
            return None
        item = phrase.view.item_at[phrase.start - 1]
        if item is None or item.kind not in ("agent", "title") or item.first < phrase.first or item.bound:
            return None
        row = self.scene.knowledge.agent(item.key)
        return row if row is not None and row.sector != "UNK" else None

    def _sender(self, phrase: Phrase) -> str | None:
        """The country of whoever sends a delegation, an envoy, troops: the subject of the verb it is the object of."""
        view, head = phrase.view, phrase.head
        sentence = view.sentence
        verb = sentence.head[head]
        if sentence.deprel[head] != "obj" or verb < 0 or sentence.lemma[verb].lower() not in _SEND:
            return None
        for _ in range(6):
            for kid in view.kids[verb]:
                if sentence.deprel[kid].startswith("nsubj"):
                    found = self.reader.at(view, kid)
                    if found is not None and found.entities:
                        return found.entities[0].country
            verb = sentence.head[verb]
            if verb < 0:
                return None
        return None

    def _surroundings(self, phrase: Phrase, sector: str) -> tuple[str | None, str]:
        """The country of an unmarked noun: the place in its phrase, the one place of its sentence, the same noun
        before, then for organs of a state the dateline and the article's main state."""
        words = self.scene.words
        view = phrase.view
        if (phrase.lemma in words["context.onlookers"] and " " not in phrase.key) or self._has(
            phrase, "context.foreign"
        ):
            return None, ""
        country = owners.located(self.reader, view, phrase.head)
        if country:
            return country, "agent noun, place in its phrase"
        if sector not in words["context.located"]:
            return None, ""
        places = owners.places_in(self.reader, view)
        if len(places) == 1:
            return places.pop(), "agent noun, place of the sentence"
        if len(self.scene.countries) == 1 and not places and not self.scene.bare:
            return self.scene.only_country, "agent noun, the only state of the article"
        before = self.last_by_noun.get(phrase.key)
        if before is not None and not phrase.indefinite and view.index - before[0] <= 12:
            return before[1].country, "the same noun before"
        if sector in words["context.scene"] and not phrase.indefinite:
            if self.scene.dateline_country is not None and len(places) == 0:
                return self.scene.dateline_country, "agent noun, country of the dateline"
            if self.scene.only_country is not None:
                return self.scene.only_country, "agent noun, the article's main state"
        return None, ""

    # Names that are heads in other ways

    def people(self, view: View, item: Item, head: int, first: int, last: int) -> Found:
        """ "the South Koreans", "three Frenchmen", "the Chinese"."""
        before = view.low[first : item.first]
        counted = any(view.sentence.upos[token] == "NUM" for token in range(first, item.first)) or bool(
            set(before)
            & {
                "a",
                "an",
                "many",
                "some",
                "several",
                "hundreds",
                "thousands",
                "most",
                "ordinary",
                "young",
                "few",
                "all",
                "every",
            }
        )
        adjective = not any(ref.name_kind == "demonym_noun" for ref in item.refs)
        together = "the" in before and not counted
        state = item.entities[0]
        if together or (adjective and not counted):
            entity, rule = state, "people for their state"
        else:
            entity = Entity(
                "agent",
                "",
                view.text(item.first, item.last, self.scene.text),
                state.country,
                "CVL",
                key=item.key,
            )
            rule = "citizens"
        found = Found(view.index, head, first, last, (item.start, item.end), "name", (entity,), rule)
        found.item = item
        found.plural = view.is_plural(head) or item.key.endswith("s")
        found.role = int(weight_of(view, head))
        return found

    def shared_whole(self, view: View, item: Item, head: int) -> Found | None:
        """ "the entire Korean nation": both halves; the bare name of the whole is neither."""
        governor = view.sentence.head[head]
        pair = self.scene.words.shared.get(item.key)
        if (
            pair is None
            or governor < item.last
            or view.low[governor] not in pair.whole_words
            or view.low[governor] == "peninsula"
        ):
            return None
        entities = (self.scene.maker.state(pair.first, "CVL"), self.scene.maker.state(pair.second, "CVL"))
        sentence = view.sentence
        core = (item.start, sentence.token_end[governor])
        found = Found(
            view.index,
            governor,
            view.left_edge(governor),
            view.right_edge(governor, True),
            core,
            "nominal",
            entities,
            "whole of a divided pair",
        )
        found.role = int(weight_of(view, governor))
        self.reader.done.add((view.index, governor))
        self.reader.add(found)
        return None

    # What stands around names

    def title_run(self, view: View, item: Item) -> tuple[int, list[int]]:
        """Where the phrase of a person's name begins, and the title nouns in it ("North Korean leader Kim …")."""
        sentence = view.sentence
        token = item.first - 1
        first = item.first
        titles: list[int] = []
        while token >= 0:
            other = view.item_at[token]
            if other is not None:
                if other.kind in ("title", "agent"):
                    titles[:0] = range(other.first, other.last)
                elif other.kind in ("demonym", "organisation", "country", "capital", "pair") and (
                    titles or other.kind in ("demonym",) or view.low[other.last] in ("'s", "’s", "'", "’")
                ):
                    if view.low[other.last] in (",",):
                        break
                else:
                    break
                first = token = other.first
                token -= 1
                continue
            word, pos = view.low[token], sentence.upos[token]
            if (
                word in ("'s", "’s")
                or (word in ("'", "’") and token and view.low[token - 1].endswith("s"))
                or (word in ("-", "–") and titles)
            ):
                token -= 1
                continue
            if (pos == "ADJ" and sentence.deprel[token] in ("amod", "compound", "advmod", "dep")) or (
                pos in ("NOUN", "PROPN") and (titles or _is_office_word(self, view, token))
            ):
                if pos != "ADJ" and not titles:
                    titles.insert(0, token)
                first = token
                token -= 1
                continue
            if pos == "DET" and word in ("the", "a", "an", "this", "that"):
                first = token if titles or first < item.first else first
            break
        while first < item.first and view.low[first] in ("'s", "’s", "'", "’", "-", "–"):
            first += 1
        if (
            not titles
            and first < item.first
            and all(
                sentence.upos[t] in ("ADJ", "DET") and view.item_at[t] is None
                for t in range(first, item.first)
            )
        ):
            first = item.first if sentence.upos[first] == "DET" else first
        return first, titles

    def owners_left(self, view: View, first: int, last: int) -> list[Found]:
        """See `owners.owners_left`."""
        return owners.owners_left(self.reader, view, first, last)

    def title_entity(self, view: View, item: Item, titles: list[int], holders: list[Found]) -> Entity | None:
        """What a title with its owner says of a person without entry: "Brazilian police chief João Silva"."""
        if not titles:
            return None
        head = titles[-1]
        other = view.item_at[head]
        if other is not None:
            head = other.last - 1
        phrase = self._phrase(
            view, head, other if other is not None and other.kind in ("agent", "title") else None
        )
        phrase.first = min(phrase.first, titles[0])
        holder = self._nearest(phrase, holders)
        if phrase.item is not None and phrase.agent is None and phrase.title is not None:
            kin = self._kin(phrase)
            country = self._country_of(holder)
            sector = phrase.title.sector or (kin.sector if kin else "")
            if holder is not None and holder.entities[0].kind == "organisation":
                sector = holder.entities[0].sector or sector
            if not sector and kin is None:
                return Entity("agent", "", None, country, None) if country else None
            return self._agent_entity(phrase, country, sector, "")
        saved = self.scene.words
        entity, _ = self._one_role(phrase, holder)
        del saved
        return entity

    def _one_role(self, phrase: Phrase, holder: Found | None) -> tuple[Entity | None, str]:
        """As `_one`, for a title before or behind a name: never the person who holds the office."""
        words = self.scene.words
        if phrase.lemma in words["speech.spokes"] or phrase.key.endswith(tuple(words["speech.spokes"])):
            return self._spokesperson(phrase, holder)
        if phrase.agent is not None and not phrase.agent.org_kind:
            return self._agent(phrase, holder, self._has(phrase, "former.ex"))
        if phrase.title is not None:
            owner = holder.entities[0] if holder is not None else None
            sector = phrase.title.sector
            if owner is not None and owner.kind == "organisation" and owner.sector:
                sector = owner.sector
            return self._agent_entity(phrase, self._country_of(holder), sector or None, ""), "title"
        return None, ""

    def apposition(self, view: View, item: Item) -> Entity | None:
        """What an apposition says of a name without entry: "João Silva, a Brazilian prosecutor,"."""
        sentence = view.sentence
        head = view.head_of(item.first, item.last)
        nearby = [kid for kid in view.kids[head] if sentence.deprel[kid] == "appos" and kid > head]
        above = sentence.head[head]
        if sentence.deprel[head] == "appos" and above >= 0:
            nearby.append(above)
        for token in nearby:
            other = view.item_at[token]
            if other is not None and other.kind not in ("agent", "title"):
                continue
            phrase = self._phrase(view, token, other)
            holders = owners.owners_left(self.reader, view, phrase.first, phrase.start)
            holders = holders or self._from_right(phrase, owners.owners_right(self.reader, view, token))
            entity, _ = self._one_role(phrase, self._nearest(phrase, holders))
            if entity is None:
                body = self._body(phrase)
                if body is not None and item.kind == "organisation":
                    return unknown_body(
                        self.scene,
                        view.text(item.first, item.last, self.scene.text),
                        self._country_of(holders[0] if holders else None),
                        body,
                    )
            if entity is not None and entity.told:
                return entity
        return None

    def beside_name(self, view: View, item: Item) -> Entity | None:
        """What the noun before an organisation's name says of it ("Spanish airline Iberia"), else an apposition."""
        token = item.first - 1
        if token >= 0:
            other = view.item_at[token]
            if view.sentence.upos[token] == "NOUN" and (other is None or other.kind == "agent"):
                phrase = self._phrase(view, token, other)
                body = self._body(phrase)
                if body is not None:
                    holders = owners.owners_left(self.reader, view, view.left_edge(token), phrase.start)
                    if not holders:
                        holders = owners.owners_left(self.reader, view, max(0, token - 3), token)
                    country = self._country_of(holders[0] if holders else None)
                    return unknown_body(
                        self.scene, view.text(item.first, item.last, self.scene.text), country, body
                    )
        return self.apposition(view, item)


_VAGUE = frozenset({"group", "house", "bench", "carrier", "mission", "division", "press", "channel", "community", "school", "center", "centre",
                    "front", "club", "forum", "movement", "network", "society", "fleet", "congress", "daily", "weekly", "news",
                    "chamber", "diet", "union", "league", "radio", "tv", "television", "board", "council", "bank", "factory", "department",
                    "authority", "agency", "bureau", "commission", "submarine", "destroyer", "warship", "assembly", "prosecution", "customs",
                    "intelligence", "clan", "tribe", "alliance", "bloc", "coalition", "firm", "academy", "institute",
                    "college", "brigade", "regiment", "garrison", "squadron", "forces", "magazine", "lower house", "clinic", "hospital"})  # fmt: skip
"""Head nouns that alone say too little."""

_SUPERLATIVE = frozenset({"top", "highest", "supreme", "ruling", "main", "leading", "powerful"})
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
        "recall",
    }
)


def _gives_way(sector: str | None, owner: str) -> bool:
    """Whether an agent noun takes the sector of the organisation it belongs to: officials always, troops only of an
    armed group or an international body."""
    if sector in ("UNK", "GOV", "ELI", "PTY", "", None):
        return True
    return sector in OFFICIAL and (owner in ARMED or owner in INTERNATIONAL)


def _is_office_word(nouns: NounReader, view: View, token: int) -> bool:
    """Whether a noun right before a name is a title or role though no item covers it."""
    if token + 1 < view.n and view.sentence.upos[token] == "NOUN":
        return nouns.scene.knowledge.agent(view.sentence.lemma[token]) is not None
    return False
