"""Does the clause around a time expression look back or ahead? Read from the tree, with words as a help."""

from __future__ import annotations

from communique.records import Sentence
from communique.resolve.event_path import attached

AHEAD_WORDS = frozenset({
    "scheduled", "planned", "plans", "plan", "planning", "slated", "due", "upcoming", "expected",
    "expects", "set", "poised", "tentatively", "forthcoming", "deadline", "ahead", "intends", "hopes",
    "proposed", "proposes", "offered", "coming", "slate", "schedule", "vowed", "pledged", "promised",
    "agreed", "invited", "must", "should", "could", "may", "might", "would", "will", "shall", "'ll",
    "’ll", "wo", "looming", "likely", "propose", "offer", "invite", "agree", "until", "by", "postpone",
    "postponed", "delayed", "reschedule", "rescheduled", "calls", "urged",
})  # fmt: skip
"""Words that let a date lie ahead although the verb is in the past."""

PLANNING = frozenset({
    "agree", "plan", "expect", "schedule", "propose", "offer", "intend", "set", "vow", "pledge",
    "promise", "hope", "prepare", "decide", "want", "invite", "ask", "urge", "order", "threaten", "due",
    "likely", "ready", "seek", "aim", "call", "arrange", "slate", "be", "demand", "request", "tell",
    "proposal", "agreement", "invitation", "willing", "prepared", "poise",
})  # fmt: skip
"""Lemmas above an infinitive that put it ahead; under other verbs ("gave them 72 hours to leave on
Wednesday") the time is theirs."""

FUTURE_AUX = frozenset({"will", "wo", "'ll", "’ll", "shall", "going", "would"})
_VERBAL = frozenset({"VERB", "AUX"})


def head_of(sentence: Sentence, first: int, last: int) -> int:
    """The token of [first, last) whose head lies outside the range; of several the first."""
    for token in range(first, last):
        if not first <= sentence.head[token] < last and sentence.deprel[token] not in (
            "case",
            "punct",
            "det",
        ):
            return token
    return first


def governing_verb(sentence: Sentence, token: int) -> int | None:
    """The nearest verb above a token (or the root of a clause with a copula); None in a verbless line."""
    seen = 0
    while token >= 0 and seen <= len(sentence):
        seen += 1
        head = sentence.head[token]
        if head < 0:
            return None
        if sentence.upos[head] == "VERB" or (
            sentence.upos[head] != "AUX" and any(
                sentence.head[k] == head and sentence.deprel[k] == "cop" for k in range(len(sentence))
            )
        ):  # fmt: skip
            return head
        if sentence.upos[head] == "AUX" and sentence.deprel[head] == "root":
            return head
        token = head
    return None


def tense_at(sentence: Sentence, first: int, last: int, headline: bool = False) -> str:
    """`past`, `future`, `ahead` (may lie ahead: a plan told in the past), `present` or `unknown` at tokens
    [first, last)."""
    head = head_of(sentence, first, last)
    verb = governing_verb(sentence, head)
    above = attached(sentence, head)
    if above != sentence.head[head]:
        verb = above
    before = {form.lower() for form in sentence.form[max(0, first - 8) : last + 3]}
    if verb is None:
        return "ahead" if before & AHEAD_WORDS else "unknown"
    tense = verb_tense(sentence, verb)
    if tense in ("past", "perfect"):
        if first and sentence.form[first - 1].lower() == "for" and _is_set_for(sentence, first, last):
            return "future"
        direct = {sentence.form[k].lower() for k in _near(sentence, verb, head, first, last)}
        if direct & AHEAD_WORDS == {"by"} and _is_reached(sentence, verb):
            return "past"
        return "ahead" if direct & AHEAD_WORDS else "past"
    if tense == "infinitive":
        return _infinitive(sentence, verb)
    if tense == "present":
        return "past" if headline and not before & AHEAD_WORDS else "ahead"
    return tense


def _is_set_for(sentence: Sentence, first: int, last: int) -> bool:
    """ "Called a meeting for Wednesday": a day of the week that something is called for lies ahead."""
    owned = last < len(sentence) and sentence.form[last].lower() in ("'s", "’s", "'", "’")
    return not owned and last - first == 1 and sentence.form[first].lower().endswith("day")


def _near(sentence: Sentence, verb: int, head: int, first: int, last: int) -> list[int]:
    """Words that may say that an expression lies ahead of its past verb: what stands on the path between
    them, the words just before the expression, and the verb itself when it is a participle ("was scheduled
    for Wednesday"; who *proposed* something on Sunday did so on that day)."""
    own = sentence.xpos[verb] == "VBD" or any(
        sentence.head[k] == verb and sentence.form[k].lower() in ("has", "have", "had")
        for k in range(len(sentence))
    )
    path = [] if own else [verb]
    token, steps = head, 0
    while token != verb and token >= 0 and steps < 40:
        path.append(token)
        token = sentence.head[token]
        steps += 1
    path.extend(k for k in range(max(0, first - 2), first) if k != verb)
    path.extend(
        k
        for k in range(len(sentence))
        if sentence.head[k] in (verb, *path[:2]) and sentence.deprel[k] in ("amod", "acl", "aux", "case")
    )
    return path


def _is_reached(sentence: Sentence, verb: int) -> bool:
    """ "By Saturday noon hundreds had been arrested": what had come about by then."""
    return any(
        sentence.head[k] == verb and sentence.form[k].lower() in ("had", "was", "were")
        for k in range(max(0, verb - 4), verb)
    )


def _infinitive(sentence: Sentence, verb: int) -> str:
    """ "to meet on Sunday": ahead, unless the verb above says that it came about ("managed to meet")."""
    above = governing_verb(sentence, verb)
    if above is None:
        return "ahead"
    if sentence.lemma[above].lower() in PLANNING or any(
        sentence.head[k] == above and sentence.lemma[k].lower() in PLANNING for k in range(len(sentence))
    ):  # fmt: skip
        return "ahead"
    tense = verb_tense(sentence, above)
    return "ahead" if tense in ("infinitive", "unknown", "present") else tense


def verb_tense(sentence: Sentence, verb: int) -> str:
    """Tense of a verb group: past, perfect, present, future, infinitive, unknown."""
    forms: list[str] = []
    to = False
    for token in range(max(0, verb - 12), min(len(sentence), verb + 3)):
        if sentence.head[token] == verb:
            if sentence.deprel[token] in ("aux", "aux:pass", "cop"):
                forms.append(sentence.form[token].lower())
            elif sentence.deprel[token] == "mark" and sentence.form[token].lower() == "to":
                to = True
    if set(forms) & FUTURE_AUX:
        return "future"
    if set(forms) & {"may", "might", "could", "should", "can", "must"}:
        return "ahead"
    if to:
        return "infinitive"
    if set(forms) & {"has", "have", "had", "'ve", "’ve", "having"}:
        return "past"
    if set(forms) & {"was", "were", "did", "got"}:
        return "past"
    xpos = sentence.xpos[verb]
    if set(forms) & {"is", "are", "am", "'s", "'re", "’s", "’re", "be"}:
        if xpos == "VBN" and "be" not in forms:
            return "present"
        return "present"
    if xpos == "VBD" or ("Tense=Past" in sentence.feats[verb] and xpos != "VBN"):
        return "past"
    if xpos == "VBN":
        return "past" if not _is_modifier(sentence, verb) else _above(sentence, verb)
    if xpos == "VBG":
        of = any(
            sentence.head[k] == verb and sentence.form[k].lower() in ("of", "for", "after")
            for k in range(verb)
        )
        return "past" if of else _above(sentence, verb)
    if xpos in ("VBZ", "VBP"):
        return "present"
    if xpos == "VB":
        return "ahead"
    return "unknown"


def _is_modifier(sentence: Sentence, verb: int) -> bool:
    return sentence.deprel[verb].split(":")[0] in ("acl", "advcl", "amod")


def _above(sentence: Sentence, verb: int) -> str:
    above = governing_verb(sentence, verb)
    if above is None or above == verb:
        return "unknown"
    tense = verb_tense(sentence, above) if sentence.xpos[above] not in ("VBG", "VBN") else "past"
    return "ahead" if tense == "infinitive" else tense
