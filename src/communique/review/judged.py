"""The fields that a reviewer judges, and when a machine answer has changed in them."""

from __future__ import annotations

from typing import Any

import msgspec

from communique.records import Coding, Decision
from communique.store import Store, record_digest
from communique.store.decisions import machine_record

FIELDS = ("event_type", "mode", "status", "background", "actors", "recipients", "date", "trigger")


def values_of(coding: Coding | dict[str, Any]) -> dict[str, Any]:
    """Field → a plain value that can be compared and counted: codes for actors, days for a date. Which coder
    it was, its confidence and its rules are left out.
    """
    plain = msgspec.to_builtins(coding) if isinstance(coding, Coding) else coding
    return {
        "event_type": plain["event_type"],
        "mode": plain["mode"],
        "status": plain["status"],
        "background": plain["background"],
        "actors": _codes(plain["actors"]),
        "recipients": _codes(plain["recipients"]),
        "date": _days(plain["date"]),
        "trigger": (plain["trigger"]["start"], plain["trigger"]["end"]),
    }


def _codes(actors: list[dict[str, Any]]) -> str:
    return " ".join(sorted(str(actor["code"] or "?") for actor in actors))


def _days(when: dict[str, Any]) -> str:
    if when["start"] is None:
        return "unknown"
    return str(when["start"]) if when["start"] == when["end"] else f"{when['start']}/{when['end']}"


def differing(before: Coding | dict[str, Any], after: Coding | dict[str, Any]) -> tuple[str, ...]:
    """Judged fields in which two answers differ."""
    one, other = values_of(before), values_of(after)
    return tuple(field for field in FIELDS if one[field] != other[field])


def changed_since(store: Store, machine: Coding, decision: Decision) -> tuple[str, ...]:
    """Judged fields in which the machine says something else now than when the decision was made; such a
    coding returns to the queue. A new coder, confidence or rule alone does not bring it back.
    """
    if decision.machine == record_digest(machine):
        return ()
    before = machine_record(store.engine, decision)
    return differing(before, machine) if before else FIELDS
