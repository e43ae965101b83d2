"""One page taken apart: its visible text as lines with hints, and what its metadata say.

Runs in the worker process. Every visible line is handed back, not only what the extractor picks, so that
dropped lines can be shown with a reason.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import msgspec

from communique.clean.html_facts import meta_of, outlet_of, published_of
from communique.clean.html_lines import lines_of


class PageLine(msgspec.Struct, frozen=True):
    """hint: `h1`, `heading`, `caption`, `credit`, `byline`, `time`,
    `navigation`, `link`, `text`; kept: the extractor picked it."""

    text: str
    hint: str
    kept: bool


class PageFacts(msgspec.Struct, frozen=True):
    """What came of one page. `found`: what each tool said and on what ground, for the Article's notes."""

    lines: list[PageLine]
    title: str | None
    outlet: str | None
    author: str | None
    language: str | None
    published: date | None
    evidence: str | None
    found: list[str]


def take_apart(source: str, url: str | None, entry: bool) -> PageFacts:
    """Facts of a page; `entry`: the source is a feed entry's fragment, of which everything is text."""
    from lxml import html as lxml_html

    # lxml refuses a string that declares its encoding; bytes with the encoding said aloud are read the same.
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    tree = lxml_html.document_fromstring(source.encode("utf-8", "replace"), parser=parser)
    lines = list(lines_of(tree))
    found: list[str] = []
    kept = None if entry else _picked(source, url, found)
    published, evidence = (None, None) if entry else published_of(tree, source, url, found)
    return PageFacts(
        lines=[PageLine(text, hint, entry or kept is None or _is_kept(text, kept)) for text, hint in lines],
        title=meta_of(tree, ("og:title", "twitter:title")) or _text_of(tree.find(".//title")),
        outlet=outlet_of(tree),
        author=meta_of(tree, ("author", "article:author", "byl")),
        language=(tree.get("lang") or "").split("-")[0].lower() or None,
        published=published,
        evidence=evidence,
        found=found if kept is not None or entry else [*found, "trafilatura:nothing"],
    )


def _picked(source: str, url: str | None, found: list[str]) -> tuple[frozenset[str], str] | None:
    """What trafilatura takes for the main text: its paragraphs, and all
    of them in one string; None for nothing."""
    import trafilatura

    result = trafilatura.bare_extraction(
        source, url=url, fast=True, include_comments=False, include_tables=True, with_metadata=False
    )
    if result is None:
        return None
    text = result.text if not isinstance(result, dict) else result.get("text")
    if not text or len(text) < 80:
        return None
    paragraphs = frozenset(_squash(line) for line in text.split("\n"))
    found.append(f"trafilatura:{len(text)} characters")
    return paragraphs, "\n".join(_squash(line) for line in text.split("\n"))


def _squash(text: str) -> str:
    return re.sub(r"[\W_]+", " ", text.casefold()).strip()


def _is_kept(line: str, picked: tuple[frozenset[str], str]) -> bool:
    squashed = _squash(line)
    return squashed in picked[0] or (len(squashed) >= 30 and squashed in picked[1])


def _text_of(element: Any) -> str | None:
    text = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return text or None
