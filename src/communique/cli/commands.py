"""Which commands there are. Their modules are imported when a command runs, so that `--help` stays fast."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import typer

from communique.cli.options import MIN_CONFIDENCE, OVERLAY, TIME_LIMIT, WORKERS, day_of
from communique.errors import UsageError


class Format(StrEnum):
    """How codings are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    parquet = "parquet"


class ParseFormat(StrEnum):
    """How a parse is printed."""

    tree = "tree"
    conllu = "conllu"


PATHS = typer.Argument(None, help="Files, folders or - for standard input.", show_default=False)
OUTPUT = typer.Option(None, "--output", "-o", help="Write here instead of standard output.")


def _paths(paths: list[str] | None) -> list[str]:
    if not paths:
        raise UsageError("no input; give files, folders or - for standard input")
    return paths


def mount(app: typer.Typer) -> None:
    """Registers every command."""
    from communique.cli import (
        exchange_commands,
        memory_commands,
        project_commands,
        review_commands,
        serve,
    )
    from communique.cli.knowledge import app as knowledge_app

    app.add_typer(knowledge_app, name="knowledge", help="The actor tables: check, who, find, import, update.")

    @app.command("clean")
    def clean_(
        paths: list[str] | None = PATHS,
        format: Format | None = typer.Option(
            None, "--format", help="table or jsonl; by default table on a terminal."
        ),
    ) -> None:
        """Article out of text, HTML, WARC or feed: kept and dropped blocks with reasons, date with its
        evidence.
        """
        from communique.cli.clean import clean_command

        clean_command(_paths(paths), None if format is None else format.value)

    @app.command("parse")
    def parse_(
        paths: list[str] | None = PATHS,
        pretokenised: bool = typer.Option(
            False, "--pretokenised", help="Read CoNLL-U, keep its sentences and tokens."
        ),
        format: ParseFormat | None = typer.Option(
            None, "--format", help="tree or conllu; by default tree on a terminal."
        ),
    ) -> None:
        """Sentences, tokens, tags, tree and names."""
        from communique.cli.parse import parse_command

        parse_command(_paths(paths), pretokenised, None if format is None else format.value)

    @app.command("actors")
    def actors_(
        paths: list[str] | None = PATHS,
        phrases: bool = typer.Option(
            False, "--phrases", help="Each text is one bare phrase; one line out a line in."
        ),
    ) -> None:
        """Every resolved actor mention with its span."""
        from communique.cli.actors import actors_command

        actors_command(_paths(paths), phrases)

    @app.command("dates")
    def dates_(paths: list[str] | None = PATHS) -> None:
        """Time expressions with TIMEX3 types and values; one line out a line in."""
        from communique.cli.dates import dates_command

        dates_command(_paths(paths))

    @app.command("code")
    def code_(
        paths: list[str] | None = PATHS,
        published: str | None = typer.Option(
            None, help="Publication date for inputs that carry none (YYYY-MM-DD)."
        ),
        format: Format | None = typer.Option(
            None, "--format", help="By default a table on a terminal, else jsonl."
        ),
        output: Path | None = OUTPUT,
        quote_words: int | None = typer.Option(
            None, min=0, help="Limit quotations to N words; 0 gives offsets only."
        ),
        min_confidence: float = MIN_CONFIDENCE,
        workers: int = WORKERS,
        overlay: Path | None = OVERLAY,
        time_limit: float = TIME_LIMIT,
    ) -> None:
        """Who did or said what to whom: codings, statements, situations and refusals."""
        from communique.cli.code import CodeOptions, code_command

        day = day_of(published)
        code_command(
            _paths(paths),
            CodeOptions(
                published=day,
                format=None if format is None else format.value,
                output=output, quote_words=quote_words, min_confidence=min_confidence, workers=workers,
                overlay=None if overlay is None else str(overlay), time_limit=time_limit,
            ),
        )  # fmt: skip

    @app.command("relate")
    def relate_(paths: list[str] | None = PATHS) -> None:
        """What a marked source does to a marked target: one line out a line in."""
        from communique.cli.relate import relate_command

        relate_command(_paths(paths))

    @app.command("explain")
    def explain_(
        path: str = typer.Argument(..., help="One file, or - for standard input."),
        coding: str | None = typer.Option(None, "--coding", help="Id of a coding; all when left out."),
        published: str | None = typer.Option(
            None, help="Publication date when the input carries none (YYYY-MM-DD)."
        ),
    ) -> None:
        """Why a coding came out as it did: frame, path, rules, parties, date, and the readings that lost."""
        from communique.cli.explain import explain_command

        day = day_of(published)
        explain_command(path, coding, day)

    @app.command("estimate")
    def estimate_(
        paths: list[str] | None = PATHS,
        sample: int = typer.Option(40, min=1, help="Documents to code for the estimate."),
        workers: int = typer.Option(1, min=1, help="Workers that the whole run would use."),
    ) -> None:
        """From a sample: events an article, time and disk for the whole."""
        from communique.cli.estimate import estimate_command

        estimate_command(_paths(paths), sample, workers)

    @app.command("demo")
    def demo_(
        output: Path = typer.Option(
            Path("communique-demo"), "--output", "-o", help="Folder for report and tables."
        ),
        workers: int = typer.Option(1, min=1, help="Processes."),
    ) -> None:
        """Codes the sample corpus and writes a report and tables."""
        from communique.cli.demo import demo_command

        demo_command(output, workers)

    project_commands.mount(app)
    memory_commands.mount(app)
    exchange_commands.mount(app)
    serve.mount(app)
    review_commands.mount(app)
