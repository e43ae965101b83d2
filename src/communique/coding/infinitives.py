"""What a bare verb or an infinitive tells: an aim that is reached with the act, a deed told as done, a plan
in a headline, an order.
"""

from __future__ import annotations

from communique.coding.tree import Tree

#: Verbs whose purpose is reached by doing them: who calls to congratulate, congratulates.
MEETING = frozenset(
    """call phone telephone ring write summon gather rally march assemble converge demonstrate protest strike
    camp mass unite meet""".split()
)
SAYING = frozenset(
    """congratulate thank express convey discuss apologise apologize complain protest demand condemn denounce
    urge call praise commend brief warn inform voice mourn honour honor support oppose demonstrate reject
    press assure offer invite ask plead criticise criticize""".split()
)


def is_said_by(tree: Tree, clause: int) -> bool:
    """ "Called the king to thank him", "gathered to protest against the law": the aim is reached with the
    act.
    """
    head = tree.head[clause]
    return (
        tree.lemma[clause] in SAYING
        and head >= 0
        and tree.lemma[head] in MEETING
        and tree.upos[head] == "VERB"
        and head < clause
    )


def is_said_done(tree: Tree, clause: int) -> bool:
    """ "Claimed to have shot down a jet", "is said to have crossed": told as done, on somebody's
    word."""
    done = any(tree.lemma[aux] == "have" for aux in tree.all(clause, "aux"))
    return done and tree.lemma[tree.head[clause]] in TOLD_AS_DONE


#: Verbs whose perfect infinitive tells what was done.
TOLD_AS_DONE = frozenset(
    "claim report say know confirm admit allege profess boast announce show appear seem".split()
)


def is_imperative(tree: Tree, clause: int) -> bool:
    """ "Let us go": a bare verb that opens its clause tells nobody to have done anything."""
    return (
        tree.xpos[clause] == "VB"
        and tree.deprel[clause] in ("root", "parataxis", "ccomp")
        and tree.child(clause, "nsubj", "nsubj:pass", "csubj", "aux", "mark", "expl") is None
        and all(
            tree.upos[token] in ("PUNCT", "CCONJ", "ADV", "PART", "INTJ")
            for token in range(tree.subtree(clause)[0], clause)
        )
    )


def is_headline(tree: Tree) -> bool:
    """ "Oslo, Havana to restore ties": no finite verb, an infinitive on the names."""
    return tree.upos[tree.root] in ("PROPN", "NOUN") and not any(
        tree.xpos[token] in ("VBD", "VBZ", "VBP", "MD") for token in range(len(tree))
    )
