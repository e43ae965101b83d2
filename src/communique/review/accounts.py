"""People who share a project over a network: accounts with roles, and sessions that end.

A session is known by a random token that only the browser holds; the project keeps its hash. It ends when
nobody has used it for IDLE, and at the latest LONGEST after it began.
"""

from __future__ import annotations

import secrets
import threading
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, Literal

import msgspec
from sqlalchemy import delete, insert, select, update

from communique.errors import CommuniqueError, UsageError
from communique.store import Store, tables
from communique.store.engine import writing

Role = Literal["reader", "reviewer", "owner"]
ROLES: tuple[Role, ...] = ("reader", "reviewer", "owner")
IDLE = timedelta(hours=2)
LONGEST = timedelta(hours=12)
SEEN = timedelta(minutes=2)
"""How often the time of use is written at most."""
SHORTEST_PASSWORD = 10
LONGEST_PASSWORD = 1000
TRIES = 5
"""Wrong passwords of a name before it has to wait."""
PAUSE = 30.0
_HASHING = threading.Semaphore(2)
"""argon2 takes 64 MiB and some 50 ms: no more than two at a time."""


class Wait(CommuniqueError):
    """Too many wrong passwords; try again later."""


class Account(msgspec.Struct, frozen=True):
    """name: as it stands in the review log; role: reader sees, reviewer decides, owner does everything."""

    name: str
    role: Role
    made_at: datetime


class Accounts:
    """The accounts of a project."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._wrong: dict[str, tuple[int, float]] = {}
        self._lock = threading.Lock()

    def add(self, name: str, role: str, password: str) -> Account:
        """A new account. Raises UsageError (the name is taken or empty, no such role, a short password)."""
        plain = " ".join(name.split())
        if not plain or len(plain) > 60 or not plain.isprintable():
            raise UsageError(f"{name!r} is no name; expected 1 to 60 printable characters")
        account = Account(plain, _role(role), _now())
        if self.get(plain) is not None:
            raise UsageError(f"{plain!r} has an account already")
        values = {"name": plain, "role": role, "password": _hash(password), "made_at": _text(account.made_at)}
        with writing(self._store.engine, durable=True) as connection:
            connection.execute(insert(tables.account).values(**values))
        return account

    def get(self, name: str) -> Account | None:
        """An account by its name."""
        row = self._row(name)
        return None if row is None else Account(row.name, row.role, datetime.fromisoformat(row.made_at))

    def all(self) -> list[Account]:
        """All accounts by name."""
        wanted = select(tables.account).order_by(tables.account.c.name)
        rows = self._store.rows(wanted)
        return [Account(row.name, row.role, datetime.fromisoformat(row.made_at)) for row in rows]

    def set_role(self, name: str, role: str) -> None:
        """Another role. Raises UsageError (no such account or role, the last owner)."""
        chosen = _role(role)
        self._keep_an_owner(name, chosen)
        self._change(name, role=chosen)

    def set_password(self, name: str, password: str) -> None:
        """Another password; ends the account's sessions. Raises UsageError."""
        self._change(name, password=_hash(password))
        self.end_all(name)

    def remove(self, name: str) -> None:
        """Takes an account away; its decisions stay. Raises UsageError (no such account, the last owner)."""
        self._keep_an_owner(name, None)
        self._must(name)
        self.end_all(name)
        with writing(self._store.engine, durable=True) as connection:
            connection.execute(delete(tables.account).where(tables.account.c.name == name))

    def check(self, name: str, password: str) -> Account | None:
        """The account when the password is right, else null; as slow for names that do not exist.

        Raises Wait after TRIES wrong passwords in a row, for PAUSE seconds.
        """
        name = " ".join(name.split())
        with self._lock:
            n, since = self._wrong.get(name, (0, 0.0))
            if n >= TRIES and time.monotonic() - since < PAUSE:
                raise Wait(f"too many wrong passwords; try again in {PAUSE:.0f} seconds")
        row = self._row(name)
        right = _verify(row.password if row else _nobody(), password[:LONGEST_PASSWORD])
        with self._lock:
            if row is not None and right:
                self._wrong.pop(name, None)
                return Account(row.name, row.role, datetime.fromisoformat(row.made_at))
            self._wrong[name] = (n + 1, time.monotonic())
            if len(self._wrong) > 10_000:
                self._wrong.pop(next(iter(self._wrong)))
        return None

    # Sessions

    def start(self, account: Account) -> str:
        """A new session; returns the token for the browser. Old ones that have ended are cleared away."""
        token, now = secrets.token_urlsafe(32), _now()
        table = tables.session
        with writing(self._store.engine) as connection:
            connection.execute(delete(table).where(table.c.started_at < _text(now - LONGEST)))
            connection.execute(
                insert(table).values(
                    token=_key(token), account=account.name, started_at=_text(now), seen_at=_text(now)
                )
            )
        return token

    def signed_in(self, token: str) -> Account | None:
        """The account of a session that has not ended."""
        table = tables.session
        wanted = (
            select(table.c.started_at, table.c.seen_at, tables.account)
            .join_from(table, tables.account, table.c.account == tables.account.c.name)
            .where(table.c.token == _key(token))
        )
        with self._store.engine.connect() as connection:
            row = connection.execute(wanted).one_or_none()
        if row is None:
            return None
        now = _now()
        started, seen = datetime.fromisoformat(row.started_at), datetime.fromisoformat(row.seen_at)
        if now - started > LONGEST or now - seen > IDLE:
            return None
        if now - seen > SEEN:
            with writing(self._store.engine) as connection:
                connection.execute(
                    update(table).where(table.c.token == _key(token)).values(seen_at=_text(now))
                )
        return Account(row.name, row.role, datetime.fromisoformat(row.made_at))

    def end(self, token: str) -> None:
        """Signs a browser out."""
        with writing(self._store.engine) as connection:
            connection.execute(delete(tables.session).where(tables.session.c.token == _key(token)))

    def end_all(self, name: str) -> None:
        """Signs all browsers of an account out."""
        with writing(self._store.engine) as connection:
            connection.execute(delete(tables.session).where(tables.session.c.account == name))

    def _row(self, name: str) -> Any:
        with self._store.engine.connect() as connection:
            return connection.execute(
                select(tables.account).where(tables.account.c.name == name)
            ).one_or_none()

    def _must(self, name: str) -> None:
        if self.get(name) is None:
            names = ", ".join(account.name for account in self.all()) or "none"
            raise UsageError(f"no account {name!r}; there are: {names}")

    def _change(self, name: str, **values: str) -> None:
        self._must(name)
        with writing(self._store.engine, durable=True) as connection:
            connection.execute(update(tables.account).where(tables.account.c.name == name).values(**values))

    def _keep_an_owner(self, name: str, role: Role | None) -> None:
        owners = [account.name for account in self.all() if account.role == "owner"]
        if owners == [name] and role != "owner":
            raise UsageError(f"{name!r} is the only owner; make somebody else owner first")


def _role(role: str) -> Role:
    for known in ROLES:
        if role == known:
            return known
    raise UsageError(f"{role!r} is no role; expected {', '.join(ROLES)}")


def _hash(password: str) -> str:
    if not SHORTEST_PASSWORD <= len(password) <= LONGEST_PASSWORD:
        raise UsageError(f"a password needs {SHORTEST_PASSWORD} to {LONGEST_PASSWORD} characters")
    with _HASHING:
        return str(_hasher().hash(password))


def _verify(known: str, password: str) -> bool:
    from argon2.exceptions import InvalidHashError, VerificationError

    with _HASHING:
        try:
            return bool(_hasher().verify(known, password))
        except (VerificationError, InvalidHashError):
            return False


def _hasher() -> Any:
    try:
        from argon2 import PasswordHasher
    except ImportError:
        raise UsageError("accounts need argon2: pip install 'communique[web]'") from None
    return PasswordHasher()


_made: list[str] = []


def _nobody() -> str:
    """A hash that no password fits, so that a name that does not exist takes as long as one that does."""
    if not _made:
        _made.append(_hash(secrets.token_urlsafe(24)))
    return _made[0]


def _key(token: str) -> str:
    return sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def _now() -> datetime:
    return datetime.now(UTC)


def _text(at: datetime) -> str:
    return at.isoformat(timespec="seconds")
