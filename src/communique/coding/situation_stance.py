"""Whether a word of a state is told as so, as not so, or only as wished: what the verbs above it make of it.

"Has yet to be signed", "failed to agree", "remains to be settled": it is not so, though nothing says "not".
"Voted to lift the curfew", "are believed to hold": it is so, though it stands in an infinitive.
"""

from __future__ import annotations

import msgspec

from communique.coding.modality import Modality, modality
from communique.coding.situation_words import listed
from communique.coding.tree import Tree


def stance(tree: Tree, word: int) -> Modality:
    """The modality of a word; below a verb that tells whether it came about, that of the verb."""
    above = _governor(tree, word)
    if above is None:
        return modality(tree, word)
    how = modality(tree, above)
    if not is_failing(tree, above):
        return msgspec.structs.replace(how, perfect=how.perfect or modality(tree, word).perfect)
    if how.negated is not None:  # "never failed to honour"
        return msgspec.structs.replace(how, negated=None)
    return msgspec.structs.replace(how, negated=above, perfect=True)


def is_unfulfilled(tree: Tree, word: int) -> bool:
    """ "Has yet to sign", "failed to sign": a verb above that says that it is not so."""
    above = _governor(tree, word)
    return above is not None and is_failing(tree, above) and modality(tree, above).negated is None


def is_failing(tree: Tree, verb: int) -> bool:
    """Whether a verb with an infinitive says that what it governs is not so."""
    if tree.lemma[verb] in listed("failing"):
        return True
    yet = any(tree.lemma[c] == "yet" for c in tree.all(verb, "advmod"))
    if tree.lemma[verb] in ("have", "be") and yet:
        return True
    below = tree.child(verb, "xcomp")  # "remains to be settled"
    return tree.lemma[verb] == "remain" and below is not None and tree.child(below, "mark") is not None


def _governor(tree: Tree, word: int) -> int | None:
    """The verb above an infinitive that tells whether it came about; null where it does not say so."""
    head = tree.head[word]
    if head < 0 or tree.deprel[word] != "xcomp" or tree.upos[word] not in ("VERB", "AUX", "ADJ", "NOUN"):
        return None
    begun = tree.lemma[head] in ("begin", "start") and tree.xpos[word] == "VBG"
    known = begun or tree.lemma[head] in listed("bringing_off") or _decides(tree, head)
    thought = tree.lemma[head] in listed("held_for_true") and tree.is_passive(head)
    return head if known or thought or is_failing(tree, head) else None


def _decides(tree: Tree, verb: int) -> bool:
    """ "The cabinet agreed to halt imports": a body that agrees with nobody but itself decides."""
    subjects = tree.args(verb).get("subj", ())
    return tree.lemma[verb] == "agree" and any(tree.lemma[s] in listed("deciding") for s in subjects)


def is_no_longer(tree: Tree, word: int) -> bool:
    """ "No longer exists": a negation that grammars hang on the adverb."""
    return any(
        tree.lemma[c] in ("long", "longer", "more") and c > 0 and tree.lemma[c - 1] == "no"
        for c in tree.all(word, "advmod")
    )


__all__ = ["is_failing", "is_no_longer", "is_unfulfilled", "stance"]
