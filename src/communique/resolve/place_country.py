"""The country of a place that the tables lack, by a known place within its phrase or around it: "Tondigo, a
hamlet in Niger's Tillabery region"."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.records import Parse, Sentence
from communique.resolve.event_words import event_words
from communique.resolve.place_names import ABROAD, PlacedSpan

STEPS = 3
_WITHIN = frozenset({"nmod", "appos", "compound", "flat", "conj", "amod", "acl"})


def with_countries(parse: Parse, spans: Sequence[PlacedSpan]) -> list[PlacedSpan]:
    """The spans, those without a country with that of the known place they are tied to in the tree."""
    by_sentence: dict[int, list[PlacedSpan]] = {}
    for span in spans:
        if span.place.country is not None:
            by_sentence.setdefault(span.sentence, []).append(span)
    return [
        span
        if span.place.country is not None or span.place.lat is not None or span.sentence not in by_sentence
        else _with_country(parse.sentences[span.sentence], span, by_sentence[span.sentence])
        for span in spans
    ]


def _with_country(sentence: Sentence, span: PlacedSpan, known: Sequence[PlacedSpan]) -> PlacedSpan:
    own = {span.head, *range(span.first, span.last)}
    abroad = any(sentence.lemma[k].lower() in ABROAD for k in own)
    for other in known:
        if other.case and other.case not in event_words().place_prepositions | {"of"}:
            continue
        if abroad and other.case not in event_words().place_prepositions:
            continue
        theirs = {other.head, *range(other.first, other.last)}
        if _is_below(sentence, other.head, own) or _is_below(sentence, span.head, theirs):
            place = msgspec.structs.replace(
                span.place, country=other.place.country, rule=f"{span.place.rule}, in {other.place.name}"
            )
            return msgspec.structs.replace(span, place=place)
    return span


def _is_below(sentence: Sentence, token: int, phrase: set[int]) -> bool:
    """Whether a noun hangs within a phrase, at most `STEPS` nouns down."""
    for _ in range(STEPS):
        if token in phrase:
            return True
        if sentence.head[token] < 0 or sentence.deprel[token].split(":")[0] not in _WITHIN:
            return False
        token = sentence.head[token]
    return token in phrase
