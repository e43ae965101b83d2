"""JSON lines, and the JSON file that holds one object or a list of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from communique.errors import InputRefused
from communique.records import Document, Refusal
from communique.sources.decode import decode
from communique.sources.limits import Limits
from communique.sources.reasons import SourceReason
from communique.sources.record_fields import record_document
from communique.sources.refuse import refusal, size_words
from communique.sources.streams import bounded_lines, read_all

BOM = b"\xef\xbb\xbf"


def read_jsonl(
    stream: BinaryIO, source: str, *, text_column: str, limits: Limits
) -> Iterator[Document | Refusal]:
    """One Document or Refusal a line, in order, one line in memory at a time. Blank lines are passed over."""
    # A JSON string of n characters may take 6n bytes ("\\u2014"), and the other fields stand beside the text.
    cap = (
        6 * limits.document_bytes if limits.document_bytes < 1_000_000 else limits.document_bytes + 1_000_000
    )
    n_seen = 0
    for number, line in bounded_lines(stream, cap):
        where = f"{source}:{number}"
        if line is None:
            n_seen += 1
            yield refusal(SourceReason.TOO_LARGE, f"line {number} is over {size_words(cap)}", where)
            continue
        raw = line.removeprefix(BOM).strip() if number == 1 else line.strip()
        if not raw:
            continue
        n_seen += 1
        yield _line_document(raw, where, number, text_column, limits)
    if not n_seen:
        yield refusal(SourceReason.EMPTY, "no line in it", source)


def read_json(
    stream: BinaryIO, source: str, *, text_column: str, limits: Limits
) -> Iterator[Document | Refusal]:
    """A whole JSON file: an object, or a list of objects (numbered
    from 1). JSON lines in it are read as such."""
    raw = read_all(stream, limits.feed_bytes, source).removeprefix(BOM).strip()
    if not raw:
        yield refusal(SourceReason.EMPTY, "nothing but white space", source)
        return
    try:
        parsed: object = msgspec.json.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        if b"\n" in raw and raw.startswith(b"{"):
            import io

            yield from read_jsonl(io.BytesIO(raw), source, text_column=text_column, limits=limits)
            return
        yield refusal(SourceReason.BROKEN_JSON, f"no JSON: {error}", source)
        return
    items = parsed if isinstance(parsed, list) else [parsed]
    if not items:
        yield refusal(SourceReason.EMPTY, "an empty list", source)
    for number, item in enumerate(items, 1):
        where = f"{source}:{number}" if isinstance(parsed, list) else source
        if isinstance(item, dict):
            item_raw = msgspec.json.encode(item)
            yield record_document(item, item_raw, where, text_column=text_column, limits=limits)
        else:
            yield refusal(SourceReason.BROKEN_JSON, f"item {number} is no JSON object", where)


def _line_document(
    raw: bytes, where: str, number: int, text_column: str, limits: Limits
) -> Document | Refusal:
    notes: tuple[str, ...] = ()
    try:
        parsed: object = msgspec.json.decode(raw)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        try:
            decoded = decode(raw, source=where)
            parsed = msgspec.json.decode(decoded.text)
            notes = decoded.notes
        except (InputRefused, msgspec.DecodeError, ValueError, RecursionError):
            return refusal(SourceReason.BROKEN_JSON, f"line {number} is no JSON: {str(error)[:120]}", where)
    if not isinstance(parsed, dict):
        return refusal(SourceReason.BROKEN_JSON, f"line {number} is no JSON object", where)
    result = record_document(parsed, raw, where, text_column=text_column, limits=limits)
    if notes and isinstance(result, Document):
        return msgspec.structs.replace(result, note=notes)
    return result
