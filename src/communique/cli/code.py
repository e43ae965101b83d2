"""`communique code`."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import BinaryIO, TextIO, cast

import msgspec
import typer

from communique.cli.stream import Progress, exit_code, is_terminal, note, records_out
from communique.errors import UsageError
from communique.exchange import Record, encode_line, limit_quotes, write_csv, write_parquet
from communique.pipeline import Options, Outcome, run
from communique.records import Coding
from communique.sources import read_inputs


class CodeOptions(msgspec.Struct, frozen=True):
    """Options of `communique code`; format null means a table on a terminal, else JSON lines."""

    published: date | None = None
    format: str | None = None
    output: Path | None = None
    quote_words: int | None = None
    min_confidence: float = 0.0
    workers: int = 1
    overlay: str | None = None
    time_limit: float = 60.0


class Tally:
    """Counts inputs and refusals while outcomes stream by."""

    def __init__(self) -> None:
        self.n = self.refused = self.codings = 0
        self.progress = Progress()

    def watch(self, outcomes: Iterable[Outcome]) -> Iterator[Outcome]:
        """The same outcomes, counted; refusals of whole inputs are told on standard error."""
        for outcome in outcomes:
            self.n += 1
            self.refused += outcome.refused
            self.codings += len(outcome.codings)
            self.progress.step(f"{self.codings:,} codings")
            if outcome.refused:
                for refusal in outcome.refusals:
                    note(f"refused: {outcome.document.source}: {refusal.reason}: {refusal.detail}")
            yield outcome
        self.progress.done()


def code_command(paths: list[str], options: CodeOptions) -> None:
    """Reads, codes and prints; exits 1 when every input was refused."""
    form = options.format or ("table" if is_terminal() and options.output is None else "jsonl")
    if form == "parquet" and options.output is None:
        raise UsageError("--format parquet needs a file: add --output events.parquet")
    if options.output is not None and not options.output.parent.is_dir():
        raise UsageError(f"--output {str(options.output)!r}: no folder {str(options.output.parent)!r}")
    tally = Tally()
    settings = Options(options.published, options.min_confidence, options.overlay, options.time_limit)
    outcomes = tally.watch(run(read_inputs(paths), settings, options.workers))
    if form == "table":
        from communique.cli.table import print_outcomes

        print_outcomes(outcomes, options.quote_words)
    elif form == "jsonl":
        _write_lines(outcomes, options)
    elif form == "csv":
        _write_csv(outcomes, options)
    else:
        assert options.output is not None
        write_parquet(_codings(outcomes, options), options.output)
    raise typer.Exit(exit_code(tally.n, tally.refused))


def _codings(outcomes: Iterable[Outcome], options: CodeOptions) -> Iterator[Coding]:
    for outcome in outcomes:
        for coding in outcome.codings:
            limited = limit_quotes(coding, options.quote_words)
            assert isinstance(limited, Coding)
            yield limited


def _write_csv(outcomes: Iterable[Outcome], options: CodeOptions) -> None:
    """Row by row, so that a run of any length needs little memory."""
    if options.output is not None:
        with options.output.open("w", encoding="utf-8", newline="") as table:
            write_csv(_codings(outcomes, options), table)
        return
    out = records_out()
    write_csv(_codings(outcomes, options), cast(TextIO, codecs.getwriter("utf-8")(out)))
    out.flush()


def _write_lines(outcomes: Iterable[Outcome], options: CodeOptions) -> None:
    out: BinaryIO = records_out() if options.output is None else options.output.open("wb")
    try:
        for outcome in outcomes:
            records: tuple[Record, ...] = (
                *outcome.codings,
                *outcome.situations,
                *outcome.statements,
                *outcome.refusals,
            )
            for record in records:
                out.write(encode_line(limit_quotes(record, options.quote_words)))
            out.flush()
    finally:
        if options.output is not None:
            out.close()
