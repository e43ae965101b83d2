"""The own sets of news sentences (quality/sets/NEWS.md): files, parts, and counts of each part.

A third is unseen, by the hash of the id, as in the sample corpus; misses of it are never printed.
"""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from hashlib import sha256
from typing import Any, NamedTuple

import msgspec

from communique.clean import clean
from communique.clean.dateline import find_dateline
from communique.cli.actors import with_doubled_lines
from communique.pipeline import Kernel
from communique.records import Article, Document, Parse
from quality.corpus import is_unseen
from quality.devdata import ROOT

SETS = ROOT / "quality" / "sets"
FILES = {
    "mentions": ("news_sentences", "news_mentions"), "phrases": ("phrases",),
    "dates": ("news_sentences", "news_dates"), "status": ("news_sentences", "news_status"),
}  # fmt: skip
PARTS = ("seen", "unseen")
Row = dict[str, Any]
Figures = dict[str, float]


class Read(NamedTuple):
    """A news sentence as the pipeline reads it."""

    row: Row
    article: Article
    parse: Parse


class Tally:
    """Counts of one set, part by part; a miss is printed when asked for, and never one of the unseen part."""

    def __init__(self, show: bool) -> None:
        self.show = show
        self.counts = {part: Counter[str]() for part in PARTS}

    def of(self, name: str) -> Counter[str]:
        return self.counts["unseen" if is_unseen(name) else "seen"]

    def miss(self, name: str, *details: object) -> None:
        if self.show and not is_unseen(name):
            print(name, *details)


def rows(name: str) -> list[Row]:
    """The lines of a set."""
    return [json.loads(row) for row in (SETS / f"{name}.jsonl").read_text("utf-8").splitlines() if row]


def document(row: Row) -> Document:
    return Document(
        row["id"], row["id"], row["text"], kind="record", published=date.fromisoformat(row["published"])
    )


def with_dateline(article: Article, row: Row) -> Article:
    """The article with the place of the dateline that the set gives beside the text."""
    found = find_dateline(f"{row['dateline']} — The") if row["dateline"] else None
    return msgspec.structs.replace(article, dateline_place=found.place) if found else article


def read(kernel: Kernel) -> list[Read]:
    """All sentences parsed in common batches."""
    texts = rows("news_sentences")
    articles = [with_dateline(with_doubled_lines(clean(document(row))), row) for row in texts]
    parses = kernel.parser.parse_many(
        [
            (article.text, [(block.start, block.end) for block in article.read_ranges()])
            for article in articles
        ]
    )
    return [Read(*one) for one in zip(texts, articles, parses, strict=True)]


def share(counts: Counter[str], right: str, of: str) -> float:
    return round(counts[right] / max(1, counts[of]), 3)


def fingerprint(name: str) -> str:
    """First 12 hex digits of the SHA-256 over a set's files, whatever their line ends."""
    digest = sha256()
    for stem in FILES[name]:
        digest.update(stem.encode() + b"\0" + (SETS / f"{stem}.jsonl").read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]
