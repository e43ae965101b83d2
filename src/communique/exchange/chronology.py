"""A chronology: what happened in order of days, in words, with a footnote for every article that tells of
it.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec

from communique.exchange.columns import names_of
from communique.exchange.occurrence import Occurrence
from communique.ontology import load_ontology
from communique.records import Coding, When

NOTES = 5
"""Footnotes of one entry at most; an event of fifty articles names the first five and counts the rest."""
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
_SEASONS = {3: "spring", 6: "summer", 9: "autumn", 12: "winter"}
UNDATED = "Undated"


class Note(msgspec.Struct, frozen=True):
    """A footnote: the sentence, and where it stands. quote: empty where none may be given."""

    quote: str
    where: str


class Entry(msgspec.Struct, frozen=True):
    """One happening. day: in words, as fine as it is known; heading: year and month that it stands under."""

    heading: str
    day: str
    text: str
    notes: tuple[Note, ...]
    n_more: int = 0


def chronology(occurrences: Iterable[Occurrence]) -> list[Entry]:
    """Entries in order of their first day, then of precision; undated ones last, in order of their report."""
    last = datetime.date.max
    ordered = sorted(
        occurrences,
        key=lambda one: (
            one.date.start or last, one.date.end or last, one.first_reported or last, one.id,
        ),
    )  # fmt: skip
    return [_entry(one) for one in ordered]


def _entry(occurrence: Occurrence) -> Entry:
    start = occurrence.date.start
    heading = f"{_MONTHS[start.month - 1]} {start.year}" if start else UNDATED
    end = occurrence.date.end
    if start and (end is None or (end - start).days > 31):
        heading = str(start.year)
    codings = one_an_article(occurrence.codings)
    notes = tuple(_note(coding) for coding in codings[:NOTES])
    if not codings and occurrence.address:
        notes = (Note("", f"{occurrence.coder}: {occurrence.address}"),)
    return Entry(
        heading, day_in_words(occurrence.date), sentence(occurrence), notes, max(0, len(codings) - NOTES)
    )


def one_an_article(codings: Iterable[Coding]) -> list[Coding]:
    """The first coding of each article, in order."""
    found: dict[str, Coding] = {}
    for coding in codings:
        found.setdefault(coding.document.id, coding)
    return list(found.values())


def day_in_words(when: When) -> str:
    """ "16 June 2013", "3–5 March 2013", "June 2013", "2013", "" for an unknown day."""
    start, end = when.start, when.end
    if start is None and end is None:
        return ""
    if start is None or end is None:
        return f"before {_day(end)}" if end else f"from {_day(start or datetime.date.min)}"
    if when.precision == "year" and start.year == end.year:
        return str(start.year)
    if when.precision == "season":
        return f"{_SEASONS.get(start.month, 'season of')} {end.year}"
    if when.precision == "month" and (start.year, start.month) == (end.year, end.month):
        return f"{_MONTHS[start.month - 1]} {start.year}"
    if start == end:
        return _day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}–{_day(end)}"
    if start.year == end.year:
        return f"{start.day} {_MONTHS[start.month - 1]} – {_day(end)}"
    return f"{_day(start)} – {_day(end)}"


def _day(day: datetime.date) -> str:
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def sentence(occurrence: Occurrence) -> str:
    """Who, to whom, what, with the status where it is not that it happened: in words of the code book."""
    code = load_ontology().cameo.get(occurrence.cameo or "")
    what = code.name[0].lower() + code.name[1:] if code and code.name else _type(occurrence)
    who, whom = names_of(occurrence.actors), names_of(occurrence.recipients)
    parties = " and ".join(who.split("; ")) if who and not whom else who or "Somebody"
    text = f"{parties} → {whom}: {what}" if whom else f"{parties}: {what}"
    place = f", in {occurrence.place.name}" if occurrence.place else ""
    status = "" if occurrence.status == "happened" else f" ({occurrence.status})"
    counts = "".join(
        f"; {count.kind} {count.low:g}" + (f"–{count.high:g}" if count.high != count.low else "")
        for count in occurrence.magnitude
    )
    return f"{text}{place}{status}{counts}."


def _type(occurrence: Occurrence) -> str:
    mode = f", {occurrence.mode}" if occurrence.mode else ""
    return f"{occurrence.event_type.lower()}{mode}"


def _note(coding: Coding) -> Note:
    document = coding.document
    parts = [document.title, document.outlet, document.published.isoformat() if document.published else None]
    named = ", ".join(part for part in parts if part)
    place = f"{document.source}, characters {coding.evidence.start}–{coding.evidence.end}"
    return Note(" ".join(coding.evidence.text.split()), f"{named}. {place}" if named else place)
