"""Acts that the words around them undo: no evidence of them, reports that proved false, nearly done, foiled,
only rehearsed, done in the mind ("had Moscow attacked …").
"""

from __future__ import annotations

from communique.coding.tree import Tree

CLAIMS = frozenset(
    """report claim accusation allegation suggestion rumor rumour charge speculation assertion notion idea
    insinuation story""".split()
)
DENIALS = frozenset("deny reject dismiss refute rebuff disclaim disprove debunk rebut contradict".split())
FALSE = frozenset(
    """false untrue baseless groundless unfounded absurd fabricated fictitious invented wrong nonsense lie
    lies fabrication slander invention disinformation fake unproven hoax exaggerated mistaken""".split()
)
UNTRUE = frozenset("untrue false wrong incorrect".split())
TRUE = frozenset("true correct accurate".split())
EVIDENCE = frozenset(
    "evidence proof sign indication trace hint confirmation suggestion record question".split()
)
TAKEN_BACK = frozenset("withdraw retract disprove debunk refute deny dismiss discredit reject".split())
NEARLY = frozenset("nearly almost narrowly virtually".split())
FOILING = frozenset("foil thwart avert forestall abort scupper".split())
REHEARSED = frozenset(
    "simulate rehearse practise practice imagine depict envisage stage-manage mimic fake".split()
)
INSTEAD = frozenset({("rather", "than"), ("instead", "of"), ("short", "of"), ("far", "from")})
NOT = frozenset({"not", "n't", "n’t", "no", "never", "little", "scant"})
#: Nouns of what may come or is only said to have been.
IN_THE_MIND = frozenset(
    """prospect hope fear chance possibility risk danger rumor rumour speculation idea dream likelihood
    spectre specter""".split()
)
#: Verbs whose gerund is only thought of.
WEIGHING = frozenset(
    "rule_out consider contemplate avoid resist risk forgo discuss mull debate favor favour suggest".split()
)
_STEPS = 5


def unreal(tree: Tree, token: int, clause: int) -> tuple[str, int] | None:
    """How the words around an act undo it, and which word does: DENIED, FAILED, CONDITIONAL, UNREAL; null
    where none does."""
    return (
        _nearly(tree, clause)
        or _instead(tree, clause)
        or _inverted(tree, clause)
        or _foiled(tree, token)
        or _thought_of(tree, token, clause)
        or _not_so(tree, clause)
    )


def _thought_of(tree: Tree, token: int, clause: int) -> tuple[str, int] | None:
    """ "The prospect of talks", "rumours of an attack", "talked him out of closing the border", "has not
    ruled out expelling": the act is only in the mind."""
    head = tree.head[token]
    if head >= 0 and tree.upos[token] == "NOUN" and tree.case(token) in ("of", "for", "about"):
        if tree.upos[head] == "NOUN" and tree.lemma[head] in IN_THE_MIND:
            return "POSSIBILITY", head
        if tree.lemma[head] in CLAIMS:
            return _proved_false(tree, head)
    if tree.xpos[clause] == "VBG" and tree.deprel[clause] in ("advcl", "xcomp", "ccomp"):
        above = tree.head[clause]
        particle = tree.child(above, "compound:prt")
        joined = tree.lemma[above] + (f"_{tree.lemma[particle]}" if particle is not None else "")
        bare = tree.child(clause, "mark", "nsubj") is None
        if bare and clause == above + 1 + (particle is not None) and joined in WEIGHING:
            return "POSSIBILITY", above
        marks = [tree.lemma[mark] for mark in tree.all(clause, "mark")]
        if marks == ["out", "of"]:
            return "UNREAL", above
    return None


def _nearly(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "Nearly bombed the plant", "all but broke with the king": right before the verb itself."""
    before = clause - 1
    if tree.upos[clause] != "VERB" or before < 0:
        return None
    if tree.lemma[before] in NEARLY and tree.head[before] == clause:
        return "FAILED", before
    if tree.lemma[before] == "but" and before and tree.lemma[before - 1] == "all":
        return "FAILED", before - 1
    return None


def _instead(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "Rather than arrest him", "stopped short of expelling her", "far from condemning it"."""
    after = clause + 1
    if tree.lemma[clause] == "stop" and after < len(tree) and tree.lemma[after] == "short":
        return "UNREAL", after
    if tree.upos[clause] != "VERB" or tree.xpos[clause] not in ("VB", "VBG", "VBP"):
        return None
    for first in range(max(0, clause - 4), clause - 1):
        pair = tree.lemma[first], tree.lemma[first + 1]
        between = range(first + 2, clause)
        if pair in INSTEAD and all(tree.upos[k] in ("ADV", "PART", "AUX") for k in between):
            return "UNREAL", first
    return None


def _inverted(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "Had Moscow attacked, …", "Should the army refuse, …": a condition without "if"."""
    if tree.sentence.form[-1] == "?":
        return None
    subject = tree.child(clause, "nsubj", "nsubj:pass")
    for auxiliary in tree.all(clause, "aux"):
        if (
            tree.lemma[auxiliary] in ("have", "should")
            and subject is not None
            and auxiliary < subject < clause
        ):
            opening = auxiliary == 0 or tree.upos[auxiliary - 1] in ("PUNCT", "CCONJ", "SCONJ")
            if opening and tree.deprel[clause] != "root":
                return "CONDITIONAL", auxiliary
    return None


def _foiled(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "Foiled an attack on the embassy", "the drill simulated an attack"."""
    head = tree.head[token]
    if head < 0 or tree.upos[token] != "NOUN" or tree.upos[head] != "VERB":
        return None
    undone = tree.deprel[token] in ("obj", "nsubj:pass")
    if undone and tree.lemma[head] in FOILING:
        return "FAILED", head
    return ("UNREAL", head) if undone and tree.lemma[head] in REHEARSED else None


def _not_so(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "There is no evidence that …", "it was not true that …", "reports that … proved false"."""
    node = clause
    for _ in range(_STEPS):
        relation, head = tree.deprel[node], tree.head[node]
        if head < 0 or relation == "acl:relcl":
            return None
        lemma = tree.lemma[head]
        if relation in ("acl", "ccomp", "csubj", "advcl") and tree.child(node, "mark") is not None:
            if lemma in UNTRUE and not _is_negated(tree, head):
                return "DENIED", head
            if lemma in TRUE | EVIDENCE and _is_negated(tree, head):
                return "DENIED", head
            if relation in ("acl", "ccomp") and lemma in CLAIMS:
                return _proved_false(tree, head)
        if relation not in ("ccomp", "csubj", "conj", "acl", "xcomp"):
            return None
        node = head
    return None


def _is_negated(tree: Tree, head: int) -> bool:
    """Negated itself or by the verb of which it is the object ("found no evidence", "did not see proof")."""
    near = [head]
    if tree.deprel[head] in ("obj", "nsubj") and tree.head[head] >= 0:
        near.append(tree.head[head])
    return any(
        tree.sentence.form[k].lower() in NOT and tree.deprel[k] in ("advmod", "det", "amod")
        for node in near for k in tree.children[node]
    )  # fmt: skip


def _proved_false(tree: Tree, claim: int) -> tuple[str, int] | None:
    """What becomes of a report: "proved false", "was withdrawn", "turned out to be unfounded"."""
    verb = tree.head[claim]
    if verb < 0 or tree.deprel[claim] not in ("nsubj", "nsubj:pass"):
        return None
    if tree.lemma[verb] in FALSE or (tree.lemma[verb] in TAKEN_BACK and tree.deprel[claim] == "nsubj:pass"):
        return "DENIED", verb
    below = [k for k in tree.children[verb] if tree.deprel[k] in ("xcomp", "obj", "obl")]
    return next((("DENIED", k) for k in below if tree.lemma[k] in FALSE), None)


__all__ = ["CLAIMS", "DENIALS", "FALSE", "unreal"]
