"""A linear look at a page's source before any parser sees it: is it
one that keeps extractors busy for minutes?"""

from __future__ import annotations

import re
from typing import NamedTuple

TAG = re.compile(r"<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]*)")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
IMPLIED_END = frozenset(["p", "li", "dt", "dd", "tr", "td", "th", "option", "tbody", "thead", "tfoot"])

MAX_TAGS = 150_000
MAX_ATTRIBUTES = 1_000
"""On one tag. The most seen on a real page was under 100; lxml's cost grows with the square."""
MAX_DEPTH = 2_000
"""Elements inside one another; libxml2 itself stops at 256 unless
told otherwise, html5 pages stay under 60."""
LONG_TAG = 4_000
"""Characters; only such a tag can have too many attributes, so only such tags are counted."""


class PageShape(NamedTuple):
    """Counts of a page's source; `problem` is None or says which limit it passes."""

    n_tags: int
    depth: int
    n_attributes: int
    problem: str | None


def page_shape(source: str) -> PageShape:
    """Tags, greatest depth and most attributes on one tag, in one pass over the source."""
    n_tags = depth = deepest = most = 0
    position = 0
    while match := TAG.search(source, position):
        n_tags += 1
        end = source.find(">", match.end())
        end = len(source) if end < 0 else end
        name = match["name"].lower()
        if match["close"]:
            depth = max(0, depth - (name not in IMPLIED_END and name not in VOID))
        elif name not in VOID and name not in IMPLIED_END and not source.endswith("/", match.end(), end):
            depth += 1
            deepest = max(deepest, depth)
        if end - match.end() > LONG_TAG:
            most = max(most, _attributes(source, match.end(), end))
        position = end
        if name in ("script", "style") and not match["close"]:
            close = re.compile(rf"</{name}", re.I).search(source, end)
            position = close.start() if close else len(source)
        if n_tags > MAX_TAGS or most > MAX_ATTRIBUTES or deepest > MAX_DEPTH:
            break
    return PageShape(n_tags, deepest, most, _problem(n_tags, deepest, most))


def _attributes(source: str, start: int, end: int) -> int:
    """White-space separated parts outside quotes: an upper bound, cheap and linear.

    A ">" inside a quoted value ends the tag early here; what then follows is looked at as the next tag's
    text, and a page that hides attributes so still pays for them under the time limit.
    """
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "v", source[start:end])
    return len(bare.split())


def _problem(n_tags: int, depth: int, n_attributes: int) -> str | None:
    if n_attributes > MAX_ATTRIBUTES:
        return f"one tag has over {MAX_ATTRIBUTES:,} attributes"
    if n_tags > MAX_TAGS:
        return f"over {MAX_TAGS:,} tags"
    if depth > MAX_DEPTH:
        return f"over {MAX_DEPTH:,} elements inside one another"
    return None
