"""What kind of input is this: from the suffix where it is known, else from the first bytes."""

from __future__ import annotations

import csv
import re
from pathlib import PurePath

SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".json": "json",
    ".csv": "csv", ".tsv": "csv", ".parquet": "parquet",
    ".rss": "feed", ".atom": "feed", ".rdf": "feed", ".xml": "xml",
    ".warc": "warc", ".wet": "warc",
}  # fmt: skip
"""`xml` is looked into: a feed, or XHTML."""

HTML_START = re.compile(
    rb"^(?:<\?xml[^>]*>|<!--.{0,2000}?-->|\s)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
FEED_START = re.compile(rb"<(?:rss|rdf:rdf|(?:atom:)?feed)[\s>]", re.I)
TAG = re.compile(rb"</?(?:p|div|span|a|meta|script|article|h[1-6]|br|li|ul|table|td|img)\b[^>]*>", re.I)


def kind_by_suffix(name: str) -> str | None:
    """`text`, `html`, `jsonl` … for a known suffix, with a trailing .gz put aside; None for any other."""
    path = PurePath(name)
    suffix = PurePath(path.stem).suffix if path.suffix.lower() == ".gz" else path.suffix
    return SUFFIXES.get(suffix.lower())


def has_suffix(name: str) -> bool:
    """Whether the file name has a suffix at all (`.gz` aside): without one its content is looked at."""
    path = PurePath(name)
    return bool(PurePath(path.stem).suffix if path.suffix.lower() == ".gz" else path.suffix)


def kind_by_content(head: bytes, text_column: str) -> str:
    """The kind from the first bytes (unpacked). Plain text when nothing else fits."""
    if head.startswith(b"PAR1"):
        return "parquet"
    if head.startswith(b"WARC/"):
        return "warc"
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith(b"[") and re.match(rb"\[\s*\{", start):
        return "json"
    if HTML_START.match(start[:8192]):
        return "html"
    if start.startswith(b"<"):
        if FEED_START.search(start[:4096]) or start.startswith(b"<?xml"):
            return "feed"
        if len(TAG.findall(start[:8192])) >= 3:
            return "html"
    if _header_has(start, text_column):
        return "csv"
    return "text"


def _header_has(start: bytes, text_column: str) -> bool:
    """Whether the first line is a header of a table with the text column."""
    first = start.split(b"\n", 1)[0][:2000].decode("utf-8", "replace").strip()
    for delimiter in ",;\t|":
        try:
            columns = next(csv.reader([first], delimiter=delimiter), [])
        except csv.Error:  # a bare carriage return in the line: no table that we could read
            return False
        if len(columns) > 1 and text_column in (column.strip() for column in columns):
            return True
    return False
