"""`communique estimate`: what a whole folder will cost, from a sample."""

from __future__ import annotations

import time
from pathlib import Path

import typer

from communique.cli.stream import exit_code, note
from communique.exchange import encode_line
from communique.pipeline import Options, run
from communique.sources import read_inputs


def estimate_command(paths: list[str], sample: int, workers: int) -> None:
    """Codes every k-th document up to `sample` of them, and multiplies. Prints one readable block."""
    items = read_inputs(paths)
    kept, n = [], 0
    step = 1
    for item in items:
        if n % step == 0:
            kept.append(item)
            if len(kept) >= 2 * sample:  # thin out evenly: every second one goes, and the step doubles
                kept, step = kept[::2], step * 2
        n += 1
    kept = kept[:sample]
    if not kept:
        note("no input found")
        raise typer.Exit(1)
    started = time.monotonic()
    outcomes = list(run(kept, Options(), 1))
    seconds = time.monotonic() - started
    refused = sum(outcome.refused for outcome in outcomes)
    codings = sum(len(outcome.codings) for outcome in outcomes)
    sentences = sum(outcome.n_sentences for outcome in outcomes)
    size = sum(
        len(encode_line(record))
        for outcome in outcomes
        for record in (*outcome.codings, *outcome.situations, *outcome.statements)
    )
    working = max(1e-6, sum(sum(outcome.stages.values()) for outcome in outcomes))
    start_up = max(0.0, seconds - working)
    whole = start_up + working * n / len(kept) / workers
    read = max(1, len(kept) - refused)
    typer.echo(
        "\n".join(
            (
                f"inputs            {n:,} documents ({', '.join(str(Path(path)) for path in paths)})",
                f"sample            {len(kept)} coded, {refused} refused",
                f"sentences         {sentences / read:.1f} a document",
                f"codings           {codings / read:.1f} a document, "
                f"about {codings / read * n * read / len(kept):,.0f} in all",
                f"speed             {sentences / working:.0f} sentences a second and worker",
                f"time              about {_duration(whole)} with {workers} "
                f"worker{'s' if workers > 1 else ''}",
                f"disk (JSON lines) about {size / len(kept) * n / 1e6:,.1f} MB",
            )
        )
    )
    raise typer.Exit(exit_code(len(kept), refused))


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    if seconds < 5400:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"
