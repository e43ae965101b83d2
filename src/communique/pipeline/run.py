"""A run over inputs: read, hand to workers in order, give back outcomes in the order of the inputs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from communique.errors import CommuniqueError
from communique.pipeline.kernel import Options, reference
from communique.pipeline.outcome import Outcome, refused
from communique.pipeline.worker import Worker
from communique.records import Document, DocumentRef, Refusal

BATCH_CHARACTERS = 24_000
"""Small documents travel together up to this size: about 200 sentences, a second of work."""
BATCH_DOCUMENTS = 64
SECONDS_PER_CHARACTER = 0.002
"""Time allowed a document beyond the fixed limit: ten times what a slow machine needs."""


class _Job:
    __slots__ = ("documents", "worker")

    def __init__(self, documents: list[Document], worker: Worker) -> None:
        self.documents = documents
        self.worker = worker


Alone = Callable[[Document], bool]


def run(
    inputs: Iterable[Document | Refusal],
    options: Options | None = None,
    workers: int = 1,
    *,
    alone: Alone | None = None,
    taken: Callable[[Document], None] | None = None,
) -> Iterator[Outcome]:
    """Outcomes in the order of the inputs, the same with one worker as with many.

    alone: documents that are coded with nothing else under way, since the whole program ended with them
    before; taken: told of each of them when all before it is done and it goes to a worker. A document that
    kills or stalls its worker is refused by name (`pipeline.crashed`, `pipeline.timeout`, `pipeline.error`);
    the others go on. Raises CommuniqueError when no worker can start at all.
    """
    options = options or Options()
    pool = [Worker(options) for _ in range(max(1, workers))]
    waiting: deque[_Job | Outcome] = deque()
    free = deque(pool)
    try:
        if alone is not None:  # a program that ends while its workers load is no document's fault
            for worker in pool:
                if not worker.load():
                    raise CommuniqueError(worker.fatal or "a worker process did not start")
        for batch in _batches(inputs, alone):
            if isinstance(batch, Refusal):
                waiting.append(Outcome(batch.document, None, refusals=(batch,)))
                while waiting and isinstance(waiting[0], Outcome):  # nothing before them is under way
                    yield from _next(waiting, free, options)
                continue
            by_itself = alone is not None and alone(batch[0])
            while waiting if by_itself else not free:
                yield from _next(waiting, free, options)
            if by_itself and taken is not None:
                taken(batch[0])
            worker = free.popleft()
            worker.submit(batch)
            waiting.append(_Job(batch, worker))
            while by_itself and waiting:
                yield from _next(waiting, free, options)
        while waiting:
            yield from _next(waiting, free, options)
    finally:
        for worker in pool:
            worker.kill()


def _batches(
    inputs: Iterable[Document | Refusal], alone: Alone | None = None
) -> Iterator[list[Document] | Refusal]:
    """Documents in groups of bounded size; a refusal ends the group so that order is kept."""
    batch: list[Document] = []
    size = 0
    for item in inputs:
        if isinstance(item, Refusal):
            if batch:
                yield batch
                batch, size = [], 0
            yield item
            continue
        if alone is not None and alone(item):
            if batch:
                yield batch
                batch, size = [], 0
            yield [item]
            continue
        if batch and (size + len(item.text) > BATCH_CHARACTERS or len(batch) >= BATCH_DOCUMENTS):
            yield batch
            batch, size = [], 0
        batch.append(item)
        size += len(item.text)
    if batch:
        yield batch


def _next(waiting: deque[_Job | Outcome], free: deque[Worker], options: Options) -> Iterator[Outcome]:
    """Outcomes of the oldest job."""
    job = waiting.popleft()
    if isinstance(job, Outcome):
        yield job
        return
    answer = job.worker.receive(_limit(job.documents, options))
    if answer is not None and answer.error is None:
        free.append(job.worker)
        yield from answer.outcomes
        return
    if job.worker.fatal:
        raise CommuniqueError(job.worker.fatal)
    if len(job.documents) == 1:
        free.append(job.worker)
        yield _quarantined(job.documents[0], answer.error if answer else None)
        return
    for document in job.documents:
        job.worker.submit([document])
        single = job.worker.receive(_limit([document], options))
        if single is not None and single.error is None:
            yield from single.outcomes
        else:
            yield _quarantined(document, single.error if single else None)
    free.append(job.worker)


def _limit(documents: list[Document], options: Options) -> float:
    return options.time_limit + SECONDS_PER_CHARACTER * sum(len(document.text) for document in documents)


def _quarantined(document: Document, error: str | None) -> Outcome:
    ref: DocumentRef = reference(document, None)
    if error is not None:
        return refused(
            ref, "pipeline", "pipeline.error", f"{document.source}: {error}; please report it with the text"
        )
    detail = (
        f"{document.source}: its worker died or outran the time limit; try it alone, or raise --time-limit"
    )
    return refused(ref, "pipeline", "pipeline.timeout", detail)
