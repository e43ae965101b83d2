"""GDELT out and in: codes, quad classes, places and mentions as GDELT has them."""

from __future__ import annotations

import io
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from tests.factories import TEXT, a_coding, a_reference, a_span, an_actor

from communique.exchange.gdelt import actor_code, sentence_number, write_gdelt
from communique.exchange.gdelt_read import read_gdelt
from communique.exchange.given import Given
from communique.exchange.layout import layout
from communique.exchange.occurrence import Selection, of_codings
from communique.ontology import load_ontology
from communique.records import Coding, Place, Refusal, Span

EVENTS = [column.name for column in layout("gdelt_events")]
MENTIONS = [column.name for column in layout("gdelt_mentions")]


def written(
    *codings: Coding, text: str | None = None
) -> tuple[list[dict[str, str]], list[dict[str, str]], str]:
    events, mentions = io.StringIO(), io.StringIO()
    n = write_gdelt(of_codings(codings), events, mentions, Selection(), Counter(), lambda id: text)
    rows = [dict(zip(EVENTS, line.split("\t"), strict=True)) for line in events.getvalue().splitlines()]
    told = [dict(zip(MENTIONS, line.split("\t"), strict=True)) for line in mentions.getvalue().splitlines()]
    assert n == len(rows)
    return rows, told, events.getvalue()


def back(text: str, tmp_path: Path) -> list[Coding | Refusal]:
    path = tmp_path / "20130617.export.CSV"
    path.write_text(text, "utf-8")
    return [record.coding if isinstance(record, Given) else record for record in read_gdelt(path)]


@pytest.mark.parametrize(
    ("code", "country", "sector", "expected"),
    [("PRKGOV", "PRK", "GOV", ("PRKGOV", "", "GOV")), ("TLS", "TLS", None, ("TMP", "", "")),
     ("ROUJRN", "ROU", "JRN", ("ROMMED", "", "MED")), ("UNO", None, None, ("IGOUNO", "UNO", "IGO")),
     ("EUR", None, None, ("IGOEUREEC", "EEC", "IGO")), ("ISM", None, None, ("NGM", "", "NGM")),
     ("USAMED", "USA", "MED", ("USAHLH", "", "HLH")), ("KORUNK", "KOR", "UNK", ("KOR", "", ""))],
)  # fmt: skip
def test_actor_codes(
    code: str, country: str | None, sector: str | None, expected: tuple[str, str, str]
) -> None:
    assert actor_code(an_actor(country, "x", sector=sector, code=code)) == expected


def test_an_event_row() -> None:
    (row,), _, _ = written(
        a_coding("REQUEST", cameo="020", status="requested", quad=3, goldstein=3.0,
                 place=Place(0, 5, "Seoul", "Seoul", "KOR", 37.566, 126.978, None, "city", "test"))
    )  # fmt: skip
    assert row["QuadClass"] == "1", "an appeal is verbal cooperation in CAMEO, whatever PLOVER says"
    assert (row["Day"], row["MonthYear"], row["Year"]) == ("20130617", "201306", "2013")
    assert float(row["FractionDate"]) == pytest.approx(2013 + (6 * 30 + 17) / 365, abs=1e-4)
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("020", "020", "02")
    assert row["ActionGeo_CountryCode"] == "KS", "FIPS, not ISO"
    assert row["ActionGeo_Type"] == "4"
    assert row["ActionGeo_FullName"] == "Seoul, South Korea"
    assert row["Actor1Name"] == "NORLAND"
    assert row["Actor1CountryCode"] == "KOR"
    assert row["Actor1Geo_Type"] == row["AvgTone"] == ""
    assert row["DATEADDED"] == "20130617000000"
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("1", "1", "1")


def test_four_digit_codes_and_countries() -> None:
    (row,), _, _ = written(
        a_coding("COERCE", cameo="1712", status="happened",
                 place=Place(0, 5, "China", "China", "CHN", 35.0, 105.0, None, "country", "test"))
    )  # fmt: skip
    assert (row["EventBaseCode"], row["EventRootCode"], row["QuadClass"]) == ("171", "17", "4")
    assert (row["ActionGeo_Type"], row["ActionGeo_ADM1Code"], row["ActionGeo_FeatureID"]) == ("1", "CH", "CH")


def test_quad_classes_follow_the_roots() -> None:
    for code, cameo in load_ontology().cameo.items():
        root = int(code[:2])
        assert cameo.quad == (1 if root <= 5 else 2 if root <= 8 else 3 if root <= 13 else 4), code


def test_mentions_join_their_event() -> None:
    body = a_coding(id="b", document=a_reference(source="https://news.example.org/a?b=1"), confidence=0.42)
    title = a_coding(id="t", zone="title", restates="b", document=body.document, trigger=a_span("talks"))
    (row,), told, _ = written(body, title, text=TEXT + " A second sentence follows.")
    assert [mention["GlobalEventID"] for mention in told] == [row["GlobalEventID"]] * 2
    assert row["NumMentions"] == "2"
    assert row["IsRootEvent"] == "1"
    assert (told[0]["MentionType"], told[0]["MentionSourceName"]) == ("1", "news.example.org")
    assert told[0]["Confidence"] == "40"
    assert told[0]["SentenceID"] == "1"
    assert told[0]["MentionDocLen"] == str(len(TEXT) + 27)
    assert told[0]["Actor1CharOffset"] == "0"
    assert told[0]["ActionCharOffset"] == str(TEXT.index("offered"))


def test_mentions_without_texts_leave_blanks() -> None:
    _, (mention,), _ = written(a_coding())
    assert mention["SentenceID"] == mention["MentionDocLen"] == ""
    assert mention["MentionType"] == "2"


def test_sentences_are_counted_from_one() -> None:
    text = "One stands here. Two stands there.\n\nThree stands below."
    assert [sentence_number(text, text.index(word)) for word in ("One", "Two", "Three", "below")] == [
        1,
        2,
        3,
        3,
    ]


def test_numbers_stay_the_same_whatever_else_is_exported() -> None:
    one = written(a_coding())[0][0]["GlobalEventID"]
    other = written(a_coding(id="zz", document=a_reference(id="d0")), a_coding())[0][1]["GlobalEventID"]
    assert one == other
    assert int(one) < 2**53


def test_what_goes_out_comes_back(tmp_path: Path) -> None:
    coding = a_coding(
        actors=(an_actor(None, "UN", code="UNO"),), recipients=(an_actor("ROU", "Sudland", sector="JRN"),),
        document=a_reference(source="https://news.example.org/a"), content=None,
        place=Place(0, 5, "Gaza", "Gaza", "PSE", 31.5, 34.4, None, "city", "test"),
    )  # fmt: skip
    (again,) = back(written(coding)[2], tmp_path)
    assert isinstance(again, Coding)
    assert again.coder == "gdelt"
    assert (again.event_type, again.cameo, again.date.start) == ("AGREE", "036", date(2013, 6, 17))
    assert again.actors[0].code == "UNO"
    assert again.recipients[0].code == "ROUJRN"
    assert again.document.source == "https://news.example.org/a"
    assert again.document.outlet == "news.example.org"
    assert again.document.published == date(2013, 6, 17)
    assert again.evidence == Span(0, 0, "")
    assert again.place is not None
    assert (again.place.country, again.place.precision) == ("PSE", "city")


def line(names: list[str] = EVENTS, **cells: str) -> str:
    given = {
        "GlobalEventID": "410",
        "Day": "20150218",
        "EventCode": "190",
        "Actor1Code": "SYRMIL",
        "Actor1Name": "ARMY",
        "Actor1CountryCode": "SYR",
        "Actor1Type1Code": "MIL",
        "GoldsteinScale": "-10",
        "Actor2Code": "EUR",
        "Actor2Name": "EUROPE",
        "Actor2CountryCode": "EUR",
        "DATEADDED": "20150218230000",
        "SOURCEURL": "http://x.example/1",
        **cells,
    }
    return "\t".join(given.get(name, "") for name in names) + "\n"


def test_the_region_europe_is_not_the_european_union(tmp_path: Path) -> None:
    (coding,) = back(line(), tmp_path)
    assert isinstance(coding, Coding)
    assert coding.actors[0].code == "SYRMIL"
    assert coding.recipients[0].code is None
    assert coding.recipients[0].name == "EUROPE"


def test_version_one_has_three_columns_less(tmp_path: Path) -> None:
    old = [name for name in EVENTS if not name.endswith("ADM2Code")]
    (coding,) = back(line(old, DATEADDED="20150218"), tmp_path)
    assert isinstance(coding, Coding)
    assert coding.document.published is None, "version 1.0 has the day of a later load"


def test_bad_rows_and_other_tables(tmp_path: Path) -> None:
    text = line() + line(EventCode="010") + line(EventCode="---") + line(Day="20151301") + "1\t2\n" + line()
    reasons = [r.reason if isinstance(r, Refusal) else "loaded" for r in back(text, tmp_path)]
    assert reasons == [
        "loaded",
        "exchange.no_type",
        "exchange.bad_code",
        "exchange.bad_date",
        "exchange.columns",
        "loaded",
    ]
    (mentions,) = back("\t".join("1" * 16) + "\n", tmp_path)
    assert isinstance(mentions, Refusal)
    assert "Mentions" in mentions.detail
