"""Events merged and split on their page: forms, tokens, conflicts; and a person in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from tests.factories import a_coding, a_day, a_reference
from tests.unit.review.conftest import put
from tests.web.conftest import Served, Watched, client_of

from communique.review.accounts import Accounts
from communique.store import Store
from communique.stories.memory import RULE, remember

DAY = date(2013, 6, 17)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Three acts between two states some days apart that the machine keeps apart."""
    with Store.create(tmp_path / "hand.db") as made:
        for n, kind in enumerate(("AGREE", "AID", "ASSAULT")):
            day = DAY + timedelta(days=5 * n)
            paper = a_reference(id=f"d{n}", published=day, title=f"Report {n}")
            put(made, a_coding(kind, id=f"c{n}", document=paper, date=a_day(day)), document=paper.id)
        remember(made)
        yield made


def groups(store: Store) -> set[tuple[str, ...]]:
    return {event.codings for event in store.events(rule=RULE)}


def page_of(store: Store, coding: str) -> str:
    return f"/event/{next(event.id for event in store.events(rule=RULE) if coding in event.codings)}"


def fields(client: Any, path: str) -> dict[str, str]:
    """Hidden fields of the page's merge form."""
    html = client.get(path).text
    form = html[html.index('id="merge"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form))


def test_events_are_merged_split_and_undone_by_forms(store: Store) -> None:
    client = client_of(store)
    path, other = page_of(store, "c0"), page_of(store, "c1")
    assert f'value="{other.rsplit("/", 1)[-1]}"' in client.get(path).text  # proposed
    given = {**fields(client, path), "other": f"http://localhost:8321{other}", "note": "one visit"}
    answer = client.post(f"{path}/merge", data=given, follow_redirects=False)
    assert answer.status_code == 303
    assert groups(store) == {("c0", "c1"), ("c2",)}
    path = page_of(store, "c0")
    html = client.get(path).text
    assert "one visit" in html
    twin = client.get(f"/api{path}").json()
    assert [(hand["entry"]["verdict"], hand["stands"]) for hand in twin["hands"]] == [("merge", True)]
    client.post(f"{path}/split", data={**fields(client, path), "off": "c1"})
    assert groups(store) == {("c0",), ("c1",), ("c2",)}
    (hand, _) = client.get(f"/api{page_of(store, 'c1')}").json()["hands"]
    token = fields(client, path)["token"]
    undone = {"token": token, "subject": hand["entry"]["subject"], "base": hand["version"]}
    client.post(f"{path}/undo", data=undone)
    assert groups(store) == {("c0", "c1"), ("c2",)}


def test_the_address_of_an_event_that_was_merged_leads_on(store: Store) -> None:
    client = client_of(store)
    paths = {page_of(store, "c0"), page_of(store, "c2")}
    path = page_of(store, "c0")
    answer = client.post(f"{path}/merge", data={**fields(client, path), "with": page_of(store, "c2").rsplit("/", 1)[-1]})
    assert answer.status_code == 200
    now = page_of(store, "c0")
    (gone,) = paths - {now}
    assert client.get(gone, follow_redirects=False).headers["location"] == now
    assert client.get(f"/api{gone}").json()["event"]["codings"] == ["c0", "c2"]
    assert client.get("/event/nothing").status_code == 404


@pytest.mark.parametrize(
    ("change", "status"),
    [
        ({"token": "0" * 32}, 403), ({"base": "x"}, 400), ({"base": "7"}, 409), ({"other": "nothing"}, 400), ({"other": ""}, 400),
    ],
)  # fmt: skip
def test_what_does_not_fit_is_told(store: Store, change: dict[str, str], status: int) -> None:
    client = client_of(store)
    path, other = page_of(store, "c0"), page_of(store, "c1")
    given = {**fields(client, path), "other": other, **change}
    assert client.post(f"{path}/merge", data=given).status_code == status
    assert len(groups(store)) == 3


def test_changes_come_from_our_own_pages_by_post_only(store: Store) -> None:
    client = client_of(store)
    path = page_of(store, "c0")
    given = {**fields(client, path), "other": page_of(store, "c1")}
    assert client.get(f"{path}/merge").status_code in (404, 405)
    assert client.post(f"{path}/merge", data=given, headers={"origin": "http://evil.example"}).status_code == 403
    assert len(groups(store)) == 3


def test_a_reader_sees_no_forms(store: Store) -> None:
    accounts = Accounts(store)
    accounts.add("rea", "reader", "a long password")
    client = client_of(store, host="0.0.0.0", hosts=("localhost",))
    token = re.search(r'name="token" value="(\w+)"', client.get("/signin").text)
    assert token
    client.post("/signin", data={"token": token[1], "name": "rea", "password": "a long password"})
    path = page_of(store, "c0")
    html = client.get(path).text
    assert "Report 0" in html
    assert 'id="merge"' not in html
    assert client.post(f"{path}/merge", data={"token": "x", "base": "0", "other": page_of(store, "c1")}).status_code == 403
    assert len(groups(store)) == 3


@pytest.mark.browser
def test_a_person_merges_splits_and_undoes(store: Store, serve: Callable[..., Served], watched: Callable[..., Watched]) -> None:
    one = watched(serve(store).url + page_of(store, "c0"))
    page = one.page
    page.locator("#merge input[type=checkbox]").first.check()
    page.fill("#merge input[name=note]", "one visit")
    page.click("#merge button")
    page.wait_for_selector("#split")
    assert "one visit" in page.inner_text("#by-hand")
    merged = next(group for group in groups(store) if len(group) == 2)
    page.locator("#t2 input[name=off]").check()
    page.click("#split button")
    page.wait_for_selector("#split", state="detached")
    assert len(groups(store)) == 3
    page.locator("#by-hand form[action$=undo] button").first.click()
    page.wait_for_selector("#split")
    assert merged in groups(store)
    assert page.locator("#by-hand .chip", has_text="undone").count() == 1
    page.locator("#by-hand form[action$=undo] button").first.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#split", state="detached")
    assert len(groups(store)) == 3
    assert not one.troubles
