"""Writes report.html: one file, no network, nothing but its own style and script."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from communique.errors import UsageError
from communique.knowledge import load_knowledge
from communique.knowledge.parties import INTERNATIONAL
from communique.pipeline import Outcome
from communique.report.charts import pair_charts
from communique.report.model import build
from communique.version import __version__


def write_report(outcomes: Sequence[Outcome], path: Path, title: str = "communique report") -> None:
    """Writes the report on `outcomes` to `path`. Raises UsageError without the `report` extra."""
    try:
        from jinja2 import Environment, PackageLoader
    except ImportError:
        raise UsageError("the report needs Jinja2: install communique[report]") from None
    knowledge = load_knowledge()
    names = dict(INTERNATIONAL)
    for country in knowledge.rows("countries"):
        names[country.id] = knowledge.name("country", country.id)
    model = build(outcomes, names)
    charts = pair_charts(model.pop("chart_pairs"), names)
    environment = Environment(
        loader=PackageLoader("communique.report"), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    data = {key: model[key] for key in ("codings", "pairs", "quads")}
    html = environment.get_template("report.html.j2").render(
        title=title, version=__version__, charts=charts, data=_embedded(data), **model
    )
    path.write_text(html, encoding="utf-8")


def _embedded(data: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = msgspec.json.encode(data).decode("utf-8")
    return (
        text.replace("<", "\\u003c")
        .replace(">", "\\u003e")
        .replace("&", "\\u0026")
        .replace("\u2028", "\\u2028")
    )
