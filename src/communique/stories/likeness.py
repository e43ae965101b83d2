"""How alike two codings are: named features between -1 and 1, each with words that say what it saw."""

from __future__ import annotations

from communique.stories import likeness_facts, likeness_words
from communique.stories.feature import FEATURES, akin, gap_days
from communique.stories.sketch import Sketch

__all__ = ["FEATURES", "akin", "compare", "gap_days", "likeness_facts", "likeness_words"]


def compare(a: Sketch, b: Sketch) -> dict[str, float]:
    """All features of a pair; the order of the two does not matter."""
    return {name: function(a, b) for name, function in FEATURES.items()}
