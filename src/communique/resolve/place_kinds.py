"""Places that are named by what they are: seats of institutions, buildings, capitals, the place of the
dateline."""

from __future__ import annotations

from collections import Counter

from communique.knowledge import Knowledge, NameMatch
from communique.knowledge import Place as PlaceRow
from communique.records import Article, Parse, Place, Sentence
from communique.resolve.event_path import case_of, is_before_noun
from communique.resolve.event_words import event_words
from communique.resolve.place_names import DATELINE, PlacedSpan, choose, lifted, place_of, span_of

BY_KIND = "a building, by its kind"
"""Rule of places that are a building without a name."""
LINE_CASES = frozenset({"near", "along", "at", "on", "to", "across", "over"})
CAPITAL_CASES = frozenset(
    {"in", "outside", "near", "around", "at", "to", "into", "across", "over", "on", "through"}
)
BUILDING_CASES = frozenset({"in", "at", "outside", "near", "inside", "around", "from", "along"})

POSSESSIVE = ("'s", "’s", "'", "’")
LEFT = frozenset({"det", "amod", "compound", "nmod:poss", "flat", "nmod", "nummod", "case"})
"""What stands to the left of a noun in its phrase."""


def seats_of(parse: Parse, seats: list[tuple[int, NameMatch]], knowledge: Knowledge) -> list[PlacedSpan]:
    """Buildings that stand for those who sit in them, where a preposition of place says that the building
    is meant."""
    words = event_words()
    found = []
    for index, match in seats:
        ref = next(ref for ref in match.refs if ref.kind == "organisation" and ref.name_kind == "metonym")
        body = knowledge.organisation(ref.id)
        text = parse.text[match.start : match.end]
        country = (body.country or None) if body is not None else None
        place = Place(
            match.start, match.end, text, text, country, None, None, None, "point", "seat of an institution"
        )
        span = span_of(parse, index, match.start, match.end, place)
        if span.case in words.place_prepositions:
            found.append(span)
    return found


def described(
    parse: Parse, article: Article, knowledge: Knowledge, countries: Counter[str]
) -> list[PlacedSpan]:
    """Places named by what they are: "the capital" of the country the article is about, "the truce
    village"."""
    words = event_words()
    found = []
    for index, sentence in enumerate(parse.sentences):
        low = [form.lower() for form in sentence.form]
        for token, word in enumerate(low):
            if word == "capital" and sentence.upos[token] == "NOUN":
                head, case = lifted(sentence, token)
                if case not in CAPITAL_CASES:
                    continue
                place = _capital(parse, article, sentence, token, knowledge, countries)
                if place is not None:
                    found.append(PlacedSpan(place, index, token, token + 1, head, case))
            elif word in ("village", "area", "house"):
                for n in (3, 2):
                    id = words.described.get(" ".join(low[max(0, token - n + 1) : token + 1]))
                    row = knowledge.place(id) if id else None
                    if row is not None and not (token + 1 < len(low) and low[token + 1] in ("of", ",")):
                        start, end = sentence.token_start[token - n + 1], sentence.token_end[token]
                        found.append(
                            span_of(
                                parse,
                                index,
                                start,
                                end,
                                place_of(start, end, parse.text[start:end], row, "described"),
                            )
                        )
                        break
    return found


def dateline(article: Article, knowledge: Knowledge, countries: Counter[str]) -> list[PlacedSpan]:
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
        place = place_of(start, end, text, *choose(rows, countries))
    else:
        states = [ref.id for ref in refs if ref.kind == "country"]
        place = Place(
            start,
            end,
            text,
            named.title(),
            states[0] if states else None,
            None,
            None,
            None,
            "city",
            "dateline",
        )
    return [PlacedSpan(place, DATELINE, 0, 0, 0, "")]


def buildings(parse: Parse, known: list[PlacedSpan]) -> list[PlacedSpan]:
    """Buildings without a name in the tables, after a preposition of place: words, no coordinates."""
    words = event_words()
    taken = {(span.sentence, token) for span in known for token in range(span.first, span.last)}
    heads = {(span.sentence, span.head) for span in known}
    found = []
    for index, sentence in enumerate(parse.sentences):
        for token, lemma in enumerate(sentence.lemma):
            institution = lemma.lower() in words.institutions
            if not institution and lemma.lower() not in words.buildings:
                continue
            if sentence.upos[token] not in ("NOUN", "PROPN") or is_before_noun(sentence, token):
                continue
            if any(sentence.head[k] == token and sentence.upos[k] == "NUM" for k in range(token)):
                continue  # "workers in 70 hospitals": many places are none
            head, case = lifted(sentence, token)
            if {(index, token), (index, head)} & (taken | heads):
                continue
            line = lemma.lower() in words.lines
            if case not in (LINE_CASES if line else BUILDING_CASES) and not is_where(sentence, token):
                continue
            first = token
            while (
                first > 0
                and sentence.head[first - 1] in range(first - 2, token + 1)
                and sentence.deprel[first - 1] in LEFT
                and (sentence.deprel[first - 1] != "case" or sentence.form[first - 1] in POSSESSIVE)
            ):
                first -= 1
            before = head != token or case in ("outside", "near", "around")
            last = _end_of_name(sentence, token)
            bare = all(sentence.deprel[k] == "det" for k in range(first, token)) and last == token + 1
            if bare and not before:
                continue
            if institution and not before:
                continue
            if line and not _is_of_state(sentence, first, token):
                continue
            start, end = sentence.token_start[first], sentence.token_end[last - 1]
            text = parse.text[start:end]
            place = Place(start, end, text, text, None, None, None, None, "point", BY_KIND)
            found.append(PlacedSpan(place, index, first, last, head, case))
    return found


def _end_of_name(sentence: Sentence, token: int) -> int:
    """The token behind "the mausoleum of John Garang": the name that says whose or which."""
    if token + 2 >= len(sentence) or sentence.form[token + 1].lower() != "of":
        return token + 1
    last = token + 2
    while last < len(sentence) and sentence.upos[last] == "PROPN":
        last += 1
    return last if last > token + 2 else token + 1


def _is_of_state(sentence: Sentence, first: int, token: int) -> bool:
    """ "The Syrian border", "Poland's frontier": a line that is said to be somebody's."""
    return any(sentence.form[k][:1].isupper() for k in range(first, token))


def is_where(sentence: Sentence, token: int) -> bool:
    """Whether a clause with "where" says what took place there."""
    return any(
        sentence.head[k] == token
        and sentence.deprel[k] == "acl:relcl"
        and any(sentence.form[w].lower() == "where" for w in range(token + 1, min(k, token + 4)))
        for k in range(token + 1, len(sentence))
    )


def _capital(
    parse: Parse,
    article: Article,
    sentence: Sentence,
    token: int,
    knowledge: Knowledge,
    countries: Counter[str],
) -> Place | None:
    """ "in the capital": of the country that the article names far more often than any other; a name beside
    it wins."""
    country = _owner(parse, sentence, token, knowledge)
    if country == "?":
        return None
    if not country:
        top = countries.most_common(2)
        told = dateline(article, knowledge, countries)
        if told and told[0].place.country:
            country = told[0].place.country
        elif top and (len(top) == 1 or top[0][1] >= 2 * top[1][1]):
            country = top[0][0]
        else:
            return None
    start = (
        sentence.token_start[token - 1]
        if sentence.form[token - 1].lower() == "the"
        else sentence.token_start[token]
    )
    end = sentence.token_end[token]
    row = _seat_of_government(country, knowledge)
    if row is None:
        return None
    return place_of(start, end, parse.text[start:end], row, "the capital of the country of the article")


def _seat_of_government(country: str, knowledge: Knowledge) -> PlaceRow | None:
    """The capital among the places; that of a state that is gone lies in another country now."""
    names = [name.text for name in knowledge.names_of("country", country) if name.kind == "capital"]
    ids = [ref.id for name in names for ref in knowledge.lookup(name) if ref.kind == "place"]
    known = event_words().capitals.get(country)
    rows = [row for id in (*ids, *([known] if known else [])) if (row := knowledge.place(id)) is not None]
    return next((row for row in rows if row.country == country), rows[0] if rows else None)


def _owner(parse: Parse, sentence: Sentence, token: int, knowledge: Knowledge) -> str:
    """The country in "the capital of Syria", "the Syrian capital"; "?" where something else is said of it,
    "" where nothing."""
    for k in range(len(sentence)):
        if sentence.head[k] != token or sentence.deprel[k].split(":")[0] not in (
            "appos",
            "nmod",
            "compound",
            "flat",
            "amod",
        ):
            continue
        refs = [ref for ref in knowledge.lookup(sentence.form[k]) if ref.kind == "country"]
        if len(refs) == 1 and (case_of(sentence, k) in ("of", "") or refs[0].name_kind.startswith("demonym")):
            return refs[0].id
        return "?"
    return ""
