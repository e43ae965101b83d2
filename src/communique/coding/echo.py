"""Acts told by pointing at another: "Canada did the same", "so did Chile", "as has Norway", "Yemen followed
suit".

The act is the one told last, done by the subject that is named.
"""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.candidate import Candidate
from communique.coding.deeds import Deeds
from communique.coding.modality import Modality
from communique.coding.status import Settled
from communique.coding.tree import Tree
from communique.records import Mention
from communique.resolve import Resolution

ECHOED = 0.6
"""Confidence of an act told by pointing at another."""
SAME = frozenset("same likewise similarly so".split())


def echoes(
    tree: Tree, resolution: Resolution, told: list[Candidate], deeds: Deeds | None
) -> list[Candidate]:
    """Candidates of the sentence's words that repeat an act for another doer."""
    found = []
    for token in range(len(tree)):
        if not _points(tree, token):
            continue
        doers = [
            mention
            for subject in tree.args(token).get("subj", ())
            if (mention := resolution.at(tree.index, subject)) is not None and mention.actors
        ]
        model = _model(token, told, deeds, doers)
        if not doers or model is None:
            continue
        act, settled, recipients = model
        own = {name for doer in doers for name in doer.ids if name}
        others = [one for one in recipients if not set(one.ids) & own]
        copy = Act(
            token, act.event_type, act.mode, act.cameo, act.contexts, [], [], "echo", 1.5, act.flags,
            act.status,
        )  # fmt: skip
        copy.trace.append("the act told before, done by another")
        how = Modality("NONE", None, None)
        found.append(
            Candidate(tree.index, copy, how, settled, doers, others, 0.5, None, confidence=ECHOED)
        )
    return found


def _points(tree: Tree, token: int) -> bool:
    """Whether a verb says that its subject did the same."""
    lemma = tree.lemma[token]
    words = {tree.lemma[child] for child in tree.children[token]}
    if tree.xpos[token] not in ("VBD", "VBZ", "VBP", "VBN") or words & {"not", "n't", "never", "if"}:
        return False
    if lemma == "follow":
        return "suit" in words
    if lemma in ("do", "have") and _stands_behind_as(tree, token):
        return True
    if lemma in ("do", "act"):
        return bool(words & SAME)
    if lemma == "have" and tree.upos[token] in ("AUX", "VERB"):
        return "so" in words and tree.child(token, "obj", "xcomp", "ccomp") is None
    return False


def _stands_behind_as(tree: Tree, token: int) -> bool:
    """ ", as did the European Union", "as has Norway": the subject stands right behind the verb."""
    before = tree.lemma[token - 1] if token else ""
    subject = tree.child(token, "nsubj")
    return (
        before in ("as", "so")
        and subject is not None
        and tree.subtree(subject)[0] == token + 1
        and tree.child(token, "obj", "xcomp", "ccomp") is None
    )


def _model(
    token: int, told: list[Candidate], deeds: Deeds | None, doers: list[Mention]
) -> tuple[Act, Settled, list[Mention]] | None:
    """The act told last before the word, of this sentence; else the main one of the sentence told last."""
    for one in reversed(told):
        if one.refusal is None and one.act.token < token and one.actors != doers:
            return one.act, one.settled, one.recipients
    main = deeds.main if deeds is not None else None
    return (main.act, main.settled, list(main.recipients)) if main is not None else None
