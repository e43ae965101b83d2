"""Is it English? Answered from function words where that is clear, by py3langid only where it is not."""

from __future__ import annotations

import re
from typing import NamedTuple

MIN_LETTERS = 200
HEAD = 1_000
"""Characters that py3langid is given: more does not change its answer on news, and costs time."""

FUNCTION_WORDS = frozenset(
    [
        "the",
        "of",
        "to",
        "and",
        "in",
        "a",
        "that",
        "is",
        "for",
        "on",
        "with",
        "as",
        "was",
        "by",
        "it",
        "at",
        "from",
        "his",
        "he",
        "said",
        "its",
        "are",
        "be",
        "an",
        "have",
        "has",
        "not",
        "but",
        "which",
        "who",
        "will",
        "would",
        "had",
        "were",
        "been",
        "their",
        "this",
        "after",
        "they",
        "or",
        "between",
        "against",
    ]
)
CLEAR_SHARE = 0.18
"""Share of English function words from which no model is asked. English news has 0.28
to 0.45, the nearest other languages (Scots and Caribbean creoles aside) under 0.12, as
their "in", "is", "was", "of", "a" are ours too."""
MARGIN = 0.15
"""py3langid's log-probability margin per letter by which another language must win."""


class Language(NamedTuple):
    """code: ISO 639-1, or None where the text is too short to say; `refuse`: clearly not English."""

    code: str | None
    refuse: bool


def identify(text: str) -> Language:
    """Language of the first 1,000 characters. Under 200 letters the answer is None and nothing is refused."""
    head = text[:HEAD]
    n_letters = sum(character.isalpha() for character in head)
    words = re.findall(r"[^\W\d_]+", head.casefold())
    share = sum(word in FUNCTION_WORDS for word in words) / max(len(words), 1)
    if n_letters < MIN_LETTERS:
        return Language("en" if share >= 0.3 else None, False)
    n_latin = sum(character.isascii() or "À" <= character <= "ɏ" for character in head if character.isalpha())
    if share >= CLEAR_SHARE and n_latin > 0.8 * n_letters:
        return Language("en", False)
    ranking = dict(_rank(head))
    best = max(ranking, key=lambda code: (ranking[code], code))
    if best == "en":
        return Language("en", False)
    clear = n_latin < 0.5 * n_letters or ranking[best] - ranking["en"] > MARGIN * n_letters
    return Language(best if clear else None, clear)


def _rank(text: str) -> list[tuple[str, float]]:
    import py3langid

    return [(str(code), float(score)) for code, score in py3langid.rank(text)]
