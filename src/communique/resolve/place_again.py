"""Places that a text names again by their kind: "in the city", "at the edge of the village", "in the capital"
after the capital has been named."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.knowledge import Knowledge
from communique.records import Parse, Sentence
from communique.resolve.event_words import event_words
from communique.resolve.place_names import PlacedSpan, lifted

LOOK_BACK = 4
"""So many sentences ago the place was named at most."""
CASES = frozenset(
    {"in", "at", "near", "outside", "around", "to", "into", "across", "over", "on", "inside", "through"}
)
_FINE = {
    "city": ("city", "point"),
    "town": ("city", "point"),
    "village": ("city", "point"),
    "port": ("city",),
}
"""Kinds of place → precisions that a place named so may have; others may have any but a country's."""


def named_again(parse: Parse, known: Sequence[PlacedSpan], knowledge: Knowledge) -> list[PlacedSpan]:
    """Phrases of "the" and a kind of place that point back to one named before."""
    words = event_words()
    taken = {(span.sentence, token) for span in known for token in (*range(span.first, span.last), span.head)}
    found = []
    for index, sentence in enumerate(parse.sentences):
        for token, lemma in enumerate(sentence.lemma):
            kind = lemma.lower()
            if not (kind in words.named_again or kind == "capital") or (index, token) in taken:
                continue
            if sentence.upos[token] != "NOUN" or not _is_bare(sentence, token):
                continue
            head, case = lifted(sentence, token)
            told = case in CASES or (not case and _is_struck(sentence, head))
            before = _before(index, token, known, kind, knowledge) if told else None
            if before is None:
                continue
            start, end = sentence.token_start[token - 1], sentence.token_end[token]
            place = msgspec.structs.replace(
                before.place, start=start, end=end, text=parse.text[start:end], rule="named before: " + kind
            )
            found.append(PlacedSpan(place, index, token - 1, token + 1, head, case))
    return found


def _is_struck(sentence: Sentence, head: int) -> bool:
    """ "A missile struck the square of the town": what something is done to."""
    verb = sentence.head[head]
    done = sentence.deprel[head] in ("obj", "nsubj:pass")
    return done and verb >= 0 and sentence.lemma[verb].lower() in event_words().on_places


def _is_bare(sentence: Sentence, token: int) -> bool:
    """Whether "the" stands right before the noun and nothing else is said of it ("the city of …")."""
    return (
        token > 0
        and sentence.form[token - 1].lower() in ("the", "that")
        and sentence.deprel[token] not in ("compound", "amod", "nmod:poss")
        and not any(
            sentence.head[k] == token
            and sentence.deprel[k].split(":")[0] in ("nmod", "appos", "amod", "compound", "acl", "flat")
            for k in range(len(sentence))
        )
    )


def _before(
    index: int, token: int, known: Sequence[PlacedSpan], kind: str, knowledge: Knowledge
) -> PlacedSpan | None:
    """The place last named before a noun that its kind fits."""
    best = None
    for span in known:
        if not index - LOOK_BACK <= span.sentence <= index or span.place.precision == "country":
            continue
        if span.sentence == index and span.last > token:
            continue
        if span.place.country is None and span.place.rule != "not in the tables":
            continue
        if kind == "capital":
            if not _is_capital(span, knowledge):
                continue
        elif span.place.precision not in _FINE.get(kind, ("city", "district", "province", "point")):
            continue
        if best is None or (span.sentence, span.first) > (best.sentence, best.first):
            best = span
    return best


def _is_capital(span: PlacedSpan, knowledge: Knowledge) -> bool:
    country = span.place.country
    if country is None:
        return False
    return any(
        name.kind == "capital" and name.text == span.place.name
        for name in knowledge.names_of("country", country)
    )
