""""It" that means no thing: "it is a grave matter", "it rained", "denied it"."""

from __future__ import annotations

from communique.resolve.view import View

READY = frozenset(
    """ready willing prepared open determined committed concerned eager keen reluctant able unable
    unwilling sorry happy pleased glad surprised disappointed satisfied confident aware unaware proud
    innocent guilty alarmed worried anxious angry outraged shocked appalled saddened dismayed grateful
    optimistic pessimistic serious neutral bankrupt entitled hopeful baffled puzzled unconvinced
    unimpressed undecided responsible""".split()
)
"""Predicates of those who act: "it is ready" is no empty "it"."""

PROPOSITIONAL = frozenset(
    """deny confirm say know do reject make mean regret welcome admit acknowledge doubt believe see hear
    read explain repeat justify dismiss forget think call brand label describe term respect implement
    sign accept honour violate ratify approve adopt""".split()
)
"""Verbs whose object "it" is what was said before."""


def is_empty_it(view: View, token: int) -> bool:
    """ "It is a grave matter", "it rained": no thing is meant, or one that is no actor."""
    sentence = view.sentence
    if sentence.deprel[token].startswith("expl"):
        return True
    head = sentence.head[token]
    if head >= 0 and sentence.deprel[token] == "obj" and sentence.lemma[head].lower() in PROPOSITIONAL:
        return True
    if head < 0 or not sentence.deprel[token].startswith("nsubj"):
        return False
    kids = view.kids[head]
    copula = any(sentence.deprel[kid] == "cop" for kid in kids)
    clause = any(
        sentence.deprel[kid] in ("csubj", "ccomp", "advcl", "csubj:pass", "csubj:outer", "acl", "xcomp")
        for kid in kids
    )
    if copula and sentence.upos[head] in ("ADJ", "NOUN", "ADV", "PROPN", "PRON", "NUM"):
        if sentence.upos[head] == "ADJ" and view.low[head] in READY:
            return False
        if sentence.upos[head] == "ADJ":
            return True
        if clause or sentence.upos[head] in ("ADV", "PRON"):
            return True
        return sentence.upos[head] in ("NOUN", "ADJ") and token <= 2
    return (
        sentence.lemma[head].lower() in ("seem", "appear", "rain", "snow", "take", "happen", "turn")
        and clause
    )
