"""Rule 3: a bare surname is the last full name of the article with it; "President Putin" the holder of the
day."""

from __future__ import annotations

from functools import cache

from communique.knowledge import Knowledge
from communique.knowledge.names import surnames
from communique.knowledge.normalise import key_of
from communique.resolve.entity import Entity
from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View


def title_before(scene: Scene, view: View, item: Item) -> str:
    """The title words that stand directly before a name, lower case, demonyms and owners left out."""
    words: list[str] = []
    token = item.first - 1
    while token >= 0:
        other = view.item_at[token]
        if other is not None and other.kind in ("title", "agent"):
            words[:0] = view.low[other.first : other.last]
            token = other.first - 1
            continue
        if words and other is not None and other.kind in ("demonym", "country", "organisation"):
            shifts = [view.low[before] for before in range(max(0, other.first - 2), other.first)]
            words[:0] = [word for word in shifts if word in scene.words["former"]]
            break
        if (
            other is not None
            or view.sentence.upos[token] not in ("NOUN", "PROPN", "ADJ", "X")
            or len(words) > 6
        ):
            break
        if view.low[token] in ("-", "'s", "’s"):
            break
        words.insert(0, view.low[token])
        token -= 1
    return " ".join(words)


def has_word(title: str, words: frozenset[str]) -> bool:
    """Whether one of the words is among the title words ("former", "ex-president")."""
    return any(part in words for word in title.split() for part in word.split("-"))


FAMILY_FIRST = frozenset({"CHN", "KOR", "PRK", "TWN", "VNM", "HKG", "SGP", "MAC", "KHM", "HUN"})
"""Countries where a name as printed mostly begins with the family name."""


def remember(scene: Scene, item: Item) -> None:
    """Enters a full name under its surnames."""
    entity = item.entities[0]
    if not entity.id and " " not in scene.text[item.start : item.end]:
        return  # a single name, hyphens or not ("Boutros-Ghali")
    for key in surname_keys(scene, entity, item.key):
        scene.surnames.setdefault(key, []).append((item.start, entity))


def surname_keys(scene: Scene, entity: Entity, key: str) -> tuple[str, ...]:
    """The surnames a person may be called by."""
    if entity.id.startswith("person:"):
        return scene.knowledge.surnames_of(entity.id.removeprefix("person:"))
    name = entity.name or key
    keys = surnames(name, "given_first")
    if "-" in name or entity.country in FAMILY_FIRST or name.split()[0].lower() in _EASTERN:
        keys += surnames(name, "family_first")
    return tuple(dict.fromkeys(keys))


_EASTERN = frozenset(
    [
        "kim",
        "lee",
        "park",
        "choi",
        "jung",
        "kang",
        "cho",
        "yoon",
        "jang",
        "lim",
        "han",
        "shin",
        "seo",
        "kwon",
        "hwang",
        "ahn",
        "song",
        "ryu",
        "hong",
        "wang",
        "li",
        "zhang",
        "liu",
        "chen",
        "yang",
        "huang",
        "zhao",
        "wu",
        "zhou",
        "xu",
        "sun",
        "ma",
        "zhu",
        "hu",
        "guo",
        "he",
        "gao",
        "lin",
        "luo",
        "zheng",
        "liang",
        "xie",
        "tang",
        "nguyen",
        "tran",
        "pham",
        "hoang",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "ri",
        "pak",
        "jon",
    ]
)
"""Frequent East Asian family names: a name that begins with one begins with the family name."""


def bare_surnames(scene: Scene, view: View) -> None:
    """A surname alone is the last full name before it with that surname, or the only one of the article (a
    headline names people before they are introduced)."""
    sentence = view.sentence
    token = 0
    while token < view.n:
        form = sentence.form[token]
        other = view.item_at[token]
        if not form[:1].isupper() or (other is not None and not _may_be_surname(other)):
            token = other.last if other is not None else token + 1
            continue
        step = 1
        for length in (3, 2, 1):
            if token + length > view.n:
                continue
            key = key_of(scene.text[sentence.token_start[token] : sentence.token_end[token + length - 1]])
            bearers = scene.surnames.get(key)
            if bearers is None:
                continue
            if any(
                view.item_at[token + k] is not None and not _may_be_surname(view.item_at[token + k])
                for k in range(length)
            ):
                continue
            if length == 1 and _continues_name(view, token, length):
                break
            _put_surname(scene, view, token, length, key, bearers)
            step = length
            break
        token += step


def by_office(scene: Scene, view: View, item: Item) -> None:
    """ "President Putin" without a full name: whoever held that office on the day and bears the surname, of
    the
    states beside the name or, with none beside it, of those the article names."""
    near = [
        entity.country
        for other in view.items
        if other.kind in ("country", "demonym", "organisation")
        and other.last <= item.first
        and item.first - other.last <= 5
        for entity in other.entities
        if entity.country
    ]
    title = _office_title(scene, item.title)
    if not title or scene.on is None:
        return
    found: dict[str, None] = {}
    for country in near or sorted(scene.countries):
        for office in scene.knowledge.find_offices(country, title):
            for spell in scene.knowledge.holders(office.id, scene.on):
                if item.key in scene.knowledge.surnames_of(spell.person):
                    found.setdefault(spell.person)
    if not found and not near:
        found = dict.fromkeys(_holders_by_surname(scene, title).get(item.key, ()))
    if len(found) == 1:
        item.entities = (scene.maker.person(next(iter(found)), scene.on, title),)
        item.rule = "title and surname, by date"
        for key in scene.knowledge.surnames_of(next(iter(found))):
            scene.surnames.setdefault(key, []).append((item.start, item.entities[0]))


def _holders_by_surname(scene: Scene, title: str) -> dict[str, list[str]]:
    """Whoever holds an office of a title anywhere on the article's day, by surname; made once an article."""
    known = scene.holders_by_title.get(title)
    if known is None:
        known = scene.holders_by_title[title] = {}
        knowledge = scene.knowledge
        for country in _states(knowledge):
            for office in knowledge.find_offices(country, title):
                for spell in knowledge.holders(office.id, scene.on):
                    for key in knowledge.surnames_of(spell.person):
                        known.setdefault(key, []).append(spell.person)
    return known


@cache
def _states(knowledge: Knowledge) -> tuple[str, ...]:
    """Every country id, sorted."""
    return tuple(sorted(row.id for row in knowledge.rows("countries")))


def _office_title(scene: Scene, title: str) -> str:
    """The longest end of the title words that names an office."""
    words = title.split()
    for first in range(len(words)):
        phrase = " ".join(words[first:])
        row = scene.knowledge.title(phrase)
        if row is not None and row.office_kind:
            return phrase
    return ""


def _may_be_surname(item: Item | None) -> bool:
    """Whether an item may give way to a surname of the article: an unknown single name or a place or agent
    word."""
    if item is None:
        return True
    if item.kind == "person" or (item.kind == "organisation" and item.entities):
        return item.last - item.first == 1 and not item.entities[0].id and not item.entities[0].told
    return item.kind in ("place", "agent", "title")


def _continues_name(view: View, token: int, length: int) -> bool:
    """Whether a capitalised name word follows or precedes that makes it somebody else's name ("Kim
    Clijsters")."""
    after = token + length
    sentence = view.sentence
    if (
        after < view.n
        and sentence.upos[after] == "PROPN"
        and sentence.head[after] == token
        and sentence.deprel[after] == "flat"
    ):
        return view.item_at[after] is None
    return False


def _put_surname(
    scene: Scene, view: View, token: int, length: int, key: str, bearers: list[tuple[int, Entity]]
) -> None:
    sentence = view.sentence
    start, end = sentence.token_start[token], sentence.token_end[token + length - 1]
    item = Item(token, token + length, start, end, "person", key)
    before = [entity for position, entity in bearers if position < start]
    identities = {entity.identity for _, entity in bearers}
    if before:
        entity = before[-1]
        item.rule = "surname of the last full name"
        item.title = title_before(scene, view, item)
        entity = _by_title(scene, item, before) or entity
    elif len(identities) == 1:
        entity = bearers[0][1]
        item.rule = "surname, full name below"
    else:
        names = " or ".join(
            sorted(entity.name or "" for _, entity in {e.identity: (p, e) for p, e in bearers}.values())
        )
        item.refusal = "resolve.ambiguous_person"
        scene.refuse("resolve.ambiguous_person", f"{key!r} may be {names}", start, end)
        entity = Entity("person", "", key.title(), None, None, person=key.title(), key=key)
    item.entities = (entity,)
    view.put(item)
    item.title = item.title or title_before(scene, view, item)


def _by_title(scene: Scene, item: Item, before: list[Entity]) -> Entity | None:
    """Of several bearers of a surname the one whose office the title names ("President Park")."""
    if not item.title or len({entity.identity for entity in before}) < 2:
        return None
    for entity in reversed(before):
        if entity.id and any(
            scene.maker.names_office(item.title, spell.office)
            for spell in scene.knowledge.offices_of(entity.id.removeprefix("person:"))
        ):
            return entity
    return None
