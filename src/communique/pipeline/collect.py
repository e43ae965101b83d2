"""Inputs into a project: each document once, with its answer, in the order of the inputs.

Work is done at least once and takes effect exactly once: whatever is cut off, the same call goes on where it
was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from hashlib import sha256

import msgspec

from communique.pipeline.kernel import Options, reference
from communique.pipeline.outcome import Outcome, refused
from communique.pipeline.run import run as coded
from communique.records import Document, Refusal, Run, RunSummary
from communique.store import Found, Store, Writer, content_hash

LOOK_UP = 16
"""Documents looked up, and marked as in flight, in one transaction."""
ALONE_FROM = 2
"""A document that was in flight at so many ends of the whole program is coded with nothing beside it …"""
QUARANTINE_FROM = 8
"""… and after so many more ends while it was alone it is refused unread."""

Watch = Callable[[Outcome, bool], None]
"""Told of every outcome, and whether it is new in the project."""


class Collector:
    """One run over inputs."""

    def __init__(
        self, store: Store, run: Run, options: Options | None = None, *, workers: int = 1,
        published: date | None = None, watch: Watch | None = None,
    ) -> None:  # fmt: skip
        self._store = store
        self._run = run
        self._options = options or Options()
        self._workers = workers
        self._published = published
        self._watch = watch
        self._writer: Writer = store.writer(run)
        self._pending: deque[Document | Refusal] = deque()
        self._suspects = store.suspects(ALONE_FROM)
        self._hash = sha256()
        self._n_inputs = self._n_documents = 0
        self._stages: dict[str, float] = {}

    def collect(self, inputs: Iterable[Document | Refusal]) -> RunSummary:
        """Codes what is new and enters it. Raises CommuniqueError when no worker can start, StoreError."""
        suspect = set(self._suspects)
        outcomes = coded(
            self._fresh(inputs), self._options, self._workers,
            alone=(lambda document: content_hash(document) in suspect) if suspect else None,
            taken=self._writer.take_alone,
        )  # fmt: skip
        for outcome in outcomes:
            self._enter(self._pending.popleft(), outcome)
        return self.summary()

    def summary(self) -> RunSummary:
        """Counts: of the stream by this pass, of the project's rows by the whole run, however often cut
        off.
        """
        return self._store.summary_of(
            self._run, n_inputs=self._n_inputs, n_documents=self._n_documents, stages=self._stages
        )

    @property
    def inputs_hash(self) -> str:
        """SHA-256 over the contents in the order of the inputs."""
        return self._hash.hexdigest()

    def _fresh(self, inputs: Iterable[Document | Refusal]) -> Iterator[Document | Refusal]:
        """What is not in the project yet; what is gets its place entered."""
        group: list[Document | Refusal] = []
        for item in map(self._dated, inputs):
            if isinstance(item, Document) and content_hash(item) in self._suspects:
                yield from self._new_of(group)
                yield from self._new_of([item])
                group = []
                continue
            group.append(item)
            if len(group) == LOOK_UP:
                yield from self._new_of(group)
                group = []
        yield from self._new_of(group)

    def _new_of(self, group: list[Document | Refusal]) -> Iterator[Document | Refusal]:
        documents = [item for item in group if isinstance(item, Document)]
        seen = iter(self._writer.see(documents) if documents else ())
        for item in group:
            self._n_inputs += 1
            if isinstance(item, Refusal):
                self._hash.update(item.id.encode())
                self._pending.append(item)
                yield item
                continue
            self._n_documents += 1
            hash_ = content_hash(item)
            self._hash.update(hash_.encode())
            if next(seen):
                if self._watch is not None:
                    self._watch(Outcome(reference(item, None), None), False)
            elif self._suspects.get(hash_, 0) >= QUARANTINE_FROM:
                self._enter(item, _quarantined(item))
            else:
                self._pending.append(item)
                yield item

    def _dated(self, item: Document | Refusal) -> Document | Refusal:
        """The publication date given for documents without one becomes part of them, so that a newer coder
        finds it too.
        """
        if self._published is None or isinstance(item, Refusal) or item.published is not None:
            return item
        return msgspec.structs.replace(item, published=self._published)

    def _enter(self, item: Document | Refusal, outcome: Outcome) -> None:
        fresh = True
        if isinstance(item, Refusal):
            self._writer.refuse(item)
        else:
            fresh = self._writer.add(item, found(outcome))
        for stage, seconds in outcome.stages.items():
            self._stages[stage] = self._stages.get(stage, 0.0) + seconds
        if self._watch is not None:
            self._watch(outcome, fresh)


def found(outcome: Outcome) -> Found:
    """An outcome as the store takes it."""
    return Found(
        outcome.document, outcome.article, outcome.codings, outcome.statements, outcome.situations,
        outcome.refusals, outcome.n_sentences, outcome.n_words, sum(outcome.stages.values()),
    )  # fmt: skip


def _quarantined(document: Document) -> Outcome:
    detail = (
        f"{document.source}: the whole program ended {QUARANTINE_FROM} times while this document alone was "
        "being coded; look at the text, or code it with `communique code`"
    )
    return refused(reference(document, None), "pipeline", "pipeline.quarantined", detail)
