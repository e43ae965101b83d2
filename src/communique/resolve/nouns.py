"""Common nouns as heads of noun phrases: which reader is asked, and in what order."""

from __future__ import annotations

from communique.resolve import groups, owners, premises
from communique.resolve.agents import ARMED, THINGS
from communique.resolve.bodies import STATE_MEDIA, SUCH
from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.others import the_other
from communique.resolve.pair_nouns import PairNouns
from communique.resolve.persons import late_person
from communique.resolve.phrase import DEFINITE, Phrase
from communique.resolve.pronoun_reader import COUNTS
from communique.resolve.salience import weight_of
from communique.resolve.view import View

PERSONS = frozenset({"man", "woman", "boy", "girl", "child", "teenager", "person", "youth", "couple"})
"""Nouns that only say that somebody is a person: private persons, whoever they belong to."""
UNDER_ARMS = ARMED | {"MIL", "COP"}
"""Sectors whose men are not private persons: "masked Hamas men", "the colonel and his men"."""
TAKEN = frozenset({"hostage", "prisoner", "captive"})
"""Nouns that without an article say what was done: "held teachers hostage"."""
UNCALLED = frozenset({"CVL", "SOC", "MED", "LAB", "EDU", "BUS", "AGR", "MIL", "CRM", "REL", "REF", "IGO"})
"""Sectors of nouns for people that no title or body is called by."""
MODIFYING = frozenset(
    {"GOV", "MIL", "COP", "REB", "UAF", "PRM", "SPY", "JUD", "LEG", "OPP", "PTY", "CRM", "SEP", "IMG", "ISM"}
)
"""Sectors of agent nouns that act even as modifiers: "a rebel attack", "police raids"."""


def _is_aged(view: View, token: int) -> bool:
    """ "A three-year-old": somebody called by his age."""
    low = view.low
    dashed = token > 3 and low[token] in ("old", "olds") and low[token - 1] in ("-", "–")
    return dashed and low[token - 2] == "year" and view.sentence.upos[token] == "NOUN"


class NounReader(PairNouns):
    """Reads the noun phrases whose head is no name."""

    def read(self, view: View, token: int, item: Item | None) -> Found | None:
        """The mention headed by a common noun, or None when it names no actor."""
        if item is not None and (item.bound or token != view.head_of(item.first, item.last)):
            return None
        if item is None and not self._is_telling(view, token) and view.low[token] not in SUCH:
            if not _is_aged(view, token):
                return None
        if premises.is_premises(self.scene, view, token, item):
            return None
        if view.low[token] == "front" and token and view.low[token - 1] in ("in", "to"):
            return None
        phrase = self._phrase(view, token, item)
        if self._is_called(phrase):
            return None
        if self._is_inner(view, token, item):
            return self._inner(phrase)
        if self._is_mass(phrase):
            return None
        entities, rule, via, form = self._interpret(phrase, True)
        if not entities:
            return None
        last = view.right_edge(token)
        if len(entities) > 1 and via and via[-1].first > token:
            last = max(last, via[-1].last)  # "officials from China and Japan"
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

    def _is_called(self, phrase: Phrase) -> bool:
        """Whether a noun with a capital is part of the name of a work or a thing: "The Danish Girl",
        "the Bronze Soldier"."""
        view, item, agent = phrase.view, phrase.item, phrase.agent
        if item is None or item.kind != "agent" or agent is None or phrase.title is not None:
            return False
        form, upos = view.sentence.form, view.sentence.upos
        if item.first < 1 or not form[phrase.head].istitle() or not agent.lemma.islower():
            return False
        if view.zone == "title" or self.scene.bare:
            return False
        if not any(pos == "VERB" and word.islower() for pos, word in zip(upos, form, strict=True)):
            return False  # a headline with capitals
        before = form[item.first - 1]
        other = view.item_at[item.first - 1]
        named = item.last < view.n and upos[item.last] == "PROPN"
        if named or agent.org_kind or not (before.istitle() or item.last - item.first > 1):
            return False
        led = item.first > 1 and form[item.first - 2] == "The"
        called = other is None or (other.kind in ("demonym", "blocked") and led)
        return called and agent.sector in UNCALLED and phrase.lemma not in self.scene.words["body_nouns"]

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

    def _is_mass(self, phrase: Phrase) -> bool:
        """Whether an agent noun is used for a state or a function: "into exile", "served as president"."""
        agent, view = phrase.agent, phrase.view
        if phrase.key == "court" and phrase.first == phrase.start and not self.scene.bare:
            return view.case_of(phrase.head) in ("in", "to", "at")  # "cried in court"
        if agent is None or agent.org_kind or phrase.plural or phrase.first < phrase.start or self.scene.bare:
            return False
        if agent.plural == agent.lemma or view.zone == "title" or view.is_possessor(phrase.head):
            return False
        if phrase.lemma in TAKEN:
            return True
        last = phrase.item.last if phrase.item is not None else phrase.head + 1
        return bool(view.case_of(phrase.head)) and not any(
            kid >= last and view.sentence.deprel[kid] in ("appos", "flat", "nmod")
            for kid in view.kids[phrase.head]
        )

    def _inner(self, phrase: Phrase) -> Found | None:
        """A modifier mention for an agent noun before a noun that is no agent itself: "a rebel attack"."""
        view, token, agent = phrase.view, phrase.head, phrase.agent
        if agent is None or agent.sector not in MODIFYING or phrase.item is None or phrase.item.bound:
            return None
        if phrase.lemma == "state":
            return None
        governor = view.sentence.head[token]
        other = view.item_at[governor]
        form = view.sentence.form
        if other is not None or (token and form[token].istitle() and form[governor].istitle()):
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
            rule = rule or "agent noun"
        if phrase.lemma in THINGS:
            return None  # "gun laws", "a drone strike"
        entity = self._agent_entity(phrase, country, agent.sector, agent.alt)
        sentence = view.sentence
        start, end = sentence.token_start[phrase.start], sentence.token_end[token]
        found = Found(view.index, token, phrase.start, token + 1, (start, end), "modifier", (entity,), rule)
        found.via = tuple(holders)
        return found

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
        if not left and phrase.plural and lemma in words["pair"] and phrase.definite:
            number = next((COUNTS[word] for word in view.low[phrase.first : head] if word in COUNTS), 0)
            members = groups.joined(self.reader, view, phrase.first, number) if number else ()
            if members:
                sector = words.pair_sector.get(lemma)
                return self._with_sector(members, sector), "the several joined before", (), "nominal"
        if lemma in ("state", "side") and not left and not phrase.definite:
            return (), "", (), ""
        state = lemma in ("state", "side") or lemma.endswith("-state")  # "the quasi-state of war"
        if state and not left and view.right_edge(head) > head + 1:
            return (), "", (), ""
        right = owners.owners_right(self.reader, view, head) or self._shared_right(view, head)
        holders = left or self._from_right(phrase, right)
        if len(left) > 1 and owners.coordinated(view, left):
            return self._several(phrase, left)
        if holders and len(holders[0].entities) > 1 and (phrase.plural or holders[0].form != "pronoun"):
            return self._several(phrase, holders[:1])
        holder = self._nearest(phrase, holders)
        if holder is not None and phrase.plural and holder.head > head:
            several = self._conjuncts(view, holder)
            if len(several) > 1:
                return self._several(phrase, several)
        entity, rule = self._one(phrase, holder)
        if entity is None:
            return (), "", (), ""
        return (entity,), rule, (holder,) if holder else (), "nominal"

    def _shared_right(self, view: View, head: int) -> list[tuple[str, Found]]:
        """The owner behind the last of several joined nouns: "the government and people of Chad"."""
        sentence = view.sentence
        last = [kid for kid in view.kids[head] if kid > head and sentence.deprel[kid] == "conj"][-1:]
        if not last or sentence.upos[last[0]] not in ("NOUN", "PROPN"):
            return []
        joined = view.low[head + 1 : last[0]]
        if "and" not in joined or set(joined) & {"the", "a", "an", "his", "her", "its", "their"}:
            return []
        behind = owners.owners_right(self.reader, view, last[0])
        return [(case, found) for case, found in behind if case == "of"]

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
