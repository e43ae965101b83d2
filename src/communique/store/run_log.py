"""The log of runs in a project: begun, ended, their counts, and what they still have to answer."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import Engine

from communique.records import Coder, Run, RunSummary
from communique.store import runs, tallies
from communique.store.differences import Difference, differences
from communique.store.engine import shown, told
from communique.store.read import Reader
from communique.store.tallies import InFlight


class RunLog(Reader):
    """Runs of a project."""

    engine: Engine
    place: str

    def begin_run(
        self, kind: str, *, inputs: tuple[str, ...] = (), coder: Coder | None = None,
        config: dict[str, Any] | None = None,
    ) -> Run:  # fmt: skip
        """A new run, or the same one taken up again where it was cut off."""
        with told(shown(self.place)):
            return runs.begin_run(self.engine, kind, inputs=inputs, coder=coder, config=config)

    def end_run(
        self, run: Run, *, summary: RunSummary | None = None, inputs_hash: str | None = None,
        state: str = "finished", notes: dict[str, Any] | None = None,
    ) -> Run:  # fmt: skip
        """The run closed, with its counts."""
        with told(shown(self.place)):
            return runs.end_run(
                self.engine, run, summary=summary, inputs_hash=inputs_hash, state=state, notes=notes
            )

    def runs(self, kind: str | None = None) -> Iterator[Run]:
        """All runs in order."""
        return runs.iter_runs(self.engine, kind)

    def run(self, number: int) -> Run:
        """A run by its number. Raises UsageError when there is none."""
        return runs.get_run(self.engine, number)

    def summary_of(
        self, run: Run, *, n_inputs: int, n_documents: int, stages: Mapping[str, float]
    ) -> RunSummary:
        """Counts of a run."""
        with told(shown(self.place)):
            return tallies.summary_of(
                self.engine, run, n_inputs=n_inputs, n_documents=n_documents, stages=stages
            )

    def n_answers(self, run: Run) -> int:
        """Documents that a run has answered."""
        return tallies.n_answers(self.engine, run)

    def in_flight(self) -> list[InFlight]:
        """Documents under way, or in the hands of a run that was cut off."""
        return tallies.in_flight(self.engine)

    def suspects(self, tries: int) -> dict[str, int]:
        """Hashes of documents that were in flight at so many ends of a run, with how often they were
        alone.
        """
        return tallies.suspects(self.engine, tries)

    def to_recode(self, run: Run, *, only_changed: bool) -> list[int]:
        """Numbers of documents that a run still has to answer; only_changed: those of another coder."""
        with told(shown(self.place)):
            return tallies.to_recode(self.engine, run, only_changed=only_changed)

    def n_changed(self, run: Run) -> int:
        """Documents whose records a recoding run has changed."""
        return tallies.n_changed(self.engine, run)

    def n_of_other_coders(self, coder: Coder) -> int:
        """Documents whose current answer is of another coder: what `recode --changed` would code."""
        return tallies.n_of_other_coders(self.engine, coder)

    def of_other_coders(self, coder: Coder) -> list[int]:
        """Their numbers, in order."""
        return tallies.of_other_coders(self.engine, coder)

    def is_running(self, run: Run) -> bool:
        """Whether the process of a run that is not closed is still there (other hosts count as there)."""
        return run.state == "running" and runs.is_alive(run.process)

    def differences(self, first: int, second: int) -> Iterator[Difference]:
        """What changed between the answers of two runs, in the order of documents."""
        return differences(self.engine, first, second)
