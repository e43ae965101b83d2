"""Rule 6: whether a capital or a country's name stands for the government or for the place."""

from __future__ import annotations

from communique.resolve.item import Item
from communique.resolve.kinds import stands_before
from communique.resolve.scene import Scene
from communique.resolve.scenery import is_scenery
from communique.resolve.view import View


def is_place(scene: Scene, view: View, item: Item) -> bool:
    """Whether the item names a place here. Countries are places after fewer prepositions than capitals."""
    sentence = view.sentence
    if _in_address(view, item):
        return True
    head = view.head_of(item.first, item.last)
    before = view.low[item.first - 1] if item.first else ""
    if before in scene.words["place.area_words"] and item.kind != "demonym":
        return True
    relation, governor = sentence.deprel[head], sentence.head[head]
    capital = item.kind == "capital"
    if capital and _heads_a_line(view, item):
        return True
    if stands_before(view, item, head):
        return capital and _is_site_of(scene, view, item, governor)
    if relation == "nmod:poss" and governor > head and view.is_possessor(head):
        return sentence.lemma[governor].lower() in scene.words["place.possessed"]
    if is_scenery(scene, view, item, head):
        return True
    case = view.case_of(head)
    if not case:
        return _is_bare_place(scene, view, head, capital)
    top = _governor(view, head)
    noun = sentence.lemma[top].lower() if top >= 0 else ""
    if capital:
        return _is_town(scene, view, case, top, noun)
    return _is_way(scene, view, case, top, noun) or _is_inside(scene, case, noun)


def _is_site_of(scene: Scene, view: View, item: Item, governor: int) -> bool:
    """Whether a capital before a noun says where it is: "the Moscow metro", and not "Moscow officials"."""
    words, noun = scene.words, view.sentence.lemma[governor].lower()
    if noun in words["place.thing_of_place"] or view.low[governor] in words["place.thing_of_place"]:
        return True
    return (
        view.sentence.upos[governor] == "NOUN"
        and noun not in words["place.of_capital"]
        and not view.low[item.last].startswith(("-", "–", "—"))
    )


def _is_bare_place(scene: Scene, view: View, head: int, capital: bool) -> bool:
    """A name without a preposition: the object of a verb of reaching and leaving, or part of an address."""
    words, sentence = scene.words, view.sentence
    relation, governor = sentence.deprel[head], sentence.head[head]
    if relation == "obj" and governor >= 0:
        verb = sentence.lemma[governor].lower()
        if capital:
            return verb in words["place.town_object"]
        return verb in words["place.country_object"] and not _is_campaign(scene, view, governor)
    if relation == "appos" and 0 <= governor < head:
        other = view.item_at[governor]
        return other is not None and other.kind in ("place", "capital")
    return False


def _is_town(scene: Scene, view: View, case: str, top: int, noun: str) -> bool:
    """Whether a capital after a preposition is the town."""
    words = scene.words
    upos = view.sentence.upos[top] if top >= 0 else ""
    if case == "of":
        return noun in words["place.of_town"]
    if case == "to":
        return noun in words["place.motion"] or upos == "ADV"
    if case == "for":
        return noun in words["place.bound"]
    if case == "between":
        return noun in words["place.motion"] or noun in words["place.country_motion"]
    if case == "from":
        return noun not in words["place.origin" if upos == "NOUN" else "place.gain"]
    if case == "on":
        return noun in ("march", "advance", "missile", "bomb", "fall", "rain")
    if case == "in" and noun in words["place.in_actor"]:
        return False
    return case in words["place.prepositions"]


def _is_inside(scene: Scene, case: str, noun: str) -> bool:
    """Whether a country after "in", "across", "near" is where something happens."""
    words = scene.words
    acted_on = case in ("in", "at", "over", "through", "into") and noun in words["place.in_actor"]
    return case in words["place.inner"] and not acted_on


def _is_way(scene: Scene, view: View, case: str, top: int, noun: str) -> bool:
    """Whether a country after a preposition is where somebody or something goes, comes from or lands."""
    words, sentence = scene.words, view.sentence
    if case == "out":
        return True
    if case == "of":
        return noun in words["place.parts"]
    if top < 0:
        return False
    if case == "on":
        return noun in words["place.strike_on"]
    if case == "with":
        return noun in ("border", "frontier")
    if case == "between":
        return sentence.upos[top] == "VERB" and noun in words["place.country_motion"]
    if case == "from":
        return _comes_from(scene, view, top, noun)
    if case not in ("to", "into", "for", "toward", "towards") or _is_campaign(scene, view, top):
        return False
    if case == "for":
        return noun in words["place.bound"] and noun in words["place.country_motion"]
    sent = case in ("to", "into") and any(sentence.deprel[kid] == "obj" for kid in view.kids[top])
    return not sent and noun in words["place.country_motion"]


def _comes_from(scene: Scene, view: View, top: int, noun: str) -> bool:
    """Whether what comes "from" a country is no people and nothing that states give: bread, smoke,
    travellers."""
    words = scene.words
    if noun in words["place.from_place"] or noun in words["place.country_motion"]:
        return True
    if view.sentence.upos[top] not in ("NOUN", "PROPN"):
        return False
    item = view.item_at[top]
    acts = (
        item is not None or noun in words["body_nouns"] or noun in words.body_heads or noun in words.telling
    )
    return not acts and noun not in words["place.origin"] and noun not in words["place.gain"]


def _heads_a_line(view: View, item: Item) -> bool:
    """ "Oslo: sale of ice cream …": the town that a report in brief comes from."""
    return item.first == 0 and item.last < view.n and view.low[item.last] == ":"


def _is_campaign(scene: Scene, view: View, verb: int) -> bool:
    """Whether troops are the subject of a verb or above it: the country they leave or enter is a party to
    that."""
    sentence = view.sentence
    for _ in range(4):
        for kid in view.kids[verb]:
            if sentence.deprel[kid].startswith("nsubj"):
                return sentence.lemma[kid].lower().removesuffix("s") in scene.words["place.troops"]
        if sentence.head[verb] < 0 or sentence.deprel[verb] == "root":
            break
        verb = sentence.head[verb]
    return False


def _governor(view: View, head: int) -> int:
    """The word that the phrase of a token hangs on, past conjuncts."""
    sentence = view.sentence
    for _ in range(8):
        if sentence.deprel[head] != "conj" or sentence.head[head] < 0:
            break
        head = sentence.head[head]
    return sentence.head[head]


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
