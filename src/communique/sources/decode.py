"""Bytes to text: byte-order mark, declared charset, UTF-8, then a guess; never a silent loss."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from communique.sources.reasons import SourceReason
from communique.sources.refuse import refused

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""Longest first where one begins another."""

META_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.I)
XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9_.:-]{2,40})""", re.I)

LATIN_AS_WEB = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "ascii": "cp1252",
    "us-ascii": "cp1252",
}
"""WHATWG Encoding Standard: these labels mean windows-1252 on the web."""

BINARY_STARTS = (
    b"%PDF-", b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"PK\x03\x04", b"\x7fELF", b"\xd0\xcf\x11\xe0",
    b"OggS", b"ID3",
    b"SQLite format 3\x00", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"BZh", b"RIFF", b"{\\rtf",
)  # fmt: skip

MOJIBAKE = re.compile(
    "[\u00c3\u00c2][\u0080-\u00bf\u0152\u0153\u0160\u0161\u2018-\u201e]|\u00e2\u20ac[\u2122\u0153\u009d\u201c\u201d\u02dc\u00a6]"
)
"""UTF-8 read as windows-1252: "Ã©", "â€™" …"""


class Decoded(NamedTuple):
    """text without its byte-order mark; encoding by Python's name; notes like `encoding.guessed`."""

    text: str
    encoding: str
    notes: tuple[str, ...]


def decode(raw: bytes, *, declared: str | None = None, source: str | None = None) -> Decoded:
    """Text of `raw`. `declared`: charset named by a header or the text itself.

    No character is changed after decoding. Raises InputRefused: `sources.binary` for bytes that are no text,
    `sources.encoding` when no encoding gives readable text.
    """
    for bom, encoding in BOMS:
        if raw.startswith(bom):
            return _by_bom(raw[len(bom) :], encoding, source)
    if raw.startswith(BINARY_STARTS):
        raise refused(SourceReason.BINARY, f"starts with {raw[:8]!r}: no text", source)
    if b"\x00" in raw:
        return _with_nuls(raw, source)
    notes: list[str] = []
    if declared:
        text = _try(raw, LATIN_AS_WEB.get(declared.lower(), declared))
        if text is not None and not _controls(text):
            return _noted(text, _name(declared), notes)
        notes.append("encoding.declared_wrong")
    text = _try(raw, "utf-8")
    if text is not None:
        if _controls(text):
            raise refused(SourceReason.BINARY, "more control characters than a text has", source)
        return _noted(text, "utf-8", notes)
    return _guess(raw, notes, source)


def declared_charset(raw: bytes) -> str | None:
    """The charset that an XML declaration or an HTML meta tag in the first 4,096 bytes names."""
    match = XML_CHARSET.search(raw[:512]) or META_CHARSET.search(raw[:4096])
    return match.group(1).decode("ascii") if match else None


def _by_bom(raw: bytes, encoding: str, source: str | None) -> Decoded:
    text = _try(raw, encoding)
    if text is None:
        raise refused(
            SourceReason.ENCODING, f"has the byte-order mark of {encoding} but is not {encoding}", source
        )
    if _controls(text):
        raise refused(SourceReason.BINARY, "more control characters than a text has", source)
    return Decoded(text, encoding, ())


def _with_nuls(raw: bytes, source: str | None) -> Decoded:
    """UTF-16 without a mark has NULs at every other place in a Latin text; any other NUL means binary."""
    sample = raw[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = len(sample) / 2
    for count, other, encoding in ((odd, even, "utf-16-le"), (even, odd, "utf-16-be")):
        if count > 0.7 * half and other < 0.05 * half:
            text = _try(raw, encoding)
            if text is not None and not _controls(text):
                return Decoded(text, encoding, ("encoding.guessed",))
    raise refused(SourceReason.BINARY, f"holds {raw.count(0)} NUL bytes: no text", source)


def _guess(raw: bytes, notes: list[str], source: str | None) -> Decoded:
    """Not UTF-8: a cut last character, windows-1252 where it reads
    like Western text, else charset-normalizer."""
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError as error:
        high_before = sum(byte >= 0x80 for byte in raw[: error.start])
        if (
            error.start >= len(raw) - 3
            and error.reason == "unexpected end of data"
            and (high_before or len(raw) > 200)
        ):
            return _noted(raw[: error.start].decode("utf-8"), "utf-8", [*notes, "encoding.tail_cut"])
    replaced = _mostly_utf8(raw)
    if replaced is not None:
        return _noted(replaced, "utf-8", [*notes, "encoding.replaced"])
    western = _try(raw, "cp1252")
    if western is not None and _reads_western(western) and not _controls(western):
        return _noted(western, "cp1252", [*notes, "encoding.guessed"])
    from charset_normalizer import from_bytes

    best = from_bytes(raw[:200_000]).best()
    text = _try(raw, best.encoding) if best is not None else None
    if best is None or text is None or _controls(text):
        reason = SourceReason.BINARY if _looks_binary(raw) else SourceReason.ENCODING
        raise refused(reason, "neither UTF-8 nor any encoding that gives readable text", source)
    return _noted(text, _name(best.encoding), [*notes, "encoding.guessed"])


def _mostly_utf8(raw: bytes) -> str | None:
    """Replacement characters for a few bad bytes in a text that is UTF-8
    elsewhere (at least ten good ones to one)."""
    text = raw.decode("utf-8", "replace")
    n_bad = text.count("\ufffd") - raw.count(b"\xef\xbf\xbd")
    n_good = sum(character > "\x7f" for character in text) - n_bad
    if n_bad and n_good >= 10 * n_bad and not _controls(text):
        return text
    return None


WESTERN = frozenset(
    "‘’“”–—…•€™ £©®°·«»§±½¼¾´¡¿ªº"
    + "àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝŒœŠšŽžŸ"
    + "\u00a0\u00ad"
)


def _reads_western(text: str) -> bool:
    """High characters are few and all of a kind that Western news
    uses; capitals do not stand inside words."""
    high = [character for character in text if character > "\x7f"]
    return (
        len(high) <= 0.08 * len(text) + 2
        and all(c in WESTERN for c in high)
        and not re.search(r"[a-z][À-Ý][a-z]", text)
    )


def _looks_binary(raw: bytes) -> bool:
    sample = raw[:8192]
    return sum(byte < 9 or 13 < byte < 32 for byte in sample) > 0.02 * len(sample)


def _controls(text: str) -> bool:
    """More than one control character in 200: what no text has. Form
    feeds and escapes at page breaks are few."""
    sample = text[:20_000]
    n = sum(1 for character in sample if character < " " and character not in "\t\n\r\f\v")
    return n > 2 and n > len(sample) / 200


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _name(encoding: str) -> str:
    try:
        return codecs.lookup(LATIN_AS_WEB.get(encoding.lower(), encoding)).name
    except LookupError:
        return encoding.lower()


def _noted(text: str, encoding: str, notes: list[str]) -> Decoded:
    found = [*notes, "encoding.mojibake"] if MOJIBAKE.search(text) else notes
    return Decoded(text, encoding, tuple(found))
