"""Acts of a pair with the machine's known errors taken out: what the counts would be if all were reviewed."""

from __future__ import annotations

from typing import Any

import altair as alt
import msgspec

from communique.exchange.columns import Column
from communique.exchange.tables import Table
from communique.knowledge.parties import party_of
from communique.report.model import QUADS
from communique.review.corrected import Corrected, Unit, corrected_counts
from communique.review.gold import gold_of
from communique.review.population import ids_in_pair
from communique.web.names import party_name
from communique.web.page import Ask, Csv, Section
from communique.web.pictures import Picture, nothing
from communique.web.review_room import room_of

section = Section("pairs")


class CorrectedView(msgspec.Struct, frozen=True):
    """Counts by period and quad class, as coded and as they would be. n_judged: of n_codings, those that
    people judged; n_gold: judged codings of the whole project, by which the others are corrected.
    """

    one: str
    other: str
    by: Unit
    counts: list[Corrected]
    n_codings: int
    n_judged: int
    n_gold: int


CORRECTED = Table(
    "corrected",
    (
        Column("period", "VARCHAR", "month or year"),
        Column("quad", "INTEGER", "quad class 1–4"),
        Column("coded", "INTEGER", "acts as coded"),
        Column("estimate", "DOUBLE", "acts expected if all were reviewed"),
        Column("low", "DOUBLE", "lower end of the interval of 95 %"),
        Column("high", "DOUBLE", "upper end"),
        Column("n_judged", "INTEGER", "of those coded, judged by people"),
    ),
    lambda one: (one.period, one.quad, one.coded, one.estimate, one.low, one.high, one.n_judged),
    ("period", "quad"),
    "one period and class a row",
)  # fmt: skip


def _csv(view: CorrectedView) -> Csv:
    return CORRECTED, view.counts


@section.page(
    "/pair/{one}/{other}/corrected", "corrected.html.j2", CorrectedView, csv=_csv, keep="reviews"
)
def corrected(ask: Ask, one: str, other: str, by: Unit = "year") -> CorrectedView:
    """Acts between two parties as coded, and as they would be if everything were reviewed."""
    a, b = party_of(one), party_of(other)

    def make() -> CorrectedView:
        room = room_of(ask.request)
        numbers = ids_in_pair(ask.store, a, b)
        room.queue.log.refresh()
        golds = list(gold_of(ask.store, room.queue.log))
        rows = room.queue.population().rows
        judged = {gold.id for gold in golds}
        own = [row for row in rows if row.n in numbers]
        # strata are learnt from the whole project, and counted in the pair alone
        counts = corrected_counts(own, golds, by=by, learnt_from=rows) if golds else []
        return CorrectedView(
            a, b, by, counts, len(own), sum(row.id in judged for row in own), len(golds)
        )

    return ask.project.kept(("corrected", a, b, by), make, reviewed=True)


@section.picture("/pair/{one}/{other}/corrected", keep="reviews")
def corrected_picture(ask: Ask, one: str, other: str, by: Unit = "year") -> Picture:
    """Counts by class: a stroke as coded, a dot with its interval as expected if all were reviewed."""
    view = corrected(ask, one, other, by)
    title = f"{party_name(view.one)} – {party_name(view.other)}: acts by {by}, known errors taken out"
    if not view.counts:
        return nothing(title)
    rows: list[dict[str, Any]] = [
        {"period": one.period, "kind": QUADS[one.quad], "coded": one.coded,
         "estimate": round(one.estimate, 2), "low": one.low, "high": one.high}
        for one in view.counts
    ]  # fmt: skip
    kinds = list(QUADS.values())
    base = alt.Chart(alt.NamedData("rows")).encode(
        x=alt.X("period:O", title=None, axis=alt.Axis(labelOverlap=True)),
        xOffset=alt.XOffset("kind:N", sort=kinds),
        color=alt.Color(
            "kind:N", legend=None, scale=alt.Scale(domain=kinds, range=["--q1", "--q2", "--q3", "--q4"])
        ),
        tooltip=[
            "period:O", "kind:N", alt.Tooltip("coded:Q", title="as coded"),
            alt.Tooltip("estimate:Q", format=".1f"), alt.Tooltip("low:Q", format=".1f"),
            alt.Tooltip("high:Q", format=".1f"),
        ],
    )  # fmt: skip
    chart = alt.layer(
        base.mark_rule(strokeWidth=3, opacity=0.45).encode(y=alt.Y("low:Q", title="acts"), y2="high:Q"),
        base.mark_tick(thickness=2).encode(y="coded:Q"),
        base.mark_point(filled=True, size=50, opacity=1).encode(y="estimate:Q"),
    ).properties(width="container", height=250)
    return Picture(title, chart, rows=rows)
