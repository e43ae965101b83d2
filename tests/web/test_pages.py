"""Every page answers, as page, JSON and CSV; what it shows is what the store holds."""

from __future__ import annotations

import csv
import io
import re
from datetime import date

import pytest
from fastapi.testclient import TestClient
from tests.factories import a_coding, a_day, a_reference, an_event
from tests.web.conftest import client_of, filled

from communique.store import Store

PAGES = (
    "/", "/pairs", "/pair/PRK/KOR", "/pair/prk/kor?scale=counts&by=year&rule=none&status=all", "/events",
    "/events?party=PRK&other=South+Korea&since=2013&until=2021-06&type=ACCUSE&status=real", "/articles",
    "/articles?since=2016", "/situations", "/situations?on=2016-03-01&known_by=2016-02-01&party=PRK",
    "/commitments", "/commitments?party=PRK&state=open&due=2030", "/search", "/search?q=talks", "/map", "/map?quad=3&since=2015",
    "/pair/PRK/KOR/changes", "/pair/PRK/KOR/corrected", "/agreement", "/network", "/network?party=PRK", "/actors", "/actor/PRK", "/actor/UNO", "/about",
)  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_answers_in_its_forms(client: TestClient, path: str) -> None:
    page = client.get(path)
    assert page.status_code == 200, page.text[:500]
    assert page.headers["content-type"].startswith("text/html")
    assert not re.search(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=\"", page.text)
    assert page.text.count("<h1") == 1
    twin = client.get("/api" + ("/overview" if path == "/" else path))
    assert twin.status_code == 200
    assert isinstance(twin.json(), dict)
    table = client.get("/csv" + ("/overview" if path == "/" else path))
    assert table.status_code == 200
    assert "attachment" in table.headers["content-disposition"]
    rows = list(csv.reader(io.StringIO(table.text)))
    assert len({len(row) for row in rows}) == 1


def test_every_article_and_event_of_the_sample_has_a_page(client: TestClient, sample: Store) -> None:
    for stored in sample.documents():
        page = client.get(f"/article/{stored.document.id}")
        assert page.status_code == 200, stored.document.source
    for event in list(sample.events())[:30]:
        assert client.get(f"/event/{event.id}").status_code == 200
    for standing in list(sample.standings())[:10]:
        assert client.get(f"/situation/{standing.id}").status_code == 200


def test_records_lead_to_their_pages(client: TestClient, sample: Store) -> None:
    coding = next(iter(sample.codings()))
    answer = client.get(f"/record/{coding.id}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, f"/article/{coding.document.id}#c-{coding.id}")
    event = next(iter(sample.events()))
    assert client.get(f"/record/{event.id}", follow_redirects=False).headers["location"] == f"/event/{event.id}"
    assert client.get("/record/none").status_code == 404


@pytest.mark.parametrize(
    ("path", "word"),
    [
        ("/event/none", "none"), ("/article/none", "none"), ("/pair/ZZZZ/PRK", "ZZZZ"), ("/events?since=soon", "soon"),
        ("/pair/PRK/KOR?scale=odd", "scale"), ("/pair/PRK/KOR?rule=odd", "odd"), ("/events?page=x", "page"), ("/situation/x", "x"),
    ],
)  # fmt: skip
def test_wrong_questions_are_answered_in_words(client: TestClient, path: str, word: str) -> None:
    for prefix in ("", "/api"):
        answer = client.get(prefix + path)
        assert 400 <= answer.status_code < 500
        assert word in answer.text
        assert "Traceback" not in answer.text


def test_an_empty_project_has_every_page(empty: Store) -> None:
    client = client_of(empty)
    for path in PAGES:
        assert client.get(path).status_code == 200, path


def test_an_article_shows_its_words_in_place_and_its_records(client: TestClient, sample: Store) -> None:
    coding = max(sample.codings(), key=lambda one: one.confidence)
    view = client.get(f"/api/article/{coding.document.id}").json()
    parts = [part for passage in view["passages"] for part in passage["parts"]]
    (lit,) = [part for part in parts if coding.id in part["trigger"]]
    assert (lit["start"], lit["text"]) == (coding.trigger.start, coding.trigger.text)
    text = view["article"]["text"]
    for part in parts:
        assert text[part["start"] :].startswith(part["text"])
    kinds = {passage["kind"] for passage in view["passages"]}
    assert {block["kind"] for block in view["article"]["blocks"]} >= kinds
    page = client.get(f"/article/{coding.document.id}").text
    assert f'id="c-{coding.id}"' in page


def test_an_event_shows_all_tellings_and_where_they_differ(client: TestClient, sample: Store) -> None:
    event = max(sample.events(), key=lambda one: (len(one.codings), one.id))
    view = client.get(f"/api/event/{event.id}").json()
    assert [telling["coding"]["id"] for telling in view["tellings"]] == list(event.codings)
    page = client.get(f"/event/{event.id}").text
    for telling in view["tellings"]:
        assert telling["coding"]["trigger"]["text"].split()[0] in page
    odd = {id_ for values in event.disagreements.values() for value in values[1:] for id_ in value["codings"]}
    assert bool(odd) == any(telling["differs"] for telling in view["tellings"])


def test_the_series_of_a_pair_counts_what_the_list_holds(client: TestClient) -> None:
    view = client.get("/api/pair/PRK/KOR?status=all&scale=counts&by=year").json()
    points = [point for point in view["series"]["points"] if point["n_events"]]
    assert sum(point["n_events"] for point in points) + view["series"]["n_left_out"] == view["n_events"]
    for point, band in zip(view["series"]["points"], view["bands"], strict=True):
        if point["value"] is not None:
            assert band["low"] <= point["value"] <= band["high"]
    every = client.get("/api/pair/KOR/PRK?status=all&scale=counts&by=year").json()
    assert every["n_events"] == view["n_events"]
    real = client.get("/api/pair/PRK/KOR?status=real").json()
    assert real["n_events"] < view["n_events"]


def test_the_series_of_a_pair_may_be_of_an_imported_collection(project: Store) -> None:
    threat = an_event(id="i1", rule="icews", lead=None, event_type="THREATEN", quad=3, goldstein=-4.4, cameo="13",
                      status="happened", codings=(), date=a_day(date(2015, 3, 2)))  # fmt: skip
    run = project.begin_run("import", inputs=("icews.tab",))
    project.save_events(run, "icews", [threat], complete=False)
    project.end_run(run)
    client = client_of(project)
    view = client.get("/api/pair/PRK/KOR?rule=icews").json()
    assert [event["id"] for event in view["events"]] == ["i1"]
    assert [point["value"] for point in view["series"]["points"]] == [-4.4]
    assert view["choice"]["rule"] == view["collection"] == "icews"
    page = client.get("/pair/PRK/KOR?rule=icews").text
    assert '<option value="icews" selected>imported: icews</option>' in page
    assert "rule=icews" in re.findall(r'href="(/events\?[^"]*)"', page)[-1]
    assert client.get("/picture/pair/PRK/KOR/tension.json?rule=icews").status_code == 200
    assert [event["id"] for event in client.get("/api/events?rule=icews").json()["events"]] == ["i1"]
    assert "i1" not in client.get("/api/events").text
    assert client.get("/event/i1").status_code == 200
    assert client_of(project, rule="icews").get("/api/pair/PRK/KOR").json()["n_events"] == 1
    refused = client.get("/pair/PRK/KOR?rule=polecat")
    assert (refused.status_code, "ours, none, day, icews" in refused.text) == (400, True)


@pytest.mark.parametrize("name", ["/coverage", "/pair/PRK/KOR/tension", "/pair/PRK/KOR/articles", "/pair/PRK/KOR/lanes", "/pair/PRK/KOR/situations", "/situations"])
def test_charts_are_specs_without_colours_of_their_own(client: TestClient, name: str) -> None:
    found = client.get(f"/picture{name}.json").json()
    assert found["title"]
    assert "config" not in found["chart"]
    assert not re.search(r"#[0-9a-fA-F]{6}", str(found["chart"]))


def test_pictures_carry_title_and_source(client: TestClient) -> None:
    svg = client.get("/picture/pair/PRK/KOR/tension.svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert "North Korea – South Korea" in svg.text
    assert "communique" in svg.text
    png = client.get("/picture/coverage.png")
    assert png.content.startswith(b"\x89PNG")


def test_cells_are_guarded_against_formulas(empty: Store) -> None:
    filled(empty, a_coding(document=a_reference(title="=1+1", outlet="@x")), text="Some words.", title="=1+1", outlet="@x")
    table = client_of(empty).get("/csv/articles").text
    assert "'=1+1" in table
    assert "'@x" in table


def test_only_web_addresses_become_links(empty: Store) -> None:
    for place, url in enumerate(("javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example/", "file:///etc/passwd", "https://news.example/a")):
        filled(empty, a_coding(id=f"c{place}", document=a_reference(id=f"d{place}")), text=f"Words {place}.", id=f"d{place}", source=f"s{place}", url=url)
    client = client_of(empty)
    links = [re.findall(r'rel="noreferrer', client.get(f"/article/d{place}").text) for place in range(6)]
    assert [len(found) for found in links] == [0, 0, 0, 0, 0, 1]


def test_events_by_hand_show_on_the_page(empty: Store) -> None:
    filled(empty, a_coding(), events=(an_event(id="abc"),))
    assert "AGREE" in client_of(empty).get("/event/abc").text


def test_changes_of_level_bear_the_titles_of_the_events_that_fit(empty: Store) -> None:
    pytest.importorskip("ruptures")
    codings, events = [], []
    for month in range(24):
        day = date(2012 + month // 12, month % 12 + 1, 5)
        cold = month >= 12
        paper = a_reference(id=f"d{month}", title=f"{'Shells fall on Sudland' if cold else 'Talks go on'}, day {month}", published=day)
        fields = {"quad": 4, "goldstein": -9.0, "status": "happened"} if cold else {"quad": 1, "goldstein": 4.0 + month % 2, "status": "happened"}
        kind = "ASSAULT" if cold else "AGREE"
        coding = a_coding(kind, id=f"c{month:02}", document=paper, date=a_day(day), **fields)
        codings.append(coding)
        events.append(an_event(id=f"e{month:02}", event_type=kind, lead=coding.id, codings=(coding.id,), date=a_day(day), **fields))
    filled(empty, *codings, events=tuple(events))
    client = client_of(empty)
    chart = client.get("/picture/pair/KOR/PRK/tension.json?by=month").json()["chart"]
    labels = [row["label"] for layer in chart["layer"] for row in layer["data"]["values"] if "label" in row]
    (label,) = dict.fromkeys(labels)
    assert label.startswith("Jan 2013 (")
    assert label.endswith("Shells fall on Sudland, day 12")
    svg = client.get("/picture/pair/KOR/PRK/tension.svg?by=month").text
    assert "Shells fall on Sudland, day 12" in svg


@pytest.mark.parametrize(
    ("asked", "to"),
    [
        ("one=North+Korea&other=usa", "/pair/PRK/USA"), ("one=PRK&other=KOR&since=2013", "/pair/PRK/KOR?since=2013"),
        ("one=south+korea&other=", "/actor/KOR"), ("one=PRK&other=&until=2018", "/events?party=PRK&until=2018"),
    ],
)  # fmt: skip
def test_the_overview_leads_to_a_pair_an_actor_and_a_period(client: TestClient, asked: str, to: str) -> None:
    answer = client.get(f"/pair?{asked}", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, to)
