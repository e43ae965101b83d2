"""Subjects that a parser hangs on something else: "For its part the North accused …", "Acting on a tip, the
police
on Friday arrested …".

A finite verb of a main clause wants a subject. Where it has none, the noun phrase right before it is meant:
what
stands between (auxiliaries, adverbs, a day, an aside between commas or brackets) left out.
"""

from __future__ import annotations

from communique.coding.branches import Branches

CLAUSES = frozenset({"root", "ccomp", "parataxis"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
SUBJECTS = ("nsubj", "nsubj:pass", "nsubj:outer", "csubj", "csubj:pass", "expl")
#: Relations by which a word belongs to the noun phrase of its head.
INSIDE = frozenset(
    """flat compound nmod nmod:poss nmod:desc nmod:unmarked amod conj det nummod fixed case cc
    punct""".split()
)
BETWEEN = frozenset({"AUX", "ADV", "PART"})
DAYS = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight morning
    evening
    afternoon night week month year""".split()
)
NAMES = frozenset({"NOUN", "PROPN", "PRON"})
LONGEST = 16
"""Words of an aside between commas beyond which the phrase before it is not looked for."""


def stray_subjects(tree: Branches) -> dict[int, int]:
    """The stray subject of each finite verb of a main clause that has none, by verb."""
    found: dict[int, int] = {}
    for verb in range(1, len(tree)):
        if tree.upos[verb] == "VERB" and tree.deprel[verb] in CLAUSES and _is_headless(tree, verb):
            subject = _before(tree, verb)
            if subject is not None:
                found[verb] = subject
    return found


def _is_headless(tree: Branches, verb: int) -> bool:
    """Whether a verb is finite and nothing is its subject."""
    finite = tree.xpos[verb] in FINITE or any(
        tree.xpos[child] in FINITE for child in tree.all(verb, "aux", "aux:pass")
    )
    return finite and tree.child(verb, *SUBJECTS) is None


def _before(tree: Branches, verb: int) -> int | None:
    """The head of the noun phrase that stands before a verb."""
    last = _without_day(tree, _skip(tree, verb - 1))
    if last >= 0 and tree.sentence.form[last] == ",":
        comma = next(
            (k for k in range(last - 1, max(-1, last - LONGEST), -1) if tree.sentence.form[k] == ","), None
        )
        if comma is None:
            return None
        last = _skip(tree, comma - 1)
    if last < 0 or tree.upos[last] not in NAMES:
        return None
    top, beside = _top(tree, last, verb)
    if beside is not None and _may_act(tree, beside, verb):
        return beside
    return top if _may_act(tree, top, verb) else None


def _skip(tree: Branches, token: int) -> int:
    """The last token up to `token` that is no auxiliary, no adverb and in no brackets."""
    while token > 0:
        if tree.sentence.form[token] == ")":
            opened = [k for k in range(token) if tree.sentence.form[k] == "("]
            token = opened[-1] - 1 if opened else token - 1
        elif tree.upos[token] in BETWEEN:
            token -= 1
        else:
            break
    return token


def _without_day(tree: Branches, token: int) -> int:
    """The token before "on Friday", "late on Monday", "last week"."""
    if token <= 0 or tree.lemma[token] not in DAYS:
        return token
    token -= 1
    while token > 0 and tree.lemma[token] in ("on", "late", "early", "last", "this"):
        token -= 1
    return _skip(tree, token)


def _top(tree: Branches, last: int, verb: int) -> tuple[int, int | None]:
    """The head of the phrase that ends in a token, and the apposition behind a comma passed on the way to
    it."""
    node, beside = last, None
    while True:
        above = tree.head[node]
        if not 0 <= above < verb or tree.upos[above] not in NAMES:
            return node, beside
        if tree.deprel[node] == "appos" and "," in tree.sentence.form[above:node]:
            beside = node if beside is None else beside
        elif tree.deprel[node] not in INSIDE or (tree.deprel[node] == "conj" and above > node):
            return node, beside
        node = above


def _may_act(tree: Branches, noun: int, verb: int) -> bool:
    """Whether a noun phrase can be the subject: no preposition, no day, nobody else's subject or whole
    clause."""
    if tree.upos[noun] not in NAMES or tree.lemma[noun] in DAYS or tree.case(noun):
        return False
    above, relation = tree.head[noun], tree.deprel[noun]
    if relation in SUBJECTS:
        return False
    if relation == "obj" and 0 <= above < noun:  # "after the blasts Seoul vowed", but not "met Bo, he said"
        return tree.subtree(noun)[-1] == _skip(tree, verb - 1) and tree.child(above, *SUBJECTS) is not None
    return above != verb or relation not in ("obj", "iobj", "xcomp", "ccomp")


__all__ = ["stray_subjects"]
