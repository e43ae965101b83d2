"""A surname without its full name: the one office-holder of the day who carries it ("Putin", "Mr Netanyahu").

Rule 3 says that a bare surname never resolves, because on one day of 2018 there were 32 office-holders named
Kim. Where the tables know a single holder, of the states that the article names or in all the world, nothing
is left to confuse; with two the name stays open. A text without a day may mean any: then the heads of state
and government of all times are asked, and one answers who led for much longer than his namesakes.
"""

from __future__ import annotations

from functools import cache

from communique.knowledge import Knowledge
from communique.knowledge.normalise import key_of
from communique.knowledge.spells import earliest_start, latest_end
from communique.resolve.entity import TOP_KINDS, Entity
from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.surnames import title_before
from communique.resolve.view import View

HONORIFICS = frozenset({"mr", "mr.", "mrs", "mrs.", "ms", "ms.", "miss", "messrs", "messrs."})

CALENDAR = frozenset(
    """january february march april may june july august september october november december monday tuesday
    wednesday thursday friday saturday sunday""".split()
)
"""Surnames that are days and months first: they need an honorific or a person to the language model."""

FORMER_DAYS = 500
"""Days for which an office-holder is still called by the bare surname after the last day in office."""

PAST_YEARS, COMING_YEARS = 25, 8
"""Years after and before the top office in which whoever alone bears a surname is still, or already, meant.
"""

SMALL = 400_000
"""People in the towns of a state below which its heads are not known by the bare surname everywhere."""

KNOWN = frozenset({"VAT", "PSE", "KOS", "SVN", "ISL", "TLS"})
"""Small ones whose heads the news of the world names."""

CITIES = frozenset({"HKG", "MAC"})
"""Cities with heads of their own."""

COMING_DAYS = 200
"""Days before the first one in office from which the coming holder is."""

FAR_LONGER = 2.5
"""How much longer than the namesakes of other states together a head must have led to be meant in a text
without a day: Venezuela's Maduro against the Honduran of four years, not one Johnson against another."""


def surnames_of_holders(scene: Scene) -> None:
    """Resolves bare surnames that no full name of the article carries."""
    if scene.bare:
        return
    index = scene.knowledge.persons_by_surname
    for view in scene.views:
        sentence = view.sentence
        token = 0
        while token < view.n:
            if not sentence.form[token][:1].isupper() or not _is_free(view, token):
                token += 1
                continue
            step = 1
            for length in (3, 2, 1):
                last = token + length
                if last > view.n or not all(_is_free(view, place) for place in range(token, last)):
                    continue
                if length > 1 and not sentence.form[last - 1][:1].isupper():
                    continue
                start, end = sentence.token_start[token], sentence.token_end[last - 1]
                key = key_of(scene.text[start:end])
                if key not in index or key in scene.surnames:
                    continue
                known = index[key]
                if _is_name_alone(view, token, last) and _put(scene, view, token, last, key, known):
                    step = length
                    break
            token += step


def initials_of_holders(scene: Scene) -> None:
    """Resolves surnames behind initials, as some papers print them ("F. Hollande"), like bare ones."""
    index = scene.knowledge.persons_by_surname
    for view in scene.views:
        for item in list(view.items):
            if item.kind != "person" or not item.entities or item.entities[0].id or scene.on is None:
                continue
            *letters, surname = item.key.replace(".", " ").split() or [""]
            before = view.low[item.first - 1] if item.first else ""
            if not letters and len(before) == 2 and before[0].isalpha() and before[1] == ".":
                letters = [before[0]]
            if not letters or any(len(letter) > 1 for letter in letters) or surname not in index:
                continue
            known = tuple(id for id in index[surname] if _has_initial(scene, id, letters[0], surname))
            id = incumbent(scene, known, item.title) if known else None
            if id is None:
                continue
            item.entities = (scene.maker.person(id, scene.on, item.title),)
            item.rule = "surname, the one office-holder of the day"
            for key in scene.knowledge.surnames_of(id):
                scene.surnames.setdefault(key, []).append((item.start, item.entities[0]))


def _has_initial(scene: Scene, id: str, letter: str, surname: str) -> bool:
    row = scene.knowledge.person(id)
    return row is not None and any(
        word[0] == letter for word in key_of(row.name).split() if word and word != surname
    )


def _is_free(view: View, token: int) -> bool:
    """Whether no name of the tables covers a token: an unknown single name gives way, and so does a word of
    the tables that is written as a name ("Major", "Premier")."""
    item = view.item_at[token]
    if view.silent is not None and view.silent[token]:
        return False
    if item is None:
        hyphen = view.low[token] in ("-", "–") and 0 < token < view.n - 1
        return hyphen or view.sentence.upos[token] in ("PROPN", "NOUN", "X", "ADJ", "VERB")
    if item.kind == "person" or (item.kind == "organisation" and item.last - item.first == 1):
        return bool(item.entities) and not item.entities[0].id and not item.entities[0].told
    return item.kind in ("place", "agent") and _is_titled(view, item.first) and item.last - item.first == 1


def _is_titled(view: View, token: int) -> bool:
    return token > 0 and view.low[token - 1] in HONORIFICS


def _is_name_alone(view: View, first: int, last: int) -> bool:
    """Whether the words are a person's name by themselves: an honorific before them, or a person to the
    language model, and no further name beside them."""
    sentence = view.sentence
    item = view.item_at[first]
    if item is not None and item.kind == "person" and (item.first, item.last) != (first, last):
        return False
    if last < view.n and sentence.upos[last] == "PROPN" and view.item_at[last] is None:
        return False
    before = first - 1
    return before < 0 or sentence.upos[before] != "PROPN" or view.item_at[before] is not None


def _is_person(view: View, first: int, last: int) -> bool:
    """Whether an honorific or the language model says that a person is named."""
    return _is_titled(view, first) or any(
        name.label == "PER" and name.first < last and name.last > first and name.first >= first - 3
        for name in view.sentence.names
    )


def _put(scene: Scene, view: View, first: int, last: int, key: str, known: tuple[str, ...]) -> bool:
    sentence = view.sentence
    item = Item(first, last, sentence.token_start[first], sentence.token_end[last - 1], "person", key)
    title = title_before(scene, view, item)
    if scene.on is None:
        heads = head_of_any_day(scene, known)
    else:
        found = incumbent(scene, known, title)
        heads = (found,) if found is not None else ()
    if not heads or (not title and _is_little_known(scene, heads[0])):
        return False
    sure = _is_person(view, first, last)
    if key in CALENDAR and (scene.on is None or not sure) and not _is_titled(view, first):
        return False
    if not sure:
        # The model takes strange surnames for places: a head of state or government is meant all the same
        # where the tables know nobody else of the name, or the text names the state.
        if sentence.upos[last - 1] != "PROPN" or not _is_head(scene, heads[0]):
            return False
        own = _countries(scene, heads[0])
        others = {country for id in known for country in _countries(scene, id)} - own
        if others and not own & scene.countries.keys():
            return False
    item.title = title
    entity = scene.maker.person(heads[0], scene.on, title)
    if len(heads) > 1:
        name = scene.text[item.start : item.end]
        entity = Entity("person", "", name, entity.country, entity.sector, "ELI", person=name, key=key)
    item.entities = (entity,)
    item.rule = "surname, the one office-holder of the day" if scene.on else "surname, the heads who bear it"
    view.put(item)
    if entity.country:
        scene.countries[entity.country] += 1
    for surname in scene.knowledge.surnames_of(heads[0]):
        scene.surnames.setdefault(surname, []).append((item.start, entity))
    return True


def head_of_any_day(scene: Scene, known: tuple[str, ...]) -> tuple[str, ...]:
    """The heads of state and government of one state who bear a surname and led far longer than all others of
    it; of states that the article names alone where one is. Empty when it cannot be told."""
    years: dict[str, float] = {}
    heads: dict[str, list[str]] = {}
    for id in known:
        if _is_head(scene, id) and not _is_family_first(scene, id):
            for country in _countries(scene, id):
                years[country] = years.get(country, 0.0) + _years_at_the_top(scene, id)
                heads.setdefault(country, []).append(id)
    named = years.keys() & scene.countries.keys()
    if len(named) == 1:
        return tuple(heads[named.pop()])
    ranked = sorted(years.items(), key=lambda entry: (-entry[1], entry[0]))
    if not ranked or (len(ranked) > 1 and ranked[0][1] < FAR_LONGER * sum(years for _, years in ranked[1:])):
        return ()
    others = [id for id in known if not _countries(scene, id) <= {ranked[0][0]} and not _is_head(scene, id)]
    return tuple(heads[ranked[0][0]]) if len(others) < len(known) - len(others) else ()


def _is_little_known(scene: Scene, id: str) -> bool:
    """Whether a bare surname wants its state named in the text: of heads of small states ("Henry scored")."""
    own = _countries(scene, id)
    return not own & scene.countries.keys() and bool(own & _small_states(scene.knowledge))


@cache
def _small_states(knowledge: Knowledge) -> frozenset[str]:
    """States and cities of today whose towns in the tables have fewer people than SMALL, or that are no
    states."""
    people: dict[str, int] = {}
    for place in knowledge.rows("places"):
        people[place.country] = people.get(place.country, 0) + (place.population or 0)
    today = {row.id for row in knowledge.rows("countries") if row.valid_to is None}
    return frozenset(id for id in today if people.get(id, 0) < SMALL) - KNOWN | CITIES


def _years_at_the_top(scene: Scene, id: str) -> float:
    """Years that a person led a state or its government, by the tables; a term without an end counts four."""
    days = 0
    for spell in scene.knowledge.offices_of(id):
        office = scene.knowledge.office(spell.office)
        if office is not None and office.kind in TOP_KINDS:
            end = latest_end(spell)
            days += (end - earliest_start(spell)).days if end else 4 * 365
    return days / 365


def incumbent(scene: Scene, known: tuple[str, ...], title: str = "") -> str | None:
    """The one of several persons of a surname who is meant on the article's day; None when it cannot be
    told."""
    assert scene.on is not None
    knowledge, on = scene.knowledge, scene.on
    in_office = [id for id in known if knowledge.offices_of(id, on)]
    named = [id for id in in_office if _countries(scene, id) & scene.countries.keys()]
    for group in (named, in_office):
        if title:
            titled = [
                id
                for id in group
                if any(
                    scene.maker.names_office(title, spell.office) for spell in knowledge.offices_of(id, on)
                )
            ]
            if len(titled) == 1:
                return titled[0]
        if len(group) == 1:
            return group[0]
        heads = [id for id in group if _is_head(scene, id)]
        if len(heads) == 1 and group is named and not _is_family_first(scene, heads[0]):
            return heads[0]
        if group:
            return None
    near = [
        id
        for id in known
        if (len(known) == 1 or _countries(scene, id) & scene.countries.keys()) and _is_near(scene, id)
    ]
    if len(near) == 1:
        return near[0]
    return known[0] if len(known) == 1 and _once_a_head(scene, known[0]) else None


def _once_a_head(scene: Scene, id: str) -> bool:
    """Whether a person headed a state or its government within a generation of the day: nobody else in the
    tables is called Pinochet."""
    assert scene.on is not None
    for spell in scene.knowledge.offices_of(id):
        office = scene.knowledge.office(spell.office)
        if office is not None and office.kind in TOP_KINDS:
            end = latest_end(spell) or scene.on
            if (scene.on - earliest_start(spell)).days > -COMING_YEARS * 365 and (
                scene.on - end
            ).days < PAST_YEARS * 365:
                return True
    return False


def _countries(scene: Scene, id: str) -> set[str]:
    row = scene.knowledge.person(id)
    return {row.country} if row is not None and row.country else set()


def _is_head(scene: Scene, id: str) -> bool:
    """Whether a person heads a state or its government on the article's day."""
    for spell in scene.knowledge.offices_of(id, scene.on):
        office = scene.knowledge.office(spell.office)
        if office is not None and office.kind in TOP_KINDS:
            return True
    return False


def _is_family_first(scene: Scene, id: str) -> bool:
    row = scene.knowledge.person(id)
    return row is not None and row.name_order == "family_first"


def _is_near(scene: Scene, id: str) -> bool:
    """Whether somebody was in office not long before, will be soon, or is known for something else."""
    on, row, spells = scene.on, scene.knowledge.person(id), scene.knowledge.offices_of(id)
    assert on is not None
    if not spells:
        return row is not None and row.sector not in ("GOV", "ELI")
    for spell in spells:
        end = latest_end(spell)
        if end is not None and 0 <= (on - end).days <= FORMER_DAYS:
            return True
        if 0 <= (earliest_start(spell) - on).days <= COMING_DAYS:
            return True
    return False
