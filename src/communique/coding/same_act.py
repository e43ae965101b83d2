"""Verbs that tell again what another verb of their sentence tells: one act, one coding."""

from __future__ import annotations

from communique.coding.candidate import Candidate
from communique.coding.joint import ANSWERS
from communique.coding.parties import ids_of
from communique.coding.tree import Tree

#: What people meet for.
TALKING = frozenset("discuss talk confer consult debate speak negotiate review exchange converse".split())
#: Harm that one deed does to the same people.
HARMS = frozenset("kill wound injure hurt maim".split())
PURPOSES = frozenset({"advcl", "xcomp", "acl"})


def is_told_above(tree: Tree, one: Candidate, found: list[Candidate]) -> bool:
    """Whether the act of a verb is that of another above it."""
    return (
        _is_what_they_met_for(tree, one, found)
        or _is_same_harm(tree, one, found)
        or _is_answer_by(tree, one, found)
    )


def _is_what_they_met_for(tree: Tree, talk: Candidate, found: list[Candidate]) -> bool:
    """ "Met him to discuss the truce", "held a meeting to review the plan"."""
    token = talk.act.token
    purpose = tree.deprel[token] in PURPOSES and tree.child(token, "mark") is not None
    if talk.settled.event_type != "CONSULT" or tree.lemma[token] not in TALKING or not purpose:
        return False
    met = ids_of(talk.actors)
    return any(
        other is not talk
        and other.refusal is None
        and other.settled.event_type == "CONSULT"
        and tree.head[token] in (other.act.token, *other.act.used)
        and (not met or bool(met & ids_of(other.actors)))
        for other in found
    )


def _is_same_harm(tree: Tree, harm: Candidate, found: list[Candidate]) -> bool:
    """ "Killed and injured civilians"; not "killed two and injured nine"."""
    token = harm.act.token
    if tree.lemma[token] not in HARMS or tree.deprel[token] != "conj":
        return False
    first = tree.head[token]
    both = all(tree.child(verb, "obj") is not None for verb in (first, token))
    return (
        tree.lemma[first] in HARMS
        and not both
        and any(
            other.refusal is None
            and other.act.token == first
            and other.settled.event_type == harm.settled.event_type
            and ids_of(other.recipients) == ids_of(harm.recipients)
            for other in found
        )
    )


def _is_answer_by(tree: Tree, answer: Candidate, found: list[Candidate]) -> bool:
    """ "Retaliated by closing the border": the closing is told, and answers nothing else."""
    token = answer.act.token
    if tree.lemma[token] not in ANSWERS or tree.upos[token] != "VERB":
        return False
    by = [
        child
        for child in tree.children[token]
        if tree.deprel[child] == "advcl" and any(tree.lemma[k] == "by" for k in tree.children[child])
    ]
    return any(one.refusal is None and one.act.token in by for one in found)


__all__ = ["is_told_above"]
