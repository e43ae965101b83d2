"""A project built from part of the sample corpus, a client of the app over it, and a browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from fastapi.testclient import TestClient
from quality.corpus import is_unseen
from tests.factories import CODER, a_coding, a_document, a_reference, an_article

from communique.records import Coding, Event
from communique.samples import corpus_folder
from communique.store import Found, Store
from communique.web import Options, create_app
from communique.web.sample import build

CHROMIUM = Path("/usr/bin/chromium")
BASE = "http://localhost:8321"
N_SAMPLES = 14


@pytest.fixture(scope="session")
def samples() -> list[str]:
    """Reports of the sample corpus, of the part that anybody may read."""
    return [str(path) for path in sorted(corpus_folder().iterdir()) if not is_unseen(path.stem)][:N_SAMPLES]


@pytest.fixture(scope="session")
def sample_file(samples: list[str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of those reports; never written to."""
    path = tmp_path_factory.mktemp("sample") / "sample.db"
    build(path, samples)
    return path


@pytest.fixture(scope="session")
def sample(sample_file: Path) -> Iterator[Store]:
    """That project, open."""
    with Store.open(sample_file) as store:
        yield store


@pytest.fixture
def project(sample_file: Path, tmp_path: Path) -> Iterator[Store]:
    """A copy of it that a test may change."""
    with Store.open(shutil.copy(sample_file, tmp_path / "copy.db")) as store:
        yield store


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Store]:
    """A project with nothing in it."""
    with Store.create(tmp_path / "empty.db") as store:
        yield store


def client_of(store: Store, **options: Any) -> TestClient:
    """A client of the app, as a browser at its own address."""
    return TestClient(create_app(store, Options(**options)), base_url=BASE, headers={"origin": BASE})


@pytest.fixture(scope="session")
def client(sample: Store) -> TestClient:
    """A client of the sample project."""
    return client_of(sample)


def filled(store: Store, *codings: Coding, text: str | None = None, events: tuple[Event, ...] = (), **document: Any) -> None:
    """Enters one document with its codings, and events."""
    given = {**document} | ({"text": text} if text is not None else {})
    paper = a_document(**given)
    run = store.begin_run("add", inputs=(paper.source,), coder=CODER)
    reference = a_reference(id=paper.id, source=paper.source, title=paper.title, outlet=paper.outlet, published=paper.published)
    store.writer(run).add(
        paper, Found(reference, an_article(paper.text, document_id=paper.id, source=paper.source), codings or (a_coding(document=reference),), n_sentences=1, n_words=9)
    )
    store.end_run(run)
    if events:
        run = store.begin_run("merge")
        store.save_events(run, "ours", events, complete=False)
        store.end_run(run)


class Served:
    """The app on a free port of this machine, in a thread."""

    def __init__(self, store: Store, **options: Any) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        app = create_app(store, Options(port=self.port, **options))
        self.server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=self.port, log_level="error"))
        self.thread = threading.Thread(target=self.server.run, daemon=True)
        self.thread.start()
        self.url = f"http://127.0.0.1:{self.port}"
        ends = time.monotonic() + 20
        while not self.server.started and time.monotonic() < ends:
            time.sleep(0.02)
        assert self.server.started

    def stop(self) -> None:
        """Ends it."""
        self.server.should_exit = True
        self.thread.join(10)


@pytest.fixture
def serve() -> Iterator[Callable[..., Served]]:
    """Serves stores for the length of a test."""
    running: list[Served] = []

    def start(store: Store, **options: Any) -> Served:
        running.append(Served(store, **options))
        return running[-1]

    yield start
    for one in running:
        one.stop()


@pytest.fixture(scope="session")
def served(sample: Store) -> Iterator[Served]:
    """The sample project, served for the session."""
    one = Served(sample)
    yield one
    one.stop()


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Debian's Chromium; tests that need it skip where it is not installed."""
    if not CHROMIUM.exists():
        pytest.skip("needs Debian's Chromium (/usr/bin/chromium)")
    sync = pytest.importorskip("playwright.sync_api")
    with sync.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield started
        started.close()


class Watched:
    """A page of the browser, with everything that should not happen on it."""

    def __init__(self, page: Any) -> None:
        self.page = page
        self.troubles: list[str] = []
        page.on("console", lambda message: self._console(message))
        page.on("pageerror", lambda error: self.troubles.append(f"error: {error}"))
        page.on("dialog", lambda dialog: (self.troubles.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        page.on("response", lambda answer: self._answered(answer))

    def _console(self, message: Any) -> None:
        if message.type in ("error", "warning"):
            self.troubles.append(f"{message.type}: {message.text}")

    def _answered(self, answer: Any) -> None:
        if answer.status >= 500:
            self.troubles.append(f"{answer.status}: {answer.url}")


@pytest.fixture
def watched(browser: Any) -> Iterator[Callable[..., Watched]]:
    """Opens pages of a fresh profile."""
    contexts = []

    def opened(url: str, **settings: Any) -> Watched:
        context = browser.new_context(**settings)
        contexts.append(context)
        context.set_default_timeout(120_000)  # two cores, other tests beside it
        one = Watched(context.new_page())
        one.page.goto(url)
        return one

    yield opened
    for context in contexts:
        context.close()
