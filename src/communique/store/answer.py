"""The current answer: what the machine says, with what a person has decided about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, TypeVar

import msgspec

from communique.errors import UsageError
from communique.records import Decision
from communique.store.keys import record_digest

Judged = TypeVar("Judged", bound=msgspec.Struct)


def current(record: Judged, decision: Decision | None) -> Judged | None:
    """The record as decided: as it is, with changed fields, or null when it was rejected.

    A decision on a machine answer that has changed since holds all the same: what a person settled stays, and
    the review queue shows it again (`is_stale`).
    """
    if decision is None or decision.verdict in ("accept", "reset", "merge", "split"):
        return record
    if decision.verdict == "reject":
        return None
    return changed(record, decision.changes)


def changed(record: Judged, changes: Mapping[str, Any]) -> Judged:
    """The record with fields replaced by values as they stand in JSON. Raises UsageError for a field that it
    does not have, or a value that the field cannot take.
    """
    plain = msgspec.to_builtins(record)
    foreign = [name for name in changes if name not in plain or name in ("id", "record", "document")]
    if foreign:
        raise UsageError(f"{foreign[0]!r} is no field of this record that can be changed")
    try:
        return msgspec.convert({**plain, **changes}, type(record))
    except msgspec.ValidationError as problem:
        raise UsageError(f"the change does not fit the record: {problem}") from None


def is_stale(record: msgspec.Struct, decision: Decision) -> bool:
    """Whether the machine says something else now than when the decision was made."""
    return record_digest(record) != decision.machine


def decided(records: Iterable[Judged], decisions: Mapping[str, Decision]) -> Iterator[Judged]:
    """The current answers of records that carry an `id`; rejected ones left out."""
    for record in records:
        one = decisions.get(getattr(record, "id")) if decisions else None  # noqa: B009 - mypy knows no `id`
        if one is None:
            yield record
            continue
        answer = current(record, one)
        if answer is not None:
            yield answer
