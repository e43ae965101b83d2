"""Which of several places of one clause is that of the act: nearest in the tree, then the finest; none of
a list."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import msgspec

from communique.records import Sentence
from communique.resolve.event_place_people import is_subject
from communique.resolve.place_kinds import BY_KIND
from communique.resolve.places import PlacedSpan

FINENESS = {"point": 0, "city": 1, "district": 2, "province": 3, "country": 4}
JOINING = frozenset({",", "and", "or", "in", "at", "near"})
"""What may stand between the places of a list."""
Choice = tuple[int, bool, int, int, int, PlacedSpan]


def as_choice(sentence: Sentence, trigger: int, far: int, span: PlacedSpan) -> Choice:
    """What places are ranked by: steps of the tree, "on the edge of X" behind X, fineness, words between."""
    fine = FINENESS.get(span.place.precision, 5)
    return far, span.case == "on" and is_lifted(span), fine, abs(span.head - trigger), span.first, span


def is_lifted(span: PlacedSpan) -> bool:
    """Whether the preposition is that of a noun beside the name: "on the outskirts of Kabul"."""
    return not span.first <= span.head < span.last


def finer(span: PlacedSpan, choices: Sequence[Choice]) -> PlacedSpan:
    """The place within a country that the clause names deeper: "a raid on the village of X in Cameroon"."""
    if span.place.precision != "country":
        return span
    within = [
        choice for choice in choices
        if choice[-1].place.precision != "country"
        and choice[-1].place.country in (None, span.place.country)
        and not choice[-1].place.rule.startswith(BY_KIND)
    ]  # fmt: skip
    if not within:
        return span
    fine = min(within, key=lambda choice: choice[:5])[-1]
    place = msgspec.structs.replace(fine.place, country=span.place.country)
    return msgspec.structs.replace(fine, place=place)


def named_place(sentence: Sentence, span: PlacedSpan, others: Sequence[PlacedSpan]) -> PlacedSpan:
    """The named place that a building without a name stands in: of "a bus station in Abuja" the city."""
    if not span.place.rule.startswith(BY_KIND):
        return span
    named = [one for one in others if one.place.country and one.place.precision != "country"]
    if span.place.text.islower():
        return next(
            (one for one in named if sentence.head[one.head] == span.head or is_fronted(sentence, one)), span
        )
    return next((one for one in named if one.head != span.head), span)


def is_one_of_many(sentence: Sentence, span: PlacedSpan, spans: Sequence[PlacedSpan]) -> bool:
    """ "In Lahore and Islamabad", "in Yangon, Mandalay and Bago": no one place is that of the act."""
    row = sorted((one for one in spans if _is_in_row(sentence, one, span)), key=lambda one: one.first)
    for left, right in pairwise(row):
        between = {form.lower() for form in sentence.form[left.last : right.first]}
        if between & {"and", "or"} and between <= JOINING and span.first in (left.first, right.first):
            return True
        if between == {","} and span.first == left.first:
            span = right
    return False


def _is_in_row(sentence: Sentence, one: PlacedSpan, span: PlacedSpan) -> bool:
    """Whether a place may stand in one list with another: as fine, and no subject of a clause of its own."""
    fine = one.place.precision != "country" or span.place.precision == "country"
    return one.first == span.first or (fine and (is_lifted(one) or not is_subject(sentence, one.head)))


def is_fronted(sentence: Sentence, span: PlacedSpan) -> bool:
    """ "In Seoul the president …": at the head of the sentence."""
    return (
        min(span.first, span.head) <= 2
        and sentence.form[0].lower() in ("in", "at", "near", "outside")
        and span.place.precision != "country"
    )
