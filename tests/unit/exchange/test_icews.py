"""ICEWS out and in."""

from __future__ import annotations

import csv
import io
from collections import Counter
from datetime import date
from pathlib import Path

from tests.factories import a_coding, a_day, a_reference, an_actor

from communique.exchange.given import Given
from communique.exchange.icews import read_icews, sector_words, write_icews
from communique.exchange.layout import layout
from communique.exchange.occurrence import Selection, of_codings
from communique.records import Coding, Place, Refusal

SEOUL = Place(0, 5, "Seoul", "Seoul", "KOR", 37.566, 126.978, 1835848, "city", "test")


def written(*codings: Coding) -> tuple[list[dict[str, str]], Counter[str], str]:
    out, left = io.StringIO(), Counter[str]()
    n = write_icews(of_codings(codings), out, Selection(), left)
    rows = list(csv.DictReader(io.StringIO(out.getvalue()), delimiter="\t"))
    assert n == len(rows)
    return rows, left, out.getvalue()


def back(text: str, tmp_path: Path) -> list[Coding | Refusal]:
    path = tmp_path / "events.tab"
    path.write_text(text, "utf-8")
    return [record.coding if isinstance(record, Given) else record for record in read_icews(path)]


def test_columns_and_values() -> None:
    (row,), left, text = written(
        a_coding(
            cameo="164",
            goldstein=-7.0,
            event_type="SANCTION",
            status="happened",
            place=SEOUL,
            document=a_reference(outlet="The Daily"),
            recipients=(an_actor("RUS", "Moscow", sector="GOV"),),
        )
    )
    assert text.splitlines()[0].split("\t") == [column.name for column in layout("icews")]
    assert row["CAMEO Code"] == "164"
    assert row["Intensity"] == "-6.5", "ICEWS has its own weight for 164"
    assert row["Target Country"] == "Russian Federation"
    assert row["Target Sectors"] == "Government"
    assert (row["City"], row["Country"], row["Latitude"]) == ("Seoul", "South Korea", "37.566")
    assert row["Publisher"] == "The Daily"
    assert int(row["Event ID"]) < 2**53
    assert not left


def test_talks_stand_in_both_directions() -> None:
    rows, _, _ = written(
        a_coding("CONSULT", cameo="046", actors=(an_actor("KOR"), an_actor("PRK", "Sudland")), recipients=(),
                 status="happened")
    )  # fmt: skip
    assert [(row["Source Country"], row["Target Country"]) for row in rows] == [
        ("South Korea", "North Korea"), ("North Korea", "South Korea")]  # fmt: skip
    assert rows[0]["Event ID"] != rows[1]["Event ID"]
    assert rows[0]["Story ID"] == rows[1]["Story ID"]


def test_one_sided_acts_are_left_out_and_counted() -> None:
    rows, left, _ = written(a_coding(whom=None), a_coding(id="c2", date=a_day(None)))
    assert rows == []
    assert left == Counter({"exchange.one_sided": 1, "exchange.undated": 1})


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    coding = a_coding(place=SEOUL, recipients=(an_actor("USA", "Sudland", sector="MIL"),))
    (again,) = back(written(coding)[2], tmp_path)
    assert isinstance(again, Coding)
    assert again.coder == "icews"
    assert (again.event_type, again.cameo, again.date.start) == ("AGREE", "036", coding.date.start)
    assert again.actors[0].code == "KOR"
    assert again.recipients[0].code == "USAMIL"
    assert again.recipients[0].cow == 2
    assert again.status == "promised"
    assert again.place is not None
    assert (again.place.name, again.place.country, again.place.precision) == ("Seoul", "KOR", "city")


HEADER = "\t".join(column.name for column in layout("icews")) + "\n"


def line(**cells: str) -> str:
    given = {
        "Event ID": "7", "Event Date": "2018-06-01", "Source Name": "Police (Norland)",
        "Source Sectors": "Government,Police", "Source Country": "India", "Event Text": "Arrest",
        "CAMEO Code": "173", "Intensity": "-5", "Target Name": "Mob (India)",
        "Target Sectors": "Dissident,Protestors / Popular Opposition / Mobs", "Target Country": "NA",
        "Story ID": "9", "Sentence Number": "1", "Publisher": "Paper", **cells,
    }  # fmt: skip
    return "\t".join(given.get(column.name, "NA") for column in layout("icews")) + "\n"


def test_rows_as_the_collection_writes_them(tmp_path: Path) -> None:
    (coding,) = back(HEADER + line(), tmp_path)
    assert isinstance(coding, Coding)
    assert coding.event_type == "COERCE"
    assert coding.actors[0].code == "INDCOP"
    assert coding.recipients[0].code == "OPP"
    assert coding.place is None
    assert coding.goldstein == -5
    assert coding.document.outlet == "Paper"


def test_the_year_that_writes_days_otherwise(tmp_path: Path) -> None:
    (coding,) = back(HEADER + line(**{"Event Date": "6/1/2017"}), tmp_path)
    assert isinstance(coding, Coding)
    assert coding.date.start == date(2017, 6, 1)


def test_an_id_that_returns_on_another_day_is_another_coding(tmp_path: Path) -> None:
    one, other = back(HEADER + line() + line(**{"Event Date": "2018-06-02"}), tmp_path)
    assert isinstance(one, Coding)
    assert isinstance(other, Coding)
    assert one.id != other.id


def test_organisations(tmp_path: Path) -> None:
    cells = {"Source Name": "UN Security Council", "Source Country": "NA",
             "Source Sectors": "International Government Organization,Global"}  # fmt: skip
    (coding,) = back(HEADER + line(**cells), tmp_path)
    assert isinstance(coding, Coding)
    assert coding.actors[0].code == "UNO"


def test_bad_rows(tmp_path: Path) -> None:
    text = (
        HEADER + line(**{"CAMEO Code": "010"}) + line(**{"CAMEO Code": "40"}) + line(**{"Event Date": "soon"})
        + line(Latitude="120") + line()
        + line(**{"Source Name": "NA", "Source Country": "NA", "Source Sectors": "NA", "Target Name": "NA",
                  "Target Sectors": "NA"})
    )  # fmt: skip
    found = back(text, tmp_path)
    reasons = [record.reason if isinstance(record, Refusal) else "loaded" for record in found]
    assert reasons == [
        "exchange.no_type", "exchange.bad_code", "exchange.bad_date", "exchange.bad_number", "loaded",
        "exchange.no_party",
    ]  # fmt: skip
    assert "events.tab:2" in found[0].document.source


def test_sector_words_are_listed() -> None:
    assert "Government" in sector_words()
