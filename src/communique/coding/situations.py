"""Standing states between parties: at war, channel cut, sanctions in force, talks stalled …

Two readers look at each sentence: what happens to a noun of a state (situation_phases.py) and the patterns of
data/situations.csv, in the condition language of the frames. A state is recorded where the sentence says that
it stands (or no longer does): stative words, the perfect ("has been severed since 2016"), a participle after
"remain". A plain past tense is an event that may open a state; the record of many articles draws that line,
not this one. What an article says twice is one situation: the sentence that tells most of it is its evidence.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import msgspec

from communique.coding.attribution import Attributor
from communique.coding.lexicon import Lexicon, load_lexicon
from communique.coding.modality import modality
from communique.coding.parties import Parties
from communique.coding.situation_days import bounds
from communique.coding.situation_patterns import Loose, Pattern, best_pattern
from communique.coding.situation_phases import is_ended, told
from communique.coding.situation_predicates import listed_under
from communique.coding.situation_reality import (
    UNREAL,
    goes_on,
    is_asked_about,
    is_backdated,
    is_in_condition,
    is_news,
    is_only_spoken_of,
    is_reminder,
    is_standing,
    is_supposed,
    is_undone,
    is_unreal_above,
)
from communique.coding.situation_sides import (
    actors_of,
    anyone_of,
    are_private,
    armed_groups,
    chief_countries,
    complete,
    countries,
    each_once,
    imposer,
    is_at_home,
    is_past,
    nearby,
    states_named,
)
from communique.coding.situation_stance import is_no_longer, is_unfulfilled, stance
from communique.coding.situation_words import listed
from communique.coding.tree import Tree
from communique.records import Article, DocumentRef, Parse, Situation, Span, short_id
from communique.resolve import Resolution, TimedSpan


class Reading(NamedTuple):
    """A state that a sentence tells of, before its parties are known."""

    kind: str
    holds: bool
    word: int
    predicate: int
    arguments: list[int]
    until: bool
    said: bool
    """Whether the sentence says it of the state, and does not only mention it."""


NEGATIVE = frozenset({"neg", "idle", "barred"})
"""Conditions of patterns that are met by what is not done."""
Weight = tuple[bool, int, bool]
"""How much a sentence tells of a state: its days, how many sides of it, whether it says so at all."""


def find_situations(
    parse: Parse,
    article: Article,
    document: DocumentRef,
    trees: list[Tree],
    resolution: Resolution,
    attributor: Attributor,
    lexicon: Lexicon | None = None,
) -> list[Situation]:
    """Standing states that the text reports, in text order, each kind between the same parties once."""
    lexicon = lexicon or load_lexicon()
    found: list[tuple[Situation, Weight]] = []
    chief = chief_countries(resolution)
    latest = anyone_of(resolution)
    armed = armed_groups(resolution)
    speaks_of_lines = any(listed("lines") & set(tree.lemma) for tree in trees)
    for tree in trees:
        parties = Parties(tree, resolution)
        seen: set[str] = set()
        latest.update(states_named(tree, resolution))
        for reading in _readings(tree, resolution, lexicon, article.published.on):
            if reading.kind in seen:
                continue
            told_of = actors_of(reading.arguments, parties)
            own = told_of or nearby(tree, reading.predicate, parties)
            if not own and reading.kind in IMPOSED:
                own = imposer(attributor.speaker(tree.index, reading.predicate))
            if reading.kind == "troops_stationed" and not reading.said and is_at_home(told_of):
                continue
            actors = each_once(complete(own, reading.kind, latest, chief, armed))
            asked = own or (actors if reading.kind in listed("bilateral") else ())
            if not actors or (asked and reading.kind not in listed("of_anyone") and are_private(asked)):
                continue
            if tree.lemma[reading.word] in ("line", "channel") and not (speaks_of_lines or told_of):
                continue  # "a tough line"
            line = reading.kind in ("channel_open", "channel_cut") and "hotline" not in tree.lemma
            if line and len(countries(actors)) < 2:
                continue  # "never returned the singer's calls"
            several = tree.xpos[reading.word] == "NNS"
            if reading.kind == "alliance" and len(countries(told_of)) < 2 and several:
                continue  # "its allies": no one knows which
            seen.add(reading.kind)
            if reading.word != reading.predicate:  # told of the noun: no pattern says better
                seen |= family(reading.kind)
            start, end = tree.sentence.start, tree.sentence.end
            since, until = bounds(
                tree, reading.predicate, reading.word, reading.holds and not reading.until, resolution,
                article.published.on,
            )  # fmt: skip
            holds = reading.holds and not is_past(until, article.published.on)
            situation = Situation(
                short_id(document.id, "situation", reading.kind, tree.sentence.token_start[reading.word]),
                document,
                reading.kind, actors, holds, since, until, Span.of(parse.text, start, end),
                attributor.chain(tree.index, reading.predicate),
            )  # fmt: skip
            sides = len({actor.country or actor.code for actor in told_of})
            found.append((situation, (since is not None or until is not None, min(sides, 2), reading.said)))
    return _each_once(found)


#: States of things that a power imposes: whoever says that it will lift them has imposed them.
IMPOSED = frozenset({"sanctions_in_force", "sanctions_lifted", "embargo", "aid_suspended", "travel_ban"})


def family(kind: str) -> frozenset[str]:
    """Kinds that say something else of the same state."""
    return next((family for family in _FAMILIES if kind in family), frozenset())


def _readings(tree: Tree, resolution: Resolution, lexicon: Lexicon, published: date | None) -> list[Reading]:
    """What the sentence tells, what it says of a state before what one pattern finds."""
    interpreter = Loose(tree, resolution, lexicon)
    times = [timed for timed in resolution.times if timed.sentence == tree.index]
    phases: list[Reading] = []
    patterns: list[Reading] = []
    for token in range(len(tree)):
        said = told(tree, token, interpreter, times, published)
        if said is not None:
            kind, holds, _, predicate, sides, ends = said
            phases.append(Reading(kind, holds, token, predicate, sides, ends, predicate != token))
        read = _read(tree, token, interpreter, times, published)
        if read is not None:
            pattern, holds = read
            arguments = [one for path in pattern.parties for one in interpreter.role(token, path)]
            verbal = tree.upos[token] in ("VERB", "AUX") or tree.child(token, "cop") is not None
            patterns.append(Reading(pattern.kind, holds, token, token, arguments, False, verbal))
    return [*phases, *patterns]


def _read(
    tree: Tree, token: int, interpreter: Loose, times: list[TimedSpan], published: date | None
) -> tuple[Pattern, bool] | None:
    """The pattern with the most conditions that fits, and whether the state holds; null where the text only
    supposes it.
    """
    best = best_pattern(tree, token, interpreter)
    if best is None:
        return None
    pattern, pos = best
    how = stance(tree, token)
    modifier = tree.deprel[token] == "amod"
    undone = is_undone(tree, token, pattern) if pos == "N" else None
    if pos == "N":
        if undone is False or (undone is None and is_unreal_above(tree, token)):
            return None
        if is_asked_about(tree, token):
            return None
        named = any(tree.deprel[child] in ("det", "nmod:poss") for child in tree.children[token])
        if pattern.kind in listed("told_of_persons") and not named and is_supposed(tree, token):
            return None
    elif not modifier and not (how.negated is None and goes_on(tree, token, how.kind)):
        asked_for = _names_modal(pattern) and how.kind not in ("CONDITIONAL", "QUESTION", "DENIED")
        supposed = how.kind in UNREAL | {"DENIED"} and not asked_for
        refused = pattern.kind in listed("refused") and how.negated is not None
        negative = any(c.role in NEGATIVE and not c.negated for c in pattern.conditions)
        if refused and how.kind in ("FUTURE", "WOULD"):  # "will never accept"
            supposed = False
        if negative and how.negated is not None and how.kind == "FUTURE":  # "will not let them in"
            supposed = False
        denied = negative and is_unfulfilled(tree, token)  # "refuses to release"
        denied = denied and not is_only_spoken_of(tree, tree.head[token])
        if supposed or (is_only_spoken_of(tree, token) and not denied):
            return None
        if negative and tree.head[token] >= 0 and is_reminder(tree, tree.head[token]):
            return None  # "who had been forbidden to leave"
    if (how.perfect and is_reminder(tree, token)) or is_in_condition(tree, token):
        return None
    if tree.deprel[token] == "compound" and pattern.kind in listed("not_compound"):
        return None  # "the armistice line", "the sanctions committee"
    negative_pattern = any(c.role in NEGATIVE and not c.negated for c in pattern.conditions)
    if (
        pos == "V"
        and not negative_pattern
        and not modifier
        and pattern.holds  # what a plain past ends is over
        and not (pattern.kind in listed("opened") or is_standing(tree, token, how.perfect))
        and not (opens_as_news(tree, token, pattern) and is_news(tree, token))
        and not (
            pattern.kind not in listed_under("passing", "kinds")
            and is_backdated(tree, token, times, published)
        )
    ):
        return None
    if pos == "N" and pattern.holds and not undone and is_ended(tree, token):
        return pattern, False
    head = tree.head[token]
    if pos == "N":  # "has not been put on alert"
        being = head >= 0 and tree.lemma[head] in listed("being")
        being = being and pattern.kind != "agreement_in_force"  # "under the treaty it may not keep tanks"
        over = being and (how.negated is not None or modality(tree, head).negated is not None)
    else:
        over = how.negated is not None
    negated = not undone and not negative_pattern and (over or interpreter.is_negated(token))
    if negated and not pattern.holds:
        return (pattern, True) if how.perfect or how.negated is not None else None  # "never left"
    if negated and not (is_no_longer(tree, token) or pattern.kind in listed("over_by_negation")):
        return None  # "is not a member": nothing is over that never was
    return pattern, pattern.holds and not negated


def opens_as_news(tree: Tree, token: int, pattern: Pattern) -> bool:
    """Whether a plain past opens the state where it is the news of its sentence."""
    lasting = listed("lasting_deeds")
    particles = [f"{tree.lemma[token]}_{tree.lemma[p]}" for p in tree.all(token, "compound:prt")]
    return pattern.kind in listed("opened_by_news") or bool(lasting & {tree.lemma[token], *particles})


def _names_modal(pattern: Pattern) -> bool:
    """Whether the pattern asks for a modal itself ("may not leave")."""
    return any(c.role in ("aux", "barred", "idle") for c in pattern.conditions)


# ---- one situation an article


def _each_once(found: list[tuple[Situation, Weight]]) -> list[Situation]:
    """The same state said again is the same situation: the sentence that tells most is kept, with the days
    that the others give."""
    kept: list[tuple[Situation, Weight]] = []
    for situation, weight in found:
        place = next((k for k, (other, _) in enumerate(kept) if _is_same(situation, other)), None)
        if place is None:
            kept.append((situation, weight))
            continue
        other, heavy = kept[place]
        best, rest = (situation, other) if weight > heavy else (other, situation)
        merged = msgspec.structs.replace(best, since=best.since or rest.since, until=best.until or rest.until)
        kept[place] = merged, max(weight, heavy)
    return sorted((one for one, _ in kept), key=lambda one: one.evidence.start)


def _is_same(one: Situation, other: Situation) -> bool:
    """The same kind, standing alike, between parties of which neither side is another's."""
    if (one.kind, one.holds) != (other.kind, other.holds):
        return False
    mine, theirs = ({actor.country or "" for actor in s.parties} - {""} for s in (one, other))
    return mine <= theirs or theirs <= mine


_FAMILIES = (
    frozenset({"ceasefire_in_force", "ceasefire_ended"}),
    frozenset({"sanctions_in_force", "sanctions_lifted", "embargo"}),
    frozenset({"channel_cut", "channel_open"}),
    frozenset({"talks_ongoing", "talks_stalled"}),
    frozenset({"diplomatic_relations", "diplomatic_relations_absent"}),
    frozenset({"agreement_in_force", "agreement_suspended", "agreement_ended"}),
    frozenset({"border_open", "border_closed"}),
    frozenset({"facility_open", "facility_closed"}),
)
"""Kinds of which one sentence tells one."""
