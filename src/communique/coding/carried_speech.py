"""Speech that runs on over the next sentence without a verb of saying.

"The minister said the rebels had fled. Their leader had been killed. The army would stay." A tense one step
back tells that the minister goes on speaking.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from communique.coding.speaker_tags import is_ahead, is_verb_of
from communique.coding.tree import Tree

MARKS = frozenset({"“", "”", '"', "``", "''"})
LOOKING_BACK = frozenset("already earlier before previously ago once since yet first last".split())
"""Words with which a pluperfect is the reporter's own look back."""
MONTH = re.compile(
    r"(Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)\.?|January|February|March|April|May|June|July|August|"
    r"September|October|November|December|(19|20)\d\d"
)
LONGEST = 3
"""Sentences that one report of speech may run over."""


def speech_before(trees: Sequence[Tree], sentence: int, verbs: frozenset[str]) -> tuple[Tree, int] | None:
    """The tree and the verb of saying of the report that a sentence goes on with; null where it does not."""
    paragraph = trees[sentence].sentence.paragraph
    if not _goes_on(trees[sentence], verbs):
        return None
    for index in range(sentence - 1, max(-1, sentence - 1 - LONGEST), -1):
        tree = trees[index]
        if tree.sentence.paragraph != paragraph:
            return None
        verb = _reporting(tree, verbs)
        if verb is not None:
            return tree, verb
        if not _goes_on(tree, verbs):
            return None
    return None


def _goes_on(tree: Tree, verbs: frozenset[str]) -> bool:
    """Whether the main clause stands one step back in time and nobody is said to speak in it."""
    root = tree.root
    forms = {tree.sentence.form[aux].lower() for aux in tree.all(root, "aux")}
    if not forms & {"would", "had"} or tree.sentence.form[-1] == "?":
        return False
    if MARKS & set(tree.sentence.form) or ("would" not in forms and _looks_back(tree)):
        return False
    return not any(
        tree.upos[token] == "VERB" and is_verb_of(tree, token, verbs) for token in range(len(tree))
    )


def _looks_back(tree: Tree) -> bool:
    """Whether a pluperfect is the reporter's own: with "already", a month or a year."""
    return bool(LOOKING_BACK & set(tree.lemma)) or any(
        MONTH.fullmatch(form) is not None for form in tree.sentence.form
    )


def _reporting(tree: Tree, verbs: frozenset[str]) -> int | None:
    """The verb of saying in the past by which the sentence reports speech: its root, or a tag beside it."""
    root = tree.root
    if MARKS & set(tree.sentence.form):
        return None
    for verb in (root, *tree.all(root, "parataxis", "conj")):
        if not is_verb_of(tree, verb, verbs) or tree.xpos[verb] != "VBD" or is_ahead(tree, verb):
            continue
        if tree.deprel[verb] == "parataxis" or tree.child(verb, "ccomp") is not None:
            return verb
    return None


__all__ = ["speech_before"]
