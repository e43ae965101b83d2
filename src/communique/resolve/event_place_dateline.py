"""The dateline as the place of an act of the lead: only when nothing else says where, and said so."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from communique.records import Article, Parse, Place, Sentence
from communique.resolve.event_words import event_words
from communique.resolve.places import DATELINE, PlacedSpan

LEAD_SENTENCES = 1
"""Sentences of the body for which the dateline may tell the place."""
JOINT = frozenset(
    {"agree", "declare", "proclaim", "pledge", "announce", "conclude", "promise", "vow", "initial"}
)
"""What two parties do together where they meet."""


def from_dateline(
    index: int,
    trigger: int,
    parse: Parse,
    article: Article,
    here: Sequence[PlacedSpan],
    places: Sequence[PlacedSpan],
) -> Place | None:
    """The dateline's place, for acts of meeting and the like in the first sentence of the body, when the
    sentence names no place."""
    told = next((span.place for span in places if span.sentence == DATELINE), None)
    if told is None:
        return None
    sentence = parse.sentences[index]
    blocks = article.read_ranges()
    if sentence.paragraph >= len(blocks) or blocks[sentence.paragraph].kind != "body":
        return None
    body = [
        at
        for at, s in enumerate(parse.sentences)
        if s.paragraph < len(blocks) and blocks[s.paragraph].kind == "body"
    ]
    if index not in body[:LEAD_SENTENCES] or any(
        span.case in event_words().place_prepositions for span in here
    ):
        return None
    local = sentence.lemma[trigger].lower() in event_words().local_acts or _is_joint(sentence, trigger)
    if not local or not is_main(sentence, trigger):
        return None
    return with_rule(told, "dateline: nothing else says where")


def _is_joint(sentence: Sentence, trigger: int) -> bool:
    """Whether two parties named side by side do something together: "A and B agreed"."""
    if sentence.lemma[trigger].lower() not in JOINT:
        return False
    subjects = {k for k in range(trigger) if sentence.head[k] == trigger and sentence.deprel[k] == "nsubj"}
    return any(sentence.head[k] in subjects and sentence.deprel[k] == "conj" for k in range(trigger))


def with_rule(place: Place, how: str) -> Place:
    return msgspec.structs.replace(place, rule=f"{how}; {place.rule}")


def is_main(sentence: Sentence, trigger: int) -> bool:
    """Whether the act is the main clause's or coordinated with it."""
    token = trigger
    for _ in range(len(sentence)):
        if sentence.head[token] < 0:
            return True
        if sentence.deprel[token].split(":")[0] not in ("conj", "xcomp", "obj", "nsubj", "compound", "advcl"):
            return False
        token = sentence.head[token]
    return False
