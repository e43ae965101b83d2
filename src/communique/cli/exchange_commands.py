"""`communique export` and `communique import`."""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import typer

from communique.cli.options import SINCE, UNTIL, pair_of, period, statuses_of, types_of
from communique.errors import UsageError

NAMES = (
    "jsonl",
    "csv",
    "parquet",
    "plover",
    "icews",
    "polecat",
    "gdelt",
    "datapackage",
    "geojson",
    "jsonld",
    "bundle",
    "markdown",
    "docx",
)
"""Names of the formats, so that --help need not import them; a test compares them with FORMATS."""
TO_STDOUT = ("jsonl", "csv", "plover", "icews", "polecat", "geojson", "jsonld", "markdown")
"""Formats of one text file, which can go to standard output."""


def mount(app: typer.Typer) -> None:
    """Registers them."""

    @app.command("export")
    def export_(
        project: str = typer.Argument(..., help="Project file, or postgresql://user@host/name."),
        format: str = typer.Option(
            ..., "--format", help=f"{', '.join(NAMES)}; docs/formats.md tells what is lost in each."
        ),
        output: Path | None = typer.Option(
            None, "--output", "-o", help="File to write; without it, or with -, text goes to standard output."
        ),
        table: str | None = typer.Option(
            None,
            "--table",
            help="csv, parquet, jsonl: codings (the default of the first two), events, situations, "
            "standings, statements, commitments or decisions.",
        ),
        of: str | None = typer.Option(
            None,
            "--of",
            help="Layouts of the field: events or codings; by default events where there are any.",
        ),
        rule: str = typer.Option("ours", "--rule", help="Events of this merge rule or imported collection."),
        pair: tuple[str, str] | None = typer.Option(
            None, "--pair", help="Only acts between two parties, for instance PRK KOR."
        ),
        directed: bool = typer.Option(
            False, "--directed", help="Only from the first of the pair to the second."
        ),
        since: str | None = SINCE,
        until: str | None = UNTIL,
        type: list[str] | None = typer.Option(None, "--type", help="Only this PLOVER type; may be repeated."),
        status: list[str] | None = typer.Option(None, "--status", help="Only this status; may be repeated."),
        min_confidence: float = typer.Option(
            0.0, min=0.0, max=1.0, help="Leave out what is below this confidence."
        ),
        run: int | None = typer.Option(None, "--run", help="As of this run."),
        quote_words: int | None = typer.Option(
            None, min=0, help="Limit quotations to N words and leave texts out; 0 gives offsets only."
        ),
        max_days: int = typer.Option(
            7, min=1, help="Layouts with a day: leave out intervals that are longer than this."
        ),
        undated: str = typer.Option(
            "leave-out", help="Layouts with a day: leave-out, or publication for the day of publication."
        ),
        every_status: bool = typer.Option(
            False, "--every-status", help="Layouts without status: also what was planned, denied or failed."
        ),
    ) -> None:
        """Gives a project away in a format of the field."""
        from communique.exchange.formats import Choice
        from communique.exchange.holdings import Wanted
        from communique.exchange.occurrence import Selection

        if undated not in ("leave-out", "publication"):
            raise UsageError(f"--undated {undated!r}: expected leave-out or publication")
        if of not in (None, "events", "codings"):
            raise UsageError(f"--of {of!r}: expected events or codings")
        wanted = Wanted(
            pair_of(pair),
            directed,
            *period(since, until),
            types_of(type) or None,
            statuses_of(status) or None,
            None,
            min_confidence,
            rule,
            run,
            quote_words,
        )
        selection = Selection(max_days, undated.replace("-", "_"), every_status)
        export_command(project, format, output, wanted, Choice(table, of, selection))

    @app.command("import")
    def import_(
        project: str = typer.Argument(..., help="Project file, or postgresql://user@host/name."),
        paths: list[Path] = typer.Argument(..., help="Files of the collection, plain, .gz or .zip."),
        format: str = typer.Option(..., "--format", help="icews, polecat, gdelt or plover."),
        coder: str | None = typer.Option(
            None, "--coder", help="Name under which the events stand in the project; by default the format's."
        ),
    ) -> None:
        """Takes events of other collections in, beside one's own. Bad rows are refused, the rest loads."""
        import_command(project, paths, format, coder)


def export_command(project: str, format: str, output: Path | None, wanted: object, choice: object) -> None:
    """Writes, then tells on standard error what was written and what was left out."""
    from communique.cli.stream import note, records_out
    from communique.exchange.formats import FORMATS, Choice, export
    from communique.exchange.holdings import Holdings, Wanted
    from communique.store import Store

    assert isinstance(wanted, Wanted)
    assert isinstance(choice, Choice)
    if output == Path("-"):
        output = None
    if output is None and format in FORMATS and format not in TO_STDOUT:
        raise UsageError(f"--format {format} needs a file: add --output korea{FORMATS[format].suffix}")
    with Store.open(project, read_only=True) as store:
        holdings = Holdings(store, wanted)
        if output is not None:
            done = export(holdings, format, output, choice)
        else:
            with TemporaryDirectory() as folder:
                path = Path(folder) / "out"
                done = export(holdings, format, path, choice)
                with path.open("rb") as written:
                    shutil.copyfileobj(written, records_out())
                records_out().flush()
    names = ", ".join(str(path) for path in done.files) if output is not None else "standard output"
    note(f"{done.n:,} written to {names}")
    for reason, n in sorted(done.left_out.items()):
        note(f"left out: {n:,} {reason} (docs/refusals.md)")


def import_command(project: str, paths: list[Path], format: str, coder: str | None) -> None:
    """Reads, then tells on standard error what came in and what was refused; exits 1 when nothing could be
    read.
    """
    from communique.cli.stream import note
    from communique.exchange.taking_in import take_in
    from communique.store import Store

    with Store.open(project) as store:
        taken = take_in(store, paths, format, coder)
    for refusal in taken.refusals[:20]:
        note(f"refused: {refusal.detail} ({refusal.reason})")
    n_refused = sum(taken.refused.values())
    if n_refused > 20:
        note(f"… and {n_refused - 20:,} more; communique refusals {project} lists them")
    for reason, n in taken.refused.items():
        note(f"refused: {n:,} {reason}")
    note(f"{taken.n_rows:,} rows: {taken.n_new:,} events new or changed, {taken.n_same:,} there already")
    if taken.n_rows and n_refused == taken.n_rows:
        raise typer.Exit(1)
