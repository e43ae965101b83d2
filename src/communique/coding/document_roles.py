"""Who speaks in a document that is the subject of an act, and to whom it is sent."""

from __future__ import annotations

from communique.coding.documents import DOCUMENTS
from communique.coding.tree import Tree


def issuers(tree: Tree, subjects: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """ "Published a statement that praised the army", "wrote in a letter criticising the ban": who speaks in
    the document that is the subject of an act.
    """
    found: list[tuple[str, int]] = []
    for _, token in subjects:
        head = tree.head[token]
        if tree.lemma[token] not in DOCUMENTS or head < 0 or tree.upos[head] != "VERB":
            continue
        inside = tree.deprel[token] == "obl" and tree.case(token) in ("in", "with")
        if inside or tree.deprel[token] in ("obj", "nsubj:pass"):
            found.extend(("issuer", issuer) for issuer in tree.args(head).get("subj", ()))
    return found


def addressees(tree: Tree, subjects: list[tuple[str, int]]) -> list[tuple[str, int]]:
    """To whom a document is sent that is the subject of an act."""
    return [
        ("to", addressee)
        for _, token in subjects
        if tree.lemma[token] in DOCUMENTS
        for node in (token, tree.head[token])
        if node >= 0 and (node == token or tree.upos[node] == "VERB")
        for addressee in tree.args(node).get("to", ())
    ]
