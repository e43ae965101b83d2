"""Pairs: all of them, and one: its tension over time, what stands behind every point, and what follows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, Literal

import altair as alt
import msgspec
from fastapi import Request
from fastapi.responses import RedirectResponse

from communique.analysis.bands import Band, bands
from communique.analysis.changes import ChangePoint, change_points
from communique.analysis.tension import Series, tension
from communique.errors import UsageError
from communique.exchange.columns import Column
from communique.exchange.tables import TABLES, Table
from communique.records import Coding, Commitment, Event, Standing
from communique.store import parties
from communique.store.browse import PairLine, codings_by_id, pair_lines
from communique.stories.events import merge
from communique.web import links
from communique.web.names import party_name
from communique.web.page import Ask, Csv, Section
from communique.web.pictures import Picture
from communique.web.sections import commitments as ledger
from communique.web.sections import situations
from communique.web.sections.asking import REAL, TOLD, day_or_none, leads, n_pages, party_of, statuses_of

section = Section("pairs")
Scale = Literal["goldstein", "plover", "counts"]
By = Literal["auto", "week", "month", "year"]
RULES = {"ours": "scored merging", "none": "every telling counts", "day": "one a day and type"}
SHOWN = 40
MOST_MARKS = 1500
"""Events that a swim lane shows; of more, the latest."""


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
def open_pair(request: Request, one: str, other: str, since: str = "", until: str = "") -> RedirectResponse:
    """Leads from the form of the overview to the pair's own address."""
    given = {"since": day_or_none(since, "from"), "until": day_or_none(until, "to")}
    return RedirectResponse(links.pair(party_of(one), party_of(other), **given), status_code=303)


class Choice(msgspec.Struct, frozen=True):
    """What a series of a pair is made of. by: the period, as chosen for the data where it was left open."""

    scale: str
    by: str
    rule: str
    status: str
    since: str | None
    until: str | None


class PairView(msgspec.Struct, frozen=True):
    """Two parties. series: with a band for each period; usual: the series as it is made by default, when
    something else was chosen. events: the latest, with the sentence behind each (by event id).
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


def chosen(
    scale: Scale = "goldstein", by: By = "auto", rule: str = "ours", status: str = "told",
    since: str | None = None, until: str | None = None,
) -> Choice:  # fmt: skip
    """A choice, checked. Raises UsageError for an unknown merge rule or day."""
    if rule not in RULES:
        raise UsageError(f"merge rule {rule!r} is not known; choose one of {', '.join(RULES)}")
    return Choice(scale, by, rule, status, day_or_none(since, "from"), day_or_none(until, "to"))


def events_between(ask: Ask, one: str, other: str, rule: str) -> list[Event]:
    """All current events of a pair by a merge rule; other rules than the project's are worked out here."""

    def make() -> list[Event]:
        if rule == ask.rule:
            return list(ask.store.current_events(rule=rule, pair=(one, other)))
        return merge(ask.store.current_codings(pair=(one, other)), rule)

    return ask.project.kept(("between", one, other, rule), make)


def documents_of(ask: Ask, events: Sequence[Event]) -> dict[str, str]:
    """Coding id → document id for the codings of events."""
    found = codings_by_id(ask.store.engine, (id_ for event in events for id_ in event.codings))
    return {id_: coding.document.id for id_, coding in found.items()}


def within(events: Sequence[Event], choice: Choice) -> list[Event]:
    """The events that a choice leaves."""
    from communique.store.filters import day_text

    first, last = day_text(choice.since), day_text(choice.until, last=True)
    statuses = statuses_of(choice.status)
    found = []
    for event in events:
        if statuses is not None and event.status not in statuses:
            continue
        start, end = event.date.start, event.date.end
        if (first or last) and start is None and end is None:
            continue
        if first and end is not None and end.isoformat() < first:
            continue
        if last and start is not None and start.isoformat() > last:
            continue
        found.append(event)
    return found


def fitting(events: Sequence[Event]) -> str:
    """The period that gives some hundred points or fewer."""
    days = sorted(event.date.start for event in events if event.date.start)
    if not days:
        return "month"
    length = (days[-1] - days[0]).days
    return "week" if length <= 400 else "month" if length <= 120 * 30 else "year"


def series_of(ask: Ask, one: str, other: str, choice: Choice) -> tuple[Series, list[Band], list[Event]]:
    """The series of a choice, the band of each point, and the events beneath."""

    def make() -> tuple[Series, list[Band], list[Event]]:
        held = within(events_between(ask, one, other, choice.rule), choice)
        by = choice.by if choice.by != "auto" else fitting(held)
        statuses = statuses_of(choice.status) or tuple({event.status for event in held}) or TOLD
        documents = documents_of(ask, held)
        made = tension(
            held, (one, other), documents=documents, scale=choice.scale, by=by, statuses=statuses
        )
        others = [
            within(events_between(ask, one, other, rule), choice) for rule in RULES if rule != choice.rule
        ]
        rival = [
            tension(each, (one, other), documents={}, scale=choice.scale, by=by, statuses=statuses)
            for each in others
        ]
        return made, bands(made, held, rival), held

    return ask.project.kept(("series", one, other, choice), make)


def changes_of(ask: Ask, one: str, other: str, choice: Choice) -> list[ChangePoint]:
    """Change points of the series of a choice; none where ruptures is not installed."""

    def make() -> list[ChangePoint]:
        try:
            return change_points(series_of(ask, one, other, choice)[0])
        except UsageError:
            return []

    return ask.project.kept(("changes", one, other, choice), make)


def _csv(view: PairView) -> Csv:
    points = zip(view.series.points, view.bands, strict=True)
    return SERIES, [Line(p.start, p.value, b.low, b.high, p.n_events, p.n_articles, p.quads) for p, b in points]


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


@section.page("/pair/{one}/{other}", "pair.html.j2", PairView, csv=_csv)
def pair(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str = "ours",
    status: str = "told", since: str | None = None, until: str | None = None, page: int = 1,
) -> PairView:  # fmt: skip
    """Two parties: tension, acts by direction, situations, offers and what became of them."""
    a, b = party_of(one), party_of(other)
    choice = chosen(scale, by, rule, status, since, until)
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
        quads, shown, leads(ask.store, shown), standing, made, n_pages(len(listed), SHOWN), RULES,
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


@section.page("/pair/{one}/{other}/changes", "changes.html.j2", ChangesView)
def changes(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str = "ours",
    status: str = "told", since: str | None = None, until: str | None = None,
) -> ChangesView:  # fmt: skip
    """Where the series changes its level, how sure that is, and which events fit."""
    a, b = party_of(one), party_of(other)
    choice = chosen(scale, by, rule, status, since, until)
    _, _, held = series_of(ask, a, b, choice)
    found = []
    for point in changes_of(ask, a, b, choice):
        near = [
            event for event in held
            if event.date.start and point.earliest <= event.date.start <= max(point.latest, point.start)
            or event.date.start and 0 <= (event.date.start - point.start).days <= 31
        ]  # fmt: skip
        falls = point.after < point.before
        near = [event for event in near if (event.quad >= 3) == falls] or near
        near.sort(
            key=lambda event: (
                event.status not in REAL, -abs(event.goldstein or 0) * (0.5 + event.n_documents), event.id
            )
        )  # fmt: skip
        found.append(Change(point, near[:3], leads(ask.store, near[:3])))
    return ChangesView(a, b, choice, found)


TITLES = {
    "goldstein": "Goldstein scale, mean (−10 tense, +10 friendly)", "plover": "PLOVER score, mean",
    "counts": "cooperative minus conflictive events",
}  # fmt: skip
AXIS = 52
"""Width of the axis at the left of charts that stand below each other, so that their years do."""


def span_of(series: Series) -> list[str]:
    """First and last day of a series."""
    from communique.analysis.periods import next_first

    return [series.points[0].start.isoformat(), next_first(series.points[-1].start, series.by).isoformat()]


@section.picture("/pair/{one}/{other}/tension")
def tension_picture(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str = "ours",
    status: str = "told", since: str | None = None, until: str | None = None,
) -> Picture:  # fmt: skip
    """Tension with its band over a strip of article counts; changes of level as dashed lines."""
    a, b = party_of(one), party_of(other)
    choice = chosen(scale, by, rule, status, since, until)
    series, band, _ = series_of(ask, a, b, choice)
    title = f"{party_name(a)} – {party_name(b)}: {TITLES[scale]}, by {series.by}"
    if not series.points:
        return Picture(title, alt.Chart(alt.Data(values=[])).mark_point())  # type: ignore[no-untyped-call]
    rows: list[dict[str, Any]] = []
    for point, width in zip(series.points, band, strict=True):
        last = point.start.strftime("%Y-%m") if series.by == "month" else str(point.start.year)
        until_day = last if series.by in ("month", "year") else _week_end(point.start)
        rows.append(
            {
                "from": point.start.isoformat(), "value": point.value, "low": width.low, "high": width.high,
                "articles": point.n_articles, "events": point.n_events,
                "href": links.events(
                    party=a, other=b, since=point.start.isoformat(), until=until_day,
                    status=None if status == "all" else status,
                ),
            }
        )  # fmt: skip
    data = alt.Data(values=[row for row in rows if row["value"] is not None])  # type: ignore[no-untyped-call]
    time = alt.X(
        "from:T", title=None, scale=alt.Scale(domain=span_of(series)), axis=alt.Axis(grid=False)
    )
    axis = alt.Axis(minExtent=AXIS, maxExtent=AXIS, tickCount=6)
    value = alt.Y("value:Q", title="tension" if scale != "counts" else "balance", axis=axis)
    tips = [
        alt.Tooltip("from:T", title=f"{series.by} from"), alt.Tooltip("value:Q", format=".1f"),
        alt.Tooltip("low:Q", format=".1f"), alt.Tooltip("high:Q", format=".1f"), "events:Q", "articles:Q",
    ]  # fmt: skip
    base = alt.Chart(data)
    layers: list[Any] = [
        alt.Chart(alt.Data(values=[{"y": 0}])).mark_rule(color="--edge").encode(y="y:Q"),  # type: ignore[no-untyped-call]
        base.mark_rule(color="--accent", opacity=0.4, strokeWidth=3).encode(
            x=time, y=alt.Y("low:Q", axis=axis), y2="high:Q"
        ),
        base.mark_line(color="--accent", strokeWidth=1.4, opacity=0.75).encode(x=time, y=value),
        base.mark_point(filled=True, size=46, color="--accent", opacity=1, cursor="pointer").encode(
            x=time, y=value, tooltip=tips
        ),
    ]
    plain = chosen("goldstein" if scale == "goldstein" else scale, choice.by, "ours", "told", since, until)
    if plain != choice:
        usual = series_of(ask, a, b, msgspec.structs.replace(plain, by=series.by))[0]
        ghost = [{"from": p.start.isoformat(), "value": p.value} for p in usual.points if p.value is not None]
        layers.insert(
            1,
            alt.Chart(alt.Data(values=ghost))  # type: ignore[no-untyped-call]
            .mark_line(color="--edge", strokeDash=[3, 3], strokeWidth=1.4)
            .encode(x=time, y=alt.Y("value:Q", axis=axis)),
        )
    found = changes_of(ask, a, b, choice)
    if found:
        marks = [
            {
                "from": one.start.isoformat(), "before": one.before, "after": one.after,
                "sure": one.support, "earliest": one.earliest.isoformat(), "latest": one.latest.isoformat(),
                "label": f"{one.start:%b %Y} ({round(one.support * 100)} %)",
            }
            for one in found
        ]  # fmt: skip
        rule_data = alt.Chart(alt.Data(values=marks))  # type: ignore[no-untyped-call]
        told = [
            alt.Tooltip("from:T", title="level changes"), alt.Tooltip("before:Q", format=".1f"),
            alt.Tooltip("after:Q", format=".1f"), alt.Tooltip("sure:Q", format=".0%"),
            alt.Tooltip("earliest:T"), alt.Tooltip("latest:T"),
        ]  # fmt: skip
        layers += [
            rule_data.mark_rule(color="--q4", strokeDash=[5, 4], strokeWidth=1.6).encode(
                x=time, tooltip=told
            ),
            rule_data.mark_text(align="left", dx=4, baseline="top", color="--q4", fontSize=11).encode(
                x=time, y=alt.value(2), text="label:N", tooltip=told
            ),
        ]
    return Picture(title, alt.layer(*layers).properties(width="container", height=250))


def _week_end(start: date) -> str:
    return date.fromordinal(start.toordinal() + 6).isoformat()


@section.picture("/pair/{one}/{other}/articles")
def articles_picture(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str = "ours",
    status: str = "told", since: str | None = None, until: str | None = None,
) -> Picture:  # fmt: skip
    """The number of articles beneath each point."""
    a, b = party_of(one), party_of(other)
    series, _, _ = series_of(ask, a, b, chosen(scale, by, rule, status, since, until))
    title = f"{party_name(a)} – {party_name(b)}: articles by {series.by}"
    if not series.points:
        return Picture(title, alt.Chart(alt.Data(values=[])).mark_point())  # type: ignore[no-untyped-call]
    rows = [{"from": point.start.isoformat(), "articles": point.n_articles} for point in series.points]
    unit = {"week": "yearweek", "month": "yearmonth", "year": "year"}.get(series.by, "yearmonthdate")
    chart = (
        alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
        .mark_bar(color="--edge")
        .encode(
            x=alt.X(
                f"{unit}(from):T", title=None, scale=alt.Scale(domain=span_of(series)),
                axis=alt.Axis(grid=False, labels=False, ticks=False),
            ),
            y=alt.Y(
                "articles:Q", title="articles",
                axis=alt.Axis(minExtent=AXIS, maxExtent=AXIS, tickCount=2, format="d", grid=False),
            ),
            tooltip=[alt.Tooltip("from:T", title=f"{series.by} from"), "articles:Q"],
        )
        .properties(width="container", height=44)
    )  # fmt: skip
    return Picture(title, chart)


@section.picture("/pair/{one}/{other}/lanes")
def lanes_picture(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str = "ours",
    status: str = "told", since: str | None = None, until: str | None = None,
) -> Picture:  # fmt: skip
    """Every act in the lane of who did it; filled where it took place, hollow where it was only said."""
    a, b = party_of(one), party_of(other)
    series, _, held = series_of(ask, a, b, chosen(scale, by, rule, status, since, until))
    title = f"{party_name(a)} – {party_name(b)}: who acts on whom"
    lanes = {
        "ab": f"{party_name(a)} →", "ba": f"{party_name(b)} →", "both": "together",
    }  # fmt: skip
    dated = sorted((event for event in held if event.date.start), key=lambda event: str(event.date.start))
    rows = []
    for event in dated[-MOST_MARKS:]:
        did, got = set(parties(event.actors)), set(parties(event.recipients))
        lane = "both" if {a, b} <= did else "ab" if a in did and b in got else "ba"
        start, end = event.date.start, event.date.end or event.date.start
        assert start is not None and end is not None
        middle = date.fromordinal((start.toordinal() + end.toordinal()) // 2)
        rows.append(
            {
                "on": middle.isoformat(), "lane": lanes[lane],
                "act": event.event_type + (f" {event.mode}" if event.mode else ""),
                "kind": {1: "verbal cooperation", 2: "material cooperation", 3: "verbal conflict",
                         4: "material conflict"}[event.quad],
                "status": event.status, "real": event.status in REAL, "articles": event.n_documents,
                "side": (event.quad - 2.5) * 0.9, "href": links.event(event.id),
            }
        )  # fmt: skip
    kinds = ["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]
    domain = span_of(series) if series.points else None
    chart = (
        alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
        .mark_point(cursor="pointer", strokeWidth=1.6)
        .encode(
            x=alt.X(
                "on:T", title=None, axis=alt.Axis(grid=False),
                scale=alt.Scale(domain=domain) if domain else alt.Undefined,
            ),
            y=alt.Y(
                "lane:N", title=None, sort=list(lanes.values()),
                axis=alt.Axis(
                    minExtent=AXIS, maxExtent=AXIS, labelLimit=AXIS + 14, domain=False, ticks=False
                ),
            ),
            yOffset=alt.YOffset("side:Q", scale=alt.Scale(domain=[-2, 2])),
            color=alt.Color(
                "kind:N", legend=None, scale=alt.Scale(domain=kinds, range=["--q1", "--q2", "--q3", "--q4"])
            ),
            fill=alt.condition("datum.real", alt.Color("kind:N", legend=None), alt.value("transparent")),
            size=alt.Size("articles:Q", legend=None, scale=alt.Scale(range=[40, 260], domain=[1, 12])),
            tooltip=[alt.Tooltip("on:T"), "act:N", "status:N", "kind:N", "articles:Q"],
        )
        .properties(width="container", height={"step": 58})
    )  # fmt: skip
    return Picture(title, chart)


@section.picture("/pair/{one}/{other}/situations")
def situations_picture(ask: Ask, one: str, other: str) -> Picture:
    """Situations between two parties as bars."""
    a, b = party_of(one), party_of(other)
    known = situations.every(ask)
    found = [each for each in situations.now_known(known) if {a, b} <= set(parties(each.parties))]
    rows = situations.bars(found, situations.reach(known)[1])
    for row in rows:
        row["who"] = ""
    picture = situations.bar_picture(rows, f"{party_name(a)} – {party_name(b)}: situations")
    return picture
