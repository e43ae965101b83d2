"""Web archives: HTML responses of WARC files, texts of WET files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from communique.errors import InputRefused
from communique.records import Document, Refusal
from communique.sources.limits import Limits
from communique.sources.pages import html_document, text_document
from communique.sources.reasons import SourceReason
from communique.sources.refuse import document_id, refusal, refused, size_words
from communique.sources.streams import CHUNK

HTML_TYPES = ("text/html", "application/xhtml+xml")
WANTED = ("response", "conversion", "resource")
HEADER_LINE = 16_384
HEADER_LINES = 200


class RawRecord(NamedTuple):
    """One record as it lies in the archive: header fields (names in lower case), the
    bytes of the header, and the block; block is None where the record is of an
    unwanted type or over the limit and was passed over."""

    fields: dict[str, str]
    head: bytes
    block: bytes | None
    n_block: int


class BreaksOff(Exception):
    """The archive ends inside a record."""


def read_warc(stream: BinaryIO, source: str, *, limits: Limits) -> Iterator[Document | Refusal]:
    """One Document for every HTML or plain-text response and every
    WET conversion, numbered by record from 1.

    Records of other kinds (requests, metadata, pictures, error pages) are passed over. An archive that
    breaks off gives a last refusal `sources.truncated`. The day of the crawl is noted as
    `crawled:YYYY-MM-DD`, an upper bound of the publication date. Raises InputRefused `sources.damaged` when
    no record is in it.
    """
    number = 0
    records = _records(stream, limits)
    while True:
        try:
            record = next(records, None)
        except BreaksOff as broken:
            detail = f"the archive breaks off in record {number + 1}: {broken}"
            yield refusal(SourceReason.TRUNCATED, detail, source)
            return
        except ValueError as problem:
            if not number:
                raise refused(SourceReason.DAMAGED, f"no WARC record in it: {problem}", source) from None
            yield refusal(SourceReason.DAMAGED, f"after record {number}: {problem}", source)
            return
        if record is None:
            break
        number += 1
        yield from _documents(record, f"{source}:{number}", limits)
    if not number:
        raise refused(SourceReason.EMPTY, "no WARC record in it", source)


def _records(stream: BinaryIO, limits: Limits) -> Iterator[RawRecord]:
    """Frames the archive ourselves, one record in memory at a time: FastWARC ends a truncated
    archive as if all were well, and needs a stream that can seek."""
    while True:
        line = stream.readline(HEADER_LINE)
        while line in (b"\r\n", b"\n"):
            line = stream.readline(HEADER_LINE)
        if not line:
            return
        if not line.startswith(b"WARC/"):
            raise ValueError(f"expected a WARC header, found {line[:30]!r}")
        head, fields = [line], {}
        for _ in range(HEADER_LINES):
            line = stream.readline(HEADER_LINE)
            head.append(line)
            if line in (b"\r\n", b"\n"):
                break
            if not line.endswith(b"\n"):
                raise BreaksOff("inside the header")
            name, _, value = line.decode("utf-8", "replace").partition(":")
            fields[name.strip().lower()] = value.strip()
        length = fields.get("content-length", "")
        if not length.isdigit():
            raise ValueError(f"Content-Length {length[:20]!r} is no number")
        n_block = int(length)
        wanted = fields.get("warc-type", "").lower() in WANTED and n_block <= limits.document_bytes
        block, n_read = _block(stream, n_block, keep=wanted)
        if n_read < n_block:
            raise BreaksOff(f"{n_read:,} of {n_block:,} bytes")
        yield RawRecord(fields, b"".join(head), block, n_block)


def _block(stream: BinaryIO, size: int, *, keep: bool) -> tuple[bytes | None, int]:
    parts: list[bytes] = []
    left = size
    while left:
        chunk = stream.read(min(CHUNK, left))
        if not chunk:
            break
        left -= len(chunk)
        if keep:
            parts.append(chunk)
    return (b"".join(parts) if keep else None), size - left


def _documents(record: RawRecord, where: str, limits: Limits) -> Iterator[Document | Refusal]:
    kind = record.fields.get("warc-type", "").lower()
    if kind not in WANTED:
        return
    if record.block is None:
        yield refusal(SourceReason.TOO_LARGE, f"record of {size_words(record.n_block)}", where)
        return
    raw, content_type, charset = record.block, record.fields.get("content-type", ""), None
    if content_type.startswith("application/http"):
        unpacked = _http(record, limits)
        if unpacked is None:
            return
        raw, content_type, charset = unpacked
    if len(raw) > limits.document_bytes:
        yield refusal(SourceReason.TOO_LARGE, "the record unpacks to more than the limit", where)
        return
    url = record.fields.get("warc-target-uri", "").strip("<>") or None
    day = record.fields.get("warc-date", "")[:10]
    notes = (f"crawled:{day}",) if len(day) == 10 else ()
    media = content_type.split(";")[0].strip().lower()
    try:
        if media in HTML_TYPES:
            yield html_document(raw, where, declared=charset, url=url, notes=notes)
        elif media == "text/plain" or kind == "conversion":
            yield text_document(raw, where, url=url, notes=notes)
    except InputRefused as stop:
        yield refusal(SourceReason(stop.reason), stop.detail, where, document_id=document_id(raw))


def _http(record: RawRecord, limits: Limits) -> tuple[bytes, str, str | None] | None:
    """Body, media type and charset of a successful HTTP response, transfer and content
    encodings undone by FastWARC; None for any other answer."""
    from fastwarc.warc import ArchiveIterator

    whole = io.BytesIO(record.head + (record.block or b"") + b"\r\n\r\n")
    try:
        for parsed in ArchiveIterator(whole, parse_http=True, auto_decode="all"):
            headers = parsed.http_headers
            if headers is None or not 200 <= (headers.status_code or 0) < 300:
                return None
            body = parsed.reader.read(limits.document_bytes + 1)
            return bytes(body), parsed.http_content_type or "", parsed.http_charset
    except (OSError, ValueError):
        return None
    return None
