"""The commonest slips of a parse, put right: places where its layers contradict each other or the grammar.

"Is considering easing curbs": "easing" is tagged a noun though it has an object of its own. "Agreed to stop
fighting and restore services": "restore" hangs on "fighting". The parts of speech and the tree are read off
one network by separate layers; here the tree has the say, and like is joined to like.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.language.dashes import joined_pairs

Spans = Sequence[tuple[int, int]]


def mended(
    form: Sequence[str], spans: Spans, upos: Sequence[str], xpos: Sequence[str], heads: Sequence[int],
    rels: Sequence[str],
) -> tuple[Sequence[str], Sequence[int], Sequence[str]]:  # fmt: skip
    """Parts of speech, heads (1-based, 0 for the root) and relations of a sentence, its slips put right.

    spans: code points of each word.
    """
    if "-" in form or "–" in form:
        heads, rels = joined_pairs(form, spans, xpos, heads, rels)
    if "VB" in xpos:
        heads = infinitives(xpos, heads, rels)
        heads, rels = finite_verbs(xpos, heads, rels)
    if "VBG" in xpos:
        heads, rels = visitors(xpos, heads, rels)
        upos, rels = gerunds(form, upos, xpos, heads, rels)
    return upos, heads, rels


#: Relations that only a verb has below it.
_VERBAL = frozenset({"obj", "xcomp", "ccomp", "iobj", "obl:agent"})
#: Verbs that take a bare gerund as the clause they govern (UD: `xcomp`), never as a thing.
_GOVERNS = frozenset(
    """considering consider considers considered weighing weigh weighs weighed mulling mull mulls mulled
    contemplating contemplate contemplates contemplated avoid avoids avoided avoiding stop stops stopped
    stopping begin begins began start starts started starting resume resumes resumed suggest suggests
    suggested suggesting propose proposes proposed proposing favour favor recommend recommends recommended
    postpone postpones postponed risk risks risked risking deny denies denied denying""".split()
)


def gerunds(
    form: Sequence[str], upos: Sequence[str], xpos: Sequence[str], heads: Sequence[int], rels: Sequence[str]
) -> tuple[list[str], list[str]]:
    """Parts of speech and relations, with gerunds that have an object as verbs.

    heads: 1-based, 0 for the root. A gerund below a verb that governs one is its `xcomp`.
    """
    tags, relations = list(upos), list(rels)
    for token, tag in enumerate(xpos):
        if tag != "VBG":
            continue
        if upos[token] == "NOUN" and any(
            head == token + 1 and rels[below] in _VERBAL for below, head in enumerate(heads)
        ):
            tags[token] = "VERB"
        head = heads[token] - 1
        if tags[token] == "VERB" and rels[token] == "obj" and head >= 0 and form[head].lower() in _GOVERNS:
            relations[token] = "xcomp"
    return tags, relations


def infinitives(xpos: Sequence[str], heads: Sequence[int], rels: Sequence[str]) -> list[int]:
    """Heads (1-based, 0 for the root), with each bare infinitive that is joined to a finite verb, or to a
    gerund below a bare infinitive, joined to the infinitive before it."""
    marked = {heads[k] - 1 for k, tag in enumerate(xpos) if tag in ("MD", "TO") or rels[k] == "aux"}
    joined = list(heads)
    for token, tag in enumerate(xpos):
        other = heads[token] - 1
        if tag != "VB" or rels[token] != "conj" or not 0 <= other < token or token in marked:
            continue
        if xpos[other] == "VBG":
            above = heads[other] - 1
            if 0 <= above < other and xpos[above] == "VB" and rels[other] in ("xcomp", "obj", "ccomp"):
                joined[token] = above + 1
        elif xpos[other] in ("VBD", "VBZ"):
            before = (k for k in range(other - 1, -1, -1) if xpos[k] == "VB" and k in marked)
            new = next(before, other)
            if not _is_below(new, token, joined):
                joined[token] = new + 1
    return joined


def _is_below(token: int, other: int, heads: Sequence[int]) -> bool:
    """Whether a token hangs, at whatever distance, on another."""
    for _ in range(len(heads)):
        token = heads[token] - 1
        if token in (other, -1):
            return token == other
    return True


def finite_verbs(
    xpos: Sequence[str], heads: Sequence[int], rels: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations, with a verb in the past that is joined to an infinitive joined to the finite verb
    above, and the noun right behind it as its object.

    "Said it did not recognise the rebels and suspended aid": "suspended" hangs on "recognise", "aid" on
    "rebels".
    """
    joined, relations = list(heads), list(rels)
    for token, tag in enumerate(xpos):
        infinitive = heads[token] - 1
        if tag != "VBD" or rels[token] != "conj" or not 0 <= infinitive < token or xpos[infinitive] != "VB":
            continue
        above = heads[infinitive] - 1
        while above >= 0 and xpos[above] not in ("VBD", "VBZ", "VBP"):
            above = heads[above] - 1
        if above < 0 or above >= token:
            continue
        joined[token] = above + 1
        below = {rels[k] for k, head in enumerate(heads) if head == token + 1}
        noun = _first_noun_behind(token, heads)
        stray = noun is not None and xpos[noun].startswith("NN") and rels[noun] == "conj"
        if noun is not None and stray and heads[noun] <= token and not below & _VERBAL:
            joined[noun], relations[noun] = token + 1, "obj"
    return joined, relations


def _first_noun_behind(token: int, heads: Sequence[int]) -> int | None:
    """The first word behind a token that is not itself a part of what follows it."""
    return next((k for k in range(token + 1, len(heads)) if heads[k] - 1 < k), None)


def visitors(
    xpos: Sequence[str], heads: Sequence[int], rels: Sequence[str]
) -> tuple[list[int], list[str]]:
    """Heads and relations, with a gerund between a possessor and a name as the name's attribute: "met Chile's
    visiting President Boric", where the parser lets "met" govern "visiting", and that the name."""
    joined, relations = list(heads), list(rels)
    for token in range(2, len(xpos) - 1):
        if xpos[token] != "VBG" or xpos[token - 1] != "POS" or not xpos[token + 1].startswith("NNP"):
            continue
        owner = heads[token - 1] - 1
        name = heads[owner] - 1 if owner >= 0 else -1
        while name >= 0 and rels[name] in ("nmod:desc", "flat", "compound"):
            name = heads[name] - 1
        if name <= token or rels[token] not in ("xcomp", "advcl", "acl", "obj", "ccomp"):
            continue
        if heads[name] == token + 1:
            joined[name], relations[name] = heads[token], "obj"
        joined[token], relations[token] = name + 1, "amod"
    return joined, relations
