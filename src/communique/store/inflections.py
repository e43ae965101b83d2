"""The regular English forms of a word that is looked for: who asks for a hotline wants hotlines too."""

from __future__ import annotations

import re

SHORTEST = 3
"""Letters of a word that is inflected at least."""
_HISSING = ("s", "x", "z", "ch", "sh")
_CLOSED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgklmnprt]$")
"""An ending whose last letter may be doubled before -ed and -ing: ban, banned; travel, travelled."""


def forms(word: str) -> list[str]:
    """A word and its forms, the word itself first, all in lower case: singular and plural, and of a word in
    lower case -ed and -ing as well. A capital at the start marks a name, which has no past: Reed stays Reed.
    Forms that do not exist find nothing; words with digits, short ones and those of other scripts stay alone.
    """
    low = word.lower()
    if len(low) < SHORTEST or not (low.isascii() and low.isalpha()) or (word.isupper() and len(word) < 6):
        return [low]
    bases = [low, *_singulars(low)]
    found = [low, *bases, *(_plural(base) for base in bases)]
    if word[0].islower():
        found += [form for base in bases for form in _of_verb(base)]
        found += [form for base in _bare(low) for form in (base, _plural(base), *_of_verb(base))]
    return list(dict.fromkeys(found))


def _singulars(word: str) -> list[str]:
    """What a word may be the plural of."""
    if len(word) < SHORTEST + 1 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return []
    if word.endswith("ies") and len(word) > 4:
        return [word[:-3] + "y"]
    if word.endswith("es") and word[:-2].endswith(_HISSING):
        return [word[:-2]] if word[:-2].endswith(("x", "ch", "sh", "ss")) else [word[:-2], word[:-1]]
    return [word[:-1]]


def _plural(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(_HISSING) else "s")


def _of_verb(word: str) -> list[str]:
    """Past and participle."""
    if word.endswith("e"):
        return [word + "d", word[:-1] + "ing"]
    if word.endswith("y") and word[-2:-1] not in "aeiou":
        return [word[:-1] + "ied", word + "ing"]
    doubled = [word + word[-1] + ending for ending in ("ed", "ing")] if _CLOSED.search(word) else []
    return [word + "ed", word + "ing", *doubled]


def _bare(word: str) -> list[str]:
    """What a word may be the past or the participle of."""
    for ending in ("ied", "ed", "ing"):
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < SHORTEST or not re.search("[aeiouy]", rest):
            continue
        if ending == "ied":
            return [rest + "y"]
        if rest[-1] == rest[-2] and rest[-1] not in "lsz":
            return [rest[:-1]]
        return [rest, rest + "e"]
    return []
