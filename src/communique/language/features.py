"""What the model sees of a word beside its sub-words: the shape of its letters.

The encoder is uncased, so the case of a word reaches it only through this class. Training and
inference both call `shape_of`; a change here asks for a newly trained model.
"""

from __future__ import annotations

PAD, DIGITS, HAS_DIGIT, LOWER, UPPER, SINGLE_UPPER, TITLE, MIXED, OTHER = range(9)
"""The nine shape classes, as the model's embedding table numbers them (0 is padding)."""

N_SHAPES = 9

MAX_SUBWORDS = 12
"""Sub-words kept of one word. Longer words (URLs, hashes) say nothing more to the model."""


def shape_of(word: str) -> int:
    """Return the shape class of `word`, one of the nine constants of this module."""
    if word.isdigit():
        return DIGITS
    if any(c.isdigit() for c in word):
        return HAS_DIGIT
    if word.islower():
        return LOWER
    if word.isupper():
        return UPPER if len(word) > 1 else SINGLE_UPPER
    if word[:1].isupper():
        return TITLE
    if any(c.isupper() for c in word):
        return MIXED
    return OTHER
