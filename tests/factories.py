"""Readable builders of records for tests: `a_coding(type="PROTEST", who="KOR")`."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from communique.pipeline import Outcome
from communique.records import (
    Actor,
    Article,
    Block,
    Coder,
    Coding,
    Commitment,
    Document,
    DocumentRef,
    Event,
    PublicationDate,
    Refusal,
    Situation,
    Span,
    Standing,
    Statement,
    When,
)

TEXT = "Norland on Monday offered talks to Sudland, officials said."
"""The invented sentence that the default coding stands in."""
DAY = date(2013, 6, 17)


def a_span(words: str, text: str = TEXT) -> Span:
    """The first occurrence of `words` in the text."""
    start = text.index(words)
    return Span(start, start + len(words), words)


def a_document(text: str = TEXT, **fields: Any) -> Document:
    """A text given as data, so that no line of it is cleaned away."""
    return Document(**{"id": "d1", "source": "d1.jsonl:1", "text": text, "kind": "record", **fields})


def a_reference(**fields: Any) -> DocumentRef:
    """The short form of that document."""
    return DocumentRef(
        **{"id": "d1", "source": "d1.jsonl:1", "title": None, "outlet": None, "published": DAY, **fields}
    )


def an_actor(
    country: str | None = "KOR", words: str = "Norland", sector: str | None = None, **fields: Any
) -> Actor:
    """A state, or with a sector an agent of it."""
    span = a_span(words) if words in TEXT else Span(0, len(words), words)
    base: dict[str, Any] = {
        "start": span.start, "end": span.end, "text": span.text, "kind": "agent" if sector else "state",
        "code": f"{country or ''}{sector or ''}" or None, "country": country,
        "cow": 732 if country == "KOR" else None, "sector": sector,
        "name": words, "person": None, "office": None, "rule": "made for a test",
    }  # fmt: skip
    return Actor(**{**base, **fields})


def a_day(on: date | None = DAY, **fields: Any) -> When:
    """One day, read off an expression."""
    precision = "day" if on else "unknown"
    return When(**{"start": on, "end": on, "precision": precision, "basis": "expression", "text": "Monday",
                   "rule": "made for a test", **fields})  # fmt: skip


def a_coding(type: str = "AGREE", who: str | None = "KOR", whom: str | None = "PRK", **fields: Any) -> Coding:
    """An offer of talks; `who` and `whom` are countries, null for none."""
    base: dict[str, Any] = {
        "id": "c1", "coder": "test", "confidence": 0.9, "document": a_reference(), "zone": "body",
        "evidence": Span(0, len(TEXT), TEXT), "trigger": a_span("offered"), "event_type": type, "mode": None,
        "contexts": ("diplomatic",), "cameo": "036", "quad": 1, "goldstein": 4.0, "plover_score": 2.5,
        "actors": (an_actor(who),) if who else (), "recipients": (an_actor(whom, "Sudland"),) if whom else (),
        "date": a_day(), "place": None, "status": "promised", "status_cue": a_span("offered"),
        "background": False, "content": a_span("talks"), "condition": None, "deadline": None, "magnitude": (),
        "restates": None, "attribution": (),
    }  # fmt: skip
    return Coding(**{**base, **fields})


def an_article(text: str = TEXT, **fields: Any) -> Article:
    """An article of one body block."""
    base: dict[str, Any] = {
        "document_id": "d1", "source": "d1.jsonl:1", "text": text, "title": None,
        "blocks": (Block(0, len(text), "body", "clean.given"),),
        "published": PublicationDate(DAY, DAY, DAY, "given"),
    }  # fmt: skip
    return Article(**{**base, **fields})


def an_outcome(*codings: Coding, **fields: Any) -> Outcome:
    """What a document gave."""
    return Outcome(**{"document": a_reference(), "article": an_article(), "codings": codings, **fields})


def spans_of(value: object) -> list[dict[str, Any]]:
    """Every object with start, end and text as numbers and string anywhere inside a decoded record."""
    found: list[dict[str, Any]] = []
    if isinstance(value, msgspec.Struct):
        value = msgspec.to_builtins(value)
    if isinstance(value, dict):
        if isinstance(value.get("start"), int) and isinstance(value.get("end"), int) and "text" in value:
            found.append(value)
        for part in value.values():
            found += spans_of(part)
    elif isinstance(value, list | tuple):
        for part in value:
            found += spans_of(part)
    return found


CODER = Coder("0.0.0", "test.v1", "none", "none")
"""A coder for runs that tests make."""


def a_situation(
    kind: str = "channel_cut", parties: tuple[str, ...] = ("PRK", "KOR"), **fields: Any
) -> Situation:
    """A standing state between countries."""
    base: dict[str, Any] = {
        "id": "s1", "document": a_reference(), "kind": kind, "parties": tuple(map(an_actor, parties)), "holds": True,
        "since": a_day(), "until": None, "evidence": a_span("talks"), "attribution": (),
    }  # fmt: skip
    return Situation(**{**base, **fields})


def a_statement(speaker: str = "KOR", **fields: Any) -> Statement:
    """Something said."""
    base: dict[str, Any] = {
        "id": "t1", "document": a_reference(), "speaker": an_actor(speaker), "addressee": None,
        "span": a_span("offered talks"), "mode": "indirect", "attribution": (),
    }  # fmt: skip
    return Statement(**{**base, **fields})


def a_refusal(reason: str = "coding.no_actor", **fields: Any) -> Refusal:
    """Something that gave no coding."""
    base = {
        "id": "r1",
        "document": a_reference(),
        "stage": reason.split(".")[0],
        "reason": reason,
        "detail": "why",
    }
    return Refusal(**{**base, **fields})


def an_event(type: str = "AGREE", who: str | None = "KOR", whom: str | None = "PRK", **fields: Any) -> Event:
    """An event told by one coding."""
    coding = a_coding(type, who, whom)
    same = {
        name: getattr(coding, name)
        for name in Event.__struct_fields__
        if name in Coding.__struct_fields__ and name not in ("id",)
    }
    base: dict[str, Any] = {
        **same, "id": "e1", "rule": "ours", "lead": coding.id, "codings": (coding.id,), "origins": 1, "n_documents": 1,
    }  # fmt: skip
    return Event(**{**base, **fields})


def a_standing(
    kind: str = "channel_cut", parties: tuple[str, ...] = ("PRK", "KOR"), **fields: Any
) -> Standing:
    """A situation over time, known from the day it began."""
    base: dict[str, Any] = {
        "id": "g1", "kind": kind, "parties": tuple(map(an_actor, parties)), "since": a_day(), "until": None,
        "known_from": DAY, "known_until": None, "opened_by": ("s1",),
    }  # fmt: skip
    return Standing(**{**base, **fields})


def a_commitment(
    kind: str = "offer", who: str = "KOR", whom: str | None = "PRK", **fields: Any
) -> Commitment:
    """An offer that nobody has answered."""
    base: dict[str, Any] = {
        "id": "k1", "event": "e1", "proposer": an_actor(who), "addressee": an_actor(whom) if whom else None,
        "kind": kind, "made": a_day(), "content": None, "condition": None, "deadline": None, "state": "open",
    }  # fmt: skip
    return Commitment(**{**base, **fields})
