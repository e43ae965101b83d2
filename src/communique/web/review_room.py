"""What the review pages share: the queue, the desk, and the tables of who is who."""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path

import msgspec
from fastapi import FastAPI, Request

from communique.knowledge import Knowledge, load_knowledge
from communique.knowledge.find import find
from communique.pipeline.own_tables import own_tables
from communique.records import Article, Coding
from communique.review import Desk, Queue
from communique.store import Store

_making = threading.Lock()
FOUND = 20
TEXTS = 256
"""Texts kept in memory; the oldest go first."""


class Known(msgspec.Struct, frozen=True):
    """Somebody out of the knowledge tables, as an actor of a coding would carry them."""

    kind: str
    id: str
    label: str
    code: str | None
    country: str | None
    cow: int | None
    sector: str | None
    name: str | None
    person: str | None
    office: str | None


class ReviewRoom:
    """One for each app."""

    def __init__(self, store: Store, overlay: Path | None = None) -> None:
        self.store = store
        self.overlay = overlay
        self.desk = Desk(store)
        self.queue = Queue(store, self.desk)
        self._loading = threading.Lock()
        self.learning = threading.Lock()
        """Held while the project's own tables are written."""
        self.grouping = threading.Lock()
        """Held while events are merged or split by hand."""
        self._texts: dict[tuple[tuple[int, ...], int], str] = {}

    def close(self) -> None:
        """Enters what is waiting."""
        self.desk.close()

    @cached_property
    def _knowledge(self) -> Knowledge:
        return load_knowledge(self.overlay if self.overlay and self.overlay.is_dir() else None)

    @property
    def knowledge(self) -> Knowledge:
        """The tables, read when somebody first searches them."""
        with self._loading:
            return self._knowledge

    def forget_knowledge(self) -> None:
        """Reads the tables anew the next time: the overlay has changed."""
        with self._loading:
            self.__dict__.pop("_knowledge", None)

    def text_of(self, coding: Coding) -> str:
        """The text that a coding's spans count."""
        population = self.queue.population()
        row = population.by_id.get(coding.id)
        if row is None:
            return ""
        key = (population.stamp, row.document)
        known = self._texts.get(key)
        if known is None:
            known = self._texts[key] = self._text(row.document)
            while len(self._texts) > TEXTS:
                self._texts.pop(next(iter(self._texts)), None)
        return known

    def article_of(self, coding: Coding) -> Article | None:
        """The article that a coding was read in."""
        row = self.queue.population().by_id.get(coding.id)
        return next(self.store.articles(document=row.document), None) if row else None

    def _text(self, document: int) -> str:
        article: Article | None = next(self.store.articles(document=document), None)
        if article is not None:
            return article.text
        stored = next(self.store.documents([document]), None)
        return stored.document.text if stored else ""

    def search(self, words: str) -> list[Known]:
        """Countries, organisations, persons and offices whose name holds the words."""
        found = []
        for one in find(self.knowledge, words):
            known = known_as(self.knowledge, one.kind, one.id, one.name)
            if known is not None:
                found.append(known)
            if len(found) == FOUND:
                break
        return found


def known_as(knowledge: Knowledge, kind: str, id: str, name: str) -> Known | None:
    """A thing of the tables as an actor; null for places and others that do not act."""
    if kind == "country":
        code, cow = knowledge.country_code(id), knowledge.cow(id)
        return Known("state", id, name, code, id, cow, None, name, None, None)
    if kind == "organisation":
        body = knowledge.organisation(id)
        if body is None:
            return None
        return _with("organisation", id, name, knowledge, body.country, body.sector, None, None)
    if kind == "person":
        person = knowledge.person(id)
        if person is None:
            return None
        return _with("person", id, name, knowledge, person.country, person.sector, name, None)
    if kind == "office":
        office = knowledge.office(id)
        if office is None:
            return None
        return _with("person", id, name, knowledge, office.country, office.sector, None, name)
    return None


def _with(
    kind: str, id: str, name: str, knowledge: Knowledge, country: str, sector: str, person: str | None,
    office: str | None,
) -> Known:  # fmt: skip
    head = knowledge.country_code(country) if country else ""
    cow = knowledge.cow(country) if country else None
    return Known(
        kind, id, name, f"{head}{sector}" or None, country or None, cow, sector or None, name, person, office
    )


def room_of(request: Request) -> ReviewRoom:
    """The app's review room, made when it is first needed."""
    return room_in(request.app)


def room_in(app: FastAPI) -> ReviewRoom:
    """The same, by the app."""
    with _making:
        room: ReviewRoom | None = getattr(app.state, "review", None)
        if room is None:
            room = ReviewRoom(app.state.project.store, own_tables(app.state.project.store.place))
            app.state.review = room
    return room
