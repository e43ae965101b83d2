"""Review through the app: pages, decisions, tokens, conflicts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.factories import TEXT, a_coding
from tests.unit.review.conftest import put
from tests.web.conftest import client_of

from communique.store import Store


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every client has an app of its own, as if they were processes: each looks into the log at every turn."""
    monkeypatch.setattr("communique.review.log.FRESH", -1.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "review.db") as made:
        put(made, *(a_coding(id=f"c{n}", confidence=0.9 - n / 10) for n in range(6)))
        yield made


class Browser:
    """A client with the token of its page."""

    def __init__(self, store: Store, name: str) -> None:
        self.client: TestClient = client_of(store)
        self.token = self.fresh()
        answer = self.client.post("/review/name", data={"token": self.token, "name": name}, follow_redirects=False)
        assert answer.status_code == 303

    def fresh(self, path: str = "/review") -> str:
        found = re.search(r'<meta name="token" content="(\w+)"', self.client.get(path).text)
        assert found
        return found[1]

    def post(self, path: str, **body: Any) -> Any:
        return self.client.post(f"/api/review/{path}", json=body, headers={"x-token": self.token})

    def decide(self, coding: str, verdict: str, base: int, **more: Any) -> Any:
        return self.post("decide", coding=coding, verdict=verdict, base=base, **more)


@pytest.fixture
def ann(store: Store) -> Browser:
    return Browser(store, "ann")


def test_the_queue_shows_the_least_sure_first(ann: Browser) -> None:
    html = ann.client.get("/review").text
    assert re.findall(r'data-id="(c\d)"', html)[:3] == ["c5", "c4", "c3"]
    assert "6 of 6 codings open" in html
    twin = ann.client.get("/api/review").json()
    assert [line["id"] for line in twin["lines"]] == ["c5", "c4", "c3", "c2", "c1", "c0"]
    assert twin["reviewer"] == "ann"


def test_the_window_is_the_text_and_marks_parts(ann: Browser) -> None:
    shown = ann.client.get("/api/review?at=c1").json()["shown"]
    text = "".join(piece["text"] for piece in shown["text"]["pieces"])
    assert text == TEXT[shown["text"]["start"] :]
    parts = {part: piece["text"] for piece in shown["text"]["pieces"] for part in piece["parts"]}
    assert (parts["trigger"], parts["actor"], parts["content"]) == ("offered", "Norland", "talks")
    html = ann.client.get("/review/item/c1").text
    window = re.search(r'id="window"[^>]*>(.*?)</div>', html, re.S)
    assert window
    assert re.sub(r"<[^>]+>", "", window[1]) == TEXT


def test_decisions_are_entered_with_author_and_note(ann: Browser, store: Store) -> None:
    answer = ann.decide("c1", "accept", 0, note="clear")
    assert (answer.status_code, answer.json()["version"], answer.json()["by"]) == (200, 1, "ann")
    (entry,) = store.decisions("c1")
    assert (entry.verdict, entry.by, entry.note) == ("accept", "ann", "clear")
    assert "5 of 6 codings open" in ann.client.get("/review").text


def test_edits_become_changes(ann: Browser, store: Store) -> None:
    start = TEXT.index("officials")
    edit = {
        "event_type": "CONSULT", "mode": None, "status": "happened", "background": False, "date": ["2013-06-01", "2013-06-30"],
        "trigger": [start, start + 9], "recipients": [], "actors": [{"start": 0, "end": 7, "code": "FRA", "kind": "state", "name": "France"}],
    }  # fmt: skip
    assert ann.decide("c1", "correct", 0, edit=edit).status_code == 200
    coding = next(coding for coding in store.current_codings() if coding.id == "c1")
    assert (coding.event_type, coding.status, coding.date.precision, coding.trigger.text) == ("CONSULT", "happened", "month", "officials")
    assert (coding.actors[0].name, coding.actors[0].text, coding.recipients) == ("France", "Norland", ())
    bad = ann.decide("c2", "correct", 0, edit={"mode": "visit"})
    assert bad.status_code == 400
    assert "its modes" in bad.json()["error"]["message"]


def test_the_second_is_told_who_was_faster(ann: Browser, store: Store) -> None:
    bob = Browser(store, "bob")
    assert ann.decide("c1", "accept", 0, note="sure").status_code == 200
    answer = bob.decide("c1", "reject", 0)
    assert answer.status_code == 409
    assert (answer.json()["error"]["by"], answer.json()["error"]["version"]) == ("ann", 1)
    piece = bob.client.get("/review/item/c1?mine=reject").text
    assert "ann was faster" in piece
    assert "sure" in piece
    assert bob.decide("c1", "reject", 1).status_code == 200
    assert [entry.by for entry in store.decisions("c1")] == ["ann", "bob"]


def test_an_answer_that_got_lost_is_not_entered_twice(ann: Browser, store: Store) -> None:
    assert ann.decide("c1", "accept", 0).json() == ann.decide("c1", "accept", 0).json()
    assert len(list(store.decisions("c1"))) == 1
    assert ann.decide("c1", "reject", 0).status_code == 409


def test_undo(ann: Browser, store: Store) -> None:
    bob = Browser(store, "bob")
    ann.decide("c1", "reject", 0)
    assert bob.post("undo", coding="c1", base=1).status_code == 400
    assert ann.post("undo", coding="c1", base=0).status_code == 409
    assert ann.post("undo", coding="c1", base=1).json()["verdict"] == "reset"


@pytest.mark.parametrize("path", ["decide", "undo", "same"])
def test_changes_need_the_token_of_the_browser(ann: Browser, store: Store, path: str) -> None:
    other = Browser(store, "bob")
    body = {"coding": "c1", "verdict": "accept", "base": 0, "others": []}
    for token in ("", "0" * 32, other.token):
        answer = ann.client.post(f"/api/review/{path}", json=body, headers={"x-token": token})
        assert answer.status_code == 403
    assert ann.client.get(f"/api/review/{path}").status_code in (404, 405)
    assert not list(store.decisions())


def test_changes_from_elsewhere_are_refused(ann: Browser, store: Store) -> None:
    answer = ann.client.post(
        "/api/review/decide", json={"coding": "c1", "verdict": "accept", "base": 0},
        headers={"x-token": ann.token, "origin": "https://evil.example"},
    )  # fmt: skip
    assert answer.status_code == 403
    assert not list(store.decisions())


def test_cookies_are_strict_and_out_of_reach_of_scripts(store: Store) -> None:
    set_ = client_of(store).get("/review").headers["set-cookie"].lower()
    assert "samesite=strict" in set_
    assert "httponly" in set_


@pytest.mark.parametrize("body", ["", "{", "[]", '{"coding": 1}', '{"coding":"c1","verdict":"merge","base":0}'])
def test_bodies_that_do_not_fit(ann: Browser, body: str) -> None:
    answer = ann.client.post("/api/review/decide", content=body, headers={"x-token": ann.token})
    assert answer.status_code == 400
    assert "body" in answer.json()["error"]["message"]


def test_without_script_a_form_does(ann: Browser, store: Store) -> None:
    form = {"token": ann.token, "coding": "c1", "base": "0", "verdict": "accept", "note": "", "how": "open"}
    answer = ann.client.post("/review/decide", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    answer = ann.client.post("/review/decide", data={**form, "base": "1", "verdict": "undo"}, follow_redirects=False)
    assert answer.status_code == 303
    assert [entry.how for entry in store.decisions("c1")] == ["open", "undo"]
    assert ann.client.post("/review/decide", data={**form, "base": "9"}).status_code == 409
    assert ann.client.post("/review/decide", data={**form, "token": "x"}).status_code == 403


def test_similar_codings_are_offered_and_corrected(ann: Browser, store: Store) -> None:
    ann.decide("c1", "correct", 0, edit={"status": "happened"})
    piece = ann.client.get("/review/alike/c1").text
    assert "5 codings look alike" in piece
    answer = ann.post("same", coding="c1", others=["c2", "c3"])
    assert answer.json() == {"done": ["c2", "c3"], "conflicts": []}
    assert ann.post("same", coding="c1", others=["c2"]).status_code == 400
    assert {entry.note for entry in store.decisions("c2")} == {"as c1"}


def test_double_coding_is_blind_and_ends_in_adjudication(ann: Browser, store: Store) -> None:
    bob, cat = Browser(store, "bob"), Browser(store, "cat")
    ann.decide("c1", "reject", 0, note="hidden reason")
    shown = bob.client.get("/review?by=second").text
    assert "hidden reason" not in shown
    assert 'data-how="blind"' in shown
    assert "rejected" not in re.sub(r"(?s)<dialog.*?</dialog>", "", shown)
    assert bob.decide("c1", "accept", 1, how="blind").status_code == 200
    page = cat.client.get("/review?by=disputed").text
    assert "Take ann" in page
    assert "Take bob" in page
    assert cat.decide("c1", "accept", 2, take="bob", how="adjudication").status_code == 200
    twin = cat.client.get("/api/agreement").json()["found"]
    assert (twin["double"]["hits"], twin["disputed"]) == (1, [])
    assert "Krippendorff" in cat.client.get("/agreement").text
    assert "no act" in cat.client.get("/csv/agreement").text or "AGREE" in cat.client.get("/csv/agreement").text


def test_gold_can_be_taken_away(ann: Browser) -> None:
    assert ann.client.get("/gold.jsonl").text == ""
    ann.decide("c1", "accept", 0)
    assert ann.client.get("/gold.jsonl").text.count('"record":"gold"') == 1


def test_every_order_has_a_page(ann: Browser) -> None:
    for by in ("doubt", "effect", "audit", "second", "changed", "disputed"):
        assert ann.client.get(f"/review?by={by}").status_code == 200
    page = ann.client.get("/review?by=effect&one=kor&other=prk").text
    assert "6 of 6" in page
    assert ann.client.get("/review?by=audit&interval=0.9").status_code == 400
    assert ann.client.get("/review?by=whim").status_code == 400
    assert ann.client.get("/review?at=nothing").status_code == 200
    assert ann.client.get("/review/item/nothing").status_code == 400


def test_names_are_one_plain_line(store: Store) -> None:
    person = Browser(store, "  Ann\t<b>\x07 " + "x" * 200)
    twin = person.client.get("/api/review").json()
    assert twin["reviewer"].startswith("Ann <b> xxx")
    assert len(twin["reviewer"]) <= 60
    assert "<b>" not in person.client.get("/review").text


def test_known_actors_are_found(ann: Browser) -> None:
    found = ann.client.get("/api/review/known", params={"q": "north korea"}).json()
    assert any(one["code"] == "PRK" and one["cow"] == 731 for one in found)
    assert ann.client.get("/api/review/known").json() == []


def test_an_empty_project_has_nothing_to_review(empty: Store) -> None:
    client = client_of(empty)
    assert "Nothing to review" in client.get("/review").text
    assert "Nothing is double-coded" in client.get("/agreement").text


def test_a_corrected_actor_is_remembered_for_the_next_run(ann: Browser, store: Store) -> None:
    text = TEXT
    edit = {"actors": [{"start": 0, "end": len("Norland"), "code": "FRAGOV", "kind": "organisation"}]}
    assert text.startswith("Norland")
    assert ann.post("remember", coding="c1", side="actors", number=7).status_code == 400
    assert ann.decide("c1", "correct", 0, edit=edit).status_code == 200
    assert "remember “Norland”" in ann.client.get("/review/item/c1").text
    answer = ann.post("remember", coding="c1", side="actors", number=0)
    assert (answer.status_code, answer.json()["words"]) == (200, "Norland")
    assert "--preview" in answer.json()["command"]
    folder = Path(store.place).with_suffix(".knowledge")
    assert "Norland" in (folder / "organisation_names" / "review.csv").read_text()
    assert "user:ann" in (folder / "organisation_names" / "review.csv").read_text()
    found = ann.client.get("/api/review/known", params={"q": "norland"}).json()
    assert [one["code"] for one in found] == ["FRAGOV"]


def test_a_corrected_reading_is_remembered_for_the_next_run(ann: Browser, store: Store) -> None:
    assert ann.post("frame", coding="c1").status_code == 400  # nothing was decided
    assert ann.decide("c1", "correct", 0, edit={"event_type": "CONSULT", "mode": None}).status_code == 200
    assert "remember this reading of “offered”" in ann.client.get("/review/item/c1").text
    told = ann.post("frame", coding="c1").json()
    path = Path(store.place).with_suffix(".knowledge") / "frames" / "review.csv"
    assert told["told"] == "the verb “offer” with the object “talk” is read as CONSULT"
    assert not told["written"]
    assert not path.exists()
    assert ann.post("frame", coding="c1", write=True).json()["written"]
    assert "offer,V,obj=talk,CONSULT" in path.read_text()
    assert ann.client.post("/api/review/frame", json={"coding": "c1", "write": True}).status_code == 403
    assert ann.decide("c2", "correct", 0, edit={"status": "happened"}).status_code == 200
    assert "remember this reading" not in ann.client.get("/review/item/c2").text


def test_counts_of_a_pair_with_known_errors_taken_out(ann: Browser) -> None:
    client = ann.client
    assert client.get("/api/pair/KOR/PRK/corrected").json()["counts"] == []
    assert "Nobody has judged" in client.get("/pair/KOR/PRK/corrected").text
    assert ann.decide("c1", "accept", 0).status_code == 200
    assert ann.decide("c2", "reject", 0).status_code == 200
    view = client.get("/api/pair/KOR/PRK/corrected?by=month").json()
    (cooperation, *others) = view["counts"]
    assert (view["n_codings"], view["n_judged"], view["n_gold"]) == (6, 2, 2)
    assert (cooperation["period"], cooperation["coded"], cooperation["n_judged"]) == ("2013-06", 6, 2)
    assert 1 <= cooperation["low"] < cooperation["estimate"] < cooperation["high"] <= 5
    assert all(one["coded"] == 0 for one in others)
    assert client.get("/csv/pair/KOR/PRK/corrected").text.startswith("period,quad,coded,estimate")
    assert "known errors taken out" in client.get("/picture/pair/KOR/PRK/corrected.svg").text
