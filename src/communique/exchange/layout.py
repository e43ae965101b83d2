"""Tables in the column order of other collections: cells out, rows in with file and line."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import IO, TextIO, TypeVar, cast

import msgspec

from communique.errors import UsageError
from communique.exchange.codes import read_table
from communique.exchange.guard import guarded, unguarded
from communique.records import DocumentRef, Place, Refusal, short_id

Read = TypeVar("Read")
CELL_LINES = 50
"""Lines that a quoted cell of a comma-separated file may run over."""
LINE_BYTES = 1_000_000
"""A row longer than this is refused; the longest of GDELT and POLECAT stay below 20,000."""


class LayoutColumn(msgspec.Struct, frozen=True):
    """name as the collection has it; type: integer, float, date or string."""

    name: str
    type: str
    description: str


@cache
def layout(name: str) -> tuple[LayoutColumn, ...]:
    """Columns in order: `gdelt_events`, `gdelt_mentions`, `icews`, `polecat`."""
    return tuple(
        LayoutColumn(row["name"], row["type"], row["description"])
        for row in read_table(f"columns_{name}.csv")
    )


def cell(value: object, column: LayoutColumn, missing: str = "") -> str:
    """A cell without tabs and line ends; text that begins like a formula is guarded, numbers stay numbers."""
    if value is None or value == "":
        return missing if column.type == "string" else ""
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, float):
        return format(value, ".10g")
    if isinstance(value, int | date):
        return str(value)
    text = " ".join(str(value).split())
    if not text:
        return missing if column.type == "string" else ""
    text = text if column.type != "string" else guarded_word(text)
    return f'"{text.replace(chr(34), chr(34) * 2)}"' if text.startswith('"') else text


def write_rows(
    name: str, rows: Iterable[tuple[object, ...]], out: TextIO, header: bool = True, missing: str = ""
) -> int:
    """Tab-separated rows with line feeds; returns their number."""
    columns = layout(name)
    if header:
        out.write("\t".join(column.name for column in columns) + "\n")
    blank = [missing if column.type == "string" else "" for column in columns]
    n = 0
    for row in rows:
        cells = [
            empty if value is None else cell(value, column, missing)
            for value, column, empty in zip(row, columns, blank, strict=True)
        ]
        out.write("\t".join(cells) + "\n")
        n += 1
    return n


class RowRefused(Exception):
    """Why a row cannot be read: reason code and detail."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(f"{reason}: {detail}")
        self.reason = reason
        self.detail = detail


class Row:
    """A row of a table: cells by column name, without guards and words for nothing; looked at when asked
    for.
    """

    __slots__ = ("_cells", "_places")

    def __init__(self, places: Mapping[str, int], cells: list[str]) -> None:
        self._places = places
        self._cells = cells

    def __getitem__(self, name: str) -> str:
        return clean_cell(self._cells[self._places[name]])

    def __contains__(self, name: str) -> bool:
        return name in self._places

    def get(self, name: str) -> str:
        """The cell, empty where the table has no such column."""
        place = self._places.get(name)
        return "" if place is None else clean_cell(self._cells[place])

    def parts(self, name: str, sign: str) -> list[str]:
        """The values of a cell that holds several; empty where the cell is."""
        place = self._places.get(name)
        if place is None or not clean_cell(self._cells[place]):
            return []
        return [clean_cell(part) for part in self._cells[place].split(sign)]


def read_rows(
    path: Path, names: Callable[[list[str]], list[str] | None], read: Callable[[Row], Read]
) -> Iterator[Read | Refusal]:
    """What the rows of a table give, or for a bad row a Refusal that names file, line and reason; the rest
    goes on.

    names: given the cells of the first line, the column names if the table has no header, else null; raises
    RowRefused when it is not that kind of table. Reads .gz and the tables inside a .zip as well.
    """
    found = False
    width = 0
    for source, raw in _tables(path):
        found = True
        places: dict[str, int] | None = None
        for number, cells in _split(raw):
            try:
                if isinstance(cells, RowRefused):
                    raise cells
                if places is None:
                    given = names(cells)
                    header = given if given is not None else [name.lstrip("\ufeff") for name in cells]
                    places = {name: place for place, name in enumerate(header)}
                    width = len(header)
                    if given is None:
                        continue
                if len(cells) != width:
                    raise RowRefused("exchange.columns", f"{len(cells)} columns where {width} were expected")
                yield read(Row(places, cells))
            except RowRefused as problem:
                yield refusal(source, number, problem)
                if places is None:  # another kind of table: no line of it can be read
                    break
    if not found:
        raise UsageError(
            f"{str(path)!r} holds no table; expected a tab-separated file, or one packed as .gz or .zip"
        )


def with_header(collection: str, *needed: str) -> Callable[[list[str]], None]:
    """A `names` for read_rows: the table has a header, which must hold these columns in any order."""

    def names(cells: list[str]) -> None:
        missing = [name for name in needed if name not in {cell.lstrip("\ufeff") for cell in cells}]
        if missing:
            raise RowRefused(
                "exchange.not_this_format",
                f"no header of {collection}: {', '.join(missing)} missing in line 1",
            )

    return names


def refusal(source: str, line: int, problem: RowRefused) -> Refusal:
    """A refused row as a record: its document is file:line."""
    place = f"{source}:{line}"
    document = DocumentRef(short_id("import", place), place, None, None, None)
    detail = f"{place}: {problem.detail}"
    return Refusal(short_id(place, problem.reason), document, "exchange", problem.reason, detail)


NOTHING = frozenset({"", "NA", "None", "NaN", "nan", "NULL", "\\N", "---"})
"""How collections write that there is nothing."""


def clean_cell(text: str) -> str:
    """Without the apostrophe that guards against formulas, and empty for the ways collections say nothing."""
    text = text.strip()
    if text in NOTHING:
        return ""
    bare = text.removeprefix("'")
    return bare if bare and bare in NOTHING else unguarded(text)


def guarded_word(text: str) -> str:
    """Text that neither a spreadsheet takes for a formula nor a reader for a word for nothing."""
    return "'" + text if text and text in NOTHING else str(guarded(text))


def spot_name(place: Place) -> str | None:
    """What a place is called, else how the text named it; null where both are blank: such a layout says by
    the cell that holds the name how fine a place is, so that a place without one is no finer than its
    country.
    """
    return place.name.strip() or place.text.strip() or None


def _tables(path: Path) -> Iterator[tuple[str, IO[bytes]]]:
    """(name, bytes) of a file, or of each table in an archive."""
    if path.suffix.lower() == ".zip":
        try:
            archive = zipfile.ZipFile(path)
        except zipfile.BadZipFile:
            raise UsageError(f"{str(path)!r} is no zip file; fetch it again or rename it") from None
        with archive:
            for entry in sorted(archive.namelist()):
                if entry.lower().endswith((".tab", ".csv", ".tsv", ".txt")):
                    with archive.open(entry) as raw:
                        yield f"{path}!{entry}", raw
        return
    if path.suffix.lower() == ".gz":
        with gzip.open(path) as packed:
            yield str(path), cast(IO[bytes], packed)
        return
    with path.open("rb") as raw:
        yield str(path), raw


def _lines(raw: IO[bytes]) -> Iterator[str | RowRefused]:
    """Lines as text: UTF-8, or Windows-1252 where a line is none. A packed file that breaks off ends in a
    refusal.
    """
    try:
        while line := raw.readline(LINE_BYTES):
            if len(line) >= LINE_BYTES and not line.endswith(b"\n"):
                while line and not line.endswith(b"\n"):
                    line = raw.readline(LINE_BYTES)
                yield RowRefused("exchange.too_long", f"a line over {LINE_BYTES:,} bytes")
                continue
            try:
                yield line.decode("utf-8")
            except UnicodeDecodeError:
                yield line.decode("cp1252", "replace")
    except (EOFError, zlib.error, zipfile.BadZipFile, gzip.BadGzipFile) as problem:
        yield RowRefused("exchange.truncated", f"the packed file breaks off here ({problem})")


def _split(raw: IO[bytes]) -> Iterator[tuple[int, list[str] | RowRefused]]:
    """(line number, cells): tabs as they stand, since these files do not quote; commas by the rules of
    CSV.
    """
    lines = _Ahead(enumerate(_lines(raw), 1))
    commas = False
    for number, line in lines:
        if isinstance(line, RowRefused):
            yield number, line
            continue
        if number == 1:
            commas = "\t" not in line and "," in line
        if not line.strip():
            continue
        if not commas:
            cells = line.rstrip("\r\n").split("\t")
            yield number, [_unquoted(cell) for cell in cells] if '"' in line else cells
            continue
        line = _closed(line, lines)
        try:
            yield number, next(csv.reader(io.StringIO(line, newline=""), strict=True))
        except (csv.Error, StopIteration) as problem:
            yield number, RowRefused("exchange.broken_row", f"it cannot be split into cells ({problem})")


class _Ahead:
    """Numbered lines, some of which can be put back."""

    def __init__(self, lines: Iterator[tuple[int, str | RowRefused]]) -> None:
        self._lines = lines
        self._back: list[tuple[int, str | RowRefused]] = []

    def __iter__(self) -> Iterator[tuple[int, str | RowRefused]]:
        return self

    def __next__(self) -> tuple[int, str | RowRefused]:
        return self._back.pop() if self._back else next(self._lines)

    def put_back(self, lines: list[tuple[int, str | RowRefused]]) -> None:
        """They come next, in this order."""
        self._back += reversed(lines)


def _closed(line: str, lines: _Ahead) -> str:
    """A row whose quoted cell goes on over line ends; where its quotation marks never match, the line
    alone, so that the lines after it are read as rows."""
    whole, more = line, list[tuple[int, str | RowRefused]]()
    while whole.count('"') % 2:
        following = next(lines, None)
        if following is not None:
            more.append(following)
        if following is None or not isinstance(following[1], str) or len(more) > CELL_LINES:
            lines.put_back(more)
            return line
        whole += following[1]
    return whole


def _unquoted(text: str) -> str:
    if len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('""', '"')
    return text


def number_in(row: Row, name: str, low: float, high: float) -> float | None:
    """A number between bounds or null; raises RowRefused."""
    text = row.get(name)
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise RowRefused("exchange.bad_number", f"{name} {text!r} is no number") from None
    if not low <= value <= high:
        raise RowRefused("exchange.bad_number", f"{name} {text} lies outside {low:g} to {high:g}")
    return value


def day_in(row: Row, name: str, *forms: str) -> date | None:
    """A day as YYYY-MM-DD, YYYYMMDD or one of the forms of strptime, or null; raises RowRefused."""
    text = row.get(name)
    if not text:
        return None
    day = read_day(text, forms)
    if day is None:
        raise RowRefused("exchange.bad_date", f"{name} {text!r} is no date; expected for instance 2013-06-16")
    return day


@lru_cache(maxsize=65_536)
def read_day(text: str, forms: tuple[str, ...] = ()) -> date | None:
    """A day, null for what is none. Files name the same few days in every row."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        pass
    for form in forms:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None
