"""East Asian given names in two halves ("Moon Jae-in", "Tsai Ing-wen"): one name, whatever the halves.

The conventions of the treebanks part a name at its hyphen, and "in" alone is a preposition to any model
trained on them. Where both halves are Korean or Chinese syllables after another capitalised word, the model
is shown a second half that is nothing but a name, and the name it finds is made to hold both. Tokens,
offsets and lemmas keep the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.records.parse import Name

STAND_IN = "un"
"""What the model is shown in place of the second half."""

_SYLLABLE = re.compile(
    r"(?:kk|tt|pp|ss|jj|ch|sh|[gkndtrlmbpsjhyw])?"
    r"(?:eui|yeo|yae|wae|ae|ya|eo|ye|wa|oe|yo|oo|wo|we|wi|yu|eu|ui|ee|ou|[aeiou])"
    r"(?:ng|ck|rk|hn|[kgntlmphrb])?h?"
)


def second_halves(words: Sequence[str]) -> list[int]:
    """Return the places of lower-cased second halves of given names among the tokens `words`."""
    found = []
    for i, word in enumerate(words):
        if (
            i >= 3
            and words[i - 1] == "-"
            and word.islower()
            and _is_title(words[i - 2])
            and _is_title(words[i - 3])
            and _SYLLABLE.fullmatch(word)
            and _SYLLABLE.fullmatch(words[i - 2].lower())
        ):
            found.append(i)
    return found


def mend(names: Sequence[Name], halves: Sequence[int]) -> tuple[Name, ...]:
    """Return `names` with each given name whole: names that touch it become one person, surname included."""
    out = list(names)
    for half in halves:
        first, last = half - 2, half + 1
        for name in [
            n for n in out if n.first < last and n.last >= first and (n.last > first or n.label == "PER")
        ]:
            first, last = min(first, name.first), max(last, name.last)
            out.remove(name)
        out.append(Name(first, last, "PER"))
    return tuple(sorted(out, key=lambda n: n.first))


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and word[1:].islower()
