"""Time expressions of a parsed article: where they stand, and which days they mean."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from datetime import date, timedelta

import msgspec

from communique.records import Article, Parse, Sentence, TimeExpression
from communique.resolve.event_path import root_of
from communique.resolve.event_words import event_words
from communique.resolve.times_anchor import answer
from communique.resolve.times_calendar import Moment
from communique.resolve.times_context import Answer, Context
from communique.resolve.times_grammar import Part, grammar
from communique.resolve.times_lexer import Lexed
from communique.resolve.times_sketch import Sketch
from communique.resolve.times_tense import head_of, tense_at
from communique.text.printed_dates import WEEKDAYS

NARRATIVE_YEARS = 8
BARE_NARRATIVE_YEARS = 4
"""So many printed years at least, most of them more than `NARRATIVE_GAP` years before publication, make a
history; fewer will do in a text without a word like "yesterday"."""
NARRATIVE_GAP = 2
DEICTIC = frozenset(
    {"deictic.day", "deictic.part", "weekday", "shift.ago", "relative.named", "date.weekday_day"}
)
"""Rules of expressions that are counted from the day of the article."""
CHRONICLE_YEARS = 12
"""So many printed years before that of publication make a chronicle, however near they are."""


class TimedSpan(msgspec.Struct, frozen=True):
    """A time expression in its sentence: tokens [first, last) of `parse.sentences[sentence]`, `head` among
    them.

    tense: how its clause looks at it (`past`, `future`, `ahead`, `present`, `unknown`), "" where nobody
    asked.
    """

    expression: TimeExpression
    sentence: int
    first: int
    last: int
    head: int


def find_times(
    parse: Parse,
    article_published: date | None,
    dateline_on: date | None = None,
    headlines: frozenset[int] = frozenset(),
    latest: date | None = None,
) -> tuple[TimedSpan, ...]:
    """All time expressions in text order.

    article_published: the day the text was published, None if unknown; then relative times stay relative.
    dateline_on: the day of the dateline, from which "today" is counted where it is known. latest: the day
    by which an undated text must have been published; it gives dates without a year their year, nothing
    else. headlines: indexes of the paragraphs that are titles or captions, where the present tense reports
    what is past.
    """
    rules = grammar()
    found: list[tuple[int, Lexed, list[Part]]] = []
    for index, sentence in enumerate(parse.sentences):
        if not rules.may_match(sentence.form):
            continue
        lexed = rules.alphabet.lex(parse.text, sentence.start, sentence.end)
        if rules.triggers.search(lexed.signs):
            parts = rules.parts(lexed)
            if parts:
                found.append((index, lexed, parts))
    speech = dateline_on or article_published
    context = Context(speech, latest=latest)
    context.narrative = is_narrative([part.sketch for _, _, parts in found for part in parts], speech)
    spans: list[TimedSpan] = []
    days: list[tuple[TimedSpan, Moment]] = []
    before = (-1, -1)
    for index, lexed, parts in found:
        sentence = parse.sentences[index]
        _settle(context, parse, days)
        days = []
        _enter(context, (sentence.paragraph, index - 1) != before)
        context.age += index - before[1]
        before = (sentence.paragraph, index)
        for part in parts:
            spans.append(
                _timed(parse, index, sentence, lexed, part, context, sentence.paragraph in headlines)
            )
            if context.here is not None and context.here.first == spans[-1].expression.first:
                days.append((spans[-1], context.here))
            context.same_sentence = True
            _pass_year(context, part, lexed)
    return tuple(spans)


def _settle(context: Context, parse: Parse, days: list[tuple[TimedSpan, Moment]]) -> None:
    """Of several days of a news sentence its main clause's is the one that "the same day" and "a day later"
    point to, not that of a clause within it."""
    if context.narrative or len(days) < 2:
        return
    main = [moment for span, moment in days if _is_of_main(parse.sentences[span.sentence], span.head)]
    if len(main) == 1 and main[0].grain in ("D", "T") and not _is_after(main[0], context.speech):
        age = context.age
        context.mention(main[0])
        context.age = age


def _is_after(moment: Moment, day: date | None) -> bool:
    return moment.first is not None and day is not None and moment.first > day


def _is_of_main(sentence: Sentence, token: int) -> bool:
    """Whether an expression hangs on the main verb or on one coordinated with it; of a report on what is
    reported, not on the saying of it."""
    told = _told(sentence)
    for _ in range(len(sentence)):
        if token == told:
            return True
        if sentence.head[token] < 0:
            return told is None
        relation = sentence.deprel[token].split(":")[0]
        if relation in ("acl", "advcl", "ccomp", "parataxis", "xcomp", "conj", "appos"):
            return False
        token = sentence.head[token]
    return False


def _told(sentence: Sentence) -> int | None:
    """The verb of what a sentence reports ("Gunmen attacked Boda on Friday, the Red Cross said on Sunday");
    null where the main verb does not report."""
    root = root_of(sentence)
    if sentence.lemma[root].lower() not in event_words().speech_verbs:
        return None
    return next(
        (k for k in range(len(sentence)) if sentence.head[k] == root and sentence.deprel[k] == "ccomp"), None
    )


def is_narrative(sketches: list[Sketch], speech: date | None) -> bool:
    """Whether the text tells of times long past: most printed years lie well before the day it speaks from,
    and little in it is counted from that day."""
    years = [-s.year if s.bc else s.year for s in sketches if s.year is not None]
    if speech is None:
        return len(years) >= NARRATIVE_YEARS
    deictic = sum(1 for s in sketches if s.rule in DEICTIC)
    old = [year for year in years if year < speech.year - NARRATIVE_GAP]
    enough = NARRATIVE_YEARS if deictic else BARE_NARRATIVE_YEARS
    if len(old) >= enough and len(old) > 0.7 * len(years) and len(old) > 3 * deictic:
        return True
    past = [year for year in years if year < speech.year]
    return len(past) >= CHRONICLE_YEARS and len(past) > 0.7 * len(years) and len(past) > 3 * deictic


def _enter(context: Context, new_paragraph: bool) -> None:
    """Begins a sentence: a year that the sentence before has named counts for the months of this one."""
    context.same_sentence = False
    context.paragraph_year = (
        None if new_paragraph or not context.sentence_years else context.sentence_years[-1]
    )
    context.sentence_years = []


def _pass_year(context: Context, part: Part, lexed: Lexed) -> None:
    """Notes a year that the sentence has named, as in "In 2010, …"."""
    if part.sketch.year is None or part.sketch.rule != "date.year" or part.first == 0:
        return
    if lexed.tokens[part.first - 1].low in ("in", "during", "late", "early"):
        context.sentence_years.append(part.sketch.year)


def _timed(
    parse: Parse, index: int, sentence: Sentence, lexed: Lexed, part: Part, context: Context, headline: bool
) -> TimedSpan:
    start, end = lexed.tokens[part.first].start, lexed.tokens[part.last - 1].end
    first, last = token_range(sentence, start, end)
    result = answer(part.sketch, context, _tense_once(sentence, first, last, headline))
    if result.moment is not None and not _aside(lexed, part):
        context.mention(result.moment)
    return TimedSpan(
        _expression(parse.text, start, end, result), index, first, last, head_of(sentence, first, last)
    )


def _aside(lexed: Lexed, part: Part) -> bool:
    """Whether a year stands alone in brackets: of a book, a birth, not where the story has got to."""
    if part.last - part.first != 1 or part.first == 0 or part.last >= len(lexed.tokens):
        return False
    return lexed.tokens[part.first - 1].low == "(" and lexed.tokens[part.last].low == ")"


def _tense_once(sentence: Sentence, first: int, last: int, headline: bool) -> Callable[[], str]:
    known: list[str] = []

    def tense() -> str:
        if not known:
            known.append(tense_at(sentence, first, last, headline))
        return known[0]

    return tense


def _expression(text: str, start: int, end: int, result: Answer) -> TimeExpression:
    return TimeExpression(
        start=start, end=end, text=text[start:end], type=result.type, value=result.value,
        first=result.first, last=result.last, precision=result.precision, anchor=result.anchor,
        rule=result.rule,
    )  # fmt: skip


def token_range(sentence: Sentence, start: int, end: int) -> tuple[int, int]:
    """Tokens of a sentence that code points [start, end) touch; at least one."""
    first = max(bisect_right(sentence.token_start, start) - 1, 0)
    last = max(bisect_right(sentence.token_start, end - 1), first + 1)
    return first, last


def article_times(parse: Parse, article: Article) -> tuple[TimedSpan, ...]:
    """`find_times` with what the article knows of its own day."""
    published = article.published.on
    titles = frozenset(
        index for index, block in enumerate(article.read_ranges()) if block.kind in ("title", "caption")
    )
    latest = article.published.latest if _is_one_year(article) else None
    return find_times(parse, published, dateline_day(article), titles, latest)


def _is_one_year(article: Article) -> bool:
    """Whether the bounds of publication lie in one year."""
    earliest, latest = article.published.earliest, article.published.latest
    return earliest is not None and latest is not None and earliest.year == latest.year


def dateline_day(article: Article) -> date | None:
    """The day printed in the dateline, with the year of publication; None when there is none or it lies
    more than a week before publication or after it."""
    if article.dateline is None:
        return None
    published = article.published.on
    day = printed_day(article.dateline.text, published) or _named_day(article.dateline.text, published)
    if day is not None and (published is None or 0 <= (published - day).days <= 7):
        return day
    return None


def _named_day(text: str, published: date | None) -> date | None:
    """The last day before publication, or that of it, of the weekday a dateline names; null without one."""
    words = [word.strip(".,:—–- ").lower() for word in text.split()]
    named = next((WEEKDAYS[word] for word in words if word.endswith("day") and word in WEEKDAYS), None)
    if named is None or published is None:
        return None
    return published - timedelta(days=(published.isoweekday() - named) % 7)


def printed_day(text: str, near: date | None = None) -> date | None:
    """The first day of the calendar printed in a short text; one without a year is the latest before
    `near`."""
    rules = grammar()
    for part in rules.parts(rules.alphabet.lex(text, 0, len(text))):
        if part.sketch.op == "point" and part.sketch.day:
            result = answer(part.sketch, Context(near), lambda: "past")
            if result.first is not None and result.first == result.last:
                return result.first
    return None


__all__ = [
    "Moment",
    "TimedSpan",
    "article_times",
    "dateline_day",
    "find_times",
    "is_narrative",
    "printed_day",
]
