"""What happened between two parties, day by day, each act with the sentence behind it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

import msgspec

from communique.analysis.tension import between
from communique.records import Coding, Event
from communique.store.keys import party
from communique.stories.commitments import day_of


class Entry(msgspec.Struct, frozen=True, tag_field="record", tag="entry"):
    """One line of a timeline. day: null when unknown; who, what, whom in words; quote: the leading sentence,
    verbatim; sources: titles or files, in order of publication; disagreements as in the event.
    """

    day: date | None
    until: date | None
    precision: str
    event: str
    who: str
    what: str
    whom: str
    status: str
    origins: int
    quote: str | None
    sources: tuple[str, ...]
    disagreements: dict[str, list[Any]]


def named(actors: Iterable[Any]) -> str:
    """Names of actors: person or body with its code."""
    parts = []
    for actor in actors:
        name = actor.person or actor.name or actor.text
        parts.append(f"{name} ({actor.code})" if actor.code and actor.code != name else name)
    return ", ".join(dict.fromkeys(parts)) or "–"


def timeline(
    events: Iterable[Event],
    codings: Mapping[str, Coding],
    pair: tuple[str, ...] = (),
    *,
    statuses: Iterable[str] | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[Entry]:
    """Events in order of their day, those of unknown day at the end. pair: between these two; one party:
    everything in which it has a part; none: all.
    """
    wanted = None if statuses is None else frozenset(statuses)
    chosen = []
    for event in events:
        if wanted is not None and event.status not in wanted:
            continue
        if len(pair) == 2 and not between(event, (pair[0], pair[1])):
            continue
        if len(pair) == 1 and pair[0] not in {party(a) for a in (*event.actors, *event.recipients)}:
            continue
        day = day_of(event)
        if (since and (day is None or day < since)) or (until and (day is None or day > until)):
            continue
        chosen.append((day is None, str(day), event.id, event))
    return [_entry(event, codings) for *_, event in sorted(chosen, key=lambda item: item[:3])]


def _entry(event: Event, codings: Mapping[str, Coding]) -> Entry:
    lead = codings.get(event.lead or "")
    told = [codings[id_] for id_ in event.codings if id_ in codings]
    sources = dict.fromkeys(coding.document.title or coding.document.source for coding in told)
    what = event.event_type + (f" {event.mode}" if event.mode else "")
    return Entry(
        event.date.start or event.date.end, event.date.end, event.date.precision, event.id,
        named(event.actors), what, named(event.recipients), event.status, event.origins,
        None if lead is None else " ".join(lead.evidence.text.split()), tuple(sources), event.disagreements,
    )  # fmt: skip
