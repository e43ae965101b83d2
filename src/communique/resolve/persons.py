"""Rules 2, 3 and 5: persons by full name, title and surname; and what "former" and "late" make of them."""

from __future__ import annotations

import msgspec

from communique.knowledge.normalise import key_of
from communique.resolve.entity import Entity, sex_of, state_of
from communique.resolve.incumbents import initials_of_holders, surnames_of_holders
from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.surnames import bare_surnames, by_office, has_word, remember, title_before
from communique.resolve.view import View

TITLE_WORDS = frozenset({"NOUN", "PROPN", "ADJ", "X", "VERB", "ADV", "NUM", "PART"})


BETWEEN = frozenset("international national memorial general central military state olympic".split())
"""Words between a person's name and the kind of place that is called after the person."""


def find_persons(scene: Scene) -> None:
    """Persons of the tables and persons the tables do not know, then bare surnames after their full names."""
    for view in scene.views:
        _unknown_names(scene, view)
        _names_after_titles(scene, view)
        for item in view.items:
            if item.kind == "person" and _is_named_after(scene, view, item):
                item.kind, item.entities, item.rule = "blocked", (), "named after a person"
            if item.kind == "person":
                item.title = title_before(scene, view, item)
                if not item.entities:
                    _settle_person(scene, view, item)
                remember(scene, item)
    _all_bare_surnames(scene)
    known = sum(map(len, scene.surnames.values()))
    for view in scene.views:
        for item in list(view.items):
            if (
                item.kind == "person"
                and item.title
                and not item.entities[0].id
                and item.last - item.first <= 2
            ):
                by_office(scene, view, item)
    initials_of_holders(scene)
    if sum(map(len, scene.surnames.values())) > known:  # "Trump" alone beside "President Trump"
        _all_bare_surnames(scene)
    surnames_of_holders(scene)


def _all_bare_surnames(scene: Scene) -> None:
    if scene.surnames:
        for view in scene.views:
            bare_surnames(scene, view)


def _is_named_after(scene: Scene, view: View, item: Item) -> bool:
    """Whether a full name only says after whom a street or a building is called."""
    if item.last >= view.n or item.last - item.first < 2:
        return False
    sentence, noun = view.sentence, item.last
    while noun + 1 < view.n and view.low[noun] in BETWEEN and sentence.form[noun][:1].isupper():
        noun += 1  # "Jomo Kenyatta International Airport"
    return view.low[noun] in scene.words["place.named_after"] and (
        sentence.form[noun][:1].isupper()
        or view.low[noun] in ("highway", "airport", "bridge", "shrine", "mausoleum")
    )


def _unknown_names(scene: Scene, view: View) -> None:
    """Person names that the language model found and the tables do not know."""
    sentence = view.sentence
    for name in sentence.names:
        if name.label != "PER" or (view.silent is not None and view.silent[name.first]):
            continue
        first, last = name.first, name.last
        while first < last and _is_no_name(view, first):
            first += 1
        while last > first and (
            sentence.upos[last - 1] in ("PUNCT", "PART", "ADP", "VERB") or view.low[last - 1] in ("'s", "’s")
        ):
            last -= 1
        while (
            first < last
            and (item := view.item_at[first]) is not None
            and item.kind in ("title", "agent", "demonym", "organisation")
        ):
            first = item.last
        while first < last and (_is_no_name(view, first) or view.low[first] == "of"):
            first += 1  # "the Princess of Wales"
        if last <= first:
            continue
        inside = [item for item in view.items if item.first < last and item.last > first]
        if any(item.kind in ("person", "organisation", "pair", "blocked") for item in inside):
            continue
        if any(item.first <= first and item.last >= last for item in inside if item.kind not in ("place",)):
            continue
        if (
            any(item.kind in ("country", "demonym", "capital") and item.first == first for item in inside)
            and last - first <= 2
        ):
            continue
        if last - first == 1 and not view.sentence.form[first][:1].isupper():
            continue
        if last - first == 1 and (inside or view.low[first] in scene.words.shared):
            continue
        _put_person(scene, view, first, last)


def _is_no_name(view: View, token: int) -> bool:
    return not view.sentence.form[token][:1].isupper() and view.low[token] not in (
        "al",
        "el",
        "de",
        "bin",
        "van",
        "von",
        "ibn",
        "da",
        "di",
    )


def _names_after_titles(scene: Scene, view: View) -> None:
    """Capitalised words right after a title, where the language model saw no name: "Gen. Abdul Rahman
    Okoro"."""
    sentence = view.sentence
    for item in list(view.items):
        if item.kind != "title" or item.last >= view.n or view.item_at[item.last] is not None:
            continue
        row = scene.knowledge.title(item.key)
        if row is None or not row.before_name:
            continue
        last = item.last
        while (
            last < view.n
            and view.item_at[last] is None
            and sentence.upos[last] == "PROPN"
            and sentence.form[last][:1].isupper()
            and last - item.last < 5
        ):
            last += 1
        if last > item.last + (0 if sentence.form[item.first][:1].isupper() else 1):
            _put_person(scene, view, item.last, last)


def _put_person(scene: Scene, view: View, first: int, last: int) -> None:
    sentence = view.sentence
    start, end = sentence.token_start[first], sentence.token_end[last - 1]
    view.put(Item(first, last, start, end, "person", key_of(scene.text[start:end])))


def _settle_person(scene: Scene, view: View, item: Item) -> None:
    """The person of the tables that a full name means; one without an entry takes what the text says
    later."""
    ids = list(dict.fromkeys(ref.id for ref in item.refs if ref.kind == "person"))
    maker = scene.maker
    former = has_word(item.title, scene.words["former.ex"])
    bare_title = " ".join(word for word in item.title.split() if word not in scene.words["former.ex"])
    if not ids:
        name = scene.text[item.start : item.end]
        order = "given_first"
        item.entities = (
            Entity("person", "", name, None, None, person=name, key=item.key, sex=sex_of(name, order)),
        )
        item.rule = "name without entry"
        return
    if len(ids) > 1:
        ids = _likelier(scene, view, item, ids, bare_title)
    if len(ids) > 1:
        names = " or ".join(sorted(ids))
        item.refusal = "resolve.ambiguous_person"
        scene.refuse("resolve.ambiguous_person", f"{item.key!r} may be {names}", item.start, item.end)
        name = scene.text[item.start : item.end]
        item.entities = (Entity("person", "", name, None, None, person=name, key=item.key),)
        return
    late = has_word(item.title, scene.words["former.late"])
    if late:
        item.entities = (late_person(scene, ids[0]),)
        item.rule = "name, late"
        return
    entity = maker.person(ids[0], scene.on, bare_title, former)
    if "opposition" in bare_title and entity.sector != "OPP":
        entity = msgspec.structs.replace(entity, sector="OPP", alt="PTY", office=None)
    item.entities = (entity,)
    item.rule = "title and name" if item.title else "full name"


def late_person(scene: Scene, id: str) -> Entity:
    """A dead office-holder, in the highest office ever held: rule 5 shifts the date back."""
    entity = scene.maker.person(id, None)
    spells = scene.knowledge.offices_of(id)
    office = scene.maker.best_office(spells, "")
    if office is None:
        return entity
    return Entity(
        "person",
        entity.id,
        entity.name,
        state_of(office.country) or entity.country,
        office.sector or entity.sector,
        "ELI",
        person=entity.person,
        office=scene.maker.office_name(office),
        sex=entity.sex,
    )


def _likelier(scene: Scene, view: View, item: Item, ids: list[str], title: str) -> list[str]:
    """Of several persons of one name those whose country or office the text names; all when it names none."""
    near = {
        ref.id
        for other in view.items
        if other.kind in ("country", "demonym", "capital")
        for ref in other.refs
        if ref.kind == "country"
    }
    knowledge = scene.knowledge

    def titled(id: str) -> bool:
        return bool(title) and any(
            scene.maker.names_office(title, spell.office) for spell in knowledge.offices_of(id)
        )

    def beside(id: str) -> bool:
        return _country(scene, id) in near

    def in_office(id: str) -> bool:
        return scene.on is not None and bool(knowledge.offices_of(id, scene.on))

    def of_article(id: str) -> bool:
        return _country(scene, id) in scene.countries

    for fits in (titled, beside, in_office, of_article):
        kept = [id for id in ids if fits(id)]
        if len(kept) == 1:
            return kept
        if kept:
            ids = kept
    return ids


def _country(scene: Scene, id: str) -> str:
    row = scene.knowledge.person(id)
    return row.country if row else ""
