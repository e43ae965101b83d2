"""When an event took place: its own clause first, then the sentence, then the sentences before, then
publication."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records import Article, Parse, Sentence, When
from communique.resolve.event_after import after_clause, before_main
from communique.resolve.event_attach import best_span, is_datable, is_pluperfect, preposition
from communique.resolve.event_date_before import from_before
from communique.resolve.event_news import earlier, is_title, news_day, of_news, since_news
from communique.resolve.event_path import (
    REPORTED,
    SHARED,
)
from communique.resolve.event_words import event_words
from communique.resolve.times import TimedSpan, dateline_day
from communique.resolve.times_calendar import plus_days
from communique.resolve.times_tense import verb_tense

DAYS_OF_WEEK = 6
"""A day of the week that the news tells of lies at most so many days before publication."""


def event_when(
    sentence_index: int,
    trigger_token: int,
    clause_tokens: set[int],
    parse: Parse,
    article: Article,
    times: Sequence[TimedSpan],
    background: bool = False,
) -> When:
    """The date of the act named by a token. `times` are those of `find_times`; clause_tokens the tokens of
    its clause.

    basis `expression` (own clause), `context` (sentence, sentences before, lead), `dateline`,
    `publication`; rule says which step. Never finer than the expression; a background act without words of
    time has no date.
    """
    sentence = parse.sentences[sentence_index]
    here = [span for span in times if span.sentence == sentence_index and is_datable(span)]
    told = _told_of(sentence, trigger_token, here)
    if told is not None:
        e = told.expression
        return When(
            e.first, e.last, e.precision, "expression", e.text, f"clause that tells of the time: {e.rule}"
        )
    here = [span for span in here if not _lies_ahead(sentence, trigger_token, span, article)]
    choice = best_span(sentence, trigger_token, here)
    if choice is not None and background and choice.cost > 1 and _is_news(choice.span, article):
        choice = None
    if choice is not None and choice.cost < REPORTED:
        return _when(parse, trigger_token, choice.span, here, "expression", "own clause", article)
    news = news_day(parse, article, times)
    followed = _followed(sentence_index, trigger_token, parse, article, times, news)
    if followed is not None:
        return followed
    if choice is not None:
        if is_pluperfect(sentence, trigger_token):
            end = choice.span.expression.last
            return When(
                None,
                end,
                "unknown",
                "context",
                choice.span.expression.text,
                "before the report of the sentence",
            )
        return _when(
            parse, trigger_token, choice.span, here, "context", "sentence: the verb that reports it", article
        )
    unplaced = _unplaced(sentence, trigger_token, [span for span in times if span.sentence == sentence_index])
    if unplaced is not None:
        return _unplaced_when(unplaced, article)
    if is_title(sentence, article):
        return of_news(news, article) if news is not None else publication_when(article)
    before = from_before(sentence_index, trigger_token, parse, times, article)
    if before is not None:
        return before
    if background or is_pluperfect(sentence, trigger_token):
        return earlier(article, background)
    if news is not None:
        return since_news(news, article)
    return publication_when(article)


def _lies_ahead(sentence: Sentence, trigger: int, span: TimedSpan, article: Article) -> bool:
    """Whether a day to come stands beside an act that is told as done."""
    published, first = article.published.on, span.expression.first
    if published is None or first is None or first <= published or sentence.upos[trigger] != "VERB":
        return False
    return (
        verb_tense(sentence, trigger) == "past"
        and sentence.lemma[trigger].lower() not in event_words().plan_verbs
    )


def _is_news(span: TimedSpan, article: Article) -> bool:
    """Whether an expression tells of the days of the news, which history does not."""
    published, last = article.published.on, span.expression.last
    return published is not None and last is not None and (published - last).days <= 1


def _followed(
    index: int,
    trigger: int,
    parse: Parse,
    article: Article,
    times: Sequence[TimedSpan],
    news: TimedSpan | None,
) -> When | None:
    """The date of an act in an "after" clause, by the date of what it is followed by."""
    sentence = parse.sentences[index]
    found = after_clause(sentence, trigger)
    if found is None:
        return None
    spans = [span for span in times if span.sentence == index]
    main = best_span(sentence, found[0], [span for span in spans if is_datable(span)])
    expression = main.span.expression if main is not None else news.expression if news is not None else None
    if expression is None:
        return before_main(article.published.on, found[1], spans) if article.published.on else None
    if expression.first is None or expression.last is None:
        return None
    first = before_main(expression.first, found[1], spans)
    if expression.precision == "day":
        return first
    last = before_main(expression.last, found[1], spans)
    precision = "range" if first.start else "unknown"
    return When(first.start, last.end, precision, "context", first.text, first.rule)


def _unplaced(sentence: Sentence, trigger: int, spans: list[TimedSpan]) -> TimedSpan | None:
    """A date of the act's own clause that could not be placed: the act is not dated from elsewhere then."""
    open_dates = [
        span
        for span in spans
        if span.expression.type in ("DATE", "TIME")
        and span.expression.first is None
        and not span.expression.value.endswith("_REF")
    ]
    choice = best_span(sentence, trigger, open_dates)
    return choice.span if choice is not None and choice.cost <= SHARED else None


def _unplaced_when(span: TimedSpan, article: Article) -> When:
    """A day that cannot be placed; one of the week lies near the bounds of publication, if known."""
    earliest, latest = article.published.earliest, article.published.latest
    text, rule = span.expression.text, "counted from an unknown day"
    if earliest is None or latest is None or not span.expression.rule.startswith("weekday"):
        return When(None, None, "unknown", "expression", text, rule)
    return When(
        plus_days(earliest, -DAYS_OF_WEEK), latest, "range", "expression", text, rule + " near publication"
    )


def _told_of(sentence: Sentence, trigger: int, spans: list[TimedSpan]) -> TimedSpan | None:
    """ "on June 6, when they agreed": the time that the act's clause says more of."""
    when = next(
        (k for k in range(trigger) if sentence.head[k] == trigger and sentence.form[k].lower() == "when"),
        None,
    )
    if when is not None:
        beside = next((span for span in spans if span.last in (when, when - 1)), None)
        if beside is not None:
            return beside
    token = trigger
    for _ in range(3):
        relation, head = sentence.deprel[token].split(":")[0], sentence.head[token]
        if head < 0:
            return None
        if relation in ("acl", "advcl"):
            return next((span for span in spans if _is_time_of(sentence, span, head)), None)
        if relation not in ("conj", "xcomp", "obj", "nsubj"):
            return None
        token = head
    return None


def _is_time_of(sentence: Sentence, span: TimedSpan, noun: int) -> bool:
    """Whether a noun with a clause is a time, explains one ("December 1, the evening on which …") or
    is said to be one ("the last time that … was in 2017")."""
    if span.first <= noun < span.last:
        return True
    if sentence.lemma[noun].lower() not in (
        "day",
        "night",
        "evening",
        "morning",
        "time",
        "moment",
        "afternoon",
    ):
        return False
    if sentence.deprel[noun] == "nsubj" and span.first <= sentence.head[noun] < span.last:
        return True
    apart = set(sentence.form[span.last : noun]) - {",", "the", "very", "same"}
    return span.last <= noun and not apart


def publication_when(article: Article) -> When:
    """The day of the dateline, else of publication, else its bounds, else unknown."""
    published = article.published
    dateline = dateline_day(article)
    if dateline is not None:
        return When(
            dateline,
            dateline,
            "day",
            "dateline",
            article.dateline.text if article.dateline else None,
            "dateline",
        )
    if published.on is not None:
        return When(
            published.on, published.on, "day", "publication", None, f"publication ({published.basis})"
        )
    if published.earliest is not None and published.latest is not None:
        precision = "day" if published.earliest == published.latest else "range"
        return When(
            published.earliest, published.latest, precision, "publication", None, "bounds of publication"
        )
    return When(None, None, "unknown", "publication", None, "undated article")


def _when(
    parse: Parse,
    trigger: int,
    span: TimedSpan,
    spans: list[TimedSpan],
    basis: str,
    rule: str,
    article: Article,
) -> When:
    """The interval of an expression under its preposition, joined with the other end of a range."""
    sentence, expression = parse.sentences[span.sentence], span.expression
    first, last, precision = expression.first, expression.last, expression.precision
    text = expression.text
    case = (
        ""
        if expression.type == "TIME"
        and preposition(sentence, span) != "since"
        and not (preposition(sentence, span) == "by" and expression.rule.startswith("weekday"))
        else preposition(sentence, span)
    )
    speech = expression.anchor or article.published.on
    partner = _partner(parse, sentence, span, spans)
    if partner is not None and first is not None:
        other = partner.expression
        ends = [day for day in (first, last, other.first, other.last) if day is not None]
        first, last, precision = min(ends), max(ends), "range"
        begin, end = min(expression.start, other.start), max(expression.end, other.end)
        text, rule = parse.text[begin:end], rule + ", both ends"
    elif case == "since" and not _is_participle(sentence, trigger) and (article.published.on or speech):
        end_on = article.published.on or speech
        stays = precision != "day" or sentence.xpos[trigger] != "VBN" or _is_active_perfect(sentence, trigger)
        if first is not None and end_on is not None and end_on >= first and stays:
            last, precision, rule = end_on, "range", rule + ", since"
    elif case == "before" and first is not None:
        last = plus_days(first, -1)
        first, precision, rule = None, "unknown", rule + ", before"
    elif case in ("by", "until", "till"):
        first, precision, rule = None, "unknown", rule + f", {case}"
    elif (
        case == "after"
        and last is not None
        and expression.type == "DATE"
        and span.head == span.last - 1
        and precision in ("day", "year")
    ):
        end_on = article.published.on
        if end_on is not None and end_on > last:
            first, last, precision, rule = last, end_on, "range", rule + ", after"
    return When(first, last, precision, basis, text, f"{rule}: {expression.rule}")


def _is_participle(sentence: Sentence, trigger: int) -> bool:
    """ "suspended since Thursday": the act was done on that day and lasts; "have been killed since April"
    goes on."""
    return sentence.xpos[trigger] == "VBN" and not any(
        sentence.head[k] == trigger and sentence.deprel[k].startswith("aux") for k in range(trigger)
    )


def _is_active_perfect(sentence: Sentence, trigger: int) -> bool:
    """ "Have fled since 1 May" goes on; "has been closed since 1 May" was done on that day."""
    below = [sentence.deprel[k] for k in range(trigger) if sentence.head[k] == trigger]
    return "aux" in below and "aux:pass" not in below


def _partner(parse: Parse, sentence: Sentence, span: TimedSpan, spans: list[TimedSpan]) -> TimedSpan | None:
    """The other end of "from 3 May to 5 June", "1914–18", "between Monday and Friday"."""
    for other in spans:
        if other is span or other.expression.type != span.expression.type:
            continue
        left, right = (span, other) if span.first < other.first else (other, span)
        between = parse.text[left.expression.end : right.expression.start].strip().lower()
        before = sentence.form[left.first - 1].lower() if left.first else ""
        opening = sentence.form[left.first].lower()
        if between in ("to", "-", "–", "—", "through", "until", "till", "up to") or (
            between == "and"
            and ("between" in (before, opening) or left.expression.rule.startswith("date.list"))
        ):  # fmt: skip
            return other
    return None


__all__ = ["event_when", "publication_when"]
