"""How the grammar presents an act: negation, modals, tense, conditionals and questions around a trigger.

NONE, FUTURE, WOULD, NECESSITY, POSSIBILITY, CONDITIONAL, UNREAL, QUESTION, PURPOSE, EMBEDDED, FAILED or
DENIED, and a negation.
"""

from __future__ import annotations

import msgspec

from communique.coding.infinitives import is_headline, is_imperative, is_said_by, is_said_done
from communique.coding.modality_above import (
    CONDITION_MARKS,
    FUTURE_MODALS,
    NECESSITY_MODALS,
    POSSIBILITY_MODALS,
    condition_clause,
    denial,
    mark_of,
    outer,
)
from communique.coding.tree import Tree
from communique.coding.unreal import unreal

NEGATIONS = frozenset(
    """not n't never no neither nor hardly scarcely without nothing nobody none""".split()
)
NEGATING = frozenset({"advmod", "det", "cc", "cc:preconj", "mark", "discourse"})
CAUSES = frozenset(
    {"prompt", "lead", "cause", "drive", "push", "provoke", "trigger", "spur", "force", "get", "bring"}
)
MERE_ABILITY = frozenset(
    {"capable", "able", "unable", "likely", "unlikely", "possible", "aim", "design", "intend", "fear"}
)
#: Words by which "would" tells of a plan.
AHEAD = frozenset({"next", "tomorrow", "soon", "coming", "later"})
#: "serious about giving up", "a policy of expelling", "against sending": the act is a topic,
#: not told as done.
TALKED_OF = frozenset({"about", "of", "on", "toward", "towards", "against", "to", "at", "from"})
#: Auxiliaries of what is not done yet.
AWAITING = frozenset({"will", "would", "wo", "shall", "must", "should", "can", "could", "'ll", "’ll"})
#: Verbs above an infinitive without "to", which is as real as they are.
BARE = frozenset({"help", "let", "make", "have"})
#: Nouns of what is still to be done: "a formula for ending the dispute".
PLANS = frozenset(
    """plan formula proposal scheme framework roadmap timetable blueprint deadline basis condition method
    means mechanism strategy recipe option way outline programme program""".split()
)
DUE = frozenset({"due", "set", "poised", "scheduled", "slated", "bound", "expect", "schedule"})
FUTURE_NOUN_CUES = frozenset(
    {
        "planned", "upcoming", "proposed", "future", "possible", "potential", "prospective", "scheduled",
        "expected", "threatened", "impending", "looming", "forthcoming", "next",
    }
)  # fmt: skip
FAILED_CUES = frozenset(
    {"failed", "attempted", "foiled", "thwarted", "aborted", "botched", "abortive", "averted"}
)


class Modality(msgspec.Struct, frozen=True):
    """How the grammar presents an act; cue: token of the word that decides; negated: cue of the negation or
    null.
    """

    kind: str
    cue: int | None
    negated: int | None
    condition: int | None = None
    perfect: bool = False
    progressive: bool = False
    aside: bool = False
    unless: bool = False
    """Whether the clause is an aside, or a "would" that neither refuses nor names a time."""


def modality(tree: Tree, token: int) -> Modality:
    """Reads modality at a trigger and, where the clause is embedded under nothing that reports, above it."""
    kind, cue, negated = "NONE", None, None
    perfect = progressive = False
    clause = _verb_of(tree, token)
    undone = unreal(tree, token, clause)
    if undone is not None:
        return Modality(undone[0], undone[1], None)
    for child in tree.children[clause]:
        relation, lemma = tree.deprel[child], tree.lemma[child]
        if relation in ("aux", "aux:pass"):
            form = tree.sentence.form[child].lower()
            if lemma in FUTURE_MODALS or form in FUTURE_MODALS:
                kind, cue = "FUTURE", child
            elif form in ("would", "'d", "’d") or lemma == "would":
                kind, cue = "WOULD", child
            elif lemma in NECESSITY_MODALS:
                kind, cue = "NECESSITY", child
            elif lemma in POSSIBILITY_MODALS or form in POSSIBILITY_MODALS:
                kind, cue = "POSSIBILITY", child
            elif lemma == "have":
                perfect = True
            elif lemma == "be" and tree.xpos[clause] == "VBG":
                progressive = True
        if relation in NEGATING and lemma in NEGATIONS:
            if not _scopes_elsewhere(tree, clause, child):
                negated = child
    if clause != token:
        for child in tree.children[token]:
            if tree.lemma[child] in ("no", "neither") and tree.deprel[child] == "det":
                negated = child
    for child in tree.all(token, "amod", "compound"):
        if tree.lemma[child] in FUTURE_NOUN_CUES or tree.sentence.form[child].lower() in FUTURE_NOUN_CUES:
            kind, cue = "FUTURE", child
        if tree.sentence.form[child].lower() in FAILED_CUES:
            kind, cue = "FAILED", child
    if negated is None and _subject_is_negative(tree, clause):
        negated = tree.child(clause, "nsubj", "nsubj:pass", "obj")
    due = _is_due(tree, clause, token)
    if due is not None and kind == "NONE":
        kind, cue = "FUTURE", due
    mark = mark_of(tree, clause)
    if mark is not None:
        word = tree.lemma[mark]
        awaited = word in ("until", "till", "before") and _is_still_to_come(tree, clause)
        if word in CONDITION_MARKS or awaited:
            return Modality("CONDITIONAL", mark, negated, None, perfect, progressive)
        if word == "to" and kind == "NONE":
            relation = tree.deprel[clause]
            if tree.upos[clause] in ("NOUN", "PROPN"):
                return Modality("NONE", None, negated)
            if relation == "xcomp" and tree.lemma[tree.head[clause]] in CAUSES:
                return modality(tree, tree.head[clause])
            if any(tree.lemma[c] == "be" and tree.deprel[c] in ("cop", "aux") for c in tree.children[clause]):
                if tree.lemma[clause] == "blame":  # "is to blame" tells of no plan
                    return Modality("NONE", None, negated)
                if _says_what_for(tree, clause):
                    return Modality("EMBEDDED", mark, negated)
                kind, cue = "FUTURE", mark  # "is to meet"
            elif relation == "acl" and is_headline(tree):
                kind, cue = "FUTURE", mark
            elif relation in ("xcomp", "advcl", "ccomp") and _puts_ahead(tree, tree.head[clause]):
                kind, cue = "FUTURE", tree.head[clause]
            elif relation in ("advcl", "acl"):
                if relation == "advcl" and is_said_by(tree, clause):
                    return modality(tree, tree.head[clause])
                return Modality("PURPOSE", mark, negated)
            if kind == "FUTURE":
                pass
            elif tree.is_headline_infinitive(clause):
                kind, cue = "FUTURE", mark
            elif relation in ("root", "parataxis") and tree.child(clause, "nsubj", "nsubj:pass") is None:
                return Modality("EMBEDDED", mark, negated)  # an item of a list: nobody is named who will
            elif relation in ("root", "parataxis") or (
                relation == "xcomp" and tree.lemma[tree.head[clause]] in ("be", "go")
            ):
                if _says_what_for(tree, clause):
                    return Modality("EMBEDDED", mark, negated)
                kind, cue = "FUTURE", mark
            elif relation == "xcomp" and any(
                tree.lemma[word] == "yet" for word in tree.all(tree.head[clause], "advmod")
            ):
                return Modality("EMBEDDED", mark, negated)  # "has yet to accept"
            elif relation == "xcomp" and _was_made_to(tree, tree.head[clause]):
                pass  # "had to free the pilot": done
            elif relation == "xcomp" and tree.lemma[tree.head[clause]] in ("have", "need"):
                kind, cue = "NECESSITY", tree.head[clause]
            elif relation in ("xcomp", "ccomp", "csubj"):
                if relation == "xcomp" and is_said_done(tree, clause):
                    return modality(tree, tree.head[clause])
                if relation == "xcomp" and is_said_by(tree, clause):
                    return modality(tree, tree.head[clause])
                return Modality("EMBEDDED", mark, negated)
        if word in ("without", "instead_of", "rather_than", "instead"):
            return Modality("UNREAL", mark, mark)
        planned = word == "for" and tree.deprel[clause] == "acl" and tree.lemma[tree.head[clause]] in PLANS
        if (word in TALKED_OF or planned) and tree.xpos[clause] == "VBG":
            return Modality("EMBEDDED", mark, negated)
    if tree.deprel[clause] in ("advcl", "acl", "obl", "nmod") and tree.head[clause] >= 0:
        if tree.lemma[tree.head[clause]] in MERE_ABILITY:
            return Modality("POSSIBILITY", tree.head[clause], negated)
    if kind == "NONE" and is_imperative(tree, clause):
        return Modality("EMBEDDED", clause, negated)
    bare = tree.deprel[clause] in ("xcomp", "ccomp") and tree.xpos[clause] == "VB" and kind == "NONE"
    if bare and mark is None and tree.lemma[tree.head[clause]] in BARE and tree.child(clause, "aux") is None:
        return modality(tree, tree.head[clause])  # "to help defend the city"
    denier = denial(tree, clause)
    if denier is not None:
        return Modality("DENIED", denier, denier)
    condition = condition_clause(tree, clause)
    higher = outer(tree, clause)
    if higher is not None and kind == "NONE":
        kind, cue = higher
    if tree.sentence.form[-1] == "?" and tree.deprel[clause] == "root":
        kind, cue = "QUESTION", len(tree) - 1
    if kind in ("FUTURE", "WOULD") and (_is_asked(tree, clause) or _is_hoped(tree, clause)):
        kind = "POSSIBILITY"
    if kind == "POSSIBILITY" and cue is not None and tree.lemma[cue] in ("may", "might"):
        negated = None  # "might not accept" refuses nothing yet
    aside = tree.deprel[clause] in ("acl:relcl", "advcl", "acl")
    if kind == "WOULD" and negated is None:  # "would hold talks next month" tells of a plan
        aside = aside or not any(tree.lemma[token] in AHEAD for token in tree.subtree(clause))
    unless = condition is not None and any(tree.lemma[m] == "unless" for m in tree.all(condition, "mark"))
    return Modality(kind, cue, negated, condition, perfect, progressive, aside, unless)


#: Subjects of which "is to …" tells what they are for: "the fleet's mission is to guard the strait".
STANDING = frozenset("mission role task job duty purpose mandate function responsibility point".split())


def _says_what_for(tree: Tree, clause: int) -> bool:
    """Whether "is to …" tells what its subject is for."""
    subjects = [*tree.all(clause, "nsubj", "nsubj:outer"), *tree.all(tree.head[clause], "nsubj")]
    return any(tree.lemma[subject] in STANDING for subject in subjects)


def _is_due(tree: Tree, clause: int, token: int) -> int | None:
    """ "Was due to meet", "talks were supposed to open": what lay ahead then, whatever became of it."""
    if tree.xpos[clause] == "VB":
        for word in range(max(0, clause - 4), clause - 1):
            ready = tree.lemma[word] in DUE | {"suppose", "supposed", "about"} and tree.upos[word] != "VERB"
            if ready and tree.lemma[word + 1] == "to" and tree.case(word) == "":
                return word
    meant = tree.lemma[clause] in DUE | {"suppose", "plan", "mean"} and tree.is_passive(clause)
    if clause != token and meant and tree.child(clause, "xcomp") is not None:
        return clause
    return None


def _was_made_to(tree: Tree, head: int) -> bool:
    """Whether "had to" tells what somebody did, not what a speaker asks of him."""
    past = tree.lemma[head] == "have" and tree.xpos[head] == "VBD"
    past = past and tree.child(head, "aux", "advmod") is None
    return past and tree.deprel[head] in ("root", "conj") and tree.child(head, "parataxis", "ccomp") is None


def _puts_ahead(tree: Tree, head: int) -> bool:
    """ "Is expected to meet", but not "expects the other to meet"."""
    return tree.lemma[head] in DUE and (tree.upos[head] != "VERB" or tree.is_passive(head))


#: What others are hoped, feared or thought to do is not announced by them.
OF_OTHERS = frozenset("hope fear expect doubt believe think wish trust predict worry suspect imagine".split())


def _is_hoped(tree: Tree, clause: int) -> bool:
    """ "Lima hopes that La Paz will sign"."""
    head, subject = tree.head[clause], tree.child(clause, "nsubj", "nsubj:pass")
    hoped = tree.deprel[clause] == "ccomp" and tree.lemma[head] in OF_OTHERS
    return hoped and subject is not None and tree.upos[subject] != "PRON"


def _is_still_to_come(tree: Tree, clause: int) -> bool:
    """ "Will not go back until the ministry pays": what is awaited of others has not happened."""
    above = tree.head[clause]
    if above < 0 or tree.deprel[clause] != "advcl":
        return False
    present = tree.xpos[clause] in ("VBZ", "VBP") or any(
        tree.xpos[aux] in ("VBZ", "VBP") for aux in tree.all(clause, "aux", "aux:pass", "cop")
    )
    modal = any(tree.sentence.form[aux].lower() in AWAITING for aux in tree.all(above, "aux"))
    return present and (modal or any(tree.lemma[k] in NEGATIONS for k in tree.all(above, "advmod")))


def _is_asked(tree: Tree, clause: int) -> bool:
    """ "Nobody knows how it would give up its arms": a clause of how, when or where tells of no plan."""
    return tree.deprel[clause] in ("ccomp", "csubj", "conj") and any(
        tree.xpos[word] == "WRB"
        for child in tree.children[clause]
        for word in (child, *tree.children[child])
        if word < clause and tree.deprel[child] in ("advmod", "obl", "mark")
    )


def _verb_of(tree: Tree, token: int) -> int:
    """The verb whose auxiliaries say how a noun trigger stands ("talks will be held"), or the token itself.
    """
    if tree.upos[token] in ("VERB", "AUX", "ADJ", "ADV"):
        return token
    if tree.child(token, "cop", "aux") is not None:
        return token
    head = tree.head[token]
    if (
        head >= 0
        and tree.deprel[token] in ("nsubj", "nsubj:pass", "obj")
        and tree.upos[head] in ("VERB", "AUX")
    ):
        return head
    return token


def _scopes_elsewhere(tree: Tree, clause: int, negation: int) -> bool:
    """ "not only", "no longer", "not yet" keep the act or change it in another way than negation does."""
    following = negation + 1
    return following < len(tree) and tree.lemma[following] in ("only", "just", "least", "merely")


def _subject_is_negative(tree: Tree, clause: int) -> bool:
    for relation in ("nsubj", "nsubj:pass", "obj"):
        subject = tree.child(clause, relation)
        if subject is not None and (
            tree.lemma[subject] in ("nobody", "none", "nothing", "neither")
            or any(
                tree.lemma[c] in ("hardly", "scarcely", "barely") and tree.deprel[c] == "advmod"
                for c in tree.children[subject]
            )
            or any(
                tree.lemma[c] in ("no", "neither") and tree.deprel[c] in ("det", "cc", "cc:preconj")
                for c in tree.children[subject]
            )
        ):
            return True
    return False
