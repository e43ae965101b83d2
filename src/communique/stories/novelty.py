"""What an article adds to those that were there before: each sentence new, repeated or background."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Literal

import msgspec

from communique.records import Article, Coding, Span
from communique.stories.score import log_odds
from communique.stories.settings import settings
from communique.stories.sketch import Sketch, sketch
from communique.stories.story import names_of
from communique.stories.words import Weights, content_stems
from communique.text.sentences import sentence_spans

Label = Literal["new", "repeated", "background"]
COVERED = 0.7
"""Weighted share of a sentence's words that one earlier sentence must hold for it to be a repetition."""
OLD_DAYS = 7
"""What was known or took place longer before publication is background."""
MOST_ARTICLES = 60
_FIGURE = re.compile(r"\d")


class Known(msgspec.Struct, frozen=True):
    """An earlier article. codings: what it was coded to."""

    article: Article
    published: date | None
    codings: tuple[Coding, ...] = ()


class Sentence(msgspec.Struct, frozen=True, tag_field="record", tag="novelty"):
    """A sentence of the article with its label. document, quote: the earlier sentence that tells it already
    (null for a new one); why: in words.
    """

    span: Span
    label: Label
    why: str
    document: str | None = None
    quote: str | None = None


def sentences_of(article: Article) -> list[Span]:
    """Sentences of the blocks that are read, in order."""
    found = []
    for block in article.read_ranges():
        for start, end in sentence_spans(article.text, block.start, block.end):
            found.append(Span.of(article.text, start, end))
    return found


def related(article: Article, known: Iterable[Known]) -> list[Known]:
    """Earlier articles that share names or numbers with this one, the most alike first."""
    own = set(names_of(_text(article)))
    ranked = []
    for one in known:
        shared = own & set(names_of(_text(one.article)))
        if len(shared) >= 2:
            ranked.append((-len(shared), one.article.document_id, one))
    return [one for _, _, one in sorted(ranked, key=lambda entry: entry[:2])[:MOST_ARTICLES]]


def _text(article: Article) -> str:
    return "\n".join(article.text[block.start : block.end] for block in article.read_ranges())


def novelty(
    article: Article, codings: Sequence[Coding], known: Iterable[Known], published: date | None = None
) -> list[Sentence]:
    """Labels of all sentences of an article against earlier ones.

    codings: of the article itself. A sentence is *repeated* when an earlier one holds most of its rarer
    words and all its figures, or when all of its acts are known; *background* when what it tells is told as
    earlier history, or was known more than OLD_DAYS before publication; else *new*. Articles published later
    are left aside.
    """
    published = published or article.published.on or article.published.latest
    earlier = [
        one for one in known
        if one.article.document_id != article.document_id
        and not (published and one.published and one.published > published)
    ]  # fmt: skip
    close = related(article, earlier)
    told = [(one, span) for one in close for span in sentences_of(one.article)]
    weights = Weights(span.text for _, span in told)
    stems = [frozenset(content_stems(span.text)) for _, span in told]
    acts = [
        (one, sketch(coding, weights, _window(one.published))) for one in close for coding in one.codings
    ]  # fmt: skip
    own = [(coding, sketch(coding, weights, _window(published))) for coding in codings]
    labels = []
    for span in sentences_of(article):
        here = [pair for pair in own if span.start <= pair[0].trigger.start < span.end]
        labels.append(_label(span, here, told, stems, acts, weights, published))
    return labels


def _window(day: date | None) -> tuple[date, date] | None:
    return None if day is None else (day, day)


def _label(
    span: Span,
    here: Sequence[tuple[Coding, Sketch]],
    told: Sequence[tuple[Known, Span]],
    stems: Sequence[frozenset[str]],
    acts: Sequence[tuple[Known, Sketch]],
    weights: Weights,
    published: date | None,
) -> Sentence:
    words = frozenset(content_stems(span.text))
    best, at = 0.0, -1
    total = sum(weights.of(word) for word in sorted(words))
    figures = {word for word in words if _FIGURE.search(word)}
    for place, other in enumerate(stems):
        if not figures <= other:
            continue
        shared = words & other
        share = sum(weights.of(word) for word in sorted(shared)) / total if total else 0.0
        if share > best + 1e-9:
            best, at = share, place
    known_acts = [_match(own, acts) for _, own in here]
    background = bool(here) and all(_is_old(coding, published) for coding, _ in here)
    if at >= 0 and best >= COVERED:
        one, quote = told[at]
        old = background or _is_past(one.published, published)
        label: Label = "background" if old else "repeated"
        return Sentence(span, label, f"{best:.0%} of it was told", one.article.document_id, quote.text)
    if background:
        found = next((match for match in known_acts if match is not None), None)
        return _told("background", span, "told as earlier history", found)
    if here and all(match is not None for match in known_acts):
        found = known_acts[0]
        assert found is not None
        fresh = figures - frozenset(content_stems(found[1].coding.evidence.text))
        if not fresh:
            old = _is_past(found[0].published, published)
            return _told("background" if old else "repeated", span, "its acts are known", found)
    words_for = "an act not told before" if here and None in known_acts else "not told before"
    return Sentence(span, "new", words_for)


def _told(label: Label, span: Span, why: str, found: tuple[Known, Sketch] | None) -> Sentence:
    if found is None:
        return Sentence(span, label, why)
    return Sentence(span, label, why, found[0].article.document_id, found[1].coding.evidence.text)


def _match(own: Sketch, acts: Sequence[tuple[Known, Sketch]]) -> tuple[Known, Sketch] | None:
    """The known act most surely the same as one of this article; null when none is."""
    best: tuple[float, tuple[Known, Sketch]] | None = None
    for one, other in acts:
        if not own.parties & other.parties:
            continue
        score = log_odds(own, other)
        if score >= settings().threshold and (best is None or score > best[0]):
            best = score, (one, other)
    return None if best is None else best[1]


def _is_old(coding: Coding, published: date | None) -> bool:
    if coding.background:
        return True
    last = coding.date.end
    return last is not None and _is_past(last, published)


def _is_past(day: date | None, published: date | None) -> bool:
    return day is not None and published is not None and day < published - timedelta(days=OLD_DAYS)


def counts(sentences: Iterable[Sentence]) -> Mapping[str, int]:
    """How many sentences bear each label."""
    found = {"new": 0, "repeated": 0, "background": 0}
    for sentence in sentences:
        found[sentence.label] += 1
    return found
