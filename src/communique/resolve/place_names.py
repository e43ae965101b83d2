"""A place name in its sentence, and the choice between places of one name."""

from __future__ import annotations

from collections import Counter

import msgspec

from communique.knowledge import Place as PlaceRow
from communique.records import Parse, Place, Sentence
from communique.resolve.event_path import case_of
from communique.resolve.event_words import event_words
from communique.resolve.times import token_range
from communique.resolve.times_tense import head_of

ABROAD = frozenset({"embassy", "consulate", "mission", "residence"})
"""Houses that do not stand in the country that owns them."""
DATELINE = -1
"""Sentence number of the dateline's place, which stands outside the parse."""


COMPASS = frozenset({
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
    "north-east", "north-west", "south-east", "south-west",
})  # fmt: skip
"""Directions: "south of Kherson" is near it."""


WAYS = frozenset({"road", "highway", "motorway", "route", "approach"})
""" "On the road to Bouar" is near it."""
TAKEN = frozenset({"part", "side", "back", "front", "top", "heart", "foot", "ground"})
"""What one has or takes of somebody: "took Beijing's part"."""
SIDES = COMPASS | {"coast", "shore", "water", "waters"}
"""Parts of a country that say no more of where than the country's name."""


class PlacedSpan(msgspec.Struct, frozen=True):
    """A place name in its sentence: tokens [first, last), `head` among them; `case` the preposition before
    it or ""."""

    place: Place
    sentence: int
    first: int
    last: int
    head: int
    case: str


def choose(rows: list[PlaceRow], countries: Counter[str]) -> tuple[PlaceRow, str]:
    """One of several places of a name, and the rule: the only one, a country of the article, population, or
    first by id."""
    if len(rows) == 1:
        return rows[0], "only place of this name"
    best = max(countries[row.country] for row in rows)
    if best:
        rows = [row for row in rows if countries[row.country] == best]
        if len(rows) == 1:
            return rows[0], "country of the article"
    rows = sorted(rows, key=lambda row: (-(row.population or 0), row.id))
    return rows[0], "most populous of this name"


def place_of(start: int, end: int, text: str, row: PlaceRow, rule: str) -> Place:
    return Place(
        start, end, text, row.name, row.country or None, row.lat, row.lon, row.geonameid, row.precision, rule
    )


def span_of(parse: Parse, index: int, start: int, end: int, place: Place) -> PlacedSpan:
    sentence = parse.sentences[index]
    first, last = token_range(sentence, start, end)
    head, case = lifted(sentence, head_of(sentence, first, last), place.precision != "country")
    if first <= head < last:
        case = case or _preposition_before(sentence, first, last)
    opened = first > 0 and sentence.form[first - 1].lower() in ("in", "at", "near", "outside")
    if not case and opened and (first == 1 or sentence.form[first - 2] in (";", ",", "and", "but")):
        if sentence.head[head] >= last and sentence.deprel[head] in ("compound", "nmod:poss", "nmod:desc"):
            head, case = sentence.head[head], sentence.form[first - 1].lower()  # "In Lagos police …"
    if not case and _is_misled(sentence, first, last, head):
        head, case = first - 2, case_of(sentence, first - 2)
    return PlacedSpan(place, index, first, last, head, case)


def _is_misled(sentence: Sentence, first: int, last: int, head: int) -> bool:
    """ "In the besieged city of Misrata snipers …": a name taken for the first part of the noun behind it."""
    if first < 2 or sentence.form[first - 1].lower() != "of" or sentence.head[head] < last:
        return False
    words = event_words()
    place = sentence.lemma[first - 2].lower() in words.place_nouns | words.place_parts
    behind = sentence.deprel[head] == "compound" and sentence.head[sentence.head[head]] == first - 2
    return place and behind and case_of(sentence, first - 2) in words.place_prepositions


def lifted(sentence: Sentence, head: int, parts: bool = True) -> tuple[int, str]:
    """The noun that carries the preposition of place, and the preposition: of "in the hall of the palace of
    X" the hall with "in"."""
    words = event_words()
    while sentence.deprel[head] == "flat" and sentence.head[head] >= 0:
        head = sentence.head[head]
    case = case_of(sentence, head) or _case_of_owner(sentence, head)
    for _ in range(3):
        above = sentence.head[head]
        if above < 0:
            break
        lemma, relation = sentence.lemma[above].lower(), sentence.deprel[head].split(":")[0]
        wholes = words.place_nouns | (words.place_parts | words.buildings if parts else SIDES)
        part = (case == "of" and lemma in wholes) or (case == "to" and parts and lemma in WAYS)
        named = lemma in words.place_nouns and relation in ("appos", "flat", "nmod") and not case
        named = named or (lemma in words.place_nouns and above == head + 1 and not case)
        if sentence.deprel[head] == "nmod:poss" and lemma in words.place_parts - TAKEN and not case:
            head, case = above, case_of(sentence, above)
            continue
        inside = above > head and not case and _is_in_building(sentence, head, above)
        if not (part or named or inside):
            break
        head, case = above, case_of(sentence, above)
        if part and not case and lemma in COMPASS:
            return head, "near"
        if not part:
            break
    return head, case


def _preposition_before(sentence: Sentence, first: int, last: int) -> str:
    """The preposition right before a name or its owner, where the tree gives it to another word."""
    k = first - 1
    while k > 0 and (
        (first <= sentence.head[k] < last and sentence.deprel[k] in ("det", "nmod:poss", "amod"))
        or (sentence.form[k] in ("'s", "’s") and sentence.deprel[k] == "case")
    ):
        k -= 1
    if k < 0 or sentence.deprel[k] != "case" or sentence.upos[k] != "ADP":
        return ""
    misled = first <= sentence.head[k] < last or sentence.upos[sentence.head[k]] not in ("PROPN", "NOUN")
    beyond = sentence.deprel[sentence.head[k]] == "obl:unmarked" and sentence.head[k] >= last
    return sentence.form[k].lower() if misled or beyond else ""


def _case_of_owner(sentence: Sentence, head: int) -> str:
    """ "On Yerevan's Republic Square": parsers hang the preposition now and then on the owner."""
    owner = next(
        (k for k in range(head) if sentence.head[k] == head and sentence.deprel[k] == "nmod:poss"), -1
    )
    return case_of(sentence, owner) if owner >= 0 else ""


def _is_in_building(sentence: Sentence, head: int, above: int) -> bool:
    """ "in a Moscow prison", "at a Seoul hotel"."""
    words = event_words()
    return (
        sentence.lemma[above].lower() in (words.facilities | words.place_nouns) - ABROAD
        and sentence.deprel[head].split(":")[0] in ("compound", "amod", "nmod")
        and case_of(sentence, above) in words.place_prepositions
    )
