"""Importing: events of other collections into a project, beside its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from communique.errors import UsageError
from communique.exchange.formats import READERS
from communique.exchange.given import Given
from communique.records import Event, Refusal, RunSummary
from communique.store import Store
from communique.store.keys import ident
from communique.stories.merging import RULES

KEPT_REFUSALS = 10_000
"""A file of another kind than it says would fill the project with refusals of every line; the rest is
counted.
"""


class Taken(msgspec.Struct, frozen=True):
    """What an import did: rows read, events new or changed, events that were there already, refused rows by
    reason, and the first refusals themselves.
    """

    n_rows: int
    n_new: int
    n_same: int
    refused: dict[str, int]
    refusals: tuple[Refusal, ...]


def take_in(store: Store, paths: Sequence[Path], name: str, coder: str | None = None) -> Taken:
    """Reads files of a collection into a project as events of the rule `coder` (the name of the collection
    when left out), so that its series can be laid over one's own. Bad rows are refused with file, line and
    reason; the rest loads. Done again, nothing is doubled. All of it happens or nothing.

    Raises UsageError for an unknown format, a file that is not there, or a coder named like a merge rule.
    """
    if name not in READERS:
        raise UsageError(f"--format {name!r} cannot be imported; choose one of {', '.join(READERS)}")
    if coder in RULES:
        raise UsageError(f"--coder {coder!r} is the name of a merge rule; choose another")
    for path in paths:
        if not path.is_file():
            raise UsageError(f"{str(path)!r}: no such file")
    rule = coder or name
    refused: Counter[str] = Counter()
    kept: list[Refusal] = []
    n_rows = 0

    def events() -> Iterator[Event]:
        nonlocal n_rows
        seen: set[int] = set()
        for path in paths:
            for record in READERS[name](path, rule):
                n_rows += 1
                if isinstance(record, Given):
                    event = record.event()
                    number = ident(event.id)
                    if number not in seen:  # a row that stands in two files, or twice in one
                        seen.add(number)
                        yield event
                    continue
                refused[record.reason] += 1
                if len(kept) < KEPT_REFUSALS:
                    kept.append(record)

    run = store.begin_run(
        "import", inputs=tuple(str(path) for path in paths), config={"format": name, "coder": rule}
    )
    try:
        saved = store.save_events(run, rule, events(), complete=False)
    except BaseException:
        store.end_run(run, state="stopped")
        raise
    writer = store.writer(run)
    for refusal in kept:
        writer.refuse(refusal)
    summary = RunSummary(
        n_rows, sum(refused.values()), 0, 0, 0, 0, dict(sorted(refused.items())), {}, saved.n_same
    )
    notes = {"format": name, "coder": rule, "n_new": saved.n_new, "n_same": saved.n_same}
    store.end_run(run, summary=summary, notes=notes)
    return Taken(n_rows, saved.n_new, saved.n_same, dict(sorted(refused.items())), tuple(kept))
