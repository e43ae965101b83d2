"""Evidence as linked data: W3C Web Annotations for every sentence that a record stands on, and its history in
PROV-O, in one JSON-LD graph.

An annotation's target is the snapshot of the document, by the hash of the bytes received, with a quotation
and its position as selectors; positions count code points of the text that communique reads. Its body is
the record, whose own node says which run made it, from which snapshot, by which coder; events are derived
from codings; decisions are activities of persons that revise or invalidate records."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import BinaryIO
from urllib.parse import quote

import msgspec
from sqlalchemy import select

from communique.exchange.holdings import Holdings
from communique.records import Coder, Coding, Decision, DocumentRef, Event, Run, Situation, Span, Statement
from communique.store import tables
from communique.store.filters import alive
from communique.store.keys import ident

CONTEXT: list[object] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "prov": "http://www.w3.org/ns/prov#",
        "cq": "urn:communique:terms:",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "prov:startedAtTime": {"@type": "xsd:dateTime"},
        "prov:endedAtTime": {"@type": "xsd:dateTime"},
        "prov:generatedAtTime": {"@type": "xsd:dateTime"},
    },
]
"""The Web Annotation context, PROV-O under its usual prefix, and our own terms under cq."""
AROUND = 32
"""Characters of prefix and suffix, which find a quotation again in a text that has moved."""


def urn(kind: str, id: str) -> str:
    """The name of a node: urn:communique:coding:1a2b…"""
    return f"urn:communique:{kind}:{quote(id, safe='')}"


def write_jsonld(holdings: Holdings, out: BinaryIO) -> int:
    """One JSON-LD document, a node a line; returns the number of annotations."""
    encoder = msgspec.json.Encoder()
    out.write(b'{"@context":' + encoder.encode(CONTEXT) + b',\n"@graph":[')
    annotations = 0
    for place, node in enumerate(_nodes(holdings)):
        out.write((b",\n" if place else b"\n") + encoder.encode(node))
        annotations += node["type"] == "Annotation"
    out.write(b"\n]}\n")
    return annotations


Node = dict[str, object]


def _nodes(holdings: Holdings) -> Iterator[Node]:
    graph = _Graph(holdings)
    for run in holdings.store.runs():
        yield from graph.run(run)
    for coding in holdings.codings():
        yield from graph.record("coding", coding.id, coding.document, coding.evidence, coding)
    for situation in holdings.situations():
        yield from graph.record("situation", situation.id, situation.document, situation.evidence, situation)
    for statement in holdings.statements():
        yield from graph.record("statement", statement.id, statement.document, statement.span, statement)
    for event in holdings.events():
        yield from graph.event(event)
    for decision in holdings.decisions():
        yield from graph.decision(decision)


class _Graph:
    """Makes nodes; snapshots, coders and persons once each."""

    def __init__(self, holdings: Holdings) -> None:
        self._holdings = holdings
        self._made: set[str] = set()
        self._runs = {kind: self._run_of(kind) for kind in ("coding", "situation", "statement")}

    def _run_of(self, kind: str) -> dict[int, int]:
        """Which run made each record."""
        table = tables.metadata.tables[kind]
        wanted = select(table.c.ident, table.c.since_run).where(alive(table, self._holdings.wanted.as_of))
        return dict(self._holdings.store.rows(wanted))

    def _once(self, node: Node) -> Iterator[Node]:
        if node["id"] not in self._made:
            self._made.add(str(node["id"]))
            yield node

    def run(self, run: Run) -> Iterator[Node]:
        """A run and its coder."""
        node: Node = {
            "id": urn("run", str(run.n)), "type": "prov:Activity", "label": f"{run.kind} {run.n}",
            "prov:startedAtTime": run.started_at.isoformat(),
        }  # fmt: skip
        if run.ended_at is not None:
            node["prov:endedAtTime"] = run.ended_at.isoformat()
        if run.coder is not None:
            coder = _coder(run.coder)
            yield from self._once(coder)
            node["prov:wasAssociatedWith"] = {"id": coder["id"]}
        yield node

    @lru_cache(maxsize=256)  # noqa: B019 - lives as long as the export
    def _document(self, id: str) -> tuple[str, str | None]:
        """(hash, text) of a document."""
        table = tables.document
        found = next(
            self._holdings.store.rows(
                select(table.c.hash).where(table.c.id == id).order_by(table.c.n).limit(1)
            ),
            None,
        )
        return (found[0] if found is not None else "", self._holdings.text_of(id))

    def record(
        self, kind: str, id: str, document: DocumentRef, span: Span, record: Coding | Situation | Statement
    ) -> Iterator[Node]:
        """A record with its snapshot, its history, and the annotation of its evidence."""
        digest, text = self._document(document.id)
        snapshot = _snapshot(document, digest)
        yield from self._once(snapshot)
        node: Node = {
            "id": urn(kind, id), "type": ["prov:Entity", f"cq:{kind.capitalize()}"],
            "prov:wasDerivedFrom": {"id": snapshot["id"]}, **_said(record),
        }  # fmt: skip
        run = self._runs[kind].get(ident(id))
        if run is not None:
            node["prov:wasGeneratedBy"] = {"id": urn("run", str(run))}
        if isinstance(record, Coding):
            coder: Node = {
                "id": urn("coder", record.coder),
                "type": ["prov:SoftwareAgent"],
                "label": record.coder,
            }
            yield from self._once(coder)
            node["prov:wasAttributedTo"] = {"id": coder["id"]}
        yield node
        yield {
            "id": urn("annotation", f"{kind}:{id}"), "type": "Annotation", "motivation": "classifying",
            "body": {"id": node["id"]},
            "target": {"source": snapshot["id"], "selector": list(_selectors(span, text))},
        }  # fmt: skip

    def event(self, event: Event) -> Iterator[Node]:
        """An event, derived from its codings; an imported one from its row."""
        sources = [urn("coding", id) for id in event.codings] or [urn("row", why.coding) for why in event.why]
        yield {
            "id": urn("event", event.id), "type": ["prov:Entity", "cq:Event"], **_said(event),
            "prov:wasDerivedFrom": [{"id": source} for source in sources],
        }  # fmt: skip

    def decision(self, decision: Decision) -> Iterator[Node]:
        """A decision: an activity of a person; a correction makes a revision, a rejection invalidates."""
        person: Node = {"id": urn("person", decision.by), "type": "prov:Person", "label": decision.by}
        yield from self._once(person)
        subject = urn(decision.subject_kind, decision.subject)
        activity: Node = {
            "id": urn("decision", f"{decision.subject}:{decision.version}"),
            "type": ["prov:Activity", "cq:Decision"], "label": decision.verdict,
            "prov:endedAtTime": decision.at.isoformat(), "prov:wasAssociatedWith": {"id": person["id"]},
            "prov:used": {"id": subject},
        }  # fmt: skip
        if decision.verdict == "reject":
            activity["prov:invalidated"] = {"id": subject}
        yield activity
        if decision.verdict == "correct":
            yield {
                "id": f"{subject}:{decision.version}", "type": "prov:Entity",
                "prov:wasRevisionOf": {"id": subject}, "prov:wasGeneratedBy": {"id": activity["id"]},
                "prov:wasAttributedTo": {"id": person["id"]}, "prov:generatedAtTime": decision.at.isoformat(),
                "cq:changes": msgspec.json.encode(decision.changes).decode(),
            }  # fmt: skip


def _coder(coder: Coder) -> Node:
    return {
        "id": urn("coder", coder.rules), "type": ["prov:SoftwareAgent"], "label": coder.rules,
        "cq:program": coder.program, "cq:model": coder.model, "cq:knowledge": coder.knowledge,
    }  # fmt: skip


def _snapshot(document: DocumentRef, digest: str) -> Node:
    node: Node = {
        "id": f"urn:sha256:{digest}" if len(digest) == 64 else urn("document", digest or document.id),
        "type": "prov:Entity",
        "cq:document": document.id,
        "prov:atLocation": document.source,
    }
    for name, value in (("title", document.title), ("outlet", document.outlet)):
        if value is not None:
            node[f"cq:{name}"] = value
    if document.published is not None:
        node["cq:published"] = document.published.isoformat()
    return node


def _selectors(span: Span, text: str | None) -> Iterator[Node]:
    """A quotation where it may be quoted whole, and the position."""
    if text is not None and text[span.start : span.end] == span.text and span.text:
        yield {
            "type": "TextQuoteSelector",
            "exact": span.text,
            "prefix": text[max(0, span.start - AROUND) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        }
    yield {"type": "TextPositionSelector", "start": span.start, "end": span.end}


def _said(record: Coding | Situation | Statement | Event) -> Node:
    """What a record says, in a few terms; the whole record is in the other formats."""
    if isinstance(record, Situation):
        return {
            "cq:kind": record.kind,
            "cq:parties": [party.code for party in record.parties],
            "cq:holds": record.holds,
        }
    if isinstance(record, Statement):
        return {"cq:speaker": record.speaker.code, "cq:mode": record.mode}
    days = [
        day.isoformat() if isinstance(day, date) else None for day in (record.date.start, record.date.end)
    ]
    return {
        "cq:eventType": record.event_type,
        "cq:status": record.status,
        "cq:dateStart": days[0],
        "cq:dateEnd": days[1],
        "cq:actors": [actor.code for actor in record.actors],
        "cq:recipients": [actor.code for actor in record.recipients],
        "cq:confidence": record.confidence,
    }
