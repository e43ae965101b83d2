"""What goes out in the layouts of the field comes back in: whatever names and titles hold."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import a_coding, a_day, a_reference, an_actor

from communique.exchange.formats import READERS
from communique.exchange.gdelt import write_gdelt
from communique.exchange.given import Given
from communique.exchange.icews import write_icews
from communique.exchange.layout import layout
from communique.exchange.occurrence import Occurrence, Selection, of_coding
from communique.exchange.plover import write_plover
from communique.exchange.polecat import write_polecat
from communique.ontology import load_ontology
from communique.records import Coding, Place

ONTOLOGY = load_ontology()
ANY = st.text(st.characters(codec="utf-8", exclude_categories=("Cs",)), min_size=1, max_size=25)
CODES = st.sampled_from(
    sorted(code for code in ONTOLOGY.cameo if not code.startswith("01") and len(code) > 2)
)
NAMES = ANY.filter(str.strip) | st.sampled_from(["None", "NA", "nan", "'", '"', ";", "=", "; ", "---"])
COUNTRIES = st.sampled_from(["KOR", "PRK", "ROU", "TLS", "PSE", "CIV", "KOS", "NAM", "GBR"])
SECTORS = st.sampled_from([None, "GOV", "MIL", "JRN", "MED", "REB", "BUS"])
DAYS = st.dates(date(1979, 1, 1), date(2030, 12, 31))
ACTORS = st.builds(
    lambda country, sector, name: an_actor(country, "Norland", sector=sector, name=name),
    COUNTRIES,
    SECTORS,
    ANY | NAMES,
)


@st.composite
def codings(draw: st.DrawFn) -> Coding:
    cameo = draw(CODES)
    event_type = (ONTOLOGY.plover_of(cameo) or ("REQUEST", None, ()))[0]
    day = draw(DAYS)
    place = draw(st.none() | st.builds(
        lambda name, precision, lat, lon: Place(0, 5, name, name, "KOR", lat, lon, None, precision, "test"),
        NAMES, st.sampled_from(["city", "province", "country"]), st.floats(-90, 90), st.floats(-180, 180),
    ))  # fmt: skip
    return a_coding(
        event_type, id=draw(st.text("0123456789abcdef", min_size=16, max_size=16)), cameo=cameo,
        goldstein=ONTOLOGY.goldstein(cameo), quad=ONTOLOGY.quad(event_type), status="happened",
        actors=(draw(ACTORS),), recipients=(draw(ACTORS),), date=a_day(day), place=place, contexts=(),
        document=a_reference(title=draw(st.none() | ANY), outlet=draw(st.none() | ANY), source=draw(ANY),
                             published=draw(st.none() | DAYS)),
    )  # fmt: skip


def gdelt(occurrences: Iterable[Occurrence], out: Any, selection: Selection, left: Counter[str]) -> int:
    return write_gdelt(occurrences, out, io.StringIO(), selection, left)


WRITERS: dict[str, tuple[Callable[..., int], bool]] = {
    "icews": (write_icews, False), "polecat": (write_polecat, False), "gdelt": (gdelt, False),
    "plover": (write_plover, True),
}  # fmt: skip


def there_and_back(name: str, coding: Coding) -> tuple[bytes, Coding]:
    write, binary = WRITERS[name]
    out: Any = io.BytesIO() if binary else io.StringIO(newline="")
    assert write([of_coding(coding)], out, Selection(), Counter()) == 1
    content = out.getvalue() if binary else out.getvalue().encode("utf-8")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x"
        path.write_bytes(content)
        (record,) = READERS[name](path, "back")
    assert isinstance(record, Given), record
    return content, record.coding


@settings(deadline=None, max_examples=60)
@pytest.mark.parametrize("name", WRITERS)
@given(coding=codings())
def test_an_act_comes_back(name: str, coding: Coding) -> None:
    content, again = there_and_back(name, coding)
    assert again.event_type == coding.event_type
    assert again.date.start == coding.date.start
    assert [actor.country for actor in again.actors] == [actor.country for actor in coding.actors]
    assert [actor.country for actor in again.recipients] == [actor.country for actor in coding.recipients]
    assert [actor.sector for actor in again.actors] == [actor.sector for actor in coding.actors]
    if name in ("icews", "gdelt"):
        assert again.cameo == coding.cameo
    if coding.place is not None and again.place is not None:
        assert again.place.country == "KOR"
        assert again.place.precision == coding.place.precision
        assert again.place.lat == pytest.approx(coding.place.lat, abs=1e-6)
    columns = {"icews": "icews", "polecat": "polecat", "gdelt": "gdelt_events"}.get(name)
    if columns:
        lines = content.decode().removesuffix("\n").split("\n")
        assert len(lines) == (1 if name == "gdelt" else 2)
        assert {len(line.split("\t")) for line in lines} == {len(layout(columns))}
        for column, cell in zip(layout(columns), lines[-1].split("\t"), strict=True):
            assert column.type != "string" or not cell.startswith(("=", "+", "-", "@", "\t", "\r"))


def told_at(name: str) -> Coding:
    place = Place(0, 5, name, name, "KOR", 1.0, 2.0, None, "city", "test")
    return a_coding("CONSULT", cameo="040", status="happened", place=place, date=a_day(date(2000, 1, 1)),
                    actors=(an_actor("KOR", "x", name=name),), recipients=(an_actor("PRK", "x", name=name),))  # fmt: skip


@pytest.mark.parametrize("name", WRITERS)
@pytest.mark.parametrize("word", ["None", "NA", "nan", "NULL", "---", "'", '"'])
def test_names_like_a_word_for_nothing_come_back(name: str, word: str) -> None:
    again = there_and_back(name, told_at(word))[1]
    assert again.place is not None
    assert again.place.precision == "city"
    assert again.place.name.startswith(word)
    assert name == "gdelt" or again.actors[0].name == word


@pytest.mark.parametrize("name", ["icews", "polecat"])
@pytest.mark.parametrize("blank", [" ", "\x1f", "\x85", "\u2028"])
def test_a_place_without_a_name_is_no_finer_than_its_country(name: str, blank: str) -> None:
    again = there_and_back(name, told_at(blank))[1]
    assert again.place is not None
    assert (again.place.precision, again.place.country) == ("country", "KOR")
    assert (again.place.lat, again.place.lon) == (None, None)
