"""What a reviewer's form becomes: the changes of a decision, with the fields that follow from them."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec

from communique.errors import UsageError
from communique.ontology import load_ontology
from communique.records import Actor, Coding, Span, When

REVIEWER = "review.v1"
"""The rule named in actors and dates that a person has set."""


class Party(msgspec.Struct, frozen=True):
    """An actor or recipient as chosen in the form. start, end: where it stands in the text; code: as in
    DESIGN.md, null where it is left open; cow: Correlates of War number where the country has one.
    """

    start: int
    end: int
    code: str | None = None
    kind: str = "agent"
    country: str | None = None
    cow: int | None = None
    sector: str | None = None
    name: str | None = None
    person: str | None = None
    office: str | None = None


class Edit(msgspec.Struct, frozen=True):
    """The form; a field that is left UNSET stays as the machine has it.

    date: first and last day, null for unknown. trigger: [start, end) in the text.
    """

    event_type: str | msgspec.UnsetType = msgspec.UNSET
    mode: str | msgspec.UnsetType | None = msgspec.UNSET
    status: str | msgspec.UnsetType = msgspec.UNSET
    background: bool | msgspec.UnsetType = msgspec.UNSET
    date: tuple[date | None, date | None] | msgspec.UnsetType = msgspec.UNSET
    actors: tuple[Party, ...] | msgspec.UnsetType = msgspec.UNSET
    recipients: tuple[Party, ...] | msgspec.UnsetType = msgspec.UNSET
    trigger: tuple[int, int] | msgspec.UnsetType = msgspec.UNSET


def changes_of(machine: Coding, edit: Edit, text: str) -> dict[str, Any]:
    """Field → new value as in JSON, for the fields that differ from the machine's; text: of the article.

    A new type or mode brings its quad class, scores and CAMEO code with it. Raises UsageError with the field,
    what was given and what is expected.
    """
    found: dict[str, Any] = {}
    event_type, mode = _act(machine, edit)
    if (event_type, mode) != (machine.event_type, machine.mode):
        found |= _of_type(event_type, mode, machine.cameo)
    if edit.status is not msgspec.UNSET:
        found["status"] = edit.status
    if edit.background is not msgspec.UNSET:
        found["background"] = edit.background
    if edit.date is not msgspec.UNSET:
        first, last = edit.date
        if (first, last) != (machine.date.start, machine.date.end):
            found["date"] = msgspec.to_builtins(_when(first, last))
    for name, chosen, before in (
        ("actors", edit.actors, machine.actors), ("recipients", edit.recipients, machine.recipients),
    ):  # fmt: skip
        if chosen is not msgspec.UNSET:
            found[name] = msgspec.to_builtins([_actor(party, before, text) for party in chosen])
    if edit.trigger is not msgspec.UNSET:
        found["trigger"] = msgspec.to_builtins(_span(text, *edit.trigger))
    plain = msgspec.to_builtins(machine)
    return {name: value for name, value in found.items() if _listed(plain[name]) != _listed(value)}


def _act(machine: Coding, edit: Edit) -> tuple[str, str | None]:
    ontology = load_ontology()
    event_type = machine.event_type if edit.event_type is msgspec.UNSET else edit.event_type
    if event_type not in ontology.types:
        raise UsageError(
            f"event_type {event_type!r} is no PLOVER type; expected one of {' '.join(ontology.types)}"
        )
    mode = machine.mode if edit.mode is msgspec.UNSET else edit.mode or None
    if not ontology.has_mode(event_type, mode):
        if edit.mode is msgspec.UNSET:
            return event_type, None
        names = " ".join(one.name for one in ontology.types[event_type].modes) or "none"
        raise UsageError(f"mode {mode!r} does not go with {event_type}; its modes: {names}")
    return event_type, mode


def _of_type(event_type: str, mode: str | None, before: str | None) -> dict[str, Any]:
    ontology = load_ontology()
    cameo = before if fits(before, event_type, mode) else cameo_of(event_type, mode)
    return {
        "event_type": event_type, "mode": mode, "quad": ontology.quad(event_type),
        "plover_score": ontology.score(event_type, mode), "cameo": cameo,
        "goldstein": ontology.goldstein(cameo),
    }  # fmt: skip


def fits(cameo: str | None, event_type: str, mode: str | None) -> bool:
    """Whether the crosswalk leads from a CAMEO code to the type and mode."""
    found = load_ontology().plover_of(cameo) if cameo else None
    return found is not None and found[:2] == (event_type, mode)


def cameo_of(event_type: str, mode: str | None) -> str | None:
    """The most general CAMEO code that the crosswalk leads to the type and mode; without one for the mode, to
    the type.
    """
    rows = [
        (code, row.mode) for code, row in load_ontology().crosswalk.items() if row.event_type == event_type
    ]
    for wanted in ((mode,), (None,), {of for _, of in rows}):
        codes = [code for code, of in rows if of in wanted]
        if codes:
            return min(codes, key=lambda code: (len(code), code))
    return None


def _when(first: date | None, last: date | None) -> When:
    if first is None and last is None:
        return When(None, None, "unknown", "context", None, REVIEWER)
    if first is None or last is None or last < first:
        raise UsageError(f"date {first} – {last}: expected a first day and a last day not before it")
    return When(first, last, precision_of(first, last), "context", None, REVIEWER)


def precision_of(first: date, last: date) -> str:
    """day, week, month, year or range: what two days make."""
    following = date.fromordinal(last.toordinal() + 1)
    if first == last:
        return "day"
    if first.day == 1 and following.day == 1:
        months = (following.year - first.year) * 12 + following.month - first.month
        if months == 1:
            return "month"
        if months == 12 and first.month == 1:
            return "year"
    return "week" if (last - first).days == 6 and first.weekday() == 0 else "range"


def _actor(party: Party, before: tuple[Actor, ...], text: str) -> Actor:
    """The machine's actor where the reviewer has kept it, else a new one."""
    span = _span(text, party.start, party.end)
    for one in before:
        if (one.start, one.end, one.code, one.name, one.person) == (
            party.start, party.end, party.code, party.name, party.person,
        ):  # fmt: skip
            return one
    country, sector = _parts(party.code)
    return Actor(
        span.start, span.end, span.text, party.kind, party.code, party.country or country, party.cow,
        party.sector or sector, party.name, party.person, party.office, REVIEWER,
    )  # fmt: skip


def _parts(code: str | None) -> tuple[str | None, str | None]:
    """Country and sector of an actor's code. Raises UsageError for a code of another form."""
    if code is None:
        return None, None
    ontology = load_ontology()
    head, tail = code[:3], code[3:]
    if len(head) == 3 and head.isalpha() and head.isupper() and (not tail or tail in ontology.sectors):
        return (None if head in ontology.international else head), tail or None
    if code in ontology.sectors:
        return None, code
    raise UsageError(
        f"actor code {code!r}: expected three letters of a country or {' '.join(ontology.international)}, "
        f"then a sector or nothing: {' '.join(ontology.sectors)}"
    )


def _span(text: str, start: int, end: int) -> Span:
    if not 0 <= start < end <= len(text):
        raise UsageError(f"span {start}–{end} lies outside the text of {len(text)} characters")
    return Span.of(text, start, end)


def _listed(value: Any) -> Any:
    """Tuples as lists, so that values can be compared with those read from JSON."""
    if isinstance(value, dict):
        return {name: _listed(part) for name, part in value.items()}
    return [_listed(part) for part in value] if isinstance(value, list | tuple) else value
