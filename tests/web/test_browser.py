"""The app in a browser: every page is walked, read by a checker of accessibility, and fits the screen; keys work."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from tests.factories import a_coding, a_reference, an_actor, an_event
from tests.web.conftest import Served, Watched, filled

from communique.store import Store

pytestmark = pytest.mark.browser

WALK = ("/", "/pairs", "/pair/PRK/KOR", "/pair/PRK/KOR/corrected", "/events", "/articles", "/situations", "/commitments", "/actors", "/actor/PRK", "/map", "/network", "/search?q=talks", "/check", "/about")
SHORT = ("/", "/pair/PRK/KOR", "/situations", "/map", "/network", "/search?q=talks")


def deep(sample: Store) -> list[str]:
    """An article and an event with much on them."""
    event = max(sample.events(), key=lambda one: (len(one.codings), one.id))
    lead = next(one for one in sample.codings() if one.id == event.lead)
    return [f"/event/{event.id}", f"/article/{lead.document.id}"]


def overflow(page: Any) -> int:
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def axe(page: Any) -> list[str]:
    """What the checker finds against WCAG 2.1 A and AA."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"]})
    return [
        f"{one['id']}: {node['target']} {node.get('failureSummary', '')[:160]}" for one in found.response["violations"] for node in one["nodes"][:3]
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_pass_the_checker_of_accessibility(served: Served, sample: Store, watched: Callable[..., Watched], scheme: str) -> None:
    pytest.importorskip("axe_playwright_python")
    view = watched(served.url + "/", color_scheme=scheme, viewport={"width": 1280, "height": 900}, bypass_csp=True)
    for path in [*(WALK[4:] if scheme == "light" else SHORT), *deep(sample)]:
        view.page.goto(served.url + path, wait_until="domcontentloaded")
        assert not axe(view.page), path


@pytest.mark.parametrize("width", [390, 1920])
def test_pages_fit_the_screen(served: Served, sample: Store, watched: Callable[..., Watched], width: int) -> None:
    view = watched(served.url + "/", viewport={"width": width, "height": 800})
    for path in [*(WALK if width == 390 else SHORT), *deep(sample)]:
        view.page.goto(served.url + path)
        assert overflow(view.page) <= 0, path


def test_keys_lead_through_the_pages(served: Served, watched: Callable[..., Watched]) -> None:
    view = watched(served.url + "/")
    page = view.page
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("g")
    page.keyboard.press("c")
    page.wait_for_url("**/commitments")
    page.locator("#theme").click()
    assert page.evaluate("document.documentElement.dataset.theme") == "light"
    page.locator("#theme").click()
    page.reload()
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    assert not [one for one in view.troubles if not one.startswith("warning")]


def test_a_word_and_its_record_light_up_together(served: Served, sample: Store, watched: Callable[..., Watched]) -> None:
    coding = max(sample.codings(), key=lambda one: (len(one.actors), one.confidence, one.id))
    view = watched(f"{served.url}/article/{coding.document.id}#c-{coding.id}")
    box = view.page.locator(f"#c-{coding.id}")
    assert box.get_attribute("open") is not None
    assert "lit" in str(box.get_attribute("class"))
    lit = view.page.locator(".hit.lit").first
    assert lit.inner_text() == coding.trigger.text
    painted = view.page.evaluate("[...CSS.highlights.get('h-sentence')].map(r => r.toString()).join('')")
    assert painted == coding.evidence.text
    view.page.keyboard.press("j")
    assert view.page.locator(".record[open]").count() == 1


def test_the_clock_moves_the_list(served: Served, watched: Callable[..., Watched]) -> None:
    view = watched(served.url + "/situations")
    before = view.page.locator("h1").inner_text()
    view.page.locator("#on-slide").focus()
    for _ in range(3):
        view.page.keyboard.press("PageDown")
    view.page.wait_for_url("**on=*")
    assert view.page.locator("h1").inner_text() != before


def test_long_titles_and_names_from_right_to_left(empty: Store, serve: Callable[..., Served], watched: Callable[..., Watched]) -> None:
    title = "A report whose headline goes on and on " * 6 + "Donaudampfschifffahrtsgesellschaftskapitänswitwenrente" * 3
    name = "وزارة الخارجية الإيرانية"
    who = an_actor("IRN", name=name)
    coding = a_coding(document=a_reference(title=title), actors=(who,))
    filled(empty, coding, title=title, events=(an_event(actors=(who,)),))
    server = serve(empty)
    view = watched(server.url + "/", viewport={"width": 390, "height": 800})
    for path in ("/", "/events", "/event/e1", "/articles", "/article/d1", "/pair/IRN/PRK"):
        view.page.goto(server.url + path)
        assert overflow(view.page) <= 0, path
    view.page.goto(server.url + "/event/e1")
    assert view.page.locator("h1 bdi").first.inner_text() == name
