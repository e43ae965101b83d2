"""Nouns that say only that somebody is another than whoever they belong to: "his rival", "its neighbour"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from communique.resolve.entity import Entity
from communique.resolve.found import Found
from communique.resolve.phrase import Phrase

if TYPE_CHECKING:
    from communique.resolve.reading import Reading

OPPOSITE = frozenset(
    """rival foe enemy adversary opponent challenger guest visitor host interlocutor nemesis arch-rival
    archrival arch-foe""".split()
)
"""Nouns of whoever stands or sits opposite to somebody."""

BESIDE = frozenset({"neighbour", "neighbor", "ally", "partner", "patron"})
"""Nouns of states for the one beside another."""

SIGHT = 2
"""Sentences back in which the other one has been named."""


def the_other(reader: Reading, phrase: Phrase, holder: Found | None) -> Entity | None:
    """The one person besides a person, or the one state besides a state, that the text has named; None when
    there is none or more than one."""
    if holder is None or len(holder.entities) != 1 or phrase.plural or holder.refusal:
        return None
    owner, noun = holder.entities[0], phrase.key.split()[-1]
    if noun not in OPPOSITE and (noun not in BESIDE or owner.kind != "state"):
        return None
    if owner.kind == "state" and owner.country:
        return _other_state(reader, owner.country)
    if owner.kind != "person":
        return None
    return _only(_persons(reader, phrase), owner)


def _persons(reader: Reading, phrase: Phrase) -> Iterable[Entity]:
    """The persons named shortly before a phrase."""
    for found in reader.founds:
        distance = phrase.view.index - found.sentence
        if not 0 <= distance <= SIGHT or (distance == 0 and found.first >= phrase.first):
            continue
        if found.form != "pronoun" and not found.refusal:
            yield from (entity for entity in found.entities if entity.kind == "person")


def _only(entities: Iterable[Entity], owner: Entity) -> Entity | None:
    others = {entity.identity: entity for entity in entities if entity.identity != owner.identity}
    return next(iter(others.values())) if len(others) == 1 else None


def _other_state(reader: Reading, country: str) -> Entity | None:
    """The one other state whose name, capital or people the text names, also further on."""
    others = [named for named in reader.scene.countries if named != country]
    return reader.scene.maker.state(others[0]) if len(others) == 1 else None
