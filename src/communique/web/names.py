"""Names to show for codes."""

from __future__ import annotations

from functools import cache

from communique.knowledge import load_knowledge
from communique.knowledge.parties import party_names


def party_name(code: str | None) -> str:
    """The name of a party; the code itself where it is not known."""
    return party_names().get(code or "", code or "somebody")


@cache
def party_choices() -> tuple[tuple[str, str], ...]:
    """(code, name) of present-day countries by name, for the lists of fields."""
    rows = [row for row in load_knowledge().rows("countries") if row.valid_to is None]
    return tuple((row.id, party_name(row.id)) for row in sorted(rows, key=lambda row: party_name(row.id)))
