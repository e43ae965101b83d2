"""The flat form of a coding: one row, documented columns, for CSV, Parquet and the table on a terminal.

Several actors share one cell, joined by "; ", in the order of the record. Column order and meaning are
printed in docs/columns.md from COLUMNS, which a test keeps true. The other records' flat forms are in
tables.py."""

from __future__ import annotations

import msgspec

from communique.records import Actor, Coding, Magnitude


class Column(msgspec.Struct, frozen=True):
    """name, type as DuckDB calls it, and what it holds."""

    name: str
    type: str
    meaning: str


COLUMNS: tuple[Column, ...] = (
    Column("id", "VARCHAR", "id of the coding"),
    Column("document_id", "VARCHAR", "id of the document"),
    Column("source", "VARCHAR", "file or address of the document"),
    Column("title", "VARCHAR", "headline"),
    Column("outlet", "VARCHAR", "outlet"),
    Column("published", "DATE", "day of publication"),
    Column("date_start", "DATE", "first day on which the act may have taken place"),
    Column("date_end", "DATE", "last such day"),
    Column("date_precision", "VARCHAR", "day, week, month, season, year, range or unknown"),
    Column("date_basis", "VARCHAR", "expression, dateline, publication or context"),
    Column("event_type", "VARCHAR", "PLOVER type"),
    Column("mode", "VARCHAR", "PLOVER mode"),
    Column("contexts", "VARCHAR", "PLOVER contexts, joined by ;"),
    Column("cameo", "VARCHAR", "CAMEO code"),
    Column("quad", "INTEGER", "quad class 1 to 4"),
    Column("goldstein", "DOUBLE", "Goldstein weight of the CAMEO code"),
    Column("plover_score", "DOUBLE", "PLOVER score of mode or type"),
    Column("actors", "VARCHAR", "codes of the actors"),
    Column("actor_names", "VARCHAR", "names of the actors"),
    Column("actor_countries", "VARCHAR", "countries of the actors"),
    Column("actor_cow", "VARCHAR", "Correlates of War numbers of the actors"),
    Column("recipients", "VARCHAR", "codes of the recipients"),
    Column("recipient_names", "VARCHAR", "names of the recipients"),
    Column("recipient_countries", "VARCHAR", "countries of the recipients"),
    Column("recipient_cow", "VARCHAR", "Correlates of War numbers of the recipients"),
    Column("status", "VARCHAR", "happened, promised, threatened, denied …"),
    Column("background", "BOOLEAN", "earlier history rather than the news of the article"),
    Column("zone", "VARCHAR", "title, body or caption"),
    Column("place", "VARCHAR", "where it took place"),
    Column("place_country", "VARCHAR", "country of that place"),
    Column("lat", "DOUBLE", "latitude in degrees"),
    Column("lon", "DOUBLE", "longitude in degrees"),
    Column("place_precision", "VARCHAR", "point, city, district, province or country"),
    Column("said_by", "VARCHAR", "speakers, nearest first"),
    Column("said_by_codes", "VARCHAR", "their codes"),
    Column("content", "VARCHAR", "what is offered, asked or threatened"),
    Column("condition", "VARCHAR", "on what condition"),
    Column("magnitude", "VARCHAR", "counts, as kind:low-high"),
    Column("confidence", "DOUBLE", "chance that type, actors and direction are all right"),
    Column("restates", "VARCHAR", "id of the fuller coding of the same act"),
    Column("trigger", "VARCHAR", "the word that carries the act"),
    Column("trigger_start", "INTEGER", "its first code point in the text"),
    Column("trigger_end", "INTEGER", "the code point after it"),
    Column("evidence", "VARCHAR", "the sentence"),
    Column("evidence_start", "INTEGER", "its first code point"),
    Column("evidence_end", "INTEGER", "the code point after it"),
    Column("coder", "VARCHAR", "name and version of the coder"),
)


def joined(parts: list[str]) -> str | None:
    """Several values in one cell, in order; null when all are empty."""
    return "; ".join(parts) if any(parts) else None


def names_of(actors: tuple[Actor, ...]) -> str | None:
    """Names of one side, persons before offices."""
    return joined([actor.person or actor.name or actor.text for actor in actors])


def side(actors: tuple[Actor, ...]) -> tuple[str | None, str | None, str | None, str | None]:
    """codes, names, countries, COW numbers of one side."""
    return (
        joined([actor.code or "" for actor in actors]),
        names_of(actors),
        joined([actor.country or "" for actor in actors]),
        joined([str(actor.cow) if actor.cow is not None else "" for actor in actors]),
    )


def magnitudes(counts: tuple[Magnitude, ...]) -> str | None:
    """Counts in one cell: killed:3-5; wounded:12."""
    return joined(
        [f"{m.kind}:{m.low:g}-{m.high:g}" if m.low != m.high else f"{m.kind}:{m.low:g}" for m in counts]
    )


def flat_row(coding: Coding) -> tuple[object, ...]:
    """Values in the order of COLUMNS."""
    place = coding.place
    return (
        coding.id,
        coding.document.id,
        coding.document.source,
        coding.document.title,
        coding.document.outlet,
        coding.document.published,
        coding.date.start,
        coding.date.end,
        coding.date.precision,
        coding.date.basis,
        coding.event_type,
        coding.mode,
        joined(list(coding.contexts)),
        coding.cameo,
        coding.quad,
        coding.goldstein,
        coding.plover_score,
        *side(coding.actors),
        *side(coding.recipients),
        coding.status,
        coding.background,
        coding.zone,
        place.name if place else None,
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.precision if place else None,
        joined([link.name for link in coding.attribution]),
        joined([link.code or "" for link in coding.attribution]),
        coding.content.text if coding.content else None,
        coding.condition.text if coding.condition else None,
        magnitudes(coding.magnitude),
        coding.confidence,
        coding.restates,
        coding.trigger.text,
        coding.trigger.start,
        coding.trigger.end,
        coding.evidence.text,
        coding.evidence.start,
        coding.evidence.end,
        coding.coder,
    )
