"""Words that name no act of their own where they stand: what somebody calls or sees as something, slogans on
placards, what anybody may do, a state that lasts, a gloss on the act just told.
"""

from __future__ import annotations

from collections.abc import Container
from itertools import pairwise

from communique.coding.tree import NAMING, Tree

#: Verbs whose "as" says how somebody sees a thing, not what it does.
SEEING = frozenset("see regard view consider perceive deem depict portray".split())
#: Verbs of naming that are claims of fact as well.
CLAIMING = frozenset({"say", "claim"})
ANYBODY = frozenset({"anyone", "anybody", "whoever", "everyone", "everybody"})
LASTING = frozenset({"remain", "stay"})
#: What stays so of things; people who remain locked up are told of.
SHUT = frozenset("close shut seal block suspend freeze divide split ban restrict".split())
#: What a participle says of the act of its main clause: who had asked for something else.
DEFIANCE = frozenset("defy flout ignore disregard brush_aside shrug_off".split())
#: What forces and firms do day by day.
HABITS = frozenset(
    "garrison patrol guard occupy train arm fund finance supply smuggle sell buy run operate".split()
)
#: How often somebody does what is no news.
OFTEN = frozenset(
    """usually normally often always regularly traditionally annually yearly routinely sometimes occasionally
    frequently seldom rarely""".split()
)
PERIODS = frozenset("day week month year morning evening summer winter spring autumn time decade".split())
#: What has happened to people, by which a text tells them from others.
MARKS = frozenset({"wound", "injure", "hurt"})
CLAUSES = frozenset({"acl", "acl:relcl", "advcl:relcl"})
#: Verbs that tell the toll of an attack, and nouns that name one.
TOLL = frozenset("kill wound injure maim".split())
ATTACKS = frozenset(
    """attack bombing shelling raid strike airstrike explosion blast assault shooting ambush massacre siege
    storming""".split()
)


def is_aside(tree: Tree, token: int, told: Container[int]) -> bool:
    """Whether a word gives no act where it stands. told: the words of acts read so far in this sentence."""
    if tree.upos[token] in ("NOUN", "PROPN"):
        return _is_seen_as(tree, token) or _is_slogan(tree, token)
    return (
        _names(tree, token)
        or _is_lasting(tree, token)
        or _is_gloss(tree, token, told)
        or _is_anybodys(tree, token)
        or _is_toll(tree, token)
        or _tells_apart(tree, token)
    )


def _is_toll(tree: Tree, token: int) -> bool:
    """ "The bombing of a school that killed nine": the toll of an attack that is named, no second one."""
    noun = tree.head[token]
    if tree.deprel[token] != "acl:relcl" or tree.lemma[token] not in TOLL or tree.deprel[noun] != "nmod":
        return False
    return tree.lemma[tree.head[noun]] in ATTACKS and tree.upos[noun] == "NOUN"


def _names(tree: Tree, token: int) -> bool:
    """ "Denounced what it called a coup", "whom he called a traitor": how somebody puts it is no act beside
    the one that is told.
    """
    if tree.lemma[token] not in NAMING | SEEING or tree.deprel[token] not in CLAUSES:
        return False
    if tree.lemma[tree.head[token]] == "what":
        return True
    if tree.xpos[token] == "VBN" or tree.lemma[token] in CLAIMING:
        return False
    return tree.child(token, "xcomp", "ccomp") is not None or _as_phrase(tree, token) is not None


def _as_phrase(tree: Tree, verb: int) -> int | None:
    """The noun or adjective of "as …" below a verb."""
    for child in tree.children[verb]:
        marks = (tree.lemma[k] for k in tree.children[child] if tree.deprel[k] in ("case", "mark"))
        if tree.deprel[child] in ("obl", "xcomp", "advcl") and "as" in marks:
            return child
    return None


def _is_seen_as(tree: Tree, noun: int) -> bool:
    """ "Against what it sees as a threat"."""
    top = noun
    while tree.deprel[top] in ("nmod", "compound", "conj", "amod"):
        top = tree.head[top]
    verb = tree.head[top]
    return (
        verb >= 0
        and tree.lemma[verb] in SEEING
        and tree.deprel[verb] in CLAUSES
        and tree.xpos[verb] != "VBN"
        and _as_phrase(tree, verb) == top
    )


def _is_slogan(tree: Tree, noun: int) -> bool:
    """ "The placards read 'No more talks'"."""
    above = [noun, *tree.ancestors(noun)]
    for low, high in pairwise(above):
        if tree.lemma[high] == "read" and tree.deprel[low] in ("obj", "ccomp", "parataxis"):
            subject = tree.child(high, "nsubj")
            start, end = min(low, noun), max(low, noun)
            quoted = any(tree.xpos[k] in ("``", '"') for k in range(high, start + 1))
            return quoted and subject is not None and tree.upos[subject] == "NOUN" and end > high
    return False


def _is_lasting(tree: Tree, token: int) -> bool:
    """ "The border remained closed": a state, no act of closing."""
    head = tree.head[token]
    participle = tree.xpos[token] == "VBN" and tree.deprel[token] == "xcomp"
    return participle and tree.lemma[head] in LASTING and tree.lemma[token] in SHUT


def _is_gloss(tree: Tree, token: int, told: Container[int]) -> bool:
    """ "Tested a rocket, defying the council": the test again, by what others had asked for."""
    particle = tree.child(token, "compound:prt")
    lemma = tree.lemma[token] if particle is None else f"{tree.lemma[token]}_{tree.lemma[particle]}"
    participle = tree.deprel[token] == "advcl" and tree.xpos[token] == "VBG"
    return (
        participle
        and lemma in DEFIANCE
        and tree.child(token, "mark") is None
        and (tree.head[token] in told or any(k in told for k in tree.children[tree.head[token]]))
    )


def is_habit(tree: Tree, token: int) -> bool:
    """ "The island that it garrisons", "they meet once a year to play chess": what somebody always does."""
    simple = tree.xpos[token] in ("VBZ", "VBP") and tree.child(token, "aux", "cop") is None
    if simple and any(_tells_how_often(tree, child) for child in tree.children[token]):
        return True
    return (
        tree.deprel[token] == "acl:relcl"
        and tree.xpos[token] in ("VBZ", "VBP")
        and tree.lemma[token] in HABITS
        and tree.child(token, "aux", "cop") is None
    )


def _tells_how_often(tree: Tree, token: int) -> bool:
    """Whether a word below a verb says how often: "usually", "every year", "once a month"."""
    if tree.deprel[token] == "advmod":
        often = tree.lemma[token] in ("once", "twice") and any(
            tree.lemma[k] in PERIODS for k in tree.subtree(token)
        )
        return often or tree.lemma[token] in OFTEN
    if not tree.deprel[token].startswith("obl"):
        return False
    times = tree.lemma[token] in PERIODS
    return times and any(
        tree.lemma[k] in ("every", "each", "once", "twice", "most") for k in tree.subtree(token) if k != token
    )


def _tells_apart(tree: Tree, token: int) -> bool:
    """ "A man wounded in the raid was questioned": which man it was."""
    noun = tree.head[token]
    return (
        tree.deprel[token] == "acl"
        and tree.xpos[token] == "VBN"
        and tree.lemma[token] in MARKS
        and tree.child(token, "obl:agent") is None
        and tree.deprel[noun] in ("nsubj", "nsubj:pass", "obj")
        and not any(tree.deprel[k] == "nummod" for k in tree.children[noun])
    )


def _is_anybodys(tree: Tree, token: int) -> bool:
    """ "Any country that helps them", "anyone who attacks": nobody has done it."""
    for verb in (token, *tree.ancestors(token)):
        if tree.deprel[verb] in CLAUSES:
            noun = tree.head[verb]
            any_ = tree.lemma[noun] in ANYBODY or any(
                tree.deprel[k] == "det" and tree.lemma[k] == "any" for k in tree.children[noun]
            )
            past = tree.xpos[verb] in ("VBD", "VBN") or tree.child(verb, "aux") is not None
            return any_ and not past
        if tree.deprel[verb] not in ("xcomp", "conj", "ccomp"):
            return False
    return False


__all__ = ["is_aside", "is_habit"]
