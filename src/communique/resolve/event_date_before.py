"""The date of an act by the sentences before it: what a story goes on from, and where it does not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from communique.records import Article, Parse, Sentence, TimeExpression, When
from communique.resolve.event_attach import NEWS_DAYS, best_span, is_datable, is_pluperfect, preposition
from communique.resolve.event_path import SHARED, root_of
from communique.resolve.event_words import event_words
from communique.resolve.times import TimedSpan
from communique.resolve.times_grammar import grammar
from communique.resolve.times_tense import verb_tense

LOOK_BACK = 2
"""Sentences of the same paragraph that an event without a date may take its date from."""


def from_before(
    index: int, trigger: int, parse: Parse, times: Sequence[TimedSpan], article: Article
) -> When | None:
    """The date of the main clause of a sentence before, in the same paragraph, for a past act."""
    sentence = parse.sentences[index]
    if verb_tense(sentence, trigger) not in ("past", "unknown") and sentence.upos[trigger] == "VERB":
        return None
    published = article.published.on
    for at in range(index - 1, max(index - LOOK_BACK, 0) - 1, -1):
        earlier = parse.sentences[at]
        if earlier.paragraph != sentence.paragraph:
            return None
        spans = [s for s in times if s.sentence == at and is_datable(s)]
        root = root_of(earlier)
        choice = best_span(earlier, root, spans)
        if is_pluperfect(earlier, root) and not is_pluperfect(sentence, trigger):
            if choice is None or not _is_told(earlier, choice.span):
                continue  # "In March he had called …": the story goes on from before that
        if choice is None:
            choice = next(
                (c for k in _beside_root(earlier, root) if (c := best_span(earlier, k, spans))), None
            )
        if choice is None or choice.cost > SHARED or choice.span.expression.first is None:
            if spans:
                return None
            continue
        expression, first = choice.span.expression, choice.span.expression.first
        if published and first and first > published:
            return None
        if preposition(earlier, choice.span) == "since" and not _is_told(earlier, choice.span):
            return None  # "since May" tells how long, not when
        if _opens_elsewhere(sentence) and published and first and (published - first).days > NEWS_DAYS:
            return None  # "In Lagos …": another scene
        if any(form.lower() == "since" for form in sentence.form[:2]) and published and expression.first:
            return When(
                expression.first,
                published,
                "range",
                "context",
                expression.text,
                f"since the sentence before: {expression.rule}",
            )
        if _is_present_perfect(sentence, trigger) and published and (published - first).days > NEWS_DAYS:
            rule = f"since the sentence before: {expression.rule}"
            return When(first, published, "range", "context", expression.text, rule)
        if sentence.lemma[trigger].lower() in event_words().speech_verbs:
            return _reaction(expression, published, sentence, trigger)
        return When(
            expression.first,
            expression.last,
            expression.precision,
            "context",
            expression.text,
            f"sentence before: {expression.rule}",
        )
    return None


def _is_present_perfect(sentence: Sentence, trigger: int) -> bool:
    """ "Has indicted": what is so at the time of writing."""
    return any(
        sentence.head[k] == trigger and sentence.form[k].lower() in ("has", "have", "'ve", "’ve")
        for k in range(trigger)
    )


def _is_told(sentence: Sentence, span: TimedSpan) -> bool:
    """Whether a clause with "when" tells more of a time."""
    return "when" in (form.lower() for form in sentence.form[span.last : span.last + 2])


def _beside_root(sentence: Sentence, root: int) -> list[int]:
    """What is coordinated with the main verb."""
    return [
        k for k in range(root, len(sentence)) if sentence.head[k] == root and sentence.deprel[k] == "conj"
    ]


def _opens_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence begins with a phrase of place."""
    return (
        len(sentence) > 1
        and sentence.form[0].lower() in ("in", "at", "near", "outside")
        and sentence.form[1][:1].isupper()
        and sentence.upos[1] == "PROPN"
        and not sentence.form[1].isdigit()
        and not grammar().may_match(sentence.form[:3])
    )


def _reaction(
    expression: TimeExpression, published: date | None, sentence: Sentence, trigger: int
) -> When | None:
    """What was said after a day of history lies between it and publication; after a day of the news it is
    itself news, unless the same person goes on."""
    first = expression.first
    if first is None or published is None:
        return None
    if (published - first).days <= NEWS_DAYS and not any(
        sentence.head[k] == trigger and sentence.deprel[k] == "nsubj" and sentence.upos[k] == "PRON"
        for k in range(min(trigger, 3))
    ):
        return None
    rule = f"after the sentence before: {expression.rule}"
    return When(first, published, "range", "context", expression.text, rule)
