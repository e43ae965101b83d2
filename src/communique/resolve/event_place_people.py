"""Where people are said to be: "who was in Sydney", "on a visit to Oslo", "residents of Sanchaung"."""

from __future__ import annotations

from communique.records import Sentence
from communique.resolve.event_path import case_of, names_month
from communique.resolve.event_words import event_words
from communique.resolve.place_names import PlacedSpan

LATER = frozenset({"after", "before", "since", "until", "if", "unless", "once", "till", "following"})
"""Words that open a clause of another time."""
NOT_THEN = ("had", "will", "to")
"""Words beside a verb of another time: "who is to host the leaders in Granada"."""


def is_subject(sentence: Sentence, token: int) -> bool:
    return sentence.deprel[token] in ("nsubj", "nsubj:pass")


def opening_words(sentence: Sentence, clause: int) -> set[str]:
    return {
        sentence.form[k].lower()
        for k in range(len(sentence))
        if sentence.head[k] == clause and sentence.deprel[k] in ("mark", "case", "advmod")
    }


def is_placing(sentence: Sentence, span: PlacedSpan) -> bool:
    """Whether the preposition of a place says that something is there."""
    if span.case == "on":
        return span.place.precision not in ("city", "country")
    return span.case in event_words().place_prepositions - {"along", "amid", "across"}


def is_at_journey(sentence: Sentence, span: PlacedSpan, node: int) -> bool:
    """ "On a visit to Oslo she …", "Speaking in Auckland, he …"."""
    words = event_words()
    head = sentence.head[span.head]
    if head < 0 or sentence.head[head] != node:
        return False
    if sentence.deprel[head] == "obl" and sentence.lemma[head].lower() in words.journeys:
        return span.case in ("to", "in", "of", "at") and case_of(sentence, head) in ("on", "during", "at")
    return (
        sentence.deprel[head] == "advcl"
        and sentence.xpos[head] == "VBG"
        and sentence.lemma[head].lower() in words.presence
        and not opening_words(sentence, head) & LATER
        and is_placing(sentence, span)
    )


def stands_at(sentence: Sentence, subject: int, span: PlacedSpan) -> bool:
    """ "Tillerson, who was in Sydney, urged …", "Trump, in Hanoi, let slip …"."""
    own = {
        subject,
        *(k for k in range(len(sentence)) if sentence.head[k] == subject and sentence.deprel[k] == "appos"),
    }
    if not is_placing(sentence, span):
        return False
    head, relation = sentence.head[span.head], sentence.deprel[span.head]
    if head in own:
        if relation == "acl:relcl":
            return not any(
                sentence.head[k] == span.head and sentence.form[k].lower() in (*NOT_THEN, "not", "ago")
                for k in range(len(sentence))
            )
        before = min(k for k in range(span.first + 1) if k >= span.first - 2)
        return relation in ("nmod", "advcl") and "," in sentence.form[before : span.first]
    return (
        head >= 0
        and (
            sentence.deprel[head] == "acl:relcl"
            or (sentence.deprel[head] == "acl" and sentence.xpos[head] == "VBG")
        )
        and sentence.head[head] in own
        and sentence.lemma[head].lower() in event_words().presence
        and not any(sentence.head[k] == head and sentence.form[k].lower() in NOT_THEN for k in range(head))
        and not names_month(sentence, head)
    )


def is_arrival(sentence: Sentence, verb: int) -> bool:
    """Whether a verb of going tells of a journey that was made: who "was flying to Pyongyang" or "is to go to
    Oslo" is not there."""
    if sentence.lemma[verb].lower() not in event_words().motion:
        return False
    below = {sentence.form[k].lower() for k in range(len(sentence)) if sentence.head[k] == verb and k < verb}
    if sentence.xpos[verb] == "VBG":
        return not below & {"is", "are", "was", "were", "be", "been"}
    return not below & {"will", "would", "to", "may", "might", "could", "shall", "not", "n't", "never"}


def is_home(sentence: Sentence, trigger: int, span: PlacedSpan) -> bool:
    """ "Residents of Sanchaung banged pots": those who live somewhere act there."""
    who = sentence.head[span.head]
    return (
        who >= 0
        and sentence.lemma[who].lower() in event_words().dwellers
        and span.case in ("of", "in")
        and sentence.head[who] == trigger
        and is_subject(sentence, who)
    )
