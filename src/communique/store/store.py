"""A project: the one object through which everything is read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Engine, func, insert, select

from communique.errors import Conflict
from communique.records import (
    Coder,
    Coding,
    Commitment,
    Decision,
    Event,
    Run,
    RunSummary,
    Situation,
    Standing,
    Statement,
)
from communique.records.decision import Verdict
from communique.store import decisions, derived, migrate, runs, tables, tallies
from communique.store.answer import Judged, decided
from communique.store.backup import remove
from communique.store.derived import Saved
from communique.store.differences import Difference, differences
from communique.store.doctor import Finding, examine
from communique.store.engine import check_new, is_url, open_engine, shown, told, writing
from communique.store.filters import Day
from communique.store.read import Reader
from communique.store.search import Hit, search
from communique.store.series import Month, months
from communique.store.snapshot import Manifest
from communique.store.tallies import InFlight
from communique.store.write import Writer


class Store(Reader):
    """A project file (SQLite) or a project at a postgresql:// address.

    Readers of Reader give machine records; the methods here with `current_` in their names give current
    answers: machine record plus newest decision. Errors are StoreErrors that say what to do.
    """

    def __init__(self, engine: Engine, place: str) -> None:
        super().__init__(engine)
        self.engine = engine
        self.place = place
        self.upgraded_from: Path | None = None
        """The backup made when an older file was upgraded on opening."""

    @classmethod
    def create(cls, place: str | Path, *, keep_bytes: bool = True) -> Self:
        """A new project. keep_bytes: whether documents keep their bytes as received (packed) or only their
        text.

        Raises UsageError (it exists, no folder), StoreReadOnly, StoreForeign (a database with other tables).
        """
        name = str(place)
        with told(shown(name)):
            if is_url(name):
                engine = open_engine(name, create=True)
                _make(engine, name, keep_bytes)
                return cls(engine, name)
            check_new(Path(name))
            part = Path(f"{name}.part")  # it appears under its name only when it is whole
            remove(part)
            try:
                engine = open_engine(str(part), create=True)
                try:
                    _make(engine, name, keep_bytes)
                finally:
                    engine.dispose()
                part.replace(name)
            finally:
                remove(part)
        return cls.open(name)

    @classmethod
    def open(cls, place: str | Path, *, read_only: bool = False) -> Self:
        """An existing project; an older schema is upgraded after a backup beside the file.

        Raises StoreMissing, StoreForeign, StoreTooNew, StoreReadOnly, StoreDamaged, StoreBusy.
        """
        name = str(place)
        with told(shown(name)):
            engine = open_engine(name, create=False, read_only=read_only)
            try:
                backup = migrate.bring_up_to_date(engine, name, read_only=read_only)
            except BaseException:
                engine.dispose()
                raise
        store = cls(engine, name)
        store.upgraded_from = backup
        return store

    def close(self) -> None:
        """Gives the connections back; an SQLite file is then one file again."""
        self.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Runs

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

    # Writing

    def writer(self, run: Run) -> Writer:
        """Writes documents of a run, each with its records in one transaction."""
        return Writer(self.engine, run, keep_bytes=self.setting("keep") != "text")

    def save_events(
        self, run: Run, rule: str, events: Iterable[Event], *, complete: bool = True,
        instead_of: Iterable[str] | None = None,
    ) -> Saved:  # fmt: skip
        """Saves the events of a merge rule or an imported collection; instead_of: ids of the events whose
        place a few take.
        """
        with told(shown(self.place)):
            return derived.save_events(
                self.engine, run, rule, events, complete=complete, instead_of=instead_of
            )

    def save_standings(self, run: Run, standings: Iterable[Standing]) -> Saved:
        """Saves all situations over time."""
        with told(shown(self.place)):
            return derived.save_standings(self.engine, run, standings)

    def save_commitments(self, run: Run, commitments: Iterable[Commitment]) -> Saved:
        """Saves all commitments."""
        with told(shown(self.place)):
            return derived.save_commitments(self.engine, run, commitments)

    def save_notes(self, run: Run, kind: str, notes: Iterable[tuple[str, Any]]) -> Saved:
        """Saves (id, value) pairs of a kind; values are anything that JSON can hold."""
        with told(shown(self.place)):
            return derived.save_notes(self.engine, run, kind, notes)

    def notes(self, kind: str, *, as_of: int | None = None) -> Iterator[tuple[str, Any]]:
        """The pairs saved, by id."""
        from communique.store.filters import alive

        table = tables.note
        wanted = (
            select(table.c.id, table.c.record)
            .where(table.c.kind == kind, alive(table, as_of))
            .order_by(table.c.id)
        )
        for id_, record in self.rows(wanted):
            yield id_, msgspec.json.decode(record)

    # Fetches

    def note_fetch(
        self, run: Run, address: str, *, status: int | None, reason: str | None, etag: str | None,
        modified: str | None, size: int,
    ) -> None:  # fmt: skip
        """Enters a fetch of an address; status: of HTTP, null when nothing came."""
        with writing(self.engine) as connection:
            connection.execute(
                insert(tables.fetched).values(
                    n=runs.next_number(connection, tables.fetched), address=address, run=run.n,
                    at=datetime.now(UTC).isoformat(timespec="seconds"), status=status, reason=reason,
                    etag=etag, modified=modified, size=size,
                )
            )  # fmt: skip

    def validators_of(self, address: str) -> tuple[str | None, str | None]:
        """(ETag, Last-Modified) of the newest whole answer, for asking whether it has changed since. Answers
        whose run did not finish do not count: what they held may not have been coded.
        """
        table, run = tables.fetched, tables.run
        wanted = (
            select(table.c.etag, table.c.modified)
            .join(run, run.c.n == table.c.run)
            .where(table.c.address == address, table.c.status == 200, run.c.state == "finished")
            .order_by(table.c.n.desc())
            .limit(1)
        )
        with told(shown(self.place)), self.engine.connect() as connection:
            found = connection.execute(wanted).first()
        return (None, None) if found is None else (found.etag, found.modified)

    # Decisions and current answers

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

    # Finding

    def search(self, words: str, of: str = "coding", *, limit: int = 20) -> Iterator[Hit]:
        """Current articles, codings or events that hold all the words, the newest first."""
        return search(self.engine, words, of, limit=limit)

    def months(
        self, *, pair: tuple[str, str] | None = None, directed: bool = False, rule: str | None = None,
        since: Day = None, until: Day = None, statuses: str | Iterable[str] | None = None,
        as_of: int | None = None,
    ) -> list[Month]:  # fmt: skip
        """Sums of events by month, pair and type."""
        return months(
            self.engine, pair=pair, directed=directed, rule=rule, since=since, until=until, statuses=statuses,
            as_of=as_of,
        )  # fmt: skip

    def examine(self) -> Iterator[Finding]:
        """Everything that is damaged."""
        return examine(self.engine)

    def write_snapshot(self, folder: str | Path) -> Manifest:
        """The current answer as Parquet files with a manifest of their SHA-256."""
        from communique.store.snapshot import write_snapshot

        return write_snapshot(self.engine, Path(folder))

    # Settings and counts

    def setting(self, key: str) -> str | None:
        """A setting of the project, null when it was never set."""
        with told(shown(self.place)), self.engine.connect() as connection:
            value: str | None = connection.execute(
                select(tables.project.c.value).where(tables.project.c.key == key)
            ).scalar_one_or_none()
            return value

    def counts(self) -> dict[str, int]:
        """Numbers of current rows by table."""
        found = {}
        with told(shown(self.place)), self.engine.connect() as connection:
            for name in (
                "document", "coding", "statement", "situation", "refusal", "event", "standing", "commitment",
                "decision", "unread", "run",
            ):  # fmt: skip
                table = tables.metadata.tables[name]
                wanted = select(func.count()).select_from(table)
                if "until_run" in table.c:
                    wanted = wanted.where(table.c.until_run.is_(None))
                found[name] = int(connection.execute(wanted).scalar_one())
        return found


def _make(engine: Engine, name: str, keep_bytes: bool) -> None:
    migrate.make(engine, name)
    settings = {
        "made_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "keep": "bytes" if keep_bytes else "text",
    }
    with writing(engine) as connection:
        for key, value in settings.items():
            connection.execute(insert(tables.project).values(key=key, value=value))
