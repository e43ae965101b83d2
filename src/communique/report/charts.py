"""Charts as SVG: Altair draws, vl-convert renders, so that no script and no network is needed to look at them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from communique.records import Coding
from communique.report.pairs import Pair

COOPERATION, CONFLICT = "#1b7a5a", "#b3402e"
"""Green and red of equal lightness, told apart by position as well as by colour."""


def cooperation_chart(pairs: Sequence[tuple[Pair, list[Coding]]], names: dict[str, str]) -> str | None:
    """Codings of each pair by year, cooperation upwards and conflict downwards; null without the `report` extra."""
    try:
        import altair as alt
        import vl_convert
    except ImportError:
        return None
    rows: list[dict[str, Any]] = []
    for (one, other), codings in pairs:
        counts: dict[tuple[int, str], int] = {}
        for coding in codings:
            if coding.date.start is None or (coding.date.end and coding.date.end.year != coding.date.start.year):
                continue
            side = "cooperation" if coding.quad <= 2 else "conflict"
            key = (coding.date.start.year, side)
            counts[key] = counts.get(key, 0) + (1 if side == "cooperation" else -1)
        label = f"{names.get(one, one)} – {names.get(other, other)}"
        rows += [{"pair": label, "year": year, "side": side, "n": n} for (year, side), n in sorted(counts.items())]
    if not rows:
        return None
    order = list(dict.fromkeys(row["pair"] for row in rows))
    chart = (
        alt.Chart(alt.Data(values=rows))
        .mark_bar(size=13, cornerRadiusEnd=2)
        .encode(
            x=alt.X("year:O", title=None, axis=alt.Axis(labelAngle=0, labelOverlap="greedy", tickSize=0)),
            y=alt.Y("n:Q", title=None, axis=alt.Axis(tickCount=4, format="d", labelExpr="abs(datum.value)")),
            color=alt.Color(
                "side:N", title=None, legend=alt.Legend(orient="top"),
                scale=alt.Scale(domain=["cooperation", "conflict"], range=[COOPERATION, CONFLICT]),
            ),
            facet=alt.Facet("pair:N", columns=2, title=None, sort=order, header=alt.Header(labelFontSize=13, labelAnchor="start")),
        )
        .properties(width=430, height=110)
        .resolve_scale(x="shared", y="independent")
        .configure_view(stroke=None)
        .configure_axis(grid=True, gridColor="#8884", domain=False, labelColor="#666")
        .configure_header(labelColor="#666")
        .configure_legend(labelColor="#666", labelFontSize=12)
        .configure(background="transparent", font="system-ui, sans-serif")
    )  # fmt: skip
    svg = str(vl_convert.vegalite_to_svg(chart.to_json(validate=False)))
    return _scalable(svg)


def _scalable(svg: str) -> str:
    """The picture as wide as its place allows: its fixed size goes, its view box stays."""
    return re.sub(r'(<svg[^>]*?) width="[\d.]+" height="[\d.]+"', r"\1", svg, count=1)
