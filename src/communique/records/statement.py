"""A statement: who said what to whom."""

from __future__ import annotations

import msgspec

from communique.records.actor import Actor
from communique.records.coding import Attribution
from communique.records.document import DocumentRef
from communique.records.span import Span


class Statement(msgspec.Struct, frozen=True, tag_field="record", tag="statement"):
    """One reported utterance; `span` is what was said; mode direct, indirect or mixed."""

    id: str
    document: DocumentRef
    speaker: Actor
    addressee: Actor | None
    span: Span
    mode: str
    attribution: tuple[Attribution, ...]
