"""Reads the knowledge tables: `<folder>/<table>/*.csv` and the TOML files beside them.

A bad row costs that row only: it becomes a `TableWarning` that names file, line and what is wrong, and
the rest loads. A user's overlay folder has the same layout and is read on top: a row with the same key
replaces the shipped one, other rows are added.
"""

from __future__ import annotations

import calendar
import csv
import datetime as dt
import types
import typing
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from communique.knowledge.rows import ROW_TYPES, TABLE_NAMES, Agent, Ambiguity, NotActor, Row, Title
from communique.knowledge.toml_tables import read_agents, read_ambiguous, read_not_actors, read_titles

DATA_FOLDER = Path(__file__).parent / "data"
"""Where the shipped tables lie."""

T = TypeVar("T")

TOML_FILES = ("agents.toml", "titles.toml", "not_actors.toml", "ambiguous.toml")


@dataclass(frozen=True)
class TableWarning:
    """A row that was left out, and why. `line` counts from 1, the header being line 1; 0 = the whole file."""

    file: str
    line: int
    problem: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.problem}"


@dataclass
class Tables:
    """All rows by table, in the order read, with the file and line of each and the warnings met."""

    rows: dict[str, list[Any]] = field(default_factory=lambda: {name: [] for name in TABLE_NAMES})
    origins: dict[str, list[tuple[str, int]]] = field(
        default_factory=lambda: {name: [] for name in TABLE_NAMES}
    )
    agents: list[Agent] = field(default_factory=list)
    titles: list[Title] = field(default_factory=list)
    not_actors: list[NotActor] = field(default_factory=list)
    ambiguous: list[Ambiguity] = field(default_factory=list)
    warnings: list[TableWarning] = field(default_factory=list)
    repeated: list[TableWarning] = field(default_factory=list)
    """Rows of the shipped tables whose key another row has too, with other content."""


def table_files(folder: Path) -> Iterator[Path]:
    """Every file of `folder` that is read, in a fixed order."""
    for table in TABLE_NAMES:
        yield from sorted((folder / table).glob("*.csv"))
    for name in TOML_FILES:
        if (folder / name).is_file():
            yield folder / name


def read_tables(folder: Path = DATA_FOLDER, overlay: Path | None = None) -> Tables:
    """Reads all tables, the overlay's rows on top. Never raises for a bad row; see `Tables.warnings`."""
    tables = Tables()
    for root in (folder, overlay):
        if root is None:
            continue
        for table in TABLE_NAMES:
            for path in sorted((root / table).glob("*.csv")):
                for line, row in _read_csv(path, ROW_TYPES[table], root, tables.warnings):
                    tables.rows[table].append(row)
                    tables.origins[table].append((_label(path, root), line))
        _read_toml(root, tables)
        for table in TABLE_NAMES:
            _keep_last(tables, table, note_repeats=root == folder)
    tables.agents = _last_by(tables.agents, lambda agent: agent.lemma)
    tables.titles = _last_by(tables.titles, lambda title: title.phrase)
    tables.not_actors = _last_by(tables.not_actors, lambda row: row.phrase)
    tables.ambiguous = _last_by(tables.ambiguous, lambda entry: entry.key)
    return tables


def _label(path: Path, root: Path) -> str:
    return path.relative_to(root).as_posix()


def _read_csv(
    path: Path, row_type: type[Row], root: Path, warnings: list[TableWarning]
) -> Iterator[tuple[int, Row]]:
    """The good rows of one part file with their line numbers."""
    label = _label(path, root)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        warnings.append(TableWarning(label, 0, f"cannot be read as UTF-8: {error}"))
        return
    reader = csv.reader(text.splitlines(keepends=True))
    header = next(reader, None)
    if header is None:
        return
    known = row_type.__struct_fields__
    unknown = [column for column in header if column not in known]
    missing = [column for column in row_type.REQUIRED if column not in header]
    if unknown or missing:
        problem = f"header has unknown columns {unknown}, lacks {missing}; expected {','.join(known)}"
        warnings.append(TableWarning(label, 1, problem))
        if missing:
            return
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            warnings.append(TableWarning(label, reader.line_num, f"not CSV: {error}"))
            continue
        if not any(cells):
            continue
        try:
            yield reader.line_num, parse_row(row_type, header, cells)
        except ValueError as error:
            warnings.append(TableWarning(label, reader.line_num, str(error)))


def parse_row(row_type: type[Row], header: list[str], cells: list[str]) -> Row:
    """One row from its cells. Raises `ValueError` that names the column, the value and what was expected."""
    if len(cells) != len(header):
        raise ValueError(f"{len(cells)} cells where the header has {len(header)}: {','.join(cells)[:80]!r}")
    raw = {column: cell.strip() for column, cell in zip(header, cells, strict=True)}
    empty = [column for column in row_type.REQUIRED if not raw.get(column)]
    if empty:
        raise ValueError(f"column {empty[0]!r} is empty; it must be given")
    values = {}
    for column, convert in _converters(row_type).items():
        cell = raw.get(column, "")
        try:
            values[column] = convert(cell)
        except ValueError as error:
            raise ValueError(f"column {column!r}: {cell!r} {error}") from None
    return row_type(**values)


@cache
def _converters(row_type: type[Row]) -> dict[str, Callable[[str], Any]]:
    """Column → how its cell becomes a value, derived from the annotated types of the row."""
    hints = typing.get_type_hints(row_type)
    converters = {column: _converter(hints[column]) for column in row_type.__struct_fields__}
    for column, day in (("valid_from", _first_day), ("valid_to", _last_day)):
        if column in converters:
            converters[column] = day
    return converters


def _converter(hint: Any) -> Callable[[str], Any]:
    optional = isinstance(hint, types.UnionType) and types.NoneType in hint.__args__
    base = next(arg for arg in hint.__args__ if arg is not types.NoneType) if optional else hint
    convert = _CONVERTERS[base]
    return (lambda cell: convert(cell) if cell else None) if optional else convert


def _date(cell: str) -> dt.date:
    try:
        return dt.date.fromisoformat(cell)
    except ValueError:
        raise ValueError("is not a date of the calendar written YYYY-MM-DD") from None


def _first_day(cell: str) -> dt.date | None:
    """The begin of a period, written as day, month or year."""
    if len(cell) in (4, 7):
        cell += "-01-01" if len(cell) == 4 else "-01"
    return _date(cell) if cell else None


def _last_day(cell: str) -> dt.date | None:
    """The end of a period, written as day, month or year."""
    if len(cell) == 4:
        cell += "-12-31"
    elif len(cell) == 7:
        month = _date(cell + "-01")
        return month.replace(day=calendar.monthrange(month.year, month.month)[1])
    return _date(cell) if cell else None


def _int(cell: str) -> int:
    try:
        return int(cell)
    except ValueError:
        raise ValueError("is not a whole number") from None


def _float(cell: str) -> float:
    try:
        return float(cell)
    except ValueError:
        raise ValueError("is not a number") from None


def _flag(cell: str) -> bool:
    if cell in ("", "0"):
        return False
    if cell == "1":
        return True
    raise ValueError("is neither 1 nor empty")


_CONVERTERS: dict[Any, Callable[[str], Any]] = {
    dt.date: _date,
    int: _int,
    float: _float,
    bool: _flag,
    str: str,
}


def _read_toml(root: Path, tables: Tables) -> None:
    """Agents, titles and ambiguous names of one root, added to `tables`."""

    def warn(file: str, line: int, problem: str) -> None:
        tables.warnings.append(TableWarning(file, line, problem))

    tables.agents.extend(read_agents(root / "agents.toml", warn))
    tables.titles.extend(read_titles(root / "titles.toml", warn))
    tables.not_actors.extend(read_not_actors(root / "not_actors.toml", warn))
    tables.ambiguous.extend(read_ambiguous(root / "ambiguous.toml", warn))


def _keep_last(tables: Tables, table: str, note_repeats: bool) -> None:
    """Of rows with one key the last stays, in the place of the first: so an overlay replaces."""
    key = ROW_TYPES[table].KEY
    rows, origins = tables.rows[table], tables.origins[table]
    kept: dict[tuple[Any, ...], int] = {}
    for index, row in enumerate(rows):
        values = tuple(getattr(row, column) for column in key)
        if note_repeats and values in kept and not _same_facts(rows[kept[values]], row):
            other = ":".join(map(str, origins[kept[values]]))
            problem = f"{' '.join(map(str, values))} stands with other content in {other}"
            tables.repeated.append(TableWarning(*origins[index], problem))
        kept[values] = index
    if len(kept) < len(rows):
        tables.rows[table] = [rows[index] for index in kept.values()]
        tables.origins[table] = [origins[index] for index in kept.values()]


def _same_facts(one: Row, other: Row) -> bool:
    """Whether two rows differ at most in their source."""
    return msgspec.structs.replace(one, source="") == msgspec.structs.replace(other, source="")


def _last_by(items: Iterable[T], key: Callable[[T], str]) -> list[T]:
    return list({key(item): item for item in items}.values())


def rows_to_csv(rows: Iterable[Row], row_type: type[Row]) -> str:
    """Rows as the text of a part file: header, LF, minimal quoting. The inverse of reading."""
    import io

    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(row_type.__struct_fields__)
    for row in rows:
        writer.writerow([_cell(value) for value in msgspec.structs.astuple(row)])
    return out.getvalue()


def _cell(value: Any) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "1"
    if isinstance(value, dt.date):
        return value.isoformat()
    return str(value)
