"""The day of the news, told in the lead, for acts that have no date of their own; and history before it."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records import Article, Parse, Sentence, When
from communique.resolve.event_attach import NEWS_DAYS, is_datable, is_deadline, preposition
from communique.resolve.event_path import (
    is_before_noun,
)
from communique.resolve.times import TimedSpan, dateline_day
from communique.resolve.times_calendar import plus_days

LEAD_SENTENCES = 3
"""It is told in the first sentences of the body."""


def news_day(parse: Parse, article: Article, times: Sequence[TimedSpan]) -> TimedSpan | None:
    """The expression that tells on which day the news fell: a day in the first sentences of the body, at most
    `NEWS_DAYS` before publication, said of something past and not standing before a noun."""
    published = article.published.on
    if published is None:
        return None
    blocks = article.read_ranges()
    body = [
        index
        for index, sentence in enumerate(parse.sentences)
        if sentence.paragraph < len(blocks) and blocks[sentence.paragraph].kind == "body"
    ]
    for span in times:
        if (
            span.sentence not in body[:LEAD_SENTENCES]
            or span.expression.precision != "day"
            or not is_datable(span)
        ):
            continue
        sentence, on = parse.sentences[span.sentence], span.expression.first
        if on is None or not 0 <= (published - on).days <= NEWS_DAYS or is_deadline(sentence, span):
            continue
        if is_before_noun(sentence, span.head) or preposition(sentence, span) in (
            "since",
            "for",
            "from",
            "of",
        ):
            continue
        if not _is_in_main_clause(sentence, span.head):
            continue
        return span
    return None


def _opens_relative(sentence: Sentence, token: int) -> bool:
    """Whether a clause has a relative word ("which", "when"); one without may be a slip of the parser."""
    return any(
        sentence.head[k] == token
        and sentence.form[k].lower() in ("who", "which", "that", "when", "where", "whom")
        for k in range(token)
    )


def _is_next_main(sentence: Sentence, token: int) -> bool:
    """ ", and the vote was unanimous"."""
    if sentence.deprel[token] != "conj":
        return False
    below = [k for k in range(token) if sentence.head[k] == token]
    joined = any(k and sentence.deprel[k] == "cc" and sentence.form[k - 1] == "," for k in below)
    return joined and any(sentence.deprel[k] == "nsubj" and sentence.upos[k] != "PRON" for k in below)


def _is_in_main_clause(sentence: Sentence, token: int) -> bool:
    """Whether no relative clause lies between a word and the root. A clause behind "and" with a subject of
    its own is a main clause, though parsers hang it now and then on a relative one."""
    for _ in range(len(sentence)):
        if sentence.head[token] < 0 or _is_next_main(sentence, token):
            return True
        if sentence.deprel[token].startswith("acl") and _opens_relative(sentence, token):
            return False
        token = sentence.head[token]
    return False


def of_news(news: TimedSpan, article: Article) -> When:
    expression = news.expression
    return When(
        expression.first,
        expression.last,
        "day",
        "context",
        expression.text,
        "title: day of the news in the lead",
    )


def since_news(news: TimedSpan, article: Article) -> When:
    """An act without a date in a story of Sunday that was printed on Monday fell on one of the two days."""
    first, last = news.expression.first, dateline_day(article) or article.published.on
    if first is not None and last is not None and last < first:
        last = article.published.on
    precision = "day" if first == last else "range"
    return When(
        first, last, precision, "context", news.expression.text, "from the day of the news to publication"
    )


def earlier(article: Article, background: bool) -> When:
    """History without words of time lies before the news: an open interval, never the day of publication
    itself."""
    published = article.published.on or article.published.latest
    end = plus_days(published, -1) if published is not None and background else published
    return When(None, end, "unknown", "context", None, "earlier than the news, no words of time")


def is_title(sentence: Sentence, article: Article) -> bool:
    blocks = article.read_ranges()
    return sentence.paragraph < len(blocks) and blocks[sentence.paragraph].kind == "title"
