"""`communique situations`."""

from __future__ import annotations

from datetime import date

import msgspec

from communique.cli.projects import opened, print_records, readable
from communique.cli.remembering import evidence, fresh, told_by_id
from communique.cli.stream import note
from communique.cli.table import day_text, who
from communique.errors import UsageError
from communique.records import When
from communique.stories.kinds import kinds as all_kinds
from communique.stories.standings import stood

_WORDS = (
    ("opened_by", "opened"), ("reaffirmed_by", "said to stand"), ("closed_by", "ended"),
    ("conflicts", "CONTRADICTED"),
)  # fmt: skip
_NAMES = tuple(name for name, _ in _WORDS)


def situations_command(
    project: str, on: date | None, known_by: date | None, pair: tuple[str, str] | None,
    kinds: list[str] | None,
    format: str | None,
) -> None:  # fmt: skip
    """What stood on a day, as known on another; without a day, all stretches of time. Raises UsageError for
    an unknown kind.
    """
    for kind in kinds or ():
        if kind not in all_kinds():
            raise UsageError(
                f"--kind {kind!r} is not known; docs/situations.md lists {', '.join(all_kinds())}"
            )
    with opened(project) as store:
        fresh(store, project)
        found = list(store.standings(on=on, known_by=known_by, pair=pair, kinds=kinds))
        if on is not None:
            found = stood(found, on, known_by)
        behind = told_by_id(store, (id_ for one in found for name in _NAMES for id_ in getattr(one, name)))
    records = []
    for one in found:
        record = msgspec.to_builtins(one)
        for name in _NAMES:
            record[name] = evidence(getattr(one, name), behind)
        records.append(record)
    if not readable(format):
        print_records(records)
        return
    if not found:
        note("nothing that is known stood then; leave out an option, or look at all situations")
    for one, record in zip(found, records, strict=True):
        begin = _bound(one.since) if one.since else "?"
        end = _bound(one.until) if one.until else "…"
        print(f"{one.kind:<28} {begin} to {end}  {who(one.parties)}")
        for name, word in _WORDS:
            for said in record[name]:
                words = " ".join(str(said["text"]).split())
                where = said["title"] or said["source"]
                print(f"    {word}: “{words}” ({where}, {said['published'] or '?'})")


def _bound(when: When) -> str:
    """A beginning or an end; `by 2021-10-04` where only the latest day is known."""
    return f"by {when.end}" if when.start is None and when.end is not None else day_text(when)
