"""Acts that the words around them undo: no evidence of them, reports that proved false, nearly done, foiled,
only rehearsed, done in the mind ("had Moscow attacked …").
"""

from __future__ import annotations

from communique.coding.documents import COMMENTING, DOCUMENTS, letter_to
from communique.coding.tree import Tree
from communique.coding.unreal_general import unreal_general
from communique.coding.unreal_nouns import unreal_noun

CLAIMS = frozenset(
    """report claim accusation allegation suggestion rumor rumour charge speculation assertion notion idea
    insinuation story""".split()
)
DENIALS = frozenset("deny reject dismiss refute rebuff disclaim disprove debunk rebut contradict".split())
FALSE = frozenset(
    """false untrue baseless groundless unfounded absurd fabricated fictitious invented wrong nonsense lie
    lies fabrication slander invention disinformation fake unproven hoax exaggerated mistaken invent invented
    fabricate concoct forge forgery fiction myth fantasy""".split()
)
UNTRUE = frozenset("untrue false wrong incorrect".split())
TRUE = frozenset("true correct accurate".split())
EVIDENCE = frozenset(
    "evidence proof sign indication trace hint confirmation suggestion record question".split()
)
TAKEN_BACK = frozenset("withdraw retract disprove debunk refute deny dismiss discredit reject".split())
NEARLY = frozenset("nearly almost narrowly virtually".split())
INSTEAD = frozenset({("rather", "than"), ("instead", "of"), ("short", "of"), ("far", "from")})
NOT = frozenset({"not", "n't", "n’t", "no", "never", "little", "scant"})
#: Nouns of what may come or is only said to have been.
IN_THE_MIND = frozenset(
    """prospect hope fear chance possibility risk danger rumor rumour speculation idea dream likelihood
    spectre specter suspicion talk gossip bet wager odds forecast scenario thought temptation notion illusion
    myth""".split()
)
#: Verbs whose gerund is only thought of.
WEIGHING = frozenset(
    """rule_out consider contemplate avoid resist risk forgo discuss mull debate favor favour suggest put_off
    postpone delay defer ponder weigh envisage imagine propose recommend oppose toy flirt dither
    practise practice rehearse simulate""".split()
)
#: Nouns of what would lead to an act.
GROUNDS = frozenset(
    """ground grounds reason cause justification intention plan desire wish hope way means pretext need excuse
    basis case question point interest""".split()
)
#: Verbs of a quarrel whose matter after "over" is not yet done.
ARGUING = frozenset("argue debate disagree differ dither haggle wrangle quarrel waver hesitate".split())
#: Conjunctions after which a present tells of what is to come.
NOT_YET = frozenset("once until till".split())
NO_MORE_THAN = frozenset(
    "time means point moment stage circumstance condition way account event case".split()
)
SUGGESTING = frozenset("suggest show indicate prove mean point imply".split())
#: Verbs by which a text is kept from being issued.
KEEPING_BACK = frozenset(
    "block veto reject oppose stop shelve drop scrap bury kill withdraw delay stall".split()
)
_STEPS = 5


def unreal(tree: Tree, token: int, clause: int) -> tuple[str, int] | None:
    """How the words around an act undo it, and which word does: DENIED, FAILED, CONDITIONAL, UNREAL; null
    where none does."""
    return (
        _nearly(tree, clause)
        or _instead(tree, clause)
        or _inverted(tree, clause)
        or _at_no_time(tree, clause)
        or _not_yet(tree, clause)
        or _kept_back(tree, clause)
        or unreal_noun(tree, token)
        or _thought_of(tree, token, clause)
        or _not_so(tree, clause)
        or unreal_general(tree, token, clause)
    )


def _thought_of(tree: Tree, token: int, clause: int) -> tuple[str, int] | None:
    """ "The prospect of talks", "rumours of an attack", "talked him out of closing the border", "has not
    ruled out expelling": the act is only in the mind."""
    head = tree.head[token]
    if head >= 0 and tree.upos[token] == "NOUN" and tree.case(token) in ("of", "for", "about", "on"):
        if tree.upos[head] == "NOUN" and tree.lemma[head] in IN_THE_MIND:
            return "POSSIBILITY", head
        if tree.lemma[head] in CLAIMS | EVIDENCE and _is_negated(tree, head):
            return "DENIED", head  # "no reports of clashes"
        if tree.lemma[head] in CLAIMS:
            return _proved_false(tree, head)
        if tree.lemma[head] in ("event", "case") and tree.case(head) == "in":
            return "CONDITIONAL", head  # "in the event of an attack"
    if tree.deprel[clause] == "acl" and tree.lemma[head] in GROUNDS and _is_negated(tree, head):
        return "DENIED", head  # "no grounds for refusing"
    passive = tree.child(clause, "aux:pass")  # "risks being expelled"
    gerund = clause if passive is None else passive
    if tree.xpos[gerund] == "VBG" and tree.deprel[clause] in ("advcl", "xcomp", "ccomp"):
        above = tree.head[clause]
        particle = tree.child(above, "compound:prt")
        joined = tree.lemma[above] + (f"_{tree.lemma[particle]}" if particle is not None else "")
        marks = [tree.lemma[mark] for mark in tree.all(clause, "mark")]
        bare = not marks and tree.child(clause, "nsubj") is None
        if bare and gerund == above + 1 + (particle is not None) and joined in WEIGHING:
            return "POSSIBILITY", above
        toyed = marks == ["with"] and tree.lemma[above] in WEIGHING
        if toyed or (marks == ["over"] and joined in ARGUING):  # "argued over sending"
            return "POSSIBILITY", above
        if marks == ["out", "of"]:
            return "UNREAL", above
    return None


def _kept_back(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "Blocked a statement condemning the raid", "vetoed a resolution that demands …": what a text that was
    never issued says is not said."""
    head = tree.head[clause]
    if head < 0 or tree.deprel[clause] not in ("acl", "acl:relcl", "advcl"):
        return None
    if tree.lemma[clause] not in COMMENTING:
        return None
    letter = letter_to(tree, clause, head) if tree.deprel[clause] != "acl:relcl" else head
    letter = head if letter is None and tree.lemma[head] in DOCUMENTS else letter
    if letter is None or tree.lemma[letter] not in DOCUMENTS or tree.deprel[letter] != "obj":
        return None
    verb = tree.head[letter]
    return ("DENIED", verb) if tree.lemma[verb] in KEEPING_BACK else None


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


def _at_no_time(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "At no time did the troops fire": a negation that opens the clause."""
    for auxiliary in tree.all(clause, "aux"):
        before = auxiliary - 1
        if before > 0 and tree.lemma[before] in NO_MORE_THAN and tree.lemma[before - 1] == "no":
            return "DENIED", before - 1
    return None


def _not_yet(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "Once Spain recognises the council", "until it releases him": a present that is still to come."""
    if tree.deprel[clause] != "advcl" or tree.xpos[clause] not in ("VBZ", "VBP"):
        return None
    mark = next((c for c in tree.all(clause, "mark", "advmod") if tree.lemma[c] in NOT_YET), None)
    return None if mark is None else ("CONDITIONAL", mark)


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
            if relation in ("acl", "ccomp") and lemma in IN_THE_MIND and tree.upos[head] == "NOUN":
                return "POSSIBILITY", head
            if relation in ("acl", "ccomp") and lemma in CLAIMS:
                return _proved_false(tree, head)
            if relation in ("ccomp", "advcl") and _nothing_says(tree, head):
                return "DENIED", head
        if relation not in ("ccomp", "csubj", "conj", "acl", "xcomp"):
            return None
        node = head
    return None


def _nothing_says(tree: Tree, verb: int) -> bool:
    """ "No evidence was found that …", "nothing suggests that …"."""
    for subject in tree.all(verb, "nsubj", "nsubj:pass", "obj"):
        if tree.lemma[subject] in EVIDENCE and any(tree.lemma[c] in NOT for c in tree.children[subject]):
            return True
        if tree.lemma[subject] == "nothing" and tree.lemma[verb] in SUGGESTING:
            return True
    return False


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
