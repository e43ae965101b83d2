"""States that somebody deals with, by what is told of him or by his office: they are not his own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.resolve.phrase import Phrase
from communique.resolve.scene import Scene
from communique.resolve.view import View

if TYPE_CHECKING:
    from communique.resolve.reading import Reading

NAMED = ("place", "capital", "country")
"""Names that a deed may be done to."""
OF_STATES = ("country", "demonym", "capital", "place")
"""Names that tell of a state."""


def deals_with(scene: Scene, phrase: Phrase, country: str, *, by_office: bool = False) -> bool:
    """Whether the noun is the subject of what is done to another state: "the crowd condemned Turkey", or
    "Foreign Minister visits Oman" of those whose office it is to deal with other states.

    by_office: only of those whose office it is, whatever the verb.
    """
    view = phrase.view
    if not view.relation(phrase.head).startswith("nsubj"):
        return False
    verb = view.sentence.head[phrase.head]
    to_others = view.sentence.lemma[verb] in scene.words["done_to_others"]
    if to_others and not by_office and _is_done_to(view, verb):
        return True
    return phrase.key in scene.words["foreign_affairs"] and _is_named_behind(view, verb, country)


def states_acted_on(scene: Scene, phrase: Phrase) -> set[str]:
    """The states that a noun, as the subject, does something to; none is its own: "the junta accused
    Mali"."""
    view, sentence = phrase.view, phrase.view.sentence
    verb = sentence.head[phrase.head]
    if not view.relation(phrase.head).startswith("nsubj") or verb < 0:
        return set()
    if sentence.lemma[verb].lower() not in scene.words["done_to_others"]:
        return set()
    found: set[str] = set()
    for item in view.items:
        head = view.head_of(item.first, item.last)
        if item.first > verb == sentence.head[head] and sentence.deprel[head] in ("obj", "iobj", "obl"):
            if item.kind in ("country", "capital", "demonym", "person"):
                found |= {entity.country for entity in item.entities if entity.country}
    return found


def told_by(reader: Reading, phrase: Phrase) -> set[str]:
    """The states of whoever says what is told of a noun: nobody calls his own government a regime."""
    view, sentence = phrase.view, phrase.view.sentence
    found: set[str] = set()
    token = phrase.head
    for _ in range(view.n):
        above = sentence.head[token]
        if above < 0:
            break
        if sentence.deprel[token] == "ccomp" or sentence.xpos[token] == "VBG":
            for kid in view.kids[above]:
                if sentence.deprel[kid].startswith("nsubj") and kid < phrase.head:
                    mention = reader.heads.get((view.index, kid))
                    entities = mention.entities if mention is not None else ()
                    found |= {entity.country for entity in entities if entity.country}
        token = above
    return found


def is_sponsor(phrase: Phrase, country: str) -> bool:
    """Whether a state is named only as who backs those of a noun: "rebels backed by Chad", "Chadian-backed
    rebels"."""
    view, sentence = phrase.view, phrase.view.sentence
    backing = [
        token
        for token in view.kids[phrase.head]
        if sentence.lemma[token].lower().rpartition("-")[2] in BACKING
        and sentence.deprel[token] in ("acl", "amod")
    ]
    named = [item for item in view.items if any(entity.country == country for entity in item.entities)]
    return bool(backing and named) and all(
        sentence.head[view.head_of(item.first, item.last)] in backing
        or any(item.first <= token < item.last for token in backing)
        for item in named
    )


BACKING = frozenset(
    "back backed support supported arm armed sponsor sponsored fund funded train trained".split()
)
"""Verbs, and their participles, of whoever stands behind a band."""


def _is_done_to(view: View, verb: int) -> bool:
    """Whether each place of a sentence is what a verb is about, no setting: "visited Turkey"."""
    sentence = view.sentence
    named = [item for item in view.items if item.kind in NAMED]
    heads = [view.head_of(item.first, item.last) for item in named]
    heads = [sentence.head[head] if sentence.deprel[head] == "conj" else head for head in heads]
    return bool(heads) and all(
        sentence.deprel[head] == "obj" and sentence.head[head] == verb for head in heads
    )


def _is_named_behind(view: View, verb: int, country: str) -> bool:
    """Whether a name of a state stands behind a verb."""
    return any(
        item.first > verb
        and item.kind in OF_STATES
        and any(entity.country == country for entity in item.entities)
        for item in view.items
    )
