"""What of a coding counts when it is compared with another: prepared once, so that comparing is cheap."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property
from heapq import nlargest, nsmallest

import msgspec

from communique.records import Actor, Coding
from communique.stories.meanings import Vector, mean_meaning
from communique.stories.words import Weights, content_stems, cosine

NEWS_DAYS = 3
"""A report of news without a date of its own is taken to tell of its publication day or the days before."""
_CLAUSE = 70
"""Code points around the trigger that count as its surroundings."""
_DEFINITE = frozenset({"the", "that", "this", "those", "these"})
_UNREAL = frozenset({"planned", "promised", "requested", "threatened", "conditional", "hypothetical"})
_GROUPS = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


class Sketch:
    """A coding as merging sees it; what takes reading its words is made when it is first asked for.

    actors, recipients: country or group codes. start, end: days between which it took place, as reported;
    near, far: the same, or for a report without a date the days that its publication makes likely (null:
    nothing is known). guessed: neither the act nor its report has a day of its own; that of the most similar
    report stands for it. real: `real`, `unreal` or `not` (`realm`).
    """

    def __init__(self, coding: Coding, weights: Weights, window: tuple[date, date] | None) -> None:
        self.coding = coding
        self._weights = weights
        self.actors = _codes(coding.actors)
        self.recipients = _codes(coding.recipients)
        self.parties = self.actors | self.recipients
        self.start, self.end = coding.date.start, coding.date.end
        self.published = None if window is None else window[0]
        self.near, self.far = likely_days(coding, window)
        self.guessed = coding.document.published is None and not (self.start or self.end)
        self.real = realm(coding.status)

    @cached_property
    def names(self) -> frozenset[str]:
        """Persons and organisations by name."""
        return _names(self.coding)

    @cached_property
    def words(self) -> dict[str, float]:
        """Weighted stems of the sentence."""
        return self._weights.vector(self._sentence)

    @cached_property
    def clause(self) -> dict[str, float]:
        """Weighted stems of the trigger's surroundings, the parties' names aside."""
        return self._weights.vector(self._near_trigger)

    @cached_property
    def trigger(self) -> frozenset[str]:
        """Stems of the trigger."""
        return frozenset(content_stems(self.coding.trigger.text))

    @cached_property
    def meaning(self) -> Vector | None:
        """What the surroundings mean (meanings.py)."""
        return mean_meaning(self._near_trigger, self._weights)

    @cached_property
    def said_actors(self) -> frozenset[str]:
        """Stems of the words that name the acting side."""
        return _said(self.coding.actors)

    @cached_property
    def said_recipients(self) -> frozenset[str]:
        """Stems of the words that name the receiving side."""
        return _said(self.coding.recipients)

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Numbers in the sentence."""
        return frozenset(word for word in self._sentence if word[0].isdigit())

    @cached_property
    def back(self) -> bool:
        """The trigger has "the" or "that" before it, as a noun for something told already."""
        return _refers_back(self.coding)

    @cached_property
    def place(self) -> str | None:
        """Where, if the text says so."""
        where = self.coding.place
        return None if where is None or where.rule.startswith("dateline") else where.name

    @cached_property
    def counts(self) -> tuple[tuple[str, float, float], ...]:
        """Counts by kind, from, to."""
        return tuple((m.kind, m.low, m.high) for m in self.coding.magnitude)

    @cached_property
    def _sentence(self) -> tuple[str, ...]:
        return content_stems(self.coding.evidence.text)

    @cached_property
    def _near_trigger(self) -> list[str]:
        own = self.said_actors | self.said_recipients
        return [word for word in content_stems(_surroundings(self.coding)) if word not in own]


def party_code(actor: Actor) -> str | None:
    """Country, or the leading group code (`UNO`, `IGO` …); null where neither is known."""
    if actor.country:
        return actor.country
    code = (actor.code or "")[:3]
    if code in _GROUPS:
        return "IGO" if code == "UNO" else code
    return None


def _codes(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(code for code in map(party_code, actors) if code)


def _said(actors: Iterable[Actor]) -> frozenset[str]:
    return frozenset(stem for actor in actors for stem in content_stems(actor.text))


def _refers_back(coding: Coding) -> bool:
    before = coding.evidence.text[: max(0, coding.trigger.start - coding.evidence.start)].lower().split()
    return any(word in _DEFINITE for word in before[-2:])


def _names(coding: Coding) -> frozenset[str]:
    found = set()
    for actor in (*coding.actors, *coding.recipients):
        if actor.person:
            found.add(actor.person)
        elif actor.kind == "organisation" and actor.name:
            found.add(actor.name)
    return frozenset(found)


def report_days(codings: Iterable[Coding]) -> dict[str, date]:
    """For each document the day it was published; where that is unknown, the latest day its news is dated to
    by its own words.
    """
    days: dict[str, date] = {}
    stated: dict[str, date] = {}
    for coding in codings:
        name = coding.document.id
        if coding.document.published is not None:
            days[name] = coding.document.published
        elif coding.date.end is not None and coding.status in ("happened", "ongoing", "denied", "failed"):
            stated[name] = max(coding.date.end, stated.get(name, coding.date.end))
    return stated | days


ALIKE = 0.2
"""Likeness of two reports' sentences from which the one's day stands for the other's."""
COPY = 0.5
"""Likeness from which two reports without a day are taken to be of the same days."""


_HEAVY, _MOST = 40, 40
"""Of a report's words so many, the weightiest, are looked up; reports that share two of them are compared,
those that share most of them, so many at most.
"""


class Likeness(msgspec.Struct, frozen=True):
    """For each document without a publication day: those with one that tell nearly the same, with their
    likeness, the likest first; and those without one that are near copies of it.
    """

    dated: dict[str, list[tuple[float, str]]]
    copies: dict[str, list[str]]


def alike_reports(codings: Iterable[Coding], weights: Weights) -> Likeness:
    """Which reports stand for the day of one that has none."""
    texts: dict[str, dict[str, None]] = {}
    dated = set()
    for coding in codings:
        texts.setdefault(coding.document.id, {})[coding.evidence.text] = None
        if coding.document.published is not None:
            dated.add(coding.document.id)
    if texts.keys() <= dated:
        return Likeness({}, {})
    vectors = {
        name: weights.vector(stem for text in sorted(told) for stem in content_stems(text))
        for name, told in texts.items()
    }
    heavy = {
        name: nlargest(_HEAVY, vector, key=lambda stem: (vector[stem], stem))
        for name, vector in vectors.items()
    }
    holders: dict[str, list[str]] = {}
    for name in sorted(texts):
        for stem in heavy[name]:
            holders.setdefault(stem, []).append(name)
    found = Likeness({}, {})
    for name in sorted(texts.keys() - dated):
        shared = Counter(other for stem in heavy[name] for other in holders[stem] if other != name)
        rivals = nsmallest(_MOST, ((-n, other) for other, n in shared.items() if n > 1))
        measured = ((cosine(vectors[name], vectors[other]), other) for _, other in rivals)
        near = sorted((one for one in measured if one[0] >= ALIKE), reverse=True)
        found.dated[name] = [(value, other) for value, other in near if other in dated]
        found.copies[name] = [other for value, other in near if value >= COPY and other not in dated]
    return found


def report_windows(codings: Iterable[Coding], alike: Likeness) -> dict[str, tuple[date, date]]:
    """For each document the days between which it was published. alike: as `alike_reports` gives it.

    A report without a publication day is taken to be of the days around the reports that tell most nearly
    the same (of one to four days later or earlier), if its own words date nothing to later days; where there
    is none, of the latest day its own words date. Reports without a day that tell the same are of the same
    days.
    """
    codings = list(codings)
    days = report_days(codings)
    news = report_days(coding for coding in codings if not coding.background)
    fixed = {c.document.id: c.document.published for c in codings if c.document.published is not None}
    found = {name: (day, day) for name, day in fixed.items()}
    open_ = {coding.document.id for coding in codings} - fixed.keys()
    for name in sorted(open_):
        alikes = [name, *(other for other in alike.copies.get(name, ()) if other in open_)]
        least = max((days[other] for other in alikes if other in days), default=None)
        likest = max(
            (
                (value, other) for one in alikes for value, other in alike.dated.get(one, ())
                if other in fixed and (least is None or fixed[other] + timedelta(days=4) >= least)
            ),
            default=None,
        )  # fmt: skip
        if likest is not None:
            day = fixed[likest[1]]
            found[name] = (day - timedelta(days=1), day + timedelta(days=4))
        else:
            stated = max((news[other] for other in alikes if other in news), default=None)
            if stated is not None:
                found[name] = (stated, stated)
    return found


def likely_days(coding: Coding, window: tuple[date, date] | None) -> tuple[date | None, date | None]:
    """Days between which the act lies: as dated; else, for news, the publication day and the three before;
    for background, some day before publication.
    """
    start, end = coding.date.start, coding.date.end
    if start is not None or end is not None:
        return start, end
    if window is None:
        return None, None
    if coding.background:
        return None, window[1]
    return window[0] - timedelta(days=NEWS_DAYS), window[1]


def realm(status: str) -> str:
    """`real`, `unreal` (promised, asked, threatened, planned …) or `not` (denied, failed)."""
    if status in _UNREAL:
        return "unreal"
    return "not" if status in ("denied", "failed") else "real"


def _surroundings(coding: Coding) -> str:
    """The words around the trigger, within the evidence."""
    evidence = coding.evidence
    start = max(evidence.start, coding.trigger.start - _CLAUSE)
    end = min(evidence.end, coding.trigger.end + _CLAUSE)
    text = evidence.text[start - evidence.start : end - evidence.start]
    return text if coding.content is None else f"{text} {coding.content.text}"


def sketch(coding: Coding, weights: Weights, window: tuple[date, date] | None = None) -> Sketch:
    """Prepares a coding for comparison. window: the days of its report (`report_windows`), else the one it
    was published on.
    """
    if window is None and coding.document.published is not None:
        window = coding.document.published, coding.document.published
    return Sketch(coding, weights, window)
