"""How the words around a noun of a state move it: they open, resume, keep, pause, break or end it.

The words stand in data/situation_phases.toml; the main clause goes before the clauses below the noun, and of
verbs that are joined the last ("was cut in May but restored in June").
"""

from __future__ import annotations

from typing import NamedTuple

from communique.coding.senses import EMPTY_HEADS
from communique.coding.situation_predicates import (
    Own,
    listed_under,
    phase_of_verb,
    phase_table,
    predicate_phase,
    words_of,
)
from communique.coding.tree import Tree

DEFINITE = frozenset({"the", "this", "these", "that", "those"})
BARELY = frozenset({"barely", "only", "just", "merely", "hardly", "scarcely"})


class Move(NamedTuple):
    """open, stand, pause or end; the word that tells it; whether the state is the object of a deed."""

    phase: str
    predicate: int
    is_object: bool
    is_sure: bool = False
    """Whether any tense tells it to stand ("entered its third month")."""


def has_article(tree: Tree, noun: int) -> bool:
    return any(
        tree.deprel[c] == "nmod:poss" or (tree.deprel[c] == "det" and tree.lemma[c] in DEFINITE)
        for c in tree.children[noun]
    )


def find_move(tree: Tree, noun: int, own: Own) -> Move | None:
    """How the words around a noun move its state, the main clause before the clauses below the noun.

    own: phase by word, of words that only this state has.
    """
    head, relation = tree.head[noun], tree.deprel[noun]
    if head >= 0 and relation.startswith("nmod") and tree.case(noun) == "of":
        if tree.lemma[head] not in EMPTY_HEADS or tree.head[head] < 0:
            return _of_noun(tree, head)
        return _of_clauses(tree, head, tree.head[head], own)  # "another round of talks"
    if head >= 0:
        found = _of_clauses(tree, noun, head, own)
        if found is not None:
            return found
    elif (phase := predicate_phase(tree, noun, own)) is not None and tree.child(noun, "cop") is not None:
        return Move(phase, noun, False)
    for child in tree.children[noun]:
        if tree.deprel[child] in ("acl", "acl:relcl") and tree.upos[child] == "VERB":
            found = _of_clauses(tree, noun, child, own)
            if found is not None:
                return found
        if tree.deprel[child] == "amod" and tree.xpos[child] == "VBN":
            if phase_of_verb(tree, child, "object", own) == "pause":
                return Move("pause", child, True, True)
        if tree.deprel[child] in ("nmod", "acl", "appos", "amod", "acl:relcl"):
            phase = predicate_phase(tree, child, own)
            if phase in ("stand", "pause"):
                return Move(phase, child, False, True)  # "emergency rule, in force since May"
    return None


def _of_noun(tree: Tree, change: int) -> Move | None:
    """ "The extension of the curfew"; of an end only where somebody announces it."""
    phase = words_of("noun").get(tree.lemma[change])
    above = tree.head[change]
    if phase is None or above < 0:
        return None
    if phase == "end" and tree.lemma[above] not in ("announce", "declare", "order", "decree", "proclaim"):
        return None
    return Move(phase, above, True) if tree.upos[above] == "VERB" else Move(phase, change, True)


def _of_clauses(tree: Tree, noun: int, verb: int, own: Own) -> Move | None:
    """What a verb says of the noun, or the infinitive below it ("has yet to be lifted").

    A later verb of the same subject goes before it.
    """
    found = _of_clause(tree, noun, verb, own)
    if found is None:
        for below in tree.all(verb, "xcomp"):
            if tree.upos[below] == "VERB" and noun in (
                *tree.args(below).get("subj", ()), *tree.args(below).get("obj", ())
            ):  # fmt: skip
                found = found or _of_clause(tree, noun, below, own)
        if found is not None and tree.lemma[verb] in ("begin", "start") and found.phase in ("break", "end"):
            return None  # "began to unravel"
    if tree.deprel[noun] not in ("nsubj", "nsubj:pass"):
        return found
    for later in tree.all(verb, "conj"):
        if tree.child(later, "nsubj", "nsubj:pass") is None:
            found = _of_clause(tree, noun, later, own) or found
    return found


def _of_clause(tree: Tree, noun: int, verb: int, own: Own) -> Move | None:
    arguments = tree.args(verb)
    if tree.case(noun) == "under" and noun in arguments.get("under", ()):
        phase = words_of("under").get(tree.lemma[verb])
        return Move(phase, verb, True) if phase else None
    if noun in arguments.get("to", ()) and tree.lemma[verb] in listed_under("undergone", "adjectives"):
        return Move("stand", verb, True, True)  # "is subject to a curfew"
    if tree.upos[verb] not in ("VERB", "AUX"):
        return _of_predicate(tree, noun, verb, own)
    if noun in arguments.get("obj", ()):
        return _of_object(tree, noun, verb, own)
    return _of_subject(tree, noun, verb, own)


def _of_predicate(tree: Tree, noun: int, word: int, own: Own) -> Move | None:
    """ "The curfew is over", "the strike is in its third week"."""
    arguments = tree.args(word)
    if noun not in (*arguments.get("subj", ()), *arguments.get("obj", ())):
        return None
    if tree.lemma[word] in listed_under("counted", "units") and tree.case(word) in ("in", "on"):
        return Move("stand", word, False, True)
    phase = predicate_phase(tree, word, own)
    return Move(phase, word, False) if phase else None


def _of_object(tree: Tree, noun: int, verb: int, own: Own) -> Move | None:
    """What a deed does to a state ("imposed a curfew", "the truce was declared dead")."""
    moved = [p for k in _beside(tree, verb) if k != noun and (p := predicate_phase(tree, k, own)) is not None]
    lemma = tree.lemma[verb]
    if moved and lemma in listed_under("declared", "verbs"):
        return Move(moved[0], verb, True) if moved[0] in ("end", "pause") else None
    if moved and lemma in listed_under("setting", "verbs"):
        return Move("open" if moved[0] == "stand" and lemma != "keep" else moved[0], verb, True)
    if lemma in listed_under("undergone", "verbs") and not tree.is_passive(verb):
        return Move("stand", verb, True, True)
    phase = phase_of_verb(tree, verb, "object", own)
    known = tree.head[noun] == verb and has_article(tree, noun)
    if known and lemma in ("declare", "proclaim"):
        return None  # "declared the truce …": what it declared of it is not known
    if lemma in listed_under("progressive", "verbs") and _is_going_on(tree, verb):
        return Move("stand", verb, True, True)
    return Move(phase, verb, True) if phase else None


def _of_subject(tree: Tree, noun: int, verb: int, own: Own) -> Move | None:
    """What becomes of a state ("the truce held", "went into effect", "there is no hotline")."""
    arguments = tree.args(verb)
    own_subject = tree.head[noun] == verb and tree.deprel[noun] == "nsubj"  # "whose occupation ended"
    if not own_subject and noun not in arguments.get("subj", ()):
        return None
    lemma = tree.lemma[verb]
    if lemma == "be" and tree.child(verb, "expl") is not None:
        return Move("stand", verb, False)
    objects = [
        tree.lemma[k] for k in arguments.get("obj", ()) if not own_subject or tree.head[k] == verb
    ]  # fmt: skip
    if lemma in listed_under("counted", "verbs") and set(objects) & listed_under("counted", "units"):
        return Move("stand", verb, False, True)
    into = {tree.lemma[k] for k in arguments.get("into", ())}
    if lemma in listed_under("counted", "into") and into & listed_under("counted", "units"):
        return Move("stand", verb, False, True)
    if lemma == "take" and set(objects) & {"effect", "hold", "force", "place"}:
        return Move("open", verb, False)
    if lemma in listed_under("linking", "verbs"):
        moved = [p for k in _beside(tree, verb) if (p := predicate_phase(tree, k, own)) is not None]
        if moved:
            opening = lemma in listed_under("linking", "becoming") and moved[0] == "stand"
            return Move("open" if opening else moved[0], verb, False)
        if any(tree.lemma[k] in listed_under("linking", "absent") for k in _beside(tree, verb)):
            return None  # "remained out of reach"
    if lemma in ("show", "give") and set(objects) & {"sign"} and tree.all(verb, "obj"):
        return Move("stand", verb, False, True)  # "show no sign of abating"
    if _is_short_lived(tree, verb):
        return Move("end", verb, False)
    if objects or tree.is_passive(verb) or _opens_another(tree, verb):
        return None
    phase = phase_of_verb(tree, verb, "subject", own)
    return Move(phase, verb, False) if phase else None


def _opens_another(tree: Tree, verb: int) -> bool:
    """ "The bank began closing accounts", "a deal that fails to settle it": the infinitive tells what."""
    return tree.lemma[verb] in ("begin", "start", "continue", "stop", "cease", "fail") and any(
        tree.upos[below] == "VERB" for below in tree.all(verb, "xcomp")
    )


def _beside(tree: Tree, verb: int) -> list[int]:
    """Words beside a verb that may tell a phase."""
    return [k for k in tree.children[verb] if tree.deprel[k] in ("obl", "xcomp", "obj", "advmod", "ccomp")]


def _is_short_lived(tree: Tree, verb: int) -> bool:
    """ "Lasted barely a week": it is over."""
    if tree.lemma[verb] not in listed_under("counted", "lasting") or tree.xpos[verb] != "VBD":
        return False
    return any(tree.lemma[below] in BARELY for below in tree.subtree(verb) if 0 < below - verb < 4)


def _is_going_on(tree: Tree, verb: int) -> bool:
    """ "Are holding talks", "have been holding talks"."""
    forms = {tree.sentence.form[c].lower() for c in tree.all(verb, "aux")}
    return tree.xpos[verb] == "VBG" and bool(forms & {"is", "are", "been"})


__all__ = ["Move", "find_move", "has_article", "listed_under", "phase_table"]
