"""The series of a pair as asked for, with what it is made of; kept while the project stays as it is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import msgspec

from communique.analysis.bands import Band, bands
from communique.analysis.changes import ChangePoint, change_points
from communique.analysis.tension import Series, tension
from communique.errors import UsageError
from communique.records import Coding, Event
from communique.store.filters import period_text
from communique.store.lookup import codings_by_id
from communique.stories.events import merge
from communique.web.page import Ask
from communique.web.sections.asking import REAL, TOLD, day_or_none, imported, statuses_of

Scale = Literal["goldstein", "plover", "counts"]
By = Literal["auto", "week", "month", "year"]
RULES = {"ours": "scored merging", "none": "every telling counts", "day": "one a day and type"}
"""Ways of merging the project's own codings."""


class Choice(msgspec.Struct, frozen=True):
    """What a series of a pair is made of. by: the period, as chosen for the data where it was left open;
    rule: a way of merging, or the name of an imported collection.
    """

    scale: str
    by: str
    rule: str
    status: str
    since: str | None
    until: str | None


def rules_of(ask: Ask) -> dict[str, str]:
    """Where the events of a series may come from, in words: own codings merged in some way, and collections
    that were imported.
    """
    return RULES | {name: f"imported: {name}" for name in imported(ask)}


def chosen(
    ask: Ask, scale: Scale = "goldstein", by: By = "auto", rule: str | None = None, status: str = "told",
    since: str | None = None, until: str | None = None,
) -> Choice:  # fmt: skip
    """A choice, checked; without a rule it is that of the events shown everywhere. Raises UsageError for an
    unknown merge rule or day.
    """
    rule = rule or ask.rule
    known = rules_of(ask)
    if rule not in known:
        raise UsageError(f"merge rule {rule!r} is not known; choose one of {', '.join(known)}")
    return Choice(scale, by, rule, status, day_or_none(since, "from"), day_or_none(until, "to"))


def collection_of(choice: Choice) -> str | None:
    """The imported collection that a series is of; null where it is made of the project's own codings."""
    return None if choice.rule in RULES else choice.rule


def events_between(ask: Ask, one: str, other: str, rule: str) -> list[Event]:
    """All current events of a pair by a merge rule or of an imported collection; merge rules other than the
    project's are worked out here.
    """
    saved = rule == ask.rule or rule not in RULES

    def make() -> list[Event]:
        if saved:
            return list(ask.store.current_events(rule=rule, pair=(one, other)))
        return merge(codings_between(ask, one, other), rule)

    return ask.project.kept(("between", one, other, rule), make, reviewed=not saved)


def codings_between(ask: Ask, one: str, other: str) -> list[Coding]:
    """All codings of a pair as decided."""
    return ask.project.kept(
        ("codings", one, other), lambda: list(ask.store.current_codings(pair=(one, other))), reviewed=True
    )


def documents_of(ask: Ask, one: str, other: str, events: Sequence[Event]) -> dict[str, str]:
    """Coding id → document id for the codings of a pair's events."""
    found = {coding.id: coding.document.id for coding in codings_between(ask, one, other)}
    rest = (id_ for event in events for id_ in event.codings if id_ not in found)
    more = codings_by_id(ask.store.engine, rest)
    return found | {id_: coding.document.id for id_, coding in more.items()}


def within(events: Sequence[Event], choice: Choice) -> list[Event]:
    """The events that a choice leaves."""
    first, last = period_text(choice.since, choice.until)
    statuses = statuses_of(choice.status)
    found = []
    for event in events:
        if statuses is not None and event.status not in statuses:
            continue
        start, end = event.date.start, event.date.end
        if (first or last) and start is None and end is None:
            continue
        if first and end is not None and end.isoformat() < first:
            continue
        if last and start is not None and start.isoformat() > last:
            continue
        found.append(event)
    return found


def fitting(events: Sequence[Event]) -> str:
    """The period that gives some hundred points or fewer."""
    days = sorted(event.date.start for event in events if event.date.start)
    if not days:
        return "month"
    length = (days[-1] - days[0]).days
    return "week" if length <= 400 else "month" if length <= 120 * 30 else "year"


def series_of(ask: Ask, one: str, other: str, choice: Choice) -> tuple[Series, list[Band], list[Event]]:
    """The series of a choice, the band of each point, and the events beneath."""

    def make() -> tuple[Series, list[Band], list[Event]]:
        held = within(events_between(ask, one, other, choice.rule), choice)
        by = choice.by if choice.by != "auto" else fitting(held)
        statuses = statuses_of(choice.status) or tuple({event.status for event in held}) or TOLD
        documents = documents_of(ask, one, other, held)
        made = tension(
            held, (one, other), documents=documents, scale=choice.scale, by=by, statuses=statuses
        )
        rivals = [rule for rule in RULES if rule != choice.rule] if collection_of(choice) is None else []
        others = [within(events_between(ask, one, other, rule), choice) for rule in rivals]
        rival = [
            tension(each, (one, other), documents={}, scale=choice.scale, by=by, statuses=statuses)
            for each in others
        ]
        return made, bands(made, held, rival), held

    return ask.project.kept(("series", one, other, choice), make, reviewed=True)


def fit(point: ChangePoint, events: Sequence[Event]) -> list[Event]:
    """Events around a change of level that fit it: of the new level's kind where there are any, those that
    took place and the weightiest first.
    """
    near = [
        event for event in events
        if (event.date.start and point.earliest <= event.date.start <= max(point.latest, point.start))
        or (event.date.start and 0 <= (event.date.start - point.start).days <= 31)
    ]  # fmt: skip
    falls = point.after < point.before
    near = [event for event in near if (event.quad >= 3) == falls] or near
    return sorted(
        near,
        key=lambda event: (
            event.status not in REAL, -abs(event.goldstein or 0) * (0.5 + event.n_documents), event.id
        ),
    )  # fmt: skip


def changes_of(ask: Ask, one: str, other: str, choice: Choice) -> list[ChangePoint]:
    """Change points of the series of a choice; none where ruptures is not installed."""

    def make() -> list[ChangePoint]:
        try:
            return change_points(series_of(ask, one, other, choice)[0])
        except UsageError:
            return []

    return ask.project.kept(("changes", one, other, choice), make, reviewed=True)


