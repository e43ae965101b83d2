"""What of a record can be searched for."""

from __future__ import annotations

from functools import lru_cache

import msgspec

from communique.records import Actor, Article, Coding, Event, Span


def article_words(article: Article) -> str:
    """Title and every line that is read or kept apart; dropped lines (menus, advertisements) are left out."""
    kept = [article.text[block.start : block.end] for block in article.blocks if block.kind != "dropped"]
    return _clean("\n".join(kept))


def coding_words(coding: Coding) -> str:
    """Type, mode, parties with names and codes, content, condition, place, speakers and the evidence."""
    parts = [
        coding.event_type, coding.mode, coding.status, coding.cameo, *coding.contexts,
        *_names(coding.actors), *_names(coding.recipients), _text(coding.content), _text(coding.condition),
        coding.place.name if coding.place else None, *(link.name for link in coding.attribution),
        coding.evidence.text,
    ]  # fmt: skip
    return _clean(" ".join(filter(None, parts)))


def event_words(event: Event) -> str:
    """Type, mode, parties with names and codes, content, condition and place."""
    parts = [_of_act(event.event_type, event.mode, event.status, event.cameo, event.contexts)]
    for actor in (*event.actors, *event.recipients):
        parts.append(_of_actor(actor.person, actor.name, actor.code, actor.country, actor.text))
    if event.content is not None:
        parts.append(event.content.text)
    if event.condition is not None:
        parts.append(event.condition.text)
    if event.place is not None:
        parts.append(event.place.name)
    return _clean(" ".join(parts))


@lru_cache(65_536)
def _of_act(*parts: str | tuple[str, ...] | None) -> str:
    """Type, mode, status, code and contexts of an act; events share a few hundred."""
    words = (part if isinstance(part, str) else " ".join(part) for part in parts if part)
    return " ".join(words)


def _names(actors: tuple[Actor, ...]) -> list[str]:
    return [_of_actor(actor.person, actor.name, actor.code, actor.country, actor.text) for actor in actors]


@lru_cache(65_536)
def _of_actor(person: str | None, name: str | None, code: str | None, country: str | None, text: str) -> str:
    """Everything that an actor is called, each once."""
    return " ".join(dict.fromkeys(part for part in (person, name, code, country, text) if part))


def _text(span: Span | None) -> str | None:
    return span.text if span else None


def _clean(text: str) -> str:
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", " ").encode("utf-8", "replace").decode()


def words_of(kind: str, record: str) -> str:
    """The words of a record given as JSON; kind: article, coding or event."""
    if kind == "article":
        return article_words(msgspec.json.decode(record, type=Article))
    if kind == "coding":
        return coding_words(msgspec.json.decode(record, type=Coding))
    return event_words(msgspec.json.decode(record, type=Event))
