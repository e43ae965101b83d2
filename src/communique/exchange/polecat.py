"""POLECAT: events in the forty columns of its weekly files, out and in.

Several actors share a cell, joined by "; ", as in POLECAT; text that is not known is written `None`, as
there. What is lost is listed in docs/formats.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from communique.exchange.codes import (
    countries,
    country_of,
    country_of_cow,
    given_actor,
    international,
    prefix_of,
)
from communique.exchange.given import Given, given_coding
from communique.exchange.layout import (
    Row,
    RowRefused,
    day_in,
    guarded_word,
    number_in,
    read_rows,
    spot_name,
    with_header,
    write_rows,
)
from communique.exchange.occurrence import Occurrence, Selection, select
from communique.ontology import load_ontology
from communique.records import Actor, DocumentRef, Place, Refusal

CODER = "polecat"
_NEEDED = ("Event ID", "Event Date", "Event Type", "Actor Name", "Actor Country", "Recipient Name",
           "Recipient Country")  # fmt: skip


def write_polecat(
    occurrences: Iterable[Occurrence], out: TextIO, selection: Selection, left_out: Counter[str]
) -> int:
    """One row an occurrence, tab-separated with a header; returns the number of rows."""
    ontology = load_ontology()

    def rows() -> Iterator[tuple[object, ...]]:
        for day, occurrence in select(occurrences, selection, left_out):
            actors, recipients = _side(occurrence.actors), _side(occurrence.recipients)
            if not any((*actors, *recipients)):
                left_out["exchange.no_party"] += 1
                continue
            yield (
                occurrence.id,
                day,
                occurrence.event_type,
                occurrence.mode,
                occurrence.plover_score,
                ontology.types[occurrence.event_type].quad.upper(),
                "; ".join(occurrence.contexts),
                *actors,
                *recipients,
                *_place(occurrence.place),
                occurrence.document.outlet if occurrence.document else None,
                occurrence.first_reported,
                None,
                None,
                None,
                None,
                occurrence.coder,
            )

    return write_rows("polecat", rows(), out, missing="None")


def _joined(values: list[str | None]) -> str | None:
    return "; ".join(value or "None" for value in values) if any(values) else None


def _side(actors: tuple[Actor, ...]) -> tuple[str | None, ...]:
    """name, country, COW, primary sector, sectors, title, raw name, Wikipedia id of one side."""
    known = [countries().get(actor.country or "") for actor in actors]
    sectors = [actor.sector or prefix_of(actor) for actor in actors]
    return (
        _joined([_plain(actor.person or actor.name) for actor in actors]),
        _joined(
            [country.name if country else actor.country for country, actor in zip(known, actors, strict=True)]
        ),
        _joined([str(actor.cow) if actor.cow is not None else None for actor in actors]),
        _joined(sectors),
        _joined(sectors),
        _joined([_plain(actor.office) for actor in actors]),
        _joined([_plain(actor.text) for actor in actors]),
        None,
    )


def _plain(text: str | None) -> str | None:
    """Without the sign that parts actors, and never like the word for nothing."""
    return guarded_word(" ".join(text.replace(";", ",").split())) or None if text else None


def _place(place: Place | None) -> tuple[object, ...]:
    """Placename … Feature Type: ten columns."""
    if place is None:
        return (None,) * 10
    known = countries().get(place.country or "")
    cells: list[str | None] = [None, None, None]
    country = known.name if known else place.country
    if place.precision != "country":
        name = spot_name(place)
        if name is None:
            return (None, *cells, country, *(None,) * 5)
        cells[{"district": 1, "province": 2}.get(place.precision, 0)] = name
    return (place.name, *cells, country, place.lat, place.lon, place.geonameid, place.text or None, None)


def read_polecat(path: Path, coder: str = CODER) -> Iterator[Given | Refusal]:
    """One event a row; bad rows as refusals with file, line and reason. Also reads .gz and .zip; columns of
    older and newer releases are found by their names.
    """
    return read_rows(path, with_header("POLECAT", *_NEEDED), lambda row: _given_row(row, coder))


def _given_row(row: Row, coder: str) -> Given:
    day = day_in(row, "Event Date")
    if day is None:
        raise RowRefused("exchange.bad_date", "Event Date is empty")
    if not row["Event ID"]:
        raise RowRefused("exchange.no_id", "Event ID is empty")
    actors, recipients = _given(row, "Actor"), _given(row, "Recipient")
    if not actors and not recipients:
        raise RowRefused("exchange.no_party", "neither actor nor recipient is named")
    number_in(row, "Event Intensity" if "Event Intensity" in row else "Intensity", -10, 10)
    document = DocumentRef(
        f"{coder}:{row['Event ID'].rpartition('_')[0] or row['Event ID']}",
        f"{coder} {row['Event ID']}",
        None,
        row.get("Source") or None,
        day_in(row, "Publication Date"),
    )
    contexts = tuple(part.strip() for part in row.get("Contexts").split(";") if part.strip())
    coding = given_coding(
        key=(row["Event ID"],), coder=coder, document=document, event_type=row["Event Type"].upper(),
        mode=row.get("Event Mode") or None, contexts=contexts, cameo=None, goldstein=None, actors=actors,
        recipients=recipients, day=day, place=_given_place(row),
    )  # fmt: skip
    return Given(row["Event ID"], coding)


def _parts(row: Row, name: str) -> list[str]:
    return row.parts(name, ";")


def _given(row: Row, side: str) -> tuple[Actor, ...]:
    """Actors of one side. Names and countries are tied where the lists are of one length; else the countries
    alone are kept, since a name tied to the wrong country would be worse. Where neither is given, a sector or
    the words of the report still stand for an actor.
    """
    names, lands = _parts(row, f"{side} Name"), _parts(row, f"{side} Country")
    numbers = _parts(row, f"{side} COW")
    if not lands and numbers:
        lands = [_by_number(number) for number in numbers]
    sectors = _parts(row, f"Primary {side} Sector")
    titles, raw = _parts(row, f"{side} Title"), _parts(row, f"{side} Name Raw")
    n = max(len(names), len(lands)) or len(sectors) or len(raw)
    if names and lands and len(names) != len(lands):
        names, n = [], len(lands)
    found = []
    for place in range(n):
        name = names[place] if names else ""
        country = country_of(lands[place].split("|")[0]) if lands else None
        sector = sectors[place] if len(sectors) == n else ""
        prefix = sector if sector in international("cameo") else None
        known = load_ontology().sectors
        title = titles[place] if len(titles) == n else ""
        text = raw[place] if len(raw) == n else ""
        if name or country or sector or text:
            found.append(
                given_actor(
                    name or None, country, prefix, sector if sector in known else None, text, title or None
                )
            )
    return tuple(found)


def _by_number(number: str) -> str:
    try:
        return country_of_cow(int(float(number))) or ""
    except ValueError:
        return ""


def _given_place(row: Row) -> Place | None:
    lat, lon = number_in(row, "Latitude", -90, 90), number_in(row, "Longitude", -180, 180)
    number = number_in(row, "GeoNames ID", 0, 1e12)
    country = country_of(row.get("Country"))
    slots = {"City": "city", "District": "district", "Province": "province"}
    column = next((slot for slot in slots if row.get(slot)), "Placename")
    name = row.get(column) or (countries()[country].name if country else "")
    if not name:
        return None
    raw = row.get("Raw Placename")
    geonameid = int(number) if number else None
    return Place(
        0, 0, raw, name, country, lat, lon, geonameid, slots.get(column, "country"), "as given by the file"
    )
