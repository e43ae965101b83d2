"""What stands between a request and the pages: host, origin and size are checked, every answer carries its
policies. Plain ASGI, so that nothing is buffered.

Texts shown here are hostile until proven otherwise. The policy allows scripts and styles of this program
only, as files: nothing inline, nothing evaluated. A page of another site that knows our address (DNS
rebinding, forms) meets the checks of Host and Origin.
"""

from __future__ import annotations

from asyncio import wait_for
from collections.abc import Awaitable, Callable, MutableMapping
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from communique.web.options import Options

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    (b"x-frame-options", b"DENY"),
)
READING = frozenset(("GET", "HEAD", "OPTIONS"))


class Guard:
    """The checks, around an application."""

    def __init__(self, app: Callable[[Scope, Receive, Send], Awaitable[None]], options: Options) -> None:
        self._app = app
        self._names = options.names()
        self._largest = options.largest_body
        self._longest = options.longest_wait

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            if scope["type"] == "websocket":  # there are none
                await send({"type": "websocket.close", "code": 1008})
                return
            await self._app(scope, receive, send)
            return

        async def answer(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = {name for name, _ in message.get("headers", ())}
                extra = [header for header in HEADERS if header[0] not in given]
                message["headers"] = [*message.get("headers", ()), *extra]
            await send(message)

        problem = self._problem(scope)
        if problem is not None:
            await _refuse(answer, *problem)
            return
        await self._app(scope, self._measured(receive), answer)

    def _problem(self, scope: Scope) -> tuple[int, str] | None:
        headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
        host = headers.get(b"host", "")
        if _name(host) not in self._names:
            return 421, "This address is not served here. Start with --allow-host NAME to add a name."
        if scope["method"] in READING:
            return None
        origin = headers.get(b"origin")
        if origin is not None:
            parts = urlsplit(origin)
            if parts.scheme not in ("http", "https") or parts.netloc.lower() != host.lower():
                return 403, "Changes are accepted from this program's own pages only (Origin)."
        elif headers.get(b"sec-fetch-site") != "same-origin":
            return 403, "Changes need an Origin header that names this address."
        length = headers.get(b"content-length", "0")
        if not length.isdigit() or int(length) > self._largest:
            return 413, f"A request may carry {self._largest:,} bytes."
        return None

    def _measured(self, receive: Receive) -> Receive:
        """Bodies are cut off where they grow too large, and given up where they do not arrive in time."""
        seen, ends, whole = 0, monotonic() + self._longest, False

        async def measured() -> Message:
            nonlocal seen, whole
            if whole:  # what is left to hear is that the browser has gone
                return await receive()
            try:
                message = await wait_for(receive(), max(0.0, ends - monotonic()))
            except TimeoutError:
                return {"type": "http.disconnect"}
            whole = not message.get("more_body", False)
            seen += len(message.get("body", b""))
            if seen > self._largest:
                return {"type": "http.disconnect"}
            return message

        return measured


def _name(host: str) -> str:
    """The name in a Host header, without port, in lower case."""
    try:
        return (urlsplit(f"//{host}").hostname or "").lower()
    except ValueError:
        return ""


async def _refuse(send: Send, status: int, words: str) -> None:
    body = words.encode()
    headers = [
        (b"content-type", b"text/plain; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
    ]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
