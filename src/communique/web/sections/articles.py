"""Lists of articles, and one article: its text with what was coded lit up in place, and the records."""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import Request
from fastapi.responses import RedirectResponse

from communique.exchange.columns import Column
from communique.exchange.tables import TABLES, Table
from communique.records import Article, Coding, Document, Refusal, Situation, Statement
from communique.report.model import segments
from communique.store.browse import PAGE, ArticleLine, articles_page
from communique.store.lookup import document_of, events_of
from communique.web import links
from communique.web.page import Ask, Csv, NotFound, Section
from communique.web.sections.asking import day_or_none, n_pages

section = Section("articles")


class ArticlesView(msgspec.Struct, frozen=True):
    """A page of articles, the latest published first."""

    articles: list[ArticleLine]
    n: int
    page: int
    n_pages: int
    since: str | None
    until: str | None
    outlet: str | None


ARTICLES = Table(
    "articles",
    (
        Column("id", "VARCHAR", "id of the document"),
        Column("title", "VARCHAR", "title"),
        Column("source", "VARCHAR", "file or address"),
        Column("outlet", "VARCHAR", "who published it"),
        Column("published", "DATE", "day of publication"),
        Column("n_codings", "INTEGER", "acts coded in it"),
        Column("refused", "BOOLEAN", "whether nothing of it was read"),
    ),
    lambda line: (
        line.id, line.title, line.source, line.outlet, line.published, line.n_codings, line.refused
    ),
    ("id",),
    "one article a row",
)  # fmt: skip


def _articles_csv(view: ArticlesView) -> Csv:
    return ARTICLES, view.articles


@section.page("/articles", "articles.html.j2", ArticlesView, csv=_articles_csv)
def articles(
    ask: Ask, since: str | None = None, until: str | None = None, outlet: str | None = None, page: int = 1
) -> ArticlesView:
    """Articles by time of publication, the latest first."""
    first, last = day_or_none(since, "from"), day_or_none(until, "to")
    found, n = articles_page(
        ask.store.engine, since=first, until=last, outlet=outlet or None, page=max(1, page)
    )
    return ArticlesView(found, n, max(1, page), n_pages(n, PAGE), first, last, outlet or None)


class Part(msgspec.Struct, frozen=True):
    """A stretch of text. start: its first code point in the article; trigger: ids of the codings whose word
    for the act it is; quad: the class of the first of them.
    """

    start: int
    text: str
    trigger: list[str]
    quad: int | None


class Passage(msgspec.Struct, frozen=True):
    """A block of the article with its parts; kind and reason as in the record."""

    kind: str
    reason: str
    start: int
    parts: list[Part]


class ArticleView(msgspec.Struct, frozen=True):
    """One article. passages: all its blocks in order of the text, dropped ones too; event_of: coding id → the
    event it belongs to; seen: every place where the content was found.
    """

    document: Document
    article: Article | None
    title: str
    passages: list[Passage]
    codings: list[Coding]
    statements: list[Statement]
    situations: list[Situation]
    refusals: list[Refusal]
    event_of: dict[str, str]
    decided: dict[str, str]
    seen: list[str]


def _article_csv(view: ArticleView) -> Csv:
    return TABLES["codings"], view.codings


@section.page("/article/{document_id}", "article.html.j2", ArticleView, csv=_article_csv, keep="reviews")
def article(ask: Ask, document_id: str) -> ArticleView:
    """One article: the text as cleaned, what was coded lit up in place, beside it the records."""
    stored = ask.store.document(document_id)
    if stored is None:
        raise NotFound(f"No article has the id {document_id!r}. Search for its words, or look at the list.")
    number = stored.n
    paper = next(iter(ask.store.articles(document=number)), None)
    codings = list(ask.store.current_codings(document=number))
    document = msgspec.structs.replace(stored.document, text="", raw=b"")
    passages = []
    if paper is not None:
        for block in paper.blocks:
            shown = codings if block.kind not in ("dropped",) else []
            parts = [
                Part(found["start"], found["text"], found["trigger"], found["quad"])
                for found in segments(paper, block, shown)
            ]
            if any(part.text.strip() for part in parts):
                passages.append(Passage(block.kind, block.reason, block.start, parts))
    title = document.title or (paper.title.text if paper and paper.title else None)
    decisions = ask.store.decisions_on(coding.id for coding in codings)
    return ArticleView(
        document, paper, title or document.source.rsplit("/", 1)[-1], passages, codings,
        list(ask.store.current_statements(document=number)),
        list(ask.store.current_situations(document=number)), list(ask.store.refusals(document=number)),
        events_of(ask.store.engine, number, ask.rule),
        {coding.id: decisions[coding.id].verdict for coding in codings if coding.id in decisions},
        ask.store.sightings(number),
    )  # fmt: skip


@section.pages.get("/record/{record_id}")
def record(request: Request, record_id: str) -> RedirectResponse:
    """Leads from the id of any record to the page that shows it."""
    ask = Ask(request)
    for kind, found in ask.store.by_id(record_id):
        return RedirectResponse(_page_of(kind, found), status_code=303)
    if document_of(ask.store.engine, record_id) is not None:
        return RedirectResponse(links.article(record_id), status_code=303)
    raise NotFound(f"No record has the id {record_id!r}.")


def _page_of(kind: str, found: Any) -> str:
    if kind == "event":
        return links.event(found.id)
    if kind == "commitment":
        return links.event(found.event)
    if kind == "standing":
        return links.standing(found.id)
    return links.article(found.document.id, found.id)


