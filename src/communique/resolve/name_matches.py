"""Matches of the tables put into their sentence as items, unless their words cannot be a name there."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right

from communique.knowledge import NameMatch, Ref
from communique.knowledge.normalise import key_of
from communique.records import Sentence
from communique.resolve.item import Item
from communique.resolve.scene import Scene
from communique.resolve.view import View

PROPER = frozenset({"country", "organisation", "person", "place"})

FUNCTION_WORDS = frozenset(
    """a an i the it he she we they who what us me my is are was be in on of to as at by or and so no not
    if all now new more""".split()
)
"""Words that are a name only in capitals, if ever ("WHO", "US")."""

COUNTRY_NAMES = frozenset({"name", "short", "abbrev"})
DEMONYMS = frozenset({"demonym_adj", "demonym_noun"})


def tokens_of(sentence: Sentence, start: int, end: int) -> tuple[int, int] | None:
    """The token range that covers code points [start, end), or None when it begins inside a word."""
    first = bisect_right(sentence.token_start, start) - 1
    if first < 0 or start >= sentence.token_end[first]:
        return None
    last = bisect_right(sentence.token_start, end - 1)
    return first, last


def place_match(scene: Scene, view: View, match: NameMatch) -> None:
    """Puts a match into its sentence as an item, unless its words cannot be a name there."""
    span = tokens_of(view.sentence, match.start, match.end)
    if span is None:
        return
    first, last = span
    if view.silent is not None and view.silent[first]:
        return
    written = scene.text[match.start : match.end]
    capital = written != written.lower() or scene.lower_case or not written[:1].isascii()
    refs = match.refs
    proper = tuple(ref for ref in refs if ref.kind in PROPER and (capital or ref.name_kind == "common"))
    if match.key in FUNCTION_WORDS and not (len(written) > 1 and written.isupper()):
        proper = ()
    if proper:
        refs = _without_former_capitals(scene, match, proper)
        kind = kind_of(refs)
    elif capital and " " in match.key and _split(scene, view, match, first, last):
        return
    else:
        refs = tuple(ref for ref in refs if ref.kind not in PROPER)
        if not refs:
            return
        kinds = {ref.kind for ref in refs}
        kind = "title" if "title" in kinds else "agent" if "agent" in kinds else "blocked"
    view.put(Item(first, last, match.start, match.end, kind, match.key, refs))


def _without_former_capitals(scene: Scene, match: NameMatch, refs: tuple[Ref, ...]) -> tuple[Ref, ...]:
    """Without the states that a town was the capital of before the day of the text, where it now lies in
    another one: "Aden" in 2016 is a port of Yemen, not South Yemen."""
    if kind_of(refs) != "capital":
        return refs
    places = [scene.knowledge.place(ref.id) for ref in refs if ref.kind == "place"]
    now = {place.country for place in places if place is not None}
    valid = scene.knowledge.valid_on(match, scene.on or dt.date.max)
    kept = tuple(ref for ref in refs if ref in valid or ref.id in now or ref.kind != "country")
    return kept if now else refs


def _split(scene: Scene, view: View, match: NameMatch, first: int, last: int) -> bool:
    """Takes an agent phrase apart that begins with a name: "Hamas gunmen" is the gunmen of Hamas."""
    if any(ref.kind in ("title", "none") for ref in match.refs):
        return False
    sentence = view.sentence
    for cut in range(last - 1, first, -1):
        if not sentence.form[cut - 1][-1].isalnum() and not sentence.form[cut - 1].endswith("."):
            continue
        start, end = sentence.token_start[first], sentence.token_end[cut - 1]
        proper = tuple(
            ref
            for ref in scene.knowledge.lookup(scene.text[start:end])
            if ref.kind in ("country", "organisation")
        )
        if not proper:
            continue
        view.put(Item(first, cut, start, end, kind_of(proper), key_of(scene.text[start:end]), proper))
        for rest in scene.knowledge.match(scene.text, end, match.end):
            place_match(scene, view, rest)
        return True
    return False


def kind_of(refs: tuple[Ref, ...]) -> str:
    """The kind of the reading that goes first when nothing else decides."""
    kinds = {ref.kind for ref in refs}
    if "country" in kinds:
        names = {ref.name_kind for ref in refs if ref.kind == "country"}
        if names & COUNTRY_NAMES:
            return "country"
        if names & DEMONYMS:
            return "demonym"
        if "organisation" in kinds:
            return "organisation"
        return "capital" if names <= {"capital", "metonym"} else "country"
    if "organisation" in kinds:
        return "organisation"
    return "person" if "person" in kinds else "place"


def country_ids(refs: tuple[Ref, ...]) -> list[str]:
    return list(dict.fromkeys(ref.id for ref in refs if ref.kind == "country"))
