"""`communique events`: list, show, merge, split, undo."""

from __future__ import annotations

from datetime import date
from textwrap import shorten

import msgspec
from rich.console import Console
from rich.table import Table

from communique.cli.projects import opened, print_records, readable
from communique.cli.remembering import codings_by_id, events_by, evidence, fresh
from communique.cli.stream import counted, note
from communique.cli.table import QUAD_STYLE, day_text, deed, who
from communique.errors import UsageError
from communique.records import Coding, Event
from communique.review.by_hand import hands_on, merge_by_hand, split_by_hand, undo_by_hand
from communique.store import Store
from communique.store.answer import decided
from communique.store.lookup import events_by_id
from communique.stories.memory import RULE, remember

WIDE = 120
"""Columns that a table of events needs; on narrower terminals each takes two lines."""
ACTIONS = ("list", "show", "merge", "split", "undo")


class EventFilter(msgspec.Struct, frozen=True):
    """Which events to list."""

    pair: tuple[str, str] | None = None
    since: date | None = None
    until: date | None = None
    types: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    rule: str = RULE


def events_command(
    project: str, action: str, ids: list[str], wanted: EventFilter, why: bool, by: str | None,
    text: str | None,
    format: str | None,
) -> None:  # fmt: skip
    """Lists events, shows some, or decides on some. Raises UsageError for an unknown action or id."""
    if project in ACTIONS:  # `events show korea.db ID` reads as well
        project, action = action, project
    if action not in ACTIONS:
        raise UsageError(f"events {action!r}: expected one of {', '.join(ACTIONS)}")
    if action in ("merge", "split", "undo"):
        with opened(project) as store:
            _decide(store, action, ids, by, text)
        return
    with opened(project) as store:
        fresh(store, project)
        if action == "show":
            _show(store, ids, why, format)
        else:
            _list(store, wanted, format)


def _list(store: Store, wanted: EventFilter, format: str | None) -> None:
    if wanted.rule == RULE:
        events = list(
            store.current_events(
                rule=RULE, pair=wanted.pair, since=wanted.since, until=wanted.until,
                types=wanted.types or None,
                statuses=wanted.statuses or None,
            )
        )  # fmt: skip
    else:
        from communique.analysis.tension import between

        events = [
            event for event in events_by(store, wanted.rule)
            if (wanted.pair is None or between(event, wanted.pair))
            and (not wanted.types or event.event_type in wanted.types)
            and (not wanted.statuses or event.status in wanted.statuses)
            and (wanted.since is None or (event.date.end is not None and event.date.end >= wanted.since))
            and (wanted.until is None or (event.date.start is not None and event.date.start <= wanted.until))
        ]  # fmt: skip
        events.sort(key=lambda event: (str(event.date.start), event.id))
    if not readable(format):
        print_records(events)
        return
    if not events:
        note("no event fits; leave out an option, or look at all of them")
        return
    codings = codings_by_id(store, (event.lead for event in events if event.lead))
    console = Console()
    if console.width < WIDE:
        for event in events:
            lead = codings.get(event.lead or "")
            _print_line(event)
            if lead is not None:
                print(f"    “{shorten(lead.evidence.text, 160, placeholder=' …')}”")
        return
    table = Table(expand=True, pad_edge=False, show_lines=False)
    table.add_column("id", no_wrap=True, min_width=16)
    table.add_column("date", no_wrap=True, min_width=10)
    for name, ratio in (("who", 6), ("did what", 4), ("to whom", 6), ("status", 3), ("told by", 3),
                        ("sentence", 10)):  # fmt: skip
        table.add_column(name, ratio=ratio, overflow="fold")
    for event in events:
        lead = codings.get(event.lead or "")
        table.add_row(
            event.id, day_text(event.date), who(event.actors),
            deed(event), who(event.recipients), event.status,
            f"{event.n_documents} ({counted(event.origins, 'origin')})",
            shorten(lead.evidence.text, 160, placeholder=" …") if lead else "–",
            style=QUAD_STYLE.get(event.quad, ""),
        )  # fmt: skip
    console.print(table)


def _print_line(event: Event) -> None:
    print(
        f"{event.id}  {day_text(event.date)}  {who(event.actors)} · "
        f"{deed(event)} · {who(event.recipients)}  [{event.status}]"
    )


def _find(store: Store, id_: str) -> Event:
    """An event by its id or that of one of its codings. Raises UsageError when there is none."""
    named = events_by_id(store.engine, [id_])
    asked = decided(named.values(), store.decisions_on(named))
    for event in asked if named else store.current_events(rule=RULE):
        if id_ == event.id or id_ in event.codings:
            return event
    raise UsageError(f"no event or coding {id_!r}; `communique events PROJECT` lists them")


def _show(store: Store, ids: list[str], why: bool, format: str | None) -> None:
    if not ids:
        raise UsageError("events show: give the id of an event or of a coding")
    for id_ in ids:
        event = _find(store, id_)
        codings = codings_by_id(store, event.codings)
        if not readable(format):
            record = msgspec.to_builtins(event)
            record["evidence"] = evidence(event.codings, codings)
            if not why:
                record.pop("why", None)
            print_records([record])
        else:
            _print(event, codings, why)


def _print(event: Event, codings: dict[str, Coding], why: bool) -> None:
    _print_line(event)
    print(
        f"  {counted(event.n_documents, 'article')}, {counted(event.origins, 'origin')}, "
        f"confidence {event.confidence:.2f}"
    )
    reasons = {one.coding: one for one in event.why}
    for id_ in event.codings:
        coding = codings.get(id_)
        if coding is None:
            continue
        mark = "*" if id_ == event.lead else " "
        print(f" {mark}{id_}  {coding.document.title or coding.document.source}  ({day_text(coding.date)})")
        print(f"    “{' '.join(coding.evidence.text.split())}”")
        one = reasons.get(id_)
        if why and one is not None:
            tie = "" if one.to is None else f"with {one.to}, {one.score:.0%}: "
            print(f"    why: {tie}{'; '.join(one.reasons)}")
    for field, values in event.disagreements.items():
        told = "; ".join(f"{value['value']} ({len(value['codings'])})" for value in values)
        print(f"  differs in {field}: {told}")


def _decide(store: Store, action: str, ids: list[str], by: str | None, text: str | None) -> None:
    if by is None:
        raise UsageError(f"events {action}: say who decides, with --by NAME")
    if action == "undo":
        if len(ids) != 1:
            raise UsageError("events undo: give the id of one event or coding")
        event = _find(store, ids[0])
        last = next((one for one in hands_on(store, event) if one.stands and one.newest), None)
        if last is None:
            raise UsageError(f"events undo: nobody has merged or split {event.id}")
        undo_by_hand(store, last.entry.subject, by=by, base=store.version_of(last.entry.subject))
    else:
        if len(ids) < 2:
            what = (
                "two events or more" if action == "merge"
                else "an event, then its codings that are another one"
            )  # fmt: skip
            raise UsageError(f"events {action}: give {what}")
        event = _find(store, ids[0])
        base = store.version_of(event.id)
        if action == "merge":
            every = [event.id, *(_find(store, one).id for one in ids[1:])]
            merge_by_hand(store, every, by=by, base=base, note=text)
        else:
            split_by_hand(store, event.id, ids[1:], by=by, base=base, note=text)
    remember(store)
    note(f"{action} of {event.id} is kept; see: communique events PROJECT show {event.codings[0]}")
