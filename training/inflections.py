"""Inflected forms and their base forms, from lemminflect 0.2.3 (MIT; made of the NIH SPECIALIST Lexicon).

Needed while training only: what the ending rules get wrong goes into the lemma table.
"""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from functools import cache
from importlib.resources import files
from pathlib import Path

SMALLEST_RANK = 45_000
"""Only forms whose base form is among this many frequent English words (package wordfreq, Apache-2.0)."""

KINDS = frozenset({"verb", "noun", "adj", "adv"})


@cache
def inflections() -> dict[str, dict[str, str]]:
    """Return base forms by form, by the key of `lemma_key`: only forms with one base form.

    A form goes to the tags that its ending fits: "-ing" to VBG, "-ed" and the irregular to VBD and VBN,
    "-s" to VBZ or NNS, "-er" and "-est" to the comparatives.
    """
    from wordfreq import top_n_list

    frequent = set(top_n_list("en", SMALLEST_RANK))
    out: dict[str, dict[str, str]] = defaultdict(dict)
    table = files("lemminflect") / "resources" / "lemma_lu.csv.gz"
    with gzip.open(str(table), "rt", encoding="utf-8") as lines:
        for line in lines:
            form, kind, lemma = line.strip().split(",")
            if kind in KINDS and "/" not in lemma and lemma in frequent and form.isalpha() and form.isascii():
                for tag in _fitting(form, lemma, kind):
                    out[tag][form] = lemma
    bases = files("lemminflect") / "resources" / "infl_lu.csv.gz"
    with gzip.open(str(bases), "rt", encoding="utf-8") as lines:
        for line in lines:
            form, kind = line.strip().split(",")[:2]
            if kind == "adj" and form in frequent:
                out["ADJ JJ"].setdefault(form, form)
    return out


def _fitting(form: str, lemma: str, kind: str) -> list[str]:
    if kind == "verb":
        if form == lemma:
            return ["VERB VB", "VERB VBP"]
        if form.endswith("ing"):
            return ["VERB VBG"]
        if form.endswith("s"):
            return ["VERB VBZ"]
        return ["VERB VBD", "VERB VBN"]
    if kind == "noun":
        return ["NOUN NNS"] if form != lemma or form.endswith("s") else ["NOUN NN"]
    base = {"adj": ("ADJ JJ", "ADJ JJR", "ADJ JJS"), "adv": ("ADV RB", "ADV RBR", "ADV RBS")}[kind]
    if form == lemma:
        return [base[0]]
    return [base[1]] if form.endswith("r") else [base[2]] if form.endswith("st") else []


@cache
def corrected() -> dict[tuple[str, str], str]:
    """Return base forms by form and UPOS from `clippings.csv`: words often misspelt or cut short."""
    with (Path(__file__).parent / "clippings.csv").open(encoding="utf-8", newline="") as lines:
        return {(row["form"], row["upos"]): row["lemma"] for row in csv.DictReader(lines)}
