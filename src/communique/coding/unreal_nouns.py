"""Acts named by a noun that the words around it undo: foiled, rehearsed, only alleged, unthinkable."""

from __future__ import annotations

from communique.coding.tree import Tree

FOILING = frozenset("foil thwart avert forestall abort scupper prevent".split())
REHEARSED = frozenset(
    "simulate rehearse practise practice imagine depict envisage stage-manage mimic fake".split()
)
#: Adjectives of what is only said to have been.
SUPPOSED = frozenset(
    """alleged purported supposed rumoured rumored imaginary imagined fictitious fictional hypothetical
    would-be""".split()
)
#: Attacks that fail did not succeed; talks that fail were held all the same.
FAILING = frozenset("fail fizzle founder miscarry misfire".split())
TRIED = frozenset(
    """coup putsch plot raid assault attack invasion takeover mutiny bombing kidnapping abduction attempt
    assassination hijacking ambush""".split()
)
#: What a present says of an act that has not come.
WEIGHED = frozenset(
    """question agenda pointless unlikely likely inconceivable unthinkable impossible possible imminent
    conceivable inevitable premature needless necessary overdue undesirable elusive distant remote
    unattainable doubtful improbable unrealistic needed essential vital crucial imperative""".split()
)
SEEMING = frozenset("seem look appear remain become".split())
CONDITIONS = frozenset({"if", "unless"})


def unreal_noun(tree: Tree, token: int) -> tuple[str, int] | None:
    """How the words around a noun undo the act that it names, and which word does; null where none does."""
    if tree.upos[token] != "NOUN":
        return None
    readings = (_foiled, _only_said, _failed, _came_to_nothing, _weighed, _in_condition)
    return next((found for read in readings if (found := read(tree, token)) is not None), None)


def _foiled(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "Foiled an attack on the embassy", "the drill simulated an attack"."""
    head = tree.head[token]
    if head < 0 or tree.upos[token] != "NOUN" or tree.upos[head] != "VERB":
        return None
    undone = tree.deprel[token] in ("obj", "nsubj:pass")
    if undone and tree.lemma[head] in FOILING:
        return "FAILED", head
    return ("UNREAL", head) if undone and tree.lemma[head] in REHEARSED else None


def _only_said(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "The alleged plot", "a purported agreement"."""
    for child in tree.all(token, "amod", "compound"):
        if tree.sentence.form[child].lower() in SUPPOSED:
            return "POSSIBILITY", child
    return None


def _failed(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "The coup failed before dawn"."""
    head = tree.head[token]
    subject = tree.deprel[token] == "nsubj" and head >= 0
    if subject and tree.lemma[token] in TRIED and tree.lemma[head] in FAILING:
        return "FAILED", head
    return None


def _came_to_nothing(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "Nothing came of the summit"."""
    head = tree.head[token]
    if head < 0 or tree.lemma[head] != "come" or tree.case(token) != "of":
        return None
    return ("DENIED", head) if any(tree.lemma[s] == "nothing" for s in tree.all(head, "nsubj")) else None


def _weighed(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "A withdrawal is out of the question", "an attack seemed imminent"."""
    head = tree.head[token]
    if head < 0 or tree.deprel[token] != "nsubj" or is_known(tree, token):
        return None
    said = (head, *tree.all(head, "xcomp")) if tree.lemma[head] in SEEMING else (head,)
    return next((("POSSIBILITY", word) for word in said if tree.lemma[word] in WEIGHED), None)


def _in_condition(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "If it comes to a war": a condition names what is not yet there, unless it is known ("the attack")."""
    head = tree.head[token]
    if head < 0 or tree.deprel[token] not in ("obl", "obj", "nsubj") or is_known(tree, token):
        return None
    mark = next((m for m in tree.all(head, "mark") if tree.lemma[m] in CONDITIONS), None)
    return None if mark is None else ("CONDITIONAL", mark)


def is_known(tree: Tree, token: int) -> bool:
    return any(
        tree.lemma[c] in ("the", "this", "that", "these", "those") or tree.deprel[c] == "nmod:poss"
        for c in tree.children[token]
    )


__all__ = ["is_known", "unreal_noun"]
