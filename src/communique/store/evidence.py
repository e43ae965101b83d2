"""From a span of a record down to the bytes received."""

from __future__ import annotations

import html
import html.entities
import json
import re

import msgspec

from communique.records import Document
from communique.store.content import byte_range, decoded, mark_of

WORD = re.compile(r"\w+|[^\w\s]")
MARKUP = r"(?:\s|<[^<>]{0,2000}>|&nbsp;|&#160;|&#x[aA]0;)*"
"""What may stand between two words of a sentence in a page."""


class InBytes(msgspec.Struct, frozen=True):
    """Bytes [start, end) of the content as received. how: `decoded` (exactly), `escaped` (inside a JSON
    string), `page` (found in the page's source, tags passed over).
    """

    start: int
    end: int
    how: str
    raw: bytes


def in_bytes(document: Document, raw: bytes, passage: str, start: int, end: int) -> InBytes | None:
    """Where a passage, code points [start, end) of a document's text, lies in its bytes; null when it cannot
    be found there (a repaired encoding, a table's row).
    """
    if document.kind == "html":
        return _in_page(document, raw, passage)
    exact = byte_range(raw, document.encoding, start, end)
    if exact is not None and decoded(raw, document.encoding) == document.text:
        return InBytes(*exact, "decoded", raw[exact[0] : exact[1]])
    return _in_json(document.text, raw, start, end)


def _in_json(text: str, raw: bytes, start: int, end: int) -> InBytes | None:
    """In the JSON string that holds the text, written with or without escapes."""
    for ascii_only in (False, True):
        whole, before, words = (
            json.dumps(part, ensure_ascii=ascii_only)[1:-1].encode("utf-8", "surrogatepass")
            for part in (text, text[:start], text[start:end])
        )
        place = raw.find(whole)
        if place >= 0:
            first = place + len(before)
            return InBytes(first, first + len(words), "escaped", raw[first : first + len(words)])
    place = raw.find(text.encode("utf-8", "surrogatepass"))
    if place >= 0:  # a row of a table
        first = place + len(text[:start].encode("utf-8", "surrogatepass"))
        last = first + len(text[start:end].encode("utf-8", "surrogatepass"))
        return InBytes(first, last, "decoded", raw[first:last])
    return None


def _in_page(document: Document, raw: bytes, passage: str) -> InBytes | None:
    """In a page's source: its words in order, tags and character references between them allowed for."""
    source = decoded(raw, document.encoding)
    if source is None:
        return None
    words = WORD.findall(passage)
    if not words:
        return None
    pattern = MARKUP.join(_any_spelling(word) for word in words)
    found = re.search(pattern, source)
    if found is None:
        return None
    first = len(mark_of(raw)) + len(source[: found.start()].encode(document.encoding))
    last = first + len(found[0].encode(document.encoding))
    return InBytes(first, last, "page", raw[first:last])


def _any_spelling(word: str) -> str:
    """A word, each sign of it plain or as a character reference."""
    if word.isascii() and word.isalnum():
        return re.escape(word)
    signs = []
    for sign in word:
        spellings = {sign, html.escape(sign), f"&#{ord(sign)};", f"&#x{ord(sign):x};", f"&#x{ord(sign):X};"}
        spellings.update(f"&{name}" for name in _NAMES.get(sign, ()))
        signs.append("(?:" + "|".join(re.escape(one) for one in sorted(spellings)) + ")")
    return "".join(signs)


_NAMES: dict[str, list[str]] = {}
for _name, _sign in html.entities.html5.items():
    if _name.endswith(";"):
        _NAMES.setdefault(_sign, []).append(_name)
