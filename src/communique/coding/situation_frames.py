"""Three ways of telling a state without its noun: what is done no more, what is done again, what is barred.

"No train has run since May", "lorries are crossing again", "Americans may not buy its oil": whether a verb is
told so; the rows of data/situations.csv ask for it as `idle`, `again` and `barred`.
"""

from __future__ import annotations

from communique.coding.modality import modality
from communique.coding.situation_stance import is_no_longer, is_unfulfilled
from communique.coding.situation_words import listed
from communique.coding.tree import Tree

MODALS = frozenset({"may", "can", "must"})
PERMITTING = frozenset({"allow", "permit", "let", "able", "free", "authorise", "authorize"})


def is_idle(tree: Tree, verb: int, negated: bool) -> bool:
    """ "Has not rung since May", "no longer run", "stopped paying"."""
    head = tree.head[verb]
    below = head >= 0 and tree.deprel[verb] in ("xcomp", "ccomp")
    if below and tree.lemma[head] in ("stop", "cease", "quit") and modality(tree, head).kind == "NONE":
        return True
    if not negated:
        return False
    spans = any(tree.case(child) in ("since", "for") for child in tree.children[verb])
    return spans or is_no_longer(tree, verb) or modality(tree, verb).perfect


def is_again(tree: Tree, verb: int) -> bool:
    """ "Are crossing again", "have gone back"."""
    return any(tree.lemma[child] in ("again", "anew", "back") for child in tree.all(verb, "advmod"))


def is_barred(tree: Tree, verb: int, negated: bool) -> bool:
    """ "May not sell", "is not allowed to enter", "was barred from leaving", "nobody may cross"."""
    auxiliaries = {tree.lemma[aux] for aux in tree.all(verb, "aux")}
    if negated and auxiliaries & MODALS:
        return True
    head = tree.head[verb]
    if head < 0 or tree.deprel[verb] not in ("xcomp", "advcl", "ccomp", "obl"):
        return False
    if tree.lemma[head] in listed("barring"):
        return modality(tree, head).kind == "NONE"
    if tree.lemma[head] not in PERMITTING:
        return False
    return modality(tree, head).negated is not None or is_unfulfilled(tree, head) or is_no_longer(tree, head)


__all__ = ["is_again", "is_barred", "is_idle"]
