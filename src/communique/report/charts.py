"""Charts as SVG: Altair draws, vl-convert renders, so that no script and no network is needed to look at
them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from communique.records import Coding
from communique.report.pairs import Pair

COOPERATION, CONFLICT = "#1b7a5a", "#b3402e"
"""Green and red of equal lightness, told apart by position as well as by colour."""
MOST_YEARS = 11
"""Years that fit beside each other at 390 pixels."""


def pair_chart(codings: Sequence[Coding], years: list[int]) -> str | None:
    """Codings of one pair by year, cooperation upwards and conflict downwards; null without the `report`
    extra.
    """
    try:
        import altair as alt
        import vl_convert
    except ImportError:
        return None
    counts: dict[tuple[int, str], int] = {}
    for coding in codings:
        year = year_of(coding)
        if year is not None:
            side = "cooperation" if coding.quad <= 2 else "conflict"
            counts[year, side] = counts.get((year, side), 0) + (1 if side == "cooperation" else -1)
    rows: list[dict[str, Any]] = [
        {"year": year, "side": side, "n": n} for (year, side), n in sorted(counts.items())
    ]
    if not rows:
        return None
    reach = max(2, *(abs(row["n"]) for row in rows))
    step = max(1, round(reach / 3))
    ticks = [n for n in range(-reach, reach + 1) if n % step == 0]
    chart = (
        alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
        .mark_bar(size=14, cornerRadiusEnd=2)
        .encode(
            x=alt.X(
                "year:O", title=None, scale=alt.Scale(domain=years),
                axis=alt.Axis(labelAngle=0, labelOverlap="greedy", tickSize=0, labelPadding=6),
            ),
            y=alt.Y(
                "n:Q", title=None, scale=alt.Scale(domain=[-reach, reach]),
                axis=alt.Axis(values=ticks, format="d", labelExpr="abs(datum.value)"),
            ),
            color=alt.Color(
                "side:N", legend=None, scale=alt.Scale(domain=["cooperation", "conflict"],
                range=[COOPERATION, CONFLICT])
            ),
        )
        .properties(width=460, height=130)
        .configure_view(stroke=None)
        .configure_axis(gridColor="#8884", domain=False, labelColor="#777", labelFontSize=12)
        .configure(background="transparent", font="system-ui, sans-serif")
    )  # fmt: skip
    return _scalable(str(vl_convert.vegalite_to_svg(chart.to_json(validate=False))))


def year_of(coding: Coding) -> int | None:
    """The year of a coding whose dates lie in one year."""
    start, end = coding.date.start, coding.date.end
    return start.year if start is not None and end is not None and start.year == end.year else None


def pair_charts(pairs: Sequence[tuple[Pair, list[Coding]]], names: dict[str, str]) -> list[dict[str, str]]:
    """Title and picture of each pair, all over the same years: those of which the pairs' codings tell most.
    """
    years = sorted(
        {year for _, codings in pairs for coding in codings if (year := year_of(coding)) is not None}
    )
    if not years:
        return []
    recent = [year for year in range(max(years) - MOST_YEARS + 1, max(years) + 1) if year >= min(years)]
    charts: list[dict[str, str]] = []
    for (one, other), codings in pairs:
        svg = pair_chart([c for c in codings if year_of(c) in recent], recent)
        if svg is not None:
            svg = _renumbered(svg, len(charts))
            charts.append({"title": f"{names.get(one, one)} – {names.get(other, other)}", "svg": svg})
    return charts


def _renumbered(svg: str, chart: int) -> str:
    """The renderer counts its ids over the life of the process; ours follow from the place on the page, so
    that the same codings give the same bytes.
    """
    found = list(dict.fromkeys(re.findall(r'\bid="([a-z]+\d+)"', svg)))
    for place, name in enumerate(found):
        svg = re.sub(rf'(["#]){name}([")])', rf"\g<1>chart{chart}-{place}\2", svg)
    return svg


def _scalable(svg: str) -> str:
    """The picture as wide as its place allows: its fixed size goes, its view box stays."""
    return re.sub(r'(<svg[^>]*?) width="[\d.]+" height="[\d.]+"', r"\1", svg, count=1)
