"""Where an act took place by what the sentences before it say: "there", "in the same city", and what he did
who had just come somewhere."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records import Parse, Sentence
from communique.resolve.event_path import SHARED, carriers, case_of, root_of
from communique.resolve.event_place_people import is_arrival
from communique.resolve.event_words import event_words
from communique.resolve.place_names import PlacedSpan
from communique.resolve.times_tense import verb_tense

LOOK_BACK = 3
"""Sentences in which "there" and "the same city" find their place."""
PRONOUNS = frozenset({"he", "she", "they"})


def from_before(
    index: int, trigger: int, parse: Parse, places: Sequence[PlacedSpan], said: bool
) -> PlacedSpan | None:
    """The place told before that an act without one points back to, or None."""
    sentence = parse.sentences[index]
    if _points_back(sentence, trigger):
        return _last_named(index, trigger, parse, places)
    if any(span.sentence == index and span.case in event_words().place_prepositions for span in places):
        return None
    return _of_the_same(index, trigger, parse, places, said)


def _points_back(sentence: Sentence, trigger: int) -> bool:
    """Whether the act's own clause says "there" or "in the same city"."""
    cost = carriers(sentence, trigger)
    for token, form in enumerate(sentence.form):
        head = sentence.head[token]
        if form.lower() == "there" and cost.get(head, SHARED + 1) <= SHARED:
            if sentence.deprel[token] in ("advmod", "obl") and not case_of(sentence, token):
                return True
            if sentence.deprel[token] == "expl" and head < token and sentence.lemma[head].lower() != "be":
                return True  # "pledged there to withdraw", taken for an expletive
        if (
            form.lower() == "same"
            and head > token
            and sentence.lemma[head].lower() in event_words().same_places
            and cost.get(sentence.head[head], SHARED + 1) <= SHARED
        ):
            return True
    return False


def _last_named(index: int, trigger: int, parse: Parse, places: Sequence[PlacedSpan]) -> PlacedSpan | None:
    """The place last named before, with a preposition of place or as what something was done to, finer than a
    country."""
    found = None
    for span in places:
        if span.place.precision == "country" or not (
            span.case in ("in", "at", "near", "to", "into", "outside") or _is_struck(parse, span)
        ):
            continue
        before = index - LOOK_BACK <= span.sentence < index
        if before or (span.sentence == index and span.last < trigger):
            found = span
    return found


def _is_struck(parse: Parse, span: PlacedSpan) -> bool:
    """ "Overran the town of Baga": a place that something was done to."""
    if span.sentence < 0 or span.case:
        return False
    sentence = parse.sentences[span.sentence]
    verb = sentence.head[span.head]
    done = sentence.deprel[span.head] in ("obj", "nsubj:pass")
    return done and verb >= 0 and sentence.lemma[verb].lower() in event_words().on_places


def _of_the_same(
    index: int, trigger: int, parse: Parse, places: Sequence[PlacedSpan], said: bool
) -> PlacedSpan | None:
    """What "he" did next in the paragraph, where the sentence before says that somebody came, spoke or met
    somewhere."""
    sentence = parse.sentences[index]
    if index == 0 or parse.sentences[index - 1].paragraph != sentence.paragraph:
        return None
    local = said or sentence.lemma[trigger].lower() in event_words().local_acts
    if not local or verb_tense(sentence, trigger) != "past" or not _is_of_pronoun(sentence, trigger):
        return None
    before = parse.sentences[index - 1]
    root = root_of(before)
    words = event_words()
    lemma = before.lemma[root].lower()
    if index > 1 and _is_of_pronoun(before, root) and not any(span.sentence == index - 1 for span in places):
        return _of_the_same(index - 1, root, parse, places, True)  # "He … He …"
    fronted = next((span for span in places if span.sentence == index - 1 and _opens(before, span)), None)
    if fronted is not None:
        return fronted
    if lemma not in words.presence | words.motion | words.speech_verbs:
        return None
    for span in places:
        if span.sentence != index - 1 or before.head[span.head] != root or span.place.precision == "country":
            continue
        moved = span.case in ("to", "into") and is_arrival(before, root)
        if moved or (span.case in ("in", "at") and lemma in words.presence | words.speech_verbs):
            return span
    return None


def _opens(sentence: Sentence, span: PlacedSpan) -> bool:
    """ "In New York the ambassador …": a place that a sentence begins with."""
    return (
        span.case in ("in", "at")
        and min(span.first, span.head) <= 2
        and sentence.form[0].lower() in ("in", "at")
        and span.place.precision in ("city", "point", "district")
    )


def _is_of_pronoun(sentence: Sentence, trigger: int) -> bool:
    """Whether the act is done by a pronoun, in the main clause."""
    node = trigger
    for _ in range(4):
        for k in range(node):
            if sentence.head[k] == node and sentence.deprel[k] in ("nsubj", "nsubj:pass"):
                return k == 0 and sentence.form[k].lower() in PRONOUNS and sentence.head[node] < 0
        if sentence.head[node] < 0 or sentence.deprel[node] not in ("conj", "xcomp", "obj", "ccomp"):
            return False
        node = sentence.head[node]
    return False
