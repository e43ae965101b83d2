"""ICEWS: events in the twenty columns of its Dataverse files, out and in.

Country names are spelled as in those files, sectors by their words, intensity is ICEWS's Goldstein weight.
What is lost is listed in docs/formats.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TextIO

from communique.exchange.codes import (
    countries,
    country_of,
    given_actor,
    international,
    prefix_of,
    read_table,
    sector_from,
    sector_to,
)
from communique.exchange.given import Given, given_coding, plover_of
from communique.exchange.layout import (
    Row,
    RowRefused,
    day_in,
    number_in,
    read_rows,
    spot_name,
    with_header,
    write_rows,
)
from communique.exchange.numbers import Numbers
from communique.exchange.occurrence import Occurrence, Selection, dyads, select
from communique.ontology import load_ontology
from communique.records import Actor, DocumentRef, Place, Refusal

CODER = "icews"
_OTHER_DAY = "%m/%d/%Y"
"""The file of 2017 writes days so."""
_NEEDED = (
    "Event ID",
    "Event Date",
    "Source Name",
    "Source Country",
    "CAMEO Code",
    "Target Name",
    "Target Country",
)


def write_icews(
    occurrences: Iterable[Occurrence], out: TextIO, selection: Selection, left_out: Counter[str]
) -> int:
    """One row a pair of parties, tab-separated with a header; returns the number of rows.

    An occurrence without a second party is left out (`exchange.one_sided`): the layout always has both.
    """
    numbers = Numbers()
    codes = load_ontology().cameo

    def rows() -> Iterator[tuple[object, ...]]:
        for day, occurrence in select(occurrences, selection, left_out):
            pairs = [
                (one, other) for one, other in dyads(occurrence) if one is not None and other is not None
            ]
            if not pairs or occurrence.cameo is None:
                left_out["exchange.one_sided" if occurrence.cameo else "exchange.no_cameo"] += 1
                continue
            document = occurrence.document
            code = codes[occurrence.cameo]
            place = occurrence.place
            for source, target in pairs:
                one, other = _side(source), _side(target)
                if not any((*one, *other)):
                    left_out["exchange.no_party"] += 1
                    continue
                yield (
                    numbers.of(occurrence.id, source.code, source.name, target.code, target.name),
                    day,
                    *one,
                    code.name,
                    code.code,
                    code.goldstein_icews,
                    *other,
                    numbers.story(document.id) if document else None,
                    None,
                    document.outlet if document else None,
                    *_place(place),
                )

    return write_rows("icews", rows(), out)


def _side(actor: Actor) -> tuple[str | None, str | None, str | None]:
    """name, sectors, country of one side."""
    known = countries().get(actor.country or "")
    prefix = prefix_of(actor)
    words = [international("icews").get(prefix or ""), sector_to("icews", actor.sector)]
    name = actor.person or actor.name or actor.text or None
    return name, ",".join(word for word in words if word), known.icews if known else None


def _place(place: Place | None) -> tuple[object, ...]:
    """City, district, province, country, latitude, longitude."""
    if place is None:
        return (None,) * 6
    known = countries().get(place.country or "")
    cells = {"district": 1, "province": 2, "country": 3}
    names: list[str | None] = [None, None, None, known.icews if known else None]
    slot = cells.get(place.precision, 0)
    if slot < 3:
        names[slot] = spot_name(place)
        if names[slot] is None:
            return (*names, None, None)
    return (*names, place.lat, place.lon)


def read_icews(path: Path, coder: str = CODER) -> Iterator[Given | Refusal]:
    """One event a row; bad rows as refusals with file, line and reason. Also reads .gz and .zip.

    Rows of CAMEO root 01 (statements) have no PLOVER type and are refused as `exchange.no_type`.
    """

    return read_rows(path, with_header("ICEWS", *_NEEDED), lambda row: _given_row(row, coder))


def _given_row(row: Row, coder: str) -> Given:
    day = day_in(row, "Event Date", _OTHER_DAY)
    if day is None:
        raise RowRefused("exchange.bad_date", "Event Date is empty")
    if not row["Event ID"]:
        raise RowRefused("exchange.no_id", "Event ID is empty")
    cameo = row["CAMEO Code"]
    event_type, mode, contexts = plover_of(cameo)
    source, target = _given(row, "Source"), _given(row, "Target")
    if source is None and target is None:
        raise RowRefused("exchange.no_party", "neither source nor target is named")
    story = row.get("Story ID")
    document = DocumentRef(
        f"{coder}:{story or row['Event ID']}",
        f"{coder} story {story}" if story else f"{coder} {row['Event ID']}",
        None,
        row.get("Publisher") or None,
        None,
    )
    coding = given_coding(
        # An event id alone repeats in the files of 2007-2013; with the day it does not.
        key=(row["Event ID"], day.isoformat()),
        coder=coder,
        document=document,
        event_type=event_type,
        mode=mode,
        contexts=contexts,
        cameo=cameo,
        goldstein=number_in(row, "Intensity", -10, 10),
        actors=(source,) if source else (),
        recipients=(target,) if target else (),
        day=day,
        place=_given_place(row),
    )
    return Given(row["Event ID"], coding)


def _given(row: Row, side: str) -> Actor | None:
    name = row.get(f"{side} Name")
    words = [word.strip() for word in row.get(f"{side} Sectors").split(",") if word.strip()]
    country = country_of(row.get(f"{side} Country"))
    if not (name or words or country):
        return None
    sector = sector_from("icews", sorted(words, key=_rank))
    # The sector tells an intergovernmental organisation; which one it is only the name can tell.
    prefixes = {word: code for code, word in international("icews").items() if code not in ("UNO", "EUR")}
    prefix = _named_organisation(name) or next((prefixes[word] for word in words if word in prefixes), None)
    return given_actor(name or None, country, prefix, sector)


def _named_organisation(name: str) -> str | None:
    if name in (
        "European Union",
        "European Commission",
        "European Parliament",
        "Council of the European Union",
    ):
        return "EUR"
    return "UNO" if name.startswith(("UN ", "United Nations")) else None


def _rank(word: str) -> tuple[int, str]:
    """ICEWS joins sectors in any order: the specific one counts before Government, Elite and Social."""
    return {"Government": 1, "Executive": 1, "Parties": 2, "Elite": 3, "Social": 4}.get(word, 0), word


def _given_place(row: Row) -> Place | None:
    lat, lon = number_in(row, "Latitude", -90, 90), number_in(row, "Longitude", -180, 180)
    country = country_of(row.get("Country"))
    for column, precision in (("City", "city"), ("District", "district"), ("Province", "province")):
        if row.get(column):
            return Place(0, 0, "", row[column], country, lat, lon, None, precision, "as given by the file")
    if country is None:
        return None
    return Place(
        0, 0, "", countries()[country].name, country, lat, lon, None, "country", "as given by the file"
    )


def sector_words() -> list[str]:
    """Every ICEWS sector word that is understood, for the documentation."""
    return sorted(
        {row["icews"] for row in read_table("sectors.csv") if row["icews"]}
        | {row["name"] for row in read_table("sectors_read.csv") if row["system"] == "icews"}
    )
