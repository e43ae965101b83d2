"""What leaves a project: its current records, filtered, quotations limited, texts where they may leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, TypeVar

import msgspec
from sqlalchemy import select

from communique.errors import UsageError
from communique.exchange.jsonl import AnyRecord, limit_quotes
from communique.exchange.occurrence import Occurrence, of_codings, of_event
from communique.records import Coding, Commitment, Decision, Event, Situation, Standing, Statement
from communique.store import Store, Stored, tables
from communique.store.answer import decided
from communique.store.filters import Day, alive
from communique.store.keys import ident

OWN_RULE = "ours"
"""The merge rule whose events are taken when none is named."""
CHUNK = 400
Struct = TypeVar("Struct", bound=msgspec.Struct)


class Wanted(msgspec.Struct, frozen=True):
    """Which records leave. Filters as in Store; rule: merge rule or collection of events; as_of: number of a
    run; quote_words: most words of a quotation (0: offsets only), null for whole sentences.
    """

    pair: tuple[str, str] | None = None
    directed: bool = False
    since: Day = None
    until: Day = None
    types: tuple[str, ...] | None = None
    statuses: tuple[str, ...] | None = None
    background: bool | None = None
    min_confidence: float = 0.0
    rule: str = OWN_RULE
    as_of: int | None = None
    quote_words: int | None = None


class Holdings:
    """The records of a project as one export sees them. Everything is read when it is asked for, and current:
    machine record plus decision.
    """

    def __init__(self, store: Store, wanted: Wanted | None = None) -> None:
        self.store = store
        self.wanted = wanted or Wanted()

    def _acts(self) -> dict[str, Any]:
        wanted = self.wanted
        return {
            "pair": wanted.pair, "directed": wanted.directed, "since": wanted.since, "until": wanted.until,
            "types": wanted.types, "statuses": wanted.statuses, "min_confidence": wanted.min_confidence,
            "as_of": wanted.as_of,
        }  # fmt: skip

    def _limited(self, records: Iterable[Struct]) -> Iterator[Struct]:
        for record in records:
            yield limit_quotes(record, self.wanted.quote_words)

    def codings(self) -> Iterator[Coding]:
        """Codings in the order of documents and of the text."""
        background = self.wanted.background
        return self._limited(self.store.current_codings(**self._acts(), background=background))

    def events(self) -> Iterator[Event]:
        """Events of the rule wanted, in the order of their first day."""
        for event in self.store.current_events(**self._acts(), rule=self.wanted.rule):
            if self.wanted.background in (None, event.background):
                yield limit_quotes(event, self.wanted.quote_words)

    def situations(self) -> Iterator[Situation]:
        """Situations as the articles tell them."""
        return self._limited(self.store.current_situations(pair=self.wanted.pair, as_of=self.wanted.as_of))

    def standings(self) -> Iterator[Standing]:
        """Situations over time, as known now."""
        return self._limited(self.store.standings(pair=self.wanted.pair, as_of=self.wanted.as_of))

    def statements(self) -> Iterator[Statement]:
        """Statements; of either party where a pair is wanted."""
        pair = self.wanted.pair
        for statement in self._limited(self.store.current_statements(as_of=self.wanted.as_of)):
            if pair is None or (statement.speaker.country or (statement.speaker.code or "")[:3]) in pair:
                yield statement

    def commitments(self) -> Iterator[Commitment]:
        """Commitments by the day they were made."""
        wanted = self.wanted
        return self._limited(
            self.store.current_commitments(pair=wanted.pair, directed=wanted.directed, as_of=wanted.as_of)
        )

    def decisions(self) -> Iterator[Decision]:
        """The review log."""
        return self._limited(self.store.decisions())

    def records(self) -> Iterator[AnyRecord]:
        """All of them: codings, statements, situations, events, standings, commitments, decisions."""
        for name in (
            "codings",
            "statements",
            "situations",
            "events",
            "standings",
            "commitments",
            "decisions",
        ):
            yield from self.table(name)

    def table(self, name: str) -> Iterator[Any]:
        """The records of one kind. Raises UsageError for a kind that there is not."""
        if name not in KINDS:
            raise UsageError(f"{name!r} is no table of a project; choose one of {', '.join(KINDS)}")
        return iter(getattr(self, name)())

    def has_events(self) -> bool:
        """Whether there are events of the rule wanted at all."""
        return next(self.store.events(rule=self.wanted.rule, as_of=self.wanted.as_of), None) is not None

    def occurrences(self, of: str | None = None) -> Iterator[Occurrence]:
        """Events with their codings, or codings by themselves (of: `events` or `codings`; null: events where
        there are any).
        """
        kind = of or ("events" if self.has_events() else "codings")
        if kind == "codings":
            yield from of_codings(self.codings())
            return
        stream = self.events()
        while chunk := list(islice(stream, CHUNK)):
            told = self.codings_by_id(id for event in chunk for id in event.codings)
            for event in chunk:
                yield of_event(event, [told[id] for id in event.codings if id in told])

    def codings_by_id(self, ids: Iterable[str]) -> dict[str, Coding]:
        """Current codings by their ids; those that were rejected are not there."""
        table = tables.coding
        decoder = msgspec.json.Decoder(Coding)
        stream = iter(sorted(set(ids)))
        found: dict[str, Coding] = {}
        while chunk := list(islice(stream, CHUNK)):
            numbers = [ident(id) for id in chunk]
            wanted = select(table.c.record).where(table.c.ident.in_(numbers), alive(table, self.wanted.as_of))
            rows = (decoder.decode(record) for (record,) in self.store.rows(wanted))
            for coding in self._limited(decided(rows, self._decisions())):
                found.setdefault(coding.id, coding)
        return found

    @lru_cache(maxsize=1)  # noqa: B019 - lives as long as the export
    def _decisions(self) -> dict[str, Decision]:
        return self.store.latest_decisions("coding")

    def stored(self, document_id: str) -> Stored | None:
        """A document with its text and bytes; null where texts may not leave."""
        return None if self.wanted.quote_words is not None else self.store.document(document_id)

    @lru_cache(maxsize=256)  # noqa: B019 - lives as long as the export
    def text_of(self, document_id: str) -> str | None:
        """The text that spans of a document count; null where texts may not leave or there is none."""
        stored = self.stored(document_id)
        if stored is None:
            return None
        article = next(self.store.articles(document=stored.n, as_of=self.wanted.as_of), None)
        return article.text if article is not None else stored.document.text


KINDS = ("codings", "events", "situations", "standings", "statements", "commitments", "decisions")
"""Kinds of records that have tables of their own."""
