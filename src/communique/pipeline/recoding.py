"""A newer coder over the documents of a project: new answers beside the old ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import msgspec

from communique.pipeline.coder import coder_of
from communique.pipeline.collect import found
from communique.pipeline.kernel import Options
from communique.pipeline.outcome import Outcome
from communique.pipeline.run import run as coded
from communique.records import Document, Run, RunSummary
from communique.store import Difference, Store
from communique.store.differences import between

UNCOMPARED = ("coder", "confidence")


class Recoded(msgspec.Struct, frozen=True):
    """n_documents were coded anew, n_changed of them came out differently."""

    n_documents: int
    n_changed: int
    summary: RunSummary


def recode(
    store: Store, run: Run, options: Options | None = None, *, workers: int = 1, only_changed: bool = False,
    watch: Callable[[Outcome, bool], None] | None = None,
) -> Recoded:  # fmt: skip
    """Codes documents anew, in their order. only_changed: those whose current answer is of another coder.

    Documents that this run has done before it was cut off are passed over.
    """
    writer = store.writer(run)
    pending: deque[int] = deque()
    numbers = store.to_recode(run, only_changed=only_changed)

    def texts() -> Iterator[Document]:
        for stored in store.documents(numbers):
            pending.append(stored.n)
            yield stored.document

    n = n_changed = 0
    stages: dict[str, float] = {}
    for outcome in coded(texts(), options, workers):
        changed = writer.recode(pending.popleft(), found(outcome))
        n, n_changed = n + 1, n_changed + changed
        for stage, seconds in outcome.stages.items():
            stages[stage] = stages.get(stage, 0.0) + seconds
        if watch is not None:
            watch(outcome, changed)
    total = store.n_answers(run)
    return Recoded(n, n_changed, store.summary_of(run, n_inputs=total, n_documents=total, stages=stages))


def preview(
    store: Store, options: Options | None = None, *, workers: int = 1, only_changed: bool = False,
    watch: Callable[[Outcome, bool], None] | None = None,
) -> Iterator[Difference]:  # fmt: skip
    """What `recode` would change, record by record, in the order of documents; nothing is written. Which
    coder it was and how sure is left out of the comparison.
    """
    numbers = store.of_other_coders(coder_of(options or Options())) if only_changed else None
    pending: deque[int] = deque()

    def texts() -> Iterator[Document]:
        for stored in store.documents(numbers):
            pending.append(stored.n)
            yield stored.document

    for outcome in coded(texts(), options, workers):
        n = pending.popleft()
        changed = False
        for kind, before, after in (
            ("coding", store.codings(document=n), outcome.codings),
            ("statement", store.statements(document=n), outcome.statements),
            ("situation", store.situations(document=n), outcome.situations),
        ):
            for one in between(kind, _plain(before), _plain(after)):
                changed = True
                yield one
        if watch is not None:
            watch(outcome, changed)


def _plain(records: Iterable[msgspec.Struct]) -> dict[str, dict[str, Any]]:
    found = {}
    for record in records:
        plain = msgspec.json.decode(msgspec.json.encode(record))
        found[plain["id"]] = {name: value for name, value in plain.items() if name not in UNCOMPARED}
    return found
