"""Organisations of the tables: one of several of the same name; and bodies known by their head noun only."""

from __future__ import annotations

from communique.knowledge.normalise import key_of
from communique.knowledge.rows import Organisation
from communique.resolve.entity import Entity, state_of
from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View
from communique.resolve.words import Body


def body_of(scene: Scene, words: list[str]) -> Body | None:
    """What the longest suffix of lower-case words says of a body: ["federal", "police"] → police."""
    bodies = scene.words.bodies
    for length in range(min(len(words), scene.words.longest_body), 0, -1):
        phrase = " ".join(words[len(words) - length :])
        found = bodies.get(phrase)
        if found is not None:
            return found
        if phrase.endswith("s") and (found := bodies.get(phrase[:-1])) is not None:
            return found
    return None


def settle_organisation(scene: Scene, view: View, item: Item) -> None:
    """The one organisation a name means: by the country beside it, then by the scene; else its sector
    alone."""
    ids = list(dict.fromkeys(ref.id for ref in item.refs if ref.kind == "organisation"))
    if scene.on is not None and len(ids) > 1:
        ids = [id for id in ids if _valid(scene, id)] or ids
    item.rule = "organisation's name"
    if len(ids) > 1:
        ids = _of_country(scene, view, item, ids)
    if len(ids) == 1:
        other = (
            _of_another_state(scene, view, item, ids[0])
            or _of_place_behind(scene, view, item, ids[0])
            or _of_the_text(scene, view, item, ids[0])
        )
        if other is not None:
            item.entities, item.rule = (other,), "organisation of the state beside its name"
            return
        item.entities = (scene.maker.organisation(ids[0]),)
        return
    if not ids:
        return
    rows = [row for id in ids if (row := scene.knowledge.organisation(id))]
    sectors = {row.sector for row in rows}
    names = " or ".join(sorted(ids))
    scene.refuse("resolve.ambiguous_organisation", f"{item.key!r} may be {names}", item.start, item.end)
    item.rule = "organisation's name, several bearers"
    name = scene.text[item.start : item.end]
    sector = sectors.pop() if len(sectors) == 1 else None
    item.entities = (
        Entity("organisation", "", name, None, sector, key=item.key, org_kind=rows[0].kind if rows else ""),
    )


def _of_another_state(scene: Scene, view: View, item: Item, id: str) -> Entity | None:
    """An organisation that only shares its name with one of the tables: "Uganda's Democratic Party" is not
    the American one. Companies and the like stay whose they are, whatever stands beside them."""
    row = scene.knowledge.organisation(id)
    before = view.item_at[item.first - 1] if item.first else None
    if before is None and item.first > 1 and view.low[item.first - 1] in ("'s", "’s"):
        before = view.item_at[item.first - 2]
    if row is None or not row.country or before is None or before.kind not in ("demonym", "country"):
        return None
    countries = {entity.country for entity in before.entities}
    if len(countries) != 1 or row.country in countries or row.kind not in SHARED_KINDS:
        return None
    body = body_of(scene, view.low[item.first : item.last])
    if body is None or item.last - item.first < 2:
        return None
    country = countries.pop()
    name = scene.text[item.start : item.end]
    return Entity("organisation", "", name, country, body.sector, key=item.key, org_kind=body.kind)


def _of_the_text(scene: Scene, view: View, item: Item, id: str) -> Entity | None:
    """A party, house or court by a name that many states' have, in a text that names one state and not the
    one of the tables: "the Democratic Party" in Seoul."""
    row = scene.knowledge.organisation(id)
    generic = scene.words["generic"]
    if row is None or row.kind not in SHARED_KINDS:
        return None
    if not generic.issuperset(view.low[item.first : item.last]):
        return None
    here = scene.states_named
    if not row.country or state_of(row.country) in here:
        return None
    if len(here) != 1 and (scene.dateline_country is None or scene.dateline_country not in here):
        return None
    country = next(iter(here)) if len(here) == 1 else scene.dateline_country
    return _of_state(scene, view, item, row, country)


def _of_place_behind(scene: Scene, view: View, item: Item, id: str) -> Entity | None:
    """ "The Foreign Office in Islamabad": a body by a name that many states' have, in the capital of
    another."""
    row = scene.knowledge.organisation(id)
    if row is None or not row.country or row.kind not in OF_STATES or item.last + 1 >= view.n:
        return None
    if view.low[item.last] != "in" or not (scene.words["generic"] | OFFICES).issuperset(
        view.low[item.first : item.last]
    ):
        return None
    place = view.item_at[item.last + 1]
    if place is None or place.kind not in ("capital", "country", "place"):
        return None
    ids = {entity.country for entity in place.entities} or {
        ref.id for ref in place.refs if ref.kind == "country"
    }
    if len(ids) != 1 or ids & {None, row.country}:
        return None
    return _of_state(scene, view, item, row, ids.pop())


OFFICES = frozenset({"foreign", "home", "office", "cabinet", "treasury", "staff", "general", "joint",
"chiefs"})
"""Words of which the names of ministries and staffs of many states are made."""


def _of_state(
    scene: Scene, view: View, item: Item, row: Organisation, country: str | None
) -> Entity:
    """The body of a state that bears the name of another's."""
    body = body_of(scene, view.low[item.first : item.last])
    sector, kind = (body.sector, body.kind) if body is not None else (row.sector, row.kind)
    if country and (rows := scene.knowledge.find_organisations(country, row.kind)) and len(rows) == 1:
        if row.kind in _ONE_A_COUNTRY:
            return scene.maker.organisation(rows[0].id)
    name = scene.text[item.start : item.end]
    return Entity("organisation", "", name, country, sector or row.sector, key=item.key, org_kind=kind)


SHARED_KINDS = frozenset(
    """party court parliament army police ministry central_bank media armed_group union government
    intelligence airforce navy university""".split()
)
"""Kinds of organisations whose names several states use."""


OF_STATES = SHARED_KINDS | {"ministry_foreign", "ministry_defence", "presidency", "agency"}
"""The same, and kinds of which each state has one."""


def _valid(scene: Scene, id: str) -> bool:
    row = scene.knowledge.organisation(id)
    if row is None or scene.on is None:
        return True
    return (row.valid_from is None or row.valid_from <= scene.on) and (
        row.valid_to is None or scene.on <= row.valid_to
    )


def _of_country(scene: Scene, view: View, item: Item, ids: list[str]) -> list[str]:
    """Narrows organisations of one name by country: beside the name, in the sentence, the dateline, the
    article."""
    country = {id: row.country for id in ids if (row := scene.knowledge.organisation(id))}
    for near in (beside(scene, view, item.first, item.last), _in_sentence(view, item)):
        kept = [id for id in ids if country.get(id) in near]
        if len(kept) == 1:
            return kept
    if scene.dateline_country is not None:
        kept = [id for id in ids if country.get(id) == scene.dateline_country]
        if len(kept) == 1:
            return kept
    named = [id for id in ids if scene.countries[country.get(id) or ""]]
    if len(named) == 1:
        return named
    if scene.only_country is not None:
        kept = [id for id in ids if country.get(id) == scene.only_country]
        if len(kept) == 1:
            return kept
    return ids


def beside(scene: Scene, view: View, first: int, last: int) -> list[str]:
    """Countries named directly before a token range ("Kenyan", "Kenya's") or after it with "of"."""
    found: list[str] = []
    token = first - 1
    steps = 0
    while token >= 0 and steps < 6:
        item = view.item_at[token]
        if item is not None and item.kind in ("country", "demonym", "capital"):
            found += [entity.country for entity in item.entities if entity.country]
            break
        if view.sentence.upos[token] not in ("ADJ", "NOUN", "PROPN", "PART", "PUNCT", "DET") or view.low[
            token
        ] in (",", ".", ";"):
            break
        token -= 1
        steps += 1
    if last < view.n - 1 and view.low[last] in ("of", "in"):
        token = last + 1
        if view.low[token] == "the" and token + 1 < view.n:
            token += 1
        item = view.item_at[token]
        if item is not None and item.kind in ("country", "capital"):
            found += [entity.country for entity in item.entities if entity.country]
    return found


def _in_sentence(view: View, item: Item) -> set[str]:
    """The one country that the sentence names, if it is one."""
    found = {
        entity.country
        for other in view.items
        if other is not item and other.kind in ("country", "demonym", "capital", "person")
        for entity in other.entities
        if entity.country
    }
    return {country for country in found if country} if len(found) == 1 else set()


def unknown_body(scene: Scene, name: str, country: str | None, body: Body) -> Entity:
    """An organisation that is not in the tables; the only one of its kind and country when there is one."""
    if country:
        rows = scene.knowledge.find_organisations(country, body.kind) if body.kind in _ONE_A_COUNTRY else []
        if len(rows) == 1:
            return scene.maker.organisation(rows[0].id)
    sector = body.sector
    if sector in ("IGO",):
        country = None
    return Entity("organisation", "", name, country, sector, body.alt, key=key_of(name), org_kind=body.kind)


_ONE_A_COUNTRY = frozenset({"ministry_foreign", "ministry_defence", "presidency", "central_bank"})
"""Kinds of body of which a state has one, so that kind and country name it."""
