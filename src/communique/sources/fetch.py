"""Fetching one address: redirects looked at one by one, size and time capped, robots.txt obeyed, a pause
between two requests to a host. Nothing but the request itself is sent: no cookies, no referrer, no proxy of
the environment.
"""

from __future__ import annotations

import socket
import threading
import time
import zlib
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from urllib.parse import urljoin

import msgspec
import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError

from communique.errors import InputRefused
from communique.sources.addresses import Target, split_address, target_of
from communique.sources.reasons import SourceReason
from communique.sources.refuse import refused, size_words
from communique.sources.robots import Robots
from communique.version import __version__

AGENT = f"communique/{__version__}"
ACCEPT = (
    "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, text/plain;q=0.8, */*;q=0.1"
)
CHUNK = 1 << 16
REDIRECTS = (301, 302, 303, 307, 308)


class FetchLimits(msgspec.Struct, frozen=True):
    """Seconds and bytes. seconds: for one address with its redirects; pause: between two requests to a host,
    at least (robots.txt may ask for more, up to longest_pause).
    """

    size: int = 5_000_000
    robots_size: int = 500_000
    seconds: float = 30.0
    pause: float = 1.0
    longest_pause: float = 30.0
    redirects: int = 5


class Fetched(msgspec.Struct, frozen=True):
    """What came. address: the one asked for; final: the one that answered; status: 200, or 304 (then raw is
    empty). at: UTC; validators (etag, modified) may be given back next time.
    """

    address: str
    final: str
    status: int
    raw: bytes
    media: str
    charset: str | None
    etag: str | None
    modified: str | None
    at: datetime


Validators = Callable[[str], tuple[str | None, str | None]]


class Fetcher:
    """Fetches addresses one after the other. allowed: hosts that may be private."""

    def __init__(
        self, *, allowed: Collection[str] = (), limits: FetchLimits | None = None,
        sleep: Callable[[float], None] = time.sleep, validators: Validators | None = None,
    ) -> None:  # fmt: skip
        self._allowed = frozenset(host.lower() for host in allowed)
        self._limits = limits or FetchLimits()
        self._sleep = sleep
        self._validators = validators
        self._robots: dict[str, Robots] = {}
        self._next: dict[str, float] = {}

    def fetch(self, address: str) -> Fetched:
        """The content at an address. Raises InputRefused with a reason code of `SourceReason`."""
        until = time.monotonic() + self._limits.seconds
        current, seen = address, set[str]()
        for _ in range(self._limits.redirects + 1):
            target = target_of(current, self._allowed)
            robots = self._rules(target, until, address)
            if not robots.allows(current):
                raise refused(SourceReason.ROBOTS, f"robots.txt of {target.host} forbids it", address)
            etag, modified = self._validators(address) if self._validators is not None else (None, None)
            conditions = {"If-None-Match": etag, "If-Modified-Since": modified}
            answer = self._request(
                target, address, until, robots, self._limits.size,
                {name: value for name, value in conditions.items() if value},
            )  # fmt: skip
            if answer.status in REDIRECTS:
                seen.add(current)
                current = self._following(current, answer, address)
                if current in seen:
                    raise refused(SourceReason.REDIRECTS, "leads round in a circle", address)
                continue
            if answer.status not in (200, 304):
                raise refused(SourceReason.HTTP_STATUS, f"answered {answer.status}", address)
            return _fetched(address, current, answer)
        raise refused(SourceReason.REDIRECTS, f"more than {self._limits.redirects} redirects", address)

    def _following(self, current: str, answer: _Answer, address: str) -> str:
        place = answer.headers.get("location")
        if not place:
            raise refused(SourceReason.REDIRECTS, "a redirect that leads nowhere", address)
        following = urljoin(current, place.strip())
        try:
            split_address(following)
        except InputRefused as problem:
            raise refused(
                SourceReason.BAD_ADDRESS, f"leads to {place[:80]!r}: {problem.detail}", address
            ) from None
        return following.partition("#")[0]

    def _rules(self, target: Target, until: float, address: str) -> Robots:
        """robots.txt of an origin, read once. Missing: everything is allowed; unreachable: nothing is."""
        known = self._robots.get(target.origin)
        if known is not None:
            return known
        current = f"{target.origin}/robots.txt"
        rules = Robots.nothing("cannot be read")
        with suppress(InputRefused):
            for _ in range(self._limits.redirects + 1):
                place = target_of(current, self._allowed)
                answer = self._request(
                    place, address, until, Robots.everything(), self._limits.robots_size, {}, cut=True
                )
                if answer.status in REDIRECTS:
                    current = self._following(current, answer, address)
                    continue
                if answer.status == 200:
                    rules = Robots.parse(answer.raw, AGENT)
                elif 400 <= answer.status < 500:
                    rules = Robots.everything()
                break
        self._robots[target.origin] = rules
        return rules

    def _wait(self, target: Target, robots: Robots, until: float, address: str) -> None:
        """Two requests to a host are a pause apart."""
        pause = min(max(self._limits.pause, robots.delay), self._limits.longest_pause)
        now = time.monotonic()
        wait = self._next.get(target.host, now) - now
        if wait > 0:
            self._sleep(wait)
        self._next[target.host] = time.monotonic() + pause

    def _request(
        self, target: Target, address: str, until: float, robots: Robots, size: int,
        conditions: Mapping[str, str], *, cut: bool = False,
    ) -> _Answer:  # fmt: skip
        self._wait(target, robots, until, address)
        # A pause is not the server's time: the cap counts from here, and never less than a third of it.
        left = max(until - time.monotonic(), self._limits.seconds / 3)
        connection = _connection(target, left)
        watch = _Watch(connection, left)  # even a server that drips out its header is cut off
        try:
            headers = {
                "Host": target.header, "User-Agent": AGENT, "Accept": ACCEPT, "Accept-Encoding": "gzip",
                "Connection": "close", **conditions,
            }  # fmt: skip
            connection.request(
                "GET", target.path, headers=headers, preload_content=False, decode_content=False
            )
            response = connection.getresponse()
            raw = _body(response, size, address, cut=cut) if response.status == 200 else b""
            if watch.fired:  # what came until then looks whole, and is not
                raise TimeoutError
            return _Answer(
                response.status, {name.lower(): value for name, value in response.headers.items()}, raw
            )
        except InputRefused:
            if watch.fired:
                raise refused(SourceReason.TOO_SLOW, f"over {self._limits.seconds:g} s", address) from None
            raise
        except (HTTPError, OSError, ValueError, zlib.error) as problem:
            if watch.fired or isinstance(problem, TimeoutError | urllib3.exceptions.TimeoutError):
                raise refused(SourceReason.TOO_SLOW, f"over {self._limits.seconds:g} s", address) from None
            raise refused(SourceReason.UNREACHABLE, f"{target.host}: {_words(problem)}", address) from None
        finally:
            watch.stop()
            connection.close()


class _Plain(HTTPConnection):
    """Keeps a second handle of its socket, which ends the connection whatever has wrapped the first."""

    spare: socket.socket | None = None

    def _new_conn(self) -> socket.socket:
        made = super()._new_conn()
        self.spare = made.dup()
        return made


class _Secure(_Plain, HTTPSConnection):
    """The same with TLS."""


class _Watch:
    """Ends a connection from outside after so many seconds."""

    def __init__(self, connection: _Plain, seconds: float) -> None:
        self.fired = False
        self._connection = connection
        self._timer = threading.Timer(seconds, self._end)
        self._timer.daemon = True
        self._timer.start()

    def _end(self) -> None:
        self.fired = True
        if self._connection.spare is not None:
            with suppress(OSError):
                self._connection.spare.shutdown(socket.SHUT_RDWR)

    def stop(self) -> None:
        self._timer.cancel()
        if self._connection.spare is not None:
            self._connection.spare.close()


class _Answer(msgspec.Struct, frozen=True):
    status: int
    headers: dict[str, str]
    raw: bytes


def _connection(target: Target, seconds: float) -> _Plain:
    timeout = urllib3.Timeout(connect=min(seconds, 10.0), read=seconds)
    if target.scheme == "http":
        return _Plain(target.number, target.port, timeout=timeout.connect_timeout)
    return _Secure(
        target.number, target.port, timeout=timeout.connect_timeout, cert_reqs="CERT_REQUIRED",
        server_hostname=target.host, assert_hostname=target.host,
    )  # fmt: skip


def _body(response: urllib3.BaseHTTPResponse, size: int, address: str, *, cut: bool) -> bytes:
    """The body unpacked, never more than `size` bytes of it. cut: what is over is left out, else refused."""
    packing = response.headers.get("content-encoding", "").strip().lower()
    if packing not in ("", "identity", "gzip", "x-gzip", "deflate"):
        raise refused(SourceReason.CONTENT_TYPE, f"packed as {packing!r}, expected gzip", address)
    inflater = (
        zlib.decompressobj(wbits=47 if "gzip" in packing else 15) if packing not in ("", "identity") else None
    )
    parts: list[bytes] = []
    n = 0
    while n <= size:
        block = response.read1(CHUNK, decode_content=False)
        if not block:
            break
        if inflater is not None:
            block = inflater.decompress(block, size + 1 - n)
        parts.append(block)
        n += len(block)
    if n > size:
        if not cut:
            raise refused(SourceReason.TOO_LARGE, f"over {size_words(size)}", address)
        return b"".join(parts)[:size]
    if inflater is not None and not inflater.eof and n:
        raise refused(SourceReason.TRUNCATED, "the packed answer breaks off", address)
    return b"".join(parts)


def _fetched(address: str, final: str, answer: _Answer) -> Fetched:
    media, _, rest = answer.headers.get("content-type", "").partition(";")
    charset = None
    for piece in rest.split(";"):
        name, _, value = piece.partition("=")
        if name.strip().lower() == "charset":
            charset = value.strip().strip("\"'") or None
    return Fetched(
        address, final, answer.status, answer.raw, media.strip().lower(), charset, answer.headers.get("etag"),
        answer.headers.get("last-modified"), datetime.now(UTC).replace(microsecond=0),
    )  # fmt: skip


def _words(problem: BaseException) -> str:
    return str(problem).split("\n", 1)[0][:160] or type(problem).__name__
