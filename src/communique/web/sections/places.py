"""The map of events with a place, and the network of who acts on whom."""

from __future__ import annotations

from collections import defaultdict
from math import sqrt
from typing import Any

import msgspec

from communique.exchange.columns import Column
from communique.exchange.tables import Table
from communique.knowledge.parties import party_of
from communique.store.overview import PairLine, PlaceLine, event_places
from communique.web.layout_graph import laid_out
from communique.web.names import party_name
from communique.web.outlines import HEIGHT, WIDTH, country_paths, frame, graticule, outlines, project
from communique.web.page import Ask, Csv, Section
from communique.web.pictures import Picture, source_line
from communique.web.project import Project
from communique.web.render import render
from communique.web.sections.asking import day_or_none
from communique.web.sections.pairs import PAIRS, lines_of

section = Section("map and network")
RADIUS = {"point": 2.6, "city": 3.2, "district": 6.0, "province": 9.0}
"""Least radius on the map: a place known to its province is drawn as wide as one."""
VAGUE = ("province", "district")
DOTS = 1200
"""Circles on the map at most."""
CELL = 4.0
"""Width of the cells, on the map, in which places are drawn as one when there are too many."""
NODES = 36
EDGES = 90


class Spot(msgspec.Struct, frozen=True):
    """A place with the events told of it. x, y, r: on the map; country-wide places have none and are drawn as
    the country.
    """

    name: str
    country: str | None
    precision: str
    lat: float | None
    lon: float | None
    n: int
    quads: tuple[int, int, int, int]
    x: float | None
    y: float | None
    r: float | None
    event: str


class Dot(msgspec.Struct, frozen=True):
    """A circle on the map: a place, or where there are too many of them, those close together. name: of the
    busiest; more: how many others; quad: the commonest class; vague: whether only a district or province is
    known; event: where it is the only one.
    """

    name: str
    country: str | None
    precision: str
    more: int
    n: int
    quad: int
    x: float
    y: float
    r: float
    vague: bool
    event: str | None


class MapView(msgspec.Struct, frozen=True):
    """Places of events, and the dots that are drawn for them. countries: country → events of which no finer
    place is known. n_without: places that cannot be drawn.
    """

    spots: list[Spot]
    dots: list[Dot]
    countries: dict[str, int]
    quad: int | None
    since: str | None
    until: str | None
    n_without: int


SPOTS = Table(
    "places",
    (
        Column("name", "VARCHAR", "name of the place"),
        Column("country", "VARCHAR", "country"),
        Column("precision", "VARCHAR", "point, city, district, province or country"),
        Column("lat", "DOUBLE", "degrees north"),
        Column("lon", "DOUBLE", "degrees east"),
        Column("n", "INTEGER", "events"),
    ),
    lambda spot: (spot.name, spot.country, spot.precision, spot.lat, spot.lon, spot.n),
    ("name", "country", "precision"),
    "one place a row",
)


def _spots_csv(view: MapView) -> Csv:
    return SPOTS, view.spots


def spots_of(lines: list[PlaceLine]) -> tuple[list[Spot], dict[str, int], int]:
    """Places with their events, the largest first; events of whole countries; how many cannot be drawn."""
    held: dict[tuple[Any, ...], tuple[list[int], str]] = {}
    for line in lines:
        assert line.place is not None
        place = line.place
        key = (place.name, place.country, place.precision, place.lat, place.lon)
        held.setdefault(key, ([0, 0, 0, 0], line.id))[0][line.quad - 1] += 1
    found: list[Spot] = []
    countries: dict[str, int] = defaultdict(int)
    without = 0
    for (name, country, precision, lat, lon), (quads, first) in held.items():
        n = sum(quads)
        x = y = r = None
        if precision == "country":
            if country in outlines():
                countries[country] += n
            else:
                without += n
        elif lat is not None and lon is not None:
            x, y = (round(value, 1) for value in project(lon, lat))
            r = round(max(RADIUS.get(precision, 3.0), min(16.0, 1.6 * sqrt(n) + 1.2)), 1)
        else:
            without += n
        four = (quads[0], quads[1], quads[2], quads[3])
        found.append(Spot(name, country, precision, lat, lon, n, four, x, y, r, first))
    found.sort(key=lambda spot: (-spot.n, spot.name))
    return found, dict(countries), without


def dots_of(spots: list[Spot]) -> list[Dot]:
    """What is drawn: each place while there are few; of many, those of a cell as one, in cells as small as
    the number allows. Wide and sure places are not drawn as one.
    """
    placed = [spot for spot in spots if spot.x is not None]
    cell = 0.0
    held: dict[tuple[int, ...], list[Spot]] = {(n,): [spot] for n, spot in enumerate(placed)}
    while len(held) > DOTS:
        cell = cell * 1.35 or CELL
        held = {}
        for spot in placed:
            key = (int(spot.x // cell), int(spot.y // cell), spot.precision in VAGUE)  # type: ignore[operator]
            held.setdefault(key, []).append(spot)
    if not cell:
        return [_dot([spot], spot.r or 3.0) for spot in placed]
    counts = [sum(spot.n for spot in group) for group in held.values()]
    most = max(counts)
    return [
        _dot(group, max(1.4, 0.45 * cell * sqrt(n / most)))  # they touch, and do not hide each other
        for group, n in zip(held.values(), counts, strict=True)
    ]


def _dot(group: list[Spot], r: float) -> Dot:
    """Several places as one, in the middle of their events; they come the busiest first."""
    first, n = group[0], sum(spot.n for spot in group)
    quads = [sum(spot.quads[place] for spot in group) for place in range(4)]
    x, y = (sum(getattr(spot, name) * spot.n for spot in group) / n for name in ("x", "y"))
    return Dot(
        first.name, first.country, first.precision, len(group) - 1, n, quads.index(max(quads)) + 1,
        round(x, 1), round(y, 1), round(r, 1), first.precision in VAGUE,
        first.event if n == 1 else None,
    )  # fmt: skip


@section.page("/map", "map.html.j2", MapView, csv=_spots_csv, more=lambda: sheet())
def map_(
    ask: Ask, quad: int | None = None, since: str | None = None, until: str | None = None
) -> MapView:
    """Where events took place, as precisely as that is known: a country is not a pin in its middle."""
    first, last = day_or_none(since, "from"), day_or_none(until, "to")
    wanted = quad if quad in (1, 2, 3, 4) else None
    return prepare(ask.project, wanted, first, last)


def prepare(
    project: Project, quad: int | None = None, first: str | None = None, last: str | None = None
) -> MapView:
    """The map of a period, kept while the project stays as it is."""
    engine, rule = project.store.engine, project.options.rule

    def make() -> MapView:
        lines = project.kept(
            ("places", first, last), lambda: event_places(engine, rule=rule, since=first, until=last)
        )
        spots, countries, without = spots_of([line for line in lines if quad in (None, line.quad)])
        return MapView(spots, dots_of(spots), countries, quad, first, last, without)

    return project.kept(("map", quad, first, last), make)


def _drawing(template: str, title: str, ask: Ask, **given: Any) -> Picture:
    svg = render(template, standalone=True, title=title, source=source_line(ask.project.name), **given)
    return Picture(title, svg=svg)


@section.picture("/map")
def map_picture(
    ask: Ask, quad: int | None = None, since: str | None = None, until: str | None = None
) -> Picture:
    """The map as a picture."""
    return _drawing("map.svg.j2", "Places of events", ask, view=map_(ask, quad, since, until), **sheet())


def sheet() -> dict[str, Any]:
    """The map's paper."""
    return {
        "paths": country_paths(), "edge": frame(), "lines": graticule(), "width": WIDTH, "height": HEIGHT
    }  # fmt: skip


class Node(msgspec.Struct, frozen=True):
    """A party in the network; n: events it has a part in with others shown."""

    code: str
    name: str
    n: int
    x: float
    y: float
    r: float


class Edge(msgspec.Struct, frozen=True):
    """Two parties and what is between them. cool: the share of cooperative events."""

    one: str
    other: str
    n: int
    cool: float
    width: float
    x1: float
    y1: float
    x2: float
    y2: float


class NetworkView(msgspec.Struct, frozen=True):
    """Who acts on whom: the busiest pairs."""

    nodes: list[Node]
    edges: list[Edge]
    pairs: list[PairLine]
    n_pairs: int
    party: str | None
    since: str | None
    until: str | None


def _network_csv(view: NetworkView) -> Csv:
    return PAIRS, view.pairs


@section.page("/network", "network.html.j2", NetworkView, csv=_network_csv)
def network(
    ask: Ask, party: str | None = None, since: str | None = None, until: str | None = None
) -> NetworkView:
    """Who acts on whom: the busiest pairs as a network; of one party, with those around it."""
    first, last = day_or_none(since, "from"), day_or_none(until, "to")
    one = party_of(party) if party else None
    every = lines_of(ask, first, last)
    if one is None:
        chosen = every[:EDGES]
    else:
        around = [pair for pair in every if one in (pair.one, pair.other)][: NODES - 1]
        near = {code for pair in around for code in (pair.one, pair.other)}
        chosen = [pair for pair in every if pair.one in near and pair.other in near][:EDGES]
    weight: dict[str, int] = defaultdict(int)
    for pair in chosen:
        weight[pair.one] += pair.n
        weight[pair.other] += pair.n
    kept = sorted(weight, key=lambda code: (-weight[code], code))[:NODES]
    chosen = [pair for pair in chosen if pair.one in kept and pair.other in kept]
    places = ask.project.kept(
        ("network", tuple(chosen)),
        lambda: laid_out(kept, [(pair.one, pair.other, pair.n) for pair in chosen]),
    )
    top = max(weight.values(), default=1)
    nodes = [
        Node(code, party_name(code), weight[code], *places[code], round(5 + 15 * sqrt(weight[code] / top), 1))
        for code in kept
    ]
    most = max((pair.n for pair in chosen), default=1)
    edges = [
        Edge(
            pair.one, pair.other, pair.n, round((pair.quads[0] + pair.quads[1]) / pair.n, 3),
            round(0.8 + 6 * sqrt(pair.n / most), 1), *places[pair.one], *places[pair.other],
        )
        for pair in reversed(chosen)
    ]  # fmt: skip
    return NetworkView(nodes, edges, chosen, len(every), one, first, last)


@section.picture("/network")
def network_picture(
    ask: Ask, party: str | None = None, since: str | None = None, until: str | None = None
) -> Picture:
    """The network as a picture."""
    return _drawing("network.svg.j2", "Who acts on whom", ask, view=network(ask, party, since, until))


