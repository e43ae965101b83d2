"""A refusal: what was not read, not resolved or not coded, and why."""

from __future__ import annotations

import msgspec

from communique.records.document import DocumentRef
from communique.records.span import Span


class Refusal(msgspec.Struct, frozen=True, tag_field="record", tag="refusal"):
    """stage: sources, clean, language, resolve, coding …; reason: code listed in docs/refusals.md."""

    id: str
    document: DocumentRef
    stage: str
    reason: str
    detail: str
    span: Span | None = None
