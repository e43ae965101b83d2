"""GeoJSON: a point is a point, a country is not a pin."""

from __future__ import annotations

import io
import json
from collections import Counter
from typing import Any

import pytest
from tests.factories import a_coding

from communique.exchange.geojson import write_geojson
from communique.exchange.occurrence import of_codings
from communique.records import Coding, Place


def written(*codings: Coding) -> tuple[list[dict[str, Any]], Counter[str]]:
    out, left = io.BytesIO(), Counter[str]()
    n = write_geojson(of_codings(codings), out, left)
    collection = json.loads(out.getvalue())
    assert collection["type"] == "FeatureCollection"
    assert n == len(collection["features"])
    return collection["features"], left


def at(precision: str, lat: float | None = 37.5, lon: float | None = 127.0) -> Coding:
    return a_coding(place=Place(0, 5, "Seoul", "Seoul", "KOR", lat, lon, None, precision, "test"))


@pytest.mark.parametrize("precision", ["point", "city"])
def test_points(precision: str) -> None:
    (feature,), _ = written(at(precision))
    assert feature["geometry"] == {"type": "Point", "coordinates": [127.0, 37.5]}, "longitude comes first"
    assert feature["properties"]["place_precision"] == precision
    assert feature["properties"]["centre"] is None


@pytest.mark.parametrize("precision", ["district", "province", "country"])
def test_areas_have_no_pin(precision: str) -> None:
    (feature,), _ = written(at(precision))
    assert feature["geometry"] is None
    assert feature["properties"]["centre"] == [127.0, 37.5]
    assert feature["properties"]["place_precision"] == precision


def test_places_without_coordinates_and_acts_without_places() -> None:
    features, left = written(at("city", None, None), a_coding(id="c2"))
    assert [feature["geometry"] for feature in features] == [None]
    assert left == Counter({"exchange.no_place": 1})


def test_what_a_feature_says() -> None:
    (feature,), _ = written(at("city"))
    assert feature["id"] == "c1"
    said = feature["properties"]
    assert (said["event_type"], said["status"], said["date_start"]) == ("AGREE", "promised", "2013-06-17")
    assert (said["actors"], said["recipients"]) == ("KOR", "PRK")
