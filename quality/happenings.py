"""Gold codings of the sample corpus with their happening, and the coder's codings matched to them."""

from __future__ import annotations

from datetime import date
from typing import Any, NamedTuple

from communique.ontology import load_ontology
from communique.pipeline import Outcome
from communique.records import Actor, Article, Coding, DocumentRef, Place, Span, When, short_id
from communique.text.sentences import sentence_spans
from quality.corpus import NEAR, find, parties_agree

GROUPS = {"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"}


def _actor(code: str, text: str | None, article: Article) -> Actor:
    span = find(article.text, text) if text else None
    start, end = span or (0, 0)
    return Actor(
        start, end, text or code, "organisation" if code in GROUPS else "state", code,
        None if code in GROUPS else code, None, None, None, None, None, "gold",
    )  # fmt: skip


def _when(dates: list[str | None] | None) -> When:
    start, end = (date.fromisoformat(day) if day else None for day in dates or (None, None))
    precision = "unknown" if start is None and end is None else "day" if start == end else "range"
    return When(start, end, precision, "expression", None, "gold")


def _sentence(text: str, start: int, end: int) -> Span:
    """The sentences (of its line) that a quotation stands in."""
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    last = len(text) if last < 0 else last
    found = [part for part in sentence_spans(text, first, last) if part[0] < end and start < part[1]]
    return (
        Span.of(text, min(start, found[0][0]), max(end, found[-1][1])) if found else Span.of(text, start, end)
    )


def gold_codings(gold: dict[str, Any], article: Article, ref: DocumentRef) -> list[tuple[Coding, str]]:
    """Every annotated event as a coding (its first type), with the name of its happening."""
    found = []
    for number, event in enumerate(gold["events"]):
        span = find(article.text, event["quote"], event.get("nth", 1))
        if span is None:
            continue
        quote = article.text[span[0] : span[1]]
        within = find(quote, event["trigger"])
        first, last = within or (0, len(quote))
        trigger = Span(span[0] + first, span[0] + last, quote[first:last])
        title = article.title
        in_title = title is not None and title.start <= span[0] < title.end
        kind = event["type"][0]
        place = event["place"]
        coding = Coding(
            id=short_id(ref.id, number, trigger.start), coder="gold", confidence=1.0, document=ref,
            zone="title" if in_title else "body", evidence=_sentence(article.text, *span), trigger=trigger,
            event_type=kind, mode=event["mode"], contexts=(), cameo=None, quad=load_ontology().quad(kind),
            goldstein=None, plover_score=None,
            actors=tuple(_actor(c, event["source_text"], article) for c in event["source"]),
            recipients=tuple(_actor(c, event["target_text"], article) for c in event["target"]),
            date=_when(event.get("date")),
            place=None if not place else Place(0, 0, place, place, None, None, None, None, "city", "gold"),
            status=event["status"][0] if event["status"] else "happened", status_cue=None,
            background=event["background"], content=None, condition=None, deadline=None, magnitude=(),
            restates=None, attribution=(),
        )  # fmt: skip
        found.append((coding, event["happening"]))
    return found


def matched(outcome: Outcome, gold: dict[str, Any]) -> list[tuple[Coding, str]]:
    """The coder's codings that agree with an annotated event in place, type and parties, with its happening.
    Where several agree, the one whose trigger lies nearest to the annotated one is taken.
    """
    article = outcome.article
    if article is None:
        return []
    places = []
    for event in gold["events"]:
        span = find(article.text, event["quote"], event.get("nth", 1))
        if span is not None:
            within = find(article.text[span[0] : span[1]], event["trigger"])
            places.append((span, span[0] + (within[0] if within else 0), event))
    found = []
    for coding in outcome.codings:
        best: tuple[int, int, str] | None = None
        for (first, last), trigger, event in places:
            if not first - NEAR <= coding.trigger.start < last + NEAR:
                continue
            if coding.event_type not in event["type"] or not parties_agree(coding, event):
                continue
            rank = (abs(coding.trigger.start - trigger), last - first, event["happening"])
            best = rank if best is None else min(best, rank)
        if best is not None:
            found.append((coding, best[2]))
    return found


class Labelled(NamedTuple):
    """A coding of a report of the corpus, with the happening it tells."""

    coding: Coding
    happening: str
    stem: str


def labelled(outcomes: dict[str, Outcome], gold: dict[str, dict[str, Any]], given: bool) -> list[Labelled]:
    """Codings with their happening: the annotated events themselves (given) or the coder's that match
    them.
    """
    found = []
    for stem in sorted(gold):
        outcome = outcomes[stem]
        if outcome.article is None:
            continue
        pairs = (
            gold_codings(gold[stem], outcome.article, outcome.document)
            if given
            else matched(outcome, gold[stem])
        )
        found += [Labelled(coding, happening, stem) for coding, happening in pairs]
    return found
