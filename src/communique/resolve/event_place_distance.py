"""How near, in the tree, a phrase of place stands to an act; far where it is that of something else."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records import Actor, Sentence
from communique.resolve.event_path import (
    BESIDE,
    FAR,
    REPORTED,
    SHARED,
    WITHIN,
    attached,
    case_of,
    is_before_noun,
    is_nominal,
)
from communique.resolve.event_place_choice import is_fronted, is_lifted
from communique.resolve.event_place_dateline import is_main
from communique.resolve.event_place_people import is_arrival, is_subject, opening_words
from communique.resolve.event_words import event_words
from communique.resolve.places import PlacedSpan

NOT_THERE = frozenset({"from", "of", "about", "for", "over", "like", "as", "than", "on"})
"""Phrases whose inner place is not that of the act: "a message from leaders in X", "sanctions on firms in
X"."""
MEETINGS = frozenset({"meeting", "gathering", "summit", "conference", "meet", "gather", "congress"})
"""What a gathering says, it says where it is held."""
LENGTHS = frozenset({"minute", "hour", "day", "week", "month"})
"""How long something lasted; parsers hang the place behind it on it."""
KEPT = frozenset({"exile", "prison", "jail", "hiding", "custody", "captivity"})
"""States of being kept somewhere, from which one speaks there."""
VISITS = frozenset({"visit", "tour"})
"""What is done in a country that is its object."""
FAR_JOURNEYS = frozenset({"come", "arrive", "visit", "fly", "travel", "land"})
"""What "to" and a country tell the place of; "crossed into Lithuania" is at its border."""


def distance(
    sentence: Sentence, trigger: int, span: PlacedSpan, cost: dict[int, int], actors: Sequence[Actor]
) -> int:
    words = event_words()
    if span.first <= trigger < span.last and span.case in words.place_prepositions:
        return BESIDE  # "who was in Pyongyang"
    fronted = is_fronted(sentence, span)
    if not fronted and any(
        actor.start <= span.place.start and span.place.end <= actor.end for actor in actors
    ):
        return FAR
    token = span.head
    above = attached(sentence, token)
    if sentence.lemma[above].lower() in LENGTHS and sentence.deprel[token] == "nmod" and above >= 0:
        token, above = above, sentence.head[above]  # "for six hours in Geneva"
    if _is_target(sentence, span, cost):
        return BESIDE
    if cost.get(above) == WITHIN and _is_at_once(sentence, above):
        if _is_target(sentence, span, {above: BESIDE}):
            return REPORTED - 1
    if (
        span.case in ("to", "into", "out", "through")
        and sentence.deprel[token].startswith("obl")
        and cost.get(above, FAR) <= WITHIN
    ):
        if span.place.precision == "country" and sentence.lemma[above].lower() not in FAR_JOURNEYS:
            return FAR
        return cost[above] if is_arrival(sentence, above) else FAR
    if span.case in ("down", "up") and span.place.precision == "point" and cost.get(above, FAR) <= WITHIN:
        return cost[above] if sentence.lemma[above].lower() in words.motion else FAR
    if span.case == "from" and _is_left(sentence, span, cost):
        return WITHIN
    if span.case not in words.place_prepositions:
        return _before_gathering(sentence, span, cost)
    if fronted and is_main(sentence, trigger):
        return WITHIN
    if sentence.deprel[token].split(":")[0] not in ("obl", "nmod", "conj", "appos", "root", "advmod", "obj"):
        return FAR
    if span.case == "on" and span.place.precision in ("city", "country") and not _is_ground(sentence, span):
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
        if climbed and _is_ceremony_of(sentence, token, head, cost):
            return WITHIN
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


def _is_ground(sentence: Sentence, span: PlacedSpan) -> bool:
    """Whether "on" tells where: "a raid on the village of Mabass", "on the outskirts of Kabul"; not
    "sanctions on Minsk"."""
    words = event_words()
    above = sentence.head[span.head]
    if above >= 0 and sentence.upos[above] == "NOUN":
        if sentence.lemma[above].lower() in words.on_places | words.gatherings:
            return True
    sites = words.place_parts | words.facilities | words.buildings
    return is_lifted(span) and sentence.lemma[span.head].lower() in sites


def _is_held_there(sentence: Sentence, clause: int) -> bool:
    """ "At a conference held in Kuwait": a participle that only says where the noun above it was."""
    words = event_words()
    return (
        sentence.deprel[clause] == "acl"
        and sentence.xpos[clause] == "VBN"
        and sentence.lemma[clause].lower() in words.light_verbs | words.scheduled
    )


def _is_ceremony_of(sentence: Sentence, noun: int, verb: int, cost: dict[int, int]) -> bool:
    """ "Agreed to restore ties at a ceremony in X": the gathering is where they agreed, unless what they
    agreed to is to meet or to go."""
    words = event_words()
    return (
        sentence.deprel[verb] == "xcomp"
        and cost.get(sentence.head[verb], FAR) <= SHARED
        and sentence.deprel[noun] == "obl"
        and sentence.lemma[noun].lower() in words.gatherings
        and case_of(sentence, noun) in ("in", "at", "during")
        and sentence.lemma[verb].lower() not in words.scheduled | words.presence | words.motion
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
        visited = sentence.lemma[sentence.head[token]].lower() in VISITS and sentence.deprel[token] == "obj"
        return visited and cost.get(sentence.head[token], FAR) <= SHARED
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


def _is_left(sentence: Sentence, span: PlacedSpan, cost: dict[int, int]) -> bool:
    """ "Retreated from Gori", "the withdrawal from Kidal": a place, not a country, that those who act leave
    themselves."""
    head = sentence.head[span.head]
    if head >= 0 and sentence.deprel[head] == "advmod":
        head = sentence.head[head]  # "pulled back from X"
    if cost.get(head, FAR) > SHARED or span.place.precision == "country":
        return False
    moves = not any(sentence.head[k] == head and sentence.deprel[k] == "obj" for k in range(len(sentence)))
    return moves and sentence.lemma[head].lower() in event_words().leaving


def _is_of_gathering(sentence: Sentence, token: int) -> bool:
    """ "a meeting of ministers in Abu Dhabi": the place is the meeting's."""
    head = sentence.head[token]
    return head >= 0 and sentence.lemma[head].lower() in event_words().gatherings | {"gathering"}


def _below(sentence: Sentence, token: int, head: int, cost: int, climbed: int) -> int:
    """A place inside a phrase of the clause: "at a meeting in Geneva", "a camp in Balakot"; not what people
    who only speak of it are posted at."""
    words = event_words()
    relation = sentence.deprel[token].split(":")[0]
    if cost == WITHIN and _is_at_once(sentence, head) and relation in ("obj", "obl", "nsubj:pass"):
        site = sentence.lemma[token].lower() in words.gatherings | words.facilities | words.buildings
        return REPORTED - 1 if site else FAR
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
    if relation == "obl" and _is_aimed_at(sentence, token, head) and climbed == 1:
        return WITHIN
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


def _is_aimed_at(sentence: Sentence, target: int, verb: int) -> bool:
    """ "Opened fire on a crowd near the pagoda": who is shot at stands where the shots fall."""
    words = event_words()
    fire = any(sentence.head[k] == verb and sentence.lemma[k].lower() == "fire" for k in range(verb, target))
    shot = sentence.lemma[verb].lower() in words.on_places and sentence.upos[verb] == "VERB"
    if not (fire or shot) or sentence.lemma[target].lower() in words.posted:
        return False
    return case_of(sentence, target) in ("on", "at", "upon", "against")


def _is_at_once(sentence: Sentence, clause: int) -> bool:
    """Whether a clause tells during what something happened: "shot as he left a rally in Tel Aviv"."""
    during = opening_words(sentence, clause) & {"as", "when", "while"}
    return sentence.deprel[clause] == "advcl" and bool(during)


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
