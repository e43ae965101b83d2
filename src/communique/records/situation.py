"""A situation: a standing state between parties."""

from __future__ import annotations

import msgspec

from communique.records.actor import Actor
from communique.records.coding import Attribution
from communique.records.document import DocumentRef
from communique.records.span import Span
from communique.records.when import When


class Situation(msgspec.Struct, frozen=True, tag_field="record", tag="situation"):
    """A standing state (kinds in docs/situations.md). holds: whether the sentence says that it stands."""

    id: str
    document: DocumentRef
    kind: str
    parties: tuple[Actor, ...]
    holds: bool
    since: When | None
    until: When | None
    evidence: Span
    attribution: tuple[Attribution, ...]
