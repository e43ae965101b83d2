"""`communique timeline` and `communique tension`."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from communique.analysis.changes import change_points
from communique.analysis.tension import DEFAULT_STATUS, tension
from communique.analysis.timeline import timeline
from communique.cli.projects import opened, print_records, readable
from communique.cli.remembering import codings_by_id, events_by, fresh
from communique.cli.stream import counted, note


class TensionOptions(msgspec.Struct, frozen=True):
    """Options of `communique tension`."""

    scale: str = "goldstein"
    rule: str = "ours"
    statuses: tuple[str, ...] = ()
    by: str = "month"
    since: date | None = None
    until: date | None = None
    directed: bool = False
    changes: bool = False
    picture: Path | None = None


def timeline_command(
    project: str, parties: tuple[str, ...], since: date | None, until: date | None, statuses: tuple[str, ...],
    rule: str, format: str | None,
) -> None:  # fmt: skip
    """Prints the timeline of a pair, of one party, or of all."""
    with opened(project) as store:
        fresh(store, project)
        two = (parties[0], parties[1]) if len(parties) == 2 else None
        events = events_by(store, rule, two)
        codings = codings_by_id(store, (id_ for event in events for id_ in event.codings))
    entries = timeline(events, codings, parties, statuses=statuses or None, since=since, until=until)
    if not readable(format):
        print_records(entries)
        return
    if not entries:
        note("no event fits; leave out a party or an option, or look at all of them")
    for entry in entries:
        day = entry.day.isoformat() if entry.day else "no day    "
        wide = "" if entry.precision == "day" else f" ({entry.precision})"
        print(f"{day}{wide}  {entry.who} · {entry.what} · {entry.whom}  [{entry.status}]")
        if entry.quote:
            print(f"    “{entry.quote}”")
        if entry.sources:
            told = f"{counted(len(entry.sources), 'report')}, {counted(entry.origins, 'origin')}"
            print(f"    {told}: {'; '.join(entry.sources[:3])}")


def tension_command(project: str, pair: tuple[str, str], options: TensionOptions, format: str | None) -> None:
    """Prints the series, and draws it where a picture is asked for."""
    with opened(project) as store:
        fresh(store, project)
        events = events_by(store, options.rule, pair)
        codings = codings_by_id(store, (id_ for event in events for id_ in event.codings))
        documents = {id_: coding.document.id for id_, coding in codings.items()}
    series = tension(
        events, pair, documents=documents, scale=options.scale, by=options.by,
        statuses=options.statuses or DEFAULT_STATUS, since=options.since, until=options.until,
        directed=options.directed,
    )  # fmt: skip
    changes = change_points(series) if options.changes else []
    if options.picture is not None:
        from communique.analysis.pictures import draw

        draw(series, options.picture, changes)
        note(f"{options.picture} is drawn")
    if series.n_left_out:
        note(f"left out: {counted(series.n_left_out, 'event')} without a date within one {options.by}")
    if not readable(format):
        print_records([*series.points, *changes])
        return
    if not series.points:
        note("no event between them fits; leave out an option, or look at the timeline of one of them")
    for point in series.points:
        value = "      –" if point.value is None else f"{point.value:7.2f}"
        bar = _bar(point.value)
        print(
            f"{_period(point.start, options.by)} {value} {bar:<21}"
            f" {counted(point.n_events, 'event'):>11} {counted(point.n_articles, 'article'):>13}"
        )
    for change in changes:
        print(
            f"from {change.start}: {change.before:.2f} → {change.after:.2f} "
            f"(support {change.support:.0%}, {change.earliest} to {change.latest})"
        )


def _period(start: date, by: str) -> str:
    """`2013` of years, `2013-06` of months, else the first day."""
    return {"year": start.isoformat()[:4], "month": start.isoformat()[:7]}.get(by, start.isoformat())


def _bar(value: float | None) -> str:
    """Ten columns left of the middle for conflict, ten right of it for cooperation."""
    if value is None:
        return " " * 10 + "|"
    n = min(10, round(abs(value)))
    return " " * (10 - n) + "█" * n + "|" if value < 0 else " " * 10 + "|" + "█" * n
