"""The word classes that the rules read, from `data/words.toml`, `data/bodies.toml` and `data/pairs.toml`."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec


class Body(msgspec.Struct, frozen=True):
    """What a head noun of an organisation's name says: sector, second acceptable sector, kind."""

    sector: str
    alt: str
    kind: str


class DividedPair(msgspec.Struct, frozen=True):
    """Two states that texts call by a compass word (rule 7). Words are lower case; ids are country ids."""

    first: str
    second: str
    first_words: frozenset[str]
    second_words: frozenset[str]
    shared: frozenset[str]
    shared_plural: frozenset[str]
    whole_words: frozenset[str]
    dyad: frozenset[str]
    kin: frozenset[str]
    since: int
    until: int


class Words(msgspec.Struct, frozen=True):
    """All word classes; see the comments in `data/words.toml` for what each is for."""

    sets: dict[str, frozenset[str]]
    pair_sector: dict[str, str]
    bodies: dict[str, Body]
    telling: frozenset[str]
    """Lemmas that a rule for descriptions asks about."""
    body_heads: frozenset[str]
    """The last word of every body noun."""
    longest_body: int
    pairs: tuple[DividedPair, ...]
    prefixes: dict[str, str]
    not_dyads: frozenset[str]
    shared: dict[str, DividedPair]
    """Single words that name a divided whole or both halves of it, with the pair."""
    compass: frozenset[str]
    """Words that stand for one half of a divided pair: "north", "mainland"."""
    peoples: frozenset[str]
    """Keys of peoples and townsfolk inside a state."""
    clubs: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]
    """First word of a group of states → (its words, the states): "the Baltic states"."""
    given: dict[str, str]
    fields: dict[str, str]
    """Words of sport, art, trade, school and crime → the sector of who leads or does it."""
    regions: dict[str, tuple[str, str]]
    """Breakaway state or region → (state whose code it carries, sector of its rulers)."""

    def __getitem__(self, name: str) -> frozenset[str]:
        return self.sets[name]


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads((files("communique.resolve") / "data" / name).read_text(encoding="utf-8"))


@cache
def words() -> Words:
    """The word classes, read once a process."""
    sets: dict[str, frozenset[str]] = {}
    table = _load("words.toml")
    pair_sector = table.pop("pair_sector")
    fields = table.pop("field")
    for key, value in table.items():
        if isinstance(value, dict):
            sets.update({f"{key}.{part}": frozenset(items) for part, items in value.items()})
        else:
            sets[key] = frozenset(value)
    sets["former"] = sets["former.ex"] | sets["former.late"] | sets["former.then"]
    bodies: dict[str, Body] = {}
    for group in _load("bodies.toml")["body"]:
        for noun in group["nouns"]:
            bodies[noun] = Body(group["sector"], group.get("alt", ""), group["kind"])
    table = _load("pairs.toml")
    regions = _load("regions.toml")
    pairs = tuple(_pair(entry) for entry in table["pair"])
    return Words(
        sets=sets,
        pair_sector=pair_sector,
        bodies=bodies,
        telling=frozenset(
            {
                "community",
                "counterpart",
                "man",
                "woman",
                "boy",
                "girl",
                "child",
                "teenager",
                "person",
                "youth",
                "couple",
            }
        )
        | sets["pair"]
        | sets["country"]
        | sets["government"]
        | sets["country_like"]
        | sets["speech.spokes"]
        | sets["leader"]
        | sets["circle"]
        | frozenset(noun.rsplit(" ", 1)[-1] for noun in bodies),
        body_heads=frozenset(noun.rsplit(" ", 1)[-1] for noun in bodies),
        longest_body=max(noun.count(" ") for noun in bodies) + 1,
        pairs=pairs,
        prefixes=table["prefixes"],
        not_dyads=frozenset(table["not_dyads"]["words"]),
        shared={
            word: pair
            for pair in pairs
            for word in sorted(pair.shared | pair.shared_plural)
            if " " not in word
        },
        compass=frozenset(word for pair in pairs for word in pair.first_words | pair.second_words),
        clubs=_clubs(table["clubs"]),
        given=_given_names(),
        fields={word: sector for sector, names in fields.items() for word in names},
        regions={id: (state, sector) for id, (state, sector) in regions["states"].items()},
        peoples=frozenset(regions["peoples"]["names"]),
    )


def _pair(entry: dict[str, Any]) -> DividedPair:
    def lower(key: str) -> frozenset[str]:
        return frozenset(entry.get(key, ()))

    return DividedPair(
        entry["first"],
        entry["second"],
        lower("first_words"),
        lower("second_words"),
        lower("shared"),
        lower("shared_plural"),
        lower("whole_words"),
        lower("dyad"),
        lower("kin"),
        entry.get("since", 0),
        entry.get("until", 9999),
    )


def _clubs(table: dict[str, list[str]]) -> dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]]:
    found: dict[str, tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]] = {}
    for name, states in table.items():
        parts = tuple(name.split())
        found[parts[0]] = (*found.get(parts[0], ()), (parts, tuple(states)))
    return found


def _given_names() -> dict[str, str]:
    """Given name (lower case) → `f` or `m`; only names that one sex carries almost alone."""
    table = _load("given_names.toml")
    return {name: sex for sex in ("f", "m") for name in table[sex].split()}
