"""An event: one happening, told by one or many codings."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.records.actor import Actor
from communique.records.coding import Attribution, EventType, Magnitude, Status
from communique.records.place import Place
from communique.records.span import Span
from communique.records.when import When


class Why(msgspec.Struct, frozen=True):
    """Why a coding belongs to an event: `to` is the coding it was compared with (null for the first), score
    between 0 and 1, reasons in words, the strongest first.
    """

    coding: str
    to: str | None
    score: float
    reasons: tuple[str, ...] = ()


class Event(msgspec.Struct, frozen=True, tag_field="record", tag="event"):
    """The fields on which its codings agree, or those of `lead` where they differ.

    rule: the merge rule (or for imported data the collection) that made it. lead: id of the coding whose
    document all spans count; null for imported events. codings: ids of all codings, in order of publication.
    origins: independent sources (ten outlets with one agency report are one). n_documents: articles that
    tell of it. first_reported: ISO day of the earliest of them or null. disagreements: field name → the
    values that differ, each with the ids that say so. why: one entry a coding.
    """

    id: str
    rule: str
    lead: str | None
    confidence: float
    event_type: EventType
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    goldstein: float | None
    plover_score: float | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: When
    place: Place | None
    status: Status
    background: bool
    content: Span | None
    condition: Span | None
    deadline: When | None
    magnitude: tuple[Magnitude, ...]
    attribution: tuple[Attribution, ...]
    codings: tuple[str, ...]
    origins: int
    n_documents: int
    first_reported: str | None = None
    disagreements: dict[str, list[Any]] = {}
    why: tuple[Why, ...] = ()
