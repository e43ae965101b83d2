"""Single documents: a text file or an HTML page."""

from __future__ import annotations

from hashlib import sha256

from communique.records import Document
from communique.sources.decode import declared_charset, decode
from communique.sources.reasons import SourceReason
from communique.sources.refuse import document_id, refused


def text_document(
    raw: bytes, source: str, *, url: str | None = None, notes: tuple[str, ...] = ()
) -> Document:
    """A Document of kind `text`. Raises InputRefused when it is empty, binary or undecodable."""
    return _document(raw, source, "text", None, url, notes)


def html_document(
    raw: bytes,
    source: str,
    *,
    declared: str | None = None,
    url: str | None = None,
    notes: tuple[str, ...] = (),
) -> Document:
    """A Document of kind `html` holding the page's source; `declared`: the charset of the HTTP header,
    which wins over the one in the page. Raises InputRefused like `text_document`."""
    return _document(raw, source, "html", declared or declared_charset(raw), url, notes)


def _document(
    raw: bytes, source: str, kind: str, declared: str | None, url: str | None, notes: tuple[str, ...]
) -> Document:
    if not raw.strip():
        raise refused(SourceReason.EMPTY, "nothing but white space" if raw else "an empty file", source)
    decoded = decode(raw, declared=declared, source=source)
    if not decoded.text.strip():
        raise refused(SourceReason.EMPTY, "nothing but white space", source)
    return Document(
        id=document_id(raw),
        source=source,
        text=decoded.text,
        kind=kind,
        url=url,
        encoding=decoded.encoding,
        raw_hash=sha256(raw).hexdigest(),
        note=(*notes, *decoded.notes),
        raw=raw,
    )
