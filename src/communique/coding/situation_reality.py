"""Does a state stand, or is it only asked for, feared, planned, or a mark of time for something else?"""

from __future__ import annotations

from communique.coding.modality import modality
from communique.coding.situation_patterns import Pattern, listed
from communique.coding.tree import Tree

UNREAL = frozenset(
    {
        "FUTURE",
        "NECESSITY",
        "POSSIBILITY",
        "CONDITIONAL",
        "PURPOSE",
        "EMBEDDED",
        "QUESTION",
        "UNREAL",
        "WOULD",
    }
)


SUPPOSED = UNREAL - {"PURPOSE", "EMBEDDED"}


def is_reminder(tree: Tree, token: int) -> bool:
    """ "the line that the North had cut is working again": a state before the one that is told of."""
    for node in (token, *tree.ancestors(token)[:2]):
        if tree.deprel[node] == "acl:relcl":
            return any(tree.sentence.form[c].lower() == "had" for c in tree.all(token, "aux")) and not any(
                tree.case(c) == "since" for c in tree.children[token]
            )
    return False


def is_only_spoken_of(tree: Tree, token: int) -> bool:
    """Whether the verb stands below one that asks, plans or fears it."""
    node = token
    for _ in range(4):
        relation, head = tree.deprel[node], tree.head[node]
        if head < 0 or relation not in ("ccomp", "xcomp", "conj"):
            return False
        if relation != "conj" and tree.lemma[head] in listed("spoken_of"):
            return True
        node = head
    return False


def is_supposed(tree: Tree, token: int) -> bool:
    """ "Could have been held as hostages", "accused the army of keeping them in jail": nobody says that it is
    so.
    """
    for head in tree.ancestors(token)[:3]:
        if tree.lemma[head] in ("accuse", "deny", "suspect", "fear"):
            return True
        if tree.upos[head] in ("VERB", "AUX") and modality(tree, head).kind in SUPPOSED:
            return True
    return False


def is_undone(tree: Tree, token: int, pattern: Pattern) -> bool | None:
    """ "Asked to lift the sanctions" shows them in force, "lifted the sanctions" shows them gone; null where
    the pattern asks for no such word.
    """
    head = tree.head[token]
    if pattern.kind not in listed("undone") or head < 0 or tree.lemma[head] not in listed("undoing"):
        return None
    if tree.upos[head] not in ("VERB", "AUX") or tree.lemma[head] in ("violate", "evade", "defy", "enforce"):
        return True
    return modality(tree, head).kind in UNREAL or is_only_spoken_of(tree, head)


def is_unreal_above(tree: Tree, token: int) -> bool:
    """Whether the verb over a noun asks, plans or fears what has no article yet ("called for sanctions"), or
    would only bring it about ("could impose a curfew").
    """
    if any(
        tree.deprel[c] == "det" and tree.lemma[c] in ("the", "this", "these") for c in tree.children[token]
    ):
        return False
    for head in tree.ancestors(token)[:2]:
        if tree.lemma[head] in listed("spoken_of"):
            return True
        if tree.upos[head] in ("VERB", "AUX"):
            return modality(tree, head).kind in UNREAL and tree.lemma[head] in listed("bringing_about")
    return False


def is_news(tree: Tree, token: int) -> bool:
    """Whether a plain past is the sentence's own news, not a mark of time for another act ("before it blew up
    the office") nor what somebody only heard."""
    if tree.xpos[token] == "VBG":
        return False
    node = token
    while tree.head[node] >= 0:
        above = tree.head[node]
        reported = tree.deprel[node] == "ccomp" and tree.lemma[above] in (
            "say",
            "announce",
            "report",
            "confirm",
        )
        if tree.deprel[node] not in ("conj", "parataxis") and not reported:
            return False
        node = above
    return True


def is_standing(tree: Tree, token: int, perfect: bool) -> bool:
    """Stative verb, perfect, or a passive participle in the present or after "remain"."""
    if tree.lemma[token] in listed("stative") or perfect or tree.xpos[token] in ("VBZ", "VBP"):
        return True
    if tree.xpos[token] == "VBG" and any(
        tree.sentence.form[c].lower() in ("is", "are", "been", "'s", "’s") for c in tree.all(token, "aux")
    ):
        return True
    if tree.deprel[token] in ("acl", "advcl") and tree.xpos[token] == "VBN":
        return True
    if tree.is_passive(token):
        auxiliary = tree.child(token, "aux:pass")
        if auxiliary is not None and tree.sentence.form[auxiliary].lower() in (
            "is",
            "are",
            "'s",
            "’s",
            "been",
            "being",
        ):
            return True
        head = tree.head[token]
        return (
            tree.deprel[token] in ("xcomp", "amod")
            and head >= 0
            and tree.lemma[head] in ("remain", "stay", "keep")
        )
    return False
