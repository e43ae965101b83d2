"""Letters, reports and statements: documents that act in the name of whoever issues them, and participles of
saying behind what was said.
"""

from __future__ import annotations

from communique.coding.branches import Branches

#: Documents, in which whoever issues them speaks.
DOCUMENTS = frozenset(
    """statement report letter resolution communique communiqué tweet video message speech post article note
    memo petition declaration editorial address release paper dossier cable appeal manifesto leaflet document
    briefing""".split()
)
#: Verbs of saying whose participle comments on what was said before it.
COMMENTING = frozenset(
    """call add accuse urge describe demand warn criticise criticize condemn blame denounce praise insist
    stress vow promise pledge threaten hail welcome""".split()
)


def letter_to(tree: Branches, token: int, noun: int) -> int | None:
    """ "A letter to the head of the agency threatening to leave it": the letter threatens, not the
    agency."""
    if tree.xpos[token] != "VBG" or tree.lemma[token] not in COMMENTING:
        return None
    node = noun
    if tree.upos[node] == "VERB":  # "a statement by the council | condemning the raid", hung on the verb
        blocked = tree.child(node, "obj")
        opens = tree.sentence.form[tree.subtree(token)[0] - 1] == ","
        return blocked if blocked is not None and tree.lemma[blocked] in DOCUMENTS and not opens else None
    while tree.deprel[node] in ("nmod", "obl", "flat", "appos", "compound") and tree.head[node] >= 0:
        node = tree.head[node]
        if tree.lemma[node] in DOCUMENTS:
            return node
        letter = tree.child(node, "obj") if tree.upos[node] == "VERB" else None
        if letter is not None and tree.lemma[letter] in DOCUMENTS:
            return letter
    return None


def comments(tree: Branches, token: int) -> bool:
    """Whether a participle behind a comma is one of saying."""
    before = tree.subtree(token)[0] - 1
    comma = "," in (tree.sentence.form[max(before, 0)], tree.sentence.form[token - 1])
    return comma and tree.xpos[token] == "VBG" and tree.lemma[token] in COMMENTING
