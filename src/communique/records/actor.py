"""Actors: who a mention in a text stands for, and by which rule."""

from __future__ import annotations

import msgspec

KINDS = ("state", "person", "organisation", "group", "agent")


class Actor(msgspec.Struct, frozen=True):
    """A resolved mention. start, end, text cover the actor's noun phrase.

    code: ISO 3166 alpha-3 (Kosovo KOS) or IGO UNO EUR NGO ISM IMG MNC, then the PLOVER sector; null only for
    a mention without country and sector. country: country id or null. cow: Correlates of War number or null.
    sector: PLOVER sector or null (a state as such). person, office: names from the knowledge tables. rule:
    resolver's rule.
    """

    start: int
    end: int
    text: str
    kind: str
    code: str | None
    country: str | None
    cow: int | None
    sector: str | None
    name: str | None
    person: str | None
    office: str | None
    rule: str


class Mention(msgspec.Struct, frozen=True):
    """An actor mention inside a parse: where, and whom it stands for (several for a group such as "both
    Koreas").

    sentence: index in the Parse; first, last: token range [first, last) of the noun phrase; head: token index
    of its head. core_start, core_end: code points of the bare name ("North Korean" in "the North Korean
    leader"). form: `name`, `nominal`, `pronoun` or `modifier` (a demonym or possessor inside a larger
    phrase). actors: empty when the resolver refuses (then `refusal` says why). ids: knowledge ids, parallel
    to actors ("country:PRK", "person:kim_jong_un", "organisation:un"; "" for bare agents).
    """

    sentence: int
    first: int
    last: int
    head: int
    core_start: int
    core_end: int
    form: str
    actors: tuple[Actor, ...]
    ids: tuple[str, ...]
    alt_sectors: tuple[str, ...] = ()
    refusal: str | None = None
    zone: str = "body"
