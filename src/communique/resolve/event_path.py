"""How near, in the tree, a phrase of time or place stands to the word that names an act."""

from __future__ import annotations

from communique.records import Sentence
from communique.resolve.event_words import event_words
from communique.text.printed_dates import MONTHS

FAR = 99
"""Belongs to something else."""

BESIDE, SHARED, WITHIN, REPORTED = 0, 1, 2, 4
"""On the act itself; on the verb that carries it; deeper in its clause; on the verb that reports it."""

LASTING = frozenset(
    {"begin", "start", "open", "end", "conclude", "last", "take", "hold", "run", "continue", "resume"}
)
"""What is said of an act that goes on."""
_NOT_INHERITED = frozenset({"after", "before", "since", "until", "if", "unless", "once", "till", "following"})


def carriers(sentence: Sentence, trigger: int) -> dict[int, int]:
    """Tokens whose time and place are the act's too → how far off they are.

    Up: the light verb of a noun, the verb of which it is an infinitive, the first of coordinated verbs, the
    main clause of a participle, at last the verb that reports it. Down: the noun of a light verb, the verb
    after an aspect verb.
    """
    cost = {trigger: BESIDE}
    token, far = trigger, 0
    for _ in range(len(sentence)):
        head, relation = sentence.head[token], sentence.deprel[token]
        if head < 0:
            break
        base = relation.split(":")[0]
        step = _step_up(sentence, token, head, base, relation)
        if step >= FAR:
            break
        far = max(far, step) if step > 1 else far + step
        if head in cost:
            break
        cost[head] = far
        token = head
    _carry_down(sentence, trigger, cost)
    twin = trigger + 2
    if twin < len(sentence) and _is_twin(sentence, trigger, twin):
        cost.setdefault(twin, SHARED)
        _carry_down(sentence, twin, cost)
    _report_beside(sentence, trigger, cost)
    return cost


def _is_twin(sentence: Sentence, verb: int, other: int) -> bool:
    """ "Shot and killed in Tel Aviv": two verbs side by side, which share what follows them."""
    joined = sentence.head[other] == verb and sentence.deprel[other] == "conj"
    return joined and sentence.upos[verb] == sentence.upos[other] == "VERB"


def _carry_down(sentence: Sentence, trigger: int, cost: dict[int, int]) -> None:
    """Adds the carriers below a word: the noun of a light verb, the verb after an aspect verb, the clauses
    that tell during what it happened."""
    words = event_words()
    lemma = sentence.lemma[trigger].lower()
    for child in range(len(sentence)):
        if sentence.head[child] != trigger:
            continue
        base = sentence.deprel[child].split(":")[0]
        if (
            (base == "obj" or (base == "nsubj" and lemma not in words.speech_verbs))
            and lemma in words.light_verbs
            and sentence.upos[child] in ("NOUN", "VERB")
        ):
            cost.setdefault(child, SHARED)
        elif (
            base == "acl"
            and sentence.upos[trigger] == "NOUN"
            and sentence.lemma[child].lower() in words.light_verbs
        ):
            cost.setdefault(child, SHARED)
        elif _tells_of(sentence, trigger, child):
            cost.setdefault(child, SHARED)
        elif base == "advcl" and _marks(sentence, child) & {"while", "as", "when"}:
            cost.setdefault(child, WITHIN)
        elif base == "xcomp" and lemma in words.aspect_verbs | words.plan_verbs:
            cost.setdefault(child, SHARED)
        elif sentence.deprel[child] in ("compound", "compound:prt", "fixed", "flat"):
            cost.setdefault(child, SHARED)
        elif base == "xcomp" and sentence.xpos[child] == "VBG":
            cost.setdefault(child, SHARED)
        elif base == "nsubj" and sentence.upos[trigger] == "VERB":
            _presence_of(sentence, child, cost)
        elif base == "advcl" and sentence.xpos[child] == "VBG" and child < trigger:
            if lemma_of(sentence, child) in words.presence and not _marks(sentence, child) & _NOT_INHERITED:
                cost.setdefault(child, REPORTED - 1)


def _tells_of(sentence: Sentence, noun: int, clause: int) -> bool:
    """ "The exercises, which begin on Monday": a clause that says when or where what a noun names goes on."""
    return (
        sentence.deprel[clause] == "acl:relcl"
        and sentence.upos[noun] == "NOUN"
        and lemma_of(sentence, clause) in LASTING
        and any(
            sentence.head[k] == clause
            and sentence.deprel[k].startswith("nsubj")
            and sentence.form[k].lower() in ("which", "that")
            for k in range(noun, clause)
        )
    )


def root_of(sentence: Sentence) -> int:
    """The root of a sentence; its first token where the tree has none."""
    return next((token for token, head in enumerate(sentence.head) if head < 0), 0)


def lemma_of(sentence: Sentence, token: int) -> str:
    return sentence.lemma[token].lower()


def _presence_of(sentence: Sentence, subject: int, cost: dict[int, int]) -> None:
    """ "Leaders, who gathered on Monday, called …", "the minister, speaking in Rome, rejected …": what is
    said of the subject's being somewhere tells when and where it acted."""
    for clause in range(subject + 1, len(sentence)):
        if (
            sentence.head[clause] == subject
            and sentence.deprel[clause] in ("acl", "acl:relcl")
            and lemma_of(sentence, clause) in event_words().presence
            and (sentence.deprel[clause] == "acl:relcl" or sentence.xpos[clause] == "VBG")
            and not any(
                sentence.head[k] == clause
                and sentence.form[k].lower() in ("had", "will", "would", "not", "ago", "to")
                for k in range(len(sentence))
            )
            and not names_month(sentence, clause)
        ):
            cost.setdefault(clause, REPORTED - 1)


def names_month(sentence: Sentence, verb: int) -> bool:
    """Whether a clause has a day or a month of the calendar, so that it tells of another time than the act
    of those it explains: "who stood at the gate on June 11"."""
    below = {k for k in range(verb, len(sentence)) if sentence.head[k] == verb}
    near = below | {k for k in range(len(sentence)) if sentence.head[k] in below}
    named = {sentence.form[k].lower().rstrip(".") for k in near if sentence.form[k][:1].isupper()}
    return bool(named & MONTHS.keys())


def _report_beside(sentence: Sentence, trigger: int, cost: dict[int, int]) -> None:
    """ "It would be wrong to meet now, he wrote on Thursday": the verb of saying set beside the clause."""
    for child in range(trigger + 1, len(sentence)):
        if (
            sentence.deprel[child] == "parataxis"
            and sentence.head[child] in cost
            and cost[sentence.head[child]] <= REPORTED
            and sentence.lemma[child].lower() in event_words().speech_verbs
            and ";" not in sentence.form[trigger:child]
        ):
            cost.setdefault(child, REPORTED)


def _step_up(sentence: Sentence, token: int, head: int, base: str, relation: str) -> int:
    words = event_words()
    lemma = sentence.lemma[head].lower()
    if base in ("obj", "nsubj", "iobj", "csubj"):
        if (lemma in words.light_verbs and lemma not in words.speech_verbs) or lemma in ("announce", "call"):
            return SHARED
        return FAR
    if base == "obl" and sentence.upos[token] in ("NOUN", "PROPN") and not _is_speech(sentence, head):
        return (
            WITHIN
            if case_of(sentence, token) in ("in", "at", "during", "with", "by", "through", "on", "")
            else FAR
        )
    if base in ("xcomp", "aux", "cop", "compound", "flat", "fixed"):
        return SHARED if base != "xcomp" or not _is_speech(sentence, head) else REPORTED
    if base == "conj":
        return WITHIN
    if base == "advcl":
        return FAR if _marks(sentence, token) & _NOT_INHERITED else WITHIN
    if base in ("ccomp", "parataxis"):
        return REPORTED
    if base == "nmod" and sentence.lemma[head].lower() in (
        "series",
        "wave",
        "string",
        "round",
        "number",
        "dozen",
        "hundred",
        "spate",
        "day",
        "start",
        "beginning",
        "end",
        "sea",
        "crowd",
        "group",
        "handful",
        "thousand",
        "score",
        "million",
        "part",
    ):
        return SHARED
    return FAR


def _marks(sentence: Sentence, token: int) -> set[str]:
    """The words that open a clause."""
    return {
        sentence.form[k].lower()
        for k in range(len(sentence))
        if sentence.head[k] == token and sentence.deprel[k] in ("mark", "case", "advmod")
    }


def _is_speech(sentence: Sentence, token: int) -> bool:
    return sentence.lemma[token].lower() in event_words().speech_verbs


def is_nominal(sentence: Sentence, token: int) -> bool:
    """Whether a word stands as a noun, also where the parser takes "leaders meeting" for a verb."""
    if sentence.upos[token] in ("NOUN", "PROPN", "NUM", "PRON", "ADJ"):
        return True
    return sentence.deprel[token] in ("nsubj", "nsubj:pass", "obj", "obl", "nmod")


def attached(sentence: Sentence, token: int) -> int:
    """The head of a phrase of time or place. One that stands behind "…, the president said" belongs to the
    saying, though parsers hang it on the clause before."""
    head = sentence.head[token]
    if head > token or head < 0:
        return head
    for verb in range(head + 1, token):
        if sentence.head[verb] == head and sentence.deprel[verb] in ("parataxis", "ccomp"):
            if sentence.lemma[verb].lower() in event_words().speech_verbs and sentence.form[verb - 1] != ":":
                return verb
    node = head
    for _ in range(3):
        above = sentence.head[node]
        if above < 0:
            break
        if head < above < token and sentence.deprel[node] in ("ccomp", "parataxis"):
            return above if sentence.lemma[above].lower() in event_words().speech_verbs else head
        node = above
    return head


def case_of(sentence: Sentence, token: int) -> str:
    """The preposition of a phrase, "" without."""
    for child in range(max(0, token - 8), token):
        if sentence.head[child] == token and sentence.deprel[child] in ("case", "mark"):
            return sentence.form[child].lower()
    return ""


def is_before_noun(sentence: Sentence, token: int) -> bool:
    """Whether a phrase stands before the noun that it belongs to ("Sunday's talks", "the 2015 deal")."""
    head = sentence.head[token]
    relation = sentence.deprel[token].split(":")[0]
    before = head > token and sentence.upos[head] in ("NOUN", "PROPN")
    return before and relation in ("nmod", "compound", "amod", "nummod", "obl", "advmod", "flat")


def is_possessive(sentence: Sentence, token: int) -> bool:
    """Whether an 's follows."""
    return any(
        sentence.head[k] == token and sentence.form[k].lower() in ("'s", "’s")
        for k in range(token + 1, min(token + 3, len(sentence)))
    )
