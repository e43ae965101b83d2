"""The phase of a state that one verb or predicate tells: words of all states, and those that one has alone.

"Expired", "on hold", "in force" are said of any state (data/situation_phases.toml); "unanswered" of a line,
"shut" of a border: `own`, phase by word, from the row of the state ("none": a word that tells nothing of it).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from communique.coding.tree import Tree
from communique.coding.word_keys import verb_stems

Own = Mapping[str, str]


@cache
def phase_table() -> dict[str, Any]:
    text = files("communique.coding").joinpath("data", "situation_phases.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def words_of(section: str) -> dict[str, str]:
    """Phase by word."""
    return {word: phase for phase, words in phase_table()[section].items() for word in words.split()}


@cache
def listed_under(section: str, name: str) -> frozenset[str]:
    return frozenset(phase_table()[section][name].split())


def phase_of_verb(tree: Tree, verb: int, section: str, own: Own) -> str | None:
    """The phase of a verb whose subject or object, as the section says, is the state."""
    phase = _phase_of_verb(tree, verb, words_of(section), own)
    return None if phase == "none" else phase


def _phase_of_verb(tree: Tree, verb: int, words: Own, own: Own) -> str | None:
    lemma = tree.lemma[verb]
    joined = [f"{lemma}_{tree.lemma[near]}" for near in tree.all(verb, "compound:prt", "advmod")]
    for key in joined:
        if key in words or key in own:
            return own.get(key) or words.get(key)
    if tree.child(verb, "compound:prt") is not None:
        return None
    for key in (tree.sentence.form[verb].lower(), lemma):
        if key in own:
            return own[key]
    if lemma in words:
        return words[lemma]
    return next((words[s] for s in verb_stems(tree.sentence.form[verb].lower()) if s in words), None)


def predicate_phase(tree: Tree, word: int, own: Own) -> str | None:
    """The phase of "in force", "on hold", "out of service", "unanswered".

    Of joined words ("up and running") that of either.
    """
    found = _phase_of_one(tree, word, own)
    if found is None:
        others = (_phase_of_one(tree, other, own) for other in tree.all(word, "conj"))
        found = next((phase for phase in others if phase is not None), None)
    return found


def _phase_of_one(tree: Tree, word: int, own: Own) -> str | None:
    form, lemma = tree.sentence.form[word].lower(), tree.lemma[word]
    marks = [tree.lemma[mark] for mark in tree.all(word, "case")]
    words = words_of("predicate")
    joined = "_".join([*(part for mark in tree.all(word, "case") for part in _fixed(tree, mark)), lemma])
    if marks and (joined in words or joined in own):
        return own.get(joined) or words.get(joined)
    phase = own.get(form) or own.get(lemma) or words.get(form) or words.get(lemma)
    if phase is None and tree.xpos[word] == "VBN" and tree.deprel[word] in ("xcomp", "conj"):
        return phase_of_verb(tree, word, "object", own)  # "remains suspended"
    if phase is None or form == "underway" or tree.upos[word] in ("ADJ", "ADV", "VERB"):
        return phase
    bare = form in listed_under("with", "bare") or tree.upos[word] == "ADP"
    if bare and tree.child(word, "cop") is not None:
        return phase  # "is history", "is over"
    return phase if tree.case(word) in listed_under("with", "words") else None


def _fixed(tree: Tree, mark: int) -> list[str]:
    return [tree.lemma[mark], *(tree.lemma[part] for part in tree.all(mark, "fixed"))]


__all__ = ["Own", "listed_under", "phase_of_verb", "phase_table", "predicate_phase", "words_of"]
