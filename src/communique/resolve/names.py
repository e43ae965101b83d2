"""Rule 1: names by longest match on word boundaries; an ambiguous one means what this article speaks for."""

from __future__ import annotations

from communique.knowledge import Organisation, Person
from communique.resolve.divided_names import find_clubs, find_shared, is_named, names_both
from communique.resolve.entity import state_of
from communique.resolve.item import Item
from communique.resolve.kinds import is_only_a_kind
from communique.resolve.name_matches import country_ids, kind_of, place_match
from communique.resolve.scene import Scene
from communique.resolve.view import View

INSIDE_NAMES = frozenset({"country", "capital", "organisation", "place"})
"""Kinds of name that may be part of a person's name."""


def find_items(scene: Scene) -> None:
    """Fills every view with the names of the tables, and the scene with what the article names."""
    for first, last in _paragraphs(scene.views):
        views = scene.views[first:last]
        matches = scene.knowledge.match(scene.text, views[0].sentence.start, views[-1].sentence.end)
        position = 0
        for match in matches:
            while position < len(views) and match.start >= views[position].sentence.end:
                position += 1
            if position == len(views):
                break
            if match.start >= views[position].sentence.start and match.end <= views[position].sentence.end:
                place_match(scene, views[position], match)
    for view in scene.views:
        for item in view.items:
            if item.kind in INSIDE_NAMES and _is_inside_person(view, item):
                view.remove(item)
                continue
            ids = _named_countries(scene, item)
            if len(ids) == 1 and not (item.kind == "demonym" and is_only_a_kind(scene, view, item)):
                scene.countries[ids[0]] += 1
    scene.pairs = [pair for pair in scene.words.pairs if is_named(scene, pair)]
    shared = frozenset(scene.words.shared)
    clubs = frozenset(scene.words.clubs)
    for view in scene.views:
        if not clubs.isdisjoint(view.low):
            find_clubs(scene, view)
        if not shared.isdisjoint(view.low):
            find_shared(scene, view)
        for item in list(view.items):
            if item.kind not in ("agent", "title"):
                _settle(scene, view, item)


def _is_inside_person(view: View, item: Item) -> bool:
    """Whether a name is part of the longer name of a person: "Maurice Clarett", "Shayne La Croix"."""
    upos, low = view.sentence.upos, view.low
    return any(
        name.label == "PER"
        and name.first <= item.first
        and item.last <= name.last
        and item.last - item.first < name.last - name.first <= _longest_name(view, name.first, name.last)
        and all(upos[token] == "PROPN" or low[token] == "-" for token in range(name.first, name.last))
        and not any(word in low[name.first : name.last] for word in ("'s", "’s"))
        for name in view.sentence.names
    )


def _longest_name(view: View, first: int, last: int) -> int:
    """Tokens of the longest name that is taken for one person's; an Arabic one with its articles is longer
    ("Sabah al-Ahmad al-Sabah")."""
    articles = sum(word in ("al", "el", "-") for word in view.low[first:last])
    return 4 + articles


def _paragraphs(views: list[View]) -> list[tuple[int, int]]:
    """Runs of sentences of one paragraph, as index ranges."""
    runs: list[tuple[int, int]] = []
    begin = 0
    for index in range(1, len(views) + 1):
        if index == len(views) or views[index].sentence.paragraph != views[begin].sentence.paragraph:
            runs.append((begin, index))
            begin = index
    return runs


def _named_countries(scene: Scene, item: Item) -> list[str]:
    """The countries that a name brings into the article: its own, its organisation's, its person's."""
    if item.kind in ("country", "demonym", "capital"):
        return list(dict.fromkeys(state_of(id) or id for id in country_ids(item.refs)))
    found: dict[str, None] = {}
    if item.kind in ("organisation", "person"):
        for ref in item.refs:
            row: Organisation | Person | None = None
            if ref.kind == "organisation":
                row = scene.knowledge.organisation(ref.id)
            elif ref.kind == "person":
                row = scene.knowledge.person(ref.id)
            if row is not None and row.country:
                found.setdefault(state_of(row.country) or row.country)
    return list(found)


def _settle(scene: Scene, view: View, item: Item) -> None:
    """Chooses between the readings of a name by the words around it and in the article."""
    ambiguity = scene.knowledge.ambiguous(item.key)
    if ambiguity is not None:
        chosen = _by_evidence(scene, item)
        if chosen == "none":
            item.kind = "blocked"
            return
        if chosen:
            kind, _, id = chosen.partition(":")
            kept = tuple(ref for ref in item.refs if ref.kind == kind and ref.id == id)
            if kept and len(kept) < len(item.refs):
                item.refs = kept
                item.kind = kind_of(kept)
                item.rule = "name, by the article's other words"
    if item.kind in ("country", "demonym", "capital"):
        _settle_country(scene, item)


def _by_evidence(scene: Scene, item: Item) -> str:
    """The reading that the article's other words speak for; the default; or "" when nothing decides."""
    ambiguity = scene.knowledge.ambiguous(item.key)
    if ambiguity is None:
        return ""
    scores = []
    for reading in ambiguity.readings:
        hits = sum(
            1 for word in reading.evidence if f" {word} " in scene.folded or f" {word}," in scene.folded
        )
        scores.append((hits, reading.ref))
    if any(ref.case_sensitive for ref in item.refs):
        scores = [(hits, ref) for hits, ref in scores if not ref.startswith("none")]
    best = max((hits for hits, _ in scores), default=0)
    winners = [ref for hits, ref in scores if hits == best]
    if best and len(winners) == 1:
        return "none" if winners[0].startswith("none") else winners[0]
    if ambiguity.default:
        return "none" if ambiguity.default.startswith("none") else ambiguity.default
    return ""


def _settle_country(scene: Scene, item: Item) -> None:
    """One country out of several that carry the name; the name of a divided whole is neither half."""
    ids = country_ids(item.refs)
    if item.entities:
        return
    for pair in scene.pairs:
        if item.key in pair.shared and (len(ids) != 1 or ids[0] in (pair.first, pair.second)):
            if names_both(scene, pair.first, pair.second):
                item.kind = "shared"
                return
            ids = [pair.first if pair.first in scene.countries else pair.second]
    if len(ids) > 1:
        named = [id for id in ids if scene.countries[state_of(id) or id]]
        here = [id for id in ids if (state_of(id) or id) == scene.dateline_country]
        if len(named) == 1 or len(here) == 1:
            ids = named if len(named) == 1 else here
    if len(ids) == 1:
        item.refs = tuple(ref for ref in item.refs if ref.kind == "country" and ref.id == ids[0])
        item.entities = (scene.maker.state(ids[0]),)
    else:
        names = " or ".join(scene.knowledge.name("country", id) for id in sorted(ids))
        item.refusal = "resolve.ambiguous_country"
        scene.refuse("resolve.ambiguous_country", f"{item.key!r} may be {names}", item.start, item.end)
