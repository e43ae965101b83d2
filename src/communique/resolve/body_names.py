"""Organisations: one of several of the same name, and those that the tables do not know, read from their
names.

"University of North Korean Studies" is one name: the country inside it is no actor of its own."""

from __future__ import annotations

from communique.knowledge.normalise import key_of
from communique.resolve.entity import Entity
from communique.resolve.item import Item
from communique.resolve.organisations import beside, body_of, settle_organisation, unknown_body
from communique.resolve.scene import Scene
from communique.resolve.view import View
from communique.resolve.words import Body

LINKS = frozenset(
    {
        "of",
        "for",
        "on",
        "and",
        "the",
        "&",
        "in",
        "to",
        "at",
        "de",
        "del",
        "du",
        "des",
        "against",
        "with",
        "-",
        "–",
    }
)
"""Small words that may stand inside an organisation's name."""


ALONE = frozenset({"house", "group", "center", "centre", "school", "mission", "news", "coalition"})
"""Nouns that name no body by themselves, whatever their capital: "the Coalition" is a plain noun."""

OWN_DEMONYM = frozenset(
    {"ministry", "ministry_foreign", "ministry_defence", "presidency", "government", "parliament", "court",
    "police", "army",
     "intelligence", "central_bank", "delegation", "navy", "airforce"}
)  # fmt: skip
"""Kinds of body whose leading demonym describes ("Kenyan Ministry of Health") rather than names."""


def find_organisations(scene: Scene) -> None:
    """Settles organisations of the tables and adds those recognised by the head of their name."""
    for view in scene.views:
        for item in list(view.items):
            if item.kind == "organisation" and not item.entities:
                settle_organisation(scene, view, item)
        _by_head(scene, view)
        _by_model(scene, view)


def _by_head(scene: Scene, view: View) -> None:
    """Names like "Kenyan Ministry of Health": capitalised, with the noun of a body as head."""
    sentence = view.sentence
    bodies = scene.words.bodies
    heads = scene.words.body_heads
    token = 0
    while token < view.n:
        word = view.low[token]
        if not sentence.form[token][:1].isupper() or (word not in heads and word.rstrip("s") not in heads):
            token += 1
            continue
        covered = view.item_at[token]
        if covered is not None and covered.kind not in ("agent", "title"):
            token = covered.last
            continue
        first = _left(view, token)
        last = _right(view, token)
        body = body_of(scene, view.low[first : token + 1])
        if body is None:
            body = bodies.get(" ".join(view.low[token:last]))
        single = last - first == 1
        before = token - 1
        if single and (covered is not None and covered.last - covered.first > 1):
            token += 1
            continue
        if (
            single
            and token
            and view.sentence.upos[before] in ("NOUN", "ADJ")
            and view.item_at[before] is None
            and view.low[before] == view.sentence.form[before]
        ):
            token += 1
            continue
        if (
            body is None
            or (single and token == 0)
            or (single and word in ALONE)
        ):
            token += 1
            continue
        _add(scene, view, first, last, body)
        token = last


def _left(view: View, token: int) -> int:
    """Where a capitalised name that ends at a token begins."""
    form, low = view.sentence.form, view.low
    first = token
    while first > 0:
        previous = first - 1
        item = view.item_at[previous]
        if item is not None and item.kind in ("person", "title", "blocked", "pair"):
            break
        if form[previous][:1].isupper() and view.sentence.upos[previous] not in (
            "DET",
            "PRON",
            "ADP",
            "SCONJ",
            "CCONJ",
            "VERB",
            "AUX",
            "ADV",
        ):
            first = previous
            continue
        if (
            low[previous] in ("'", "’", "-", "&", "and", "'s", "’s")
            and previous > 0
            and form[previous - 1][:1].isupper()
            and previous - 1 >= 0
        ):
            item = view.item_at[previous - 1]
            if item is not None and item.kind in ("country", "demonym", "capital", "organisation", "person"):
                break
            if low[previous] in ("and", "&") and first == token and low[previous] == "and":
                break
            first = previous - 1
            continue
        break
    return first


def _right(view: View, token: int) -> int:
    """Where a capitalised name whose head is a token ends: "of", "for" and "on" lead on to capitals."""
    form, low = view.sentence.form, view.low
    last = token + 1
    while last < view.n:
        probe = last
        while probe < view.n and low[probe] in LINKS:
            probe += 1
        item = view.item_at[probe] if probe < view.n else None
        if probe == view.n or not form[probe][:1].isupper() or view.sentence.upos[probe] == "PUNCT":
            break
        if probe > last and low[last] not in ("of", "for", "on", "and", "&"):
            break
        if probe > last and low[last] in ("and", "&"):
            named = item is not None and item.kind not in ("agent", "place")
            if last == token + 1 or probe > last + 1 or named or _new_body(view, probe):
                break
        if probe == last and (item is None or item.kind not in ("country", "demonym")) and last == token + 1:
            break
        if item is not None and item.kind in ("person", "title"):
            break
        last = item.last if item is not None else probe + 1
    return last


def _new_body(view: View, token: int) -> bool:
    """Whether the capitalised words from a token on end in the noun of another body."""
    last = token
    while last + 1 < view.n and view.sentence.form[last + 1][:1].isupper():
        last += 1
    return view.low[last] in (
        "ministry",
        "department",
        "council",
        "commission",
        "agency",
        "army",
        "police",
        "court",
        "party",
        "bank",
    )


def _add(scene: Scene, view: View, first: int, last: int, body: Body) -> None:
    """Puts an organisation without entry; its country from inside its name or beside it."""
    sentence = view.sentence
    lead = view.item_at[first]
    inside = [item for item in view.items if first <= item.first and item.last <= last]
    countries = [
        entity.country
        for item in inside
        if item.kind in ("country", "demonym", "capital")
        for entity in item.entities
    ]
    if (
        lead is not None
        and lead.kind in ("country", "demonym", "capital")
        and lead.last < last
        and body.kind in OWN_DEMONYM
    ):
        first = lead.last
    start, end = sentence.token_start[first], sentence.token_end[last - 1]
    item = Item(first, last, start, end, "organisation", key_of(scene.text[start:end]))
    refs = scene.knowledge.lookup(scene.text[start:end])
    if any(ref.kind == "organisation" for ref in refs):
        item.refs = tuple(ref for ref in refs if ref.kind == "organisation")
        settle_organisation(scene, view, item)
        if item.entities and item.entities[0].id:
            view.put(item)
            return
    body = _of_trade(scene, view, first, last, body)
    near = beside(scene, view, first, last)
    whole = next((other for other in inside if _is_part_of(other, first, last)), None)
    if whole is not None:  # "the Philippine National Police Narcotics Group"
        body = Body(whole.entities[0].sector or body.sector, body.sector, body.kind)
        countries.append(whole.entities[0].country)
    country = next((country for country in countries if country), None) or (near[0] if near else None)
    if country is None:
        country = _place_inside(scene, inside)
    if "of" in view.low[first:last] and body.kind in ("university", "ngo", "other") and not near:
        country = None
    name = scene.text[start:end]
    item.entities = (unknown_body(scene, name, country, body),)
    item.rule = "organisation by the head of its name"
    view.put(item)


TRADES = frozenset({"BUS", "LAB", "EDU", "MED", "AGR", "JRN", "JUD", "REL"})
"""Sectors that people in a name give to their association."""


def _is_part_of(other: Item, first: int, last: int) -> bool:
    """Whether a longer name begins with that of an army, a police force or an agency: a part of it."""
    known = other.kind == "organisation" and len(other.entities) == 1 and bool(other.entities[0].id)
    if not known or other.first != first or other.last >= last or other.last - other.first < 2:
        return False
    return other.entities[0].sector in ("MIL", "COP", "SPY", "UNO", "IGO")


def _of_trade(scene: Scene, view: View, first: int, last: int, body: Body) -> Body:
    """An association is of those whom its name names: "Petrol Dealers Association", "Union of Teachers"."""
    if body.sector not in ("CVL", "SOC", "NGO"):
        return body
    for token in range(first, last):
        agent = scene.knowledge.agent(view.sentence.lemma[token].lower()) or scene.knowledge.agent(
            view.low[token].removesuffix("s")
        )
        plural = view.low[token].endswith("s")
        if plural and agent is not None and agent.sector in TRADES and not agent.org_kind:
            return Body(agent.sector, body.sector, body.kind)
    return body


def _place_inside(scene: Scene, inside: list[Item]) -> str | None:
    """The country of the one town in a name: "Madras High Court", "Leeds General Infirmary"."""
    found = {
        row.country
        for item in inside
        for ref in item.refs
        if item.kind == "place" and ref.kind == "place" and (row := scene.knowledge.place(ref.id)) is not None
    }
    return found.pop() or None if len(found) == 1 else None


def _by_model(scene: Scene, view: View) -> None:
    """Organisation names that only the language model saw: kept as names without sector, for appositions to
    fill."""
    sentence = view.sentence
    for name in sentence.names:
        if name.label != "ORG" or (view.silent is not None and view.silent[name.first]):
            continue
        first, last = name.first, name.last
        while first < last and (
            view.low[first] in ("the", "a", "an") or sentence.upos[first] in ("DET", "PUNCT")
        ):
            first += 1
        while last > first and (
            sentence.upos[last - 1] in ("PUNCT", "PART") or view.low[last - 1] in ("'s", "’s")
        ):
            last -= 1
        if last <= first or not sentence.form[first][:1].isupper():
            continue
        inside = [item for item in view.items if item.first < last and item.last > first]
        if any(
            item.kind in ("person", "organisation", "pair", "title", "agent", "shared", "blocked")
            for item in inside
        ):
            continue
        bare = [token for token in range(first, last) if view.item_at[token] is None]
        if not bare or (inside and not all(sentence.form[token][:1].isupper() for token in bare)):
            continue
        if inside and inside[0].kind == "demonym" and inside[0].first == first:
            first = inside[0].last
        if any(view.low[token] in scene.words.compass for token in bare) and last - first == 1:
            continue
        if first >= last:
            continue
        start, end = sentence.token_start[first], sentence.token_end[last - 1]
        item = Item(first, last, start, end, "organisation", key_of(scene.text[start:end]))
        text = scene.text[start:end]
        countries = beside(scene, view, first, last)
        body = body_of(scene, view.low[first:last])
        if body is not None:
            item.entities = (unknown_body(scene, text, countries[0] if countries else None, body),)
        else:
            item.entities = (Entity("organisation", "", text, None, None, key=item.key),)
        item.rule = "name without entry"
        view.put(item)
