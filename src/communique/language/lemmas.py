"""Lemmas by rule: the endings of each tag, and a table of the forms that no ending explains."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

Rule = tuple[str, int, str]
"""Case to give the form first (keep, lower, title), letters to drop from its end, ending to add."""

MAX_SUFFIX = 6
"""Letters of the longest ending a rule looks at."""

_CASELESS = frozenset({"VERB", "AUX", "ADV", "ADP", "CCONJ", "SCONJ", "DET", "PART"})
"""Tags whose words have a capital only at the start of a sentence or in a title."""

_CACHE_SIZE = 100_000


class LemmaTables(msgspec.Struct, frozen=True):
    """The file `lemmas.json`: per tag (`lemma_key`) the rules by ending, and lemmas by form."""

    rules: dict[str, dict[str, Rule]]
    exceptions: dict[str, dict[str, str]]


def lemma_key(upos: str, xpos: str) -> str:
    """Return the tag under which rules are kept: both tags, since neither alone tells "left" from "left".

    A pair that the treebanks do not hold is looked up under the second tag alone ("" and `xpos`).
    """
    return f"{upos} {xpos}"


def cased(form: str, upos: str) -> str:
    """Return `form`, in small letters where a capital says nothing about its word."""
    return form.lower() if upos in _CASELESS else form


def apply_rule(form: str, rules: Mapping[str, Rule]) -> str:
    """Return the lemma of `form` by the rule of its longest known ending.

    Endings of forms with a capital are kept apart, marked by a leading "^": "-ian" keeps its capital.
    """
    low = form.lower()
    mark = "^" if form != low else ""
    for start in range(max(0, len(low) - MAX_SUFFIX), len(low) + 1):
        rule = rules.get(mark + low[start:])
        if rule is not None:
            case, drop, ending = rule
            base = form if case == "keep" else low if case == "lower" else form.capitalize()
            return (base[: len(base) - drop] if drop < len(base) else base) + ending
    return low


SHOUTED = 6
"""Letters from which a name in capitals is a word that shouts ("WASHINGTON"), not an acronym:
of the treebanks' training parts, 118 of 140 such names are."""

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_STRETCHED = re.compile(r"([a-z])\1{2,}")


class Lemmatiser:
    """Lemma from form and tags, remembered by form and tag."""

    def __init__(self, tables: LemmaTables) -> None:
        self._rules = tables.rules
        self._exceptions = tables.exceptions
        self._cache: dict[tuple[str, str, str], str] = {}

    def lemma(self, form: str, upos: str, xpos: str) -> str:
        """Return the lemma. Unknown tags leave the form, in small letters."""
        key = (form, upos, xpos)
        found = self._cache.get(key)
        if found is None:
            tag = lemma_key(upos, xpos)
            found = self._find(cased(form, upos), tag if tag in self._rules else lemma_key("", xpos))
            if len(self._cache) >= _CACHE_SIZE:
                self._cache.clear()
            self._cache[key] = found
        return found

    def _find(self, form: str, key: str) -> str:
        table = self._exceptions.get(key)
        if table is not None:
            known = table.get(form)
            if known is None:
                known = table.get(form.lower())
            if known is not None:
                return known
        if _GROUPED.fullmatch(form):
            return form.replace(",", "")
        if "NNP" in key and form.isupper() and form.isalpha() and len(form) >= SHOUTED:
            form = form.capitalize()
        elif "NNP" not in key and form.isalpha() and _STRETCHED.search(form.lower()):
            form = _STRETCHED.sub(r"\1", form.lower())  # "sooooo"
            if table is not None and form in table:
                return table[form]
        rules = self._rules.get(key)
        return apply_rule(form, rules) if rules is not None else form.lower()


def have_or_be(
    forms: Sequence[str],
    lemmas: tuple[str, ...],
    xpos: Sequence[str],
    heads: Sequence[int],
    rels: Sequence[str],
) -> tuple[str, ...]:
    """Return `lemmas` with "have" for an auxiliary "'s" before a past participle ("he's gone").

    heads: counted from 1, 0 the root. The tree tells it from the passive ("it's cut" is `aux:pass`).
    """
    out = list(lemmas)
    for i, form in enumerate(forms):
        if form in ("'s", "’s") and rels[i] == "aux" and lemmas[i] == "be" and xpos[heads[i] - 1] != "VBG":
            out[i] = "have"
    return tuple(out)
