"""How tense things were between two parties, period by period."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

import msgspec

from communique.analysis.periods import bin_of, bins
from communique.errors import UsageError
from communique.records import Event
from communique.store.keys import party

SCALES = ("goldstein", "plover", "counts")
DEFAULT_STATUS = ("happened", "ongoing", "planned", "promised", "requested", "threatened", "conditional")
"""Acts that were denied, failed or are only thought of do not count unless asked for."""


class Point(msgspec.Struct, frozen=True, tag_field="record", tag="tension"):
    """One period. start: its first day; value: on the scale (null without events); n_events; n_articles:
    articles beneath them, so that coverage is not mistaken for change; quads: events by quad class 1–4.
    """

    start: date
    value: float | None
    n_events: int
    n_articles: int
    quads: tuple[int, int, int, int]


class Series(msgspec.Struct, frozen=True):
    """A series between two parties. n_left_out: events whose date is unknown or wider than a period."""

    pair: tuple[str, str]
    scale: str
    by: str
    rule: str
    points: tuple[Point, ...]
    n_left_out: int


def between(event: Event, pair: tuple[str, str], directed: bool = False) -> bool:
    """Whether an event is one between two parties: from one to the other, or done together."""
    actors = {party(actor) for actor in event.actors}
    recipients = {party(actor) for actor in event.recipients}
    one, other = pair
    if one in actors and other in recipients:
        return True
    if not directed and other in actors and one in recipients:
        return True
    return one != other and not directed and {one, other} <= actors


def value_of(event: Event, scale: str) -> float | None:
    """An event on a scale: its Goldstein weight, its PLOVER score, or for counts +1 for cooperation and -1
    for conflict. Raises UsageError for another scale.
    """
    if scale == "goldstein":
        return event.goldstein
    if scale == "plover":
        return event.plover_score
    if scale == "counts":
        return 1.0 if event.quad <= 2 else -1.0
    raise UsageError(f"--scale {scale!r}: expected one of {', '.join(SCALES)}")


def tension(
    events: Iterable[Event],
    pair: tuple[str, str],
    *,
    documents: Mapping[str, str],
    scale: str = "goldstein",
    by: str = "month",
    statuses: Iterable[str] = DEFAULT_STATUS,
    since: date | None = None,
    until: date | None = None,
    directed: bool = False,
) -> Series:
    """The series between two parties, from its first to its last event (or `since` to `until`), gaps
    included.

    goldstein and plover are means over the events of a period (-10 to +10, low is tense); counts is
    cooperative minus conflictive events. documents: coding id → document id, for the number of articles.
    """
    wanted = frozenset(statuses)
    held: dict[date, list[Event]] = defaultdict(list)
    left_out = 0
    rule = ""
    for event in events:
        if event.status not in wanted or not between(event, pair, directed):
            continue
        rule = event.rule
        start = bin_of(event.date.start, event.date.end, by)
        if start is None:
            left_out += 1
            continue
        day = event.date.start
        assert day is not None
        if (since and day < since) or (until and day > until):
            continue
        held[start].append(event)
    if scale not in SCALES:
        raise UsageError(f"--scale {scale!r}: expected one of {', '.join(SCALES)}")
    if not held:
        return Series(pair, scale, by, rule, (), left_out)
    first, last = since or min(held), until or max(held)
    points = tuple(_point(day, held.get(day, []), scale, documents) for day in bins(first, last, by))
    return Series(pair, scale, by, rule, points, left_out)


def _point(start: date, events: list[Event], scale: str, documents: Mapping[str, str]) -> Point:
    values = [value for value in (value_of(event, scale) for event in events) if value is not None]
    quads = [0, 0, 0, 0]
    articles = set()
    n_articles = 0  # of events of other collections, which say how many told them, not which
    for event in events:
        quads[event.quad - 1] += 1
        articles |= {documents.get(coding, coding) for coding in event.codings}
        n_articles += 0 if event.codings else event.n_documents
    if not values:
        value = None
    elif scale == "counts":
        value = sum(values)
    else:
        value = round(sum(values) / len(values), 4)
    n_articles += len(articles)
    return Point(start, value, len(events), n_articles, (quads[0], quads[1], quads[2], quads[3]))
