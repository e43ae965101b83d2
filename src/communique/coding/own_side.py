"""What is the doers' own: their troops, their state, the government for which they speak. Nothing is done
to it
that they do to another.
"""

from __future__ import annotations

from communique.coding.tree import Tree
from communique.records import Mention

#: Sectors of what a state moves and keeps.
FORCES = frozenset({"MIL", "COP", "PRM", "UAF"})
#: Sectors of those who speak for a state, and of what of it they name as a possessor.
STATE = frozenset({None, "GOV"})
OF_STATE = frozenset({None, "GOV", "MIL"})
#: What somebody gives another or tells him of his own; not what he defends.
GIVEN = frozenset(
    """support solidarity commitment backing aid assistance help readiness willingness gratitude thanks
    appreciation
    condolence sympathy congratulation greeting wish offer pledge promise regret concern interest desire
    resolve
    recognition cooperation relation tie friendship loan grant credit troop force soldier
    contribution""".split()
)
#: Relations of whoever's something is.
OWNING = frozenset({"nmod:poss", "compound", "amod", "nmod:desc"})


def is_own(tree: Tree, mention: Mention, doers: tuple[Mention, ...], moves: bool = False) -> bool:
    """ "Withdrew its troops", "laid down their arms": the possessor is who acts.

    moves: whether the act moves what is one's own ("reopen its embassy"), whatever it is.
    """
    if mention.sentence != tree.index or not doers:
        return False
    codes = {actor.code for doer in doers for actor in doer.actors}
    if mention.form == "pronoun" and tree.xpos[mention.head] == "PRP$":
        return any(actor.code in codes and actor.code for actor in mention.actors)
    countries = {actor.country for doer in doers for actor in doer.actors}
    possessor = tree.child(mention.head, "nmod:poss")
    return (
        possessor is not None
        and tree.xpos[possessor] == "PRP$"
        and all(
            (moves or actor.sector in FORCES) and actor.country in countries and actor.person is None
            for actor in mention.actors
        )
    )


def is_own_country(tree: Tree, mention: Mention, doers: tuple[Mention, ...]) -> bool:
    """ "Pakistan's support" of a Pakistani minister, "the Chadian government's thanks" of Chad: the state
    that the
    doers speak for, its government or army, as a possessor.
    """
    if mention.sentence != tree.index or not doers:
        return False
    if mention.form != "modifier" and tree.deprel[mention.head] not in OWNING:
        return False
    own = {actor.country for doer in doers for actor in doer.actors if actor.sector in STATE}
    return all(
        actor.kind in ("state", "organisation")
        and actor.country is not None
        and actor.country in own
        and actor.sector in OF_STATE
        for actor in mention.actors
    )


def gives_own(tree: Tree, mention: Mention, doers: tuple[Mention, ...]) -> bool:
    """Whether somebody is the doers' own state as the possessor of what they give or tell: "Lima's
    support"."""
    return is_own_country(tree, mention, doers) and tree.lemma[tree.head[mention.head]] in GIVEN


def opposed(tree: Tree, mention: Mention, gives: bool) -> bool:
    """Whether somebody stands on the other side of an act than whom it is done to.

    gives: the act helps or gives, so that whom somebody is helped against receives nothing ("backed their
    fight against the rebels"); else it harms, so that in whose support it is done is not harmed ("raids in
    support of the government").
    """
    if mention.sentence != tree.index:
        return False
    case, above = tree.case(mention.head), tree.head[mention.head]
    if gives:
        return case == "against"
    return case == "of" and above >= 0 and tree.lemma[above] in BACKING and tree.case(above) in ("in", "on")


#: "In support of", "on behalf of".
BACKING = frozenset({"support", "defence", "defense", "aid", "behalf", "coordination"})


def is_own_state(mention: Mention, doers: tuple[Mention, ...]) -> bool:
    """Whether a mention is the very state for which the doers, a government or the state itself, act."""
    sides = [actor for doer in doers for actor in doer.actors]
    return bool(sides) and all(
        actor.kind == "state"
        and actor.sector is None
        and not actor.rule.startswith("place")
        and all(side.country == actor.country and side.sector in STATE for side in sides)
        for actor in mention.actors
    )
