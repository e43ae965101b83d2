"""Pictures of a pair: tension with its band, the articles beneath, acts in lanes, situations as bars. They
stand below each other, so their years do.
"""

from __future__ import annotations

from datetime import date
from textwrap import shorten
from typing import Any

import altair as alt
import msgspec

from communique.analysis.changes import ChangePoint
from communique.analysis.periods import next_first
from communique.analysis.tension import Series
from communique.knowledge.parties import party_of
from communique.records import Event
from communique.store import parties
from communique.web import links
from communique.web.names import party_name
from communique.web.page import Ask, Section
from communique.web.pictures import Picture, nothing
from communique.web.sections import situations
from communique.web.sections.asking import REAL, leads
from communique.web.sections.pair_series import By, Scale, changes_of, chosen, collection_of, fit, series_of

section = Section("pairs")
MOST_MARKS = 1500
"""Events that a swim lane shows; of more, the latest."""
TITLES = {
    "goldstein": "Goldstein scale, mean (−10 tense, +10 friendly)", "plover": "PLOVER score, mean",
    "counts": "cooperative minus conflictive events",
}  # fmt: skip
HEADLINE = 52
"""Letters of a title in a chart."""
ROWS = 4
AXIS = 52
"""Width of the axis at the left of charts that stand below each other, so that their years do."""


def span_of(series: Series) -> list[str]:
    """First and last day of a series."""
    return [series.points[0].start.isoformat(), next_first(series.points[-1].start, series.by).isoformat()]


@section.picture("/pair/{one}/{other}/tension", keep="reviews")
def tension_picture(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str | None = None,
    status: str = "told", since: str | None = None, until: str | None = None,
) -> Picture:  # fmt: skip
    """Tension with its band over a strip of article counts; changes of level as dashed lines."""
    a, b = party_of(one), party_of(other)
    choice = chosen(ask, scale, by, rule, status, since, until)
    series, band, held = series_of(ask, a, b, choice)
    title = f"{party_name(a)} – {party_name(b)}: {TITLES[scale]}, by {series.by}"
    if not series.points:
        return nothing(title)
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
                    rule=collection_of(choice),
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
    plain = msgspec.structs.replace(choice, rule=ask.rule, status="told")
    if plain != choice:
        usual = series_of(ask, a, b, msgspec.structs.replace(plain, by=series.by))[0]
        ghost = [{"from": p.start.isoformat(), "value": p.value} for p in usual.points if p.value is not None]
        layers.insert(
            1,
            alt.Chart(alt.Data(values=ghost))  # type: ignore[no-untyped-call]
            .mark_line(color="--edge", strokeDash=[3, 3], strokeWidth=1.4)
            .encode(x=time, y=alt.Y("value:Q", axis=axis)),
        )
    changes = changes_of(ask, a, b, choice)
    headlines = [_headline(ask, next(iter(fit(one, held)), None)) for one in changes]
    layers += _change_marks(changes, headlines, span_of(series), time)
    return Picture(title, alt.layer(*layers).properties(width="container", height=250))


def _headline(ask: Ask, event: Event | None) -> str:
    """What an event is called where there is little room: the title of its leading report."""
    if event is None:
        return ""
    lead = leads(ask.store, [event]).get(event.id)
    told = (lead.document.title if lead else None) or " ".join(
        (*parties(event.actors), event.event_type, *parties(event.recipients))
    )
    return shorten(" ".join(told.split()), HEADLINE, placeholder=" …")


def _change_marks(
    found: list[ChangePoint], headlines: list[str], span: list[str], time: Any
) -> list[Any]:
    """Dashed lines where the level changes, each with its month, how sure it is, and the title of the event
    that fits best; labels stand in rows, so that they do not run into each other.
    """
    if not found:
        return []
    first, last = (date.fromisoformat(day).toordinal() for day in span)
    places: dict[tuple[bool, int], list[dict[str, Any]]] = {}
    for number, (one, headline) in enumerate(zip(found, headlines, strict=True)):
        label = f"{one.start:%b %Y} ({round(one.support * 100)} %)"
        late = (one.start.toordinal() - first) > 0.6 * (last - first)
        places.setdefault((late, number % ROWS), []).append(
            {
                "from": one.start.isoformat(), "before": one.before, "after": one.after,
                "sure": one.support, "earliest": one.earliest.isoformat(), "latest": one.latest.isoformat(),
                "fits": headline, "label": f"{label}: {headline}" if headline else label,
            }
        )  # fmt: skip
    told = [
        alt.Tooltip("from:T", title="level changes"), alt.Tooltip("before:Q", format=".1f"),
        alt.Tooltip("after:Q", format=".1f"), alt.Tooltip("sure:Q", format=".0%"),
        alt.Tooltip("earliest:T"), alt.Tooltip("latest:T"), alt.Tooltip("fits:N", title="event that fits"),
    ]  # fmt: skip
    layers: list[Any] = []
    for (late, row), marks in places.items():
        data = alt.Chart(alt.Data(values=marks))  # type: ignore[no-untyped-call]
        rule = data.mark_rule(color="--q4", strokeDash=[5, 4], strokeWidth=1.6)
        text = data.mark_text(
            align="right" if late else "left", dx=-4 if late else 4, baseline="top", color="--q4", fontSize=11
        )
        layers += [
            rule.encode(x=time, tooltip=told),
            text.encode(x=time, y=alt.value(2 + 14 * row), text="label:N", tooltip=told),
        ]
    return layers


def _week_end(start: date) -> str:
    return date.fromordinal(start.toordinal() + 6).isoformat()


@section.picture("/pair/{one}/{other}/articles", keep="reviews")
def articles_picture(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str | None = None,
    status: str = "told", since: str | None = None, until: str | None = None,
) -> Picture:  # fmt: skip
    """The number of articles beneath each point."""
    a, b = party_of(one), party_of(other)
    series, _, _ = series_of(ask, a, b, chosen(ask, scale, by, rule, status, since, until))
    title = f"{party_name(a)} – {party_name(b)}: articles by {series.by}"
    if not series.points:
        return nothing(title)
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


@section.picture("/pair/{one}/{other}/lanes", keep="reviews")
def lanes_picture(
    ask: Ask, one: str, other: str, scale: Scale = "goldstein", by: By = "auto", rule: str | None = None,
    status: str = "told", since: str | None = None, until: str | None = None,
) -> Picture:  # fmt: skip
    """Every act in the lane of who did it; filled where it took place, hollow where it was only said."""
    a, b = party_of(one), party_of(other)
    series, _, held = series_of(ask, a, b, chosen(ask, scale, by, rule, status, since, until))
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
        assert start is not None
        assert end is not None
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
        alt.Chart(alt.NamedData("rows"))
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
    return Picture(title, chart, rows=rows)


@section.picture("/pair/{one}/{other}/situations")
def situations_picture(ask: Ask, one: str, other: str) -> Picture:
    """Situations between two parties as bars."""
    a, b = party_of(one), party_of(other)
    known = situations.every(ask)
    found = [each for each in situations.now_known(known) if {a, b} <= set(parties(each.parties))]
    rows = situations.bars(found, situations.reach(known)[1])
    for row in rows:
        row["who"] = ""
    return situations.bar_picture(rows, f"{party_name(a)} – {party_name(b)}: situations")
