"""Surnames out of full names, by the order in which the name is written."""

from __future__ import annotations

from communique.knowledge.normalise import key_of

_ARTICLES = frozenset({"al", "el", "ul", "as", "ad", "ar", "az", "at", "ash", "an"})
"""Arabic articles, joined to the surname by a hyphen in print: both "al-Assad" and "Assad" are used."""

_PARTICLES = frozenset(
    ["van", "von", "der", "den", "de", "del", "della", "di", "da", "do", "dos", "das", "du", "la", "le",
     "ter", "bin", "ben", "ibn", "mac", "mc", "san", "st", "st.", "zu", "abu"]
)  # fmt: skip
"""Small words that belong to the surname that follows."""

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})


def surnames(name: str, name_order: str) -> tuple[str, ...]:
    """The keys by which the bearer may be called alone, the fullest first.

    >>> surnames("Kim Jong Un", "family_first"), surnames("Bashar al-Assad", "given_first")
    (('kim',), ('al assad', 'assad'))
    >>> surnames("Alexander Van der Bellen", "given_first")
    ('van der bellen', 'bellen')
    >>> surnames("Enrique Peña Nieto", "given_first")
    ('nieto', 'pena nieto')
    """
    hyphened = name.replace("-", "\0")
    words = [word for word in key_of(hyphened).split() if word not in _SUFFIXES]
    if not words:
        return ()
    if len(words) == 1:
        return (words[0].replace("\0", " "),)
    if name_order == "family_first":
        return (words[0].replace("\0", " "),)
    first = len(words) - 1
    while first > 1 and words[first - 1] in _PARTICLES | _ARTICLES:
        first -= 1
    last = words[-1]
    found = [" ".join(words[first:]).replace("\0", " ")]
    article, joined, rest = last.partition("\0")
    if first < len(words) - 1 or (joined and article in _ARTICLES):
        found.append(rest if joined and article in _ARTICLES else last.replace("\0", " "))
    elif len(words) > 2 and not joined and len(words[-2].strip(".")) > 1:
        found.append(f"{words[-2]} {last}".replace("\0", " "))
    return tuple(dict.fromkeys(found))
