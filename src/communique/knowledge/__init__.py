"""Who is who: countries, organisations, offices and their holders, agents, titles and places, by name
and by day.

`load_knowledge()` opens the shipped tables in a few milliseconds; everything else is a method of `Knowledge`.
"""

from __future__ import annotations

from communique.knowledge.base import Knowledge, load_knowledge
from communique.knowledge.index import Name
from communique.knowledge.matcher import NameMatch, Ref
from communique.knowledge.rows import (
    Agent,
    Ambiguity,
    Country,
    Office,
    Organisation,
    Person,
    Place,
    Reading,
    Tenure,
    Title,
)

__all__ = [
    "Agent",
    "Ambiguity",
    "Country",
    "Knowledge",
    "Name",
    "NameMatch",
    "Office",
    "Organisation",
    "Person",
    "Place",
    "Reading",
    "Ref",
    "Tenure",
    "Title",
    "load_knowledge",
]
