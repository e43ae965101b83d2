"""Standing states between parties: at war, channel cut, sanctions in force, talks stalled …

Patterns in data/situations.csv, in the condition language of the frames. A state is recorded where the
sentence says that it stands (or no longer does): stative words, the perfect ("has been severed since 2016"),
a participle after "remain". A plain past tense is an event that may open a state; the record of many articles
draws that line, not this one.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files

import msgspec

from communique.coding.attribution import Attributor
from communique.coding.interpret import Interpreter
from communique.coding.lexicon import POS, Condition, Lexicon, load_lexicon, read_conditions
from communique.coding.parties import Parties, flatten
from communique.coding.status import modality
from communique.coding.tree import Tree
from communique.records import Actor, Article, DocumentRef, Parse, Situation, Span, When, short_id
from communique.resolve import Resolution

STATIVE = frozenset(
    """have maintain enjoy lack hold remain stay be stall claim own possess recognise recognize continue work
    operate function divide station base garrison
    """.split()
)
#: Kinds that a plain past tense opens or closes for good ("imposed sanctions", "cut the line"); of the others it tells an act only.
OPENED = frozenset(
    """channel_cut channel_open sanctions_in_force sanctions_lifted border_closed border_open agreement_suspended
    agreement_ended agreement_in_force diplomatic_relations diplomatic_relations_absent facility_closed facility_open
    curfew martial_law state_of_emergency ceasefire_in_force ceasefire_ended aid_suspended membership_suspended
    talks_stalled blockade non_recognition armistice_in_force""".split()
)
UNREAL = frozenset(
    {
        "FUTURE",
        "NECESSITY",
        "POSSIBILITY",
        "CONDITIONAL",
        "PURPOSE",
        "EMBEDDED",
        "QUESTION",
        "UNREAL",
        "WOULD",
    }
)


class Pattern(msgspec.Struct, frozen=True):
    """One row of situations.csv; parties: roles that are all collected."""

    kind: str
    conditions: tuple[Condition, ...]
    parties: tuple[str, ...]
    holds: bool
    example: str


@cache
def patterns() -> dict[tuple[str, str], tuple[Pattern, ...]]:
    """Patterns by (lemma, part of speech)."""
    table: dict[tuple[str, str], list[Pattern]] = {}
    path = files("communique.coding").joinpath("data", "situations.csv")
    classes = load_lexicon().classes
    for number, row in enumerate(csv.DictReader(path.read_text("utf-8").splitlines()), start=2):
        pattern = Pattern(
            row["kind"], read_conditions(row["when"], classes, f"situations.csv:{number}"),
            tuple(part.strip() for part in row["parties"].split(",")), row["holds"] == "1", row["example"],
        )  # fmt: skip
        for lemma in row["lemma"].split("|"):
            table.setdefault((lemma, row["pos"]), []).append(pattern)
    return {key: tuple(found) for key, found in table.items()}


def find_situations(
    parse: Parse,
    article: Article,
    document: DocumentRef,
    trees: list[Tree],
    resolution: Resolution,
    attributor: Attributor,
    lexicon: Lexicon | None = None,
) -> list[Situation]:
    """Standing states that the text reports, in text order, each kind once a sentence."""
    lexicon = lexicon or load_lexicon()
    found: list[Situation] = []
    recent: tuple[Actor, ...] = ()
    for tree in trees:
        interpreter = Interpreter(tree, resolution, lexicon)
        parties = Parties(tree, resolution)
        seen: set[str] = set()
        for token in range(len(tree)):
            reading = _read(tree, token, interpreter)
            if reading is None or reading[0].kind in seen:
                continue
            pattern, holds = reading
            actors = _parties(tree, token, pattern, interpreter, parties) or recent
            if not actors:
                continue
            seen.add(pattern.kind)
            start, end = tree.sentence.start, tree.sentence.end
            since, until = _bounds(tree, token, resolution)
            found.append(
                Situation(
                    short_id(document.id, "situation", pattern.kind, tree.sentence.token_start[token]),
                    document,
                    pattern.kind, actors, holds, since, until, Span.of(parse.text, start, end),
                    attributor.chain(tree.index, token),
                )
            )  # fmt: skip
        recent = _states(tree, resolution) or recent
    return found


def _read(tree: Tree, token: int, interpreter: Interpreter) -> tuple[Pattern, bool] | None:
    """The pattern with the most conditions that fits, and whether the state holds; null where the text only
    supposes it.
    """
    upos = tree.upos[token]
    pos = "V" if upos in POS["V"] else "A" if upos in POS["A"] else "N"
    best: tuple[Pattern, float] | None = None
    for form in {pos, "A"} if tree.xpos[token] in ("VBN", "VBD") else {pos}:
        for pattern in patterns().get(
            (tree.lemma[token] if form == pos else tree.sentence.form[token].lower(), form), ()
        ):
            score = interpreter.fit(token, pattern.conditions)
            if score is not None and (best is None or score > best[1]):
                best = (pattern, score)
    if best is None:
        return None
    how = modality(tree, token)
    if how.kind in UNREAL or (pos == "N" and _is_unreal_above(tree, token)):
        return None
    pattern = best[0]
    negative_pattern = any(c.role == "neg" and not c.negated for c in pattern.conditions)
    if pos == "V" and not negative_pattern and not (
        pattern.kind in OPENED or _standing(tree, token, how.perfect)
    ):
        return None
    negated = how.negated is not None or (interpreter.is_negated(token) and not negative_pattern)
    return pattern, pattern.holds and not (negated and not negative_pattern)


def _is_unreal_above(tree: Tree, token: int) -> bool:
    """Whether the verb over a noun only supposes, asks or plans it."""
    for head in tree.ancestors(token)[:3]:
        if tree.upos[head] in ("VERB", "AUX"):
            return modality(tree, head).kind in UNREAL
    return False


def _standing(tree: Tree, token: int, perfect: bool) -> bool:
    """Stative verb, perfect, or a passive participle in the present or after "remain"."""
    if tree.lemma[token] in STATIVE or perfect:
        return True
    if tree.is_passive(token):
        auxiliary = tree.child(token, "aux:pass")
        if auxiliary is not None and tree.sentence.form[auxiliary].lower() in (
            "is",
            "are",
            "'s",
            "’s",
            "been",
            "being",
        ):
            return True
        head = tree.head[token]
        return (
            tree.deprel[token] in ("xcomp", "amod")
            and head >= 0
            and tree.lemma[head] in ("remain", "stay", "keep")
        )
    return False


def _parties(
    tree: Tree, token: int, pattern: Pattern, interpreter: Interpreter, parties: Parties
) -> tuple[Actor, ...]:
    """All actors on the pattern's roles, each once, in the order of the roles."""
    mentions = []
    for path in pattern.parties:
        for argument in interpreter.role(token, path):
            for mention in parties.of_token(argument)[0]:
                if mention not in mentions:
                    mentions.append(mention)
    return flatten(mentions)


def _states(tree: Tree, resolution: Resolution) -> tuple[Actor, ...]:
    """States named in a sentence: the parties of a state that the next sentence leaves unnamed."""
    mentions = [m for m in resolution.mentions_of(tree.index) if any(a.kind == "state" for a in m.actors)]
    by_country: dict[str | None, Actor] = {}
    for actor in flatten(mentions):
        if actor.kind == "state":
            by_country.setdefault(actor.country, actor)
    return tuple(by_country.values())[:4]


def _bounds(tree: Tree, token: int, resolution: Resolution) -> tuple[When | None, When | None]:
    """since and until, from the time expressions of the clause."""
    since = until = None
    for timed in resolution.times:
        if timed.sentence != tree.index:
            continue
        expression = timed.expression
        case = tree.case(timed.head)
        when = When(
            expression.first,
            expression.last,
            expression.precision,
            "expression",
            expression.text,
            f"situation.{case or 'in'}",
        )
        if case == "since" or (case in ("in", "on") and expression.type == "DATE" and since is None):
            since = when
        elif case in ("until", "till", "through"):
            until = when
    return since, until
