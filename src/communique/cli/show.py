"""`communique show` and `search`: one record down to its bytes, and finding it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from communique.cli.projects import opened, print_block, print_records, readable
from communique.cli.stream import counted, note
from communique.cli.table import day_text, deed, who
from communique.errors import UsageError
from communique.records import Actor, Coding, Event, Place, Situation, Span, Statement, When
from communique.store import Store, Stored
from communique.store.engine import shown as named
from communique.store.evidence import InBytes, in_bytes
from communique.store.search import Hit
from communique.store.search_tables import TARGETS

AROUND = 160
"""Code points of text shown on either side of the evidence."""
_EMPTY: tuple[object, ...] = (None, (), [], {}, "")
_ELSEWHERE = ("id", "document", "evidence", "codings", "why", "lead")
"""Fields that are shown in another place."""


class Shown(msgspec.Struct, frozen=True, tag_field="record", tag="shown"):
    """A record with the document under it. seen_at: every place where the document's content was seen. bytes:
    where the evidence lies in the content as received, null where the bytes are not kept or it cannot be
    found. decisions: what people decided on it.
    """

    kind: str
    id: str
    value: Any
    document: dict[str, Any] | None
    seen_at: list[str]
    evidence: Span | None
    bytes: dict[str, Any] | None
    decisions: list[Any]


def show_command(project: str, record_id: str, format: str | None) -> None:
    """Everything that bears an id. Raises UsageError when nothing does."""
    with opened(project) as store:
        found = list(shown(store, record_id))
        if not found:
            raise UsageError(
                f"nothing in {named(project)} has the id {record_id!r}; ids are those of documents, "
                "codings, events, situations, statements, commitments (communique search finds them by words)"
            )
        if not readable(format):
            print_records(found)
            return
        for one in found:
            _print(store, one)


def shown(store: Store, record_id: str) -> Iterator[Shown]:
    """The records of an id, each with its document; the document itself when the id is its own."""
    stored = store.document(record_id)
    if stored is not None:
        yield Shown(
            "document", record_id, _slim(stored), _slim(stored), store.sightings(stored.n), None, None, []
        )
    for kind, record, number in store.located(record_id):
        decisions = list(store.decisions(record_id))
        if isinstance(record, Coding | Situation | Statement):
            span = record.span if isinstance(record, Statement) else record.evidence
            below = next(store.documents([number])) if number is not None else None
            place = _bytes(below, span) if below is not None else None
            yield Shown(
                kind,
                record_id,
                record,
                _slim(below) if below else None,
                store.sightings(below.n) if below else [],
                span,
                place,
                decisions,
            )
        else:
            yield Shown(kind, record_id, record, None, [], None, None, decisions)


def _slim(stored: Stored) -> dict[str, Any]:
    """A document without its text, with what identifies it."""
    fields = msgspec.to_builtins(msgspec.structs.replace(stored.document, text="", raw=b""))
    del fields["text"], fields["raw"]
    return {**fields, "hash": stored.hash, "n_bytes": len(stored.bytes) if stored.bytes is not None else None}


def _bytes(stored: Stored, span: Span) -> dict[str, Any] | None:
    if stored.bytes is None:
        return None
    found: InBytes | None = in_bytes(stored.document, stored.bytes, span.text, span.start, span.end)
    if found is None:
        return None
    return {"start": found.start, "end": found.end, "how": found.how, "hex": found.raw.hex()}


def _print(store: Store, one: Shown) -> None:
    print(f"{one.kind} {one.id}")
    if isinstance(one.value, msgspec.Struct):
        fields = [name for name in one.value.__struct_fields__ if name not in _ELSEWHERE]
        found = [(name, getattr(one.value, name)) for name in fields if name != "disagreements"]
        print_block((name, _readable(part)) for name, part in found if part not in _EMPTY)
    if isinstance(one.value, Event):
        _print_event(store, one.value)
    if one.document is not None:
        _print_document(store, one)
    if one.evidence is not None and one.document is not None:
        stored = store.document(one.document["id"])
        text = next((article.text for article in store.articles(document=stored.n)), "") if stored else ""
        start, end = one.evidence.start, one.evidence.end
        before, after = text[max(0, start - AROUND) : start], text[end : end + AROUND]
        print(f"\n… {before}\033[1m{one.evidence.text}\033[0m{after} …\n")
        if one.bytes is not None:
            print_block(
                [
                    ("text", f"{start}–{end}"),
                    ("bytes", f"{one.bytes['start']}–{one.bytes['end']} ({one.bytes['how']})"),
                    ("hex", one.bytes["hex"][:120] + ("…" if len(one.bytes["hex"]) > 120 else "")),
                ]
            )
        else:
            print_block(
                [("text", f"{start}–{end}"), ("bytes", "not kept, or the words cannot be found in them")]
            )
    for decision in one.decisions:
        print_block(
            [
                (
                    "decided",
                    f"{decision.verdict} by {decision.by} on {decision.at:%Y-%m-%d} {decision.changes or ''}",
                )
            ]
        )


def _print_event(store: Store, event: Event) -> None:
    for field, values in event.disagreements.items():
        told = "; ".join(f"{_readable(value['value'])} ({len(value['codings'])})" for value in values)
        print_block([("differs in", f"{field}: {told}")])
    for coding_id in event.codings:
        for kind, coding in store.by_id(coding_id):
            if kind == "coding":
                words = " ".join(coding.evidence.text.split())
                print(f"  told by {coding_id}: {words}  [{coding.document.source}]")


def _print_document(store: Store, one: Shown) -> None:
    """Where a document is from; of a document itself, what it is and what was coded in it."""
    assert one.document is not None
    stored = store.document(one.document["id"])
    article = next(store.articles(document=stored.n), None) if stored and one.kind == "document" else None
    if article is not None:
        day = article.published.on
        title = article.title.text if article.title else None
        print_block((name, what) for name, what in (("title", title), ("published", day)) if what)
    print_block(
        [
            ("document", f"{one.document['id']}  SHA-256 {one.document['hash']}"),
            *(("seen at", place) for place in one.seen_at),
            ("encoding", one.document["encoding"]),
        ]
    )
    if stored is not None and one.kind == "document":
        for coding in store.codings(document=stored.n):
            sides = f"{who(coding.actors)} · {deed(coding)} · {who(coding.recipients)}"
            print(f"  {coding.id}  {day_text(coding.date)}  {sides}  [{coding.status}]")


def _readable(value: Any) -> str:
    if isinstance(value, Actor):
        value = who((value,))
    elif isinstance(value, When):
        value = f"{day_text(value)} ({value.text})" if value.text else day_text(value)
    elif isinstance(value, Span):
        value = value.text
    elif isinstance(value, Place):
        value = f"{value.name} ({value.country})" if value.country else value.name
    elif isinstance(value, msgspec.Struct):
        parts = {name: getattr(value, name) for name in value.__struct_fields__}
        value = ", ".join(f"{name} {_readable(part)}" for name, part in parts.items() if part not in _EMPTY)
    elif isinstance(value, Mapping):
        value = ", ".join(f"{name} {_readable(part)}" for name, part in value.items())
    elif isinstance(value, list | tuple):
        value = "; ".join(_readable(part) for part in value)
    elif isinstance(value, bool):
        value = "yes" if value else "no"
    return " ".join(str(value).split())


def search_command(project: str, words: str, of: str, limit: int, format: str | None) -> None:
    """Articles, codings or events that hold the words, the newest first."""
    with opened(project) as store:
        found = store.search(words, of, limit=limit)
        if not readable(format):
            print_records(found)
            return
        n = 0
        for n, hit in enumerate(found, 1):  # noqa: B007 - counted after the loop
            print(_line(hit))
        if not n:
            note(f"nothing found in {of}s{_elsewhere(store, words, of)}")


def _line(hit: Hit) -> str:
    if isinstance(hit.value, Event):
        event = hit.value
        return f"{hit.id}  {day_text(event.date)}  {event.event_type}  {hit.text}  [{event.rule}]"
    if isinstance(hit.value, Coding):
        return (
            f"{hit.id}  {day_text(hit.value.date)}  {hit.value.event_type}  {hit.text}  [{hit.source or ''}]"
        )
    title = (hit.value or {}).get("title")
    return f"{hit.id}  {f'{title}: ' if title else ''}{hit.text}  [{hit.source or ''}]"


def _elsewhere(store: Store, words: str, of: str) -> str:
    """Where else the words stand."""
    for other in TARGETS:
        n = len(list(store.search(words, other, limit=100))) if other != of else 0
        if n:
            more = " or more" if n == 100 else ""
            return f"; they stand in {counted(n, other)}{more} (--in {other})"
    return ""
