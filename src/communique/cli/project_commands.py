"""The commands on a project file. Their modules are imported when a command runs."""

from __future__ import annotations

from pathlib import Path

import typer

from communique.cli.options import (
    FORMAT,
    MEMORY,
    MIN_CONFIDENCE,
    OVERLAY,
    TIME_LIMIT,
    WORKERS,
    day_of,
    format_of,
)

PROJECT = typer.Argument(..., help="Project file, or postgresql://user@host/name.")


def mount(app: typer.Typer) -> None:
    """Registers them."""

    @app.command("init")
    def init_(
        project: str = PROJECT,
        keep: str = typer.Option(
            "bytes", help="What to keep of each document: its bytes as received (packed), or its text only."
        ),
    ) -> None:
        """Makes a project: one file that grows day by day."""
        from communique.cli.collect import init_command

        init_command(project, keep)

    @app.command("add")
    def add_(
        project: str = PROJECT,
        paths: list[str] = typer.Argument(
            ..., help="Files, folders, addresses, lists of addresses, - for standard input."
        ),
        published: str | None = typer.Option(
            None, help="Publication date for inputs that carry none (YYYY-MM-DD)."
        ),
        min_confidence: float = MIN_CONFIDENCE,
        workers: int = WORKERS,
        overlay: Path | None = OVERLAY,
        time_limit: float = TIME_LIMIT,
        memory: bool = MEMORY,
        follow: bool = typer.Option(
            False, "--follow", help="Fetch the pages that a fetched feed's entries lead to."
        ),
        allow: list[str] | None = typer.Option(
            None,
            "--allow",
            help="A host that may be fetched although its address is private; may be repeated.",
        ),
    ) -> None:
        """Codes what is new in the inputs and keeps it. The same command again adds nothing twice; after a
        stop it goes on where it was.
        """
        from communique.cli.collect import AddOptions, add_command

        options = AddOptions(
            day_of(published),
            min_confidence,
            workers,
            None if overlay is None else str(overlay),
            time_limit,
            memory,
            tuple(allow or ()),
            follow,
        )
        add_command(project, paths, options)

    @app.command("status")
    def status_(project: str = PROJECT) -> None:
        """What is in a project, what is under way, what was cut off."""
        from communique.cli.collect import status_command

        status_command(project)

    @app.command("runs")
    def runs_(project: str = PROJECT) -> None:
        """The log of runs: what, when, with which coder, what came of it."""
        from communique.cli.collect import runs_command

        runs_command(project)

    @app.command("refusals")
    def refusals_(
        project: str = PROJECT,
        reason: list[str] | None = typer.Option(
            None, "--reason", help="Only this reason code; may be repeated."
        ),
        run: int | None = typer.Option(None, "--run", help="As of this run."),
    ) -> None:
        """What was not read, resolved or coded, and why."""
        from communique.cli.collect import refusals_command

        refusals_command(project, reason, run)

    @app.command("recode")
    def recode_(
        project: str = PROJECT,
        changed: bool = typer.Option(
            False, "--changed", help="Only documents whose answer is of another coder than this program."
        ),
        min_confidence: float = MIN_CONFIDENCE,
        workers: int = WORKERS,
        overlay: Path | None = OVERLAY,
        time_limit: float = TIME_LIMIT,
        memory: bool = MEMORY,
        preview: bool = typer.Option(False, "--preview", help="Print what would change; change nothing."),
    ) -> None:
        """Codes the documents of a project anew; earlier answers and all decisions stay."""
        from communique.cli.recoding import preview_command, recode_command

        if preview:
            own = None if overlay is None else str(overlay)
            preview_command(project, changed, workers, own, min_confidence, time_limit)
            return
        recode_command(
            project,
            changed,
            workers,
            None if overlay is None else str(overlay),
            min_confidence,
            time_limit,
            memory,
        )

    @app.command("diff")
    def diff_(
        project: str = PROJECT,
        first: int = typer.Argument(..., help="Number of the earlier run."),
        second: int = typer.Argument(..., help="Number of the later run."),
        format: str | None = FORMAT,
    ) -> None:
        """What changed between the answers of two runs."""
        from communique.cli.recoding import diff_command

        diff_command(project, first, second, format_of(format))

    @app.command("show")
    def show_(
        project: str = PROJECT,
        id: str = typer.Argument(
            ..., help="Id of a document, coding, event, situation, statement or commitment."
        ),
        format: str | None = FORMAT,
    ) -> None:
        """A record down to the bytes: its fields, the sentence in its text, where the bytes received hold
        it.
        """
        from communique.cli.show import show_command

        show_command(project, id, format_of(format))

    @app.command("search")
    def search_(
        project: str = PROJECT,
        words: str = typer.Argument(
            ..., help='Words that all occur; "words together", or, -without, begin*.'
        ),
        of: str = typer.Option("coding", "--in", help="What to look in: coding, article or event."),
        limit: int = typer.Option(20, min=1, help="At most so many, the newest first."),
        format: str | None = FORMAT,
    ) -> None:
        """Full-text search over codings, articles or events."""
        from communique.cli.show import search_command

        search_command(project, words, of, limit, format_of(format))

    @app.command("doctor")
    def doctor_(
        project: str = typer.Argument(..., help="Project, or a folder that `backup --parquet` made."),
    ) -> None:
        """Finds damage and names it. Exits with 1 when there is some."""
        from communique.cli.upkeep import doctor_command

        doctor_command(project)

    @app.command("backup")
    def backup_(
        project: str = PROJECT,
        target: Path = typer.Argument(..., help="New file, or new folder with --parquet."),
        parquet: bool = typer.Option(
            False, "--parquet", help="The current answer as Parquet files with a manifest of their SHA-256."
        ),
    ) -> None:
        """A whole copy in one file, also while others write."""
        from communique.cli.upkeep import backup_command

        backup_command(project, target, parquet)

    @app.command("restore")
    def restore_(
        backup: Path = typer.Argument(..., help="A file that `backup` made."),
        project: str = PROJECT,
        replace: bool = typer.Option(False, "--replace", help="Set an existing project aside."),
    ) -> None:
        """A project out of a backup, once the backup was found whole."""
        from communique.cli.upkeep import restore_command

        restore_command(backup, project, replace)
