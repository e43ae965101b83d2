"""Other spellings of a person's name: one Cyrillic or Arabic name is printed in several ways.

Only what is printed alike for everybody is here (Dmitry, Dmitri; Mohammed, Muhammad; Đinđić, Djindjic).
Whoever has a spelling of his own has a row in `person_names`. A respelling keeps all other words, so that the
full name still has to match.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from communique.knowledge.normalise import key_of

_ALIKE = (
    ("dmitry", "dmitri", "dmitriy", "dmitrii"), ("andrey", "andrei"), ("sergey", "sergei", "serguei"),
    ("alexey", "alexei", "aleksei", "aleksey"), ("yuri", "yury", "yuriy", "iouri"),
    ("yevgeny", "evgeny", "yevgeni", "evgeni"), ("nikolay", "nikolai"), ("anatoly", "anatoli", "anatoliy"),
    ("valery", "valeri", "valeriy"), ("vitaly", "vitali", "vitaliy"),
    ("alexander", "aleksandr", "alexandr", "aleksander", "aleksandar"), ("gennady", "gennadi", "gennadiy"),
    ("arkady", "arkadi"), ("georgy", "georgi", "georgiy"), ("grigory", "grigori"),
    ("vasily", "vasili", "vassily"), ("mikhail", "mikhael", "michail"), ("viktor", "victor"),
    ("yegor", "egor"), ("maxim", "maksim"), ("arseniy", "arseny", "arseni"), ("oleksandr", "olexandr"),
    ("serhiy", "sergiy", "serhii"), ("andriy", "andrii"), ("dmytro", "dmitro"),
    ("mohammed", "mohamed", "mohammad", "muhammad", "mohamad", "muhammed", "mohamud", "mohamoud"),
    ("ahmed", "ahmad"), ("hussein", "husain", "hussain", "hossein", "hussien", "husayn"),
    ("hassan", "hasan", "hassen"), ("abdullah", "abdallah", "abdulla"), ("omar", "umar", "omer"),
    ("yousef", "yusuf", "youssef", "yousuf", "yusef", "youcef"), ("khalid", "khaled"),
    ("mahmoud", "mahmud", "mahmood"), ("mustafa", "mustapha", "moustafa", "moustapha"),
    ("nasser", "nasir", "nassir"), ("rashid", "rashed", "rachid"), ("faisal", "faysal", "feisal"),
    ("saeed", "said", "saied", "sayed"), ("ibrahim", "ebrahim", "ibraheem"),
    ("qasem", "qassem", "qasim", "kassem", "qassim", "ghasem"),
    ("suleiman", "sulaiman", "soleiman", "sulayman", "suleyman"), ("muqtada", "moqtada", "moktada"),
    ("yasser", "yasir", "yaser"), ("abdel", "abdul", "abd al", "abd el"), ("jaafar", "jafar", "jaffar"),
    ("nouri", "nuri"), ("tariq", "tarek", "tareq", "tarik"), ("walid", "waleed"), ("samir", "sameer"),
    ("aziz", "azeez"), ("haidar", "haider", "haydar"), ("mansour", "mansur", "mansoor"),
    ("masoud", "massoud", "masood", "mesud"), ("ismail", "ismael", "esmail"), ("jalal", "djalal"),
    ("abdulaziz", "abdelaziz"), ("abdulrahman", "abdelrahman", "abdurrahman", "abdirahman"),
)  # fmt: skip
"""Words of names, as keys, that are the same name."""

_CLASS = {word: group for group in _ALIKE for word in group if " " not in word}

MOST = 12
"""Respellings of one name at most: a name of three such words would have hundreds."""


_LETTERS = str.maketrans(
    {
        "đ": "dj",
        "Đ": "Dj",
        "ö": "oe",
        "Ö": "Oe",
        "ü": "ue",
        "Ü": "Ue",
        "ä": "ae",
        "ø": "oe",
        "Ø": "Oe",
        "å": "aa",
        "Å": "Aa",
    }
)


def without_marks(name: str) -> str:
    """The name as agencies spell its letters out.

    >>> without_marks("Zoran Đinđić"), without_marks("Gerhard Schröder")
    ('Zoran Djindjić', 'Gerhard Schroeder')
    """
    return name.translate(_LETTERS)


_INITIALS = re.compile(r"(?:\b[A-Z]\.? ?){2,}(?=[A-Z][a-z])|^[A-Z]{2} (?=[A-Z][a-z])")


def with_points(name: str) -> str | None:
    """An abbreviation as some newspapers print it; None where the name is none.

    >>> with_points("SDF"), with_points("UNESCO"), with_points("Sinn Fein")
    ('S.D.F.', None, None)
    """
    short = 3 <= len(name) <= 4 and name.isascii() and name.isalpha() and name.isupper()
    return "".join(f"{letter}." for letter in name) if short else None


def initials_together(name: str) -> Iterator[str]:
    """A name that begins with initials, in the other ways to print those.

    >>> list(initials_together("B. J. Habibie"))
    ['B.J. Habibie', 'BJ Habibie']
    """
    match = _INITIALS.match(name)
    if match is None:
        return
    letters = [char for char in match.group() if char.isalpha()]
    rest = name[match.end() :]
    pointed = [f"{letter}." for letter in letters]
    for front in (" ".join(pointed), "".join(pointed), "".join(letters)):
        if f"{front} {rest}" != name:
            yield f"{front} {rest}"


def respellings(name: str) -> Iterator[str]:
    """The keys of the same name in other spellings, its own left out.

    >>> sorted(respellings("Dmitry Yazov"))
    ['dmitri yazov', 'dmitrii yazov', 'dmitriy yazov']
    >>> list(respellings("Angela Merkel"))
    []
    """
    words = key_of(name).split()
    if len(words) < 2:
        return
    found: dict[str, None] = dict.fromkeys([key_of(without_marks(name))])
    for place, word in enumerate(words):
        for other in _CLASS.get(word, ()):
            if other != word:
                found[" ".join([*words[:place], other, *words[place + 1 :]])] = None
    places = [place for place, word in enumerate(words) if word in _CLASS]
    if len(places) == 2:
        for one in _CLASS[words[places[0]]]:
            for two in _CLASS[words[places[1]]]:
                respelled = list(words)
                respelled[places[0]], respelled[places[1]] = one, two
                found[" ".join(respelled)] = None
    found.pop(" ".join(words), None)
    yield from list(found)[:MOST]
