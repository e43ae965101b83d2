"""A newer coder over the documents of a project: new answers beside the old ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

import msgspec

from communique.pipeline.collect import found
from communique.pipeline.kernel import Options
from communique.pipeline.outcome import Outcome
from communique.pipeline.run import run as coded
from communique.records import Document, Run, RunSummary
from communique.store import Store


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
