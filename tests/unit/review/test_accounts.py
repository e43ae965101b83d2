"""Accounts, roles, passwords and sessions that end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from communique.errors import UsageError
from communique.review import accounts as module
from communique.review.accounts import IDLE, LONGEST, Accounts, Wait
from communique.store import Store

SECRET = "correct horse battery"


@pytest.fixture
def accounts(tmp_path: Path) -> Iterator[Accounts]:
    with Store.create(tmp_path / "p.db") as store:
        made = Accounts(store)
        made.add("ann", "owner", SECRET)
        yield made


def test_passwords_are_checked_and_kept_as_hashes(accounts: Accounts) -> None:
    ann = accounts.check(" ann ", SECRET)
    assert ann is not None
    assert (ann.name, ann.role) == ("ann", "owner")
    assert accounts.check("ann", SECRET + "x") is None
    assert accounts.check("bob", SECRET) is None
    row = accounts._row("ann")
    assert row.password.startswith("$argon2id$")
    assert SECRET not in str(row)


@pytest.mark.parametrize(
    ("name", "role", "password"),
    [("ann", "reader", SECRET), ("", "reader", SECRET), ("b\x07b", "reader", SECRET), ("bob", "king", SECRET), ("bob", "reader", "short")],
)
def test_what_makes_no_account(accounts: Accounts, name: str, role: str, password: str) -> None:
    with pytest.raises(UsageError):
        accounts.add(name, role, password)
    assert [account.name for account in accounts.all()] == ["ann"]


def test_after_some_wrong_passwords_a_name_waits(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(5):
        assert accounts.check("ann", "wrong") is None
    with pytest.raises(Wait):
        accounts.check("ann", SECRET)
    monkeypatch.setattr(module, "PAUSE", 0.0)
    assert accounts.check("ann", SECRET) is not None
    assert accounts.check("ann", "wrong") is None


def test_sessions_begin_and_end(accounts: Accounts) -> None:
    ann = accounts.get("ann")
    assert ann is not None
    token, other = accounts.start(ann), accounts.start(ann)
    assert accounts.signed_in(token) == ann
    assert accounts.signed_in(token + "x") is None
    accounts.end(token)
    assert accounts.signed_in(token) is None
    assert accounts.signed_in(other) == ann
    accounts.set_password("ann", "another long one")
    assert accounts.signed_in(other) is None


@pytest.mark.parametrize(("later", "alive"), [(IDLE - timedelta(minutes=1), True), (IDLE + timedelta(minutes=1), False)])
def test_unused_sessions_end(accounts: Accounts, monkeypatch: pytest.MonkeyPatch, later: timedelta, alive: bool) -> None:
    ann = accounts.get("ann")
    assert ann is not None
    token, start = accounts.start(ann), datetime.now(UTC)
    monkeypatch.setattr(module, "_now", lambda: start + later)
    assert (accounts.signed_in(token) is not None) == alive


def test_used_sessions_end_too(accounts: Accounts, monkeypatch: pytest.MonkeyPatch) -> None:
    ann = accounts.get("ann")
    assert ann is not None
    token, start = accounts.start(ann), datetime.now(UTC)
    at = start
    while at - start < LONGEST:
        monkeypatch.setattr(module, "_now", lambda now=at: now)
        assert accounts.signed_in(token) == ann
        at += timedelta(hours=1)
    monkeypatch.setattr(module, "_now", lambda: at + timedelta(minutes=1))
    assert accounts.signed_in(token) is None


def test_roles_change_and_one_owner_stays(accounts: Accounts) -> None:
    accounts.add("bob", "reader", SECRET)
    with pytest.raises(UsageError, match="only owner"):
        accounts.set_role("ann", "reviewer")
    with pytest.raises(UsageError, match="only owner"):
        accounts.remove("ann")
    accounts.set_role("bob", "owner")
    accounts.remove("ann")
    assert [(account.name, account.role) for account in accounts.all()] == [("bob", "owner")]
    with pytest.raises(UsageError, match="there are: bob"):
        accounts.set_role("ann", "owner")
