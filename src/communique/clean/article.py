"""Putting an Article together from blocks: facts that several blocks tell together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.clean.agencies import agency_of, find_agency, find_sources
from communique.clean.dateline import find_dateline
from communique.clean.lines import ENDS_SENTENCE
from communique.clean.published import find_published
from communique.clean.title import Media
from communique.records import AgencyLink, Article, Block, Document, PublicationDate, Span

ELLIPSIS = re.compile(r"(?:\.\.\.|…|\[…\]|\[\.\.\.\]|\(\.\.\.\))[\"'’”]*$")
CONTINUES = re.compile(r"(?:read more|continue reading|more\s*[»›>]+|\[\+\d+ chars\])\W*$", re.I)
UNFINISHED = re.compile(
    r"(?:,|-|–|—|\b(?:the|a|an|of|to|in|on|for|and|or|but|with|that|by|from|at|as|its|their|his|her))$"
)


def assemble(
    document: Document,
    text: str,
    blocks: Sequence[Block],
    *,
    language: str | None,
    media: Media | None = None,
    published: PublicationDate | None = None,
    outlet: str | None = None,
    notes: tuple[str, ...] = (),
) -> Article:
    """The Article of these blocks; `published` and `outlet`: what
    metadata say, used where the caller gave nothing."""
    title = _first(text, blocks, "title")
    dateline = _first(text, blocks, "dateline")
    printed_outlet = _first(text, blocks, "outlet")
    name = document.outlet or outlet or (printed_outlet.text if printed_outlet else None)
    found = find_dateline(dateline.text + " The") if dateline else None
    return Article(
        document_id=document.id,
        source=document.source,
        text=text,
        title=title,
        blocks=tuple(blocks),
        published=published
        if published is not None and document.published is None
        else find_published(document, text, blocks),
        outlet=name,
        byline=_first(text, blocks, "byline"),
        dateline=dateline,
        dateline_place=found.place if found else None,
        agencies=agency_chain(text, blocks, name, printed_outlet, media),
        language=language,
        truncated=is_truncated(text, blocks, document.kind),
        notes=(*document.note, *notes),
    )


def agency_chain(
    text: str, blocks: Sequence[Block], outlet: str | None, printed: Span | None, media: Media | None
) -> tuple[AgencyLink, ...]:
    """Outlet, then the agency of dateline, byline or signature, then agencies that the lead draws on."""
    links: list[AgencyLink] = []
    known: set[str] = set()
    if outlet is not None:
        name = agency_of(outlet) or (media(outlet) if media else None) or outlet
        links.append(AgencyLink(name, "outlet", printed if printed and printed.text == outlet else None))
        known.add(name)
    for kind in ("dateline", "byline", "credit"):
        for block in blocks:
            if block.kind != kind or (kind == "credit" and block.reason != "clean.writers"):
                continue
            link = find_agency(text, block.start, block.end)
            if link is not None and link.name not in known and not any(one.role == "agency" for one in links):
                links.append(link)
                known.add(link.name)
    for block in [block for block in blocks if block.kind == "body"][:4]:
        links += find_sources(text, block.start, block.end, known)
    return tuple(links)


def is_truncated(text: str, blocks: Sequence[Block], kind: str) -> bool:
    """The last body block stops in the middle of a sentence, or says that it goes on elsewhere."""
    body = [block for block in blocks if block.kind == "body"]
    if not body:
        return False
    last = text[body[-1].start : body[-1].end].rstrip()
    if ELLIPSIS.search(last) or CONTINUES.search(last):
        return True
    if ENDS_SENTENCE.search(last):
        return False
    if len(body) == 1 and len(last) < 160:
        return UNFINISHED.search(last) is not None
    return len(last.split()) >= 6


def _first(text: str, blocks: Sequence[Block], kind: str) -> Span | None:
    for block in blocks:
        if block.kind == kind:
            return Span.of(text, block.start, block.end)
    return None
