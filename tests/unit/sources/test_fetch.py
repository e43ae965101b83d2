"""Fetching from servers of our own on loopback, which are allowed by name; everything else private is refused."""

from __future__ import annotations

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from communique.errors import InputRefused
from communique.records import Document, Refusal
from communique.sources.addresses import is_public, target_of
from communique.sources.fetch import AGENT, Fetcher, FetchLimits
from communique.sources.places import address_list, read_places

PAGE = b"<html><head><title>Talks</title></head><body><p>Norland offered talks.</p></body></html>"
Answer = tuple[int, dict[str, str], bytes]
QUICK = FetchLimits(size=20_000, seconds=1.5, pause=0.0)


class Site:
    """A server whose answers are given by path; it remembers what was asked."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer | Callable[[Any], None]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                answer = site.answers.get(self.path, (404, {}, b"none"))
                if callable(answer):
                    answer(self)
                    return
                status, headers, body = answer
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]
        self.base = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def page(self, path: str, body: bytes = PAGE, kind: str = "text/html", **headers: str) -> str:
        self.answers[path] = (200, {"Content-Type": kind, **headers}, body)
        return self.base + path

    def leads(self, path: str, to: str) -> str:
        self.answers[path] = (302, {"Location": to}, b"")
        return self.base + path


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.server.shutdown()
    made.server.server_close()


def fetcher(**fields: Any) -> Fetcher:
    return Fetcher(**{"allowed": ("127.0.0.1",), "limits": QUICK, **fields})


def reason(address: str, **fields: Any) -> str:
    with pytest.raises(InputRefused) as stop:
        fetcher(**fields).fetch(address)
    return stop.value.reason


def test_a_page_comes_with_nothing_sent_but_the_request(site: Site) -> None:
    fetched = fetcher().fetch(site.page("/news"))
    assert (fetched.raw, fetched.media, fetched.final) == (PAGE, "text/html", f"{site.base}/news")
    path, headers = site.asked[-1]
    assert path == "/news"
    assert headers["user-agent"] == AGENT
    assert headers["host"] == f"127.0.0.1:{site.port}"
    assert not {"cookie", "referer", "authorization", "from"} & set(headers)


@pytest.mark.parametrize(
    "number",
    [
        "127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.1.1", "169.254.169.254",
        "100.64.0.1", "0.0.0.0", "0.1.2.3", "192.0.0.8", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1",
        "224.0.0.1", "240.0.0.1", "255.255.255.255", "192.88.99.1",
        "::", "::1", "::7f00:1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "64:ff9b::7f00:1", "64:ff9b::808:808",
        "64:ff9b:1::1", "2002:7f00:1::", "2002:808:808::1", "2001:0:4136:e378::1", "2001:db8::1", "fc00::1", "fd12::1",
        "fe80::1", "fe80::1%eth0", "fec0::1", "ff02::1", "100::1", "not a number", "",
    ],
)  # fmt: skip
def test_private_reserved_and_translated_numbers_are_not_public(number: str) -> None:
    assert not is_public(number)


@pytest.mark.parametrize(
    "number", ["8.8.8.8", "1.1.1.1", "172.32.0.1", "2001:4860:4860::8888", "2606:4700::1111"]
)
def test_numbers_of_the_open_net_are_public(number: str) -> None:
    assert is_public(number)


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "[::1]",
        "0x7f000001",
        "2130706433",
        "127.1",
        "0",
        "[::ffff:127.0.0.1]",
        "[64:ff9b::7f00:1]",
    ],
)
def test_private_places_are_refused_however_they_are_written(host: str) -> None:
    assert reason(f"http://{host}:9/", allowed=()) in ("sources.private_address", "sources.unreachable")


def answers_with(*numbers: str) -> Callable[..., list[Any]]:
    def getaddrinfo(host: str, port: int, **fields: object) -> list[Any]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port)) for number in numbers]

    return getaddrinfo


def test_one_private_number_among_public_ones_is_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "getaddrinfo", answers_with("8.8.8.8", "10.0.0.1"))
    assert reason("http://news.example/", allowed=()) == "sources.private_address"


def test_the_connection_goes_to_the_number_that_was_looked_at(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    known = answers_with("127.0.0.1")

    def once(host: str, port: int, *rest: object, **fields: object) -> list[Any]:
        asked.append(host)
        return known(host, port)

    monkeypatch.setattr("communique.sources.addresses.socket.getaddrinfo", once)
    site.page("/news")
    target = target_of(f"http://news.example:{site.port}/news", ("news.example",))
    assert (target.number, target.header) == ("127.0.0.1", f"news.example:{site.port}")
    fetched = fetcher(allowed=("news.example",)).fetch(f"http://news.example:{site.port}/news")
    assert fetched.raw == PAGE
    assert site.asked[-1][1]["host"] == f"news.example:{site.port}"
    assert set(asked) == {"news.example", "127.0.0.1"}  # the connection asks for the number only


def test_redirects_are_looked_at_one_by_one(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.page("/end")
    assert (
        fetcher().fetch(site.leads("/a", "/b") and site.leads("/b", "end") and f"{site.base}/a").final
        == f"{site.base}/end"
    )
    for place in (
        f"http://localhost:{site.port}/end",
        "http://10.0.0.1/",
        "http://[64:ff9b::a00:1]/",
        "http://169.254.169.254/x",
    ):
        site.leads("/out", place)
        assert reason(f"{site.base}/out") == "sources.private_address"
    site.leads("/file", "file:///etc/passwd")
    assert reason(f"{site.base}/file") == "sources.bad_address"
    site.leads("/round", "/round")
    assert reason(f"{site.base}/round") == "sources.redirects"
    for n in range(9):
        site.leads(f"/{n}", f"/{n + 1}")
    assert reason(f"{site.base}/0") == "sources.redirects"
    site.answers["/nowhere"] = (302, {}, b"")
    assert reason(f"{site.base}/nowhere") == "sources.redirects"


@pytest.mark.parametrize(
    "address",
    [
        "ftp://host/x",
        "http://",
        "http:///x",
        "http://user:word@host/",
        "http://host:99999/",
        "http://ho st/",
        "http://[::1/",
        "http://host/a\nb",
    ],
)
def test_what_is_no_address_is_told(address: str) -> None:
    assert reason(address) == "sources.bad_address"


def test_robots_is_read_once_and_obeyed(site: Site) -> None:
    site.page(
        "/robots.txt",
        b"User-agent: *\nDisallow: /private\nUser-agent: communique\nDisallow: /own\n",
        "text/plain",
    )
    site.page("/open"), site.page("/own/x"), site.page("/private")
    one = fetcher()
    assert one.fetch(f"{site.base}/open").status == 200
    with pytest.raises(InputRefused, match="robots"):
        one.fetch(f"{site.base}/own/x")
    assert one.fetch(f"{site.base}/private").status == 200
    assert [path for path, _ in site.asked].count("/robots.txt") == 1
    assert "/own/x" not in [path for path, _ in site.asked]


def test_a_redirect_into_what_robots_forbids_is_refused(site: Site) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /own\n", "text/plain")
    site.page("/own/x")
    assert reason(site.leads("/a", "/own/x")) == "sources.robots"


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_robots_that_is_missing_allows_and_that_cannot_be_had_forbids(
    site: Site, status: int, allowed: bool
) -> None:
    site.answers["/robots.txt"] = (status, {}, b"")
    address = site.page("/a")
    if allowed:
        assert fetcher().fetch(address).status == 200
    else:
        assert reason(address) == "sources.robots"


def test_too_much_is_refused_packed_or_not(site: Site) -> None:
    assert reason(site.page("/large", b"x" * 20_001)) == "sources.too_large"
    assert len(fetcher().fetch(site.page("/just", b"x" * 20_000)).raw) == 20_000
    bomb = gzip.compress(b"\0" * 50_000_000)
    started = time.monotonic()
    assert reason(site.page("/bomb", bomb, **{"Content-Encoding": "gzip"})) == "sources.too_large"
    assert time.monotonic() - started < 1.0
    packed = gzip.compress(PAGE)
    assert fetcher().fetch(site.page("/packed", packed, **{"Content-Encoding": "gzip"})).raw == PAGE
    assert reason(site.page("/cut", packed[:-12], **{"Content-Encoding": "gzip"})) == "sources.truncated"
    assert reason(site.page("/foreign", packed, **{"Content-Encoding": "br"})) == "sources.content_type"


def drip(before: bytes, piece: bytes, after: float = 0.05) -> Callable[[Any], None]:
    def answer(handler: Any) -> None:
        try:
            handler.wfile.write(before)
            for _ in range(400):
                handler.wfile.write(piece)
                handler.wfile.flush()
                time.sleep(after)
        except OSError:
            pass

    return answer


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        (b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n", b"x"),
        (b"HTTP/1.0 200 OK\r\n", b"X-Slow: 1\r\n"),
        (b"HTTP/1.0 200 OK\r\nX-Line: ", b"y"),
        (b"", b""),
    ],
)
def test_a_server_that_drips_is_cut_off(site: Site, before: bytes, piece: bytes) -> None:
    site.answers["/slow"] = drip(before, piece)
    started = time.monotonic()
    assert reason(f"{site.base}/slow") in ("sources.too_slow", "sources.unreachable")
    assert time.monotonic() - started < 4.0


def test_a_host_gets_a_pause_between_two_requests(site: Site) -> None:
    waits: list[float] = []
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 7\n", "text/plain")
    one = fetcher(limits=FetchLimits(pause=2.0), sleep=waits.append)
    one.fetch(site.page("/a"))
    one.fetch(site.page("/b"))
    assert [round(wait) for wait in waits] == [2, 7]


def test_nobody_there(site: Site) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert reason(f"http://127.0.0.1:{port}/") in ("sources.robots", "sources.unreachable")
    assert reason("http://no-such-host.invalid/") == "sources.unreachable"
    assert reason(f"{site.base}/missing") == "sources.http_status"
    assert reason(f"https://127.0.0.1:{site.port}/") in ("sources.robots", "sources.unreachable")


def test_what_has_not_changed_is_not_sent_again(site: Site) -> None:
    address = site.page("/feed", b"<rss></rss>", "application/rss+xml", ETag='"one"')
    assert fetcher().fetch(address).etag == '"one"'

    def unchanged(handler: Any) -> None:
        assert handler.headers["If-None-Match"] == '"one"'
        handler.send_response(304)
        handler.end_headers()

    site.answers["/feed"] = unchanged
    again = fetcher(validators=lambda _: ('"one"', None))
    assert again.fetch(address).status == 304
    assert list(read_places([address], again)) == []


RSS = """<rss version="2.0"><channel><title>Norland Post</title>
<item><title>One</title><link>{base}/1</link><description>Norland offered talks.</description>
<pubDate>Sun, 16 Jun 2013 08:00:00 GMT</pubDate></item>
<item><title>Two</title><link>{base}/2</link><description>Sudland refused.</description></item>
</channel></rss>"""


def items(places: list[str], **fields: Any) -> list[Document | Refusal]:
    return list(read_places(places, fetcher(), **fields))


def test_a_feed_gives_its_entries_or_the_pages_they_lead_to(site: Site) -> None:
    address = site.page("/feed", RSS.format(base=site.base).encode(), "application/rss+xml")
    site.page("/1")
    one, two = items([address])
    assert isinstance(one, Document)
    assert one.title == "One"
    assert isinstance(two, Document)
    page, missing = items([address], follow=True)
    assert isinstance(page, Document)
    assert (page.raw, page.url, str(page.published)) == (PAGE, f"{site.base}/1", "2013-06-16")
    assert isinstance(missing, Refusal)
    assert (missing.reason, missing.document.source) == ("sources.http_status", f"{site.base}/2")


def test_a_list_of_addresses_is_fetched_line_by_line(site: Site, tmp_path: Any) -> None:
    path = tmp_path / "list.txt"
    path.write_text(f"# front pages\n{site.page('/1')}\n\n{site.base}/2\nhttp://localhost:{site.port}/3\n")
    told: list[tuple[str, str | None]] = []
    page, missing, private = items(
        [str(path)], told=lambda address, fetched, why: told.append((address, why))
    )
    assert isinstance(page, Document)
    assert page.note[0].startswith("crawled:")
    assert [item.reason for item in (missing, private) if isinstance(item, Refusal)] == [
        "sources.http_status", "sources.private_address",
    ]  # fmt: skip
    assert told == [
        (f"{site.base}/1", None), (f"{site.base}/2", "sources.http_status"),
        (f"http://localhost:{site.port}/3", "sources.private_address"),
    ]  # fmt: skip


def test_a_text_that_begins_with_an_address_is_no_list(tmp_path: Any) -> None:
    path = tmp_path / "text.txt"
    path.write_text("https://host/a\nNorland offered talks to Sudland, officials said on Monday.\n")
    assert address_list(str(path)) == []
    (document,) = items([str(path)])
    assert isinstance(document, Document)
    assert address_list(str(tmp_path)) == []
    (tmp_path / "empty.txt").touch()
    assert address_list(str(tmp_path / "empty.txt")) == []


@pytest.mark.parametrize(
    ("kind", "body", "expected"),
    [
        ("text/plain", b"Norland offered talks.", "text"),
        ("text/plain; charset=cp1252", PAGE, "html"),
        ("application/pdf", b"%PDF-1.4", "sources.content_type"),
        ("application/xml", b"<?xml version='1.0'?><html><body><p>x</p></body></html>", "html"),
        ("text/html", b" ", "sources.empty"),
        ("text/plain", b"\x89PNG\r\n\x1a\n\0\0", "sources.binary"),
    ],
)
def test_what_an_answer_is(site: Site, kind: str, body: bytes, expected: str) -> None:
    (item,) = items([site.page("/x", body, kind)])
    assert (item.reason if isinstance(item, Refusal) else item.kind) == expected


def test_a_certificate_must_be_trusted_and_bear_the_name(
    site: Site, tmp_path: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    import shutil
    import ssl
    import subprocess

    if shutil.which("openssl") is None:
        pytest.skip("openssl is not installed")
    key, cert = tmp_path / "key.pem", tmp_path / "cert.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2",
         "-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"],
        check=True, capture_output=True,
    )  # fmt: skip
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(cert, key)
    site.server.socket = context.wrap_socket(site.server.socket, server_side=True)
    site.page("/news")
    here = f"https://localhost:{site.port}/news"
    assert reason(here, allowed=("localhost",)) == "sources.robots"  # not trusted: robots.txt cannot be had
    monkeypatch.setenv("SSL_CERT_FILE", str(cert))
    assert fetcher(allowed=("localhost",)).fetch(here).raw == PAGE
    assert reason(f"https://127.0.0.1:{site.port}/news") == "sources.robots"  # trusted, of another name
