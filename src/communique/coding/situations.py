"""Standing states."""

from __future__ import annotations

from communique.coding.attribution import Attributor
from communique.coding.tree import Tree
from communique.records import Article, DocumentRef, Parse, Situation
from communique.resolve import Resolution


def find_situations(
    parse: Parse, article: Article, document: DocumentRef, trees: list[Tree], resolution: Resolution, attributor: Attributor
) -> list[Situation]:
    """Standing states that the text reports."""
    return []
