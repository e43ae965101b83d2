"""A document: one input as received, decoded, before anything was cleaned away."""

from __future__ import annotations

from datetime import date

import msgspec


class Document(msgspec.Struct, frozen=True):
    """What a source hands over.

    id: the caller's `id` where one was given (JSONL, CSV, Parquet), else the first 16 hex digits of the
    SHA-256 of the bytes received. `text`: decoded text; offsets of all records count its code points, except
    for kind `html`, where they count the extracted text of the Article. `raw_hash`: SHA-256 of the bytes.
    """

    id: str
    source: str
    text: str
    kind: str = "text"
    """`text` (a scraped or plain text), `html`, or `record` (a text given as data: never cleaned of lines).
    """
    title: str | None = None
    outlet: str | None = None
    published: date | None = None
    url: str | None = None
    encoding: str = "utf-8"
    raw_hash: str = ""
    note: tuple[str, ...] = ()
    """What happened while decoding: `encoding.guessed`, `encoding.repaired` …"""
    raw: bytes = b""
    """The bytes received; left behind when the document travels to a worker."""


class DocumentRef(msgspec.Struct, frozen=True):
    """The short form of a document inside every record that leaves the program (see DESIGN.md)."""

    id: str
    source: str
    title: str | None
    outlet: str | None
    published: date | None
