"""Acts of nobody yet: of anybody who might do them, what would be, what only seems so, what is planned."""

from __future__ import annotations

from communique.coding.tree import Tree
from communique.coding.unreal_nouns import is_known

#: Words that mean whoever there may be.
ANYBODY = frozenset("anyone anybody whoever whichever whomever".split())
ANY = frozenset("any whatever whichever every".split())
WOULD = frozenset("would could might may will can".split())
#: Verbs and adverbs of claiming what is not so.
FALSELY = frozenset("falsely wrongly wrongfully erroneously mistakenly untruthfully".split())
#: Verbs whose noun is an act that is still to come.
PLANNING = frozenset("plan plot prepare consider contemplate mull envisage conceive weigh propose".split())
#: Verbs whose noun is an act that somebody wants, awaits or lays down, by object and by preposition.
WANTING = frozenset(
    """demand seek request want require await expect anticipate foresee predict urge advocate recommend
    suggest stipulate envision promise pledge""".split()
)
WANTING_BY = {
    "for": frozenset(
        """call push press hope provide wait plead appeal beg ask lobby campaign pray argue agitate long
        clamour clamor""".split()
    ),
    "on": frozenset("depend hinge insist rest bank".split()),
    "of": frozenset("warn speak talk dream".split()),
}
#: Verbs that keep an act from being done, and acts that are stopped before they are done.
BLOCKING = frozenset("block delay postpone defer shelve scrap veto fight resist oppose forestall".split())
HALTING = frozenset("halt stop suspend cancel freeze".split())
BEFOREHAND = frozenset("expulsion deportation extradition execution transfer sale handover eviction".split())
#: Verbs of charging somebody with what nobody has proved.
CHARGING = frozenset("charge accuse suspect indict acquit clear absolve exonerate".split())
CONDITIONS = frozenset("condition precondition prerequisite requirement must necessity aim goal".split())
#: Deeds of force, which "no longer" ends; no longer to recognise or to hold is an act or a state of its own.
DEEDS = frozenset(
    """attack shell bomb bombard raid shoot kill detain arrest jail besiege blockade occupy beat torture
    harass expel deport abduct arm fund train finance""".split()
)
FICTION = frozenset("film novel book play movie drama thriller scenario comedy opera cartoon fiction".split())


def unreal_general(tree: Tree, token: int, clause: int) -> tuple[str, int] | None:
    """How the words around an act keep it general or seeming, and which word does; null where none does."""
    return (
        _of_anybody(tree, clause)
        or _would_be(tree, token)
        or _as_though(tree, clause)
        or _falsely(tree, clause)
        or _no_longer(tree, clause)
        or _yet_to(tree, token)
        or _planned(tree, token)
        or _wanted(tree, token)
        or _blocked(tree, token)
        or _charged(tree, clause)
        or _told_as_fiction(tree, clause)
    )


def _of_anybody(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "Any country that bombs the port", "whoever arms them", "those who break the truce will pay"."""
    if tree.xpos[clause] not in ("VBZ", "VBP") or tree.child(clause, "aux") is not None:
        return None
    subject = tree.child(clause, "nsubj")
    if subject is not None and tree.lemma[subject] in ANYBODY:
        return "CONDITIONAL", subject
    head = tree.head[clause]
    if tree.deprel[clause] != "acl:relcl" or head < 0:
        return None
    if tree.lemma[head] in ANYBODY or any(tree.lemma[det] in ANY for det in tree.all(head, "det")):
        return "CONDITIONAL", head
    above = tree.head[head]
    ahead = above >= 0 and any(tree.lemma[aux] in WOULD for aux in tree.all(above, "aux"))
    those = tree.sentence.form[head].lower() in ("those", "he", "they")
    return ("CONDITIONAL", head) if those and ahead else None


def _would_be(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "An attack would be a mistake", "bombing the dam might start a war"."""
    gerund = tree.deprel[token] == "csubj" and tree.xpos[token] == "VBG"
    noun = tree.deprel[token] == "nsubj" and tree.upos[token] == "NOUN" and not is_known(tree, token)
    head = tree.head[token]
    if head < 0 or not (gerund or noun):
        return None
    modal = next((aux for aux in tree.all(head, "aux") if tree.lemma[aux] in WOULD - {"will"}), None)
    return None if modal is None else ("POSSIBILITY", modal)


def _as_though(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "It looks as though the army has fled", "acted as if Oslo had signed"."""
    marks = tree.all(clause, "mark")
    as_if = [mark for mark in marks if tree.lemma[mark] in ("if", "though") and mark and mark - 1 in marks]
    return ("UNREAL", as_if[0]) if as_if and tree.lemma[as_if[0] - 1] == "as" else None


def _falsely(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "Falsely claimed that troops had fled", "falsely accused of shelling the town"."""
    node = clause
    for _ in range(3):
        head = tree.head[node]
        if head < 0 or tree.deprel[node] not in ("ccomp", "xcomp", "advcl", "conj"):
            return None
        word = next((one for one in tree.all(head, "advmod") if tree.lemma[one] in FALSELY), None)
        if word is not None:
            return "DENIED", word
        node = head
    return None


def _no_longer(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "No longer shells the town": right before the verb."""
    before = clause - 1
    if before < 1 or tree.sentence.form[before].lower() != "longer" or tree.lemma[before - 1] != "no":
        return None
    return ("DENIED", before - 1) if tree.lemma[clause] in DEEDS else None


def _yet_to(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "The talks have yet to begin"."""
    head = tree.head[token]
    if head < 0 or tree.deprel[token] != "nsubj" or tree.upos[token] != "NOUN":
        return None
    yet = next((one for one in tree.all(head, "advmod") if tree.lemma[one] == "yet"), None)
    late = tree.lemma[head] in ("have", "be") and tree.child(head, "xcomp") is not None
    return ("POSSIBILITY", yet) if yet is not None and late else None


def _planned(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "Was planning an attack", "prepared a coup": the noun of an act that is still to come."""
    head = tree.head[token]
    if head < 0 or tree.upos[token] != "NOUN" or is_known(tree, token):
        return None
    by_plan = tree.deprel[token] in ("obj", "nsubj:pass") and tree.upos[head] == "VERB"
    return ("POSSIBILITY", head) if by_plan and tree.lemma[head] in PLANNING else None


def _wanted(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "Demanded the release of the men", "depends on a withdrawal", "a withdrawal is the condition"."""
    head = tree.head[token]
    if head < 0 or tree.upos[token] != "NOUN":
        return None
    relation = tree.deprel[token]
    if tree.upos[head] == "VERB" and relation in ("obj", "nsubj:pass") and tree.lemma[head] in WANTING:
        return "POSSIBILITY", head
    verbs = WANTING_BY.get(tree.case(token), frozenset())
    if tree.upos[head] == "VERB" and relation == "obl" and tree.lemma[head] in verbs:
        return "POSSIBILITY", head
    if relation == "nsubj" and tree.lemma[head] in CONDITIONS and tree.child(head, "cop") is not None:
        return "POSSIBILITY", head
    return None


def _blocked(tree: Tree, token: int) -> tuple[str, int] | None:
    """ "A judge blocked the expulsion", "halted the extradition": not done, or not yet."""
    head = tree.head[token]
    if head < 0 or tree.upos[token] != "NOUN" or tree.deprel[token] not in ("obj", "nsubj:pass"):
        return None
    stopped = tree.lemma[head] in HALTING and tree.lemma[token] in BEFOREHAND
    blocked = tree.lemma[head] in BLOCKING and tree.upos[head] == "VERB"
    return ("POSSIBILITY", head) if stopped or blocked else None


def _charged(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "Was charged with attacking the guards", "acquitted of killing": a charge is no deed."""
    head = tree.head[clause]
    if head < 0 or tree.deprel[clause] not in ("advcl", "xcomp", "ccomp") or tree.xpos[clause] != "VBG":
        return None
    marks = {tree.lemma[mark] for mark in tree.all(clause, "mark", "case")}
    return ("POSSIBILITY", head) if tree.lemma[head] in CHARGING and marks & {"with", "of"} else None


def _told_as_fiction(tree: Tree, clause: int) -> tuple[str, int] | None:
    """ "The film tells how soldiers fled", "in the novel, rebels take the capital"."""
    for node in (clause, *tree.ancestors(clause)[:2]):
        for noun in tree.all(node, "nsubj", "obl"):
            inside = (tree.deprel[noun] == "nsubj" and node != clause) or tree.case(noun) == "in"
            if inside and tree.lemma[noun] in FICTION:
                return "UNREAL", noun
    return None


__all__ = ["unreal_general"]
