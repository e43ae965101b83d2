"""Place names of an article and which place each one means.

A name means a place here when the tables know it as one, or when the parser calls it a location and a
preposition of place stands before it. Of several places of a name the one in a country that the article is
about is taken, then the most populous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from communique.knowledge import Knowledge, NameMatch
from communique.records import Article, Mention, Parse, Place
from communique.resolve.event_words import event_words
from communique.resolve.place_kinds import buildings, dateline, described, seats_of
from communique.resolve.place_names import DATELINE, PlacedSpan, choose, place_of, span_of
from communique.resolve.times_tense import head_of

ON_THE_WAY = frozenset({"from", "over", "to", "into", "through", "down", "towards", "toward", "past", "via"})
"""Prepositions of way: whether they tell the place depends on the act."""
COUNTRY_NAME_KINDS = frozenset({"name", "short", "abbrev"})


def find_places(
    parse: Parse, article: Article, knowledge: Knowledge, mentions: Sequence[Mention] = ()
) -> tuple[PlacedSpan, ...]:
    """All place names in text order. Persons and organisations among `mentions` hide the place names inside
    them."""
    hidden = _hidden(mentions)
    named: list[tuple[int, NameMatch]] = []
    seats: list[tuple[int, NameMatch]] = []
    for index, sentence in enumerate(parse.sentences):
        for match in knowledge.match(parse.text, sentence.start, sentence.end):
            if parse.text[match.start].islower():
                continue
            if any(ref.kind == "organisation" and ref.name_kind == "metonym" for ref in match.refs):
                seats.append((index, match))
                continue
            if any(a <= match.start and match.end <= b for a, b in hidden.get(index, ())):
                continue
            if any(_is_place(ref.kind, ref.name_kind) for ref in match.refs):
                named.append((index, match))
    countries = _countries(named, mentions)
    spans = [_placed(parse, index, match, knowledge, countries) for index, match in named]
    found = [span for span in spans if span is not None]
    found.extend(seats_of(parse, seats, knowledge))
    found.extend(_unknown(parse, found, hidden))
    found.extend(described(parse, article, knowledge, countries))
    found.extend(buildings(parse, found))
    found.extend(dateline(article, knowledge, countries))
    found.sort(key=lambda span: (span.sentence, span.first, span.last))
    return tuple(found)


def _is_place(kind: str, name_kind: str) -> bool:
    return kind == "place" or (kind == "country" and name_kind in COUNTRY_NAME_KINDS | {"capital", "metonym"})


def _hidden(mentions: Iterable[Mention]) -> dict[int, list[tuple[int, int]]]:
    """Stretches of text that name a person or an organisation, by sentence."""
    hidden: dict[int, list[tuple[int, int]]] = {}
    for mention in mentions:
        if mention.actors and mention.actors[0].kind in ("person", "organisation") and mention.form == "name":
            hidden.setdefault(mention.sentence, []).append((mention.core_start, mention.core_end))
    return hidden


def _countries(named: list[tuple[int, NameMatch]], mentions: Iterable[Mention]) -> Counter[str]:
    """How often the article points to each country: by actors and by names that only one country has."""
    counts: Counter[str] = Counter()
    for mention in mentions:
        for actor in mention.actors:
            if actor.country:
                counts[actor.country] += 1
    for _, match in named:
        ids = {ref.id for ref in match.refs if ref.kind == "country"}
        if len(ids) == 1:
            counts[ids.pop()] += 1
    return counts


def _placed(
    parse: Parse, index: int, match: NameMatch, knowledge: Knowledge, countries: Counter[str]
) -> PlacedSpan | None:
    rows = [row for ref in match.refs if ref.kind == "place" and (row := knowledge.place(ref.id))]
    states = [ref.id for ref in match.refs if ref.kind == "country" and ref.name_kind in COUNTRY_NAME_KINDS]
    start, end, text = match.start, match.end, parse.text[match.start : match.end]
    if states and (not rows or countries[states[0]] > 1):
        place = Place(
            start,
            end,
            text,
            knowledge.name("country", states[0]),
            states[0],
            None,
            None,
            None,
            "country",
            "country name",
        )
    elif rows:
        row, rule = choose(rows, countries)
        place = place_of(start, end, text, row, rule)
    else:
        others = [
            ref for ref in match.refs if ref.kind == "country" and ref.name_kind in ("capital", "metonym")
        ]
        if not others:
            return None
        other = max(others, key=lambda ref: (countries[ref.id], ref.id))
        precision = "city" if other.name_kind == "capital" else "province"
        place = Place(
            start,
            end,
            text,
            text,
            other.id,
            None,
            None,
            None,
            precision,
            f"{other.name_kind} of a country, without coordinates",
        )
    return span_of(parse, index, start, end, place)


def _unknown(
    parse: Parse, known: list[PlacedSpan], hidden: dict[int, list[tuple[int, int]]]
) -> list[PlacedSpan]:
    """Names that the parser calls locations, after a preposition of place, that no table has: text only, no
    coordinates."""
    words = event_words()
    taken = {(span.sentence, token) for span in known for token in range(span.first, span.last)}
    found = []
    for index, sentence in enumerate(parse.sentences):
        for name in sentence.names:
            if (
                name.label != "LOC"
                or sentence.upos[name.last - 1] == "ADJ"
                or any((index, token) in taken for token in range(name.first, name.last))
            ):
                continue
            start, end = sentence.token_start[name.first], sentence.token_end[name.last - 1]
            if any(a <= start and end <= b for a, b in hidden.get(index, ())):
                continue
            facility = sentence.form[name.last - 1].lower() in words.facilities
            place = Place(start, end, parse.text[start:end], parse.text[start:end], None, None, None, None,
                          "point" if facility else "city", "not in the tables")  # fmt: skip
            span = span_of(parse, index, start, end, place)
            prepositions = words.place_prepositions | ON_THE_WAY
            if (
                sentence.lemma[max(sentence.head[head_of(sentence, name.first, name.last)], 0)]
                in words.dwellers
            ):
                prepositions |= {"of"}
            if (span.case in prepositions or (facility and not span.case)) and parse.text[start].isupper():
                found.append(span)
    return found


__all__ = ["DATELINE", "PlacedSpan", "choose", "find_places"]
