"""A project from Python: typed records out of a project file, and into pandas, Arrow and the formats."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Generic, Self, TypeVar, overload

import msgspec

from communique.errors import UsageError
from communique.exchange.formats import Choice, Done, export
from communique.exchange.frames import to_arrow, to_pandas
from communique.exchange.holdings import OWN_RULE, Holdings, Wanted
from communique.exchange.occurrence import Selection
from communique.exchange.tables import TABLES
from communique.exchange.taking_in import Taken, take_in
from communique.pipeline.coder import coder_of
from communique.pipeline.collect import Collector
from communique.pipeline.kernel import Options
from communique.records import Coding, Commitment, Decision, Event, Run, Situation, Standing, Statement
from communique.store import Store
from communique.store.filters import Day
from communique.stories.standings import stood
from communique.text.days import exact_day, given_day

if TYPE_CHECKING:
    import pandas
    import pyarrow

Item = TypeVar("Item", bound=msgspec.Struct, covariant=True)


class Records(Sequence[Item], Generic[Item]):
    """Records of one kind, in order. Iterating streams them from the file; len() and indexing read them once
    and keep them.
    """

    def __init__(self, read: Callable[[], Iterable[Item]], table: str) -> None:
        self._read = read
        self._table = TABLES[table]
        self._kept: list[Item] | None = None

    def __iter__(self) -> Iterator[Item]:
        return iter(self._read() if self._kept is None else self._kept)

    def __len__(self) -> int:
        return len(self._all())

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> list[Item]: ...
    def __getitem__(self, place: int | slice) -> Item | list[Item]:
        return self._all()[place]

    def __repr__(self) -> str:
        return f"<{self._table.name}>" if self._kept is None else f"<{len(self._kept)} {self._table.name}>"

    def _all(self) -> list[Item]:
        if self._kept is None:
            self._kept = [*self._read()]
        return self._kept

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame with the columns of docs/columns.md; days are timestamps, coded columns categories.
        Raises UsageError when pandas or pyarrow is not installed.
        """
        return to_pandas(self, self._table)

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow.Table with the same columns. Raises UsageError when pyarrow is not installed."""
        return to_arrow(self, self._table)


class Project:
    """A project file, or a project at a postgresql:// address. Everything read is current: what the machine
    coded, with what people decided. Made by `communique.open` and `communique.create`; close it, or use
    `with`.

    Days are given as dates, "2013-06-16", "2013-06" or "2013": of a month or year, `since` takes the first
    day, everything else the last. Pairs are given by their letters, ("PRK", "KOR"), both ways unless
    directed; as_of by the number of a run."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def codings(
        self,
        *,
        pair: tuple[str, str] | None = None,
        directed: bool = False,
        since: Day = None,
        until: Day = None,
        types: str | Sequence[str] | None = None,
        statuses: str | Sequence[str] | None = None,
        background: bool | None = None,
        min_confidence: float = 0.0,
        as_of: int | None = None,
    ) -> Records[Coding]:
        """What each article tells, in the order of articles and of the text."""
        wanted = Wanted(
            pair, directed, since, until, _several(types), _several(statuses), background, min_confidence,
            as_of=as_of,
        )  # fmt: skip
        return Records(Holdings(self.store, wanted).codings, "codings")

    def events(
        self,
        *,
        pair: tuple[str, str] | None = None,
        directed: bool = False,
        since: Day = None,
        until: Day = None,
        types: str | Sequence[str] | None = None,
        statuses: str | Sequence[str] | None = None,
        background: bool | None = None,
        min_confidence: float = 0.0,
        rule: str = OWN_RULE,
        as_of: int | None = None,
    ) -> Records[Event]:
        """Happenings, in the order of their first day; rule: a merge rule (ours, day, none) or an imported
        collection (icews …).
        """
        wanted = Wanted(
            pair,
            directed,
            since,
            until,
            _several(types),
            _several(statuses),
            background,
            min_confidence,
            rule,
            as_of,
        )
        return Records(Holdings(self.store, wanted).events, "events")

    def situations(
        self, *, on: Day = None, known_by: Day = None, pair: Sequence[str] | None = None,
        kinds: str | Sequence[str] | None = None, as_of: int | None = None,
    ) -> Records[Standing]:  # fmt: skip
        """Standing situations over time: those that stood `on` a day, as they were known by a day (now, when
        left out).
        """
        both = None if pair is None else (pair[0], pair[-1])
        day, clock = given_day(on, last=True), given_day(known_by, last=True)

        def found() -> Iterable[Standing]:
            records = self.store.standings(
                on=day, known_by=clock, pair=both, kinds=_several(kinds), as_of=as_of
            )
            return records if day is None else stood(records, day, clock)

        return Records(found, "standings")

    def reports(self, *, pair: tuple[str, str] | None = None, as_of: int | None = None) -> Records[Situation]:
        """What single sentences say about situations."""
        return Records(Holdings(self.store, Wanted(pair, as_of=as_of)).situations, "situations")

    def statements(self, *, speaker: str | None = None, as_of: int | None = None) -> Records[Statement]:
        """Reported utterances; speaker: the letters of a party."""
        return Records(lambda: self.store.current_statements(speaker=speaker, as_of=as_of), "statements")

    def commitments(
        self, *, pair: tuple[str, str] | None = None, directed: bool = False,
        kinds: str | Sequence[str] | None = None, states: str | Sequence[str] | None = None, due: Day = None,
        as_of: int | None = None,
    ) -> Records[Commitment]:  # fmt: skip
        """Offers, promises, demands, threats and invitations, and what became of them; states: open,
        accepted, refused, kept, broken, lapsed; due: with a deadline by that day."""
        return Records(
            lambda: self.store.current_commitments(
                pair=pair,
                directed=directed,
                kinds=_several(kinds),
                states=_several(states),
                due=due,
                as_of=as_of,
            ),
            "commitments",
        )

    def decisions(self) -> Records[Decision]:
        """The review log."""
        return Records(self.store.decisions, "decisions")

    def codings_of(self, event: Event) -> list[Coding]:
        """The codings that an event was merged from, in order of publication."""
        found = Holdings(self.store).codings_by_id(event.codings)
        return [found[id] for id in event.codings if id in found]

    def text(self, document_id: str) -> str:
        """The text that spans of a document count. Raises UsageError for an unknown id."""
        text = Holdings(self.store).text_of(document_id)
        if text is None:
            raise UsageError(f"{document_id!r} is no document of this project")
        return text

    def runs(self) -> list[Run]:
        """Every pass that changed the project."""
        return list(self.store.runs())

    def add(
        self, *paths: str | Path, published: date | str | None = None, min_confidence: float = 0.0,
        workers: int = 1, overlay: str | None = None,
    ) -> Run:  # fmt: skip
        """Codes what is new in files and folders and keeps it, as `communique add` does; returns the run
        with its counts. published: for inputs that carry no date."""
        from communique.sources import read_inputs

        options = Options(None, min_confidence, overlay)
        day = exact_day(published)
        config = {
            "published": day.isoformat() if day else None,
            "min_confidence": min_confidence,
            "overlay": overlay,
        }
        names = [str(path) for path in paths]
        run = self.store.begin_run("add", inputs=tuple(names), coder=coder_of(options), config=config)
        collector = Collector(self.store, run, options, workers=workers, published=day)
        summary = collector.collect(read_inputs(names))
        return self.store.end_run(run, summary=summary, inputs_hash=collector.inputs_hash)

    def export(
        self, path: str | Path, format: str, *, table: str | None = None, of: str | None = None,
        pair: tuple[str, str] | None = None, directed: bool = False, since: Day = None, until: Day = None,
        types: str | Sequence[str] | None = None, statuses: str | Sequence[str] | None = None,
        min_confidence: float = 0.0, rule: str = OWN_RULE, quote_words: int | None = None, max_days: int = 7,
        undated: str = "leave_out", every_status: bool = False, as_of: int | None = None,
    ) -> Done:  # fmt: skip
        """Writes a format of docs/formats.md; the choices are those of `communique export`. Returns the
        number of rows, the files, and what was left out by reason. Raises UsageError."""
        wanted = Wanted(
            pair,
            directed,
            since,
            until,
            _several(types),
            _several(statuses),
            None,
            min_confidence,
            rule,
            as_of,
            quote_words,
        )
        choice = Choice(table, of, Selection(max_days, undated, every_status))
        return export(Holdings(self.store, wanted), format, Path(path), choice)

    def import_events(self, *paths: str | Path, format: str, coder: str | None = None) -> Taken:
        """Reads files of ICEWS, POLECAT, GDELT or PLOVER as events of the rule `coder` (by default the
        format's name); returns counts and refused rows. Raises UsageError."""
        return take_in(self.store, [Path(path) for path in paths], format, coder)

    def close(self) -> None:
        """Gives the file back."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def _several(values: str | Sequence[str] | None) -> tuple[str, ...] | None:
    if values is None:
        return None
    return (values,) if isinstance(values, str) else tuple(values)


def open(place: str | Path, *, read_only: bool = False) -> Project:
    """A project that is there: a file, or a postgresql:// address. An older file is upgraded after a backup.

    Raises StoreMissing, StoreForeign, StoreTooNew, StoreReadOnly, StoreDamaged, StoreBusy.
    """
    return Project(Store.open(place, read_only=read_only))


def create(place: str | Path, *, keep_bytes: bool = True) -> Project:
    """A new project. keep_bytes: whether documents keep their bytes as received, or only their text.

    Raises UsageError when it is there already, StoreForeign, StoreReadOnly.
    """
    return Project(Store.create(place, keep_bytes=keep_bytes))
