"""A project: the one object through which everything is read and written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
from sqlalchemy import Engine, func, insert, select

from communique.records import Commitment, Event, Run, Standing
from communique.store import derived, migrate, runs, tables
from communique.store.backup import remove
from communique.store.current_answers import CurrentAnswers
from communique.store.derived import Saved
from communique.store.doctor import Finding, examine
from communique.store.engine import check_new, is_url, open_engine, shown, told, writing
from communique.store.filters import Day
from communique.store.search import Hit, search
from communique.store.series import Month, months
from communique.store.snapshot import Manifest
from communique.store.write import Writer


class Store(CurrentAnswers):
    """A project file (SQLite) or a project at a postgresql:// address.

    Readers of Reader give machine records; the methods of CurrentAnswers with `current_` in their names give
    current answers: machine record plus newest decision. Errors are StoreErrors that say what to do.
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
