"""PLOVER JSON: one object an event, with the 23 fields of the 2.0 manual, out and in.

The file is a JSON array with one event a line; JSON lines are read as well. What the manual has no field
for is listed in docs/formats.md."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec

from communique.errors import UsageError
from communique.exchange.codes import countries, country_of, given_actor, international, prefix_of
from communique.exchange.given import Given, given_coding
from communique.exchange.layout import RowRefused, refusal
from communique.exchange.occurrence import Occurrence, Selection, day_of, took_place
from communique.ontology import load_ontology
from communique.records import Actor, DocumentRef, Place, Refusal
from communique.records.coding import Status

CODER = "plover"
RESOLUTION = {"point": 5, "city": 4, "district": 3, "province": 2, "country": 1}
_AUXILIARY: dict[str, str] = {"planned": "future", "hypothetical": "hypothetical", "denied": "negation"}
"""Statuses that PLOVER's auxiliary modes can say; `historical` says background."""
_COMMENT = re.compile(r"(?:document (.+?))?(?:(?:; |^)published (\d{4}-\d\d-\d\d))?")
FILE_BYTES = 500_000_000
"""An array that is not one event a line is read whole, up to this size."""


def write_plover(
    occurrences: Iterable[Occurrence], out: BinaryIO, selection: Selection, left_out: Counter[str]
) -> int:
    """A JSON array, one event a line; returns the number of events. `date` and `enddate` carry intervals of
    any length, so that only undated occurrences are left out (`exchange.undated`), and those that were not
    done."""
    encoder = msgspec.json.Encoder()
    wide = msgspec.structs.replace(selection, max_days=10**9)
    n = 0
    out.write(b"[")
    for occurrence in occurrences:
        if not (selection.every_status or took_place(occurrence.event_type, occurrence.status)):
            left_out["exchange.not_done"] += 1
            continue
        day = day_of(occurrence, wide)
        if isinstance(day, str):
            left_out[day] += 1
            continue
        out.write((b",\n" if n else b"\n") + encoder.encode(_event(occurrence, day)))
        n += 1
    out.write(b"\n]\n" if n else b"]\n")
    return n


def _event(occurrence: Occurrence, day: date) -> dict[str, object]:
    """Fields in the order of the manual; those without a value are left out."""
    coding, document = occurrence.lead, occurrence.document
    modes = [occurrence.mode, "historical" if occurrence.background else None]
    if not took_place(occurrence.event_type, occurrence.status):
        modes.append(_AUXILIARY.get(occurrence.status))
    last = occurrence.date.end if occurrence.date.start is not None else None  # else it is reported on `day`
    evidence = coding.evidence if coding and coding.evidence.text else None
    fields: dict[str, object] = {
        "id": occurrence.id,
        "has_event": True,
        "date": day,
        "enddate": last if last is not None and last != day else None,
        "actor": [_entity(actor) for actor in occurrence.actors],
        "recipient": [_entity(actor) for actor in occurrence.recipients],
        "event": [occurrence.event_type],
        "event_loc": _location(occurrence.place),
        "event_text": [coding.trigger.text] if coding and coding.trigger.text else None,
        "quad_code": occurrence.quad,
        "event_scale": occurrence.plover_score,
        "mode": [mode for mode in modes if mode] or None,
        "context": list(occurrence.contexts) or None,
        "text": evidence.text if evidence else None,
        "text_info": {"start": evidence.start, "end": evidence.end} if evidence else None,
        "cite_info": _cited(occurrence.address, document),
        "coder": occurrence.coder,
        "comment": _comment(occurrence, document),
    }
    return {name: value for name, value in fields.items() if value is not None}


def _cited(address: str | None, document: DocumentRef | None) -> dict[str, object] | None:
    url = address if address and "://" in address else None
    return _kept(
        citation=None if url else address, url=url, title=document.title if document else None,
        publication=document.outlet if document else None,
    ) or None  # fmt: skip


def _comment(occurrence: Occurrence, document: DocumentRef | None) -> str | None:
    """What the manual has no field for: the document's id and day of publication."""
    day = document.published if document else occurrence.first_reported
    said = [f"document {document.id}" if document else "", f"published {day}" if day else ""]
    return "; ".join(part for part in said if part) or None


def _kept(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value is not None}


def _entity(actor: Actor) -> dict[str, object]:
    head = actor.country or prefix_of(actor)
    return _kept(
        code=head, sector=actor.sector, entity_text=actor.text or None,
        identifier_text=actor.person or actor.name, office=actor.office,
    )  # fmt: skip


def _location(place: Place | None) -> dict[str, object] | None:
    if place is None:
        return None
    known = countries().get(place.country or "")
    slot = place.precision if place.precision in ("district", "province") else "city"
    fields: dict[str, object | None] = {
        "extracted_place": place.text or None, "resolved_place": place.name, "geonameid": place.geonameid,
        "lat": place.lat, "lon": place.lon, slot: place.name if place.precision != "country" else None,
        "country": known.name if known else None, "country_code": place.country,
        "resolution": RESOLUTION.get(place.precision),
    }  # fmt: skip
    return _kept(**fields)


def read_plover(path: Path, coder: str = CODER) -> Iterator[Given | Refusal]:
    """One record an event; bad ones as refusals with file, line (for an array on one line: number) and
    reason.
    """
    for number, event in _events(path):
        try:
            if isinstance(event, RowRefused):
                raise event
            yield _given_row(event, coder)
        except RowRefused as problem:
            yield refusal(str(path), number, problem)


def _events(path: Path) -> Iterator[tuple[int, dict[str, Any] | RowRefused]]:
    """(line or number, event) in order."""
    with path.open("rb") as lines:
        start = lines.read(1_000_000).lstrip(b"\xef\xbb\xbf").lstrip()
        first = start.lstrip(b"[").lstrip()
        if not start.startswith((b"[", b"{")):
            raise UsageError(
                f"{str(path)!r} is no PLOVER JSON; expected an array of events or one event a line"
            )
        lines.seek(0)
        if not _one_a_line(first.decode("utf-8", "replace")):
            yield from enumerate(_whole(path), 1)
            return
        for number, line in enumerate(lines, 1):
            text = line.strip().lstrip(b"\xef\xbb\xbf").lstrip(b"[").rstrip(b"]").strip().rstrip(b",")
            if not text:
                continue
            try:
                event = msgspec.json.decode(text)
            except msgspec.DecodeError as problem:
                yield number, RowRefused("exchange.broken_json", f"it is no JSON object ({problem})")
                continue
            yield (
                number,
                event if isinstance(event, dict) else RowRefused("exchange.broken_json", "no JSON object"),
            )


def _one_a_line(first: str) -> bool:
    """Whether the first event fills its line: that of a pretty-printed or unbroken array does not."""
    line = first.split("\n", 1)[0].strip()
    try:
        _, end = json.JSONDecoder().raw_decode(line)
    except ValueError:
        return len(line) > 1  # a broken or very long event, not the brace of a pretty-printed one
    return not line[end:].strip(" ,]")


def _whole(path: Path) -> Iterator[dict[str, Any] | RowRefused]:
    if path.stat().st_size > FILE_BYTES:
        raise UsageError(f"{str(path)!r} is over {FILE_BYTES:,} bytes; write it with one event a line")
    try:
        events = msgspec.json.decode(path.read_bytes())
    except msgspec.DecodeError as problem:
        raise UsageError(f"{str(path)!r} is no PLOVER JSON: {problem}") from None
    for event in events if isinstance(events, list) else [events]:
        yield event if isinstance(event, dict) else RowRefused("exchange.broken_json", "no JSON object")


def _text(event: dict[str, Any], name: str) -> str | None:
    value = event.get(name)
    if value is not None and not isinstance(value, str):
        raise RowRefused("exchange.bad_field", f"{name} is no string")
    return value or None


def _list(event: dict[str, Any], name: str) -> list[Any]:
    value = event.get(name)
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _day(event: dict[str, Any], name: str) -> date | None:
    value = _text(event, name)
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise RowRefused("exchange.bad_date", f"{name} {value!r} is no date; expected YYYY-MM-DD") from None


def _given_row(event: dict[str, Any], coder: str) -> Given:
    id, day = _text(event, "id"), _day(event, "date")
    if id is None:
        raise RowRefused("exchange.no_id", "id is missing")
    if day is None:
        raise RowRefused("exchange.bad_date", "date is missing")
    types = _list(event, "event")
    if len(types) != 1 or not isinstance(types[0], str):
        raise RowRefused("exchange.bad_type", f"event {types!r}: expected a list of one PLOVER type")
    actors = tuple(_given(entity) for entity in _list(event, "actor"))
    recipients = tuple(_given(entity) for entity in _list(event, "recipient"))
    if not actors and not recipients:
        raise RowRefused("exchange.no_party", "neither actor nor recipient is named")
    end = _day(event, "enddate")
    if end is not None and end < day:
        raise RowRefused("exchange.bad_date", f"enddate {end} lies before date {day}")
    modes = [str(mode) for mode in _list(event, "mode")]
    status = next((status for status, mode in _AUXILIARY.items() if mode in modes), None)
    cite = event.get("cite_info")
    cite = cite if isinstance(cite, dict) else {}
    url = _text(cite, "url")
    said = _COMMENT.fullmatch(_text(event, "comment") or "")
    document = DocumentRef(
        (said.group(1) if said else None) or url or f"{coder}:{id}",
        url or _text(cite, "citation") or f"{coder} {id}",
        _text(cite, "title"),
        _text(cite, "publication"),
        _day({"published": said.group(2)}, "published") if said else None,
    )
    own = next((mode for mode in modes if load_ontology().has_mode(types[0], mode)), None) \
        if types[0] in load_ontology().types else None  # fmt: skip
    coding = given_coding(
        key=(id,),
        coder=coder,
        document=document,
        event_type=types[0].upper(),
        mode=own,
        contexts=tuple(str(context) for context in _list(event, "context")),
        cameo=None,
        goldstein=None,
        actors=actors,
        recipients=recipients,
        day=day,
        end=end,
        place=_given_place(event.get("event_loc")),
        text=_text(event, "text") or "",
        background="historical" in modes,
        status=cast("Status | None", status),
    )
    return Given(id, coding)


def _given(entity: object) -> Actor:
    if not isinstance(entity, dict):
        raise RowRefused("exchange.bad_field", "actor and recipient are lists of objects")
    code = _text(entity, "code") or ""
    sector = _text(entity, "sector") or _text(entity, "sector_code") or code[3:6] or None
    country = country_of(code[:3]) if len(code) >= 3 else country_of(_text(entity, "country_name"))
    head = code[:3] if code[:3] in international("cameo") else None
    name = _text(entity, "identifier_text") or _text(entity, "entity_name")
    words = _text(entity, "entity_text") or _text(entity, "raw_text") or ""
    known = sector if sector in load_ontology().sectors else None
    return given_actor(name, country, head, known, words, _text(entity, "office"))


def _given_place(place: object) -> Place | None:
    if not isinstance(place, dict):
        return None
    lat, lon = _degrees(place, "lat", 90), _degrees(place, "lon", 180)
    country = country_of(_text(place, "country_code") or _text(place, "country"))
    precisions = {level: name for name, level in RESOLUTION.items()}
    precision = precisions.get(place.get("resolution"))  # type: ignore[arg-type]
    if precision is None:
        precision = next((slot for slot in ("city", "district", "province") if place.get(slot)), "country")
    name = (
        _text(place, "resolved_place")
        or _text(place, precision)
        or (countries()[country].name if country else None)
    )
    if name is None:
        return None
    number = str(place.get("geonameid") or "")
    geonameid = int(number) if number.isascii() and number.isdigit() else None
    words = _text(place, "extracted_place") or ""
    return Place(0, 0, words, name, country, lat, lon, geonameid, precision, "as given by the file")


def _degrees(place: dict[str, Any], name: str, limit: float) -> float | None:
    value = place.get(name)
    if value in (None, ""):
        return None
    try:
        number = float(cast(Any, value))
    except (TypeError, ValueError):
        raise RowRefused("exchange.bad_number", f"{name} {value!r} is no number") from None
    if not -limit <= number <= limit:
        raise RowRefused("exchange.bad_number", f"{name} {value} lies outside -{limit:g} to {limit:g}")
    return number
