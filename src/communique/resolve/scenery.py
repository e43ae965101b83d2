"""Names of states and capitals that are the scene of nature, journeys and games, and no party to anything."""

from __future__ import annotations

import re

from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View

_SCORE = re.compile(r"\b\d{1,3}\s?[-–:]\s?\d{1,3}\b")

NAMED = frozenset({"country", "capital", "place"})
"""Kinds of names that a journey may lead to."""

SHIFTS = frozenset({"switch", "shift", "transfer", "swing"})
"""Verbs whose object goes from one state to another: "switched recognition from Taiwan to Beijing"."""

DEEPEST = 5
"""Words over which a name may hang below the verb that a storm or a ship is the subject of."""


def is_scenery(scene: Scene, view: View, item: Item, head: int) -> bool:
    """Whether nature strikes it, it freezes or burns, a journey passes it, or a team of it plays."""
    return (
        _is_on_the_way(scene, view, item)
        or _is_struck(scene, view, head)
        or _suffers(scene, view, item, head)
        or _plays(scene, view, head)
    )


def _is_on_the_way(scene: Scene, view: View, item: Item) -> bool:
    """ "From Oslo to Rome", "as far as Chile", "by way of Niger", "east of Tripoli", "on to Israel"."""
    first, low = item.first, view.low
    before = low[max(0, first - 3) : first]
    if before in (["as", "far", "as"], ["by", "way", "of"]):
        return True
    if before[-1:] == ["of"] and before[-2:-1] and before[-2] in scene.words["place.directions"]:
        return True
    if before[-1:] == ["from"] and item.last + 1 < view.n and low[item.last] == "to":
        if _is_given(scene, view, item):
            return False
        goal = view.item_at[item.last + 1]
        return goal is not None and goal.kind in NAMED
    if before[-1:] != ["to"]:
        return False
    start = view.item_at[first - 2] if first > 1 else None
    if start is not None and start.kind in NAMED and start.first and low[start.first - 1] == "from":
        return not _is_given(scene, view, start)
    onward = len(before) > 1 and before[-2] in (
        "on",
        "back",
        "home",
        "up",
        "down",
        "across",
        "along",
        "through",
    )
    verb = _verb_above(view, view.head_of(first, item.last))
    return onward and verb >= 0 and view.sentence.lemma[verb].lower() in scene.words["place.motion"]


def _is_given(scene: Scene, view: View, start: Item) -> bool:
    """Whether it is no journey that begins with a name, but what one state gives another or takes from it."""
    above = view.sentence.head[view.head_of(start.first, start.last)]
    lemma = view.sentence.lemma[above].lower() if above >= 0 else ""
    return lemma in SHIFTS or lemma in scene.words["place.origin"]


def _verb_above(view: View, token: int) -> int:
    """The nearest verb above a token, or -1."""
    sentence = view.sentence
    for _ in range(DEEPEST):
        token = sentence.head[token]
        if token < 0 or sentence.upos[token] == "VERB":
            return token
    return -1


def _subject_of(view: View, verb: int) -> int:
    """The subject of a verb, of the verb it is joined to, or the noun that its clause hangs on; else -1."""
    sentence = view.sentence
    for _ in range(3):
        for kid in view.kids[verb]:
            if sentence.deprel[kid].startswith("nsubj"):
                relative = view.low[kid] in ("that", "which", "who") and sentence.head[verb] >= 0
                return sentence.head[verb] if relative else kid
        if sentence.deprel[verb].startswith("acl"):
            return sentence.head[verb]
        if sentence.deprel[verb] not in ("conj", "advcl", "xcomp") or sentence.head[verb] < 0:
            break
        verb = sentence.head[verb]
    return -1


def _is_nature(scene: Scene, view: View, token: int) -> bool:
    """Whether a noun, or the word before a name, is of weather, quakes, fires and plagues."""
    nature, lemma = scene.words["place.nature"], view.sentence.lemma
    if lemma[token].lower() in nature or view.low[token] in nature:
        return True
    return any(
        kid < token and lemma[kid].lower() in nature
        for kid in view.kids[token]
        if view.sentence.deprel[kid] in ("compound", "flat", "nmod:desc")
    )  # "Hurricane Mitch"


def _is_struck(scene: Scene, view: View, head: int) -> bool:
    """ "A quake shook Haiti", "Turkey was struck by an earthquake", "bird flu has spread to Romania"."""
    sentence, relation = view.sentence, view.relation(head)
    verb = _verb_above(view, head)
    if verb < 0 or view.is_possessor(head):
        return False
    if relation == "nsubj:pass":
        return any(
            sentence.deprel[kid].startswith("obl") and _is_nature(scene, view, kid) for kid in view.kids[verb]
        )
    if relation.startswith("nsubj"):
        return False
    subject = _subject_of(view, verb)
    return subject >= 0 and subject != head and _is_nature(scene, view, subject)


def _suffers(scene: Scene, view: View, item: Item, head: int) -> bool:
    """ "Moscow choked on smoke", "London fell silent", "Ukraine froze": told of a town or a land and its
    people."""
    sentence = view.sentence
    if not view.relation(head).startswith("nsubj"):
        return False
    verb = sentence.head[head]
    while sentence.deprel[head] == "conj" and verb >= 0:
        head, verb = verb, sentence.head[verb]
    if verb < 0 or any(sentence.deprel[kid] in ("obj", "ccomp") for kid in view.kids[verb]):
        return False  # "Washington froze the aid"
    said = {sentence.lemma[verb].lower(), view.low[verb]}
    if item.kind == "country":
        return not said.isdisjoint(scene.words["place.landly"])
    told = {view.low[kid] for kid in view.kids[verb] if sentence.deprel[kid] == "xcomp"}
    return not (said | told).isdisjoint(scene.words["place.townly"])


def _plays(scene: Scene, view: View, head: int) -> bool:
    """Whether a name is that of a team or a host, in a sentence about a match or about games."""
    contest = scene.words["place.contest"]
    verb = _verb_above(view, head)
    relation = view.relation(head).split(":")[0]
    if relation not in ("nsubj", "obj", "obl") or verb < 0 or view.is_possessor(head):
        return False
    if view.sentence.lemma[verb].lower() not in contest:
        return False
    sentence = view.sentence
    text = scene.text[sentence.start : sentence.end]
    return bool(_SCORE.search(text)) or not scene.words["place.games"].isdisjoint(
        {*view.low, *(form for form in sentence.form if form.istitle())}
    )
