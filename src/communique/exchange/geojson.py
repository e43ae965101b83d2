"""GeoJSON (RFC 7946): where things happened, never finer than the text says.

Only a point or a city is a point on a map. What is known by district, province or country alone has no
geometry; the centre of that area stands in `centre`, so that nobody mistakes a country for a pin."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import BinaryIO

import msgspec

from communique.exchange.columns import joined, magnitudes, names_of
from communique.exchange.occurrence import Occurrence
from communique.records import Place

POINTS = ("point", "city")
"""Precisions that are a point on a map."""


def write_geojson(occurrences: Iterable[Occurrence], out: BinaryIO, left_out: Counter[str]) -> int:
    """A FeatureCollection, one feature a line; returns the number of features. Occurrences without a place
    are left out (`exchange.no_place`)."""
    encoder = msgspec.json.Encoder()
    out.write(b'{"type":"FeatureCollection","features":[')
    n = 0
    for occurrence in occurrences:
        if occurrence.place is None:
            left_out["exchange.no_place"] += 1
            continue
        out.write((b",\n" if n else b"\n") + encoder.encode(_feature(occurrence, occurrence.place)))
        n += 1
    out.write(b"\n]}\n")
    return n


def _feature(occurrence: Occurrence, place: Place) -> dict[str, object]:
    position = [place.lon, place.lat] if place.lon is not None and place.lat is not None else None
    is_point = place.precision in POINTS and position is not None
    lead = occurrence.lead
    properties: dict[str, object] = {
        "coder": occurrence.coder,
        "event_type": occurrence.event_type,
        "mode": occurrence.mode,
        "cameo": occurrence.cameo,
        "status": occurrence.status,
        "date_start": occurrence.date.start,
        "date_end": occurrence.date.end,
        "date_precision": occurrence.date.precision,
        "actors": joined([actor.code or "" for actor in occurrence.actors]),
        "actor_names": names_of(occurrence.actors),
        "recipients": joined([actor.code or "" for actor in occurrence.recipients]),
        "recipient_names": names_of(occurrence.recipients),
        "place": place.name,
        "place_country": place.country,
        "place_precision": place.precision,
        "centre": None if is_point else position,
        "geonameid": place.geonameid,
        "magnitude": magnitudes(occurrence.magnitude),
        "background": occurrence.background,
        "confidence": occurrence.confidence,
        "n_articles": occurrence.n_articles,
        "address": occurrence.address,
        "evidence": lead.evidence.text if lead and lead.evidence.text else None,
    }
    return {
        "type": "Feature",
        "id": occurrence.id,
        "geometry": {"type": "Point", "coordinates": position} if is_point else None,
        "properties": properties,
    }
