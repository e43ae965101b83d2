"""The publication date, with what it rests on and bounds; none is better than a guess."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from communique.clean.months import PrintedDate, printed_dates
from communique.records import Block, Document, PublicationDate, Span

UPDATED = re.compile(r"\b(?:updated|modified|last|revised|corrected)\b", re.I)
PUBLISHED = re.compile(
    r"\b(?:published|posted|issued|released|received|sent|filed|date|dated|created|uploaded)\b", re.I
)
URL_DATE = re.compile(
    r"[/_-](?P<y>(?:19|20)\d\d)[/_-]?(?P<m>0[1-9]|1[0-2])[/_-]?(?P<d>0[1-9]|[12]\d|3[01])(?=[/_.?-]|$)"
)
COPYRIGHT_YEAR = re.compile(
    r"(?:©|\(c\)|copyright)[^\n]{0,40}?(?:(?:19|20)\d\d\s*[-–—]\s*)?(?P<y>(?:19|20)\d\d)", re.I
)
CRAWLED = "crawled:"
NEAR = 4
"""Lines between headline or body and a date that still belongs to them."""
BELOW = 4.0
"""Distance that counts for a date line below the text, before the lines between are added."""


def find_published(document: Document, text: str, blocks: Sequence[Block]) -> PublicationDate:
    """Given by the caller, else printed at the head of the article, else in the address, else in the
    dateline; else only bounds or nothing. A copyright line gives an upper bound at most, and never the
    date."""
    if document.published is not None:
        return PublicationDate(document.published, document.published, document.published, "given")
    latest = _crawled(document)
    found = _printed(text, blocks, latest) or _from_url(document.url, latest) or _from_dateline(text, blocks)
    if found is not None:
        return found
    return _bounds(text, blocks, latest)


def from_metadata(on: date, evidence: str) -> PublicationDate:
    """A date that the page's metadata give; `evidence` names the element, e.g. `json-ld datePublished`."""
    return PublicationDate(on, on, on, "metadata", evidence)


def _printed(text: str, blocks: Sequence[Block], latest: date | None) -> PublicationDate | None:
    """The best date line: between headline and body, else just above
    the headline, else just below the body."""
    scored: list[tuple[float, int, PrintedDate]] = []
    for index, block in enumerate(blocks):
        if block.kind not in ("date", "byline"):
            continue
        distance = _place(blocks, index)
        line = text[block.start : block.end]
        # Below the text stand dates of other reports; there a date must say that it is one of publication.
        if distance is None or (distance >= BELOW and not PUBLISHED.search(line)):
            continue
        dates = printed_dates(line)
        for rank, printed in enumerate(dates):
            before = line[dates[rank - 1].end if rank else 0 : printed.start]
            penalty = 3.0 if UPDATED.search(before) and not PUBLISHED.search(before) else 0.0
            penalty -= 1.0 if PUBLISHED.search(before) else 0.0
            at = PrintedDate(
                block.start + printed.start, block.start + printed.end, printed.first, printed.last
            )
            if latest is None or printed.first <= latest:
                scored.append((distance + penalty, at.start, at))
    if not scored:
        return None
    _, _, best = min(scored)
    on = best.first if best.first == best.last else None
    span = Span.of(text, best.start, best.end)
    return PublicationDate(on, best.first, best.last, "printed" if on else "bounds", span.text, span)


def _place(blocks: Sequence[Block], index: int) -> float | None:
    """How far a date line is from where an article's date stands; None when it is too far to belong to it."""
    body = [i for i, block in enumerate(blocks) if block.kind == "body"]
    title = next((i for i, block in enumerate(blocks) if block.kind == "title"), None)
    first, last = (body[0], body[-1]) if body else (len(blocks), len(blocks))
    if title is not None and title < index < first:
        return 0.1 * (index - title)
    if title is not None and index < title:
        return 2.0 + 0.1 * (title - index) if title - index <= NEAR else None
    if title is None and index < first:
        return 1.0 + 0.1 * (first - index) if first - index <= NEAR else None
    if first < index < last:
        return 2.5 if index - first <= NEAR else None
    return BELOW + 0.1 * (index - last) if index - last <= NEAR else None


def _from_url(url: str | None, latest: date | None) -> PublicationDate | None:
    match = URL_DATE.search(url or "")
    if match is None:
        return None
    try:
        on = date(int(match["y"]), int(match["m"]), int(match["d"]))
    except ValueError:
        return None
    if latest is not None and on > latest:
        return None
    return PublicationDate(on, on, on, "url", match.group().strip("/_-."))


def _from_dateline(text: str, blocks: Sequence[Block]) -> PublicationDate | None:
    """A dateline that prints the year. One without it bounds nothing: the year is not guessed."""
    for block in blocks:
        if block.kind == "dateline":
            for printed in printed_dates(text[block.start : block.end]):
                span = Span.of(text, block.start + printed.start, block.start + printed.end)
                on = printed.first if printed.first == printed.last else None
                return PublicationDate(
                    on, printed.first, printed.last, "dateline" if on else "bounds", span.text, span
                )
    return None


def _bounds(text: str, blocks: Sequence[Block], latest: date | None) -> PublicationDate:
    """From below: the day a picture was taken, as its caption prints it. From above: the crawl, or the end
    of the year in a copyright line (pages renew that year, so it never is too early)."""
    earliest: tuple[date, Span] | None = None
    for block in blocks:
        line = text[block.start : block.end]
        if block.kind == "caption":
            for printed in printed_dates(line):
                span = Span.of(text, block.start + printed.start, block.start + printed.end)
                if earliest is None or printed.last > earliest[0]:
                    earliest = (printed.last, span)
        elif block.kind == "dropped" and latest is None:
            match = COPYRIGHT_YEAR.search(line)
            if match:
                latest = date(int(match["y"]), 12, 31)
    if earliest is not None and latest is not None and earliest[0] > latest:
        latest = None
    if earliest is None and latest is None:
        return PublicationDate(None, None, None, "none")
    span_ = earliest[1] if earliest else None
    return PublicationDate(
        None, earliest[0] if earliest else None, latest, "bounds", span_.text if span_ else None, span_
    )


def _crawled(document: Document) -> date | None:
    for note in document.note:
        if note.startswith(CRAWLED):
            try:
                return date.fromisoformat(note.removeprefix(CRAWLED))
            except ValueError:
                return None
    return None
