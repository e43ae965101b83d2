"""One page taken apart: its visible text as lines with hints, and what
its metadata say. Runs in the worker process.

Every visible line is handed back, not only what the extractor picks, so
that dropped lines can be shown with a reason.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import msgspec

SKIPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "object",
        "select",
        "textarea",
        "head",
        "math",
        "canvas",
    ]
)
BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "br",
        "button",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "html",
        "label",
        "legend",
        "li",
        "main",
        "nav",
        "ol",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
        "audio",
        "time",
    ]
)
CAPTION_CLASS = re.compile(r"caption|photo-desc|image-desc|img-desc", re.I)
CREDIT_CLASS = re.compile(r"credit|photographer", re.I)
BYLINE_CLASS = re.compile(r"\bbyline|\bauthor", re.I)
NAV_CLASS = re.compile(
    r"\bnav|menu|breadcrumb|share|social|related|sidebar|footer|newsletter|cookie|consent|comment|promo|\bad-"
    r"|advert|tags?\b|subscribe",
    re.I,
)
PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "publishdate",
    "publish-date", "pubdate", "publication_date",
    "parsely-pub-date", "sailthru.date", "article_date_original", "cxenseparse:recs:publishtime",
    "citation_publication_date", "article.published", "published_time", "originalpublicationdate",
)  # fmt: skip
"""Names (or properties) of meta elements that give the day of publication, surest first."""


LINKED_SHARE = 0.85
"""Share of a line's characters inside links from which it is a link to somewhere else and no sentence."""


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
    lines = list(_lines(tree))
    found: list[str] = []
    kept = None if entry else _picked(source, url, found)
    published, evidence = (None, None) if entry else _published(tree, source, url, found)
    return PageFacts(
        lines=[PageLine(text, hint, entry or kept is None or _is_kept(text, kept)) for text, hint in lines],
        title=_meta(tree, ("og:title", "twitter:title")) or _text_of(tree.find(".//title")),
        outlet=_outlet(tree),
        author=_meta(tree, ("author", "article:author", "byl")),
        language=(tree.get("lang") or "").split("-")[0].lower() or None,
        published=published,
        evidence=evidence,
        found=found if kept is not None or entry else [*found, "trafilatura:nothing"],
    )


def _lines(tree: Any) -> Iterator[tuple[str, str]]:
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


def _attributes(element: Any, *names: str) -> str:
    return " ".join(str(element.get(name) or "") for name in names)


def _hidden(element: Any) -> bool:
    style = (element.get("style") or "").replace(" ", "").lower()
    return "display:none" in style or "visibility:hidden" in style or element.get("hidden") is not None


def _hint(element: Any, tag: str, outer: str) -> str:
    """What the element says its text is. Inside a caption all is caption but a credit."""
    marked = _attributes(element, "class", "id", "itemprop", "rel")
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


def _published(tree: Any, source: str, url: str | None, found: list[str]) -> tuple[date | None, str | None]:
    """JSON-LD, then meta elements, then a marked time element; htmldate is asked last, on metadata only."""
    for name, value in (*_json_ld_dates(tree), *_meta_dates(tree), *_time_dates(tree)):
        on = _day(value)
        if on is not None:
            found.append(f"{name}:{value[:40]}")
            return on, f"{name} {value[:40]}"
    import htmldate

    try:
        # Without the extensive search: over free text it finds some date on nearly every page.
        guess = htmldate.find_date(source, url=url, extensive_search=False, original_date=True)
    except Exception as error:  # a third-party parser on hostile input: any failure means no date
        found.append(f"htmldate:failed {type(error).__name__}")
        return None, None
    if guess:
        found.append(f"htmldate:{guess}")
    return (_day(guess), f"htmldate {guess}") if guess else (None, None)


def _json_ld_dates(tree: Any) -> Iterator[tuple[str, str]]:
    for node in _json_ld(tree):
        value = node.get("datePublished")
        if isinstance(value, str):
            yield "json-ld datePublished", value


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Objects of all JSON-LD scripts, lists and @graph unfolded; broken JSON is passed over."""
    for script in tree.iterfind(".//script[@type='application/ld+json']"):
        try:
            pending: list[Any] = [json.loads(script.text or "", strict=False)]
        except (ValueError, RecursionError):
            continue
        for _ in range(200):
            if not pending:
                break
            node = pending.pop(0)
            if isinstance(node, list):
                pending = [*node, *pending]
            elif isinstance(node, dict):
                yield node
                graph = node.get("@graph")
                pending += graph if isinstance(graph, list) else []


def _meta_dates(tree: Any) -> Iterator[tuple[str, str]]:
    values = {name: content for name, content in _metas(tree) if name in PUBLISHED_META}
    for name in PUBLISHED_META:
        if name in values:
            yield f"meta {name}", values[name]


def _time_dates(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iterfind(".//time"):
        marked = _attributes(element, "class", "itemprop") + (
            " pubdate" if element.get("pubdate") is not None else ""
        )
        if (
            element.get("datetime")
            and re.search(r"pub|date-?created|posted", marked, re.I)
            and "modif" not in marked.lower()
        ):
            yield "time datetime", str(element.get("datetime"))


def _metas(tree: Any) -> Iterator[tuple[str, str]]:
    for element in tree.iterfind(".//meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            yield str(name).lower(), " ".join(str(content).split())


def _meta(tree: Any, names: tuple[str, ...]) -> str | None:
    values: dict[str, str] = {}
    for name, content in _metas(tree):
        values.setdefault(name, content)
    return next(
        (values[name] for name in names if name in values and not values[name].startswith("http")), None
    )


def _outlet(tree: Any) -> str | None:
    named = _meta(tree, ("og:site_name", "application-name", "publisher", "dc.publisher"))
    if named:
        return named
    for node in _json_ld(tree):
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            return str(publisher["name"])
    return None


def _day(value: str | None) -> date | None:
    """The calendar day as written, without any time-zone shift."""
    match = re.match(r"\s*((?:19|20)\d\d)[-/.]?(\d\d)[-/.]?(\d\d)(?!\d{3})", value or "")
    if match is None:
        from communique.clean.months import printed_dates

        printed = printed_dates((value or "")[:60])
        return printed[0].first if printed and printed[0].first == printed[0].last else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None


def _text_of(element: Any) -> str | None:
    text = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return text or None
