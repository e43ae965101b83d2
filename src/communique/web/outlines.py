"""Outlines of countries, and how the round earth is laid flat."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from math import asin, cos, radians, sin, sqrt

Ring = tuple[tuple[float, float], ...]
WIDTH, HEIGHT = 1000.0, 487.0
"""Of the whole map in its own units."""
_A = (1.340264, -0.081106, 0.000893, 0.003796)
_X, _Y = 2.7066299836, 1.3173627591
"""Reach of the projection on the equator and at the pole."""


@cache
def outlines() -> dict[str, tuple[Ring, ...]]:
    """Country → rings of (longitude, latitude); data/README.md says where from."""
    text = files("communique.web").joinpath("data", "outlines.csv").read_text("utf-8")
    found = {}
    for row in csv.DictReader(text.splitlines()):
        rings = []
        for ring in row["rings"].split("|"):
            points = (point.split(",") for point in ring.split(" "))
            rings.append(tuple((float(lon), float(lat)) for lon, lat in points))
        found[row["country"]] = tuple(rings)
    return found


def project(lon: float, lat: float) -> tuple[float, float]:
    """Where a place lies on the map, in its units: the Equal Earth projection (Šavrič, Patterson and Jenny,
    2018), so that large countries of the north do not weigh more than they are.
    """
    angle = asin(sqrt(3) / 2 * sin(radians(lat)))
    a1, a2, a3, a4 = _A
    square = angle * angle
    sixth = square**3
    x = (
        2 * sqrt(3) * radians(lon) * cos(angle)
        / (3 * (9 * a4 * sixth * square + 7 * a3 * sixth + 3 * a2 * square + a1))
    )  # fmt: skip
    y = angle * (a1 + a2 * square + sixth * (a3 + a4 * square))
    return (x / _X + 1) * WIDTH / 2, (1 - y / _Y) * HEIGHT / 2


@cache
def country_paths() -> dict[str, str]:
    """Country → the `d` of its path on the map."""
    return {code: "".join(map(_path, rings)) for code, rings in outlines().items()}


def _path(ring: Ring) -> str:
    points = [project(lon, lat) for lon, lat in ring]
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


@cache
def frame() -> str:
    """The `d` of the edge of the map."""
    edge = [(-180.0, float(lat)) for lat in range(-90, 91, 5)]
    edge += [(180.0, float(lat)) for lat in range(90, -91, -5)]
    return _path(tuple(edge))


@cache
def graticule() -> str:
    """The `d` of meridians and parallels, every 30 degrees."""
    lines = [[(float(lon), float(lat)) for lat in range(-90, 91, 5)] for lon in range(-150, 180, 30)]
    lines += [[(float(lon), float(lat)) for lon in range(-180, 181, 10)] for lat in range(-60, 90, 30)]
    return "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in map(_at, line)) for line in lines)


def _at(point: tuple[float, float]) -> tuple[float, float]:
    return project(*point)
