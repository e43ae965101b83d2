"""What a sentence says of a standing state, whatever its kind: that it opens, stands, pauses or ends.

"The curfew was lifted", "emergency rule was extended", "deliveries of aid are on hold": the words of opening,
standing, pausing and ending are the same for every state (data/situation_phases.toml); the noun says which.
What is only planned or asked for to end stands; what has never opened is the opposite.
"""

from __future__ import annotations

import tomllib
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

import msgspec

from communique.coding.interpret import Interpreter
from communique.coding.lexicon import Condition, read_conditions
from communique.coding.modality import modality
from communique.coding.senses import EMPTY_HEADS, verb_stems
from communique.coding.situation_patterns import word_classes
from communique.coding.situation_reality import (
    SUPPOSED,
    UNREAL,
    is_news,
    is_only_spoken_of,
    is_reminder,
)
from communique.coding.tree import Tree
from communique.resolve import TimedSpan

NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither"})
DEFINITE = frozenset({"the", "this", "these", "that", "those"})
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


class Told(NamedTuple):
    """What a sentence says of a state: its noun, the word that says it, and who may stand on either side."""

    kind: str
    holds: bool
    noun: int
    predicate: int
    sides: list[int]
    until: bool = False
    """Whether a day in the clause is that of its end."""


class Move(NamedTuple):
    """open, stand, pause or end; the word that tells it; whether the state is the object of a deed."""

    phase: str
    predicate: int
    is_object: bool
    is_sure: bool = False
    """Whether any tense tells it to stand ("entered its third month")."""


@cache
def _table() -> dict[str, Any]:
    text = files("communique.coding").joinpath("data", "situation_phases.toml").read_text("utf-8")
    return tomllib.loads(text)


@cache
def _words(section: str) -> dict[str, str]:
    """Phase by word."""
    return {word: phase for phase, words in _table()[section].items() for word in words.split()}


@cache
def _listed(section: str, name: str) -> frozenset[str]:
    return frozenset(_table()[section][name].split())


@cache
def states() -> dict[str, tuple[State, ...]]:
    """States by the lemma of their noun."""
    classes = word_classes()
    table: dict[str, list[State]] = {}
    for number, row in enumerate(_table()["state"], start=1):
        where = f"situation_phases.toml:state {number}"
        kinds = {phase: row.get(phase, row.get(other, "")) for phase, other in PHASES.items()}
        when = read_conditions(row.get("when", ""), classes, where)
        state = State(when, kinds, tuple(row["parties"].split()))
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
    move = _move(tree, noun)
    if move is None or is_reminder(tree, move.predicate):
        return None
    days = [t for t in times if move.predicate in (t.head, *tree.ancestors(t.head)[:2])]
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


# ---- which move


def _move(tree: Tree, noun: int) -> Move | None:
    """How the words around a noun move its state, the main clause before the clauses below the noun."""
    head, relation = tree.head[noun], tree.deprel[noun]
    if head >= 0 and relation.startswith("nmod") and tree.case(noun) == "of":
        if tree.lemma[head] not in EMPTY_HEADS or tree.head[head] < 0:
            return _of_noun(tree, head)
        return _of_clause(tree, head, tree.head[head])  # "another round of talks"
    if head >= 0:
        found = _of_clause(tree, noun, head)
        if found is not None:
            return found
    for child in tree.children[noun]:
        if tree.deprel[child] in ("acl", "acl:relcl") and tree.upos[child] == "VERB":
            found = _of_clause(tree, noun, child)
            if found is not None:
                return found
        if tree.deprel[child] == "amod" and tree.xpos[child] == "VBN":
            if _phase_of_verb(tree, child, "object") == "pause":
                return Move("pause", child, True, True)
        if (
            tree.deprel[child] in ("nmod", "acl", "appos", "amod")
            and _predicate_phase(tree, child) == "stand"
        ):
            return Move("stand", child, False, True)  # "emergency rule, in force since May"
    return None


def _of_noun(tree: Tree, change: int) -> Move | None:
    """ "The extension of the curfew"; of an end only where somebody announces it."""
    phase = _words("noun").get(tree.lemma[change])
    above = tree.head[change]
    if phase is None or above < 0:
        return None
    if phase == "end" and tree.lemma[above] not in ("announce", "declare", "order", "decree", "proclaim"):
        return None
    return Move(phase, above, True) if tree.upos[above] == "VERB" else Move(phase, change, True)


def _of_clause(tree: Tree, noun: int, verb: int) -> Move | None:
    arguments = tree.args(verb)
    if tree.case(noun) == "under" and noun in arguments.get("under", ()):
        phase = _phase_of_verb(tree, verb, "under")
        return Move(phase, verb, True) if phase else None
    if tree.upos[verb] not in ("VERB", "AUX"):
        about = (*arguments.get("subj", ()), *arguments.get("obj", ()))
        phase = _predicate_phase(tree, verb) if noun in about else None
        return Move(phase, verb, False) if phase else None
    below = [k for k in tree.children[verb] if tree.deprel[k] in ("obl", "xcomp", "obj", "advmod")]
    if noun in arguments.get("obj", ()):
        moved = [p for k in below if k != noun and (p := _predicate_phase(tree, k)) is not None]
        if moved and tree.lemma[verb] in ("put", "place", "keep", "bring", "leave"):
            return Move("open" if moved[0] == "stand" else moved[0], verb, True)
        phase = _phase_of_verb(tree, verb, "object")
        if tree.lemma[verb] in _listed("progressive", "verbs") and _is_going_on(tree, verb):
            return Move("stand", verb, True, True)
        return Move(phase, verb, True) if phase else None
    if noun not in arguments.get("subj", ()):
        return None
    lemma = tree.lemma[verb]
    objects = [tree.lemma[k] for k in arguments.get("obj", ())]
    if lemma in _listed("counted", "verbs") and set(objects) & _listed("counted", "units"):
        return Move("stand", verb, False, True)
    if lemma == "take" and set(objects) & {"effect", "hold", "force"}:
        return Move("open", verb, False)
    if lemma in ("come", "go", "enter", "be", "remain", "stay", "stand"):
        moved = [p for k in below if (p := _predicate_phase(tree, k)) is not None]
        if moved:
            opening = lemma in ("come", "go", "enter") and moved[0] == "stand"
            return Move("open" if opening else moved[0], verb, False)
    if objects or tree.is_passive(verb):
        return None
    phase = _phase_of_verb(tree, verb, "subject")
    return Move(phase, verb, False) if phase else None


def _is_going_on(tree: Tree, verb: int) -> bool:
    """ "Are holding talks", "have been holding talks"."""
    forms = {tree.sentence.form[c].lower() for c in tree.all(verb, "aux")}
    return tree.xpos[verb] == "VBG" and bool(forms & {"is", "are", "been"})


def _phase_of_verb(tree: Tree, verb: int, section: str) -> str | None:
    particle = tree.child(verb, "compound:prt")
    words = _words(section)
    if particle is not None:
        return words.get(f"{tree.lemma[verb]}_{tree.lemma[particle]}")
    lemma = tree.lemma[verb]
    if lemma in words:
        return words[lemma]
    return next((words[s] for s in verb_stems(tree.sentence.form[verb].lower()) if s in words), None)


def _predicate_phase(tree: Tree, word: int) -> str | None:
    """The phase of "in force", "on hold", "over"."""
    form = tree.sentence.form[word].lower()
    phase = _words("predicate").get(form) or _words("predicate").get(tree.lemma[word])
    if phase is None or form == "underway" or tree.upos[word] in ("ADJ", "ADV"):
        return phase
    return phase if tree.case(word) in _listed("with", "words") else None


# ---- what becomes of it


def _outcome(
    tree: Tree, noun: int, move: Move, state: State, days: list[TimedSpan], published: date | None
) -> tuple[str, bool, bool] | None:
    """The kind, whether it holds, and whether a day in the clause is its end."""
    opened = state.kinds["open"]
    predicate = move.predicate
    how = modality(tree, predicate)
    ahead = _is_ahead(tree, predicate, days, published)
    unreal = how.kind in UNREAL or how.kind == "FAILED" or is_only_spoken_of(tree, predicate)
    if unreal or ahead:
        if move.phase not in OFF or not opened:
            return None
        lasting = opened in _listed("lasting", "kinds") and _is_definite(tree, noun)
        supposed = how.kind in SUPPOSED - {"FUTURE", "NECESSITY"} and not ahead
        return (opened, True, ahead or how.kind == "FUTURE") if (lasting and not supposed) or ahead else None
    negated = how.negated is not None or _is_no_longer(tree, predicate)
    negated = negated or any(tree.lemma[c] in NOT for c in tree.children[noun])
    if not _is_told(tree, move, how.perfect, negated, days, published, opened):
        return None
    if not negated:
        return _named(state, move.phase)
    if move.phase in OFF:
        return (opened, True, False) if opened and how.perfect else None
    opposite: str | None = _table()["opposites"].get(opened)
    if move.phase == "open" and opposite and how.perfect:
        return opposite, True, False
    if move.phase != "stand":
        return None
    opposite = _table()["no_longer"].get(opened) or _table()["opposites"].get(opened)
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
    if move.is_sure or perfect or tree.upos[predicate] not in ("VERB", "AUX"):
        return not _is_long_ago(days, published) or opened not in _listed("passing", "kinds")
    if tree.xpos[predicate] == "VBG" and tree.child(predicate, "aux") is None:
        return False
    finite = [tree.sentence.form[c].lower() for c in tree.all(predicate, "aux", "aux:pass")]
    present = tree.xpos[predicate] in ("VBZ", "VBP") or bool({"is", "are", "does", "do"} & set(finite))
    if present or tree.deprel[predicate] == "acl":
        return not negated or present
    if _is_long_ago(days, published) and opened in _listed("passing", "kinds"):
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
    return any(t.expression.first is not None and t.expression.first >= published for t in days)


def _is_no_longer(tree: Tree, verb: int) -> bool:
    """ "No longer exists": a negation that grammars hang on the adverb."""
    return any(
        tree.lemma[c] in ("long", "longer", "more") and c > 0 and tree.lemma[c - 1] == "no"
        for c in tree.all(verb, "advmod")
    )


def _is_definite(tree: Tree, noun: int) -> bool:
    return any(
        tree.deprel[c] == "nmod:poss" or (tree.deprel[c] == "det" and tree.lemma[c] in DEFINITE)
        for c in tree.children[noun]
    )


__all__ = ["Told", "states", "told"]
