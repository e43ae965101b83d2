"""Whose a noun is: the names and possessors before it, and the phrases with "of", "from", "in" behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from communique.resolve.agreement import PRONOUNS
from communique.resolve.found import Found
from communique.resolve.item import Item
from communique.resolve.view import View

if TYPE_CHECKING:
    from communique.resolve.reader import Reader
    from communique.resolve.reading import Reading

OWNING = frozenset({"country", "demonym", "capital", "organisation", "pair", "person", "place"})
OF = frozenset({"of", "from", "for", "with", "within", "at"})
"""Prepositions whose phrase says whose the noun is."""
IN = frozenset({"in", "at", "across", "near", "outside", "inside", "around", "throughout", "on", "along"})
"""Prepositions whose phrase says where the noun is."""


SUFFERED = frozenset({"genocide", "famine", "massacre", "massacres", "earthquake", "pogrom", "pogroms"})
"""What a people suffers; its survivors are of that people."""

LOYAL = frozenset({"loyal", "allied", "aligned", "affiliated", "belonging", "linked", "answerable"})
"""Words behind a noun that say on whose side somebody is."""

ASIDE = frozenset(
    {"to", "from", "into", "out", "for", "of", "with", "toward", "towards", "than", "by", "via"}
)
"""Prepositions after which a place is not where the sentence plays."""


def owners_left(reader: Reader, view: View, first: int, last: int) -> list[Found]:
    """Mentions before a noun, between token `first` and `last`, that say whose it is; nearest owner of each
    kind."""
    found: list[Found] = []
    token = first
    while token < last:
        item = view.item_at[token]
        if item is not None and item.kind in OWNING:
            if not item.bound or item.kind == "pair":
                mention = reader.heads.get((view.index, view.head_of(item.first, item.last))) or reader.at(
                    view, view.head_of(item.first, item.last)
                )
                if mention is None and item.kind != "person":
                    mention = _as_modifier(reader, view, item)
                if mention is not None and mention.entities and mention not in found:
                    found.append(mention)
            token = item.last
            continue
        if item is not None and item.kind == "blocked" and view.low[item.last - 1] in SUFFERED:
            mention = _of_people(reader, view, item)
            found += [mention] if mention is not None else []
            token = item.last
            continue
        if (
            view.low[token] in PRONOUNS and view.low[token] not in ("he", "she", "it", "they", "i", "we")
        ) or (
            (item is None or item.kind in ("agent", "title"))
            and view.sentence.deprel[token] == "nmod:poss"
            and view.sentence.upos[token] in ("NOUN", "PROPN")
        ):
            mention = reader.at(view, token)
            if mention is not None and mention.entities:
                found.append(mention)
        token += 1
    return found


def _of_people(reader: Reader, view: View, item: Item) -> Found | None:
    """Whose survivors, orphans and victims those of a "Rwandan genocide" are."""
    sentence, scene = view.sentence, reader.scene
    for last in range(item.last - 1, item.first, -1):
        start, end = sentence.token_start[item.first], sentence.token_end[last - 1]
        ids = {ref.id for ref in scene.knowledge.lookup(scene.text[start:end]) if ref.kind == "country"}
        if len(ids) == 1:
            state = (scene.maker.state(ids.pop()),)
            return Found(view.index, last - 1, item.first, last, (start, end), "modifier", state, "demonym")
    return None


def _as_modifier(reader: Reader, view: View, item: Item) -> Found | None:
    """A name before a noun that was judged a place ("Moscow police") still says whose the noun is."""
    entities = item.entities
    if item.kind == "place":
        country = place_of(reader, item)
        entities = (reader.scene.maker.state(country),) if country else ()
    elif item.kind not in ("country", "demonym", "capital", "organisation"):
        return None
    if not entities:
        return None
    found = Found(
        view.index,
        view.head_of(item.first, item.last),
        item.first,
        item.last,
        (item.start, item.end),
        "modifier",
        entities,
        item.rule,
    )
    found.item = item
    return found


def coordinated(view: View, owners: list[Found]) -> bool:
    """Whether two owners are joined: "U.S. and South Korean troops", "Israeli-Palestinian talks"."""
    if len(owners) < 2:
        return False
    one, two = owners[0], owners[1]
    between = view.low[one.last : two.first]
    return (
        0 < len(between) <= 3
        and bool(set(between) & {"and", "-", "–", "/", "&", ","})
        and all(
            word in ("and", "-", "–", "/", "&", ",", "the", "or")
            or view.item_at[one.last + place] is not None
            for place, word in enumerate(between)
        )
    )


def owners_right(reader: Reader, view: View, head: int) -> list[tuple[str, Found]]:
    """Pairs (preposition, mention) of the phrases behind a noun that may say whose it is."""
    found: list[tuple[str, Found]] = []
    sentence = view.sentence
    seen: set[int] = set()
    for kid in view.kids[head]:
        if kid > head and sentence.deprel[kid].split(":")[0] in ("nmod", "obl"):
            case = view.case_of(kid)
            mention = reader.at(view, kid)
            item = view.item_at[kid]
            if mention is None and item is not None and item.kind == "place" and case in ("of", "from"):
                mention = _as_modifier(reader, view, item)
            seen.add(kid)
            if mention is not None and mention.entities and case:
                found.append((case, mention))
        elif kid == head + 1 and view.low[kid] in LOYAL:
            for below in view.kids[kid]:
                mention = reader.at(view, below) if view.case_of(below) in ("to", "with") else None
                if mention is not None and mention.entities:
                    found.append(("of", mention))
    if head + 2 < view.n and view.low[head + 1] in ("of", "from", "for") and not found:
        token = head + 2
        while token < min(view.n, head + 8) and view.sentence.upos[token] in ("DET", "ADJ", "NUM"):
            if view.item_at[token] is not None:
                break
            token += 1
        item = view.item_at[token] if token < view.n else None
        if item is not None and item.kind in OWNING:
            top = view.head_of(item.first, item.last)
            mention = reader.at(view, top) if top not in seen else None
            if mention is not None and mention.entities:
                found.append((view.low[head + 1], mention))
    return found


def place_of(reader: Reading, item: Item) -> str | None:
    """The country a place item lies in."""
    if item.entities and item.entities[0].country:
        return item.entities[0].country
    countries = {
        row.country
        for ref in item.refs
        if ref.kind == "place" and (row := reader.scene.knowledge.place(ref.id)) is not None and row.country
    }
    return countries.pop() if len(countries) == 1 else None


def located(reader: Reader, view: View, head: int) -> str | None:
    """The country of the place in the phrase behind a noun: "protesters in downtown Seoul"."""
    sentence = view.sentence
    for kid in view.kids[head]:
        if kid > head and sentence.deprel[kid].split(":")[0] in ("nmod", "obl") and view.case_of(kid) in IN:
            item = view.item_at[kid]
            if item is not None and (country := place_of(reader, item)):
                return country
            for below in view.kids[kid]:
                item = view.item_at[below]
                if item is not None and item.kind != "organisation" and (country := place_of(reader, item)):
                    return country
    return _based(reader, view, head) or _right_after(reader, view, head)


def _based(reader: Reader, view: View, head: int) -> str | None:
    """The country of "a Paris-based group"."""
    for token in range(view.left_edge(head), head):
        if view.low[token] == "based" and token > 1 and view.low[token - 1] in ("-", "–"):
            item = view.item_at[token - 2]
            if item is not None and item.kind != "organisation":
                return place_of(reader, item)
    return None


def _right_after(reader: Reader, view: View, head: int) -> str | None:
    """The country of the place right behind a noun, whatever the tree hangs it on: "mourners in Hama"."""
    if head + 2 >= view.n or view.low[head + 1] not in IN:
        return None
    token = head + 2
    while token < view.n and token < head + 6:
        item = view.item_at[token]
        if item is not None:
            named = item.kind in ("place", "capital", "country")
            return place_of(reader, item) if named else None
        if view.sentence.upos[token] not in ("DET", "ADJ", "NOUN"):
            return None
        token += 1
    return None


def places_in(reader: Reading, view: View, token: int = -1) -> set[str]:
    """Countries of the places that a sentence names as places; with a token only those that its own clause or
    one around it names: not of where somebody fled to "hours before", or of one who "is in Japan"."""
    from communique.resolve.capitals import is_place

    found: set[str] = set()
    for item in view.items:
        if item.kind == "place" and view.sentence.deprel[item.last - 1] in ("compound", "amod"):
            continue
        if view.case_of(view.head_of(item.first, item.last)) in ASIDE:
            continue
        if token >= 0 and not _is_around(view, view.head_of(item.first, item.last), token):
            continue
        if item.kind == "place" or (
            item.kind in ("country", "capital") and item.entities and is_place(reader.scene, view, item)
        ):
            country = place_of(reader, item)
            if country:
                found.add(country)
    return found


def _is_around(view: View, place: int, token: int) -> bool:
    """Whether a place stands in the clause of a token or in one that holds it."""
    own = _finite_clause(view, place)
    clause = token
    for _ in range(view.n):
        clause = view.clause_of(clause)
        if clause == own:
            return True
        if view.sentence.head[clause] < 0:
            return False
    return False


def _finite_clause(view: View, token: int) -> int:
    """The clause of a token; of a participle without a subject the clause it belongs to: "a rally denouncing
    the talks in Seoul"."""
    sentence = view.sentence
    told = any(sentence.deprel[kid].startswith("nsubj") for kid in view.kids[token])
    clause = token if told else view.clause_of(token)  # "who is in Brazil"
    for _ in range(view.n):
        above = sentence.head[clause]
        subject = any(sentence.deprel[kid].startswith("nsubj") for kid in view.kids[clause])
        if subject or above < 0 or sentence.deprel[clause] not in ("advcl", "acl", "xcomp"):
            break
        clause = above if sentence.upos[above] == "VERB" else view.clause_of(above)
    return clause
