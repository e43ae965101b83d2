"""Which time expression of a sentence belongs to an act: walks of the tree from the expression to the act."""

from __future__ import annotations

from typing import NamedTuple

from communique.records import Sentence
from communique.resolve.event_path import (
    FAR,
    REPORTED,
    WITHIN,
    attached,
    carriers,
    case_of,
    is_before_noun,
    is_nominal,
    is_possessive,
)
from communique.resolve.event_words import event_words
from communique.resolve.times import TimedSpan
from communique.resolve.times_tense import governing_verb, verb_tense

NEWS_DAYS = 4
"""The day of the news lies at most so many days before publication."""
BESIDE_TOKENS = 8
"""A date is read as that of a word at most so far before it."""


class Choice(NamedTuple):
    """An expression that may date the act: cost in the tree, then words between."""

    cost: int
    distance: int
    span: TimedSpan


def best_span(sentence: Sentence, trigger: int, spans: list[TimedSpan]) -> Choice | None:
    """The expression nearest to the act in the tree, or None when all belong to something else."""
    if not spans:
        return None
    cost = carriers(sentence, trigger)
    covered = {token: span for span in spans for token in range(span.first, span.last)}
    choices = []
    for span in spans:
        far = _distance(sentence, span, cost, covered)
        if far < FAR:
            choices.append(Choice(far, abs(span.head - trigger), span))
    if not choices:
        choices = [c for span in spans if (c := _beside(sentence, trigger, span)) is not None]
    return min(choices, key=lambda choice: (choice.cost, choice.distance)) if choices else None


def _beside(sentence: Sentence, trigger: int, span: TimedSpan) -> Choice | None:
    """ "thanked him for the release of three men on May 9": an old date right behind a noun or a clause
    is that of the word it follows, though the parser hangs it on the verb above."""
    above = sentence.head[span.head]
    if (
        not trigger < span.first <= trigger + BESIDE_TOKENS
        or not _is_old(span)
        or is_deadline(sentence, span)
    ):
        return None
    if any(
        sentence.upos[k] in ("VERB", "AUX") or sentence.form[k] in (",", ";")
        for k in range(trigger + 1, span.first)
    ):
        return None
    token = sentence.head[trigger]
    for _ in range(len(sentence)):
        if token < 0:
            return None
        if token == above:
            return Choice(REPORTED - 1, span.first - trigger, span)
        token = sentence.head[token]
    return None


def _is_old(span: TimedSpan) -> bool:
    """Whether a time lies before the days of the news."""
    anchor, last = span.expression.anchor, span.expression.last
    return last is not None and (anchor is None or (anchor - last).days > NEWS_DAYS)


def _is_of_noun_between(sentence: Sentence, verb: int, span: TimedSpan) -> bool:
    """Whether an old date on a verb of saying or judging follows what is said of: it is the date of that."""
    if (
        sentence.lemma[verb].lower() not in event_words().speech_verbs
        or not _is_old(span)
        or span.first < verb
    ):
        return False
    return any(
        sentence.head[k] == verb
        and sentence.deprel[k] in ("obl", "obj")
        and sentence.upos[k] == "NOUN"
        and case_of(sentence, k) not in ("at", "in", "during")
        for k in range(verb + 1, span.first)
    )


def _distance(
    sentence: Sentence, span: TimedSpan, cost: dict[int, int], covered: dict[int, TimedSpan]
) -> int:
    words = event_words()
    if is_deadline(sentence, span):
        return FAR
    token, climbed = span.head, 0
    for _ in range(len(sentence)):
        head = _head(sentence, span, token)
        if head < 0:
            return FAR
        if head in cost:
            return _on_carrier(sentence, span, token, head, cost[head], climbed)
        if head in covered and covered[head] is not span:
            token = head
            continue
        if sentence.lemma[head].lower() in words.other_date_nouns:
            return FAR
        if _is_past_under_infinitive(sentence, head, span):
            token = head
            continue
        if not is_nominal(sentence, head) or climbed >= 2 or _is_predicate(sentence, head):
            return FAR
        if token == span.head and is_before_noun(sentence, token) and not _is_days_noun(sentence, span):
            return FAR
        climbed += 1
        token = head
    return FAR


def _is_predicate(sentence: Sentence, noun: int) -> bool:
    """ "Lifted a ban that had been in force since 2015": a noun that is said of something, in a clause of its
    own."""
    return sentence.deprel[noun].startswith("acl") and any(
        sentence.head[k] == noun and sentence.deprel[k] in ("cop", "nsubj") for k in range(noun)
    )


def _head(sentence: Sentence, span: TimedSpan, token: int) -> int:
    """What an expression hangs on; a day at the head of a sentence always on the main verb
    ("a week earlier", "the next morning soldiers …")."""
    if token != span.head:
        return sentence.head[token]
    if _opens(sentence, span):
        head = sentence.head[token]
        while head >= 0 and sentence.head[head] >= 0 and sentence.upos[head] not in ("VERB", "AUX"):
            head = sentence.head[head]
        return head
    return attached(sentence, token)


def _opens(sentence: Sentence, span: TimedSpan) -> bool:
    """Whether a sentence begins with a phrase of time that stands by itself, not before its noun ("Monday's
    talks", "Friday prayers")."""
    rule = span.expression.rule
    if span.first == 0:
        alone = span.last >= 2 and rule.startswith(("deictic.", "relative."))
        return rule.startswith("shift.") or (alone and not is_possessive(sentence, span.last - 1))
    return span.first == 1 and sentence.form[0].lower() == "on" and not is_possessive(sentence, span.last - 1)


def _is_past_under_infinitive(sentence: Sentence, verb: int, span: TimedSpan) -> bool:
    """A day that has passed cannot be that of an infinitive ("gave them hours to leave on Wednesday"): it
    is the main verb's."""
    expression = span.expression
    if expression.anchor is None or expression.last is None or expression.last > expression.anchor:
        return False
    return any(
        sentence.head[k] == verb and sentence.form[k].lower() == "to" and sentence.deprel[k] == "mark"
        for k in range(verb)
    )


def _on_carrier(sentence: Sentence, span: TimedSpan, token: int, head: int, cost: int, climbed: int) -> int:
    """The cost of a time found below a carrier, `climbed` nouns down."""
    if climbed == 0:
        return FAR if _is_of_noun_between(sentence, head, span) else cost
    if cost >= REPORTED:
        return REPORTED if sentence.deprel[token] == "nsubj" and case_of(sentence, span.head) == "on" else FAR
    relation = sentence.deprel[token].split(":")[0]
    speech = sentence.lemma[head].lower() in event_words().speech_verbs
    if (
        speech
        and relation in ("obl", "nmod", "obj", "iobj")
        and case_of(sentence, token) not in ("at", "in", "during", "on")
        and not (relation in ("obj", "iobj") and _is_day_of_news(sentence, span))
        and sentence.lemma[token].lower() not in event_words().hearers
    ):
        return FAR
    if (
        relation in ("obj", "nsubj", "iobj")
        and speech
        and (sentence.lemma[token].lower() not in event_words().hearers)
    ):
        return (
            FAR
            if is_before_noun(sentence, span.head) or case_of(sentence, span.head) not in ("on", "")
            else cost + WITHIN
        )
    if relation in ("obj", "nsubj", "iobj", "obl", "nmod", "appos", "conj", "compound"):
        return min(cost + WITHIN, REPORTED - 1) if cost < REPORTED else FAR
    return FAR


def _is_day_of_news(sentence: Sentence, span: TimedSpan) -> bool:
    """ "Rejected a proposal on Monday": a day of the news after what was spoken of is that of speaking."""
    day = span.expression.precision == "day" and not _is_old(span)
    return day and case_of(sentence, span.head) == "on"


def _is_days_noun(sentence: Sentence, span: TimedSpan) -> bool:
    """ "Monday's meeting", "last week's talks": the meeting is where the act was done; "the 2015 deal" is
    something else."""
    noun = sentence.head[span.head]
    if noun >= 0 and sentence.deprel[noun] == "obl" and case_of(sentence, noun) in ("at", "in", "during"):
        if sentence.lemma[noun].lower() in event_words().gatherings:
            return True
    return (
        span.expression.precision in ("day", "week")
        and is_possessive(sentence, span.last - 1 if span.last <= len(sentence) else span.head)
    ) or (span.expression.precision == "day" and span.expression.rule.startswith("weekday"))


def is_datable(span: TimedSpan) -> bool:
    expression = span.expression
    return expression.first is not None and expression.type != "SET" and expression.value != "PRESENT_REF"


def is_deadline(sentence: Sentence, span: TimedSpan) -> bool:
    """ "by July", "until Friday" after a verb that looks ahead; "before the end of the year"."""
    case = preposition(sentence, span)
    if case not in ("by", "until", "till", "before") or span.expression.type == "TIME":
        return False
    first = span.expression.first
    anchor = span.expression.anchor
    if first is None or anchor is None:
        return False
    last = span.expression.last or first
    verb = governing_verb(sentence, span.head)
    if verb is not None and verb_tense(sentence, verb) == "past":
        return last > anchor
    return last >= anchor


def preposition(sentence: Sentence, span: TimedSpan) -> str:
    case = case_of(sentence, span.head)
    if case:
        return case
    before = sentence.form[span.first - 1].lower() if span.first else ""
    inside = sentence.form[span.first].lower()
    for word in (inside, before):
        if word in ("since", "until", "till", "by", "before", "after", "from", "between"):
            return word
    return ""


def is_pluperfect(sentence: Sentence, trigger: int) -> bool:
    return any(
        sentence.head[k] == trigger
        and sentence.deprel[k].startswith("aux")
        and sentence.form[k].lower() in ("had", "'d", "’d")
        for k in range(max(0, trigger - 6), trigger)
    )  # fmt: skip
