"""Seats and houses that are only where something happens: "at the White House", "inside its consulate"."""

from __future__ import annotations

from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View

WITHIN = frozenset(
    """in inside at near outside around into past from for through towards behind opposite beside""".split()
)
"""Prepositions after which a hospital, a school or a museum is a house."""


def is_premises(scene: Scene, view: View, head: int, item: Item | None) -> bool:
    """Whether a seat or house is only where something happens: "at the White House", "inside its consulate",
    "near a mosque"; who protests before an embassy means whoever it belongs to."""
    low = view.low
    words = scene.words
    houses = low[head] in words["place.houses"] and view.sentence.form[head][:1].isupper()
    above = view.sentence.head[head]
    if view.case_of(head) == "of" and above >= 0 and view.sentence.lemma[above] in words["place.house_parts"]:
        sector = item.entities[0].sector if item is not None and item.entities else None
        return item is None or (item.last - 1 == head and sector in ("LEG", "GOV", "JUD"))
    kind = "place.houses" if houses else "place.missions" if low[head] in words["place.missions"] else ""
    if not kind and low[head] not in words["place.premises"]:
        return False
    if item is not None and item.last - 1 != head:
        return False
    case, verb = view.case_of(head), view.sentence.head[head]
    object_of = view.sentence.lemma[verb] if view.sentence.deprel[head] == "obj" and verb >= 0 else ""
    left = object_of in words["place.left_house"]
    if kind == "place.houses":
        inside = case in ("at", "in", "inside", "into", "away", "from", "past", "near", "around")
        return left or (inside and not view.is_possessor(head))
    if kind == "place.missions":
        return case in ("in", "inside")
    inside = case in WITHIN
    return (left or inside) and not view.is_plural(head)
