"""`communique show` and `search`: one record down to its bytes, and finding it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec

from communique.cli.projects import opened, print_block, print_records, readable
from communique.cli.stream import note
from communique.errors import UsageError
from communique.records import Coding, Event, Situation, Span, Statement
from communique.store import Store, Stored
from communique.store.engine import shown as named
from communique.store.evidence import InBytes, in_bytes

AROUND = 160
"""Code points of text shown on either side of the evidence."""


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


def show_command(project: str, record_id: str) -> None:
    """Everything that bears an id. Raises UsageError when nothing does."""
    with opened(project) as store:
        found = list(shown(store, record_id))
        if not found:
            raise UsageError(
                f"nothing in {named(project)} has the id {record_id!r}; ids are those of documents, "
                "codings, events, situations, statements, commitments (communique search finds them by words)"
            )
        if not readable(None):
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
    value = msgspec.to_builtins(one.value)
    print(f"{one.kind} {one.id}")
    if one.kind != "document":
        rows = [
            (name, _readable(part))
            for name, part in value.items()
            if part not in (None, [], {})
            and name
            not in (
                "record",
                "id",
                "document",
                "evidence",
            )
        ]
        print_block(rows)
    if isinstance(one.value, Event):
        for coding_id in one.value.codings:
            for _, coding in store.by_id(coding_id):
                words = " ".join(coding.evidence.text.split())
                print(f"  told by {coding_id}: {words}  [{coding.document.source}]")
    if one.document is not None:
        print_block(
            [
                ("document", f"{one.document['id']}  SHA-256 {one.document['hash']}"),
                *(("seen at", place) for place in one.seen_at),
                ("encoding", one.document["encoding"]),
            ]
        )
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


def _readable(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("text") or value.get("code") or value.get("name") or value
    if isinstance(value, list):
        value = "; ".join(_readable(part) for part in value)
    return " ".join(str(value).split())


def search_command(project: str, words: str, of: str, limit: int) -> None:
    """Articles, codings or events that hold the words, the newest first."""
    with opened(project) as store:
        found = store.search(words, of, limit=limit)
        if not readable(None):
            print_records(found)
            return
        n = 0
        for n, hit in enumerate(found, 1):  # noqa: B007 - counted after the loop
            what = f"{hit.value.event_type} " if isinstance(hit.value, Coding | Event) else ""
            print(f"{hit.id}  {what}{hit.text}  [{hit.source or ''}]")
        if not n:
            note("nothing found")
