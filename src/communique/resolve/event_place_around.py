"""Where an act took place by what stands around its clause: the clause it is coordinated with, "where", and
where its subject is said to be."""

from __future__ import annotations

from collections.abc import Sequence

from communique.records import Sentence
from communique.resolve.event_path import REPORTED, WITHIN, case_of
from communique.resolve.event_place_people import (
    LATER,
    is_at_journey,
    is_home,
    is_placing,
    is_subject,
    opening_words,
    stands_at,
)
from communique.resolve.event_words import event_words
from communique.resolve.place_names import PlacedSpan

_TOPIC = frozenset({"to", "of", "about", "for", "over", "on", "against", "from", ","})
_OTHERS = frozenset({"conj", "ccomp", "acl:relcl", "parataxis", "csubj", "appos"})
_LIKE = frozenset({"like", "as", "than", "about"})
NEAR = 4
"""Steps of the tree between a deed and the only phrase of place beside it."""
_STEPS = 6


def around(
    sentence: Sentence, trigger: int, spans: Sequence[PlacedSpan], said: bool
) -> list[tuple[int, PlacedSpan]]:
    """Places of the act with their costs, found outside its own clause; `said`: saying it is doing it, so
    that it was done where it was said."""
    words = event_words()
    found = [(WITHIN, span) for span in spans if _is_where(sentence, trigger, span)]
    found += [(WITHIN, span) for span in spans if _is_held(sentence, trigger, span)]
    found += [(WITHIN, span) for span in spans if _is_from(sentence, trigger, span, said)]
    found += [(WITHIN, span) for span in spans if not said and _is_near_it(sentence, trigger, span, spans)]
    found += [(WITHIN, span) for span in spans if not said and is_home(sentence, trigger, span)]
    found += [(WITHIN, span) for span in spans if _is_beside(sentence, trigger, span)]
    subjects: list[int] = []
    node, fronted = trigger, False
    for step in range(_STEPS):
        if not subjects:
            subjects = [
                k for k in range(len(sentence)) if sentence.head[k] == node and is_subject(sentence, k)
            ]
        found += [(WITHIN, span) for span in spans if is_at_journey(sentence, span, node)]
        if step:
            found += [
                (REPORTED - 1, span)
                for span in spans
                if _is_of_clause(sentence, span, node, trigger, fronted, said)
            ]
        if found or sentence.head[node] < 0:
            break
        base = sentence.deprel[node].split(":")[0]
        if base == "conj":
            above = sentence.lemma[sentence.head[node]].lower()
            fronted = fronted or bool(subjects) or (said and above not in words.presence | words.motion)
        elif base == "parataxis":
            ends = sorted((node, sentence.head[node]))
            if not {":", "—", "–"} & set(sentence.form[ends[0] : ends[1]]):
                break
            fronted = True
        elif base == "ccomp" or (base == "obl" and case_of(sentence, node) == "as"):
            if not said:
                break
            subjects = []
        elif base == "advcl":
            if opening_words(sentence, node) & LATER or sentence.xpos[node] == "VBN":
                break
            fronted = fronted or bool(subjects)
        elif base in ("obj", "nsubj"):
            if sentence.lemma[sentence.head[node]].lower() not in words.light_verbs:
                break
        elif base not in ("xcomp", "compound"):
            break
        node = sentence.head[node]
    if not found and not _is_earlier(sentence, trigger):
        found = [(REPORTED - 1, span) for span in spans for s in subjects if stands_at(sentence, s, span)]
    return found or ([] if said else _only_near(sentence, trigger, spans))


def _only_near(sentence: Sentence, trigger: int, spans: Sequence[PlacedSpan]) -> list[tuple[int, PlacedSpan]]:
    """The only phrase of place within a deed's clause, else of its sentence, that it stands close to in the
    tree, though nothing ties the two: parsers hang phrases of place on many a noun."""
    phrases = [
        span for span in spans
        if span.case in ("in", "at", "near", "outside", "off") and span.place.precision != "country"
    ]  # fmt: skip
    below = [span for span in phrases if _is_close(sentence, span, {trigger: 0})]
    if len(below) == 1:
        return [(REPORTED - 1, below[0])]
    if len(phrases) != 1 or _is_told_of_earlier(sentence, trigger):
        return []
    path = {trigger: 0}
    apart = sentence.deprel[trigger] in ("conj", "parataxis", "advcl")
    if not (apart and any(is_subject(sentence, k) for k in _children(sentence, trigger))):
        path[sentence.head[trigger]] = 1
    return [(REPORTED - 1, phrases[0])] if _is_close(sentence, phrases[0], path) else []


def _is_told_of_earlier(sentence: Sentence, trigger: int) -> bool:
    """Whether a clause says more of what the main act came after or before ("two days after the massacre in
    which hundreds were killed")."""
    noun = sentence.head[trigger]
    return sentence.deprel[trigger].startswith("acl") and noun >= 0 and case_of(sentence, noun) in LATER


def _is_close(sentence: Sentence, span: PlacedSpan, path: dict[int, int]) -> bool:
    """Whether few steps lead up from a phrase of place to a word of `path`, through no other clause."""
    node = span.head
    for down in range(NEAR + 1):
        if node in path:
            return node >= 0 and down + path[node] <= NEAR
        if sentence.deprel[node] == "advcl" and opening_words(sentence, node) & LATER:
            return False
        if sentence.deprel[node] in _OTHERS or (
            down
            and (sentence.lemma[node].lower() in event_words().posted or case_of(sentence, node) in _LIKE)
        ):
            return False
        node = sentence.head[node]
    return False


def _children(sentence: Sentence, token: int) -> list[int]:
    return [k for k in range(len(sentence)) if sentence.head[k] == token]


def _is_earlier(sentence: Sentence, token: int) -> bool:
    return any(
        sentence.head[k] == token and sentence.form[k].lower() in ("had", "'d", "’d") for k in range(token)
    )


def _is_of_clause(
    sentence: Sentence, span: PlacedSpan, verb: int, trigger: int, fronted: bool, said: bool
) -> bool:
    """Whether a place is that of the clause above; of one with another subject only the place it opens with.

    Who flew into Cairo and assured Egypt did so in Cairo.
    """
    head = sentence.head[span.head]
    if fronted:
        subject = next((k for k in range(verb) if sentence.head[k] == verb and is_subject(sentence, k)), verb)
        if span.last > subject:
            return False
    lemma = sentence.lemma[verb].lower()
    if head == verb and sentence.deprel[span.head] == "obj" and not span.case:
        return not said and lemma in event_words().on_places and span.place.precision != "country"
    ways = event_words().motion if said else event_words().motion | event_words().on_places
    moved = span.case in ("to", "into") and head == verb and lemma in ways
    if not (moved or is_placing(sentence, span)) or (span.first > trigger and span.last > verb > trigger):
        return False
    if head == verb:
        return sentence.deprel[span.head] in ("obl", "advmod", "obl:unmarked")
    noun = span.head
    for _ in range(2):
        if sentence.deprel[noun] != "nmod" or head < 0:
            return False
        noun, head = head, sentence.head[head]
        if head == verb:
            return _is_in_phrase(sentence, noun, span, said)
    return False


def _is_in_phrase(sentence: Sentence, noun: int, span: PlacedSpan, said: bool) -> bool:
    """Whether what a clause says of a noun inside which a place stands puts the act there: "told reporters at
    the White House", "at a meeting of ministers in Phnom Penh", "drove into a convoy at Pulwama"."""
    words = event_words()
    lemma, relation = sentence.lemma[noun].lower(), sentence.deprel[noun]
    inner = sentence.head[span.head]
    if relation in ("obj", "iobj"):
        verb = sentence.lemma[sentence.head[noun]].lower()
        posted = words.posted - words.facilities
        return lemma in words.hearers or (not said and verb in words.on_places and lemma not in posted)
    if inner != noun and lemma not in words.gatherings:
        return False
    return (
        relation == "obl"
        and lemma not in words.posted
        and case_of(sentence, noun) in ("in", "at", "near", "outside", "before", "during", "into", "against")
    )


def _is_where(sentence: Sentence, trigger: int, span: PlacedSpan) -> bool:
    """ "Auckland, where leaders are meeting": the clause tells what took place there."""
    node = trigger
    for _ in range(_STEPS):
        head = sentence.head[node]
        if head < 0:
            return False
        base = sentence.deprel[node].split(":")[0]
        if base in ("acl", "advcl") and _is_placed_by(sentence, node):
            if span.head == head or span.first <= head < span.last:
                return True
            beside = sentence.head[span.head] == sentence.head[head]
            if span.last <= head and beside and "where" in opening_words(sentence, node):
                return span.case in ("in", "at", "to", "into", "near")  # "to Sanaa on Thursday, where …"
            compound = sentence.deprel[span.head] in ("compound", "nmod:desc", "amod")
            return sentence.head[span.head] == head and (compound or span.case in ("in", "at", "near"))
        if base not in ("conj", "xcomp", "obj", "nsubj", "compound", "obl"):
            return False
        node = head
    return False


def _is_placed_by(sentence: Sentence, clause: int) -> bool:
    """Whether a clause opens with "where", "in which" or "at which"."""
    for k in range(max(0, clause - 12), clause):
        word = sentence.form[k].lower()
        if word == "where" and sentence.head[k] == clause:
            return True
        if (
            word == "which"
            and k
            and sentence.form[k - 1].lower() in ("in", "at")
            and sentence.head[k] == clause
        ):
            return True
    return False


def _is_held(sentence: Sentence, trigger: int, span: PlacedSpan) -> bool:
    """ "43 hours of talks, held at the Peace House": a participle on the noun or on what counts it."""
    clause = sentence.head[span.head]
    if clause < 0 or sentence.upos[trigger] != "NOUN" or sentence.deprel[clause] not in ("acl", "acl:relcl"):
        return False
    nouns = {trigger, sentence.head[trigger]} if sentence.deprel[trigger] == "nmod" else {trigger}
    held = sentence.lemma[clause].lower() in event_words().light_verbs | {"stage", "last"}
    return held and sentence.head[clause] in nouns and is_placing(sentence, span)


def _is_near_it(sentence: Sentence, trigger: int, span: PlacedSpan, spans: Sequence[PlacedSpan]) -> bool:
    """ "Strayed over the line near the island": a place within the phrase of another that the act names; "the
    tower that houses the paper in Gaza was bombed": one within the phrase of what the act was done to."""
    if span.case not in ("in", "at", "near", "off", "outside"):
        return False
    above = sentence.head[span.head]
    for other in spans:
        if other is not span and other.first <= above < other.last and sentence.head[other.head] == trigger:
            return True
    node = span.head
    for _ in range(4):
        if sentence.lemma[node].lower() in event_words().posted:
            return False
        if sentence.deprel[node] == "nsubj:pass":
            return sentence.head[node] == trigger
        if sentence.deprel[node] not in ("nmod", "obl", "obj", "acl:relcl", "acl", "conj"):
            return False
        node = sentence.head[node]
    return False


def _is_from(sentence: Sentence, trigger: int, span: PlacedSpan, said: bool) -> bool:
    """ "Fired from Wonsan", "announced from Tokyo", "over the strait" of what flies: where it was done."""
    words = event_words()
    if span.case == "from":
        if sentence.lemma[span.head].lower() in words.vantages and span.last <= trigger:
            return sentence.head[span.head] == trigger
        acts = words.from_acts | words.speech_verbs if said else words.from_acts
        return sentence.head[span.head] == trigger and sentence.lemma[trigger].lower() in acts
    above = sentence.head[span.head]
    near = above == trigger or (above >= 0 and sentence.head[above] == trigger)
    lifted = not span.first <= span.head < span.last
    if span.case == "over" and lifted and above == trigger:
        return sentence.upos[trigger] == "VERB" and not said
    airborne = {sentence.lemma[k].lower() for k in (above, trigger)} & words.airborne
    return span.case == "over" and near and bool(airborne) and (
        span.place.precision != "country" or bool(airborne & {"shoot", "down"})
    )  # fmt: skip


def _is_beside(sentence: Sentence, trigger: int, span: PlacedSpan) -> bool:
    """Whether nothing but nouns lies between an act and a phrase of place after it: parsers hang such
    phrases now on the act, now on the noun before them."""
    if span.case not in ("in", "at", "near", "outside", "off") or not trigger < span.first <= trigger + 14:
        return False
    words = event_words()
    for k in range(trigger + 1, span.first):
        if sentence.upos[k] in ("VERB", "AUX", "SCONJ", "PRON") or sentence.form[k] in (
            ";",
            ":",
            "“",
            '"',
            "”",
        ):
            return False
        if sentence.lemma[k].lower() in words.posted or sentence.form[k] in _TOPIC:
            return False
    return True
