"""Place names of an article and which place each one means.

A name means a place here when the tables know it as one, or when the parser calls it a location and a
preposition of place stands before it. Of several places of a name the one in a country that the article is
about is taken, then the most populous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from communique.knowledge import Knowledge, NameMatch
from communique.records import Article, Mention, Parse, Place, Sentence
from communique.resolve.event_words import event_words
from communique.resolve.place_again import named_again
from communique.resolve.place_country import with_countries
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
            if parse.text[match.start].islower() or _is_within_site(sentence, match):
                continue
            if any(ref.kind == "organisation" and ref.name_kind == "metonym" for ref in match.refs):
                seats.append((index, match))
                continue
            if _is_hidden(match, hidden.get(index, ())):
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
    found.extend(named_again(parse, found, knowledge))
    found = with_countries(parse, found)
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


def _is_hidden(match: NameMatch, hidden: Sequence[tuple[int, int]]) -> bool:
    """Whether a name stands inside that of a person or an organisation. A country that acts as one of its
    bodies, as a breakaway region does, is a place all the same."""
    land = any(ref.kind == "country" and ref.name_kind in COUNTRY_NAME_KINDS for ref in match.refs)
    return any(
        a <= match.start and match.end <= b and not (land and (a, b) == (match.start, match.end))
        for a, b in hidden
    )


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
                or (
                    sentence.lemma[name.last - 1].lower() in words.place_nouns - words.facilities
                    and sentence.form[name.last - 1].islower()
                    and sentence.upos[name.first] == "ADJ"
                )  # "the Honduran city of …"
            ):
                continue
            start, end = sentence.token_start[name.first], sentence.token_end[name.last - 1]
            if any(a <= start and end <= b for a, b in hidden.get(index, ())):
                continue
            facility = sentence.form[name.last - 1].lower() in words.facilities
            place = Place(start, end, parse.text[start:end], parse.text[start:end], None, None, None, None,
                          _precision(sentence, name.first, name.last), "not in the tables")  # fmt: skip
            span = span_of(parse, index, start, end, place)
            prepositions = words.place_prepositions | ON_THE_WAY | {"out"}
            if (
                sentence.lemma[max(sentence.head[head_of(sentence, name.first, name.last)], 0)]
                in words.dwellers
            ):
                prepositions |= {"of"}
            if (
                span.case in prepositions or (facility and not span.case) or _is_struck(sentence, span)
            ) and parse.text[start].isupper():
                found.append(span)
    return found


def _is_within_site(sentence: Sentence, match: NameMatch) -> bool:
    """Whether a name is only part of that of a building: "Windsor Castle" is not in Windsor, Ontario, nor
    "Teatro Colón" in Colón."""
    for name in sentence.names:
        start, end = sentence.token_start[name.first], sentence.token_end[name.last - 1]
        if start <= match.start and match.end <= end and (start, end) != (match.start, match.end):
            last = sentence.form[name.last - 1]
            if match.start > start and sentence.form[name.first].lower() in event_words().site_openers:
                return True
            return last.lower() in event_words().sites and last[0].isupper() and match.end < end
    return False


def _precision(sentence: Sentence, first: int, last: int) -> str:
    """How fine a place is by the words of its own name or right after it; a name without such a word is that
    of a town."""
    words = event_words()
    near = (
        sentence.form[first],
        sentence.form[last - 1],
        sentence.form[last] if last < len(sentence) else "",
    )
    for word in (near[1].lower(), near[0].lower(), near[2].lower()):
        if word in words.facilities or word.endswith(("platz", "strasse", "straße")):
            return "point"
        if word in words.provinces:
            return "province"
        if word in words.districts:
            return "district"
    return "city"


def _is_struck(sentence: Sentence, span: PlacedSpan) -> bool:
    """Whether a location is what an act is done to: "razed Baga", "an offensive against Tskhinvali"."""
    words = event_words()
    token = span.head
    if (
        sentence.deprel[token] == "compound"
        and sentence.lemma[sentence.head[token]].lower() in words.facilities
    ):
        token = sentence.head[token]
    above = sentence.head[token]
    if above < 0 or sentence.lemma[above].lower() not in words.on_places:
        return False
    if sentence.deprel[token] in ("obj", "nsubj:pass"):
        return not span.case
    return sentence.deprel[token] in ("nmod", "obl") and span.case in ("of", "against", "on")


__all__ = ["DATELINE", "PlacedSpan", "choose", "find_places"]
