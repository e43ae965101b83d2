"""HTML pages and feed entries: taken apart in a process of its own,
then marked like the lines of a plain text."""

from __future__ import annotations

import msgspec

from communique.clean.article import assemble
from communique.clean.html_guard import page_shape
from communique.clean.html_page import PageFacts
from communique.clean.html_process import WORKER, PageFailed
from communique.clean.language import identify
from communique.clean.marks import Hint
from communique.clean.plain import hinted_blocks, plain_blocks
from communique.clean.published import from_metadata
from communique.clean.reasons import CleanReason
from communique.clean.title import Media, cut_suffix
from communique.errors import InputRefused
from communique.records import Article, Block, Document

ENTRY_NOTE = "feed.entry"
MOJIBAKE_NOTE = "encoding.mojibake"
MAX_LINES = 20_000
MIN_PICKED_WORDS = 30
"""Below that the extractor has found no article, and the line model reads the page as it reads plain text."""


def clean_html(document: Document, *, media: Media | None = None) -> Article:
    """The Article of a page: its text is every visible line, joined by
    newlines; blocks say which are the article.

    Raises InputRefused: too many tags or attributes, the time limit, an
    extractor's failure, no body, not English.
    """
    problem = page_shape(document.text).problem
    if problem is not None:
        raise InputRefused(CleanReason.TOO_MANY_TAGS.value, problem, document.source)
    entry = ENTRY_NOTE in document.note
    facts = _facts(document, entry)
    if MOJIBAKE_NOTE in document.note:
        facts = _repaired(facts)
    if len(facts.lines) > MAX_LINES:
        detail = f"{len(facts.lines):,} lines of text, the limit is {MAX_LINES:,}"
        raise InputRefused(CleanReason.TOO_LARGE.value, detail, document.source)
    text = "\n".join(line.text for line in facts.lines)
    blocks, notes = _blocks(document, facts, text, entry, media)
    body = [text[block.start : block.end] for block in blocks if block.kind in ("body", "subhead")]
    language = identify("\n".join(body) if body else text)
    if language.refuse:
        detail = f"reads as {language.code!r}, expected English"
        raise InputRefused(CleanReason.NOT_ENGLISH.value, detail, document.source)
    if not body:
        detail = f"{len(facts.lines)} lines of text, none of them reads like a report"
        raise InputRefused(CleanReason.NO_BODY.value, detail, document.source)
    published = from_metadata(facts.published, facts.evidence or "") if facts.published is not None else None
    return assemble(
        document,
        text,
        blocks,
        language=language.code,
        media=media,
        published=published,
        outlet=facts.outlet or _outlet_of_title(facts.title, media),
        notes=(*facts.found, *([f"author:{facts.author}"] if facts.author else []), *notes),
    )


def _facts(document: Document, entry: bool) -> PageFacts:
    try:
        return WORKER.take_apart(document.text, document.url, entry=entry)
    except PageFailed as failure:
        reason = CleanReason.TIME_LIMIT if failure.timed_out else CleanReason.CRASHED
        raise InputRefused(reason.value, str(failure), document.source) from None


def _repaired(facts: PageFacts) -> PageFacts:
    """Mojibake undone line by line. Extracted text may be repaired, as offsets count what comes out here;
    quotation
    marks stay as they are printed."""
    import ftfy

    lines = [msgspec.structs.replace(line, text=ftfy.fix_encoding(line.text)) for line in facts.lines]
    return msgspec.structs.replace(facts, lines=lines, found=[*facts.found, "ftfy:repaired"])


def _blocks(
    document: Document, facts: PageFacts, text: str, entry: bool, media: Media | None
) -> tuple[list[Block], tuple[str, ...]]:
    title = document.title or (facts.title[: cut_suffix(facts.title, media).end] if facts.title else None)
    n_picked = sum(len(line.text.split()) for line in facts.lines if line.kept)
    if entry or n_picked >= MIN_PICKED_WORDS:
        hints = [Hint(line.hint, line.kept) for line in facts.lines]
        return hinted_blocks(text, hints, given_title=title, media=media), ()
    return plain_blocks(text, given_title=title, media=media), ("html.read_as_lines",)


def _outlet_of_title(title: str | None, media: Media | None) -> str | None:
    """The outlet in "Headline | Outlet"."""
    found = cut_suffix(title, media).outlet if title else None
    return title[found[0] : found[1]].strip() if title and found else None
