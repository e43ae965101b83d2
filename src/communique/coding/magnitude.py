"""Counts: killed, wounded, arrested, displaced, participants."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.tree import Tree
from communique.records import Magnitude


def magnitudes(tree: Tree, act: Act, text: str) -> tuple[Magnitude, ...]:
    """Counts tied to an act."""
    return ()
