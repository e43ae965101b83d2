"""The gate of a project that is reached over a network: who is not signed in sees the sign-in page only, and
who may only read changes nothing.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, MutableMapping
from http.cookies import CookieError, SimpleCookie
from typing import Any
from urllib.parse import quote

import msgspec
from starlette.concurrency import run_in_threadpool

from communique.errors import StoreError
from communique.review.accounts import Account, Accounts
from communique.web.person import SESSION, Person

Scope = MutableMapping[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]
OPEN = ("/signin", "/static/")
READERS = ("/signin", "/signout", "/account")
"""What readers may post to."""


class Gate:
    """Stands inside the Guard, around the app."""

    def __init__(self, app: App, accounts: Accounts) -> None:
        self._app = app
        self._accounts = accounts

    async def __call__(self, scope: Scope, receive: Any, send: Any) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        token = _token(scope)
        try:
            account = await run_in_threadpool(self._accounts.signed_in, token) if token else None
        except StoreError as problem:
            await _answer(send, 503, "Not now", str(problem))
            return
        if account is not None:
            state = scope.setdefault("state", {})
            state["person"] = _person(account)
            state["session"] = token
        path: str = scope["path"]
        if account is None and not path.startswith(OPEN):
            if scope["method"] in ("GET", "HEAD") and not path.startswith(("/api/", "/csv/", "/picture/")):
                await _lead(send, f"/signin?to={quote(_asked(scope), safe='')}")
            else:
                await _answer(send, 401, "Sign in", "This project asks who you are; sign in at /signin.")
            return
        changes = scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if account is not None and account.role == "reader" and changes and path not in READERS:
            words = f"{account.name} may read, not decide. An owner of the project can change that."
            await _answer(send, 403, "Not allowed", words)
            return
        await self._app(scope, receive, send)


def _person(account: Account) -> Person:
    return Person(account.name, account.role, True)


def _token(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                found = SimpleCookie(value.decode("latin-1")).get(SESSION)
            except CookieError:
                return None
            if found is not None:
                return found.value
    return None


def _asked(scope: Scope) -> str:
    query = scope.get("query_string", b"").decode("latin-1")
    return str(scope["path"]) + (f"?{query}" if query else "")


async def _lead(send: Any, to: str) -> None:
    headers = [(b"location", to.encode()), (b"content-length", b"0"), (b"cache-control", b"no-store")]
    await send({"type": "http.response.start", "status": 303, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _answer(send: Any, status: int, title: str, message: str) -> None:
    body = msgspec.json.encode({"error": {"status": status, "title": title, "message": message}})
    headers = [(b"content-type", b"application/json"), (b"content-length", str(len(body)).encode())]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
