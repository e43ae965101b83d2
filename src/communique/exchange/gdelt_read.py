"""GDELT Events, 2.0 and 1.0, as codings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from urllib.parse import urlsplit

from communique.exchange.codes import country_of, country_of_fips, given_actor, international, sector_from
from communique.exchange.given import Given, given_coding, plover_of
from communique.exchange.layout import Row, RowRefused, day_in, layout, number_in, read_day, read_rows
from communique.records import Actor, DocumentRef, Place, Refusal, short_id

CODER = "gdelt"
_PRECISIONS = {1: "country", 2: "province", 3: "city", 4: "city", 5: "province"}
_GROUPS = {"EEC": "EUR", "UNO": "UNO"}
"""Known groups that are codes of their own in PLOVER."""


def read_gdelt(path: Path, coder: str = CODER) -> Iterator[Given | Refusal]:
    """One event a row of Events (61 columns; 58 or 57 of version 1.0); bad rows as refusals with file,
    line and reason. Also reads .gz and .zip. Rows of CAMEO root 01 (statements) have no PLOVER type and are
    refused as `exchange.no_type`."""
    return read_rows(path, _names, lambda row: _given_row(row, coder))


def _names(cells: list[str]) -> list[str]:
    """GDELT has no header: the number of columns tells which table it is."""
    names = [column.name for column in layout("gdelt_events")]
    old = [name for name in names if not name.endswith("ADM2Code")]
    for known in (names, old, old[:-1]):
        if len(cells) == len(known) and cells[0].strip().isdigit():
            return known
    if len(cells) == len(layout("gdelt_mentions")):
        raise RowRefused(
            "exchange.not_this_format", "a table of Mentions; give the table of Events (export.CSV)"
        )
    raise RowRefused(
        "exchange.not_this_format",
        f"{len(cells)} columns in line 1; Events of GDELT have 61 (57 or 58 in 1.0)",
    )


def _given_row(row: Row, coder: str) -> Given:
    day = day_in(row, "Day")
    if day is None:
        raise RowRefused("exchange.bad_date", "Day is empty")
    cameo = row["EventCode"]
    event_type, mode, contexts = plover_of(cameo)
    source, target = _given(row, "Actor1"), _given(row, "Actor2")
    if source is None and target is None:
        raise RowRefused("exchange.no_party", "neither Actor1 nor Actor2 is named")
    url = row.get("SOURCEURL")
    number = row["GlobalEventID"]
    document = DocumentRef(
        short_id(coder, url) if url else f"{coder}:{number}", url or f"{coder} {number}", None,
        _host(url), _published(row),
    )  # fmt: skip
    coding = given_coding(
        key=(number,), coder=coder, document=document, event_type=event_type, mode=mode, contexts=contexts,
        cameo=cameo, goldstein=number_in(row, "GoldsteinScale", -10, 10), actors=(source,) if source else (),
        recipients=(target,) if target else (), day=day, place=_place(row),
    )  # fmt: skip
    # Articles of the first quarter of an hour: all that GDELT counts.
    articles, sources = number_in(row, "NumArticles", 0, 1e9), number_in(row, "NumSources", 0, 1e9)
    return Given(number, coding, max(1, int(articles or 1)), max(1, int(sources or 1)))


def _published(row: Row) -> date | None:
    """The day of the quarter of an hour in which GDELT saw it; version 1.0 has only the day of a later
    load.
    """
    added = row.get("DATEADDED")
    return read_day(added[:8]) if len(added) == 14 else None


@lru_cache(maxsize=4096)
def _host(url: str) -> str | None:
    """The outlet of an address; a citation stands for itself."""
    return (urlsplit(url).hostname if "://" in url else url) or None


@cache
def _prefixes() -> dict[str, str]:
    return {cameo: plover for plover, cameo in international("cameo").items() if len(cameo) == 3}


def _given(row: Row, side: str) -> Actor | None:
    name, code = row.get(f"{side}Name"), row.get(f"{side}Code")
    if not (name or code):
        return None
    roles = [row.get(f"{side}Type{n}Code") for n in (1, 2, 3)]
    group = row.get(f"{side}KnownGroupCode")
    country = country_of(row.get(f"{side}CountryCode"))
    prefix = _GROUPS.get(group) or next((_prefixes()[role] for role in roles if role in _prefixes()), None)
    sector = sector_from("cameo", [role for role in roles if role])
    return given_actor(name or None, None if group in _GROUPS else country, prefix, sector)


def _place(row: Row) -> Place | None:
    kind = number_in(row, "ActionGeo_Type", 0, 5)
    name = row.get("ActionGeo_FullName")
    if not name or not kind:
        return None
    lat, lon = number_in(row, "ActionGeo_Lat", -90, 90), number_in(row, "ActionGeo_Long", -180, 180)
    country = country_of_fips(row.get("ActionGeo_CountryCode"))
    return Place(0, 0, "", name, country, lat, lon, None, _PRECISIONS[int(kind)], "as given by the file")
