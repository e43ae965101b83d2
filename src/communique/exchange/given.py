"""Codings made by others: what an imported row becomes."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import cast

import msgspec

from communique.exchange.codes import read_table
from communique.exchange.layout import RowRefused
from communique.ontology import load_ontology
from communique.records import Actor, Coding, DocumentRef, Event, Magnitude, Place, Span, When, Why, short_id
from communique.records.coding import EventType, Status

RULE = "as given by the file"
_SPOKEN: dict[str, Status] = {"AGREE": "promised", "REQUEST": "requested", "THREATEN": "threatened"}
"""For these types the status tells of what is offered, asked or threatened."""


@cache
def _roots() -> dict[str, str]:
    return {row["root"]: row["event_type"] for row in read_table("cameo_roots.csv")}


def plover_of(cameo: str) -> tuple[str, str | None, tuple[str, ...]]:
    """Type, mode and contexts of a CAMEO code by the crosswalk, else the type of its root; raises RowRefused.

    Codes of root 01 (statements, comments) have no PLOVER type.
    """
    ontology = load_ontology()
    if cameo not in ontology.cameo:
        raise RowRefused(
            "exchange.bad_code", f"CAMEO code {cameo!r} is not in the code book; keep leading zeros"
        )
    found = ontology.plover_of(cameo)
    if found is not None and len(cameo) > 2:
        return found
    root = _roots().get(cameo[:2])
    if root is None:
        raise RowRefused("exchange.no_type", f"CAMEO {cameo} has no PLOVER type")
    return root, None, ()


def given_when(start: date, end: date | None = None) -> When:
    """A day, or a range, as the file gives it."""
    last = end or start
    return When(start, last, "day" if last == start else "range", "context", None, RULE)


class Given(msgspec.Struct, frozen=True):
    """A row of another collection. native: its id there; n_documents, origins: articles and sources that tell
    of it, as far as the collection counts them.
    """

    native: str
    coding: Coding
    n_documents: int = 1
    origins: int = 1

    def event(self) -> Event:
        """The row as an event of its collection: nothing to merge, no text to show. `why` names the row and
        where it was reported."""
        coding = self.coding
        published = coding.document.published
        reported = (coding.document.source, *([coding.document.outlet] if coding.document.outlet else []))
        return Event(
            id=coding.id,
            rule=coding.coder,
            lead=None,
            confidence=coding.confidence,
            event_type=coding.event_type,
            mode=coding.mode,
            contexts=coding.contexts,
            cameo=coding.cameo,
            quad=coding.quad,
            goldstein=coding.goldstein,
            plover_score=coding.plover_score,
            actors=coding.actors,
            recipients=coding.recipients,
            date=coding.date,
            place=coding.place,
            status=coding.status,
            background=coding.background,
            content=None,
            condition=None,
            deadline=None,
            magnitude=coding.magnitude,
            attribution=(),
            codings=(),
            origins=self.origins,
            n_documents=self.n_documents,
            first_reported=published.isoformat() if published else None,
            why=(Why(f"{coding.coder}:{self.native}", None, 1.0, reported),),
        )


def given_coding(
    key: tuple[object, ...], coder: str, document: DocumentRef, event_type: str, mode: str | None,
    contexts: tuple[str, ...], cameo: str | None, goldstein: float | None, actors: tuple[Actor, ...],
    recipients: tuple[Actor, ...], day: date, place: Place | None, end: date | None = None, text: str = "",
    confidence: float = 1.0, magnitude: tuple[Magnitude, ...] = (), background: bool = False,
    status: Status | None = None,
) -> Coding:  # fmt: skip
    """A coding with the given coder's name. Spans are empty at 0, since the file carries no offsets;
    confidence is 1 where the file has none; the quad class is that of the PLOVER type."""
    ontology = load_ontology()
    if event_type not in ontology.types:
        raise RowRefused(
            "exchange.bad_type", f"{event_type!r} is none of {', '.join(sorted(ontology.types))}"
        )
    kept = mode if ontology.has_mode(event_type, mode) else None
    return Coding(
        id=short_id(coder, *key),
        coder=coder,
        confidence=confidence,
        document=document,
        zone="body",
        evidence=Span(0, 0, text),
        trigger=Span(0, 0, ""),
        event_type=cast(EventType, event_type),
        mode=kept,
        contexts=tuple(context for context in contexts if context in ontology.contexts),
        cameo=cameo,
        quad=ontology.quad(event_type),
        goldstein=goldstein if goldstein is not None else ontology.goldstein(cameo),
        plover_score=ontology.score(event_type, kept),
        actors=actors,
        recipients=recipients,
        date=given_when(day, end),
        place=place,
        status=status or _SPOKEN.get(event_type, "happened"),
        status_cue=None,
        background=background,
        content=None,
        condition=None,
        deadline=None,
        magnitude=magnitude,
        restates=None,
        attribution=(),
    )
