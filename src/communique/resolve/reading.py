"""What has been read of an article so far: mentions, heads, candidates, profiles, days."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.salience import Candidate
from communique.resolve.scene import Scene
from communique.resolve.surnames import has_word
from communique.resolve.view import View

_YEAR = re.compile(r"\b(?:in|since|of|until|during)\s+(?:\w+\s+)?((?:19|20)\d\d)\b")


if TYPE_CHECKING:
    from communique.resolve.nouns import NounReader
    from communique.resolve.quotes import Quotation
    from communique.resolve.speakers import Speakers


class Reading:
    """The state that all readers of one scene share. `founds` are the mentions, `heads` those by head
    token."""

    nouns: NounReader
    speakers: Speakers
    quotations: list[Quotation]

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.founds: list[Found] = []
        self.heads: dict[tuple[int, int], Found] = {}
        self.candidates: list[Candidate] = []
        self.consumed: set[tuple[int, int]] = set()
        self.done: set[tuple[int, int]] = set()
        self.named = frozenset(
            entity.id.removeprefix("person:")
            for bearers in scene.surnames.values()
            for _, entity in bearers
            if entity.id.startswith("person:")
        )
        """Ids of the persons that the article names in full."""
        self._profiles: dict[str, Entity] = {}
        self._days: dict[int, dt.date | None] = {}

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

    def latest(self, entity: Entity) -> Entity:
        """What the article has told of a person or organisation without entry so far."""
        if entity.id or not entity.key or entity.country:
            return entity
        return self._profiles.get(entity.key, entity)

    def day(self, view: View, title: str = "") -> dt.date | None:
        """The day on which offices count in a sentence: the article's, or a year that "then" or the past
        points to."""
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

    def at(self, view: View, token: int) -> Found | None:
        """The mention headed at a token; read now if it has not been."""
        raise NotImplementedError
