"""The overview: what is new, where most happens, what is due, what changed, and how much was read."""

from __future__ import annotations

from datetime import date

import altair as alt
import msgspec

from communique.exchange.columns import Column
from communique.exchange.tables import Table
from communique.records import Commitment, Event, Standing
from communique.store.browse import ArticleLine, articles_page, count_events, events_page
from communique.store.overview import Coverage, PairLine, coverage, pair_lines, undated
from communique.web.page import Ask, Csv, Section
from communique.web.pictures import Picture
from communique.web.project import Project
from communique.web.visit import Visit

section = Section("overview")
DUE_SOON = 8
CHANGED = 8
BUSIEST = 12


class OverviewView(msgspec.Struct, frozen=True):
    """The project at a glance.

    counts: current records by kind. baseline: number of the last run of the visit before this one, null on
    the first visit; new_articles and new_events are what runs after it brought (on the first visit: all), of
    which the latest are listed. due: open commitments by deadline, the next first. changed: situations by the
    day on which they became known as they are, the latest first.
    """

    project: str
    counts: dict[str, int]
    first_day: str | None
    last_day: str | None
    baseline: int | None
    last_run: int | None
    n_new_articles: int
    n_new_events: int
    new_articles: list[ArticleLine]
    new_events: list[Event]
    pairs: list[PairLine]
    due: list[Commitment]
    n_open: int
    changed: list[Standing]
    coverage: list[Coverage]
    by: str
    n_undated: int


COVERAGE = Table(
    "coverage",
    (
        Column("period", "VARCHAR", "day, month or year of publication"),
        Column("n_articles", "INTEGER", "articles published in it"),
        Column("n_codings", "INTEGER", "acts coded in them"),
    ),
    lambda line: (line.period, line.n_articles, line.n_codings),
    ("period",),
    "articles by time of publication",
)


def _coverage_table(view: OverviewView) -> Csv:
    return COVERAGE, view.coverage


def fitting_unit(first: str | None, last: str | None) -> str:
    """Day, month or year: the finest that gives no more than some 150 bars."""
    if not first or not last:
        return "day"
    days = (date.fromisoformat(last) - date.fromisoformat(first)).days
    return "day" if days <= 150 else "month" if days <= 150 * 30 else "year"


def _days(project: Project) -> list[Coverage]:
    return project.kept("days", lambda: coverage(project.store.engine, by="day"))


def _covered(project: Project) -> tuple[list[Coverage], str]:
    """Coverage in a unit that fits, kept while the project stays as it is."""

    def make() -> tuple[list[Coverage], str]:
        days = _days(project)
        unit = fitting_unit(days[0].period, days[-1].period) if days else "day"
        return (days if unit == "day" else coverage(project.store.engine, by=unit)), unit

    return project.kept("coverage", make)


def _changed(project: Project) -> list[Standing]:
    def make() -> list[Standing]:
        every = project.store.standings()
        return sorted(every, key=lambda one: (one.known_from, one.id), reverse=True)[:CHANGED]

    return project.kept("changed standings", make)


def _open(project: Project) -> list[Commitment]:
    def make() -> list[Commitment]:
        found = list(project.store.current_commitments(states="open"))
        dated = [one for one in found if one.deadline is not None and one.deadline.end is not None]
        rest = [one for one in found if one.deadline is None or one.deadline.end is None]
        dated.sort(key=lambda one: (str(one.deadline and one.deadline.end), one.id), reverse=True)
        rest.sort(key=lambda one: (str(one.made.start), one.id), reverse=True)
        return dated + rest

    return project.kept("open commitments", make)


def _counts(project: Project) -> dict[str, int]:
    return project.kept("counts", project.store.counts)


def _pairs(project: Project) -> list[PairLine]:
    rule = project.options.rule
    return project.kept(("pairs", rule, None, None), lambda: pair_lines(project.store.engine, rule=rule))


def prepare(project: Project) -> None:
    """Works out what the first look at the overview needs."""
    for part in (_covered, _pairs, _counts, _open, _changed):
        part(project)


@section.page("/", "overview.html.j2", OverviewView, csv=_coverage_table, keep="no")
def overview(ask: Ask) -> OverviewView:
    """What is new, the busiest pairs, what is due, what changed, and how much was read."""
    engine = ask.store.engine
    runs = list(ask.store.runs())
    last_run = runs[-1].n if runs else None
    ask.visit = Visit(ask.request, last_run or 0)
    baseline = ask.visit.baseline
    lines, unit = _covered(ask.project)
    days = _days(ask.project)
    n_events = ask.project.kept(
        ("n events", ask.rule, baseline), lambda: count_events(engine, rule=ask.rule, since_run=baseline)
    )
    n_articles = ask.project.kept(
        ("n articles", baseline), lambda: articles_page(engine, since_run=baseline, size=0)[1]
    )
    events, _ = events_page(
        engine, rule=ask.rule, since_run=baseline if n_events else None, size=8, n=n_events
    )
    articles, _ = articles_page(engine, since_run=baseline if n_articles else None, size=8, n=n_articles)
    pairs = _pairs(ask.project)
    still_open = _open(ask.project)
    return OverviewView(
        project=ask.project.name, counts=_counts(ask.project),
        first_day=days[0].period if days else None, last_day=days[-1].period if days else None,
        baseline=baseline, last_run=last_run, n_new_articles=n_articles, n_new_events=n_events,
        new_articles=articles, new_events=events, pairs=pairs[:BUSIEST], due=still_open[:DUE_SOON],
        n_open=len(still_open), changed=_changed(ask.project), coverage=lines, by=unit,
        n_undated=ask.project.kept("undated", lambda: undated(engine)),
    )  # fmt: skip


@section.picture("/coverage")
def coverage_picture(ask: Ask) -> Picture:
    """Articles by time of publication."""
    lines, unit = _covered(ask.project)
    starts = {"day": "", "month": "-01", "year": "-01-01"}[unit]
    rows = [
        {"from": line.period + starts, "articles": line.n_articles, "codings": line.n_codings,
         "href": f"/articles?since={line.period}&until={line.period}"}
        for line in lines
    ]  # fmt: skip
    unit_name = {"day": "yearmonthdate", "month": "yearmonth", "year": "year"}[unit]
    chart = (
        alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
        .mark_bar(color="--accent", cursor="pointer")
        .encode(
            x=alt.X(f"{unit_name}(from):T", title=None, axis=alt.Axis(grid=False, labelOverlap=True)),
            y=alt.Y("articles:Q", title="articles", axis=alt.Axis(tickCount=4, format="d")),
            tooltip=[
                alt.Tooltip(f"{unit_name}(from):T", title=f"{unit} of publication"),
                alt.Tooltip("articles:Q"), alt.Tooltip("codings:Q", title="acts coded"),
            ],
        )
        .properties(width="container", height=130)
    )  # fmt: skip
    return Picture(f"Articles by {unit} of publication", chart)


