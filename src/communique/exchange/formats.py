"""The formats by name: what `export` and `import` know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO, TextIO

import msgspec

from communique.errors import UsageError
from communique.exchange import (
    bundle,
    datapackage,
    docx,
    gdelt,
    gdelt_read,
    geojson,
    icews,
    jsonl,
    jsonld,
    markdown,
    plover,
    polecat,
    table,
)
from communique.exchange.chronology import chronology
from communique.exchange.given import Given
from communique.exchange.holdings import Holdings
from communique.exchange.occurrence import Selection
from communique.exchange.tables import TABLES, Table
from communique.records import Refusal


class Choice(msgspec.Struct, frozen=True):
    """What an export may choose. table: which records a one-table format holds; of: events or codings in
    layouts of the field, null for events where there are any; selection: which of them enter.
    """

    table: str | None = None
    of: str | None = None
    selection: Selection = Selection()


class Done(msgspec.Struct):
    """What an export wrote: rows or records, and what was left out, by reason."""

    n: int = 0
    left_out: Counter[str] = msgspec.field(default_factory=Counter)
    files: list[Path] = msgspec.field(default_factory=list)


class Format(msgspec.Struct, frozen=True):
    """name; what it is; suffix of its files; the function that writes it."""

    name: str
    meaning: str
    suffix: str
    write: Callable[[Holdings, Path, Choice], Done]


Stream = Callable[[Holdings, Any, Choice, Counter[str]], int]
"""Writes to an open file; counts what it leaves out; returns how many were written."""


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """A file beside the one wanted, which takes its place only when it is whole."""
    part = path.with_name(path.name + ".part")
    try:
        yield part
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _to(stream: Stream, *, binary: bool = False) -> Callable[[Holdings, Path, Choice], Done]:
    """The function that writes one file through a stream: UTF-8 with line feeds, or bytes."""

    def write(holdings: Holdings, path: Path, choice: Choice) -> Done:
        done = Done(files=[path])
        with _whole(path) as part, part.open("wb" if binary else "w", **({} if binary else _TEXT)) as out:
            done.n = stream(holdings, out, choice, done.left_out)
        return done

    return write


_TEXT: dict[str, Any] = {"encoding": "utf-8", "newline": "\n"}


def _table(choice: Choice) -> Table:
    name = choice.table or "codings"
    if name not in TABLES:
        raise UsageError(f"--table {name!r} is no table; choose one of {', '.join(TABLES)}")
    return TABLES[name]


def _csv(holdings: Holdings, out: TextIO, choice: Choice, left_out: Counter[str]) -> int:
    wanted = _table(choice)
    return table.write_csv(holdings.table(wanted.name), out, wanted)


def _jsonl(holdings: Holdings, out: BinaryIO, choice: Choice, left_out: Counter[str]) -> int:
    records = holdings.records() if choice.table is None else holdings.table(_table(choice).name)
    return jsonl.write_jsonl(records, out)


def _plover(holdings: Holdings, out: BinaryIO, choice: Choice, left_out: Counter[str]) -> int:
    return plover.write_plover(holdings.occurrences(choice.of), out, choice.selection, left_out)


def _icews(holdings: Holdings, out: TextIO, choice: Choice, left_out: Counter[str]) -> int:
    return icews.write_icews(holdings.occurrences(choice.of), out, choice.selection, left_out)


def _polecat(holdings: Holdings, out: TextIO, choice: Choice, left_out: Counter[str]) -> int:
    return polecat.write_polecat(holdings.occurrences(choice.of), out, choice.selection, left_out)


def _geojson(holdings: Holdings, out: BinaryIO, choice: Choice, left_out: Counter[str]) -> int:
    return geojson.write_geojson(holdings.occurrences(choice.of), out, left_out)


def _jsonld(holdings: Holdings, out: BinaryIO, choice: Choice, left_out: Counter[str]) -> int:
    return jsonld.write_jsonld(holdings, out)


def _markdown(holdings: Holdings, out: TextIO, choice: Choice, left_out: Counter[str]) -> int:
    return markdown.write_markdown(chronology(holdings.occurrences(choice.of)), out)


def _docx(holdings: Holdings, out: BinaryIO, choice: Choice, left_out: Counter[str]) -> int:
    return docx.write_docx(chronology(holdings.occurrences(choice.of)), out)


def _parquet(holdings: Holdings, path: Path, choice: Choice) -> Done:
    wanted = _table(choice)
    return Done(table.write_parquet(holdings.table(wanted.name), path, wanted), files=[path])


def _datapackage(holdings: Holdings, path: Path, choice: Choice) -> Done:
    return Done(datapackage.write_datapackage(holdings, path), files=[path])


def _bundle(holdings: Holdings, path: Path, choice: Choice) -> Done:
    return Done(bundle.write_bundle(holdings, path, choice.of), files=[path])


def mentions_beside(path: Path) -> Path:
    """Where the Mentions of an Events file lie: x.export.CSV has x.mentions.CSV beside it."""
    if ".export." in path.name:
        return path.with_name(path.name.replace(".export.", ".mentions."))
    return path.with_name(f"{path.stem}.mentions{path.suffix}")


def _gdelt(holdings: Holdings, path: Path, choice: Choice) -> Done:
    beside = mentions_beside(path)
    done = Done(files=[path, beside])
    with (
        _whole(path) as part,
        _whole(beside) as other,
        part.open("w", **_TEXT) as events,
        other.open("w", **_TEXT) as mentions,
    ):
        done.n = gdelt.write_gdelt(
            holdings.occurrences(choice.of),
            events,
            mentions,
            choice.selection,
            done.left_out,
            holdings.text_of,
        )
    return done


FORMATS = {
    form.name: form
    for form in (
        Format(
            "jsonl", "all records, one JSON object a line, nothing lost", ".jsonl", _to(_jsonl, binary=True)
        ),
        Format("csv", "one table, see --table", ".csv", _to(_csv)),
        Format("parquet", "one table, dictionary-encoded", ".parquet", _parquet),
        Format("plover", "PLOVER JSON", ".json", _to(_plover, binary=True)),
        Format("icews", "ICEWS columns, tab-separated", ".tab", _to(_icews)),
        Format("polecat", "POLECAT columns, tab-separated", ".txt", _to(_polecat)),
        Format("gdelt", "GDELT 2.0 Events, with Mentions in a file beside it", ".export.CSV", _gdelt),
        Format(
            "datapackage", "all tables and the codebook as a Frictionless Data Package", ".zip", _datapackage
        ),
        Format(
            "geojson", "places on a map, none finer than its evidence", ".geojson", _to(_geojson, binary=True)
        ),
        Format(
            "jsonld", "evidence as Web Annotations with PROV-O history", ".jsonld", _to(_jsonld, binary=True)
        ),
        Format("bundle", "evidence to hand over: page, quotations, snapshots, hashes", ".zip", _bundle),
        Format("markdown", "a chronology with footnotes", ".md", _to(_markdown)),
        Format("docx", "the same as a Word document", ".docx", _to(_docx, binary=True)),
    )
}
"""Formats that leave, by name."""


READERS: dict[str, Callable[[Path, str], Iterator[Given | Refusal]]] = {
    "icews": icews.read_icews,
    "polecat": polecat.read_polecat,
    "gdelt": gdelt_read.read_gdelt,
    "plover": plover.read_plover,
}
"""Formats that enter, by name."""


def export(holdings: Holdings, name: str, path: Path, choice: Choice | None = None) -> Done:
    """Writes a project, or the part of it that holdings select, in a format. Raises UsageError for an unknown
    format or a folder that there is not.
    """
    if name not in FORMATS:
        raise UsageError(f"--format {name!r} is not known; choose one of {', '.join(FORMATS)}")
    if not path.parent.is_dir():
        raise UsageError(f"{str(path)!r}: no folder {str(path.parent)!r}")
    return FORMATS[name].write(holdings, path, choice or Choice())
