"""Parties by three letters or in words: countries, and the kinds of bodies that belong to none."""

from __future__ import annotations

from functools import cache

from communique.errors import UsageError
from communique.knowledge.base import load_knowledge
from communique.ontology import load_ontology

INTERNATIONAL = {
    "UNO": "United Nations", "EUR": "European Union", "IGO": "intergovernmental bodies", "NGO": "NGOs",
    "IMG": "armed groups", "ISM": "movements", "MNC": "multinationals",
}  # fmt: skip
"""Bodies without a country, and what they are called."""


@cache
def party_names() -> dict[str, str]:
    """Three letters of a party → its name: every country, and the kinds of bodies without one."""
    knowledge = load_knowledge()
    names = {row.id: knowledge.name("country", row.id) for row in knowledge.rows("countries")}
    told = load_ontology().sectors.items()
    sectors = {code: words.split("(")[0].split(":")[0].strip() for code, words in told}
    return {**sectors, **names, **INTERNATIONAL}


def party_of(words: str) -> str:
    """The three letters of a party named by them or in words. Raises UsageError for a name nobody bears."""
    given = words.strip()
    if given.upper() in party_names():
        return given.upper()
    for ref in load_knowledge().lookup(given):
        if ref.kind == "country":
            return ref.id
    by_name = _by_name().get(given.casefold())
    if by_name:
        return by_name
    if len(given) == 3 and given.isascii() and given.isalpha():
        return given.upper()
    raise UsageError(f"{given!r} is no country or kind of body; give a name or three letters, such as PRK")


@cache
def _by_name() -> dict[str, str]:
    return {name.casefold(): code for code, name in party_names().items()}
