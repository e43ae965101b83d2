"""What the metadata of a page say: title, outlet, author and the day of publication."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from communique.clean.html_lines import attributes_of

PUBLISHED_META = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.issued", "publishdate",
    "publish-date", "pubdate", "publication_date",
    "parsely-pub-date", "sailthru.date", "article_date_original", "cxenseparse:recs:publishtime",
    "citation_publication_date", "article.published", "published_time", "originalpublicationdate",
)  # fmt: skip
"""Names (or properties) of meta elements that give the day of publication, surest first."""


def published_of(tree: Any, source: str, url: str | None, found: list[str]) -> tuple[date | None, str | None]:
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
        marked = attributes_of(element, "class", "itemprop") + (
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


def meta_of(tree: Any, names: tuple[str, ...]) -> str | None:
    values: dict[str, str] = {}
    for name, content in _metas(tree):
        values.setdefault(name, content)
    return next(
        (values[name] for name in names if name in values and not values[name].startswith("http")), None
    )


def outlet_of(tree: Any) -> str | None:
    named = meta_of(tree, ("og:site_name", "application-name", "publisher", "dc.publisher"))
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
