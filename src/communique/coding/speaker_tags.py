"""Speakers that stand beside what they say: tags a parser hangs in odd places, whoever is cited, colons.

"…, a village chief told AFP", "…, quoting an official", "…, as first reported by the Herald", "Mexico: …".
"""

from __future__ import annotations

from communique.coding.tree import Tree

ODD = frozenset({"parataxis", "acl:relcl", "dep", "ccomp", "appos"})
"""Relations by which a parser hangs a tag; a parataxis of the clause itself is no odd one."""
CITING = frozenset({"quote", "cite"})
BREAKS = frozenset({",", "”", '"', "''"})
_LONGEST_NAME = 8


def tags(tree: Tree, token: int, verbs: frozenset[str]) -> list[int]:
    """Verbs of saying behind a clause, each with a subject of its own right after a comma and nothing said
    below it."""
    found = []
    for verb in range(token + 1, len(tree)):
        if tree.lemma[verb] not in verbs or tree.upos[verb] != "VERB" or tree.deprel[verb] not in ODD:
            continue
        subject = tree.child(verb, "nsubj")
        if subject is None or subject < token or tree.xpos[subject] in WH:
            continue
        before = min(tree.subtree(subject)[0], subject) - 1
        if before <= token or tree.sentence.form[before] not in BREAKS:
            continue
        if token in tree.subtree(verb) or tree.child(verb, "ccomp", "xcomp") is not None:
            continue
        if tree.child(verb, "obj") is not None and tree.lemma[verb] not in ("tell", "quote", "cite"):
            continue
        found.append(verb)
    return found


WH = frozenset({"WP", "WDT", "WRB"})


def cited(tree: Tree, verb: int) -> list[int]:
    """Who is cited beside a verb of saying ("…, quoting an official")."""
    nodes = [verb, tree.head[verb]] if tree.head[verb] >= 0 else [verb]
    nodes += [tree.head[node] for node in nodes[1:] if tree.head[node] >= 0]
    return [
        noun
        for node in nodes
        for clause in tree.all(node, "advcl", "acl", "xcomp")
        if tree.lemma[clause] in CITING and tree.xpos[clause] == "VBG" and clause > verb
        for noun in tree.all(clause, "obj")
    ]


def reporters(tree: Tree, node: int, verbs: frozenset[str]) -> list[int]:
    """ "As first reported by the Herald", "as state media reported": who reports what the clause tells."""
    found = []
    for clause in tree.all(node, "advcl"):
        mark = tree.child(clause, "mark")
        if mark is None or tree.lemma[mark] != "as" or tree.lemma[clause] not in verbs:
            continue
        if tree.child(clause, "obj", "ccomp") is None:
            found += tree.all(clause, "obl:agent") or tree.all(clause, "nsubj")
    return found


def before_colon(tree: Tree, token: int) -> int | None:
    """The head of the name that a headline sets before or behind a colon; null in a sentence that ends in a
    full stop."""
    forms = tree.sentence.form
    if ":" not in forms or forms[-1] in (".", "?", "!"):
        return None
    colon = forms.index(":")
    if 0 < colon <= _LONGEST_NAME and colon < token:
        side = range(colon)
    elif token < colon and 0 < len(forms) - colon - 1 <= _LONGEST_NAME:
        side = range(colon + 1, len(forms))
    else:
        return None
    if any(tree.upos[k] in ("VERB", "AUX", "NUM") for k in side):
        return None
    heads = [k for k in side if tree.head[k] not in side]
    return heads[0] if len(heads) == 1 else None


__all__ = ["CITING", "before_colon", "cited", "reporters", "tags"]
