"""Rule 6: whether a capital or a country's name stands for the government or for the place."""

from __future__ import annotations

from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View

ORIGIN_NOUNS = frozenset(
    [
        "response",
        "reaction",
        "comment",
        "statement",
        "pressure",
        "support",
        "help",
        "approval",
        "demand",
        "criticism",
        "condemnation",
        "word",
        "signal",
        "message",
        "reply",
        "answer",
        "concession",
        "assurance",
        "aid",
        "assistance",
        "backing",
        "threat",
        "permission",
        "request",
        "call",
        "invitation",
        "letter",
        "warning",
        "order",
        "funding",
        "money",
        "weapon",
        "arm",
        "pledge",
        "guarantee",
        "denial",
        "confirmation",
        "apology",
        "rebuke",
        "cooperation",
        "opposition",
        "proposal",
        "offer",
        "rhetoric",
        "attack",
        "aggression",
        "independence",
        "confirmation",
        "recognition",
        "commitment",
        "clarification",
        "explanation",
        "proposal",
        "protest",
        "interference",
        "compensation",
        "relief",
        "investment",
        "loan",
        "export",
        "import",
        "sanction",
        "protection",
        "resistance",
        "consent",
        "encouragement",
        "delegation",
        "envoy",
        "official",
        "directive",
        "instruction",
        "announcement",
        "silence",
        "complaint",
        "outcry",
        "sign",
        "feedback",
        "objection",
        "influence",
        "guidance",
    ]
)
"""Nouns with which "from Washington" names whom it comes from, not where."""

PLACE_OF = frozenset(
    [
        "city",
        "town",
        "capital",
        "street",
        "outskirts",
        "suburb",
        "mayor",
        "resident",
        "people",
        "siege",
        "fall",
        "battle",
        "port",
        "airport",
        "centre",
        "center",
        "north",
        "south",
        "east",
        "west",
        "heart",
        "skyline",
        "part",
        "area",
        "inhabitant",
        "population",
        "district",
        "bishop",
        "archbishop",
        "university",
        "region",
        "province",
        "bombing",
        "shelling",
        "bombardment",
        "occupation",
    ]
)
"""Nouns with which "of Moscow" names the place."""

VISITED = frozenset(
    [
        "visit",
        "reach",
        "leave",
        "enter",
        "tour",
        "hit",
        "approach",
        "flee",
        "rock",
        "pound",
        "shell",
        "bomb",
        "capture",
        "seize",
        "encircle",
        "overrun",
        "evacuate",
        "storm",
        "besiege",
        "retake",
    ]
)
"""Verbs whose object is a place when it is a capital."""


def is_place(scene: Scene, view: View, item: Item) -> bool:
    """Whether the item names a place here. Countries are places after fewer prepositions than capitals."""
    words = scene.words
    sentence = view.sentence
    if _in_address(view, item):
        return True
    head = view.head_of(item.first, item.last)
    before = view.low[item.first - 1] if item.first else ""
    if before in words["place.area_words"] and item.kind != "demonym":
        return True
    relation = sentence.deprel[head]
    governor = sentence.head[head]
    capital = item.kind == "capital"
    if _is_modifier(view, item, head):
        if not capital:
            return False
        noun = sentence.lemma[governor].lower()
        return noun in words["place.thing_of_place"] or view.low[governor] in words["place.thing_of_place"]
    case = view.case_of(head)
    if not case:
        if capital and relation == "obj" and governor >= 0:
            return sentence.lemma[governor].lower() in VISITED
        if relation == "appos" and governor >= 0 and governor < head:
            other = view.item_at[governor]
            return other is not None and other.kind in ("place", "capital")
        return False
    top = _governor(view, head)
    noun = sentence.lemma[top].lower() if top >= 0 else ""
    if not capital:
        return case in words["place.inner"] and not (
            case in ("in", "at", "over", "through", "into") and noun in words["place.in_actor"]
        )
    if case == "of":
        return noun in PLACE_OF
    if case == "to":
        return noun in words["place.motion"]
    if case == "from":
        if top >= 0 and sentence.upos[top] == "NOUN":
            return noun not in ORIGIN_NOUNS
        return noun in words["place.motion"] or noun in (
            "report",
            "speak",
            "broadcast",
            "work",
            "operate",
            "launch",
            "fire",
            "emerge",
        )
    if case == "on":
        return noun in ("march", "advance", "missile", "bomb", "fall", "rain")
    if case == "in" and noun in words["place.in_actor"]:
        return False
    return case in words["place.prepositions"]


def _governor(view: View, head: int) -> int:
    """The word that the phrase of a token hangs on, past conjuncts."""
    sentence = view.sentence
    for _ in range(8):
        if sentence.deprel[head] != "conj" or sentence.head[head] < 0:
            break
        head = sentence.head[head]
    return sentence.head[head]


def _is_modifier(view: View, item: Item, head: int) -> bool:
    governor = view.sentence.head[head]
    return (
        governor >= item.last
        and view.sentence.deprel[head] in ("compound", "amod", "nmod:desc", "flat", "nmod:unmarked")
        and not view.is_possessor(head)
    )


def _in_address(view: View, item: Item) -> bool:
    """ "Seoul, South Korea", "in Goma, Congo": a place and the state it lies in."""
    low = view.low
    if item.last + 1 < view.n and low[item.last] == ",":
        after = view.item_at[item.last + 1]
        if (
            item.kind == "capital"
            and after is not None
            and after.kind == "country"
            and after.first == item.last + 1
        ):
            same = (
                bool(item.entities)
                and bool(after.entities)
                and item.entities[0].country == after.entities[0].country
            )
            if same and (after.last >= view.n or low[after.last] in (",", ".", ")", "—", "–", ";", ":")):
                return True
    if item.first >= 2 and low[item.first - 1] == "," and item.kind == "country":
        before = view.item_at[item.first - 2]
        if before is not None and before.kind in ("capital", "place"):
            if not before.entities or not item.entities:
                return True
            return before.entities[0].country == item.entities[0].country
        if before is None and view.sentence.upos[item.first - 2] == "PROPN":
            token = item.first - 2
            loc = any(name.label == "LOC" and name.first <= token < name.last for name in view.sentence.names)
            return loc and (item.last >= view.n or low[item.last] in (",", ".", ")", "—", "–", ";"))
    return False
