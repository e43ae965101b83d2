"""Pairs: all of them, and one: its tension over time, what stands behind every point, and what follows."""

from __future__ import annotations

from datetime import date

import msgspec
from fastapi import Request
from fastapi.responses import RedirectResponse

from communique.analysis.bands import Band
from communique.analysis.changes import ChangePoint
from communique.analysis.tension import Series
from communique.exchange.columns import Column
from communique.exchange.tables import Table
from communique.knowledge.parties import party_of
from communique.records import Coding, Commitment, Event, Standing
from communique.store import parties
from communique.store.overview import PairLine, pair_lines
from communique.web import links
from communique.web.page import Ask, Csv, Section
from communique.web.sections import commitments as ledger
from communique.web.sections import situations
from communique.web.sections.asking import day_or_none, leads, n_pages
from communique.web.sections.pair_series import (
    By,
    Choice,
    Scale,
    changes_of,
    chosen,
    collection_of,
    fit,
    rules_of,
    series_of,
)

section = Section("pairs")
SHOWN = 40


class PairsView(msgspec.Struct, frozen=True):
    """Pairs by the number of events between them."""

    pairs: list[PairLine]
    n: int
    since: str | None
    until: str | None
    party: str | None


PAIRS = Table(
    "pairs",
    (
        Column("one", "VARCHAR", "the party first in the order of codes"),
        Column("other", "VARCHAR", "the other"),
        Column("n", "INTEGER", "events between them"),
        Column("verbal_cooperation", "INTEGER", "of quad class 1"),
        Column("material_cooperation", "INTEGER", "of quad class 2"),
        Column("verbal_conflict", "INTEGER", "of quad class 3"),
        Column("material_conflict", "INTEGER", "of quad class 4"),
        Column("first", "VARCHAR", "day of the earliest"),
        Column("last", "VARCHAR", "day of the latest"),
    ),
    lambda pair: (pair.one, pair.other, pair.n, *pair.quads, pair.first, pair.last),
    ("one", "other"),
    "one pair a row",
)  # fmt: skip


def lines_of(ask: Ask, since: str | None = None, until: str | None = None) -> list[PairLine]:
    """All pairs of a period, kept while the project stays as it is."""
    key = ("pairs", ask.rule, since, until)
    return ask.project.kept(
        key, lambda: pair_lines(ask.store.engine, rule=ask.rule, since=since, until=until)
    )


def _pairs_csv(view: PairsView) -> Csv:
    return PAIRS, view.pairs


@section.page("/pairs", "pairs.html.j2", PairsView, csv=_pairs_csv)
def pairs(
    ask: Ask, since: str | None = None, until: str | None = None, party: str | None = None
) -> PairsView:
    """Pairs of parties by the number of events between them."""
    first, last = day_or_none(since, "from"), day_or_none(until, "to")
    one = party_of(party) if party else None
    found = [pair for pair in lines_of(ask, first, last) if one is None or one in (pair.one, pair.other)]
    return PairsView(found[:500], len(found), first, last, one)


@section.pages.get("/pair")
def open_pair(
    request: Request, one: str, other: str = "", since: str = "", until: str = ""
) -> RedirectResponse:
    """Leads from the form of the overview to the pair's own address; of one party alone, to that actor's, or
    to its events in a period.
    """
    if not other.strip():
        period = {"since": day_or_none(since, "from"), "until": day_or_none(until, "to")}
        code = party_of(one)
        to = links.events(party=code, **period) if any(period.values()) else links.actor(code)
        return RedirectResponse(to, status_code=303)
    given = {"since": day_or_none(since, "from"), "until": day_or_none(until, "to")}
    return RedirectResponse(links.pair(party_of(one), party_of(other), **given), status_code=303)


class PairView(msgspec.Struct, frozen=True):
    """Two parties. series: with a band for each period; usual: the series as it is made by default, when
    something else was chosen. events: the latest, with the sentence behind each (by event id). collection:
    the imported one that they are of, null for the project's own.
    """

    one: str
    other: str
    choice: Choice
    series: Series
    bands: list[Band]
    n_events: int
    n_articles: int
    quads: list[int]
    events: list[Event]
    leads: dict[str, Coding]
    standings: list[Standing]
    commitments: list[Commitment]
    n_pages: int
    rules: dict[str, str]
    collection: str | None


def _csv(view: PairView) -> Csv:
    points = zip(view.series.points, view.bands, strict=True)
    return SERIES, [
        Line(p.start, p.value, b.low, b.high, p.n_events, p.n_articles, p.quads) for p, b in points
    ]


class Line(msgspec.Struct, frozen=True):
    """A row of a series' table."""

    start: date
    value: float | None
    low: float | None
    high: float | None
    n_events: int
    n_articles: int
    quads: tuple[int, int, int, int]


SERIES = Table(
    "series",
    (
        Column("start", "DATE", "first day of the period"),
        Column("value", "DOUBLE", "on the scale chosen"),
        Column("low", "DOUBLE", "lower end of the band"),
        Column("high", "DOUBLE", "upper end of the band"),
        Column("n_events", "INTEGER", "events of the period"),
        Column("n_articles", "INTEGER", "articles that tell of them"),
        Column("verbal_cooperation", "INTEGER", "events of quad class 1"),
        Column("material_cooperation", "INTEGER", "events of quad class 2"),
        Column("verbal_conflict", "INTEGER", "events of quad class 3"),
        Column("material_conflict", "INTEGER", "events of quad class 4"),
    ),
    lambda line: (
        line.start, line.value, line.low, line.high, line.n_events, line.n_articles, *line.quads
    ),
    ("start",),
    "one period a row",
)  # fmt: skip


@section.page("/pair/{one}/{other}", "pair.html.j2", PairView, csv=_csv, keep="reviews")
def pair(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str | None = None,
    status: str = "told", since: str | None = None, until: str | None = None, page: int = 1,
) -> PairView:  # fmt: skip
    """Two parties: tension, acts by direction, situations, offers and what became of them."""
    a, b = party_of(one), party_of(other)
    choice = chosen(ask, scale, by, rule, status, since, until)
    series, band, held = series_of(ask, a, b, choice)
    listed = sorted(held, key=lambda event: (str(event.date.start or ""), event.id), reverse=True)
    shown = listed[(max(1, page) - 1) * SHOWN :][:SHOWN]
    standing = [
        found for found in situations.now_known(situations.every(ask))
        if {a, b} <= set(parties(found.parties))
    ]  # fmt: skip
    made = [found for found in ledger.every(ask) if set(ledger.sides(found)) == {a, b}]
    quads = [sum(event.quad == quad for event in held) for quad in (1, 2, 3, 4)]
    articles = {point.start: point.n_articles for point in series.points}
    return PairView(
        a, b, msgspec.structs.replace(choice, by=series.by), series, band, len(held), sum(articles.values()),
        quads, shown, leads(ask.store, shown), standing, made, n_pages(len(listed), SHOWN), rules_of(ask),
        collection_of(choice),
    )  # fmt: skip


class Change(msgspec.Struct, frozen=True):
    """A change of level with the events around it that fit: of the new level's kind, the strongest first."""

    point: ChangePoint
    events: list[Event]
    leads: dict[str, Coding]


class ChangesView(msgspec.Struct, frozen=True):
    """Where the series of a pair changes its level."""

    one: str
    other: str
    choice: Choice
    changes: list[Change]


CHANGES = Table(
    "changes",
    (
        Column("start", "DATE", "first period of the new level"),
        Column("before", "DOUBLE", "mean level before"),
        Column("after", "DOUBLE", "mean level from then on"),
        Column("support", "DOUBLE", "share of resampled series that change there"),
        Column("earliest", "DATE", "earliest of the middle 90 % of those"),
        Column("latest", "DATE", "latest of them"),
        Column("events", "VARCHAR", "ids of the events that fit, the best first"),
    ),
    lambda change: (
        change.point.start, change.point.before, change.point.after, change.point.support,
        change.point.earliest, change.point.latest, " ".join(event.id for event in change.events),
    ),
    ("start",),
    "one change of level a row",
)  # fmt: skip


def _changes_csv(view: ChangesView) -> Csv:
    return CHANGES, view.changes


@section.page(
    "/pair/{one}/{other}/changes", "changes.html.j2", ChangesView, csv=_changes_csv, keep="reviews"
)
def changes(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str | None = None,
    status: str = "told", since: str | None = None, until: str | None = None,
) -> ChangesView:  # fmt: skip
    """Where the series changes its level, how sure that is, and which events fit."""
    a, b = party_of(one), party_of(other)
    choice = chosen(ask, scale, by, rule, status, since, until)
    _, _, held = series_of(ask, a, b, choice)
    found = []
    for point in changes_of(ask, a, b, choice):
        near = fit(point, held)[:3]
        found.append(Change(point, near, leads(ask.store, near)))
    return ChangesView(a, b, choice, found)
