"""Where an event took place: a phrase of place of its own clause; never a capital that acts, nor just any
place named."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records import Actor, Article, Parse, Place, Sentence
from communique.resolve.event_path import REPORTED, WITHIN, carriers
from communique.resolve.event_place_around import around
from communique.resolve.event_place_before import from_before
from communique.resolve.event_place_choice import as_choice, finer, is_one_of_many, named_place
from communique.resolve.event_place_dateline import from_dateline, with_rule
from communique.resolve.event_place_distance import distance
from communique.resolve.event_words import event_words
from communique.resolve.places import PlacedSpan
from communique.resolve.times_tense import verb_tense


def event_place(
    sentence_index: int,
    trigger_token: int,
    clause_tokens: set[int],
    parse: Parse,
    article: Article,
    places: Sequence[PlacedSpan],
    actors: Sequence[Actor] = (),
    said: bool = False,
) -> Place | None:
    """The place of the act named by a token, or None where the text does not say. `places` are those of
    `find_places`.

    Of several the one nearest in the tree, then the finest ("in Minsk, Belarus"). The rule of the record
    says how it was found.
    """
    sentence = parse.sentences[sentence_index]
    spans = [span for span in places if span.sentence == sentence_index]
    cost = carriers(sentence, trigger_token)
    choices = []
    for span in spans:
        far = distance(sentence, trigger_token, span, cost, actors)
        if far < REPORTED:
            choices.append(as_choice(sentence, trigger_token, far, span))
    if choices and _is_ahead(sentence, trigger_token):
        return None
    if not choices:
        choices = [
            as_choice(sentence, trigger_token, far, span)
            for far, span in around(sentence, trigger_token, spans, said)
        ]
    if choices:
        far, *_, best = min(choices, key=lambda choice: choice[:5])
        span = finer(best, choices)
        if span is not best and is_one_of_many(sentence, span, spans):
            span = best  # "around Konna and Diabaly in Mali"
        span = named_place(sentence, span, [choice[-1] for choice in choices])
        if is_one_of_many(sentence, span, spans):
            return None
        return with_rule(
            span.place,
            ("own clause" if far < WITHIN else "deeper in its clause")
            + f": {span.case or 'before the noun'}",
        )
    told = from_before(sentence_index, trigger_token, parse, places, said)
    if told is not None:
        return with_rule(told.place, "sentence before")
    return from_dateline(sentence_index, trigger_token, parse, article, spans, places)


def _is_ahead(sentence: Sentence, trigger: int) -> bool:
    """Whether a deed is still to come: where it shall be is not where it was announced; a meeting has its
    place beforehand."""
    words = event_words()
    meeting = sentence.lemma[trigger].lower() in words.gatherings | words.scheduled | words.local_acts
    return not meeting and sentence.upos[trigger] == "VERB" and verb_tense(sentence, trigger) == "future"
