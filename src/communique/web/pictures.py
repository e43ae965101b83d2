"""Pictures: charts by Altair, drawn in the browser, or here as SVG and PNG with a line that names the source.
"""

from __future__ import annotations

import threading
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
from fastapi import Response

from communique.version import __version__

if TYPE_CHECKING:
    from communique.web.page import Ask, Form

INK, SOFT, LINE = "#1d1f21", "#595e64", "#dedad2"
LIGHT = {
    "--ink": INK, "--soft": SOFT, "--line": LINE, "--edge": "#8d8a83", "--card": "#ffffff",
    "--q1": "#1f6f9f", "--q2": "#1b7a5a", "--q3": "#955a0b", "--q4": "#b3402e", "--accent": "#2f4f8f",
    "--q1b": "#d8eaf5", "--q2b": "#d5eee4", "--q3b": "#f6e6c8", "--q4b": "#f6dad4",
}  # fmt: skip
"""The light palette (report/templates/palette.css) for pictures that leave the program; in the browser the
names are resolved by the page's own.
"""
FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif"
_renderer = threading.Lock()
"""vl-convert runs one script engine; two threads in it at once wait for each other anyway."""


class Picture(msgspec.Struct, frozen=True):
    """chart: an Altair chart, or SVG text that was drawn by ourselves; title: what it shows, for people who
    do not see it; rows: what the chart calls its data `rows`, where they are many (Altair looks at each).
    """

    title: str
    chart: Any = None
    svg: str | None = None
    rows: list[dict[str, Any]] | None = None


def nothing(title: str) -> Picture:
    """A picture without a mark, where there is nothing to draw."""
    import altair as alt

    return Picture(title, alt.Chart(alt.Data(values=[])).mark_point())  # type: ignore[no-untyped-call]


def chart_spec(picture: Picture) -> dict[str, Any]:
    """The Vega-Lite chart as plain data, without a look of its own: colours come with the page."""
    spec: dict[str, Any] = picture.chart.to_dict(validate=False)
    spec.pop("config", None)
    if picture.rows is not None:
        spec["datasets"] = {"rows": picture.rows}
    return spec


def source_line(name: str) -> str:
    """What every picture that leaves the program says below."""
    return f"{name} · communique {__version__} · {date.today().isoformat()}"


def printed_spec(picture: Picture, name: str) -> dict[str, Any]:
    """The chart with title, source line and the light colours."""
    spec = chart_spec(picture)
    spec["title"] = {
        "text": picture.title, "subtitle": source_line(name), "anchor": "start", "color": INK,
        "subtitleColor": SOFT, "fontSize": 15, "subtitleFontSize": 11, "offset": 12,
    }  # fmt: skip
    for part in [spec, *spec.get("vconcat", ())]:
        if part.get("width") == "container":
            part["width"] = 860
    axis = {
        "gridColor": LINE, "domainColor": "#8d8a83", "tickColor": "#8d8a83", "labelColor": SOFT,
        "titleColor": SOFT, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": "normal",
    }  # fmt: skip
    legend = {"labelColor": SOFT, "titleColor": SOFT}
    spec["config"] = {
        "background": "#ffffff", "font": FONT, "view": {"stroke": None}, "axis": axis, "legend": legend,
        "padding": 16,
    }  # fmt: skip
    coloured: dict[str, Any] = _coloured(spec)
    return coloured


def _coloured(value: Any) -> Any:
    """Names of the palette as colours."""
    if isinstance(value, str):
        return LIGHT.get(value, value)
    if isinstance(value, list):
        return [_coloured(part) for part in value]
    if isinstance(value, dict):
        return {key: _coloured(part) for key, part in value.items()}
    return value


def drawn(ask: Ask, picture: Picture, form: Form) -> bytes:
    """A picture in one of its forms."""
    if form == "json":
        return msgspec.json.encode({"title": picture.title, "chart": chart_spec(picture)})
    import vl_convert

    with _renderer:
        if picture.svg is not None:
            svg = picture.svg
        else:
            svg = str(vl_convert.vegalite_to_svg(printed_spec(picture, ask.project.name)))
        return svg.encode() if form == "svg" else bytes(vl_convert.svg_to_png(svg, scale=2.0))


def sent(ask: Ask, body: bytes, form: Form) -> Response:
    """A drawn picture as an answer, under a name of its own."""
    if form == "json":
        return Response(body, media_type="application/json")
    kind = "image/svg+xml" if form == "svg" else "image/png"
    name = "-".join(part for part in ask.request.url.path.split("/")[2:] if part.isascii())
    plain = "".join(c if c.isalnum() or c in "-_." else "-" for c in name)
    headers = {
        "content-disposition": f'inline; filename="communique-{plain}"',
        "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'",
    }
    return Response(body, media_type=kind, headers=headers)
