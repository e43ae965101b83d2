"""A kernel without stages, fast, with words that make it hang, die or fail; and a project's whole state to compare."""

from __future__ import annotations

import os
import signal
import time
from typing import Any, ClassVar

import msgspec
from sqlalchemy import select
from tests.factories import a_coding, a_reference, a_situation, an_article

from communique.pipeline import Options, Outcome
from communique.pipeline.kernel import reference
from communique.records import Document, short_id
from communique.store import Store, tables


class FakeKernel:
    """One coding, and one situation for every third document, out of any text."""

    event_type: ClassVar[str] = "AGREE"
    seconds: ClassVar[float] = 0.0

    def __init__(self, options: Options) -> None:
        pass

    def process(self, documents: list[Document]) -> list[Outcome]:
        return [self._one(document) for document in documents]

    def _one(self, document: Document) -> Outcome:
        if document.text == "hang":
            time.sleep(600)
        if document.text == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        if document.text == "fail":
            raise KeyError("what it holds")
        time.sleep(self.seconds)
        ref = reference(document, None)
        coding = a_coding(self.event_type, id=short_id(document.id, 1), document=ref)
        situations = (
            (a_situation(id=short_id(document.id, 2), document=ref),) if len(document.text) % 3 == 0 else ()
        )
        article = an_article(document.text, document_id=document.id, source=document.source)
        return Outcome(ref, article, (coding,), (), situations, (), 1, len(document.text.split()))


def state_of(store: Store) -> dict[str, list[Any]]:
    """Every row of every table that holds results, sorted, with its number and without times."""
    state: dict[str, list[Any]] = {}
    for name in (
        "document", "content", "sighting", "answer", "article", "coding", "coding_pair", "statement", "situation",
        "refusal", "unread", "in_flight",
    ):  # fmt: skip
        table = tables.metadata.tables[name]
        left_out = {"seconds"}
        columns = [column for column in table.c if column.name not in left_out]
        with store.engine.connect() as connection:
            rows = [tuple(row) for row in connection.execute(select(*columns))]
        state[name] = sorted(rows, key=repr)
    with store.engine.connect() as connection:
        for target in ("article", "coding"):
            count = connection.exec_driver_sql(f"SELECT count(*) FROM search_{target}").scalar_one()
            state[f"search_{target}"] = [count]
    state["run"] = [
        (run.n, run.kind, run.state, run.inputs, _plain(run.summary), run.hashes) for run in store.runs()
    ]
    return state


def _plain(summary: msgspec.Struct | None) -> Any:
    if summary is None:
        return None
    return {name: value for name, value in msgspec.to_builtins(summary).items() if name != "stages"}


__all__ = ["FakeKernel", "a_reference", "state_of"]
