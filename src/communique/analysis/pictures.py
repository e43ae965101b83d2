"""Pictures of series: SVG and PNG, drawn with Altair and vl-convert, without a browser or the net."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from communique.analysis.changes import ChangePoint
from communique.analysis.tension import Series
from communique.errors import UsageError

_TITLE = {
    "goldstein": "mean Goldstein weight (low is tense)",
    "plover": "mean PLOVER score (low is tense)",
    "counts": "cooperative minus conflictive events",
}
WIDTH = 760


def chart_of(series: Series, changes: Sequence[ChangePoint] = ()) -> Any:
    """An Altair chart: the series with its changes of level, and the number of articles beneath it.

    Raises UsageError when Altair is not installed.
    """
    try:
        import altair as alt
    except ImportError:
        raise UsageError("pictures need altair and vl-convert; pip install 'communique[report]'") from None
    rows = [
        {"start": point.start.isoformat(), "value": point.value, "articles": point.n_articles,
         "events": point.n_events}
        for point in series.points
    ]  # fmt: skip
    data = alt.Data(values=rows)  # type: ignore[no-untyped-call]
    time = alt.X("start:T", title=None)
    line = (
        alt.Chart(data)
        .mark_line(point=True, color="#1f4e79")
        .encode(x=time, y=alt.Y("value:Q", title=_TITLE[series.scale]))
    )
    base = alt.Data(values=[{"y": 0}])  # type: ignore[no-untyped-call]
    zero = alt.Chart(base).mark_rule(color="#999999").encode(y="y:Q")
    layers = [zero, line]
    if changes:
        found = [{"at": change.start.isoformat(), "support": change.support} for change in changes]
        marks = alt.Data(values=found)  # type: ignore[no-untyped-call]
        layers.append(alt.Chart(marks).mark_rule(color="#b03a2e", strokeDash=[4, 3]).encode(x="at:T"))
    upper = alt.layer(*layers).properties(
        width=WIDTH, height=240, title=f"{series.pair[0]} – {series.pair[1]}, by {series.by}"
    )
    lower = (
        alt.Chart(data)
        .mark_bar(color="#888888")
        .encode(x=time, y=alt.Y("articles:Q", title="articles"))
        .properties(width=WIDTH, height=70)
    )
    return alt.vconcat(upper, lower).resolve_scale(x="shared")


def draw(series: Series, path: Path, changes: Sequence[ChangePoint] = ()) -> None:
    """Writes a picture; its format is that of the file's name. Raises UsageError for other names than .svg,
    .png and for a series without points.
    """
    if path.suffix not in (".svg", ".png"):
        raise UsageError(f"{path}: expected a file name that ends in .svg or .png")
    if not series.points:
        raise UsageError(
            f"no events between {' and '.join(series.pair)} to draw; look at `communique events`"
        )
    spec = chart_of(series, changes).to_dict()
    import vl_convert

    if path.suffix == ".svg":
        path.write_text(vl_convert.vegalite_to_svg(spec), "utf-8")
    else:
        path.write_bytes(vl_convert.vegalite_to_png(spec, scale=2))
