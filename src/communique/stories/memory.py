"""The job over a whole project: copies, stories, events, situations over time, commitments.

It reads current answers (machine record plus decision) and saves what it makes; what came out as before is
left as it is. The result depends on what is in the project, not on the order in which it came: where nothing
but new articles came since the last job, their codings are merged into the events that are there, with the
same outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache

import msgspec

from communique.records import Article, Coding, Event, Run
from communique.store import Store
from communique.store.decisions import machine_record
from communique.stories.bonds import bonds_of
from communique.stories.commitments import commitments
from communique.stories.copies import Text, copies, origin_of
from communique.stories.events import make_event, merge
from communique.stories.growing import grow
from communique.stories.merging import Bonds
from communique.stories.origins import count_origins
from communique.stories.settings import settings_hash
from communique.stories.sketch import report_days
from communique.stories.standings import standings
from communique.stories.story import story_clusters

RULE = "ours"
BOUNDS_DAYS = 366
"""Bounds of a publication date that lie further apart say nothing about the day."""

MOST_NEW = 5000
"""With more new codings than this it is no dearer to merge all anew."""


class Remembered(msgspec.Struct, frozen=True):
    """Counts of one job: articles read, origins and stories among them, and records made."""

    n_articles: int
    n_origins: int
    n_stories: int
    n_codings: int
    n_events: int
    n_standings: int
    n_commitments: int


def body(article: Article) -> str:
    """The text of an article that is read for events, a line a block."""
    return "\n".join(article.text[block.start : block.end] for block in article.read_ranges())


def text_of(article: Article) -> Text:
    """An article as copies and stories look at it; its day is that of publication, else the last it may
    be where its bounds are narrow.
    """
    agencies = tuple(link.name for link in article.agencies if link.role in ("agency", "source"))
    published = article.published
    day = published.on
    if day is None and published.earliest is not None and published.latest is not None:
        if (published.latest - published.earliest).days <= BOUNDS_DAYS:
            day = published.latest
    return Text(article.document_id, body(article), day, article.outlet, agencies)


def published_days(articles: Iterable[Text], codings: Iterable[Coding]) -> dict[str, date]:
    """Document id → day of its report: as published, else the last day it may be, else the latest day of
    which it tells.
    """
    days = report_days(codings)
    return days | {text.id: text.published for text in articles if text.published is not None}


def bonds_in(store: Store) -> Bonds:
    """What people merged and split in a project."""

    @cache
    def held() -> dict[str, tuple[str, ...]]:
        return {event.id: event.codings for event in store.events(rule=RULE)}

    return bonds_of(
        store.decisions(),
        machine=lambda decision: machine_record(store.engine, decision),
        members=lambda id_: held().get(id_, ()),
    )


def remember(store: Store, *, anew: bool = False) -> Remembered:
    """Brings the memory of a project up to date, as a run of kind `memory`. anew: compares everything again,
    also where only new articles came.
    """
    grows = not anew and may_grow(store)
    n_decisions = store.n_decisions()
    run = store.begin_run("memory")
    texts = sorted(map(text_of, store.articles()), key=lambda text: text.id)
    codings = list(store.current_codings())
    days = published_days(texts, codings)
    origins = copies(texts)
    store.save_notes(
        run, "origin", ((one.id, msgspec.to_builtins(one)) for one in origins if len(one.articles) > 1)
    )
    stories = story_clusters(texts)
    store.save_notes(run, "story", ((min(group), {"articles": group}) for group in stories if len(group) > 1))
    agencies = {text.id: text.agencies for text in texts if text.agencies}
    carried = origin_of(origins)
    earlier = list(store.events(rule=RULE)) if grows else None
    n_events, n_compared = _save_events(store, run, codings, earlier, carried, agencies)
    n_standings = _save_standings(store, run, codings, days)
    by_id = {coding.id: coding for coding in codings}
    today = max(days.values(), default=None)
    made = commitments(store.current_events(rule=RULE), by_id, today)
    store.save_commitments(run, made)
    counts = Remembered(
        len(texts), len(origins), len(stories), len(codings), n_events, n_standings, len(made)
    )
    notes = {
        "settings": settings_hash(), "n_decisions": n_decisions,
        "grown": earlier is not None, "n_compared": n_compared,
    }  # fmt: skip
    store.end_run(run, notes=notes | msgspec.to_builtins(counts))
    return counts


def may_grow(store: Store) -> bool:
    """Whether all that came since the last job are articles: no decisions, nothing coded again, the same
    settings of merging.
    """
    runs = list(store.runs())
    last = max((run for run in runs if run.kind == "memory"), key=lambda run: run.n, default=None)
    if last is None or last.state != "finished" or last.notes.get("settings") != settings_hash():
        return False
    if any(run.n > last.n and run.kind not in ("add", "import") for run in runs):
        return False
    return last.notes.get("n_decisions") == store.n_decisions()


def _save_events(
    store: Store, run: Run, codings: list[Coding], earlier: list[Event] | None, copy_of: Mapping[str, str],
    agencies: Mapping[str, tuple[str, ...]],
) -> tuple[int, int | None]:  # fmt: skip
    """Saves all events, or only those that are new or changed when the earlier ones are given; returns how
    many there are, and how many pairs of codings were compared where the earlier ones were kept.
    """
    known = {coding.id: coding for coding in codings}
    bonds = bonds_in(store)
    held = {id_ for event in earlier or () for id_ in event.codings}
    if earlier is None or not held <= known.keys() or len(known) - len(held) > MOST_NEW:
        events = merge(codings, RULE, bonds, copy_of, agencies)
        store.save_events(run, RULE, events)
        return len(events), None
    grown = grow(codings, [event.codings for event in earlier], bonds)
    replaced = {earlier[number].id for number in grown.replaced}
    events = [make_event(group, RULE, copy_of, agencies) for group in grown.groups]
    for event in earlier:  # a new article may be the origin of reports that were there
        if event.id not in replaced and event.n_documents > 1:
            told = [known[id_] for id_ in event.codings]
            n = count_origins(told, copy_of, agencies)
            if n != event.origins:
                events.append(msgspec.structs.replace(event, origins=n))
    store.save_events(run, RULE, events, instead_of=replaced)
    return len(earlier) - len(replaced) + len(grown.groups), grown.n_compared


def _save_standings(store: Store, run: Run, codings: list[Coding], days: dict[str, date]) -> int:
    made = standings(store.current_situations(), codings, days)
    store.save_standings(run, made)
    return len(made)


def is_fresh(store: Store) -> bool:
    """Whether the last job ran after everything else that changed the project."""
    runs = list(store.runs())
    last = max((run.n for run in runs if run.kind == "memory" and run.state == "finished"), default=0)
    changed = max((run.n for run in runs if run.kind not in ("memory", "import")), default=0)
    if last <= changed:
        return False
    finished = next(run for run in runs if run.n == last)
    return finished.notes.get("n_decisions") == store.n_decisions()
