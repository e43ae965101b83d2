"""The frame: policies, Host and Origin, errors, twins."""

from __future__ import annotations

import socket
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient
from tests.web.conftest import BASE, Served, client_of

from communique.store import Store
from communique.web.sections import SECTIONS


def test_every_answer_carries_a_policy_without_inline_script_and_evaluation(client: TestClient) -> None:
    for path in ("/", "/api/overview", "/nothing", "/static/app.js", "/api/openapi.json"):
        policy = client.get(path).headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "script-src 'self';" in policy
        assert client.get(path).headers["x-content-type-options"] == "nosniff"


def test_pages_have_no_inline_script_or_style(client: TestClient) -> None:
    import re

    html = client.get("/").text
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)
    assert not re.search(r"<style|\sstyle=|\son\w+=", html)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example:8321", "", "169.254.169.254"])
def test_requests_to_other_hosts_are_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8321", "127.0.0.1:9", "[::1]:8321", "LOCALHOST"])
def test_this_machine_is_served(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 200


def test_a_named_host_is_served(sample: Store) -> None:
    named = client_of(sample, hosts=("Desk.example",))
    assert named.get("/", headers={"host": "desk.example"}).status_code == 200


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost:9", "file://localhost:8321"])
def test_changes_from_elsewhere_are_refused(client: TestClient, origin: str) -> None:
    assert client.post("/", headers={"origin": origin}).status_code == 403


def test_changes_without_origin_need_the_browsers_word(sample: Store) -> None:
    bare = TestClient(client_of(sample).app, base_url=BASE)
    assert bare.post("/").status_code == 403
    assert bare.post("/", headers={"sec-fetch-site": "cross-site"}).status_code == 403
    assert bare.post("/", headers={"sec-fetch-site": "same-origin"}).status_code == 405


def test_large_bodies_are_refused(client: TestClient) -> None:
    assert client.post("/", content=b"x" * (3 * 1024 * 1024)).status_code == 413


def test_bodies_that_do_not_arrive_in_time_are_given_up(sample: Store, serve: Callable[..., Served]) -> None:
    served = serve(sample, longest_wait=0.3)
    with socket.create_connection(("127.0.0.1", served.port), timeout=20) as line:
        host = f"127.0.0.1:{served.port}"
        head = f"POST /review/name HTTP/1.1\r\nHost: {host}\r\nOrigin: http://{host}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        line.sendall(f"{head}Content-Length: 500\r\n\r\ntoken=".encode())
        assert line.recv(4096).startswith(b"HTTP/1.1 408")


def test_errors_have_one_shape(client: TestClient) -> None:
    found = client.get("/api/nothing")
    assert found.status_code == 404
    assert found.json()["error"]["message"]
    page = client.get("/nothing")
    assert page.status_code == 404
    assert "Nothing here" in page.text


def test_openapi_describes_every_twin(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    paths = {route.path for section in SECTIONS for route in section.twins.routes}
    assert paths <= described["paths"].keys()
    for section in SECTIONS:
        for view in section.views:
            assert view.__name__ in described["components"]["schemas"]
    assert "Coding" in described["components"]["schemas"] or "Event" in described["components"]["schemas"]


def test_overview_tells_what_is_new_since_the_last_visit(project: Store) -> None:
    from tests.web.conftest import filled

    from communique.web import visit

    first = client_of(project)
    assert first.get("/api/overview").json()["baseline"] is None
    assert "Latest" in first.get("/").text
    run = list(project.runs())[-1].n
    assert first.cookies[visit.COOKIE].split(".")[:2] == [str(run), str(run)]
    filled(project, text="A new report came.", id="new", source="new.txt", title="A new report")
    later = client_of(project)
    later.cookies.set(visit.COOKIE, f"{run}.{run}.1000")
    assert "New since your last visit" in later.get("/").text
    found = client_of(project).get("/api/overview", headers={"cookie": f"{visit.COOKIE}={run}.{run}.1000"}).json()
    assert (found["baseline"], found["n_new_articles"]) == (run, 1)


def test_an_empty_project_says_what_to_do(empty: Store) -> None:
    page = client_of(empty).get("/")
    assert page.status_code == 200
    assert "communique add" in page.text
