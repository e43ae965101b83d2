"""What one source tells as a fact and another denies: such an act is denied, on both their words.

"The rebels said that troops had shelled the town; the army denied it." The claim must be on somebody's word,
the denial come in the same sentence or the next one, from somebody else, and point back to the claim.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from communique.coding.status import VERBAL
from communique.coding.tree import Tree
from communique.coding.unreal import CLAIMS, DENIALS, FALSE
from communique.records import Attribution, Coding, Mention, Span
from communique.resolve import Resolution

POINTERS = frozenset({"it", "this", "that", "them", "these"})
PARTS = frozenset(
    {"involvement", "responsibility", "role", "wrongdoing", "guilt", "complicity", "connection", "account"}
)
CALLING = frozenset("call describe brand term label say".split())


class Denial(NamedTuple):
    """A verb of denying, who denies (null where nobody is resolved), and whether only a share in it."""

    tree: Tree
    verb: int
    who: Mention | None
    share: bool


def contested(codings: list[Coding], trees: Sequence[Tree], resolution: Resolution) -> list[Coding]:
    """The same codings; a deed on one side's word that another denies is `denied`, with the denier's word at
    the end of its attribution."""
    denials = {tree.index: found for tree in trees if (found := _denials(tree, resolution))}
    if not denials:
        return codings
    return [_weighed(coding, trees, denials) for coding in codings]


def _weighed(coding: Coding, trees: Sequence[Tree], denials: dict[int, list[Denial]]) -> Coding:
    if coding.status not in ("happened", "ongoing") or coding.event_type in VERBAL or not coding.attribution:
        return coding
    at = next(
        (tree for tree in trees if tree.sentence.start <= coding.trigger.start < tree.sentence.end), None
    )
    if at is None:
        return coding
    following = trees[at.index + 1] if at.index + 1 < len(trees) else None
    near = [denial for denial in denials.get(at.index, ()) if _after(denial, coding)]
    if following is not None and following.sentence.paragraph - at.sentence.paragraph <= 1:
        near += denials.get(following.index, ())
    for denial in near:
        if _is_by_another(denial, coding):
            verb = denial.tree.sentence
            text = verb.form[denial.verb]
            cue = Span(verb.token_start[denial.verb], verb.token_end[denial.verb], text)
            return msgspec.structs.replace(
                coding,
                status="denied",
                status_cue=cue,
                attribution=(*coding.attribution, *_word(denial, text)),
            )
    return coding


def _after(denial: Denial, coding: Coding) -> bool:
    return denial.tree.sentence.token_start[denial.verb] > coding.trigger.end


def _is_by_another(denial: Denial, coding: Coding) -> bool:
    """Whether somebody else than the speaker denies; who denies a share must be charged with the deed."""
    who = denial.who.actors[0] if denial.who is not None and denial.who.actors else None
    if who is None:
        return not denial.share
    if coding.attribution[0].name in (who.name, who.person, who.text):
        return False
    charged = {actor.country or actor.code for actor in coding.actors}
    return not denial.share or (who.country or who.code) in charged


def _word(denial: Denial, verb: str) -> tuple[Attribution, ...]:
    if denial.who is None or not denial.who.actors:
        return ()
    actor = denial.who.actors[0]
    name = actor.person or actor.name or actor.text
    return (Attribution(actor.start, actor.end, actor.text, name, actor.code, verb, "indirect"),)


def _denials(tree: Tree, resolution: Resolution) -> list[Denial]:
    """Verbs of a sentence that deny what was told before."""
    found = []
    for token in range(len(tree)):
        if tree.upos[token] != "VERB" or tree.child(token, "neg") is not None or tree.is_passive(token):
            continue
        subject = tree.child(token, "nsubj")
        points = _points_back(tree, token)
        if subject is None or points is None:
            continue
        found.append(Denial(tree, token, resolution.at(tree.index, subject), points == "share"))
    return found


def _points_back(tree: Tree, verb: int) -> str | None:
    """`claim` where the object is what was said, `share` where it is a part in it, else null."""
    target = tree.child(verb, "obj")
    if target is None:
        return None
    claim = tree.lemma[target] in POINTERS | CLAIMS
    if tree.lemma[verb] in DENIALS:
        if any(tree.deprel[child] in ("acl", "acl:relcl", "nmod") for child in tree.children[target]):
            return None
        return "claim" if claim else "share" if tree.lemma[target] in PARTS else None
    if tree.lemma[verb] in CALLING and claim:
        if any(tree.lemma[token] in FALSE for token in tree.subtree(verb)):
            return "claim"
    return None


__all__ = ["contested"]
