"""Visible text of a page as lines, each with a hint of what its element says it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

SKIPPED = frozenset(
    """script style noscript template svg iframe object select textarea head math canvas""".split()
)
BLOCKS = frozenset(
    """address article aside blockquote body br button caption center dd details div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html label legend li main nav ol option
    p pre section summary table tbody td tfoot th thead tr ul video audio time""".split()
)
CAPTION_CLASS = re.compile(r"caption|photo-desc|image-desc|img-desc", re.I)
CREDIT_CLASS = re.compile(r"credit|photographer", re.I)
BYLINE_CLASS = re.compile(r"\bbyline|\bauthor", re.I)
NAV_CLASS = re.compile(
    r"\bnav|menu|breadcrumb|share|social|related|sidebar|footer|newsletter|cookie|consent|comment|promo|\bad-"
    r"|advert|tags?\b|subscribe",
    re.I,
)

LINKED_SHARE = 0.85
"""Share of a line's characters inside links from which it is a link to somewhere else and no sentence."""


def lines_of(tree: Any) -> Iterator[tuple[str, str]]:
    """Visible text in document order, one line a block element, with the hint of the element it stands in."""
    buffer: list[str] = []
    hint = "text"
    n_linked = links = 0

    def flush() -> Iterator[tuple[str, str]]:
        nonlocal n_linked
        text = " ".join("".join(buffer).split())
        linked = n_linked >= LINKED_SHARE * len(text)
        buffer.clear()
        n_linked = 0
        if text:
            yield text, "link" if linked and hint == "text" else hint

    # An explicit stack: pages may be nested deeper than Python recurses.
    stack: list[tuple[Any, bool, str]] = [(tree, False, "text")]
    while stack:
        element, leaving, outer = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if tag in BLOCKS:
                yield from flush()
            hint = outer
            links -= tag == "a"
            buffer.append(element.tail or "")
            n_linked += len(element.tail or "") if links else 0
            continue
        if not tag or tag in SKIPPED or _hidden(element):
            buffer.append(element.tail or "")
            continue
        inner = _hint(element, tag, hint)
        if tag in BLOCKS or (inner != hint and inner in ("caption", "credit", "byline")):
            yield from flush()
        stack.append((element, True, hint))
        hint = inner
        links += tag == "a"
        buffer.append(element.text or "")
        n_linked += len(element.text or "") if links else 0
        stack.extend((child, False, inner) for child in reversed(element))
    yield from flush()


def attributes_of(element: Any, *names: str) -> str:
    return " ".join(str(element.get(name) or "") for name in names)


def _hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _hint(element: Any, tag: str, outer: str) -> str:
    """What the element says its text is. Inside a caption all is caption but a credit."""
    marked = attributes_of(element, "class", "id", "itemprop", "rel")
    if CREDIT_CLASS.search(marked) and outer in ("caption", "text"):
        return "credit"
    if tag == "figcaption" or (
        CAPTION_CLASS.search(marked) and tag not in ("body", "html", "main", "article")
    ):
        return "caption"
    if outer in ("caption", "credit", "navigation", "byline"):
        return outer
    if tag in ("nav", "footer", "button", "form", "label") or element.get("role") in (
        "navigation",
        "banner",
        "contentinfo",
    ):
        return "navigation"
    if tag == "h1":
        return "h1"
    if tag in ("h2", "h3", "h4", "h5", "h6"):
        return "heading"
    if tag == "time":
        return "time"
    if BYLINE_CLASS.search(marked) and tag in ("p", "span", "div", "a", "address"):
        return "byline"
    if NAV_CLASS.search(marked) and tag in ("div", "ul", "ol", "aside", "section", "p", "li"):
        return "navigation"
    return (
        outer
        if outer in ("h1", "heading") and tag in ("span", "a", "em", "strong", "b", "i")
        else "text"
        if outer in ("h1", "heading", "time") and tag in BLOCKS
        else outer
    )
