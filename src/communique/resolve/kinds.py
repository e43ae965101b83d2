"""Names that only say of what kind or make a thing is: "a Spanish club", "a Ryanair jet", "in French"."""

from __future__ import annotations

from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View


def is_ware(scene: Scene, view: View, item: Item, head: int) -> bool:
    """Whether a company's name only says whose make or house a thing is ("a Ryanair jet"), a country's after
    what something is called ("Jamaica station"), a capital's of where a house is ("the Kyiv Ballet")."""
    governor = view.sentence.head[head]
    noun = view.sentence.lemma[governor].lower() if governor >= 0 else ""
    if item.kind == "capital":
        named = governor == item.last and view.sentence.upos[governor] == "PROPN"
        return named and view.item_at[governor] is None and noun not in scene.words["place.of_capital"]
    if item.kind == "country":
        return governor == item.last and noun in scene.words["place.called_after"]
    entity = item.entities[0] if item.entities else None
    if entity is None or entity.sector not in ("BUS", "MNC") or governor < item.last:
        return False
    return noun in scene.words["place.wares"]


def is_border(scene: Scene, view: View, item: Item, head: int) -> bool:
    """ "Near the Iranian border": where something is."""
    governor = view.sentence.head[head]
    border = governor >= item.last and view.sentence.lemma[governor].lower() in ("border", "frontier")
    near = ("near", "at", "along", "close", "around", "toward", "towards")
    return border and view.case_of(governor) in near


def is_only_a_kind(scene: Scene, view: View, item: Item) -> bool:
    """As `is_kind_only`, before anything is read; a state's flag brings its owner into no report either."""
    head = view.head_of(item.first, item.last)
    governor = view.sentence.head[head]
    if governor > head and view.sentence.lemma[governor].lower() in ("flag", "anthem"):
        return True
    return is_kind_only(scene, view, item, head, stands_before(view, item, head))


def is_kind_only(scene: Scene, view: View, item: Item, head: int, modifier: bool) -> bool:
    """Whether a people's adjective says of what kind a thing is ("a Spanish club"), or names a language ("in
    French")."""
    sentence = view.sentence
    governor = sentence.head[head]
    if modifier:
        if governor < item.last or item.bound:
            return False
        noun = sentence.lemma[governor].lower()
        between = range(item.last, governor)
        return noun in scene.words["place.kind_only"] and all(
            view.item_at[token] is None for token in between
        )
    verb = sentence.lemma[governor].lower() if governor >= 0 else ""
    if sentence.deprel[head] == "obj" and verb in scene.words["place.tongue"]:
        return True
    copula = any(sentence.deprel[kid] == "cop" for kid in view.kids[head])
    if copula and sentence.upos[head] == "ADJ":
        return True  # "the fries are not French"
    if any(kid < item.first for kid in view.kids[head] if sentence.deprel[kid] != "case"):
        return False
    if view.is_plural(head) and item.key.endswith("s"):
        return False
    if view.case_of(head) in ("in", "into") and item.last - item.first == 1:
        return True
    subject = sentence.deprel[head].startswith("nsubj")
    return subject and "language" in view.low and not view.low[head].endswith("s")


def stands_before(view: View, item: Item, head: int) -> bool:
    """Whether a name stands before the noun that it belongs to, without 's."""
    governor = view.sentence.head[head]
    return (
        governor >= item.last
        and view.sentence.deprel[head] in ("compound", "amod", "nmod:desc", "flat", "nmod:unmarked")
        and not view.is_possessor(head)
    )
