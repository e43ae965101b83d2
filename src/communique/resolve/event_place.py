"""Where an event took place: a phrase of place of its own clause; never a capital that acts, nor just any
place named."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records import Actor, Article, Parse, Place, Sentence
from communique.resolve.event_path import (
    BESIDE,
    FAR,
    REPORTED,
    SHARED,
    WITHIN,
    attached,
    carriers,
    case_of,
    is_before_noun,
    is_nominal,
)
from communique.resolve.event_place_around import around
from communique.resolve.event_place_before import from_before
from communique.resolve.event_place_dateline import from_dateline, is_main, with_rule
from communique.resolve.event_place_people import is_arrival, is_subject
from communique.resolve.event_words import event_words
from communique.resolve.place_kinds import BY_KIND
from communique.resolve.places import PlacedSpan
from communique.resolve.times_tense import verb_tense

FINENESS = {"point": 0, "city": 1, "district": 2, "province": 3, "country": 4}
NOT_THERE = frozenset({"from", "of", "about", "for", "over", "like", "as", "than", "on"})
"""Phrases whose inner place is not that of the act: "a message from leaders in X", "sanctions on firms in
X"."""
MEETINGS = frozenset({"meeting", "gathering", "summit", "conference", "meet", "gather", "congress"})
"""What a gathering says, it says where it is held."""
KEPT = frozenset({"exile", "prison", "jail", "hiding", "custody", "captivity"})
"""States of being kept somewhere, from which one speaks there."""
FAR_JOURNEYS = frozenset({"come", "arrive", "visit", "fly", "travel", "land"})
"""What "to" and a country tell the place of; "crossed into Lithuania" is at its border."""


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
        far = _distance(sentence, trigger_token, span, cost, actors)
        if far < REPORTED:
            choices.append(
                (far, FINENESS.get(span.place.precision, 5), abs(span.head - trigger_token), span.first, span)
            )
    if choices and _is_ahead(sentence, trigger_token):
        return None
    if not choices:
        choices = [
            (far, FINENESS.get(span.place.precision, 5), abs(span.head - trigger_token), span.first, span)
            for far, span in around(sentence, trigger_token, spans, said)
        ]
    if choices:
        far, *_, span = min(choices, key=lambda choice: choice[:4])
        span = _named(sentence, span, [choice[-1] for choice in choices])
        if _is_one_of_many(sentence, span, spans):
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


def _named(sentence: Sentence, span: PlacedSpan, others: Sequence[PlacedSpan]) -> PlacedSpan:
    """The named place that a building without a name stands in: of "a bus station in Abuja" the city."""
    if not span.place.rule.startswith(BY_KIND):
        return span
    named = [one for one in others if one.place.country and one.place.precision != "country"]
    if span.place.text.islower():
        return next((one for one in named if sentence.head[one.head] == span.head), span)
    return next((one for one in named if one.head != span.head), span)


def _is_one_of_many(sentence: Sentence, span: PlacedSpan, spans: Sequence[PlacedSpan]) -> bool:
    """ "In Lahore and Islamabad", "in Seoul or Pyongyang": no one place is that of the act."""
    return any(
        other is not span
        and 0 < other.first - span.last <= 3
        and (other.place.precision != "country" or span.place.precision == "country")
        and sentence.deprel[other.head] == "conj"
        and sentence.head[other.head] in (span.head, *range(span.first, span.last))
        and any(
            sentence.head[k] in (other.head, span.head) and sentence.deprel[k] == "cc"
            for k in range(span.last, len(sentence))
        )
        for other in spans
    )


def _distance(
    sentence: Sentence, trigger: int, span: PlacedSpan, cost: dict[int, int], actors: Sequence[Actor]
) -> int:
    words = event_words()
    fronted = _is_fronted(sentence, span)
    if not fronted and any(
        actor.start <= span.place.start and span.place.end <= actor.end for actor in actors
    ):
        return FAR
    token = span.head
    above = attached(sentence, token)
    if _is_target(sentence, span, cost):
        return BESIDE
    if (
        span.case in ("to", "into", "out", "through")
        and sentence.deprel[token].startswith("obl")
        and cost.get(above, FAR) <= WITHIN
    ):
        if span.place.precision == "country" and sentence.lemma[above].lower() not in FAR_JOURNEYS:
            return FAR
        return cost[above] if is_arrival(sentence, above) else FAR
    if span.case not in words.place_prepositions:
        return _before_gathering(sentence, span, cost)
    if fronted and is_main(sentence, trigger):
        return WITHIN
    if sentence.deprel[token].split(":")[0] not in ("obl", "nmod", "conj", "appos", "root", "advmod", "obj"):
        return FAR
    if span.case == "on" and span.place.precision in ("city", "country") and span.head < span.last:
        return FAR
    if span.case == "over" and span.place.precision == "country":
        return FAR
    for climbed in range(len(sentence)):
        head = above if climbed == 0 else sentence.head[token]
        if head < 0:
            return FAR
        if head in cost:
            if climbed == 0:
                return FAR if not fronted and _is_anothers(sentence, trigger, head) else cost[head]
            return _below(sentence, token, head, cost[head], climbed)
        if climbed == 0 and _is_held_there(sentence, head):
            token = head
            continue
        if not is_nominal(sentence, head) or climbed >= 2:
            return FAR
        if (
            sentence.lemma[head].lower() in words.posted - words.facilities
            and climbed == 0
            and not _is_of_gathering(sentence, head)
        ):
            return FAR
        if is_before_noun(sentence, token):
            return FAR
        token = head
    return FAR


def _is_held_there(sentence: Sentence, clause: int) -> bool:
    """ "At a conference held in Kuwait": a participle that only says where the noun above it was."""
    words = event_words()
    return (
        sentence.deprel[clause] == "acl"
        and sentence.xpos[clause] == "VBN"
        and sentence.lemma[clause].lower() in words.light_verbs | words.scheduled
    )


def _is_anothers(sentence: Sentence, trigger: int, verb: int) -> bool:
    """Whether the act is coordinated with a verb above it and done by somebody else: "seized him in Gao, and
    Algeria protested"."""
    node = trigger
    while node != verb and sentence.head[node] >= 0:
        if sentence.deprel[node] == "conj" and any(
            sentence.head[k] == node and is_subject(sentence, k) for k in range(node)
        ):
            return True
        node = sentence.head[node]
    return False


def _is_target(sentence: Sentence, span: PlacedSpan, cost: dict[int, int]) -> bool:
    """ "shelled Kramatorsk", "slammed into the port of Odesa", "the siege of Aleppo": a place, not a
    country, that the act is done to."""
    token = span.head
    if span.place.precision == "country":
        return False
    if not span.case and sentence.deprel[token] in ("compound", "nmod:poss", "amod", "nmod:desc", "nmod"):
        site = sentence.head[token]
        known = event_words().facilities - event_words().posted
        if sentence.lemma[site].lower() in known and span.place.precision != "province":
            token = site
    head = sentence.head[token]
    if cost.get(head, FAR) > SHARED or sentence.lemma[head].lower() not in event_words().on_places:
        return False
    relation = sentence.deprel[token].split(":")[0]
    case = span.case or case_of(sentence, token)
    if relation == "obj" or sentence.deprel[token] == "nsubj:pass":
        return not case
    noun = sentence.upos[head] == "NOUN" and span.place.precision != "province"
    targets = ("into", "of", "onto", "to", "against", "on") if noun else ("into", "onto", "to", "against")
    return relation in ("obl", "nmod") and case in targets


def _is_of_gathering(sentence: Sentence, token: int) -> bool:
    """ "a meeting of ministers in Abu Dhabi": the place is the meeting's."""
    head = sentence.head[token]
    return head >= 0 and sentence.lemma[head].lower() in event_words().gatherings | {"gathering"}


def _is_fronted(sentence: Sentence, span: PlacedSpan) -> bool:
    """ "In Seoul the president …": at the head of the sentence."""
    return (
        min(span.first, span.head) <= 2
        and sentence.form[0].lower() in ("in", "at", "near", "outside")
        and span.place.precision != "country"
    )


def _below(sentence: Sentence, token: int, head: int, cost: int, climbed: int) -> int:
    """A place inside a phrase of the clause: "at a meeting in Geneva", "a camp in Balakot"; not what people
    who only speak of it are posted at."""
    words = event_words()
    relation = sentence.deprel[token].split(":")[0]
    if cost > SHARED or (relation == "nsubj" and climbed > 1):
        return FAR
    speech = sentence.lemma[head].lower() in words.speech_verbs
    if speech and relation == "nsubj" and sentence.lemma[token].lower() in MEETINGS:
        return WITHIN
    if speech and relation in ("obj", "iobj") and sentence.lemma[token].lower() in words.hearers:
        return WITHIN
    if speech and (relation != "obl" or case_of(sentence, token) == "against"):
        return FAR
    if (
        sentence.lemma[token].lower() in words.posted
        and not _is_of_gathering(sentence, token)
        and not (relation == "obl" and sentence.lemma[token].lower() in words.facilities)
    ):
        return FAR
    if relation == "nsubj" and (
        sentence.upos[token] != "NOUN" or sentence.lemma[head].lower() in words.speech_verbs
    ):
        return FAR
    if (
        relation in ("obl", "nmod")
        and case_of(sentence, token) in NOT_THERE
        and not _is_of_gathering(sentence, token)
    ):
        if case_of(sentence, token) == "from" and sentence.lemma[token].lower() in KEPT:
            return WITHIN
        return (
            WITHIN
            if case_of(sentence, token) == "on" and sentence.lemma[token].lower() in words.facilities
            else FAR
        )
    if relation in ("obl", "obj", "nmod", "appos", "conj", "nsubj"):
        return min(cost + WITHIN, REPORTED - 1) if cost < REPORTED else FAR
    return FAR


def _before_gathering(sentence: Sentence, span: PlacedSpan, cost: dict[int, int]) -> int:
    """ "the Minsk talks": a city right before the noun of the act."""
    head = sentence.head[span.head]
    if head not in cost or span.place.precision not in ("city", "point", "district") or span.case:
        return FAR
    if (
        not is_before_noun(sentence, span.head)
        or sentence.lemma[head].lower() not in event_words().gatherings
    ):
        return FAR
    if sentence.deprel[span.head] not in ("compound", "amod", "nmod", "nmod:desc", "nmod:unmarked"):
        return FAR
    return cost[head]
