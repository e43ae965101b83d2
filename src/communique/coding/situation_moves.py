"""How the words around a noun of a state move it: they open, resume, keep, pause, break or end it.

The words stand in data/situation_phases.toml; the main clause goes before the clauses below the noun.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from communique.coding.senses import EMPTY_HEADS
from communique.coding.tree import Tree
from communique.coding.word_keys import verb_stems

DEFINITE = frozenset({"the", "this", "these", "that", "those"})


class Move(NamedTuple):
    """open, stand, pause or end; the word that tells it; whether the state is the object of a deed."""

    phase: str
    predicate: int
    is_object: bool
    is_sure: bool = False
    """Whether any tense tells it to stand ("entered its third month")."""


@cache
def phase_table() -> dict[str, Any]:
    text = files("communique.coding").joinpath("data", "situation_phases.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _words(section: str) -> dict[str, str]:
    """Phase by word."""
    return {word: phase for phase, words in phase_table()[section].items() for word in words.split()}


@cache
def listed_under(section: str, name: str) -> frozenset[str]:
    return frozenset(phase_table()[section][name].split())


def has_article(tree: Tree, noun: int) -> bool:
    return any(
        tree.deprel[c] == "nmod:poss" or (tree.deprel[c] == "det" and tree.lemma[c] in DEFINITE)
        for c in tree.children[noun]
    )


def find_move(tree: Tree, noun: int) -> Move | None:
    """How the words around a noun move its state, the main clause before the clauses below the noun."""
    head, relation = tree.head[noun], tree.deprel[noun]
    if head >= 0 and relation.startswith("nmod") and tree.case(noun) == "of":
        if tree.lemma[head] not in EMPTY_HEADS or tree.head[head] < 0:
            return _of_noun(tree, head)
        return _of_clause(tree, head, tree.head[head])  # "another round of talks"
    if head >= 0:
        found = _of_clause(tree, noun, head)
        if found is not None:
            return found
    for child in tree.children[noun]:
        if tree.deprel[child] in ("acl", "acl:relcl") and tree.upos[child] == "VERB":
            found = _of_clause(tree, noun, child)
            if found is not None:
                return found
        if tree.deprel[child] == "amod" and tree.xpos[child] == "VBN":
            if _phase_of_verb(tree, child, "object") == "pause":
                return Move("pause", child, True, True)
        if tree.deprel[child] in ("nmod", "acl", "appos", "amod"):
            phase = _predicate_phase(tree, child)
            if phase in ("stand", "pause"):
                return Move(phase, child, False, True)  # "emergency rule, in force since May"
    return None


def _of_noun(tree: Tree, change: int) -> Move | None:
    """ "The extension of the curfew"; of an end only where somebody announces it."""
    phase = _words("noun").get(tree.lemma[change])
    above = tree.head[change]
    if phase is None or above < 0:
        return None
    if phase == "end" and tree.lemma[above] not in ("announce", "declare", "order", "decree", "proclaim"):
        return None
    return Move(phase, above, True) if tree.upos[above] == "VERB" else Move(phase, change, True)


def _of_clause(tree: Tree, noun: int, verb: int) -> Move | None:
    arguments = tree.args(verb)
    if tree.case(noun) == "under" and noun in arguments.get("under", ()):
        phase = _phase_of_verb(tree, verb, "under")
        return Move(phase, verb, True) if phase else None
    if tree.upos[verb] not in ("VERB", "AUX"):
        about = (*arguments.get("subj", ()), *arguments.get("obj", ()))
        phase = _predicate_phase(tree, verb) if noun in about else None
        counted = tree.lemma[verb] in listed_under("counted", "units") and tree.case(verb) in ("in", "on")
        if noun in about and counted:
            return Move("stand", verb, False, True)  # "is in its third week"
        return Move(phase, verb, False) if phase else None
    below = [k for k in tree.children[verb] if tree.deprel[k] in ("obl", "xcomp", "obj", "advmod")]
    if noun in arguments.get("obj", ()):
        moved = [p for k in below if k != noun and (p := _predicate_phase(tree, k)) is not None]
        if moved and tree.lemma[verb] in listed_under("declared", "verbs"):
            return Move(moved[0], verb, True) if moved[0] in ("end", "pause") else None
        if moved and tree.lemma[verb] in ("put", "place", "keep", "bring", "leave", "hold"):
            return Move("open" if moved[0] == "stand" else moved[0], verb, True)
        phase = _phase_of_verb(tree, verb, "object")
        known = tree.head[noun] == verb and has_article(tree, noun)
        if known and tree.lemma[verb] in ("declare", "proclaim"):
            return None  # "declared the truce …": what it declared of it is not known
        if tree.lemma[verb] in listed_under("progressive", "verbs") and _is_going_on(tree, verb):
            return Move("stand", verb, True, True)
        return Move(phase, verb, True) if phase else None
    own = tree.head[noun] == verb and tree.deprel[noun] == "nsubj"  # "whose occupation ended"
    if not own and noun not in arguments.get("subj", ()):
        return None
    lemma = tree.lemma[verb]
    objects = [tree.lemma[k] for k in arguments.get("obj", ()) if not own or tree.head[k] == verb]
    if lemma in listed_under("counted", "verbs") and set(objects) & listed_under("counted", "units"):
        return Move("stand", verb, False, True)
    into = {tree.lemma[k] for k in arguments.get("into", ())}
    if lemma in listed_under("counted", "into") and into & listed_under("counted", "units"):
        return Move("stand", verb, False, True)
    if lemma == "take" and set(objects) & {"effect", "hold", "force", "place"}:
        return Move("open", verb, False)
    if lemma in ("come", "go", "enter", "be", "remain", "stay", "stand"):
        moved = [p for k in below if (p := _predicate_phase(tree, k)) is not None]
        if moved:
            opening = lemma in ("come", "go", "enter") and moved[0] == "stand"
            return Move("open" if opening else moved[0], verb, False)
    if objects or tree.is_passive(verb):
        return None
    phase = _phase_of_verb(tree, verb, "subject")
    return Move(phase, verb, False) if phase else None


def _is_going_on(tree: Tree, verb: int) -> bool:
    """ "Are holding talks", "have been holding talks"."""
    forms = {tree.sentence.form[c].lower() for c in tree.all(verb, "aux")}
    return tree.xpos[verb] == "VBG" and bool(forms & {"is", "are", "been"})


def _phase_of_verb(tree: Tree, verb: int, section: str) -> str | None:
    words = _words(section)
    particle = tree.child(verb, "compound:prt")
    for near in tree.all(verb, "advmod"):
        if f"{tree.lemma[verb]}_{tree.lemma[near]}" in words:
            particle = near
    if particle is not None:
        return words.get(f"{tree.lemma[verb]}_{tree.lemma[particle]}")
    lemma = tree.lemma[verb]
    if lemma in words:
        return words[lemma]
    return next((words[s] for s in verb_stems(tree.sentence.form[verb].lower()) if s in words), None)


def _predicate_phase(tree: Tree, word: int) -> str | None:
    """The phase of "in force", "on hold", "over"."""
    form = tree.sentence.form[word].lower()
    phase = _words("predicate").get(form) or _words("predicate").get(tree.lemma[word])
    if phase is None or form == "underway" or tree.upos[word] in ("ADJ", "ADV"):
        return phase
    return phase if tree.case(word) in listed_under("with", "words") else None


__all__ = ["Move", "find_move", "has_article", "listed_under", "phase_table"]
