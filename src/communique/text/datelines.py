"""Where the dateline of a news report ends ("SEOUL, June 16 (Yonhap) — ")."""

from __future__ import annotations

from collections.abc import Sequence

_DASHES = frozenset({"--", "—", "–", "-", "―"})
_MARKS = frozenset({",", "(", ")", "/", ".", "-", ":", "&", "|"})
_SMALL = frozenset({"of", "the", "and", "de", "la", "al", "on", "del", "el", "in", "st", "nd", "rd", "th"})
_MONTHS = (
    "january february march april may june july august september october november december "
    "jan. feb. mar. apr. jun. jul. aug. sep. sept. oct. nov. dec."
)
_CALENDAR = frozenset(
    f"{_MONTHS} monday tuesday wednesday thursday friday saturday sunday "
    "mon. tue. tues. wed. thu. thurs. fri. sat. sun.".split()
)
_MAX_WORDS = 16
"""Tokens of the longest dateline that is looked for, its dash included."""


def dateline_end(words: Sequence[str]) -> int:
    """Return how many leading tokens of a sentence form its dateline, dash included; 0 for none.

    A dateline is a place, its first word a capital, followed by a dash, and marked as one by a place in
    capitals, an agency in brackets, or a date. A plain hyphen counts as the dash only after a bracket or
    a date, since it also joins words. What follows must open a sentence.
    """
    if not words or not words[0][0].isupper():
        return 0
    bracket = date = inside = False
    for k, word in enumerate(words[:_MAX_WORDS]):
        if k and word in _DASHES and k + 1 < len(words):
            marked = bracket or date or (words[0].isupper() and len(words[0]) > 2 and _place_only(words[:k]))
            if word == "-" and not (words[k - 1] == ")" or (date and words[k - 1][-1].isdigit())):
                if not marked:
                    return 0
                continue
            following = words[k + 1]
            opens = following[0].isupper() or following[0].isdigit() or following[0] in "\"“‘'«"
            return k + 1 if marked and opens and k + 2 < len(words) else 0
        low = word.lower()
        bracket = bracket or word == ")"
        inside = word == "(" or (inside and word != ")")
        date = date or (low in _CALENDAR and k > 0)
        if not (word[0].isupper() or word[0].isdigit() or word in _MARKS or low in _SMALL or inside):
            return 0
    return 0


def _place_only(words: Sequence[str]) -> bool:
    """True for a place in capitals, with or without a region after a comma ("HAMMOND, La.")."""
    city = words[: words.index(",")] if "," in words else words
    return len(city) <= 4 and all(w.isupper() or w in _MARKS for w in city)
