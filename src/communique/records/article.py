"""An article: a document after cleaning, in blocks that are kept or dropped for a reason."""

from __future__ import annotations

from datetime import date

import msgspec

from communique.records.span import Span

KEPT_KINDS = ("title", "subhead", "body", "caption")
"""Block kinds that are read for events; `zone` of a coding is title, body or caption (a subhead is body)."""


class Block(msgspec.Struct, frozen=True):
    """A run of text between line or element boundaries.

    kind: title, subhead, body, caption (read); byline, dateline, credit, date, outlet (kept apart as facts
    about the article); dropped (with `reason`, e.g. `clean.navigation`). [start, end) counts Article.text.
    """

    start: int
    end: int
    kind: str
    reason: str
    score: float = 1.0


class PublicationDate(msgspec.Struct, frozen=True):
    """When the article was published, with what that rests on; bounds where only bounds are known.

    basis: `given` (by the caller), `metadata`, `url`, `printed` (in the text), `dateline`, `bounds`, `none`.
    """

    on: date | None
    earliest: date | None
    latest: date | None
    basis: str
    evidence: str | None = None
    span: Span | None = None


class AgencyLink(msgspec.Struct, frozen=True):
    """One link of the chain outlet ← agency ← source, nearest to the reader first."""

    name: str
    role: str
    """`outlet`, `agency` or `source`."""
    span: Span | None = None


class Article(msgspec.Struct, frozen=True):
    """A cleaned document. Offsets of blocks and of all later records count `text`.

    `text` is the document's text untouched for kinds text and record; for HTML it is the extracted text,
    blocks joined by newlines. A Dateline's block covers only the dateline itself ("SEOUL, June 16 —"), so
    that the body block that follows on the same line starts after it.
    """

    document_id: str
    source: str
    text: str
    title: Span | None
    blocks: tuple[Block, ...]
    published: PublicationDate
    outlet: str | None = None
    byline: Span | None = None
    dateline: Span | None = None
    dateline_place: str | None = None
    agencies: tuple[AgencyLink, ...] = ()
    language: str | None = None
    truncated: bool = False
    notes: tuple[str, ...] = ()

    def read_ranges(self) -> tuple[Block, ...]:
        """Blocks to be parsed and coded, in text order."""
        return tuple(block for block in self.blocks if block.kind in KEPT_KINDS)
