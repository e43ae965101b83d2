"""The stage: a Document in, an Article out, or a refusal raised."""

from __future__ import annotations

from collections.abc import Callable

from communique.clean.article import assemble
from communique.clean.language import identify
from communique.clean.lines import split_lines
from communique.clean.plain import plain_blocks
from communique.clean.reasons import CleanReason
from communique.errors import InputRefused
from communique.records import Article, Block, Document

MIN_LETTERS = 20
MAX_CHARACTERS = 2_000_000
"""A Bible has four million; no report has a tenth of it."""
MAX_LINES = 20_000
"""The longest of 286 scraped news pages has 951."""


def clean(document: Document, *, knowledge_media: Callable[[str], str | None] | None = None) -> Article:
    """The article in a document.

    For kinds `text` and `record` the Article's text is the document's, untouched; for `html` it
    is the extracted text. `knowledge_media` maps a printed name to the medium it names, or
    None. Raises InputRefused with a code of CleanReason: nothing there, no body, clearly not
    English, or a page that extractors cannot bear.
    """
    if len(document.text) > MAX_CHARACTERS and document.kind != "html":
        raise _refused(CleanReason.TOO_LARGE, f"{len(document.text):,} characters", document)
    if document.kind == "record":
        return _clean_record(document)
    if document.kind == "html":
        from communique.clean.html import clean_html

        return clean_html(document, media=knowledge_media)
    return _clean_plain(document, knowledge_media)


def _clean_plain(document: Document, media: Callable[[str], str | None] | None) -> Article:
    text = document.text
    n_letters = sum(map(str.isalpha, text[:20_000].lstrip()[:2_000]))
    if n_letters < MIN_LETTERS:
        raise _refused(
            CleanReason.TOO_SHORT, f"{n_letters} letters, at least {MIN_LETTERS} are needed", document
        )
    n_lines = max(text.count("\n"), text.count("\r"))
    if n_lines > MAX_LINES:
        raise _refused(CleanReason.TOO_LARGE, f"{n_lines:,} lines, the limit is {MAX_LINES:,}", document)
    blocks = plain_blocks(text, given_title=document.title, media=media)
    body = [text[block.start : block.end] for block in blocks if block.kind in ("body", "subhead")]
    language = identify("\n".join(body) if body else text)
    if language.refuse:
        raise _refused(CleanReason.NOT_ENGLISH, f"reads as {language.code!r}, expected English", document)
    if not body:
        raise _refused(
            CleanReason.NO_BODY, f"{len(blocks)} lines, none of them reads like a report", document
        )
    return assemble(document, text, blocks, language=language.code, media=media)


def _clean_record(document: Document) -> Article:
    """Every line is body, whatever it looks like; a dateline at the beginning is still told apart."""
    from communique.clean.dateline import find_dateline

    text = document.text
    language = identify(text)
    if language.refuse:
        raise _refused(CleanReason.NOT_ENGLISH, f"reads as {language.code!r}, expected English", document)
    blocks: list[Block] = []
    for number, line in enumerate(split_lines(text)):
        found = (
            find_dateline(line.text) if number < 3 and not any(b.kind == "dateline" for b in blocks) else None
        )
        start = line.start
        if found is not None:
            blocks.append(Block(start, start + found.end, "dateline", CleanReason.DATELINE.value))
            start += found.text_start
        blocks.append(Block(start, line.end, "body", CleanReason.GIVEN.value))
    return assemble(document, text, blocks, language=language.code)


def _refused(reason: CleanReason, detail: str, document: Document) -> InputRefused:
    return InputRefused(reason.value, detail, document.source)
