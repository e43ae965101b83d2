"""Web archives: HTML responses of WARC files, texts of WET files."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO

import msgspec

from communique.errors import InputRefused
from communique.records import Document, Refusal
from communique.sources.limits import Limits
from communique.sources.pages import html_document, text_document
from communique.sources.reasons import SourceReason
from communique.sources.refuse import document_id, refusal, refused, size_words
from communique.sources.streams import GzipStream

HTML_TYPES = ("text/html", "application/xhtml+xml")


def read_warc(stream: BinaryIO, source: str, *, limits: Limits) -> Iterator[Document | Refusal]:
    """One Document for every HTML or plain-text response and every WET conversion, numbered by record from 1.

    Records of other kinds (requests, metadata, pictures, error pages) are passed over. An archive that breaks off
    gives a last refusal `sources.truncated`; FastWARC itself would end as if all were well. The day of the crawl is
    noted as `crawled:YYYY-MM-DD`, an upper bound of the publication date.
    """
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.conversion | WarcRecordType.resource
    records = ArchiveIterator(stream, record_types=WarcRecordType.any_type, parse_http=False)
    number, broken = 0, ""
    try:
        for record in records:
            number += 1
            where = f"{source}:{number}"
            n_expected = record.content_length
            if record.record_type & wanted:
                yield from _record(record, where, limits)
            record.reader.consume()
            n_read = record.reader.tell()
            if n_read < n_expected:
                broken = f"record {number} has {n_read} of {n_expected} bytes"
    except InputRefused as stop:
        yield refusal(SourceReason(stop.reason), f"after record {number}: {stop.detail}", source)
        return
    if isinstance(getattr(stream, "raw", stream), GzipStream) and getattr(stream, "raw", stream).truncated:
        broken = broken or f"the packed stream ends inside record {number}"
    if broken:
        yield refusal(SourceReason.TRUNCATED, f"the archive breaks off: {broken}", source)
    elif not number:
        raise refused(SourceReason.DAMAGED, "no WARC record in it", source)


def _record(record: Any, where: str, limits: Limits) -> Iterator[Document | Refusal]:
    url = record.headers.get("WARC-Target-URI") or None
    day = (record.headers.get("WARC-Date") or "")[:10]
    notes = (f"crawled:{day}",) if len(day) == 10 else ()
    if record.content_length > limits.document_bytes:
        detail = f"record of {size_words(record.content_length)}"
        yield refusal(SourceReason.TOO_LARGE, detail, where)
        return
    declared = None
    content_type = record.headers.get("Content-Type") or ""
    if record.is_http or content_type.startswith("application/http"):
        record.parse_http(auto_decode="all")
        if record.http_headers is None or not 200 <= (record.http_headers.status_code or 0) < 300:
            return
        content_type = record.http_content_type or ""
        declared = record.http_charset
    raw = record.reader.read(limits.document_bytes + 1)
    if len(raw) > limits.document_bytes:
        yield refusal(SourceReason.TOO_LARGE, "record unpacks to more than the limit", where)
        return
    kind = content_type.split(";")[0].strip().lower()
    try:
        if kind in HTML_TYPES:
            document = html_document(raw, where, declared=declared, url=url, notes=notes)
        elif kind == "text/plain" or record.record_type.name == "conversion":
            document = text_document(raw, where, url=url, notes=notes)
        else:
            return
    except InputRefused as stop:
        yield refusal(SourceReason(stop.reason), stop.detail, where, document_id=document_id(raw))
        return
    yield msgspec.structs.replace(document, url=url)
