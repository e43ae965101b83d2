"""Tense of a clause and the clauses it stands in, as signs of history or of news, each with a name."""

from __future__ import annotations

from communique.coding.speech_words import words
from communique.coding.tree import Tree

FUTURE = frozenset(
    {"will", "wo", "shall", "'ll", "’ll", "would", "must", "should", "may", "can", "could", "might"}
)
TIMED = ("after", "since", "when", "before", "as")
"""Conjunctions that name the clause of time they open."""
SPANS = frozenset("minute hour day night week month year decade century after".split())
"""Nouns on which a clause of time hangs: "the day after rebels took the town"."""
_STEPS = 8


def tense_of(tree: Tree, node: int) -> str | None:
    """had, perfect, future, past or present; null for a form that takes its tense from above."""
    if tree.upos[node] not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
        return None
    forms = {tree.sentence.form[c].lower() for c in tree.all(node, "aux", "aux:pass", "cop")}
    if "had" in forms or "having" in forms:
        return "had"
    if forms & FUTURE:
        return "future"
    if forms & {"has", "have", "'ve", "’ve"}:
        return "perfect"
    if forms & {"was", "were", "did"} or tree.xpos[node] == "VBD":
        return "past"
    if forms & {"is", "are", "am", "does", "do", "'s", "’s"} or tree.xpos[node] in ("VBZ", "VBP"):
        return "present"
    return None


def clause_signs(tree: Tree, token: int) -> list[str]:
    """The clauses an act stands in, from the inside out, then the tense of the innermost that has one."""
    found = []
    if tree.upos[token] in ("NOUN", "PROPN"):
        known = any(tree.lemma[c] in ("the", "'s", "’s") for c in tree.subtree(token))
        found.append("noun_the" if known else "noun")
    node, tense = token, None
    for _ in range(_STEPS):
        if tense is None:
            tense = tense_of(tree, node)
        sign = _clause(tree, node)
        found += [] if sign is None else [sign]
        if sign == "relative" or tree.head[node] < 0:
            break
        node = tree.head[node]
    return [*found, tense or "tenseless"]


def is_cleft(tree: Tree, clause: int) -> bool:
    """ "It was Oslo that signed": the relative clause tells the news itself."""
    head = tree.head[clause]
    if tree.deprel[clause] != "acl:relcl" or head < 0 or tree.child(head, "cop") is None:
        return False
    return any(tree.lemma[subject] == "it" for subject in tree.all(head, "nsubj", "expl"))


def clause_of_time(tree: Tree, token: int) -> int | None:
    """The first word of the clause of "after" or "since" that an act stands in; null for none."""
    for node in (token, *tree.ancestors(token)[:_STEPS]):
        sign = _clause(tree, node)
        if sign in ("clause_after", "clause_since"):
            return tree.subtree(node)[0]
        if sign == "relative":
            return None
    return None


def _clause(tree: Tree, node: int) -> str | None:
    """What kind of clause a word heads; null for a main clause, a phrase or a mere complement."""
    relation, head = tree.deprel[node], tree.head[node]
    if relation in ("acl", "acl:relcl", "advcl", "advcl:relcl") and tree.lemma[head] in SPANS:
        marks = {tree.lemma[mark] for mark in tree.all(node, "mark", "case", "advmod")}
        timed = next((word for word in TIMED[:2] if word in marks), None)
        if timed is not None:
            return f"clause_{timed}"
    if relation == "acl:relcl":
        return None if is_cleft(tree, node) else "relative"
    if relation == "acl":  # "a statement saying that …" tells of no past
        past = tree.xpos[node] in ("VBN", "VBG") and tree.lemma[node] not in words("plain")
        return "participle" if past else None
    if relation == "advcl":
        mark = tree.child(node, "mark")
        word = tree.lemma[mark] if mark is not None else ""
        if mark is None and tree.xpos[node] == "VBG" and tree.lemma[node] in words("plain"):
            return None  # "…, adding that"
        return f"clause_{word}" if word in TIMED else "clause"
    if relation == "ccomp":
        between = range(min(node, head), max(node, head))
        return None if any(tree.sentence.form[k] == ";" for k in between) else "reported"
    return None


__all__ = ["clause_of_time", "clause_signs", "is_cleft", "tense_of"]
