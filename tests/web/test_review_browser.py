"""A person at the review queue: ten by keyboard, edit, undo, two at once, a restart in between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from tests.factories import TEXT, a_coding
from tests.unit.review.conftest import put
from tests.web.conftest import Served, Watched

from communique.store import Store
from communique.web import Options, create_app

pytestmark = pytest.mark.browser
N = 14
Open = Callable[..., Watched]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Codings of falling confidence, each of an act of its own so that none looks like another."""
    with Store.create(tmp_path / "review.db") as made:
        put(made, *(a_coding(id=f"c{n:02}", confidence=0.05 + n / 20, status=("happened", "planned")[n % 2]) for n in range(N)))
        yield made


def at(page: Any, coding: str) -> None:
    """Waits until a coding is under the lamp."""
    page.wait_for_selector(f'#lamp .coding[data-id="{coding}"]')


def entered(page: Any, coding: str, words: str) -> None:
    """Waits until the list says that the program has entered a decision."""
    page.wait_for_function(
        "([id, words]) => document.querySelector(`#pile a[data-id='${id}'] [data-verdict]`).textContent === words"
        " && !JSON.parse(localStorage.getItem('review outbox') || '[]').length",
        arg=[coding, words],
    )


def named(watched: Open, url: str, name: str) -> Watched:
    """A browser of its own at the queue, under a name."""
    one = watched(f"{url}/review")
    one.page.fill('input[name="name"]', name)
    one.page.press('input[name="name"]', "Enter")
    one.page.wait_for_function("name => document.querySelector('input[name=\"name\"]').defaultValue === name", arg=name)
    return one


def test_ten_by_keyboard_with_a_restart_in_between(store: Store, serve: Callable[..., Served], watched: Open) -> None:
    served = serve(store)
    one = named(watched, served.url, "ann")
    page = one.page
    for n in range(5):
        at(page, f"c{n:02}")
        page.keyboard.press("a" if n % 2 == 0 else "x")
    at(page, "c05")
    entered(page, "c04", "accepted")
    served.stop()
    page.keyboard.press("a")  # nobody answers
    page.wait_for_selector(".notice:not([hidden])")
    assert "kept here" in page.inner_text("#notice")
    assert len(list(store.decisions())) == 5
    again = uvicorn.Server(
        uvicorn.Config(create_app(store, Options(port=served.port)), host="127.0.0.1", port=served.port, log_level="error")
    )
    served.server = again
    import threading

    served.thread = threading.Thread(target=again.run, daemon=True)
    served.thread.start()
    entered(page, "c05", "accepted")
    page.reload()
    for n in range(6, 10):
        at(page, f"c{n:02}")
        page.keyboard.press("x" if n == 9 else "a")
    at(page, "c10")
    entered(page, "c09", "rejected")
    kept = {entry.subject: (entry.verdict, entry.by) for entry in store.decisions()}
    assert kept == {f"c{n:02}": ("reject" if n in (1, 3, 9) else "accept", "ann") for n in range(10)}
    assert not [trouble for trouble in one.troubles if "ERR_CONNECTION" not in trouble and "Failed to fetch" not in trouble]


def test_edit_by_keyboard_and_undo(store: Store, serve: Callable[..., Served], watched: Open) -> None:
    one = named(watched, serve(store).url, "ann")
    page = one.page
    at(page, "c00")
    page.keyboard.press("e")
    page.select_option('#edit select[name="event_type"]', "CONSULT")
    page.select_option('#edit select[name="mode"]', "visit")
    page.select_option('#edit select[name="status"]', "planned")
    page.fill('#edit input[name="first"]', "2013-06-20")
    page.fill('#edit input[name="last"]', "2013-06-20")
    page.focus("#window")
    page.keyboard.press("Home")
    for _ in range(40):  # to the last word, then one back and both
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("3")
    field = page.locator('[data-side="recipients"] li').nth(1).locator("input")
    field.fill("USAGOV")
    field.press("Control+Enter")
    entered(page, "c00", "corrected")
    coding = next(coding for coding in store.current_codings() if coding.id == "c00")
    assert (coding.event_type, coding.mode, coding.status, str(coding.date.start)) == ("CONSULT", "visit", "planned", "2013-06-20")
    assert [(actor.text, actor.code) for actor in coding.recipients] == [("Sudland", "PRK"), ("officials said", "USAGOV")]
    assert TEXT[coding.recipients[1].start : coding.recipients[1].end] == "officials said"
    page.wait_for_selector('#lamp .coding[data-state="corrected"]')
    page.focus("#lamp")
    page.keyboard.press("u")
    page.wait_for_selector('#lamp .coding[data-state="open"]')
    assert [entry.how for entry in store.decisions("c00")] == ["open", "undo"]
    assert not one.troubles


def test_words_are_marked_with_the_mouse(store: Store, serve: Callable[..., Served], watched: Open) -> None:
    one = named(watched, serve(store).url, "ann")
    page = one.page
    at(page, "c00")
    page.keyboard.press("e")
    page.dblclick("#window mark.m-content")
    page.click('[data-span="trigger"]')
    page.press('#edit select[name="status"]', "Control+Enter")
    entered(page, "c00", "corrected")
    coding = next(coding for coding in store.current_codings() if coding.id == "c00")
    assert coding.trigger.text == "talks"
    assert not one.troubles


def test_two_at_once_the_second_sees_the_conflict(store: Store, serve: Callable[..., Served], watched: Open) -> None:
    url = serve(store).url
    ann, bob = named(watched, url, "ann"), named(watched, url, "bob")
    at(ann.page, "c00")
    at(bob.page, "c00")
    ann.page.keyboard.press("a")
    entered(ann.page, "c00", "accepted")
    bob.page.keyboard.press("x")
    bob.page.wait_for_selector(".conflict")
    assert "ann was faster" in bob.page.inner_text(".conflict")
    assert [entry.by for entry in store.decisions("c00")] == ["ann"]
    bob.page.click('[data-act="again"]')
    bob.page.wait_for_selector('#lamp .coding[data-id="c00"][data-state="rejected"]')
    assert [(entry.by, entry.verdict, entry.base) for entry in store.decisions("c00")] == [("ann", "accept", 0), ("bob", "reject", 1)]
    assert not ann.troubles
    assert [trouble for trouble in bob.troubles if "409" not in trouble] == []


def test_similar_codings_are_offered(store: Store, serve: Callable[..., Served], watched: Open) -> None:
    one = named(watched, serve(store).url, "ann")
    page = one.page
    at(page, "c00")
    page.keyboard.press("x")
    page.wait_for_selector(".alike")
    page.click('[data-act="tick"]')
    page.click('[data-act="same"]')
    page.wait_for_selector(".alike", state="detached")
    notes = {entry.subject: entry.note for entry in store.decisions()}
    assert set(notes) == {f"c{n:02}" for n in range(0, N, 2)}
    assert {note for subject, note in notes.items() if subject != "c00"} == {"as c00"}


def test_keys_help_and_rule(store: Store, serve: Callable[..., Served], watched: Open) -> None:
    one = named(watched, serve(store).url, "ann")
    page = one.page
    at(page, "c00")
    page.keyboard.press("j")
    at(page, "c01")
    page.keyboard.press("k")
    at(page, "c00")
    page.keyboard.press("r")
    assert "AGREE" in page.inner_text("#rule")
    page.keyboard.press("?")
    assert "reject: no such act" in page.inner_text("#keys")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("axu is a note")
    assert page.input_value("#note") == "axu is a note"
    assert not list(store.decisions())
    assert not one.troubles


def test_a_reading_is_remembered_after_it_was_told(store: Store, serve: Callable[..., Served], watched: Open) -> None:
    one = named(watched, serve(store).url, "ann")
    page = one.page
    at(page, "c00")
    page.keyboard.press("x")
    entered(page, "c00", "rejected")
    page.click('#pile a[data-id="c00"]')
    page.wait_for_selector('#lamp .coding[data-state="rejected"]')
    page.click('[data-act="frame"]')
    page.wait_for_selector("#notice .small-act")
    assert "is read as no act, wherever it stands" in page.inner_text("#notice")
    path = Path(store.place).with_suffix(".knowledge") / "frames" / "review.csv"
    assert not path.exists()
    page.keyboard.press("Enter")  # the button has the focus
    page.wait_for_selector("#notice:has-text('--preview')")
    assert "offer,V,obj=talk,-" in path.read_text()
    assert not one.troubles


def test_hostile_texts_run_nowhere(tmp_path: Path, serve: Callable[..., Served], watched: Open) -> None:
    payload = '<img src=x onerror="alert(1)"><script>alert(2)</script>"\'><svg/onload=alert(3)>'
    from tests.factories import a_reference, an_actor, an_article

    from communique.records import Span
    from communique.store import Found

    with Store.create(tmp_path / "hostile.db") as store:
        reference = a_reference(id="d9", source=payload, title=payload, outlet=payload)
        words = f"{payload} offered talks"
        coding = a_coding(
            id="evil", document=reference, evidence=Span(0, len(words), words), trigger=Span(0, len(payload), payload),
            content=None, status_cue=None, actors=(an_actor("KOR", payload, name=payload, start=0, end=len(payload)),), recipients=(),
        )  # fmt: skip
        from tests.factories import CODER, a_document

        run = store.begin_run("add", inputs=("d9",), coder=CODER)
        store.writer(run).add(
            a_document(words, id="d9", source=payload, title=payload),
            Found(reference, an_article(words, document_id="d9", source=payload), (coding,), n_sentences=1, n_words=3),
        )
        store.end_run(run)
        one = named(watched, serve(store).url, '<img src=x onerror="alert(1)">')
        page = one.page
        at(page, "evil")
        page.fill("#note", payload)
        page.click('[data-act="accept"]')
        entered(page, "evil", "accepted")
        page.goto(page.url)
        page.keyboard.press("e")
        page.goto(page.url.split("/review")[0] + "/agreement")
        assert not one.troubles
        assert page.evaluate("document.querySelectorAll('main img, main script, main svg').length") == 0
