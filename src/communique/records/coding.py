"""A coding: one reported act, as the contract in DESIGN.md has it."""

from __future__ import annotations

from typing import Literal

import msgspec

from communique.records.actor import Actor
from communique.records.document import DocumentRef
from communique.records.place import Place
from communique.records.span import Span
from communique.records.when import When

EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip

Status = Literal[
    "happened", "ongoing", "planned", "promised", "requested", "threatened", "conditional", "denied",
    "failed", "hypothetical",
]  # fmt: skip


class Attribution(msgspec.Struct, frozen=True):
    """One speaker in the chain of who said it, nearest first. mode: direct, indirect or mixed."""

    start: int
    end: int
    text: str
    name: str
    code: str | None
    verb: str | None
    mode: str


class Magnitude(msgspec.Struct, frozen=True):
    """A count with its span. kind: killed wounded arrested displaced participants money …; low ≤ high."""

    kind: str
    low: float
    high: float
    start: int
    end: int
    text: str
    unit: str | None = None


class Coding(msgspec.Struct, frozen=True, tag_field="record", tag="coding"):
    """One reported act. Evidence and trigger are never null; every other null has its reason in
    docs/records.md.
    """

    id: str
    coder: str
    confidence: float
    document: DocumentRef
    zone: str
    evidence: Span
    trigger: Span
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
    status_cue: Span | None
    background: bool
    content: Span | None
    condition: Span | None
    deadline: When | None
    magnitude: tuple[Magnitude, ...]
    restates: str | None
    attribution: tuple[Attribution, ...]
