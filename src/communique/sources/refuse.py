"""Making refusals and documents of stage `sources`, the same way in every reader."""

from __future__ import annotations

from hashlib import sha256

from communique.errors import InputRefused
from communique.records import DocumentRef, Refusal, short_id
from communique.sources.reasons import SourceReason


def refusal(
    reason: SourceReason,
    detail: str,
    source: str,
    *,
    document_id: str | None = None,
    title: str | None = None,
) -> Refusal:
    """A refusal of the input named `source`; without a document id its id is made from reason and source."""
    known = document_id or short_id("input", source)
    return Refusal(
        id=short_id("sources", reason.value, source, known),
        document=DocumentRef(id=known, source=source, title=title, outlet=None, published=None),
        stage="sources",
        reason=reason.value,
        detail=detail,
    )


def refused(reason: SourceReason, detail: str, source: str | None = None) -> InputRefused:
    """The exception for a whole input; `read_inputs` turns it into a Refusal."""
    return InputRefused(reason.value, detail, source)


def document_id(raw: bytes) -> str:
    """First 16 hex digits of the SHA-256 of the bytes received."""
    return sha256(raw).hexdigest()[:16]


def size_words(n_bytes: int) -> str:
    """`5.0 MB` for 5,000,000."""
    return f"{n_bytes / 1_000_000:.1f} MB"
