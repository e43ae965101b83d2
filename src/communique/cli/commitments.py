"""`communique commitments`."""

from __future__ import annotations

from datetime import date
from typing import Any, get_args

import msgspec

from communique.cli.options import each_of
from communique.cli.projects import opened, print_records, readable
from communique.cli.remembering import codings_by_id, evidence, fresh
from communique.cli.stream import note
from communique.cli.table import day_text, who
from communique.records import Commitment
from communique.records.commitment import CommitmentKind, CommitmentState
from communique.store.lookup import events_by_id


def commitments_command(
    project: str, pair: tuple[str, str] | None, states: list[str], kinds: list[str], due: date | None,
    format: str | None,
) -> None:  # fmt: skip
    """What was offered, promised, demanded or threatened, with what became of it. Raises UsageError for an
    unknown state or kind.
    """
    each_of("--state", states, get_args(CommitmentState))
    each_of("--kind", kinds, get_args(CommitmentKind))
    with opened(project) as store:
        fresh(store, project)
        found = list(
            store.current_commitments(pair=pair, states=states or None, kinds=kinds or None, due=due)
        )
        events = events_by_id(
            store.engine, (id_ for one in found for id_ in (one.event, *(link.event for link in one.links)))
        )
        leads = {event.id: event.lead or "" for event in events.values()}
        codings = codings_by_id(store, leads.values())
    records = [_with_evidence(one, codings, leads) for one in found]
    if not readable(format):
        print_records(records)
        return
    if not found:
        note("no commitment fits; leave out an option, or look at all of them")
    for one, record in zip(found, records, strict=True):
        to = who((one.addressee,)) if one.addressee else "–"
        print(f"{one.state:<9} {one.kind:<11} {day_text(one.made)}  {who((one.proposer,))} → {to}")
        for said in record["evidence"]:
            print(f"    “{' '.join(str(said['text']).split())}”")
        if one.deadline is not None:
            print(f"    by {day_text(one.deadline)}")
        if one.condition is not None:
            print(f"    on condition: {one.condition.text}")
        for link, told in zip(one.links, record["links"], strict=True):
            print(f"    {link.says} {link.on or '?'} ({link.score:.2f}: {'; '.join(link.why)})")
            for said in told["evidence"]:
                print(f"        “{' '.join(str(said['text']).split())}”")


def _with_evidence(one: Commitment, codings: dict[str, Any], leads: dict[str, str]) -> dict[str, Any]:
    record: dict[str, Any] = msgspec.to_builtins(one)
    record["evidence"] = evidence([leads.get(one.event, "")], codings)
    for link in record["links"]:
        link["evidence"] = evidence([leads.get(link["event"], "")], codings)
    return record
