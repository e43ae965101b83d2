"""What of a coding counts when it is compared with another: prepared once, so that comparing is cheap."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta

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


class Sketch(msgspec.Struct, frozen=True):
    """A coding as merging sees it.

    actors, recipients: country or group codes; full: codes with sector; names: persons and organisations by
    name. start, end: days between which it took place, as reported; near, far: the same, or for a report
    without a date the days that its publication makes likely (null: nothing is known). words, clause:
    weighted stems of the sentence and of the trigger's surroundings (the parties' names aside); trigger:
    stems of the trigger; meaning: what the surroundings mean (meanings.py). real: told as something that
    took place. guessed: neither the act nor its report has a day of its own; that of the most similar report
    stands for it. said_actors, said_recipients: stems of the words that name a side; numbers: those of the
    sentence; back: the trigger is a noun with "the" or "that" before it, as of something told already.
    """

    coding: Coding
    actors: frozenset[str]
    recipients: frozenset[str]
    full: frozenset[str]
    names: frozenset[str]
    start: date | None
    end: date | None
    published: date | None
    near: date | None
    far: date | None
    words: dict[str, float]
    clause: dict[str, float]
    trigger: frozenset[str]
    meaning: Vector | None
    place: str | None
    counts: tuple[tuple[str, float, float], ...]
    real: str
    guessed: bool
    said_actors: frozenset[str]
    said_recipients: frozenset[str]
    numbers: frozenset[str]
    back: bool

    @property
    def parties(self) -> frozenset[str]:
        """Both sides together."""
        return self.actors | self.recipients


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


def report_windows(
    codings: Sequence[Coding], weights: Weights, known: Mapping[str, date] | None = None
) -> dict[str, tuple[date, date]]:
    """For each document the days between which it was published. known: days that the caller knows better.

    A report without a publication day is taken to be of the days around the reports that tell most nearly
    the same (of one to four days later or earlier); where there is none, of the latest day its own words
    date.
    """
    days = report_days(codings)
    fixed = {c.document.id: c.document.published for c in codings if c.document.published is not None}
    fixed.update(known or {})
    texts: dict[str, dict[str, None]] = {}
    for coding in codings:
        texts.setdefault(coding.document.id, {})[coding.evidence.text] = None
    vectors = {
        name: weights.vector(stem for text in sorted(told) for stem in content_stems(text))
        for name, told in texts.items()
    }
    found = {name: (day, day) for name, day in fixed.items()}
    for name in sorted(texts.keys() - fixed.keys()):
        near = sorted(
            ((cosine(vectors[name], vectors[other]), other) for other in texts.keys() & fixed.keys()),
            reverse=True,
        )
        if near and near[0][0] >= ALIKE:
            day = fixed[near[0][1]]
            found[name] = (day - timedelta(days=1), day + timedelta(days=4))
        elif name in days:
            found[name] = (days[name], days[name])
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
    published = None if window is None else window[0]
    near, far = likely_days(coding, window)
    own = {
        word
        for actor in (*coding.actors, *coding.recipients)
        for word in content_stems(actor.text)
    }  # fmt: skip
    sentence = content_stems(coding.evidence.text)
    clause = [word for word in content_stems(_surroundings(coding)) if word not in own]
    return Sketch(
        coding=coding,
        actors=_codes(coding.actors), recipients=_codes(coding.recipients),
        full=frozenset(a.code for a in (*coding.actors, *coding.recipients) if a.code),
        names=_names(coding),
        start=coding.date.start, end=coding.date.end, published=published, near=near, far=far,
        words=weights.vector(sentence), clause=weights.vector(clause),
        trigger=frozenset(content_stems(coding.trigger.text)),
        meaning=mean_meaning(clause, weights),
        place=None if coding.place is None or coding.place.rule.startswith("dateline") else coding.place.name,
        counts=tuple((m.kind, m.low, m.high) for m in coding.magnitude),
        real=realm(coding.status),
        guessed=coding.document.published is None and not (coding.date.start or coding.date.end),
        said_actors=_said(coding.actors), said_recipients=_said(coding.recipients),
        numbers=frozenset(word for word in sentence if word[0].isdigit()),
        back=_refers_back(coding),
    )  # fmt: skip
