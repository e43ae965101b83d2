"""What stands above or beside a clause and makes it unreal: conditions, denials, modals it shares."""

from __future__ import annotations

from communique.coding.tree import Tree
from communique.coding.unreal import CLAIMS, DENIALS

FUTURE_MODALS = frozenset({"will", "wo", "shall", "'ll", "’ll"})
NECESSITY_MODALS = frozenset({"must", "should", "ought"})
POSSIBILITY_MODALS = frozenset({"may", "might", "could", "can", "ca"})
CONDITION_MARKS = frozenset({"if", "unless", "provided", "should", "whether", "lest", "supposing"})


def mark_of(tree: Tree, clause: int) -> int | None:
    """The subordinator of the clause; an infinitive's `to` counts, `that` does not."""
    found = None
    for child in tree.children[clause]:
        if tree.deprel[child] in ("mark", "case") and tree.lemma[child] not in (
            "that",
            "because",
            "as",
            "after",
            "since",
        ):
            deciding = tree.lemma[child] == "to" or tree.lemma[child] in CONDITION_MARKS
            found = child if found is None or deciding else found
    return found


def condition_clause(tree: Tree, clause: int) -> int | None:
    """The head of an if- or unless-clause that hangs on the clause (or on what it hangs on as a complement).
    """
    nodes = [clause]
    if tree.deprel[clause] in ("ccomp", "xcomp", "conj") and tree.head[clause] >= 0:
        nodes.append(tree.head[clause])
    nodes.extend(tree.all(clause, "xcomp"))
    for node in nodes:
        for child in tree.all(node, "advcl"):
            if any(tree.lemma[m] in ("if", "unless", "provided") for m in tree.all(child, "mark")):
                return child
    return None


def denial(tree: Tree, clause: int) -> int | None:
    """The verb that denies what the clause tells ("rejected reports that it had bombed a school")."""
    node, claimed = clause, False
    for _ in range(5):
        relation, head = tree.deprel[node], tree.head[node]
        if head < 0 or relation == "acl:relcl":
            return None
        if tree.lemma[head] in CLAIMS and relation in ("acl", "nmod", "ccomp"):
            claimed = True
        elif tree.lemma[head] in DENIALS and (claimed or relation == "ccomp"):
            return head
        elif relation not in ("ccomp", "xcomp", "conj", "obj", "nsubj:pass", "nmod", "acl"):
            return None
        node = head
    return None


def outer(tree: Tree, clause: int) -> tuple[str, int] | None:
    """Conditional or unreal clause above a coordinated or embedded trigger; adjectives and verbs of chance.
    """
    node = clause
    for _ in range(4):
        relation, head = tree.deprel[node], tree.head[node]
        if head < 0 or relation.split(":")[0] not in ("conj", "ccomp", "xcomp", "csubj", "advcl"):
            return None
        if relation == "conj":
            own_tense = tree.child(node, "aux", "nsubj") is not None
            mark = mark_of(tree, head)
            if not own_tense:
                for child in tree.all(head, "aux"):
                    form = tree.sentence.form[child].lower()
                    if form in FUTURE_MODALS:
                        return "FUTURE", child
                    if form == "would":
                        unreal = any(tree.lemma[other] == "have" for other in tree.all(head, "aux"))
                        return ("POSSIBILITY" if unreal else "WOULD"), child
                    if form in NECESSITY_MODALS:
                        return "NECESSITY", child
                    if form in POSSIBILITY_MODALS:
                        return "POSSIBILITY", child
                if mark is not None and tree.lemma[mark] == "to" and tree.xpos[node] == "VB":
                    return ("PURPOSE", mark) if tree.deprel[head] in ("advcl", "acl") else ("EMBEDDED", mark)
            if mark is not None and tree.lemma[mark] in CONDITION_MARKS:
                return "CONDITIONAL", mark
        elif relation.split(":")[0] in ("ccomp", "xcomp", "csubj") and tree.lemma[head] in UNREAL_GOVERNORS:
            return "POSSIBILITY", head
        elif tree.lemma[head] == "see" and {"would", "will"} & {tree.lemma[a] for a in tree.all(head, "aux")}:
            return "POSSIBILITY", head  # "the accord would see them go"
        elif relation == "advcl" and (tree.xpos[node] != "VBG" or tree.child(node, "nsubj") is not None):
            return None
        elif relation == "advcl" and any(tree.lemma[mark] == "by" for mark in tree.all(node, "mark")):
            for child in tree.all(head, "aux"):  # "could avoid an attack by giving up its arms"
                if tree.lemma[child] in POSSIBILITY_MODALS or tree.sentence.form[child].lower() == "would":
                    return "POSSIBILITY", child
        node = head
    return None


UNREAL_GOVERNORS = frozenset(
    """possible likely unlikely doubtful hope fear imagine wonder doubt question whether speculate expect
    believe prevent avoid prospect chance suspect suppose assume pretend presume think
    """.split()
)

__all__ = [
    "CONDITION_MARKS", "FUTURE_MODALS", "NECESSITY_MODALS", "POSSIBILITY_MODALS", "condition_clause",
    "denial", "mark_of", "outer",
]  # fmt: skip
