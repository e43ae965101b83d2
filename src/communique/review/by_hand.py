"""Events merged and split by hand: entries of the review log that take effect at once.

The events concerned are made anew on the spot, under the rule that remaking the whole memory follows;
situations and commitments take it up when the memory is made anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, product

import msgspec
from sqlalchemy import select

from communique.errors import UsageError
from communique.records import Coding, Decision, Event
from communique.records.decision import How, Verdict
from communique.store import Store, record_digest, tables
from communique.store.answer import decided
from communique.store.engine import told
from communique.store.lookup import codings_by_id, events_by_id
from communique.store.runs import now
from communique.stories.bonds import merged, split, standing
from communique.stories.copies import Origin, origin_of
from communique.stories.events import event_id, merge
from communique.stories.memory import RULE, bonds_in, text_of
from communique.stories.merging import Bonds


class Hand(msgspec.Struct, frozen=True):
    """An entry on how codings are one event. stands: whether it was not undone; newest: whether it is the one
    of its record that an undo takes back; version: the record's now, to be named by that undo.
    """

    entry: Decision
    stands: bool
    newest: bool
    version: int


def entries_of(store: Store, subject: str | None = None) -> list[Decision]:
    """Entries on events in order: all of them, or those on one."""
    log = tables.decision
    wanted = select(log.c.record).where(log.c.subject_kind == "event").order_by(log.c.n)
    if subject is not None:
        wanted = wanted.where(log.c.subject == subject)
    return [msgspec.json.decode(record, type=Decision) for (record,) in store.rows(wanted)]


def hands_on(store: Store, event: Event) -> list[Hand]:
    """What people decided about the codings of an event, the newest first."""
    entries = entries_of(store)
    kept = standing(entries)
    stands = {(one.subject, one.base) for one in kept}
    last = {one.subject: one.base for one in kept}
    version = {one.subject: one.version for one in entries}
    own = set(event.codings)
    return [
        Hand(one, (one.subject, one.base) in stands, last.get(one.subject) == one.base,
             version[one.subject])
        for one in reversed(entries)
        if one.verdict in ("merge", "split") and one.how != "undo" and own & named(one)
    ]  # fmt: skip


def named(entry: Decision) -> set[str]:
    """The codings that an entry is about."""
    return {coding for part in entry.changes.get("codings", ()) for coding in part}


def event_with(store: Store, id_: str) -> Event:
    """A current event of our own rule by its id. Raises UsageError when there is none."""
    for event in _events(store, [id_]):
        return event
    raise UsageError(f"no event has the id {id_!r}; it may have been merged or split meanwhile")


def successor_of(store: Store, id_: str) -> Event | None:
    """The current event that holds the leading coding of one that is no more (merged, split, made anew)."""
    table = tables.event
    own = (table.c.id == id_, table.c.rule == RULE)
    for (record,) in store.rows(select(table.c.record).where(*own).order_by(table.c.n.desc()).limit(1)):
        before = msgspec.json.decode(record, type=Event)
        holders = _events_of(store, {before.lead}) if before.lead else []
        return holders[0] if holders else None
    return None


def merge_by_hand(
    store: Store, ids: Sequence[str], *, by: str, base: int, note: str | None = None
) -> list[Event]:
    """Events are one; the entry stands on the first of them, whose version was `base`. Gives the events as
    they are now.

    Raises UsageError (fewer than two, an unknown one), Conflict.
    """
    events = [event_with(store, id_) for id_ in dict.fromkeys(ids)]
    if len(events) < 2:
        raise UsageError("a merge needs two events or more")
    _enter(store, events[0], "merge", merged([one.codings for one in events]), by, base, note)
    return regroup(store, [coding for one in events for coding in one.codings])


def split_by_hand(
    store: Store, id_: str, off: Iterable[str], *, by: str, base: int, note: str | None = None
) -> list[Event]:
    """Some codings of an event are another event. Gives the events as they are now.

    Raises UsageError (none or all of the codings, a foreign one), Conflict.
    """
    event = event_with(store, id_)
    gone = set(off)
    foreign = sorted(gone - set(event.codings))
    if foreign:
        raise UsageError(f"{foreign[0]!r} is no coding of event {id_}; it has {', '.join(event.codings)}")
    if not gone or gone == set(event.codings):
        raise UsageError("a split needs some of an event's tellings, and not all of them")
    changes = split([one for one in event.codings if one not in gone], sorted(gone))
    _enter(store, event, "split", changes, by, base, note)
    return regroup(store, event.codings)


def undo_by_hand(
    store: Store, subject: str, *, by: str, base: int, of_others: bool = False
) -> list[Event]:
    """Takes back the newest merge or split on a record. Gives the events as they are now.

    Raises UsageError when nothing is to undo or the entry is another's, Conflict.
    """
    entries = entries_of(store, subject)
    stack = standing(entries)
    if not stack:
        raise UsageError("there is nothing to undo here; the events stand as the machine merged them")
    last = stack[-1]
    if last.by != by and not of_others:
        raise UsageError(f"this was decided by {last.by}; decide anew instead of undoing it")
    before = stack[-2] if len(stack) > 1 else None
    undo = Decision(
        subject, "event", base, before.verdict if before else "reset", by, now(), last.machine,
        before.changes if before else {}, None, "undo",
    )  # fmt: skip
    store.add_decision(undo)
    parts = [list(map(str, part)) for part in last.changes.get("codings", ())]
    if last.verdict == "split":
        parts = [[coding for part in parts for coding in part]]
    return regroup(store, sorted(named(last)), parts)


def _enter(
    store: Store, event: Event, verdict: Verdict, changes: dict[str, object], by: str, base: int,
    note: str | None, how: How = "open",
) -> None:  # fmt: skip
    if not by.strip():
        raise UsageError("a decision needs the name of whoever makes it")
    entry = Decision(
        event.id, "event", base, verdict, by.strip(), now(), record_digest(event), changes,
        (note or "").strip() or None, how,
    )  # fmt: skip
    store.add_decision(entry, machine=event)


def regroup(
    store: Store, codings: Iterable[str], restored: Sequence[Sequence[str]] = ()
) -> list[Event]:
    """Makes the events of these codings anew, as people's entries have it, and saves them in place of the
    current ones. restored: groups that stood before an entry which was undone; they stand again as far as
    other entries let them.
    """
    asked = set(codings)
    affected = _events_of(store, asked)
    ids = sorted(asked.union(*(event.codings for event in affected)))
    current = list(decided(codings_by_id(store.engine, ids).values(), store.decisions_on(ids)))
    bonds = _with_restored(bonds_in(store), restored)
    origins = [msgspec.convert(value, Origin) for _, value in store.notes("origin")]
    made = merge(current, RULE, bonds, origin_of(origins), _agencies(store, current))
    found = [_as_before(store, event) if restored else event for event in made]
    run = store.begin_run("merge", inputs=tuple(event.id for event in affected))
    store.save_events(run, RULE, found, instead_of=[event.id for event in affected])
    store.end_run(run)
    return found


def _with_restored(bonds: Bonds, restored: Sequence[Sequence[str]]) -> Bonds:
    cut = {pair for ones, others in bonds.cut for pair in map(_sorted, product(ones, others))}
    tied = {pair for group in bonds.tied for pair in map(_sorted, combinations(group, 2))}
    inside = {pair for part in restored for pair in map(_sorted, combinations(part, 2))} - cut
    across = {
        pair for one, other in combinations(restored, 2) for pair in map(_sorted, product(one, other))
    } - tied
    return Bonds(
        (*bonds.tied, *sorted(inside)), (*bonds.cut, *(((a,), (b,)) for a, b in sorted(across)))
    )


def _sorted(pair: tuple[str, str]) -> tuple[str, str]:
    return (min(pair), max(pair))


def _as_before(store: Store, event: Event) -> Event:
    """The event with the reasons and the confidence that the same codings had when they were one last."""
    table = tables.event
    own = (table.c.id == event.id, table.c.rule == RULE)
    for (record,) in store.rows(select(table.c.record).where(*own).order_by(table.c.n.desc())):
        before = msgspec.json.decode(record, type=Event)
        if before.codings == event.codings:
            return msgspec.structs.replace(event, why=before.why, confidence=before.confidence)
    return event


def _events(store: Store, ids: Sequence[str]) -> list[Event]:
    with told(store.place):
        found = events_by_id(store.engine, ids)
    return [event for event in found.values() if event.rule == RULE]


def _events_of(store: Store, codings: set[str]) -> list[Event]:
    """Current events that hold any of the codings. An event bears the id that its first coding gives it; only
    where that does not lead to all of them, every event is looked at.
    """
    found = _events(store, [event_id(RULE, coding) for coding in sorted(codings)])
    if codings <= {coding for event in found for coding in event.codings}:
        return found
    table = tables.event
    members = msgspec.json.Decoder(_Members)
    wanted = select(table.c.n, table.c.record).where(table.c.rule == RULE, table.c.until_run.is_(None))
    return [
        msgspec.json.decode(record, type=Event)
        for _, record in store.rows(wanted)
        if not codings.isdisjoint(members.decode(record).codings)
    ]


class _Members(msgspec.Struct):
    codings: list[str]


def _agencies(store: Store, codings: Sequence[Coding]) -> dict[str, tuple[str, ...]]:
    """Document id → agencies that its article names."""
    table = tables.document
    papers = sorted({coding.document.id for coding in codings})
    numbers = [n for (n,) in store.rows(select(table.c.n).where(table.c.id.in_(papers)))]
    texts = (text_of(article) for n in numbers for article in store.articles(document=n))
    return {text.id: text.agencies for text in texts if text.agencies}
