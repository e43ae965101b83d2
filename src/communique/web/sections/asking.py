"""What the questions of several pages have in common: parties in words, days, statuses, sentences behind."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from communique.ontology import load_ontology
from communique.records import Coding, Event
from communique.store import Store
from communique.store.lookup import codings_by_id
from communique.store.overview import rules_in
from communique.stories.merging import RULES
from communique.text.days import given_day
from communique.web.page import Ask

TOLD = ("happened", "ongoing", "planned", "promised", "requested", "threatened", "conditional")
"""Statuses that count unless asked otherwise: not what was denied, failed or only thought of."""
REAL = ("happened", "ongoing")


@cache
def event_types() -> tuple[str, ...]:
    """The 16 PLOVER types, in their order."""
    return tuple(load_ontology().types)


def day_or_none(value: str | None, name: str) -> str | None:
    """A day, month or year as given, null where it was left empty. Raises UsageError for anything else."""
    if value is None or not value.strip():
        return None
    given_day(value, name=f"{name}:")
    return value.strip()


def imported(ask: Ask) -> list[str]:
    """The collections of other coders that were imported into the project, by name."""
    found = ask.project.kept("rules", lambda: rules_in(ask.store.engine))
    return [rule for rule in found if rule not in RULES]


def statuses_of(choice: str | None) -> tuple[str, ...] | None:
    """The statuses behind a choice: `told` (the default), `real`, `all`, or one status."""
    if choice in (None, "", "told"):
        return TOLD
    if choice == "real":
        return REAL
    return None if choice == "all" else (choice,) if choice else TOLD


def leads(store: Store, events: Iterable[Event]) -> dict[str, Coding]:
    """Event id → its leading coding, with the sentence behind it."""
    given = list(events)
    found = codings_by_id(store.engine, (event.lead for event in given if event.lead))
    return {event.id: found[event.lead] for event in given if event.lead in found}


def n_pages(n: int, size: int) -> int:
    """How many pages a list has; at least one."""
    return max(1, -(-n // size))
