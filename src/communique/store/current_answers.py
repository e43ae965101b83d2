"""Decisions on machine records, and the current answers that they make of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import msgspec

from communique.errors import Conflict
from communique.records import Coding, Commitment, Decision, Event, Situation, Statement
from communique.records.decision import Verdict
from communique.store import decisions
from communique.store.answer import Judged, decided
from communique.store.engine import shown, told
from communique.store.run_log import RunLog


class CurrentAnswers(RunLog):
    """Machine records and the newest decision on each: what counts now."""

    def decide(
        self, record: msgspec.Struct, verdict: Verdict, *, by: str, base: int,
        changes: dict[str, Any] | None = None, note: str | None = None,
    ) -> Decision:  # fmt: skip
        """Adds a decision on a machine record. Raises Conflict when somebody was faster, UsageError for
        changes that do not fit.
        """
        with told(shown(self.place)):
            return decisions.decide(
                self.engine, record, verdict, by=by, base=base, changes=changes, note=note
            )

    def add_decision(self, decision: Decision, *, machine: msgspec.Struct | None = None) -> None:
        """Adds a decision made elsewhere. Raises Conflict."""
        with told(shown(self.place)):
            decisions.add_decision(self.engine, decision, machine=machine)

    def add_decisions(
        self, entries: Sequence[tuple[Decision, msgspec.Struct | None]]
    ) -> list[Conflict | None]:
        """Adds several decisions at once; for each the conflict that kept it out, or null."""
        with told(shown(self.place)):
            return decisions.add_decisions(self.engine, entries)

    def decisions(self, subject: str | None = None) -> Iterator[Decision]:
        """The review log in order, or what was decided on one record."""
        return decisions.iter_decisions(self.engine, subject)

    def n_decisions(self) -> int:
        """How many entries the review log has."""
        with told(shown(self.place)):
            return decisions.n_entries(self.engine)

    def latest_decisions(self, *kinds: str) -> dict[str, Decision]:
        """The newest decision on each record, by its id."""
        return decisions.latest_decisions(self.engine, kinds)

    def version_of(self, subject: str) -> int:
        """The version of an answer: what a decision on it has to name as its base."""
        return decisions.version_of(self.engine, subject)

    def decisions_on(self, subjects: Iterable[str]) -> dict[str, Decision]:
        """The newest decision on each of some records, by its id."""
        with told(shown(self.place)):
            return decisions.newest_of(self.engine, subjects)

    def current_codings(self, **filters: Any) -> Iterator[Coding]:
        """Codings as decided; filters as in `codings`, and applied to the machine's answer."""
        return self._decided("coding", self.codings(**filters), filters)

    def current_situations(self, **filters: Any) -> Iterator[Situation]:
        """Situations as decided; filters as in `situations`."""
        return self._decided("situation", self.situations(**filters), filters)

    def current_statements(self, **filters: Any) -> Iterator[Statement]:
        """Statements as decided; filters as in `statements`."""
        return self._decided("statement", self.statements(**filters), filters)

    def _decided(
        self, kind: str, records: Iterator[Judged], filters: Mapping[str, Any]
    ) -> Iterator[Judged]:
        """The current answers; of one document, only the decisions on its records are looked up."""
        if filters.get("document") is None:
            return decided(records, self.latest_decisions(kind))
        few = list(records)
        return decided(few, self.decisions_on(str(getattr(one, "id")) for one in few))  # noqa: B009

    def current_events(self, **filters: Any) -> Iterator[Event]:
        """Events as decided; filters as in `events`."""
        return decided(self.events(**filters), self.latest_decisions("event"))

    def current_commitments(self, **filters: Any) -> Iterator[Commitment]:
        """Commitments as decided; filters as in `commitments`."""
        return decided(self.commitments(**filters), self.latest_decisions("commitment"))
