"""`communique memory`, and what the commands on a project's memory share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from communique.cli.projects import opened, print_block, print_records, readable
from communique.cli.stream import note
from communique.errors import UsageError
from communique.records import Coding, Event, Situation
from communique.store import Store, lookup
from communique.store.answer import decided
from communique.stories.events import merge
from communique.stories.memory import RULE, is_fresh, remember
from communique.stories.merging import RULES


def memory_command(project: str, anew: bool = False) -> None:
    """Brings the memory of a project up to date."""
    with opened(project) as store:
        made = remember(store, anew=anew)
    counts = msgspec.to_builtins(made)
    if readable(None):
        print_block((name.removeprefix("n_"), f"{n:,}") for name, n in counts.items())
    else:
        print_records([{"record": "memory", **counts}])


def refresh(store: Store) -> None:
    """Makes the memory anew when something was added, coded again or decided since."""
    if not is_fresh(store) and store.counts()["document"]:
        remember(store)


def fresh(store: Store, project: str) -> None:
    """Tells when the memory is older than the project."""
    if not is_fresh(store):
        note(f"{project} has changed since its memory was made; run: communique memory {project}")


def events_by(store: Store, rule: str, pair: tuple[str, str] | None = None) -> list[Event]:
    """Current events of a merge rule, or of an imported collection: our own as remembered, the plain ones out
    of the codings. pair: only those that the file holds between two parties. Raises UsageError for a rule
    that is neither.
    """
    if rule not in RULES or rule == RULE:
        events = list(store.current_events(rule=rule, pair=pair))
        if not events and rule != RULE and next(iter(store.events(rule=rule)), None) is None:
            raise UsageError(
                f"--merge {rule!r}: neither a merge rule ({', '.join(RULES)}) nor a collection imported into "
                "this project"
            )
        return events
    return merge(store.current_codings(pair=pair), rule)


def codings_by_id(store: Store, ids: Iterable[str]) -> dict[str, Coding]:
    """Current codings with these ids."""
    found = lookup.codings_by_id(store.engine, ids)
    return {coding.id: coding for coding in decided(found.values(), store.decisions_on(found))}


def told_by_id(store: Store, ids: Iterable[str]) -> dict[str, Coding | Situation]:
    """Current codings, and situations as articles tell them, with these ids."""
    found = lookup.told_by_id(store.engine, ids)
    return {record.id: record for record in decided(found.values(), store.decisions_on(found))}


def evidence(ids: Iterable[str], records: Mapping[str, object]) -> list[dict[str, object]]:
    """The sentences behind ids: document, place and words of each."""
    found = []
    for id_ in ids:
        record = records.get(id_)
        if record is None:
            continue
        document = getattr(record, "document")  # noqa: B009 - of codings and situations alike
        span = getattr(record, "evidence")  # noqa: B009
        found.append(
            {
                "id": id_, "document": document.id, "source": document.source, "title": document.title,
                "published": document.published, "start": span.start, "end": span.end, "text": span.text,
            }
        )  # fmt: skip
    return found
