"""Place names of an article and which place each one means.

A name means a place here when the tables know it as one, or when the parser calls it a location and a preposition of place
stands before it. Of several places of a name the one in a country that the article is about is taken, then the most populous.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import msgspec

from communique.knowledge import Knowledge, NameMatch
from communique.knowledge import Place as PlaceRow
from communique.records import Article, Mention, Parse, Place, Sentence
from communique.resolve.event_path import case_of
from communique.resolve.event_words import event_words
from communique.resolve.times import token_range
from communique.resolve.times_tense import head_of

DATELINE = -1
"""Sentence number of the dateline's place, which stands outside the parse."""

BUILDING_CASES = frozenset({"in", "at", "outside", "near", "inside", "around"})
LEFT = frozenset({"det", "amod", "compound", "nmod:poss", "flat", "nmod", "nummod"})
"""What stands to the left of a noun in its phrase."""
COUNTRY_NAME_KINDS = frozenset({"name", "short", "abbrev"})


class PlacedSpan(msgspec.Struct, frozen=True):
    """A place name in its sentence: tokens [first, last), `head` among them; `case` the preposition before it or ""."""

    place: Place
    sentence: int
    first: int
    last: int
    head: int
    case: str


def find_places(
    parse: Parse, article: Article, knowledge: Knowledge, mentions: Sequence[Mention] = ()
) -> tuple[PlacedSpan, ...]:
    """All place names in text order. Persons and organisations among `mentions` hide the place names inside them."""
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
    found.extend(_seats(parse, seats, knowledge))
    found.extend(_unknown(parse, found, hidden))
    found.extend(_described(parse, article, knowledge, countries))
    found.extend(_buildings(parse, found))
    found.extend(_dateline(article, knowledge, countries))
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
        place = Place(start, end, text, knowledge.name("country", states[0]), states[0], None, None, None, "country", "country name")
    elif rows:
        row, rule = choose(rows, countries)
        place = _record(start, end, text, row, rule)
    else:
        others = [ref for ref in match.refs if ref.kind == "country" and ref.name_kind in ("capital", "metonym")]
        if not others:
            return None
        other = max(others, key=lambda ref: (countries[ref.id], ref.id))
        precision = "city" if other.name_kind == "capital" else "province"
        place = Place(start, end, text, text, other.id, None, None, None, precision, f"{other.name_kind} of a country, without coordinates")
    return _span(parse, index, start, end, place)


def choose(rows: list[PlaceRow], countries: Counter[str]) -> tuple[PlaceRow, str]:
    """One of several places of a name, and the rule: the only one, a country of the article, population, or first by id."""
    if len(rows) == 1:
        return rows[0], "only place of this name"
    best = max(countries[row.country] for row in rows)
    if best:
        rows = [row for row in rows if countries[row.country] == best]
        if len(rows) == 1:
            return rows[0], "country of the article"
    rows = sorted(rows, key=lambda row: (-(row.population or 0), row.id))
    return rows[0], "most populous of this name"


def _record(start: int, end: int, text: str, row: PlaceRow, rule: str) -> Place:
    return Place(start, end, text, row.name, row.country or None, row.lat, row.lon, row.geonameid, row.precision, rule)


def _span(parse: Parse, index: int, start: int, end: int, place: Place) -> PlacedSpan:
    sentence = parse.sentences[index]
    first, last = token_range(sentence, start, end)
    head = head_of(sentence, first, last)
    case = case_of(sentence, head)
    above = sentence.head[head]
    if above >= 0 and sentence.lemma[above].lower() in event_words().place_nouns and (
        case == "of" or sentence.deprel[head].split(":")[0] in ("appos", "flat", "nmod") and not case
    ):  # fmt: skip
        head, case = above, case_of(sentence, above)
    elif above > head and not case and _is_in_building(sentence, head, above):
        head, case = above, case_of(sentence, above)
    return PlacedSpan(place, index, first, last, head, case)


def _seats(parse: Parse, seats: list[tuple[int, NameMatch]], knowledge: Knowledge) -> list[PlacedSpan]:
    """Buildings that stand for those who sit in them, where a preposition of place says that the building is meant."""
    words = event_words()
    found = []
    for index, match in seats:
        ref = next(ref for ref in match.refs if ref.kind == "organisation" and ref.name_kind == "metonym")
        body = knowledge.organisation(ref.id)
        text = parse.text[match.start : match.end]
        country = (body.country or None) if body is not None else None
        place = Place(match.start, match.end, text, text, country, None, None, None, "point", "seat of an institution")
        span = _span(parse, index, match.start, match.end, place)
        if span.case in words.place_prepositions:
            found.append(span)
    return found


def _is_in_building(sentence: Sentence, head: int, above: int) -> bool:
    """ "in a Moscow prison", "at a Seoul hotel"."""
    words = event_words()
    return (
        sentence.lemma[above].lower() in words.facilities | words.place_nouns
        and sentence.deprel[head].split(":")[0] in ("compound", "amod", "nmod")
        and case_of(sentence, above) in words.place_prepositions
    )


def _unknown(
    parse: Parse, known: list[PlacedSpan], hidden: dict[int, list[tuple[int, int]]]
) -> list[PlacedSpan]:
    """Names that the parser calls locations, after a preposition of place, that no table has: text only, no coordinates."""
    words = event_words()
    taken = {(span.sentence, token) for span in known for token in range(span.first, span.last)}
    found = []
    for index, sentence in enumerate(parse.sentences):
        for name in sentence.names:
            if name.label != "LOC" or any((index, token) in taken for token in range(name.first, name.last)):
                continue
            start, end = sentence.token_start[name.first], sentence.token_end[name.last - 1]
            if any(a <= start and end <= b for a, b in hidden.get(index, ())):
                continue
            head = head_of(sentence, name.first, name.last)
            case = case_of(sentence, head)
            if case not in words.place_prepositions or not parse.text[start].isupper():
                continue
            facility = sentence.form[name.last - 1].lower() in words.facilities
            place = Place(start, end, parse.text[start:end], parse.text[start:end], None, None, None, None,
                          "point" if facility else "city", "not in the tables")  # fmt: skip
            found.append(PlacedSpan(place, index, name.first, name.last, head, case))
    return found


def _described(
    parse: Parse, article: Article, knowledge: Knowledge, countries: Counter[str]
) -> list[PlacedSpan]:
    """Places named by what they are: "the capital" of the country the article is about, "the truce village"."""
    words = event_words()
    found = []
    for index, sentence in enumerate(parse.sentences):
        low = [form.lower() for form in sentence.form]
        for token, word in enumerate(low):
            if word == "capital" and case_of(sentence, token) in ("in", "outside", "near", "around") and sentence.upos[token] == "NOUN":
                place = _capital(parse, article, sentence, token, knowledge, countries)
                if place is not None:
                    found.append(PlacedSpan(place, index, token, token + 1, token, case_of(sentence, token)))
            elif word in ("village", "area", "house"):
                for n in (3, 2):
                    id = words.described.get(" ".join(low[max(0, token - n + 1) : token + 1]))
                    row = knowledge.place(id) if id else None
                    if row is not None and not (token + 1 < len(low) and low[token + 1] in ("of", ",")):
                        start, end = sentence.token_start[token - n + 1], sentence.token_end[token]
                        found.append(_span(parse, index, start, end, _record(start, end, parse.text[start:end], row, "described")))
                        break
    return found


def _dateline(article: Article, knowledge: Knowledge, countries: Counter[str]) -> list[PlacedSpan]:
    """The place of the dateline, as of sentence `DATELINE`."""
    if article.dateline is None or not article.dateline_place:
        return []
    named = article.dateline_place.strip()
    offset = article.dateline.text.lower().find(named.lower())
    if offset < 0:
        return []
    start = article.dateline.start + offset
    end = start + len(named)
    text = article.text[start:end]
    refs = knowledge.lookup(named) or knowledge.lookup(named.split(",")[0]) or knowledge.lookup(named.title())
    rows = [row for ref in refs if ref.kind == "place" and (row := knowledge.place(ref.id))]
    if rows:
        place = _record(start, end, text, *choose(rows, countries))
    else:
        states = [ref.id for ref in refs if ref.kind == "country"]
        place = Place(start, end, text, named.title(), states[0] if states else None, None, None, None, "city", "dateline")
    return [PlacedSpan(place, DATELINE, 0, 0, 0, "")]


def _buildings(parse: Parse, known: list[PlacedSpan]) -> list[PlacedSpan]:
    """Buildings without a name of the tables, after a preposition of place: the words only, no coordinates."""
    words = event_words()
    taken = {(span.sentence, token) for span in known for token in range(span.first, span.last)}
    heads = {(span.sentence, span.head) for span in known}
    found = []
    for index, sentence in enumerate(parse.sentences):
        for token, lemma in enumerate(sentence.lemma):
            if lemma.lower() not in words.buildings or sentence.upos[token] not in ("NOUN", "PROPN"):
                continue
            case = case_of(sentence, token)
            if case not in BUILDING_CASES or (index, token) in taken | heads:
                continue
            first = token
            while first > 0 and sentence.head[first - 1] in range(first - 1, token + 1) and sentence.deprel[first - 1] in LEFT:
                first -= 1
            if all(sentence.deprel[k] == "det" for k in range(first, token)):
                continue
            start, end = sentence.token_start[first], sentence.token_end[token]
            text = parse.text[start:end]
            place = Place(start, end, text, text, None, None, None, None, "point", "a building, by its kind")
            found.append(PlacedSpan(place, index, first, token + 1, token, case))
    return found


def _capital(
    parse: Parse, article: Article, sentence: Sentence, token: int, knowledge: Knowledge, countries: Counter[str]
) -> Place | None:
    """ "in the capital": of the country that the article names far more often than any other; a name beside it wins."""
    country = _owner(parse, sentence, token, knowledge)
    if country == "?":
        return None
    if not country:
        top = countries.most_common(2)
        told = _dateline(article, knowledge, countries)
        if told and told[0].place.country:
            country = told[0].place.country
        elif top and (len(top) == 1 or top[0][1] >= 2 * top[1][1]):
            country = top[0][0]
        else:
            return None
    start = sentence.token_start[token - 1] if sentence.form[token - 1].lower() == "the" else sentence.token_start[token]
    end = sentence.token_end[token]
    names = [name.text for name in knowledge.names_of("country", country) if name.kind == "capital"]
    for name in names:
        for ref in knowledge.lookup(name):
            row = knowledge.place(ref.id) if ref.kind == "place" else None
            if row is not None and row.country == country:
                return _record(start, end, parse.text[start:end], row, "the capital of the country of the article")
    return None


def _owner(parse: Parse, sentence: Sentence, token: int, knowledge: Knowledge) -> str:
    """The country in "the capital of Syria", "the Syrian capital"; "?" where something else is said of it, "" where nothing."""
    for k in range(len(sentence)):
        if sentence.head[k] != token or sentence.deprel[k].split(":")[0] not in ("appos", "nmod", "compound", "flat", "amod"):
            continue
        refs = [ref for ref in knowledge.lookup(sentence.form[k]) if ref.kind == "country"]
        if len(refs) == 1 and (case_of(sentence, k) in ("of", "") or refs[0].name_kind.startswith("demonym")):
            return refs[0].id
        return "?"
    return ""
