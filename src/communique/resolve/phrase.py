"""A common noun and its phrase, before anybody asks whom it stands for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.knowledge import Agent, Title
from communique.resolve import owners
from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.view import View

if TYPE_CHECKING:
    from communique.resolve.reader import Reader


DEFINITE = frozenset({"the", "this", "that", "these", "those"})

STANDING_IN = frozenset({"deputy", "vice", "assistant", "acting", "interim"})
"""Words before an office that say only whose place somebody takes: "the deputy information minister"."""


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
            if item is None or item.kind not in ("demonym", "organisation") or item.bound:
                break
            if item.kind == "organisation" and not view.sentence.head[first - 1] >= first:
                break
            first = item.first
        return first


class PhraseReader:
    """What every reader of noun phrases needs; `last_by_noun` remembers whom a noun meant last."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader
        self.scene = reader.scene
        words = reader.scene.words
        self._telling = words.telling
        self.last_by_noun: dict[str, tuple[int, Entity]] = {}

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
        sentence = view.sentence
        name = self.scene.text[sentence.token_start[phrase.start] : sentence.token_end[phrase.head]]
        if sector == "UNK" and country is None:
            sector = None
        single = phrase.lemma in self.scene.words["body_nouns"] and not phrase.plural
        kind = "organisation" if single else "agent"
        return Entity(kind, "", name, country, sector, alt, key=f"{phrase.key}")

    def _text(self, phrase: Phrase) -> str:
        sentence = phrase.view.sentence
        begin = (
            phrase.first + 1
            if phrase.view.low[phrase.first] in ("the", "a", "an") and phrase.first < phrase.head
            else phrase.first
        )
        return self.scene.text[sentence.token_start[begin] : sentence.token_end[phrase.head]]

    def _leading_country(self, phrase: Phrase) -> str | None:
        """The country in a phrase of the tables: "Scotland's first minister", "governor of Texas"."""
        item, sentence = phrase.item, phrase.view.sentence
        if item is None or item.last - item.first < 2:
            return None
        text, starts, ends = self.scene.text, sentence.token_start, sentence.token_end
        fronts = [text[starts[item.first] : ends[last - 1]] for last in range(item.last - 1, item.first, -1)]
        backs = [text[starts[first] : ends[item.last - 1]] for first in range(item.first + 1, item.last)]
        for name in fronts + backs:
            ids = {ref.id for ref in self.scene.knowledge.lookup(name) if ref.kind == "country"}
            if not ids:
                rows = [
                    self.scene.knowledge.place(ref.id)
                    for ref in self.scene.knowledge.lookup(name)
                    if ref.kind == "place"
                ]
                ids = {row.country for row in rows if row is not None and row.country}
            if len(ids) == 1:
                return next(iter(ids))
        return None

    def _kin(self, phrase: Phrase) -> Agent | None:
        """The agent noun before the head, which says what kind of man he is: "opposition leader", "police
        chief"."""
        if phrase.start == 0:
            return None
        item = phrase.view.item_at[phrase.start - 1]
        if item is None or item.kind not in ("agent", "title") or item.first < phrase.first or item.bound:
            return None
        if item.key in STANDING_IN:
            return None
        row = self.scene.knowledge.agent(item.key)
        return row if row is not None and row.sector != "UNK" else None
