"""Places: where something happened."""

from __future__ import annotations

import msgspec

PLACE_PRECISIONS = ("point", "city", "district", "province", "country")


class Place(msgspec.Struct, frozen=True):
    """A place named in a text. lat, lon: decimal degrees (WGS 84); country: country id; rule: why it is this
    one.
    """

    start: int
    end: int
    text: str
    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonameid: int | None
    precision: str
    rule: str
