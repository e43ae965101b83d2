"""Common nouns as heads of noun phrases: what a mention is, and whose it is."""

from __future__ import annotations

from communique.resolve import groups, owners, premises
from communique.resolve.bodies import SUCH
from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.noun_uses import NounUses
from communique.resolve.phrase import DEFINITE, Phrase
from communique.resolve.pronoun_reader import COUNTS
from communique.resolve.salience import weight_of
from communique.resolve.view import View

COUNTED = frozenset({"country", "nation", "state", "government", "neighbour", "neighbor", "monarchy"})
"""Nouns for states of which a text may say only how many they are."""


class NounReader(NounUses):
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
        states = self._counted_states(phrase) if not left else ()
        if states:
            return states, "states listed behind it", (), "nominal"
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

    def _counted_states(self, phrase: Phrase) -> tuple[Entity, ...]:
        """ "Four Sahel countries": the states that the next sentences list, where they are so many."""
        view, lemma = phrase.view, phrase.lemma
        if lemma not in COUNTED or not phrase.plural or self.scene.bare:
            return ()
        front = view.low[phrase.first : phrase.head]
        number = next((COUNTS[word] for word in front if word in COUNTS), 0)
        states = groups.numbered_states(self.scene, view, number) if number else ()
        return self._with_sector(states, self.scene.words.pair_sector.get(lemma))

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


def _is_aged(view: View, token: int) -> bool:
    """ "A three-year-old": somebody called by his age."""
    low = view.low
    dashed = token > 3 and low[token] in ("old", "olds") and low[token - 1] in ("-", "–")
    return dashed and low[token - 2] == "year" and view.sentence.upos[token] == "NOUN"
