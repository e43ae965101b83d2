"""Rule 11: photo credits, tags, datelines, bylines, notices give no actors.

Cleaning has taken these lines out of pages. A text given as a record (a JSONL line) is read whole, though:
when
it looks like a scraped page (many lines), the lines that cleaning would set apart stay silent here.
"""

from __future__ import annotations

from communique.clean.parts import credit_start
from communique.clean.plain import plain_blocks
from communique.clean.reasons import CleanReason
from communique.records import Article

PAGE_LINES = 8
"""Lines from which a record counts as a page."""

_DOUBLED = frozenset({CleanReason.DOUBLED_HEADLINE.value, CleanReason.DOUBLED_LINE.value})
_APART = frozenset({"credit", "byline", "dateline", "date", "outlet"})
_CREDIT_HINTS = (
    "photo",
    "image",
    "picture",
    "courtesy",
    "credit",
    "/",
    "©",
    "(ap",
    "(reuters",
    "(afp",
    "via ",
)


def silent_ranges(article: Article) -> list[tuple[int, int]]:
    """Code-point ranges of the read blocks that no actor may come from, in text order."""
    read = article.read_ranges()
    given = [block for block in read if block.reason == CleanReason.GIVEN.value]
    if len(given) >= PAGE_LINES:
        found = []
        for block in plain_blocks(article.text):
            if block.kind in _APART:
                found.append((block.start, block.end))
            elif block.kind == "dropped":
                start = block.start
                if block.reason in _DOUBLED:
                    credit = credit_start(article.text[block.start : block.end])
                    if credit is None:
                        continue
                    start += credit
                found.append((start, block.end))
        return found
    found = []
    for block in read:
        tail = article.text[max(block.start, block.end - 160) : block.end]
        low = tail.lower()
        if any(hint in low for hint in _CREDIT_HINTS):
            credit = credit_start(article.text[block.start : block.end])
            if credit is not None and _is_credit(article.text[block.start + credit : block.end], block.kind):
                found.append((block.start + credit, block.end))
    return found


def _is_credit(tail: str, kind: str) -> bool:
    """Whether the end of a line is a credit and not a clause: in running text only one in brackets or with
    a mark."""
    return kind == "caption" or tail.startswith("(") or "/" in tail or ":" in tail or "©" in tail
