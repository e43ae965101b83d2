"""Does a state stand, or is it only asked for, feared, planned, or a mark of time for something else?"""

from __future__ import annotations

from datetime import date

from communique.coding.left_out import OBJECT_CONTROL
from communique.coding.modality import modality
from communique.coding.situation_patterns import Pattern
from communique.coding.situation_words import listed
from communique.coding.tree import Tree
from communique.resolve import TimedSpan

UNREAL = frozenset(
    {
        "FUTURE",
        "NECESSITY",
        "POSSIBILITY",
        "CONDITIONAL",
        "PURPOSE",
        "EMBEDDED",
        "QUESTION",
        "UNREAL",
        "WOULD",
    }
)


OWN_CLAUSES = frozenset({"ccomp", "advcl", "acl:relcl", "parataxis", "csubj"})
"""Relations of clauses that tell something of their own."""
SUPPOSED = UNREAL - {"PURPOSE", "EMBEDDED"}
ORDINAL = ("first", "second", "third", "th")
UNITS = frozenset("day night week weekend month year".split())
BYGONE = frozenset(
    "former earlier previous past old possible planned proposed threatened new further".split()
)
"""Words by which a state with an article is none of today."""


def is_reminder(tree: Tree, token: int) -> bool:
    """ "the line that the North had cut is working again": a state before the one that is told of."""
    for node in (token, *tree.ancestors(token)[:2]):
        if tree.deprel[node] == "acl:relcl":
            return any(tree.sentence.form[c].lower() == "had" for c in tree.all(token, "aux")) and not any(
                tree.case(c) == "since" for c in tree.children[token]
            )
    return False


def is_only_spoken_of(tree: Tree, token: int) -> bool:
    """Whether the verb stands below one that asks, plans or fears it."""
    node = token
    for _ in range(4):
        relation, head = tree.deprel[node], tree.head[node]
        named = relation == "acl" and tree.child(node, "mark") is not None  # "its demand that they ease it"
        if head < 0 or not (named or relation in ("ccomp", "xcomp", "conj")):
            return False
        if relation != "conj" and tree.lemma[head] in listed("spoken_of"):
            return True
        node = head
    return False


def is_supposed(tree: Tree, token: int) -> bool:
    """ "Could have been held as hostages", "accused the army of keeping them in jail": nobody says that it is
    so.
    """
    for head in tree.ancestors(token)[:3]:
        if tree.lemma[head] in ("accuse", "deny", "suspect", "fear"):
            return True
        if tree.upos[head] in ("VERB", "AUX") and modality(tree, head).kind in SUPPOSED:
            return True
    return False


def goes_on(tree: Tree, verb: int, kind: str) -> bool:
    """ "Will remain in force", "must be extended", "vowed to keep its troops": what is to go on stands."""
    if tree.lemma[verb] not in listed("going_on"):
        return False
    head = tree.head[verb]
    asked = tree.deprel[verb] == "xcomp" and tree.lemma[head] in OBJECT_CONTROL
    asked = asked and (tree.is_passive(head) or tree.child(head, "obj", "iobj", "obl") is not None)
    return kind in ("FUTURE", "WOULD", "NECESSITY") or (kind == "EMBEDDED" and not asked)


def is_undone(tree: Tree, token: int, pattern: Pattern) -> bool | None:
    """ "Asked to lift the sanctions" shows them in force, "lifted the sanctions" shows them gone; null where
    the pattern asks for no such word.
    """
    head = tree.head[token]
    if pattern.kind not in listed("undone") or head < 0 or tree.lemma[head] not in listed("undoing"):
        return None
    if tree.upos[head] not in ("VERB", "AUX") or tree.lemma[head] in ("violate", "evade", "defy", "enforce"):
        return True
    return modality(tree, head).kind in UNREAL or is_only_spoken_of(tree, head)


def is_unreal_above(tree: Tree, token: int) -> bool:
    """Whether a word over a noun asks, plans or fears what has no article yet ("called for sanctions", "want
    the province to be placed under martial law"), or would only bring it about ("could impose a curfew").
    """
    known = ("the", "this", "these")
    if any(tree.lemma[c] in known or tree.deprel[c] == "nmod:poss" for c in tree.children[token]):
        return False
    below = token
    if any(tree.lemma[c] == "a" for c in tree.all(token, "det")) and tree.deprel[token] in ("nsubj", "obj"):
        if modality(tree, tree.head[token]).kind in SUPPOSED:
            return True  # "a ban would cost a lot"
    for head in tree.ancestors(token)[:3]:
        relation, below = tree.deprel[below], head
        if relation in ("acl:relcl", "advcl", "appos"):
            return False
        if tree.lemma[head] in listed("spoken_of"):
            return relation != "nsubj"  # who asks is not what is asked for
        if tree.upos[head] in ("VERB", "AUX"):
            if tree.lemma[head] in listed("bringing_about") and is_only_spoken_of(tree, head):
                return True  # "threatened to take hostages"
            return modality(tree, head).kind in UNREAL and tree.lemma[head] in listed("bringing_about")
    return False


def is_asked_about(tree: Tree, noun: int) -> bool:
    """ "How many sanctions would be eased", "what sanctions": nobody says that there are any."""
    asked = (tree.lemma[below] for c in tree.all(noun, "amod", "det") for below in (c, *tree.children[c]))
    return any(lemma in ("how", "what", "which", "whatever") for lemma in asked)


def is_bygone(tree: Tree, token: int) -> bool:
    """ "The 1994 embargo", "the former blockade", "during the occupation": of another time."""
    if tree.case(token) in ("during", "after", "before", "since"):
        return True
    for child in tree.children[token]:
        if tree.lemma[child] in BYGONE or (
            tree.upos[child] == "NUM" and tree.deprel[child] == "nummod" and len(tree.lemma[child]) == 4
        ):
            return True
    return False


def is_marking_time(tree: Tree, noun: int) -> bool:
    """ "When the truce began to unravel": only a mark of time for something else."""
    return any(
        tree.lemma[c] in ("when", "after", "before", "until", "till")
        for head in tree.ancestors(noun)[:2]
        for c in tree.children[head]
        if tree.deprel[c] in ("mark", "advmod")
    )


def is_counted(tree: Tree, verb: int) -> bool:
    """ "For a fourth day", "since Monday": whatever the tense, it goes on."""
    for child in tree.children[verb]:
        if tree.deprel[child] not in ("obl", "obl:unmarked", "obl:tmod", "nmod"):
            continue
        ordinal = any(tree.xpos[c] == "JJ" and tree.sentence.form[c].lower().endswith(ORDINAL)
                      for c in tree.children[child])  # fmt: skip
        if tree.case(child) == "for" and tree.lemma[child] in UNITS and ordinal:
            return True
    return False


def words_above(tree: Tree, head: int, most: int = 2) -> set[int]:
    """The words above an expression, as far as its own clause reaches."""
    found: set[int] = set()
    node = head
    for _ in range(most):
        if tree.head[node] < 0 or (found and tree.deprel[node] in OWN_CLAUSES):
            break
        node = tree.head[node]
        found.add(node)
    return found


def is_in_condition(tree: Tree, verb: int) -> bool:
    """ "Until it lays down its arms and returns to the talks": joined to a verb of a condition."""
    node = verb
    while tree.deprel[node] == "conj" and tree.head[node] >= 0:
        node = tree.head[node]
    marks = {tree.lemma[c] for c in tree.all(node, "mark")}
    return node != verb and bool(marks & {"if", "unless", "until", "till", "once", "provided"})


def is_backdated(tree: Tree, verb: int, times: list[TimedSpan], published: date | None) -> bool:
    """ "Walked out of the deal in July", told in September: what a deed of then began is taken to stand."""
    if published is None or tree.xpos[verb] not in ("VBD", "VBN"):
        return False
    lasts = [t.expression.last for t in times if tree.head[t.head] == verb and t.expression.type == "DATE"]
    return any(last is not None and (published - last).days > 6 for last in lasts)


def is_news(tree: Tree, token: int) -> bool:
    """Whether a plain past is the sentence's own news, not a mark of time for another act ("before it blew up
    the office") nor what somebody only heard."""
    node = token
    if tree.xpos[token] == "VBG" and not (tree.deprel[token] == "ccomp" and tree.all(token, "aux")):
        return False  # but "said that it was ending its relations"
    while tree.head[node] >= 0:
        above = tree.head[node]
        reported = tree.deprel[node] == "ccomp" and tree.lemma[above] in (
            "say",
            "announce",
            "report",
            "confirm",
        )
        if tree.deprel[node] not in ("conj", "parataxis") and not reported:
            return False
        node = above
    return True


def is_standing(tree: Tree, token: int, perfect: bool) -> bool:
    """Stative verb, perfect, or a passive participle in the present or after "remain"."""
    particles = tree.all(token, "compound:prt", "advmod")
    lemmas = {tree.lemma[token], *(f"{tree.lemma[token]}_{tree.lemma[particle]}" for particle in particles)}
    if lemmas & listed("stative") or perfect or tree.xpos[token] in ("VBZ", "VBP"):
        return True
    if is_counted(tree, token):
        return True
    if tree.xpos[token] == "VBG" and any(
        tree.sentence.form[c].lower() in ("is", "are", "been", "'s", "’s") for c in tree.all(token, "aux")
    ):
        return True
    if tree.deprel[token] in ("acl", "advcl") and tree.xpos[token] == "VBN":
        return True
    if tree.is_passive(token):
        auxiliary = tree.child(token, "aux:pass")
        if auxiliary is not None and tree.sentence.form[auxiliary].lower() in (
            "is",
            "are",
            "'s",
            "’s",
            "been",
            "being",
        ):
            return True
        head = tree.head[token]
        return (
            tree.deprel[token] in ("xcomp", "amod")
            and head >= 0
            and tree.lemma[head] in ("remain", "stay", "keep")
        )
    return False
