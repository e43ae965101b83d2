"""Acts whose verb is left out the second time: "Chile expelled two envoys, and Peru three", "Chile criticised
Bolivia, and Peru Brazil".

A parser joins the second doer to the first object; here he is told from it by what stands right behind him.
"""

from __future__ import annotations

import copy

from communique.coding.candidate import Candidate
from communique.coding.tree import Tree
from communique.records import Mention
from communique.resolve import Resolution

GAPPED = 0.6
"""Confidence of an act whose verb is left out."""
JOINED = frozenset({"conj", "appos"})
PARTED = frozenset({",", "and", "while", ";"})
CLOSED = frozenset({",", "and", ".", ";", "!", "?", '"', "”"})


def gapped(tree: Tree, resolution: Resolution, told: list[Candidate]) -> list[Candidate]:
    """Candidates of a sentence for doers behind an act whose verb they share; each second doer is taken off
    the recipients of the first act.
    """
    found = []
    for one in told:
        if one.refusal is not None or one.noun or not one.actors or tree.upos[one.act.token] != "VERB":
            continue
        for doer in _second_doers(tree, resolution, one):
            object_token = doer.head + 1
            others = _objects(tree, resolution, one, object_token)
            if others is None:
                continue
            taken = {doer.head, *(other.head for other in others)}
            one.recipients = [other for other in one.recipients if other.head not in taken]
            act = copy.copy(one.act)
            act.token, act.trace = object_token, [*one.act.trace, "the verb before, left out"]
            to = others or list(one.recipients)
            found.append(
                Candidate(tree.index, act, one.how, one.settled, [doer], to, 0.5, None, confidence=GAPPED)
            )
    return found


def _second_doers(tree: Tree, resolution: Resolution, one: Candidate) -> list[Mention]:
    """States and bodies that stand behind an object of the act, right before another object."""
    objects = {token for role, token in one.act.recipient_roles if role == "obj"}
    objects |= set(tree.args(one.act.token).get("obj", ())) | set(tree.all(one.act.token, "obj"))
    doers = {actor.kind for mention in one.actors for actor in mention.actors}
    found: list[Mention] = []
    for mention in resolution.mentions_of(tree.index):
        token = mention.head
        named = mention.form in ("name", "modifier") and tree.upos[token] == "PROPN"
        if not named or token <= one.act.token + 1:
            continue
        joined = token + 1 if tree.deprel[token] == "compound" and tree.head[token] == token + 1 else token
        if tree.deprel[joined] not in JOINED or tree.sentence.form[token - 1].lower() not in PARTED:
            continue
        if tree.head[joined] not in {*objects, one.act.token, *(mention.head for mention in found)}:
            continue
        if mention.actors and {actor.kind for actor in mention.actors} <= doers & {"state", "organisation"}:
            found.append(mention)
    return found


def _objects(tree: Tree, resolution: Resolution, one: Candidate, token: int) -> list[Mention] | None:
    """What stands right behind a second doer: nobody for a bare number of what the first act was done to,
    somebody else named; null where nothing does."""
    if token >= len(tree) - 1 and tree.upos[token] != "NUM":
        return None
    closes = token + 1 >= len(tree) or tree.sentence.form[token + 1].lower() in CLOSED
    if tree.upos[token] == "NUM":
        counted = any(tree.child(noun, "nummod") is not None for noun in tree.all(one.act.token, "obj"))
        return [] if counted and closes else None
    mention = resolution.at(tree.index, token)
    named = mention is not None and mention.form == "name" and bool(mention.actors)
    return [mention] if mention is not None and named and closes and one.recipients else None
