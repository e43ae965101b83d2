"""A project of some invented codings under review."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.factories import CODER, TEXT, a_coding, a_document, a_reference, an_article

from communique.records import Coding
from communique.review import Desk, Queue
from communique.store import Found, Store


def put(store: Store, *codings: Coding, kind: str = "add", document: str = "d1", n: int | None = None) -> None:
    """Enters codings of one document, or (with its number) codes it anew."""
    run = store.begin_run(kind, inputs=(document,), coder=CODER)
    reference = a_reference(id=document, source=f"{document}.txt")
    found = Found(reference, an_article(document_id=document, source=reference.source), codings, n_sentences=1, n_words=9)
    if n is None:
        text = f"{TEXT} ({document})"
        store.writer(run).add(a_document(text, id=document, source=reference.source), found)
    else:
        store.writer(run).recode(n, found)
    store.end_run(run)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Ten codings of falling confidence: c0 the surest, c9 the least sure."""
    with Store.create(tmp_path / "review.db") as made:
        put(made, *(a_coding(id=f"c{i}", confidence=0.95 - i * 0.05) for i in range(10)))
        yield made


@pytest.fixture
def desk(store: Store) -> Iterator[Desk]:
    """Its desk."""
    with Desk(store) as made:
        yield made


@pytest.fixture
def queue(store: Store, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Queue:
    """Its queue, which looks for new codings and entries at every turn."""
    monkeypatch.setattr("communique.review.queue.PAUSE", -1.0)
    monkeypatch.setattr("communique.review.log.FRESH", -1.0)
    return Queue(store, desk)


@pytest.fixture
def coded() -> Callable[..., Coding]:
    """The builder of codings."""
    return a_coding
