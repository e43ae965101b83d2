"""Exercises that forces of several countries hold together: cooperation, unless aimed at somebody."""

from __future__ import annotations

from communique.coding.act import Act
from communique.coding.tree import Tree
from communique.records import Mention

#: Verbs of answering somebody's deed in kind.
ANSWERS = frozenset("counter retaliate respond react answer".split())


def is_joint_exercise(
    tree: Tree, act: Act, actors: list[Mention], recipients: list[Mention], exercises: frozenset[str]
) -> bool:
    """Whether forces of several countries exercise with each other, aimed at nobody who is named or whom they
    answer ("countered the launch by stepping up drills").
    """
    countries = {actor.country for mention in actors for actor in mention.actors if actor.country}
    aimed = any(actor.country for mention in recipients for actor in mention.actors)
    aimed = aimed or any(tree.lemma[above] in ANSWERS for above in tree.ancestors(act.token)[:1])
    nouns = [act.token, *act.used, *tree.args(act.token).get("obj", ())]
    nouns += [below for noun in nouns for below in tree.args(noun).get("of", ())]
    return len(countries) > 1 and not aimed and any(tree.lemma[noun] in exercises for noun in nouns)
