"""An occurrence: what a format of the field writes as one event, and which occurrences it may take."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

import msgspec

from communique.exchange.codes import read_table
from communique.records import Actor, Coding, DocumentRef, Event, Magnitude, Place, When


class Occurrence(msgspec.Struct, frozen=True):
    """One happening with the codings that tell of it: a merged event, or a coding by itself (with those that
    restate it). coder: coder, merge rule or collection. codings: in order of publication, those that lead
    first; empty for imported events. n_articles, n_sources: articles and outlets that tell of it. origins:
    independent sources. first_reported: the earliest day of publication. address: where the first article
    is, or what stands for it.
    """

    id: str
    coder: str
    confidence: float
    event_type: str
    mode: str | None
    contexts: tuple[str, ...]
    cameo: str | None
    quad: int
    goldstein: float | None
    plover_score: float | None
    actors: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    date: When
    place: Place | None
    status: str
    background: bool
    magnitude: tuple[Magnitude, ...]
    codings: tuple[Coding, ...]
    n_articles: int
    n_sources: int
    origins: int
    first_reported: datetime.date | None
    address: str | None

    @property
    def lead(self) -> Coding | None:
        """The coding whose document the spans count."""
        return self.codings[0] if self.codings else None

    @property
    def document(self) -> DocumentRef | None:
        """The document of the leading coding."""
        return self.codings[0].document if self.codings else None


def of_coding(coding: Coding, restated_by: tuple[Coding, ...] = ()) -> Occurrence:
    """A coding as an occurrence of its own; `restated_by` say the same again elsewhere in its article."""
    return Occurrence(
        coding.id,
        coding.coder,
        coding.confidence,
        coding.event_type,
        coding.mode,
        coding.contexts,
        coding.cameo,
        coding.quad,
        coding.goldstein,
        coding.plover_score,
        coding.actors,
        coding.recipients,
        coding.date,
        coding.place,
        coding.status,
        coding.background,
        coding.magnitude,
        (coding, *restated_by),
        1,
        1,
        1,
        coding.document.published,
        coding.document.source,
    )


def of_event(event: Event, codings: Iterable[Coding]) -> Occurrence:
    """A merged or imported event with its codings, the leading one first."""
    told = sorted(codings, key=lambda coding: coding.id != event.lead)
    n_articles = event.n_documents or len({coding.document.id for coding in told})
    n_sources = len({coding.document.outlet or coding.document.id for coding in told}) or event.origins
    day = datetime.date.fromisoformat(event.first_reported) if event.first_reported else None
    address = told[0].document.source if told else event.why[0].reasons[0] if _given(event) else None
    return Occurrence(
        event.id,
        event.rule,
        event.confidence,
        event.event_type,
        event.mode,
        event.contexts,
        event.cameo,
        event.quad,
        event.goldstein,
        event.plover_score,
        event.actors,
        event.recipients,
        event.date,
        event.place,
        event.status,
        event.background,
        event.magnitude,
        tuple(told),
        n_articles,
        n_sources,
        event.origins,
        day,
        address,
    )


def _given(event: Event) -> bool:
    """Whether an imported event says where it was reported."""
    return not event.codings and bool(event.why) and bool(event.why[0].reasons)


def of_codings(codings: Iterable[Coding]) -> Iterator[Occurrence]:
    """One occurrence a coding; one that restates another of its article joins that one.

    Codings of an article have to follow each other, as every run and every project file gives them.
    """
    for _, group in groupby(codings, key=lambda coding: coding.document.id):
        mine = list(group)
        known = {coding.id for coding in mine}
        again: dict[str, list[Coding]] = {}
        for coding in mine:
            if coding.restates in known and coding.restates is not None:
                again.setdefault(coding.restates, []).append(coding)
        for coding in mine:
            if coding.restates not in known:
                yield of_coding(coding, tuple(_restating(coding.id, again, {coding.id})))


def _restating(id: str, again: dict[str, list[Coding]], seen: set[str]) -> Iterator[Coding]:
    for coding in again.get(id, []):
        if coding.id not in seen:
            seen.add(coding.id)
            yield coding
            yield from _restating(coding.id, again, seen)


class Selection(msgspec.Struct, frozen=True):
    """Which occurrences enter a layout that has no column for status or precision of the date.

    max_days: longest interval that is written under its first day; longer ones are left out. undated:
    `leave_out`, or `publication` to put them on the day of publication. every_status: also what was planned,
    denied, failed or supposed.
    """

    max_days: int = 7
    undated: str = "leave_out"
    every_status: bool = False


@cache
def _kept_statuses() -> frozenset[tuple[str, str]]:
    return frozenset((row["event_type"], row["status"]) for row in read_table("statuses.csv"))


def took_place(event_type: str, status: str) -> bool:
    """Whether an act of this type and status was done: a promise counts as made, a planned attack does
    not.
    """
    kept = _kept_statuses()
    return ("*", status) in kept or (event_type, status) in kept


def day_of(occurrence: Occurrence, selection: Selection) -> datetime.date | str:
    """The day it is written under, or the reason why it cannot be: `exchange.undated`,
    `exchange.coarse_date`.
    """
    when = occurrence.date
    if when.start is None or when.end is None:
        day = occurrence.first_reported
        return day if selection.undated == "publication" and day is not None else "exchange.undated"
    if (when.end - when.start).days + 1 > selection.max_days:
        return "exchange.coarse_date"
    return when.start


def select(
    occurrences: Iterable[Occurrence], selection: Selection, left_out: Counter[str]
) -> Iterator[tuple[datetime.date, Occurrence]]:
    """(day, occurrence) of those that may enter; the others are counted by reason."""
    for occurrence in occurrences:
        if not (selection.every_status or took_place(occurrence.event_type, occurrence.status)):
            left_out["exchange.not_done"] += 1
            continue
        day = day_of(occurrence, selection)
        if isinstance(day, str):
            left_out[day] += 1
            continue
        yield day, occurrence


def dyads(occurrence: Occurrence) -> list[tuple[Actor | None, Actor | None]]:
    """(source, target) pairs: every actor with every recipient; both directions among the parties of a
    reciprocal act, as CAMEO has it; null where a side is not named.
    """
    actors, recipients = occurrence.actors, occurrence.recipients
    if actors and recipients:
        return [(actor, recipient) for actor in actors for recipient in recipients]
    if len(actors) > 1:
        return [(one, other) for one in actors for other in actors if one is not other]
    return [(actor, None) for actor in actors] + [(None, recipient) for recipient in recipients]
