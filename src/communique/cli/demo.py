"""`communique demo`: the sample corpus end to end."""

from __future__ import annotations

import time
from pathlib import Path

from rich.console import Console

from communique.cli.stream import Progress, note
from communique.cli.table import coding_table, situation_table
from communique.errors import UsageError
from communique.exchange import encode_line, write_csv, write_parquet
from communique.pipeline import Options, Outcome, run
from communique.records import Coding, Situation
from communique.report import write_report
from communique.samples import corpus_folder
from communique.sources import read_inputs

SHOWN_CODINGS = 24
SHOWN_SITUATIONS = 8


def demo_command(output: Path, workers: int) -> None:
    """Codes the corpus, prints a table of events and of situations, writes report.html and the tables, says
    where.
    """
    if output.exists() and not output.is_dir():
        raise UsageError(f"--output {str(output)!r} is a file; give a folder")
    started = time.monotonic()
    progress = Progress("report")
    outcomes: list[Outcome] = []
    for outcome in run(read_inputs([str(corpus_folder())]), Options(), workers):
        outcomes.append(outcome)
        progress.step(outcome.document.title or outcome.document.source)
    progress.done()
    codings = [coding for outcome in outcomes for coding in outcome.codings]
    situations = [situation for outcome in outcomes for situation in outcome.situations]
    _show(codings, situations)
    output.mkdir(parents=True, exist_ok=True)
    with (output / "events.jsonl").open("wb") as lines:
        for record in (*codings, *situations):
            lines.write(encode_line(record))
    with (output / "events.csv").open("w", encoding="utf-8", newline="") as table:
        write_csv(codings, table)
    write_parquet(codings, output / "events.parquet")
    write_report(outcomes, output / "report.html", title="communique: the sample corpus")
    sentences = sum(outcome.n_sentences for outcome in outcomes)
    note(
        f"\n{len(outcomes)} reports, {sentences:,} sentences, {len(codings)} codings, "
        f"{len(situations)} situations "
        f"in {time.monotonic() - started:.1f} s. Written:"
    )
    for name, what in (
        ("report.html", "open it in a browser: articles with the codings lit up, timeline, chart"),
        ("events.csv", "one row a coding, columns as in docs/columns.md"),
        ("events.parquet", "the same for R, pandas, DuckDB"),
        ("events.jsonl", "full records, one a line"),
    ):
        note(f"  {output / name}  {what}")
    note("\nTo work in it: communique serve   (the sample corpus as a project, in your browser)")


def _show(codings: list[Coding], situations: list[Situation]) -> None:
    """The surest codings of states with both parties, in order of time, then situations, one of each kind."""
    console = Console()
    told = [c for c in codings if c.actors and c.recipients and not c.restates and c.date.start is not None]
    told.sort(key=lambda c: (-c.confidence, c.id))
    chosen = sorted(
        told[:SHOWN_CODINGS], key=lambda c: (c.date.start.isoformat() if c.date.start else "", c.id)
    )
    console.print(coding_table(chosen, 24, f"{len(chosen)} of {len(codings)} codings"))
    kinds: dict[str, Situation] = {}
    for situation in situations:
        kinds.setdefault(situation.kind, situation)
    console.print(situation_table(list(kinds.values())[:SHOWN_SITUATIONS], 24))
