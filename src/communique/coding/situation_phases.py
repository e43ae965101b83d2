"""What a sentence says of a standing state, whatever its kind: that it opens, stands, pauses or ends.

"The curfew was lifted", "emergency rule was extended", "deliveries of aid are on hold": the words of opening,
standing, pausing and ending are the same for every state (data/situation_phases.toml); the noun says which.
What is only planned or asked for to end stands; what has never opened is the opposite.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

import msgspec

from communique.coding.interpret import Interpreter
from communique.coding.lexicon import Condition, read_conditions
from communique.coding.modality import modality
from communique.coding.situation_moves import Move, find_move, has_article
from communique.coding.situation_predicates import listed_under, phase_table
from communique.coding.situation_reality import (
    UNREAL,
    goes_on,
    is_bygone,
    is_marking_time,
    is_news,
    is_only_spoken_of,
    is_reminder,
    is_unreal_above,
    words_above,
)
from communique.coding.situation_stance import is_no_longer, stance
from communique.coding.situation_words import word_classes
from communique.coding.tree import Tree
from communique.resolve import TimedSpan

NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither"})
OFF = frozenset({"pause", "break", "end"})
PHASES = {"open": "", "resume": "open", "stand": "open", "pause": "", "break": "end", "end": ""}
"""Phases, and the phase of which a state tells the same where its row does not name one."""
SIDES = ("on", "against", "between", "with", "to", "for")
"""Prepositions of a predicate that name between whom the state stands."""


class State(msgspec.Struct, frozen=True):
    """A noun of a state; the kind that opens, pauses and ends it ("!": the same kind, over; "": none)."""

    conditions: tuple[Condition, ...]
    kinds: dict[str, str]
    parties: tuple[str, ...]
    own: dict[str, str]
    """Phase by word, of words that are said of this state alone."""


class Told(NamedTuple):
    """What a sentence says of a state: its noun, the word that says it, and who may stand on either side."""

    kind: str
    holds: bool
    noun: int
    predicate: int
    sides: list[int]
    until: bool = False
    """Whether a day in the clause is that of its end."""


@cache
def states() -> dict[str, tuple[State, ...]]:
    """States by the lemma of their noun."""
    classes = word_classes()
    table: dict[str, list[State]] = {}
    for number, row in enumerate(phase_table()["state"], start=1):
        where = f"situation_phases.toml:state {number}"
        kinds = {phase: row.get(phase, row.get(other, "")) for phase, other in PHASES.items()}
        when = read_conditions(row.get("when", ""), classes, where)
        own = {word: phase for phase, words in row.get("said", {}).items() for word in words.split()}
        state = State(when, kinds, tuple(row["parties"].split()), own)
        for word in row["words"].split():
            for lemma in classes[word[1:]] if word.startswith("@") else (word,):
                table.setdefault(lemma, []).append(state)
    return {lemma: tuple(found) for lemma, found in table.items()}


def told(
    tree: Tree, noun: int, interpreter: Interpreter, times: list[TimedSpan], published: date | None
) -> Told | None:
    """What the sentence says of the state that a noun names; null where it only mentions it.

    times: expressions of the sentence; published: the day of the article.
    """
    state = _state(tree, noun, interpreter)
    if state is None:
        return None
    move = find_move(tree, noun, state.own)
    if move is None:
        return _presupposed(tree, noun, state, interpreter)
    if is_reminder(tree, move.predicate):
        return None
    days = [t for t in times if move.predicate in (t.head, *words_above(tree, t.head))]
    outcome = _outcome(tree, noun, move, state, days, published)
    if outcome is None:
        return None
    kind, holds, until = outcome
    sides = [one for role in state.parties for one in interpreter.role(noun, role)]
    if not sides:  # "emergency rule, in place in Mali since July"
        beside = [c for c in tree.children[noun] if tree.deprel[c] in ("nmod", "acl", "acl:relcl")]
        sides = [one for c in beside for role in state.parties for one in interpreter.role(c, role)]
    if move.is_object and not tree.is_passive(move.predicate):
        sides = [*interpreter.role(move.predicate, "subj"), *sides]
    elif move.is_object:
        sides += interpreter.role(move.predicate, "subj")
    roles = (*SIDES, "in") if not sides else SIDES
    sides += [one for role in roles for one in interpreter.role(move.predicate, role) if one not in sides]
    return Told(kind, holds, noun, move.predicate, [one for one in sides if one != noun], until)


def _presupposed(tree: Tree, noun: int, state: State, interpreter: Interpreter) -> Told | None:
    """ "Despite the sanctions", "the siege of the town": who speaks of it as of something known says that it
    stands."""
    opened = state.kinds["open"]
    if opened not in listed_under("presupposed", "kinds") or not has_article(tree, noun):
        return None
    head = tree.head[noun]
    made = head >= 0 and tree.lemma[head] in listed_under("presupposed", "not_object_of")
    if made or tree.case(noun) in listed_under("presupposed", "not_after"):
        return None
    if is_bygone(tree, noun) or is_unreal_above(tree, noun) or is_marking_time(tree, noun):
        return None
    sides = [one for role in state.parties for one in interpreter.role(noun, role)]
    return Told(opened, True, noun, noun, [one for one in sides if one != noun])


def is_ended(tree: Tree, noun: int) -> bool:
    """Whether the sentence ends what a noun names, truly ("ended their state of war")."""
    move = find_move(tree, noun, {})
    if move is None and tree.head[noun] >= 0 and tree.lemma[tree.head[noun]] == "state":
        move = find_move(tree, tree.head[noun], {})
    if move is None or move.phase not in ("end", "break"):
        return False
    how = modality(tree, move.predicate)
    return how.kind == "NONE" and how.negated is None and not is_only_spoken_of(tree, move.predicate)


def _state(tree: Tree, noun: int, interpreter: Interpreter) -> State | None:
    lemma = tree.lemma[noun]
    if tree.xpos[noun] == "VBG" and tree.deprel[noun] in ("csubj", "nsubj"):
        lemma = tree.sentence.form[noun].lower()  # "fighting", which a parser takes for a verb
    elif tree.upos[noun] not in ("NOUN", "PROPN"):
        return None
    joined = [
        f"{tree.lemma[c]}_{lemma}" for c in tree.children[noun] if tree.deprel[c] in ("compound", "amod")
    ]
    for key in (*joined, lemma):
        for state in states().get(key, ()):
            if interpreter.fit(noun, state.conditions) is not None:
                return state
    return None


# ---- what becomes of it


def _outcome(
    tree: Tree, noun: int, move: Move, state: State, days: list[TimedSpan], published: date | None
) -> tuple[str, bool, bool] | None:
    """The kind, whether it holds, and whether a day in the clause is its end."""
    opened = state.kinds["open"]
    predicate = move.predicate
    how = stance(tree, predicate)
    ahead = _is_ahead(tree, predicate, days, published)
    unreal = how.kind in UNREAL | {"FAILED", "DENIED"} or is_only_spoken_of(tree, predicate)
    if how.negated is None and goes_on(tree, predicate, how.kind):
        return _named(state, move.phase)
    if unreal or ahead:
        if move.phase not in (*OFF, "break") or not opened:
            return None
        lasting = opened in listed_under("lasting", "kinds") and _is_definite(tree, noun)
        return (opened, True, ahead or how.kind == "FUTURE") if lasting or ahead else None
    negated = how.negated is not None or is_no_longer(tree, predicate)
    if move.phase == "stand" and tree.lemma[predicate] in ("show", "give"):
        return _named(state, "stand")  # "shows no sign of abating"
    negated = negated or any(tree.lemma[c] in NOT for c in tree.children[noun])
    if not _is_told(tree, move, how.perfect, negated, days, published, opened):
        return None
    if not negated:
        return _named(state, move.phase)
    if move.phase in OFF:
        return (opened, True, False) if opened and how.perfect else None
    opposite: str | None = phase_table()["opposites"].get(opened)
    if move.phase in ("open", "resume") and opposite and how.perfect:
        return opposite, True, False
    if move.phase != "stand":
        return None
    opposite = phase_table()["no_longer"].get(opened) or phase_table()["opposites"].get(opened)
    if tree.child(predicate, "expl") is not None and not is_no_longer(tree, predicate):
        return (opposite, True, False) if opposite in listed_under("never", "kinds") else None
    return _named(state, "end") or (opposite or opened, opposite is not None, False)


def _named(state: State, phase: str) -> tuple[str, bool, bool] | None:
    """A kind as the table names it."""
    kind = state.kinds[phase]
    if not kind:
        return None
    return kind.lstrip("!"), not kind.startswith("!"), phase in OFF and kind.startswith("!")


def _is_told(
    tree: Tree, move: Move, perfect: bool, negated: bool, days: list[TimedSpan], published: date | None,
    opened: str,
) -> bool:  # fmt: skip
    """Whether the tense tells of today: present, perfect, a participle, or a past that is the news."""
    predicate = move.predicate
    days = [day for day in days if tree.case(day.head) != "since"]
    if move.is_sure or perfect or tree.upos[predicate] not in ("VERB", "AUX"):
        return not _is_long_ago(days, published) or opened not in listed_under("passing", "kinds")
    if move.phase == "open" and any(tree.lemma[c] == "since" for c in tree.all(predicate, "mark")):
        return True  # "since the siege began"
    if tree.xpos[predicate] == "VBG" and tree.child(predicate, "aux") is None:
        return False
    finite = [tree.sentence.form[c].lower() for c in tree.all(predicate, "aux", "aux:pass")]
    present = tree.xpos[predicate] in ("VBZ", "VBP") or bool({"is", "are", "does", "do"} & set(finite))
    if present or tree.deprel[predicate] == "acl":
        return not negated or present
    if _is_long_ago(days, published) and opened in listed_under("passing", "kinds"):
        return False
    return is_news(tree, predicate)


def _is_long_ago(days: list[TimedSpan], published: date | None) -> bool:
    """Whether the clause names a day more than a year before the news."""
    if published is None:
        return False
    lasts = [t.expression.last for t in days if t.expression.type in ("DATE", "TIME") and t.expression.last]
    return bool(lasts) and all((published - last).days > 365 for last in lasts)


def _is_ahead(tree: Tree, verb: int, days: list[TimedSpan], published: date | None) -> bool:
    """ "Expires on Friday": a present that names a day to come."""
    if published is None or tree.xpos[verb] not in ("VBZ", "VBP") or tree.child(verb, "aux") is not None:
        return False
    if tree.lemma[verb] in ("reopen", "resume", "restart", "open") and any(
        t.expression.type == "DATE" and tree.case(t.head) == "on" for t in days
    ):
        return True
    return any(t.expression.first is not None and t.expression.first >= published for t in days)


def _is_definite(tree: Tree, noun: int) -> bool:
    """ "The curfew", "its sanctions", and what has no article though it is known: "martial law", "emergency
    rule", "sanctions on Minsk"."""
    plural = tree.xpos[noun] in ("NNS", "NNPS")
    return has_article(tree, noun) or any(
        (tree.lemma[c] in ("martial", "emergency") and tree.lemma[noun] in ("law", "rule"))
        or (plural and tree.deprel[c] == "nmod" and tree.case(c) in ("on", "against"))
        for c in tree.children[noun]
    )  # fmt: skip


__all__ = ["Told", "is_ended", "states", "told"]
