"""Feeds: RSS and Atom, each entry a document of kind `html` that holds the entry's own text."""

from __future__ import annotations

import html
import io
import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from communique.records import Document, Refusal
from communique.sources.dates import given_date
from communique.sources.decode import XML_CHARSET
from communique.sources.limits import Limits
from communique.sources.reasons import SourceReason
from communique.sources.refuse import document_id, refusal, refused

ENTRY_NOTE = "feed.entry"
ENTITY = re.compile(rb"<!ENTITY", re.I)
TAGGED = re.compile(r"<(?:p|br|div|a|b|i|em|strong|img|ul|ol|li|h\d|blockquote|span|figure)\b", re.I)


def read_feed(raw: bytes, source: str, *, limits: Limits) -> Iterator[Document | Refusal]:
    """One Document an entry, numbered from 1; what the entry says of
    title, link and date is taken as given.

    The date counts as given where it can be read, is left out where it cannot. Raises InputRefused: own
    entities (the door of every XML bomb), more tags than the limit, no entry at all.
    """
    # UTF-16 would hide the declaration from a scan of bytes; XML allows it, feeds do not use it.
    plain = (
        raw.replace(b"\x00", b"") if raw[:2] in (b"\xff\xfe", b"\xfe\xff") or b"\x00" in raw[:200] else raw
    )
    if ENTITY.search(plain):
        raise refused(
            SourceReason.XML_ENTITIES, "declares entities of its own, which a feed never needs", source
        )
    n_tags = plain.count(b"<")
    if n_tags > limits.feed_tags:
        raise refused(
            SourceReason.TOO_MANY_TAGS, f"{n_tags:,} tags, the limit is {limits.feed_tags:,}", source
        )
    if max((len(run) for run in re.findall(rb"<[^<>]{20000,}>", plain)), default=0):
        raise refused(SourceReason.TOO_MANY_TAGS, "a single tag of over 20,000 bytes", source)
    import feedparser

    # Given a stream and never a string: feedparser opens strings as addresses or file names.
    parsed = feedparser.parse(io.BytesIO(raw), sanitize_html=False, resolve_relative_uris=False)
    if not parsed.entries:
        raise refused(SourceReason.NO_ENTRIES, "no feed entry in it", source)
    outlet = _plain(parsed.feed.get("title")) or None
    for number, entry in enumerate(parsed.entries, 1):
        yield _entry(entry, f"{source}:{number}", outlet, _encoding(raw), limits)


def _entry(
    entry: Mapping[str, Any], where: str, outlet: str | None, encoding: str, limits: Limits
) -> Document | Refusal:
    content = max((_value(part) for part in entry.get("content", ())), key=len, default="")
    body = max((content, str(entry.get("summary") or "")), key=len)
    title = _plain(entry.get("title")) or None
    raw = "\x1f".join((str(entry.get("id") or entry.get("link") or ""), title or "", body)).encode(
        "utf-8", "replace"
    )
    known = document_id(raw)
    if not _plain(body):
        return refusal(SourceReason.EMPTY, "an entry without text", where, document_id=known, title=title)
    if len(raw) > limits.document_bytes:
        return refusal(
            SourceReason.TOO_LARGE, "an entry over the limit", where, document_id=known, title=title
        )
    text = body if TAGGED.search(body) else f"<p>{html.escape(body, quote=False)}</p>"
    link = entry.get("link")
    return Document(
        id=known,
        source=where,
        text=text,
        kind="html",
        title=title,
        outlet=outlet,
        published=_published(entry),
        url=link if isinstance(link, str) and link else None,
        encoding=encoding,
        raw_hash=known,
        raw=raw,
        note=(ENTRY_NOTE,),
    )


def _published(entry: Mapping[str, Any]) -> date | None:
    """The day as the entry prints it; feedparser's own reading, in UTC, only where ours fails."""
    for name in ("published", "updated", "created"):
        printed = entry.get(name)
        if printed:
            try:
                return given_date(printed)
            except ValueError:
                moment = entry.get(f"{name}_parsed")
                if moment:
                    return date(moment.tm_year, moment.tm_mon, moment.tm_mday)
    return None


def _value(part: Mapping[str, Any]) -> str:
    return str(part.get("value") or "")


def _plain(value: object) -> str:
    """Text of a title: tags out, entities resolved, white space single."""
    return " ".join(html.unescape(re.sub(r"<[^<>]*>", " ", str(value or ""))).split())


def _encoding(raw: bytes) -> str:
    match = XML_CHARSET.search(raw[:512])
    return match.group(1).decode("ascii").lower() if match else "utf-8"
