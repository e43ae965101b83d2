"""The formats by name: what `export` and `import` know."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TextIO

import msgspec

from communique.errors import UsageError
from communique.exchange import gdelt, gdelt_read, icews, jsonl, plover, polecat, table
from communique.exchange.given import Given
from communique.exchange.holdings import Holdings
from communique.exchange.occurrence import Selection
from communique.exchange.tables import TABLES
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


def _whole(path: Path, write: Callable[[Path], None]) -> None:
    """Writes beside the file and puts it in its place only when it is whole."""
    part = path.with_name(path.name + ".part")
    try:
        write(part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


def _text(path: Path) -> TextIO:
    return path.open("w", encoding="utf-8", newline="\n")


def _csv(holdings: Holdings, path: Path, choice: Choice) -> Done:
    done = Done(files=[path])

    def write(part: Path) -> None:
        name = _table(choice)
        with part.open("w", encoding="utf-8", newline="") as out:
            done.n = table.write_csv(holdings.table(name), out, TABLES[name])

    _whole(path, write)
    return done


def _table(choice: Choice) -> str:
    name = choice.table or "codings"
    if name not in TABLES:
        raise UsageError(f"--table {name!r} is no table; choose one of {', '.join(TABLES)}")
    return name


def _jsonl(holdings: Holdings, path: Path, choice: Choice) -> Done:
    done = Done(files=[path])

    def write(part: Path) -> None:
        records = holdings.records() if choice.table is None else holdings.table(_table(choice))
        with part.open("wb") as out:
            done.n = jsonl.write_jsonl(records, out)

    _whole(path, write)
    return done


def _parquet(holdings: Holdings, path: Path, choice: Choice) -> Done:
    name = _table(choice)
    return Done(table.write_parquet(holdings.table(name), path, TABLES[name]), files=[path])


def _plover(holdings: Holdings, path: Path, choice: Choice) -> Done:
    done = Done(files=[path])

    def write(part: Path) -> None:
        with part.open("wb") as out:
            occurrences = holdings.occurrences(choice.of)
            done.n = plover.write_plover(occurrences, out, choice.selection, done.left_out)

    _whole(path, write)
    return done


def _icews(holdings: Holdings, path: Path, choice: Choice) -> Done:
    done = Done(files=[path])

    def write(part: Path) -> None:
        with _text(part) as out:
            done.n = icews.write_icews(holdings.occurrences(choice.of), out, choice.selection, done.left_out)

    _whole(path, write)
    return done


def _polecat(holdings: Holdings, path: Path, choice: Choice) -> Done:
    done = Done(files=[path])

    def write(part: Path) -> None:
        with _text(part) as out:
            done.n = polecat.write_polecat(
                holdings.occurrences(choice.of), out, choice.selection, done.left_out
            )

    _whole(path, write)
    return done


def mentions_beside(path: Path) -> Path:
    """Where the Mentions of an Events file lie: x.export.CSV has x.mentions.CSV beside it."""
    if ".export." in path.name:
        return path.with_name(path.name.replace(".export.", ".mentions."))
    return path.with_name(f"{path.stem}.mentions{path.suffix}")


def _gdelt(holdings: Holdings, path: Path, choice: Choice) -> Done:
    beside = mentions_beside(path)
    done = Done(files=[path, beside])

    def write(part: Path) -> None:
        def write_both(other: Path) -> None:
            with _text(part) as events, _text(other) as mentions:
                done.n = gdelt.write_gdelt(
                    holdings.occurrences(choice.of), events, mentions, choice.selection, done.left_out,
                    holdings.text_of,
                )  # fmt: skip

        _whole(beside, write_both)

    _whole(path, write)
    return done


FORMATS = {
    form.name: form
    for form in (
        Format("jsonl", "all records, one JSON object a line, nothing lost", ".jsonl", _jsonl),
        Format("csv", "one table, see --table", ".csv", _csv),
        Format("parquet", "one table, dictionary-encoded", ".parquet", _parquet),
        Format("plover", "PLOVER JSON", ".json", _plover),
        Format("icews", "ICEWS columns, tab-separated", ".tab", _icews),
        Format("polecat", "POLECAT columns, tab-separated", ".txt", _polecat),
        Format("gdelt", "GDELT 2.0 Events, with Mentions in a file beside it", ".export.CSV", _gdelt),
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
