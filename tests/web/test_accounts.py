"""A project served beyond this machine: nobody gets in without an account."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient
from tests.factories import a_coding
from tests.unit.review.conftest import put
from tests.web.conftest import client_of
from typer.testing import CliRunner

from communique.cli.main import app
from communique.errors import UsageError
from communique.review.accounts import Accounts
from communique.store import Store

SECRET = "correct horse battery"


@pytest.fixture(autouse=True)
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every client has an app of its own, as if they were processes: each looks into the log at every turn."""
    monkeypatch.setattr("communique.review.log.FRESH", -1.0)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "shared.db") as made:
        put(made, a_coding(id="c1"), a_coding(id="c2"))
        accounts = Accounts(made)
        for name, role in (("ann", "owner"), ("bob", "reviewer"), ("cat", "reader")):
            accounts.add(name, role, SECRET)
        yield made


def client(store: Store) -> TestClient:
    return client_of(store, host="0.0.0.0")


def token(page: Any) -> str:
    found = re.search(r'name="token" (?:content|value)="(\w+)"', page.text)
    assert found
    return found[1]


def signed_in(store: Store, name: str) -> TestClient:
    one = client(store)
    form = {"token": token(one.get("/signin")), "name": name, "password": SECRET, "to": "/review"}
    answer = one.post("/signin", data=form, follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (303, "/review")
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite" in cookie
    return one


@pytest.mark.parametrize("path", ["/", "/review", "/api/review", "/csv/agreement", "/gold.jsonl", "/api/openapi.json", "/nothing"])
def test_nobody_sees_anything_without_signing_in(store: Store, path: str) -> None:
    answer = client(store).get(path, follow_redirects=False)
    assert answer.status_code in (303, 401)
    assert "c1" not in answer.text
    if answer.status_code == 303:
        assert answer.headers["location"].startswith("/signin?to=")
    body = {"coding": "c1", "verdict": "accept", "base": 0}
    assert client(store).post("/api/review/decide", json=body, headers={"x-token": "x"}).status_code == 401
    assert client(store).get("/static/style.css").status_code == 200


def test_policies_hold_at_the_gate_too(store: Store) -> None:
    answer = client(store).get("/", follow_redirects=False)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert client(store).get("/", headers={"host": "evil.example"}).status_code == 421


def test_wrong_passwords_stay_out(store: Store) -> None:
    one = client(store)
    form = {"token": token(one.get("/signin")), "name": "ann", "password": "wrong", "to": "/"}
    assert one.post("/signin", data=form).status_code == 403
    assert one.post("/signin", data={**form, "password": SECRET, "token": "x"}).status_code == 403
    assert one.get("/api/review").status_code == 401


@pytest.mark.parametrize("to", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
def test_signing_in_leads_nowhere_else(store: Store, to: str) -> None:
    one = client(store)
    form = {"token": token(one.get("/signin")), "name": "ann", "password": SECRET, "to": to}
    assert one.post("/signin", data=form, follow_redirects=False).headers["location"] == "/"


def test_decisions_bear_the_name_of_the_account(store: Store) -> None:
    bob = signed_in(store, "bob")
    page = bob.get("/review")
    assert "You review as <b>bob</b>" in page.text
    body = {"coding": "c1", "verdict": "reject", "base": 0}
    bob.cookies.set("reviewer", "ann")
    assert bob.post("/api/review/decide", json=body, headers={"x-token": token(page)}).status_code == 200
    assert [entry.by for entry in store.decisions()] == ["bob"]
    assert bob.post("/review/name", data={"token": token(page), "name": "ann"}).status_code == 403


def test_readers_read_and_owners_undo_what_others_did(store: Store) -> None:
    bob, cat, ann = (signed_in(store, name) for name in ("bob", "cat", "ann"))
    body = {"coding": "c1", "verdict": "reject", "base": 0}
    page = cat.get("/review")
    assert "takes the role of a reviewer" in page.text
    assert cat.post("/api/review/decide", json=body, headers={"x-token": token(page)}).status_code == 403
    assert not list(store.decisions())
    assert bob.post("/api/review/decide", json=body, headers={"x-token": token(bob.get("/review"))}).status_code == 200
    undo = {"coding": "c1", "base": 1}
    assert ann.post("/api/review/undo", json=undo, headers={"x-token": token(ann.get("/review"))}).status_code == 200
    assert store.version_of("c1") == 2


def test_signing_out_and_a_role_taken_away_hold_at_once(store: Store) -> None:
    bob = signed_in(store, "bob")
    Accounts(store).set_role("bob", "reader")
    page = bob.get("/review")
    body = {"coding": "c1", "verdict": "reject", "base": 0}
    assert bob.post("/api/review/decide", json=body, headers={"x-token": token(page)}).status_code == 403
    session = bob.cookies["session"]
    bob.post("/signout", data={"token": token(bob.get("/account"))})
    bob.cookies.set("session", session)
    assert bob.get("/api/review").status_code == 401
    assert signed_in(store, "bob").get("/api/review").status_code == 200
    Accounts(store).remove("bob")
    assert bob.get("/api/review").status_code == 401


def test_another_password(store: Store) -> None:
    bob = signed_in(store, "bob")
    form = {"token": token(bob.get("/account")), "old": "wrong", "new": "something else long"}
    assert bob.post("/account", data=form).status_code == 400
    assert bob.post("/account", data={**form, "old": SECRET, "new": "short"}).status_code == 400
    assert bob.post("/account", data={**form, "old": SECRET}, follow_redirects=False).status_code == 303
    assert bob.get("/api/review").status_code == 401
    assert Accounts(store).check("bob", "something else long") is not None


def test_this_machine_needs_no_account(store: Store) -> None:
    local = client_of(store)
    assert local.get("/review").status_code == 200
    assert local.get("/signin").status_code == 400


def test_serving_others_needs_an_owner(tmp_path: Path) -> None:
    path = str(tmp_path / "p.db")
    Store.create(path).close()
    runner = CliRunner()
    with pytest.raises(UsageError, match="users add"):
        runner.invoke(app, ["serve", path, "--host", "0.0.0.0", "--no-open", "--port", "18999"], catch_exceptions=False)


def test_users_on_the_command_line(tmp_path: Path) -> None:
    path = str(tmp_path / "p.db")
    Store.create(path).close()
    runner = CliRunner()
    assert runner.invoke(app, ["users", "add", path, "ann", "--role", "owner"], input=f"{SECRET}\n").exit_code == 0
    assert runner.invoke(app, ["users", "add", path, "bob"], input=f"{SECRET}\n").exit_code == 0
    assert runner.invoke(app, ["users", "role", path, "bob", "reader"]).exit_code == 0
    assert runner.invoke(app, ["users", "password", path, "bob"], input="another one, long\n").exit_code == 0
    shown = runner.invoke(app, ["users", "list", path]).stdout
    assert re.findall(r'"name":"(\w+)","role":"(\w+)"', shown) == [("ann", "owner"), ("bob", "reader")]
    assert "argon2" not in shown
    assert runner.invoke(app, ["users", "remove", path, "bob"]).exit_code == 0
    with Store.open(path) as store:
        assert Accounts(store).check("bob", "another one, long") is None
        assert Accounts(store).check("ann", SECRET) is not None
