"""Speech that a colon opens and no marks enclose ("The minister said:" and then his words).

Governments print it so. What is read as such: what stands behind the colon of a verb of saying, to the end of
the text or to a sentence in which somebody else is said to speak, when it says "I" or "we".
"""

from __future__ import annotations

from communique.resolve.agreement import SPEAKER, SPEAKERS
from communique.resolve.event_path import root_of
from communique.resolve.quotes import Quotation, mark_quoted
from communique.resolve.scene import Scene
from communique.resolve.view import View

LONGEST = 15
"""Sentences that one such speech may run over."""

TELLS = frozenset({"say", "tell", "add", "comment", "remark", "state", "write", "conclude"})
"""Verbs with which a report says that somebody else speaks."""


def with_unmarked(scene: Scene, marked: list[Quotation]) -> list[Quotation]:
    """The quotations and the speeches without marks, in text order; the tokens of these are marked."""
    speeches = unmarked_speeches(scene)
    for speech in speeches:
        mark_quoted(scene, speech)
    return sorted([*marked, *speeches], key=lambda quotation: quotation.start)


def unmarked_speeches(scene: Scene) -> list[Quotation]:
    """Speeches behind a colon, in text order, beside which no quotation marks stand."""
    found: list[Quotation] = []
    index = 0
    while index < len(scene.views):
        speech = _behind(scene, index)
        if speech is not None:
            found.append(speech)
            index = max(index + 1, speech.last)
        else:
            index += 1
    return found


def _behind(scene: Scene, index: int) -> Quotation | None:
    """The speech that a sentence opens, or None."""
    view = scene.views[index]
    colon = _colon(scene, view)
    if colon is None or view.quoted is not None:
        return None
    sentence = view.sentence
    within = colon + 1 < view.n
    first = index if within else index + 1
    last = index
    for following in scene.views[index + 1 : index + 1 + LONGEST]:
        if _ends(following):
            break
        last = following.index
    if last < first:
        return None
    spoken = [(view, colon + 1)] if within else []
    spoken += [(other, 0) for other in scene.views[index + 1 : last + 1]]
    if not any(_says_i(other, start) for other, start in spoken):
        return None
    start = sentence.token_start[colon + 1] if within else scene.views[first].sentence.start
    end = scene.views[last].sentence.end
    speech = Quotation(start, end, first, last, False, not within)
    speech.lead = index
    return speech


def _colon(scene: Scene, view: View) -> int | None:
    """The colon that follows a verb of saying with its subject, without marks behind it."""
    verbs = scene.words["speech.verbs"]
    for token, form in enumerate(view.sentence.form):
        if form != ":" or not token:
            continue
        said = [other for other in range(token) if view.sentence.lemma[other].lower() in verbs]
        if any(view.sentence.upos[other] == "VERB" and _has_subject(view, other) for other in said):
            return token
        return None
    return None


def _has_subject(view: View, verb: int) -> bool:
    deprel = view.sentence.deprel
    return any(deprel[kid].startswith("nsubj") and view.low[kid] not in SPEAKER for kid in view.kids[verb])


def _ends(view: View) -> bool:
    """Whether a sentence is the reporter's own again: it has marks, or says that somebody speaks."""
    if view.quoted is not None or view.zone != "body":
        return True
    sentence = view.sentence
    root = root_of(sentence)
    if sentence.lemma[root].lower() not in TELLS or sentence.xpos[root] not in ("VBD", "VBZ"):
        return False
    subjects = [kid for kid in view.kids[root] if sentence.deprel[kid].startswith("nsubj")]
    return any(view.low[kid] not in SPEAKER | SPEAKERS for kid in subjects)


def _says_i(view: View, start: int) -> bool:
    """Whether the words from a token on speak of "I" or "we"."""
    return any(word in SPEAKER or word in SPEAKERS for word in view.low[start:])
