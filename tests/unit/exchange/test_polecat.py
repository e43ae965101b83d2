"""POLECAT out and in."""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

from tests.factories import a_coding, a_day, a_reference, an_actor

from communique.exchange.given import Given
from communique.exchange.layout import layout
from communique.exchange.occurrence import Selection, of_codings
from communique.exchange.polecat import read_polecat, write_polecat
from communique.records import Coding, Place, Refusal

BUSAN = Place(4, 9, "Pusan", "Busan", "KOR", 35.1, 129.04, 1838524, "city", "test")


def written(*codings: Coding) -> tuple[list[dict[str, str]], str]:
    out = io.StringIO()
    n = write_polecat(of_codings(codings), out, Selection(), Counter())
    rows = list(csv.DictReader(io.StringIO(out.getvalue()), delimiter="\t"))
    assert n == len(rows)
    return rows, out.getvalue()


def back(text: str, tmp_path: Path) -> list[Coding | Refusal]:
    path = tmp_path / "weekly.txt"
    path.write_text(text, "utf-8")
    return [record.coding if isinstance(record, Given) else record for record in read_polecat(path)]


def test_several_actors_share_one_row() -> None:
    (row,), text = written(
        a_coding("CONSULT", mode="visit", actors=(an_actor("KOR", "Seoul"), an_actor(None, "UN", code="UNO")),
                 plover_score=4.0, status="happened", contexts=("diplomatic", "military"), place=BUSAN)
    )  # fmt: skip
    assert text.splitlines()[0].split("\t") == [column.name for column in layout("polecat")]
    assert row["Actor Name"] == "Seoul; UN"
    assert row["Actor Country"] == "South Korea; None"
    assert row["Actor COW"] == "732; None"
    assert row["Primary Actor Sector"] == "None; UNO"
    assert row["Quad Code"] == "VERBAL COOPERATION"
    assert row["Contexts"] == "diplomatic; military"
    assert (row["City"], row["Raw Placename"], row["GeoNames ID"]) == ("Busan", "Pusan", "1838524")
    assert row["Intensity"] == "4"
    assert row["Wikipedia Actor ID"] == "None"


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    coding = a_coding(
        "CONSULT", mode="phone", status="happened", place=BUSAN, document=a_reference(outlet="Paper"),
        actors=(an_actor("KOR", "Seoul", sector="GOV"), an_actor(None, "UN", code="UNO")),
    )  # fmt: skip
    (again,) = back(written(coding)[1], tmp_path)
    assert isinstance(again, Coding)
    assert (again.event_type, again.mode, again.contexts) == ("CONSULT", "phone", ("diplomatic",))
    assert [actor.code for actor in again.actors] == ["KORGOV", "UNO"]
    assert [actor.name for actor in again.actors] == ["Seoul", "UN"]
    assert again.document.published == coding.document.published
    assert again.document.outlet == "Paper"
    assert again.date.start == coding.date.start
    assert again.place is not None
    assert (again.place.name, again.place.geonameid, again.place.text) == ("Busan", 1838524, "Pusan")
    assert again.cameo is None
    assert again.plover_score == 1.5


NAMES = [column.name for column in layout("polecat")]


def line(names: list[str] = NAMES, **cells: str) -> str:
    given = {"Event ID": "A1_3", "Event Date": "2023-04-01", "Event Type": "SUPPORT", "Actor Name": "Norland",
             "Actor Country": "France; Germany", "Recipient Name": "X", "Recipient Country": "Ukraine",
             "Contexts": "military;economic", **cells}  # fmt: skip
    return "\t".join(given.get(name, "None") for name in names) + "\n"


def test_names_and_countries_of_different_number_are_not_tied_together(tmp_path: Path) -> None:
    (coding,) = back("\t".join(NAMES) + "\n" + line(), tmp_path)
    assert isinstance(coding, Coding)
    assert [(actor.country, actor.name) for actor in coding.actors] == [("FRA", None), ("DEU", None)]
    assert coding.document.id == "polecat:A1"
    assert coding.contexts == ("military", "economic")


def test_releases_with_other_columns_are_read_by_name(tmp_path: Path) -> None:
    names = ["Event Intensity" if name == "Intensity" else name for name in NAMES] + ["Headline", "Story ID"]
    (coding,) = back("\t".join(names) + "\n" + line(names, **{"Event Intensity": "5"}), tmp_path)
    assert isinstance(coding, Coding)


def test_bad_rows(tmp_path: Path) -> None:
    text = "\t".join(NAMES) + "\n" + line(**{"Event Type": "FIGHT"}) + line(**{"Event Date": "None"}) + line()
    reasons = [r.reason if isinstance(r, Refusal) else "loaded" for r in back(text, tmp_path)]
    assert reasons == ["exchange.bad_type", "exchange.bad_date", "loaded"]


def test_coarse_dates_stay_out() -> None:
    assert written(a_coding(date=a_day(None)))[0] == []
