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


TOWNLY = frozenset(
    """sleep freeze swelter shiver wake bustle flood wet cold hot quiet calm empty dark awake ablaze crowded
    deserted finished""".split()
)
"""Predicates that are told of a town and its people, not of the government in it."""

TROOPS = frozenset({"troop", "force", "army", "soldier", "tank", "peacekeeper", "military", "brigade"})
"""Those whom a country lets in or sees leave as a party, not as a place."""


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
    if capital and _heads_a_line(view, item):
        return True
    if _is_modifier(view, item, head):
        if not capital:
            return False
        noun = sentence.lemma[governor].lower()
        if noun in words["place.thing_of_place"] or view.low[governor] in words["place.thing_of_place"]:
            return True
        return (
            sentence.upos[governor] == "NOUN"
            and noun not in words["place.of_capital"]
            and not view.low[item.last].startswith(("-", "–", "—"))
        )
    if relation == "nmod:poss" and governor > head and view.is_possessor(head):
        return sentence.lemma[governor].lower() in words["place.possessed"]
    case = view.case_of(head)
    if not case:
        if capital and relation == "nsubj" and governor >= 0 and sentence.lemma[governor].lower() in TOWNLY:
            return not any(sentence.deprel[kid] == "obj" for kid in view.kids[governor])  # "froze the aid"
        if relation == "obj" and governor >= 0:
            verb = sentence.lemma[governor].lower()
            if capital:
                return verb in VISITED
            return verb in words["place.country_object"] and not _is_campaign(view, governor)
        if relation == "appos" and governor >= 0 and governor < head:
            other = view.item_at[governor]
            return other is not None and other.kind in ("place", "capital")
        return False
    top = _governor(view, head)
    noun = sentence.lemma[top].lower() if top >= 0 else ""
    if not capital and (verdict := _is_way(scene, view, case, top, noun)):
        return verdict
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


def _heads_a_line(view: View, item: Item) -> bool:
    """ "Oslo: sale of ice cream …": the town that a report in brief comes from."""
    return item.first == 0 and item.last < view.n and view.low[item.last] == ":"


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


def _is_campaign(view: View, verb: int) -> bool:
    """Whether troops are the subject of a verb or above it: the country they leave or enter is a party to
    that."""
    sentence = view.sentence
    for _ in range(4):
        for kid in view.kids[verb]:
            if sentence.deprel[kid].startswith("nsubj"):
                return sentence.lemma[kid].lower().removesuffix("s") in TROOPS
        if sentence.head[verb] < 0 or sentence.deprel[verb] == "root":
            break
        verb = sentence.head[verb]
    return False


def _is_way(scene: Scene, view: View, case: str, top: int, noun: str) -> bool:
    """Whether a country after a preposition is where somebody or something goes, comes from or lands."""
    words = scene.words
    if case == "out":
        return True
    if top >= 0 and case in ("to", "into", "for") and _is_campaign(view, top):
        return False
    if (
        top >= 0
        and case in ("to", "into")
        and any(view.sentence.deprel[kid] == "obj" for kid in view.kids[top])
    ):
        return False
    if case in ("to", "into", "for", "toward", "towards") and top >= 0:
        if case == "for" and noun not in (
            "leave",
            "head",
            "depart",
            "bind",
            "bound",
            "flight",
            "train",
            "sail",
        ):
            return False
        return noun in words["place.country_motion"]
    if case == "from" and top >= 0:
        return noun in words["place.from_place"] or noun in words["place.country_motion"]
    if case == "on":
        return noun in words["place.strike_on"]
    return case == "with" and noun in ("border", "frontier")


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
            if _begins_clause(view, item):
                return False
            if not before.entities or not item.entities:
                return True
            return before.entities[0].country == item.entities[0].country
        if before is None and view.sentence.upos[item.first - 2] == "PROPN":
            token = item.first - 2
            loc = any(name.label == "LOC" and name.first <= token < name.last for name in view.sentence.names)
            return loc and (item.last >= view.n or low[item.last] in (",", ".", ")", "—", "–", ";"))
    return False


def is_only_a_kind(scene: Scene, view: View, item: Item) -> bool:
    """As `is_kind_only`, before anything is read; a state's flag brings its owner into no report either."""
    head = view.head_of(item.first, item.last)
    governor = view.sentence.head[head]
    if governor > head and view.sentence.lemma[governor].lower() in ("flag", "anthem"):
        return True
    return is_kind_only(scene, view, item, head, _is_modifier(view, item, head))


def _begins_clause(view: View, item: Item) -> bool:
    """Whether a verb follows the name as its subject: "having lost Matadi, Angola says"."""
    head = view.head_of(item.first, item.last)
    verb = view.sentence.head[head]
    return (
        view.sentence.deprel[head].startswith("nsubj")
        and item.last < view.n
        and view.sentence.upos[item.last] in ("VERB", "AUX")
        and verb >= item.last
    )


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
    left = view.sentence.deprel[head] == "obj" and verb >= 0 and view.sentence.lemma[verb] in LEFT_HOUSE
    if kind == "place.houses":
        inside = case in ("at", "in", "inside", "into", "away", "from", "past", "near", "around")
        return left or (inside and not view.is_possessor(head))
    if kind == "place.missions":
        return case in ("in", "inside")
    inside = case in ("in", "inside", "at", "near", "outside", "around", "into", "past")
    return (left or inside) and not view.is_plural(head)


TONGUE = frozenset({"speak", "learn", "study", "translate", "teach", "understand"})
"""Verbs whose object is a language."""

LEFT_HOUSE = frozenset({"leave", "enter", "visit", "tour", "reach", "abandon"})
"""Verbs whose object is the house and not who governs from it."""


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
    if sentence.deprel[head] == "obj" and verb in TONGUE:
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
