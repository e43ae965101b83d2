"""Hostile texts in titles, bodies, addresses, fields of feeds and names run nowhere; checked in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.factories import a_coding, a_commitment, a_reference, a_standing, an_actor, an_event
from tests.web.conftest import Served, Watched, filled

from communique.records import Span
from communique.store import Store

pytestmark = pytest.mark.browser

PAYLOADS = (
    "<script>window.ran=1</script>", "<img src=x onerror=window.ran=1>", "\"><svg onload=window.ran=1>",
    "'-window.ran=1-'", "{{7*7}}{% raw %}", "</title><script>window.ran=1</script>", "</textarea><script>window.ran=1</script>",
    "<a href=javascript:window.ran=1>x</a>", "javascript:window.ran=1", "<iframe srcdoc='<script>parent.ran=1</script>'>",
    "<math><mtext><table><mglyph><style><img src=x onerror=window.ran=1>", "--><script>window.ran=1</script>",
    "\u202e\u2066<b>turned</b>", "\x00\x1b[31m<script>window.ran=1</script>", "]]><script>window.ran=1</script>", "data:text/html,<script>window.ran=1</script>",
    "=HYPERLINK(\"http://evil.example\")", "${window.ran=1}", "datum.x;window.ran=1", "<style>*{display:none}</style>",
    "<base href=//evil.example/>", "<meta http-equiv=refresh content=0;url=//evil.example>", "<form action=//evil.example><input name=q autofocus onfocus=window.ran=1>",
)  # fmt: skip


@pytest.fixture
def hostile(empty: Store) -> Store:
    """A project in which every field that comes from outside is a payload."""
    events, standings, commitments = [], [], []
    for place, payload in enumerate(PAYLOADS):
        text = f"{payload} offered talks to Sudland, officials said. {payload}"
        paper = a_reference(id=f"d{place}", title=payload, outlet=payload, source=payload)
        who = an_actor("KOR", name=payload, person=payload, office=payload)
        whom = an_actor("PRK", name=payload)
        coding = a_coding(
            id=f"c{place}", document=paper, actors=(who,), recipients=(whom,), evidence=Span(0, len(text), text),
            trigger=Span(len(payload) + 1, len(payload) + 8, "offered"), content=Span(0, len(payload), payload), condition=Span(0, len(payload), payload),
        )  # fmt: skip
        filled(empty, coding, text=text, id=f"d{place}", source=payload + str(place), title=payload, outlet=payload, url=payload)
        events.append(an_event(id=f"e{place}", actors=(who,), recipients=(whom,), lead=coding.id, codings=(coding.id,), content=coding.content,
                               disagreements={payload: [{"value": payload, "codings": [coding.id]}, {"value": [payload], "codings": [payload]}]}))  # fmt: skip
        standings.append(a_standing(id=f"g{place}", parties=("KOR", "PRK"), opened_by=(coding.id,), why=(payload,)))
        commitments.append(a_commitment(id=f"k{place}", event=f"e{place}", proposer=who, addressee=whom, content=coding.content))
    run = empty.begin_run("memory")
    empty.save_events(run, "ours", events)
    empty.save_standings(run, standings)
    empty.save_commitments(run, commitments)
    empty.end_run(run)
    return empty


def test_payloads_run_nowhere(hostile: Store, serve: Callable[..., Served], watched: Callable[..., Watched]) -> None:
    server = serve(hostile)
    view = watched(server.url + "/")
    pages = ["/", "/pair/KOR/PRK", "/events", "/articles", "/situations", "/commitments", "/network", "/actor/KOR", "/about"]
    pages += [f"/article/d{place}" for place in (0, 2, 5, 13, 19)] + [f"/event/e{place}" for place in (1, 10, 20)]
    pages += ["/situation/g0", "/search?q=talks", "/search?q=%3Cscript%3Ewindow.ran%3D1%3C%2Fscript%3E"]
    asked: list[str] = []
    view.page.on("request", lambda request: asked.append(request.url))
    for path in pages:
        view.page.goto(server.url + path, wait_until="domcontentloaded")
        assert view.page.evaluate("window.ran") is None, path
        assert view.page.locator("main").is_visible(), path
    assert all(url.startswith((server.url, "data:")) for url in asked)
    troubles = [one for one in view.troubles if "Content Security Policy" in one or one.startswith(("dialog", "5"))]
    assert not troubles


def test_charts_draw_without_evaluation(served: Served, watched: Callable[..., Watched]) -> None:
    view = watched(served.url + "/pair/PRK/KOR")
    charts: Any = view.page.locator("[data-chart]")
    for place in range(charts.count()):
        charts.nth(place).scroll_into_view_if_needed()
        charts.nth(place).and_(view.page.locator("[data-ready=yes]")).wait_for(timeout=30000)
    assert not [one for one in view.troubles if not one.startswith("warning")]
