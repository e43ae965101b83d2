"""Situations on a day: what stood, as it was known on another day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import altair as alt
import msgspec

from communique.exchange.tables import TABLES
from communique.knowledge.parties import party_of
from communique.records import Standing
from communique.store import parties
from communique.store.browse import PAGE
from communique.store.lookup import told_by_id
from communique.stories.standings import stood
from communique.text.days import given_day
from communique.web import links
from communique.web.page import Ask, Csv, NotFound, Section
from communique.web.pictures import Picture
from communique.web.sections.asking import day_or_none, n_pages

section = Section("situations")


class SituationsView(msgspec.Struct, frozen=True):
    """What stood on the day `on`, as known on the day `known_by`. first, last: the days between which the
    project knows situations; behind: how many later reports changed the picture since `known_by`; sentences:
    id of a record that opened or confirmed → its words.
    """

    on: str
    known_by: str
    first: str
    last: str
    kind: str | None
    party: str | None
    kinds: list[str]
    standings: list[Standing]
    n_later: int
    sentences: dict[str, str]
    documents: dict[str, str]
    n_all: int
    n: int
    page: int
    n_pages: int


def every(ask: Ask) -> list[Standing]:
    """All situations over time with all that was ever known, kept while the project stays as it is."""

    def make() -> list[Standing]:
        from communique.store import tables

        wanted = tables.standing
        rows = ask.store.rows(
            tables.standing.select()
            .with_only_columns(wanted.c.record)
            .where(wanted.c.until_run.is_(None))
            .order_by(wanted.c.kind, wanted.c.true_from, wanted.c.id)
        )
        decoder = msgspec.json.Decoder(Standing)
        return [decoder.decode(row.record) for row in rows]

    return ask.project.kept("every standing", make)


def now_known(standings: list[Standing]) -> list[Standing]:
    """Those that hold as known to this day."""
    return [one for one in standings if one.known_until is None]


def reach(standings: list[Standing]) -> tuple[date, date]:
    """First and last day that anything is known of."""
    days = [
        day
        for one in standings
        for when in (one.since, one.until)
        if when is not None
        for day in (when.start, when.end)
        if day is not None
    ] + [one.known_from for one in standings]
    today = date.today()
    return (min(days), max(days)) if days else (today, today)


def _csv(view: SituationsView) -> Csv:
    return TABLES["standings"], view.standings


@section.page("/situations", "situations.html.j2", SituationsView, csv=_csv)
def situations(
    ask: Ask, on: str | None = None, known_by: str | None = None, kind: str | None = None,
    party: str | None = None, page: int = 1,
) -> SituationsView:  # fmt: skip
    """What stood on a day, as it could be known on another: a slider and a second clock."""
    known = every(ask)
    first, last = reach(known)
    day = _day(on, "on") or last
    asked = _day(known_by, "known by")
    clock = asked or max(last, day)
    one = party_of(party) if party else None
    standing = stood(known, day, asked)
    chosen = [
        found
        for found in standing
        if (not kind or found.kind == kind) and (one is None or one in parties(found.parties))
    ]
    chosen.sort(key=lambda found: (found.kind, str(found.since and found.since.start), found.id))
    later = stood(known, day, None)
    keys = {(found.kind, tuple(parties(found.parties))) for found in standing}
    moved = {(found.kind, tuple(parties(found.parties))) for found in later} ^ keys
    n = len(chosen)
    chosen = chosen[(max(1, page) - 1) * PAGE :][:PAGE]
    sentences, documents = behind(ask, chosen)
    return SituationsView(
        day.isoformat(), clock.isoformat(), first.isoformat(), last.isoformat(), kind or None, one,
        sorted({found.kind for found in known}), chosen, len(moved) if asked else 0, sentences, documents,
        len(now_known(known)), n, max(1, page), n_pages(n, PAGE),
    )  # fmt: skip


def _day(text: str | None, name: str) -> date | None:
    return given_day(day_or_none(text, name), last=True)


def behind(ask: Ask, standings: list[Standing], most: int = 2) -> tuple[dict[str, str], dict[str, str]]:
    """Words and address of the records behind situations, by their ids."""
    wanted: list[str] = []
    for one in standings:
        for ids in (one.opened_by, one.reaffirmed_by, one.closed_by, one.conflicts):
            wanted += ids[:most]
    told = told_by_id(ask.store.engine, wanted)
    sentences = {id_: record.evidence.text for id_, record in told.items()}
    return sentences, {id_: links.article(record.document.id, id_) for id_, record in told.items()}


class SituationView(msgspec.Struct, frozen=True):
    """One situation over time: as known now, and every earlier picture of it."""

    standing: Standing
    pictures: list[Standing]
    sentences: dict[str, str]
    documents: dict[str, str]


def _one_csv(view: SituationView) -> Csv:
    return TABLES["standings"], view.pictures


@section.page("/situation/{standing_id}", "situation.html.j2", SituationView, csv=_one_csv)
def situation(ask: Ask, standing_id: str) -> SituationView:
    """One situation: how the picture of it changed as reports came in."""
    known = every(ask)
    found = next((one for one in known if one.id == standing_id), None)
    if found is None:
        raise NotFound(f"No situation has the id {standing_id!r}; look at the day it stood.")
    same = [
        one
        for one in known
        if one.kind == found.kind and parties(one.parties) == parties(found.parties)
    ]  # fmt: skip
    same.sort(key=lambda one: (one.known_from, str(one.since and one.since.start), one.id))
    sentences, documents = behind(ask, same, most=20)
    return SituationView(found, same, sentences, documents)


def bars(standings: list[Standing], last: date) -> list[dict[str, Any]]:
    """Rows of a bar chart: open ends reach to the last day known."""
    rows = []
    for one in standings:
        start = one.since and (one.since.start or one.since.end)
        end = one.until and (one.until.end or one.until.start)
        heard = one.known_from
        rows.append(
            {
                "what": one.kind.replace("_", " "),
                "who": " – ".join(dict.fromkeys(actor.name or actor.text for actor in one.parties)),
                "from": (start or heard).isoformat(),
                "to": max(end or last, (start or heard) + timedelta(days=1)).isoformat(),
                "begin": "known" if start else "not known",
                "end": "ended" if end else "stands, as far as is known",
                "href": links.standing(one.id),
            }
        )
    return rows


@section.picture("/situations")
def situations_picture(ask: Ask, kind: str | None = None, party: str | None = None) -> Picture:
    """Situations as bars over time."""
    one = party_of(party) if party else None
    known = now_known(every(ask))
    chosen = [
        found
        for found in known
        if (not kind or found.kind == kind) and (one is None or one in parties(found.parties))
    ]
    chosen.sort(key=lambda found: (found.known_from, found.id))
    return bar_picture(bars(chosen[-40:], reach(known)[1]), "Situations over time")


def bar_picture(rows: list[dict[str, Any]], title: str, domain: list[str] | None = None) -> Picture:
    """Bars, one row a kind and parties; a pale beginning is one whose day is not known."""
    for row in rows:
        row["label"] = f"{row['what']}: {row['who']}".removesuffix(": ")[:70]
    scale = alt.Scale(domain=domain) if domain else alt.Undefined
    chart = (
        alt.Chart(alt.Data(values=rows))  # type: ignore[no-untyped-call]
        .mark_bar(height=11, cornerRadius=3, cursor="pointer")
        .encode(
            x=alt.X("from:T", title=None, scale=scale), x2="to:T",
            y=alt.Y(
                "label:N", title=None, sort=None,
                axis=alt.Axis(labelLimit=230, minExtent=110, domain=False, ticks=False),
            ),
            color=alt.condition(
                "datum.end == 'ended'", alt.value("--edge"), alt.value("--accent")
            ),
            opacity=alt.condition("datum.begin == 'known'", alt.value(1), alt.value(0.55)),
            tooltip=["what:N", "who:N", alt.Tooltip("from:T"), alt.Tooltip("to:T"), "begin:N", "end:N"],
        )
        .properties(width="container", height={"step": 20})
    )  # fmt: skip
    return Picture(title, chart)
