"""The word lists that the date and the place of events are read by (`data/event_words.toml`)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple


class EventWords(NamedTuple):
    """Sets of lemmas or lower-case words; the comments in the file say what each is for."""

    light_verbs: frozenset[str]
    aspect_verbs: frozenset[str]
    plan_verbs: frozenset[str]
    speech_verbs: frozenset[str]
    other_date_nouns: frozenset[str]
    gatherings: frozenset[str]
    scheduled: frozenset[str]
    named_again: frozenset[str]
    local_acts: frozenset[str]
    leaving: frozenset[str]
    motion: frozenset[str]
    on_places: frozenset[str]
    buildings: frozenset[str]
    institutions: frozenset[str]
    lines: frozenset[str]
    place_prepositions: frozenset[str]
    facilities: frozenset[str]
    sites: frozenset[str]
    site_openers: frozenset[str]
    place_nouns: frozenset[str]
    provinces: frozenset[str]
    districts: frozenset[str]
    place_parts: frozenset[str]
    presence: frozenset[str]
    journeys: frozenset[str]
    airborne: frozenset[str]
    same_places: frozenset[str]
    from_acts: frozenset[str]
    hearers: frozenset[str]
    vantages: frozenset[str]
    dwellers: frozenset[str]
    posted: frozenset[str]
    described: dict[str, str]
    capitals: dict[str, str]


TABLES = ("described", "capitals")
"""What gives a place id for words or for a country."""


@cache
def event_words() -> EventWords:
    """The lists, read once."""
    text = (resources.files("communique.resolve") / "data" / "event_words.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    lists = {name: frozenset(table[name]) for name in EventWords._fields if name not in TABLES}
    return EventWords(**lists, described=dict(table["described"]), capitals=dict(table["capitals"]))
