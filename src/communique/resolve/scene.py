"""`Scene`: one article while it is being resolved: its sentences, its day, and what it has named so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from functools import cached_property

from communique.knowledge import Knowledge
from communique.knowledge.normalise import normalise
from communique.records import Article, Parse
from communique.resolve.entity import Entity, Maker, state_of
from communique.resolve.silence import silent_ranges
from communique.resolve.view import View
from communique.resolve.words import DividedPair, Words, words


class Scene:
    """The state of one call of `resolve`. Nothing in it outlives the call."""

    def __init__(
        self, parse: Parse, article: Article, knowledge: Knowledge, zones: Sequence[str] | None
    ) -> None:
        self.parse = parse
        self.text = parse.text
        self.article = article
        self.knowledge = knowledge
        self.words: Words = words()
        self.on = article_day(article)
        self.maker = Maker(knowledge, self.on)
        blocks = article.read_ranges()
        self.views: list[View] = []
        for index, sentence in enumerate(parse.sentences):
            if zones is not None:
                zone = zones[index] if index < len(zones) else "body"
            else:
                zone = blocks[sentence.paragraph].kind if sentence.paragraph < len(blocks) else "body"
            self.views.append(View(index, sentence, zone))
        self._silence()
        self.countries: Counter[str] = Counter()
        """How often each country is named, by any name, demonym or capital."""
        self.surnames: dict[str, list[tuple[int, Entity]]] = {}
        """Surname key → (position, person) for every full name of the article, in text order."""
        self.pairs: list[DividedPair] = []
        """The divided pairs that the article names."""
        self.holders_by_title: dict[str, dict[str, list[str]]] = {}
        """Title → surname → persons in office on the day, all countries; filled on demand."""
        self.refusals: list[tuple[str, str, int, int]] = []
        self.flags: list[tuple[str, str, int, int]] = []
        self.bare = False
        """The text is a bare phrase: nothing outside it says where it belongs."""
        self.lower_case = False
        """The text is a bare phrase without a capital: names count in lower case."""

    def _silence(self) -> None:
        """Marks the tokens that rule 11 takes out."""
        for start, end in silent_ranges(self.article):
            for view in self.views:
                sentence = view.sentence
                if sentence.start < end and sentence.end > start:
                    view.silent = view.silent or [False] * view.n
                    for token in range(view.n):
                        if start <= sentence.token_start[token] < end:
                            view.silent[token] = True

    @cached_property
    def folded(self) -> str:
        """The article's text as keys are written, for looking up evidence words."""
        return " " + normalise(self.text) + " "

    @cached_property
    def dateline_country(self) -> str | None:
        """The country of the dateline's place."""
        place = self.article.dateline_place
        if not place and self.article.dateline is not None:
            place = self.article.dateline.text
        if not place:
            return None
        found: list[str] = []
        for match in self.knowledge.match(place):
            for ref in match.refs:
                if ref.kind == "country":
                    found.append(ref.id)
                elif ref.kind == "place":
                    row = self.knowledge.place(ref.id)
                    if row is not None and row.country:
                        found.append(row.country)
        return state_of(found[0]) if found else None

    @cached_property
    def of_police(self) -> bool:
        """Whether the text speaks of police and of no army: its officers are police officers."""
        text = self.folded
        armed = (" army", " soldier", " troops", " military", " colonel", " general ", " forces")
        return " police" in text and not any(word in text for word in armed)

    @cached_property
    def states_named(self) -> frozenset[str]:
        """The states that the text names by a name of theirs or of a person, the dateline's included."""
        found: set[str | None] = {self.dateline_country}
        for view in self.views:
            for item in view.items:
                if item.kind in ("country", "demonym", "capital"):
                    found |= {state_of(ref.id) for ref in item.refs if ref.kind == "country"}
                elif item.kind == "person":
                    rows = [self.knowledge.person(ref.id) for ref in item.refs if ref.kind == "person"]
                    found |= {state_of(row.country) for row in rows if row is not None and row.country}
        return frozenset(country for country in found if country)

    @cached_property
    def states_told(self) -> bool:
        """Whether the text names a state, its capital, a person or an organisation, and not only a people."""
        kinds = ("country", "capital", "person", "organisation", "pair")
        return any(item.kind in kinds and item.entities for view in self.views for item in view.items)

    @cached_property
    def only_country(self) -> str | None:
        """The country that dominates the article: named at least three times as often as any other.

        One word of it does not outweigh a dateline elsewhere ("LAGOS — … outside the French embassy").
        """
        top = self.countries.most_common(2)
        if not top or (top[0][1] == 1 and self.dateline_country not in (None, top[0][0])):
            return None
        if len(top) == 1 or top[0][1] >= 3 * top[1][1]:
            return top[0][0]
        return None

    def refuse(self, reason: str, detail: str, start: int, end: int) -> None:
        """Records that a mention was not resolved, and between which candidates."""
        self.refusals.append((reason, detail, start, end))


def article_day(article: Article) -> dt.date | None:
    """The day from which offices are counted: publication, else a bound of it."""
    published = article.published
    return published.on or published.latest or published.earliest
