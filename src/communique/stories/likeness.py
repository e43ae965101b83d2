"""How alike two codings are: named features between -1 and 1, each with words that say what it saw."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cache

from communique.stories.meanings import closest
from communique.stories.settings import settings
from communique.stories.sketch import Sketch
from communique.stories.words import cosine

Feature = Callable[[Sketch, Sketch], float]
FEATURES: dict[str, Feature] = {}
"""Every feature by name, in order; docs/merging.md lists them."""


def feature(function: Feature) -> Feature:
    """Registers a feature under its name; its docstring is its documentation."""
    FEATURES[function.__name__] = function
    return function


@cache
def _akin() -> frozenset[frozenset[str]]:
    return frozenset(frozenset(pair) for pair in settings().akin)


def akin(one: str, other: str) -> bool:
    """Whether two PLOVER types may tell the same happening (data/merging.toml)."""
    return one == other or frozenset((one, other)) in _akin()


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Shared part of the smaller set; 0 when either is empty."""
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def gap_days(first: tuple[date | None, date | None], second: tuple[date | None, date | None]) -> int | None:
    """Days between two intervals, 0 when they meet; null when either is wholly unknown."""
    (start, end), (start_2, end_2) = first, second
    if (start is None and end is None) or (start_2 is None and end_2 is None):
        return None
    if end is not None and start_2 is not None and end < start_2:
        return (start_2 - end).days
    if end_2 is not None and start is not None and end_2 < start:
        return (start - end_2).days
    return 0


def _length(start: date | None, end: date | None) -> int | None:
    return (end - start).days + 1 if start and end else None


@feature
def same_type(a: Sketch, b: Sketch) -> float:
    """Both have the same PLOVER type."""
    return float(a.coding.event_type == b.coding.event_type)


@feature
def other_quad(a: Sketch, b: Sketch) -> float:
    """They lie in different quad classes."""
    return float(a.coding.quad != b.coding.quad)


@feature
def mode(a: Sketch, b: Sketch) -> float:
    """Modes agree (1) or contradict each other (-1)."""
    one, other = a.coding.mode, b.coding.mode
    if not one or not other:
        return 0.0
    return 1.0 if one == other else -1.0


@feature
def same_cameo(a: Sketch, b: Sketch) -> float:
    """CAMEO codes agree: whole (1), in their root (½)."""
    one, other = a.coding.cameo, b.coding.cameo
    if not one or not other:
        return 0.0
    return 1.0 if one == other else 0.5 if one[:2] == other[:2] else 0.0


@feature
def actors(a: Sketch, b: Sketch) -> float:
    """Share of the acting side that both name."""
    return share(a.actors, b.actors)


@feature
def other_actors(a: Sketch, b: Sketch) -> float:
    """Both name an acting side, and nobody is on both."""
    return float(bool(a.actors) and bool(b.actors) and not a.actors & b.actors)


@feature
def recipients(a: Sketch, b: Sketch) -> float:
    """Share of the receiving side that both name."""
    return share(a.recipients, b.recipients)


@feature
def other_recipients(a: Sketch, b: Sketch) -> float:
    """Both name a receiving side, and nobody is on both."""
    return float(bool(a.recipients) and bool(b.recipients) and not a.recipients & b.recipients)


@feature
def parties(a: Sketch, b: Sketch) -> float:
    """Share of all parties of the one that are parties of the other, whichever side."""
    return share(a.parties, b.parties)


@feature
def same_set(a: Sketch, b: Sketch) -> float:
    """Both sides are the same on both."""
    return float(bool(a.parties) and a.actors == b.actors and a.recipients == b.recipients)


@feature
def names(a: Sketch, b: Sketch) -> float:
    """They name the same person or body (1), or only different ones (-1)."""
    if not a.names or not b.names:
        return 0.0
    return 1.0 if a.names & b.names else -1.0


@feature
def dates_meet(a: Sketch, b: Sketch) -> float:
    """Both are dated and the dates meet: 1 for days, less the wider the intervals are."""
    gap = gap_days((a.start, a.end), (b.start, b.end))
    if gap != 0:
        return 0.0
    widths = [width for width in (_length(a.start, a.end), _length(b.start, b.end)) if width is not None]
    return 0.0 if not widths else 1.0 / (1 + max(widths) / 10) if len(widths) == 2 else 0.3


@feature
def dates_differ(a: Sketch, b: Sketch) -> float:
    """Both are dated, by the text, to different days: ½ for a day apart, 1 from four days on."""
    gap = gap_days((a.start, a.end), (b.start, b.end))
    return 0.0 if not gap else min(1.0, 0.4 + gap / 7)


@feature
def likely_apart(a: Sketch, b: Sketch) -> float:
    """One has no date, and the days that its publication makes likely do not meet the other's."""
    if gap_days((a.start, a.end), (b.start, b.end)) is not None:
        return 0.0
    gap = gap_days((a.near, a.far), (b.near, b.far))
    return 0.0 if not gap else min(1.0, 0.2 + gap / 20)


@feature
def likely_near(a: Sketch, b: Sketch) -> float:
    """One has no date, and the days that its publication makes likely meet the other's."""
    if gap_days((a.start, a.end), (b.start, b.end)) is not None:
        return 0.0
    return float(gap_days((a.near, a.far), (b.near, b.far)) == 0)


@feature
def likely_meet(a: Sketch, b: Sketch) -> float:
    """Neither is dated, and what their reports make likely meets; less the wider it is."""
    if a.start or a.end or b.start or b.end or a.coding.background or b.coding.background:
        return 0.0
    return float(gap_days((a.near, a.far), (b.near, b.far)) == 0)


@feature
def reports_near(a: Sketch, b: Sketch) -> float:
    """Two reports of news that appeared within two days of each other."""
    if a.published is None or b.published is None or a.coding.background or b.coding.background:
        return 0.0
    return float(a.coding.document.id != b.coding.document.id and abs((a.published - b.published).days) <= 2)


@feature
def both_news(a: Sketch, b: Sketch) -> float:
    """Both are news of their reports."""
    return float(not a.coding.background and not b.coding.background)


@feature
def mixed_background(a: Sketch, b: Sketch) -> float:
    """One is news of its report, the other background."""
    return float(a.coding.background != b.coding.background)


@feature
def published_apart(a: Sketch, b: Sketch) -> float:
    """Both are news, in reports that were published apart: 1 from a fortnight on."""
    one, other = a.published, b.published
    if one is None or other is None or a.coding.background or b.coding.background:
        return 0.0
    return min(1.0, max(0, abs((one - other).days) - 1) / 14)


@feature
def place(a: Sketch, b: Sketch) -> float:
    """Places agree (1) or differ (-1)."""
    if not a.place or not b.place:
        return 0.0
    return 1.0 if a.place == b.place else -1.0


@feature
def trigger(a: Sketch, b: Sketch) -> float:
    """The same word carries the act."""
    return float(bool(a.trigger & b.trigger))


@feature
def trigger_mentioned(a: Sketch, b: Sketch) -> float:
    """The word that carries the one act stands in the other's sentence."""
    return float(bool(a.trigger & b.words.keys() or b.trigger & a.words.keys()))


@feature
def trigger_meaning(a: Sketch, b: Sketch) -> float:
    """The words that carry the acts mean alike."""
    return closest(a.trigger, b.trigger)


@feature
def clause_meaning(a: Sketch, b: Sketch) -> float:
    """What is said around the triggers means alike."""
    if a.meaning is None or b.meaning is None or same_sentence(a, b):
        return 0.0
    return max(0.0, float(a.meaning @ b.meaning))


@feature
def rare_word(a: Sketch, b: Sketch) -> float:
    """The rarest word that both clauses have counts for this much of them."""
    if same_sentence(a, b):
        return 0.0
    shared = a.clause.keys() & b.clause.keys()
    return max((min(a.clause[w], b.clause[w]) for w in shared), default=0.0)


@feature
def told_news(a: Sketch, b: Sketch) -> float:
    """The background of the one is dated to when the other, news, was published."""
    if a.coding.background == b.coding.background:
        return 0.0
    old, new = (a, b) if a.coding.background else (b, a)
    if (old.start is None and old.end is None) or new.published is None:
        return 0.0
    gap = gap_days((old.start, old.end), (new.near or new.published, new.published))
    return float(gap is not None and gap <= 2)


@feature
def told_earlier(a: Sketch, b: Sketch) -> float:
    """News of a report that appeared after the other, which tells it as background: impossible."""
    if a.coding.background == b.coding.background or a.published is None or b.published is None:
        return 0.0
    old, new = (a, b) if a.coding.background else (b, a)
    assert old.published is not None
    assert new.published is not None
    return float((new.published - old.published).days > 1)


@feature
def sentence_words(a: Sketch, b: Sketch) -> float:
    """The sentences share words, the rarer the more."""
    return 0.0 if same_sentence(a, b) else cosine(a.words, b.words)


@feature
def clause_words(a: Sketch, b: Sketch) -> float:
    """The words around the triggers are alike, party names aside."""
    return 0.0 if same_sentence(a, b) else cosine(a.clause, b.clause)


@feature
def status(a: Sketch, b: Sketch) -> float:
    """Both took place, or both are only offered, asked or threatened (1); one did, the other did not (-1)."""
    return 1.0 if a.real == b.real else -1.0


@feature
def same_status(a: Sketch, b: Sketch) -> float:
    """The status is the same."""
    return float(a.coding.status == b.coding.status)


@feature
def counts(a: Sketch, b: Sketch) -> float:
    """Counts of the same kind agree (1) or are far apart (-1)."""
    best = 0.0
    for kind, low, high in a.counts:
        for kind_2, low_2, high_2 in b.counts:
            if kind == kind_2:
                meets = low <= high_2 * 1.2 and low_2 <= high * 1.2
                best = 1.0 if meets or best == 1.0 else -1.0
    return best


@feature
def same_sentence(a: Sketch, b: Sketch) -> float:
    """Both stand in one sentence, which tells two acts rather than one twice."""
    one, other = a.coding, b.coding
    return float(
        one.document.id == other.document.id
        and one.evidence.start < other.evidence.end
        and other.evidence.start < one.evidence.end
    )


@feature
def adjoining(a: Sketch, b: Sketch) -> float:
    """Their sentences follow each other in one report."""
    one, other = a.coding, b.coding
    if one.document.id != other.document.id or same_sentence(a, b):
        return 0.0
    distance = max(one.evidence.start, other.evidence.start) - min(one.evidence.end, other.evidence.end)
    return float(distance < 12)


@feature
def title(a: Sketch, b: Sketch) -> float:
    """One stands in the title of the report whose body tells the other."""
    zones = {a.coding.zone, b.coding.zone}
    return float(a.coding.document.id == b.coding.document.id and zones == {"title", "body"})


@feature
def restates(a: Sketch, b: Sketch) -> float:
    """The coder took the one for a restatement of the other, or both for one of a third."""
    one, other = a.coding, b.coding
    return float(
        one.restates == other.id or other.restates == one.id
        or (one.restates is not None and one.restates == other.restates)
    )  # fmt: skip


@feature
def one_sided(a: Sketch, b: Sketch) -> float:
    """A side is named by only one of the two."""
    return (float(bool(a.actors) != bool(b.actors)) + float(bool(a.recipients) != bool(b.recipients))) / 2


def compare(a: Sketch, b: Sketch) -> dict[str, float]:
    """All features of a pair; the order of the two does not matter."""
    return {name: function(a, b) for name, function in FEATURES.items()}
