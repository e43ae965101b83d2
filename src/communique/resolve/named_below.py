"""Offices in a headline whose holder the text names below it: "Foreign Secretary visits Oman"."""

from __future__ import annotations

from communique.resolve.entity import Entity
from communique.resolve.phrase import Phrase
from communique.resolve.scene import Scene

BELOW = 4
"""Sentences behind the first lines within which the holder is looked for."""


def named_below(scene: Scene, phrase: Phrase) -> Entity | None:
    """The one person whom one of the next sentences calls by this title and name.

    Of the first two lines only; nobody when two people bear the title there.
    """
    view = phrase.view
    if view.index > 1 or phrase.plural or phrase.title is None:
        return None
    found: dict[str, Entity] = {}
    for other in scene.views[view.index + 1 : view.index + 1 + BELOW]:
        for item in other.items:
            if item.kind == "person" and item.entities and _is_called(item.title, phrase.key):
                entity = item.entities[0]
                found.setdefault(entity.identity, entity)
    return next(iter(found.values())) if len(found) == 1 else None


def _is_called(title: str, key: str) -> bool:
    """Whether the words before a name are, or end in, the title asked for."""
    return title == key or title.endswith(" " + key)
