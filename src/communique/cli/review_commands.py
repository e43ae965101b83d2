"""The `review` commands and `evaluate`. What they do is in cli/review.py, imported when one runs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from communique.cli.options import one_of, pair_of

app = typer.Typer(no_args_is_help=True, help="What is to be reviewed, and how far reviewers agree.")

Project = Annotated[str, typer.Argument(help="Project file, or postgresql://user@host/name.")]
Pair = tuple[str, str] | None
BY = ("doubt", "effect", "audit", "second", "changed", "disputed")
SCALES = ("goldstein", "plover", "counts")


@app.command("queue")
def queue_(
    project: Project,
    by: Annotated[
        str, typer.Option(help="Order: doubt, effect (on the series of --pair), audit (a random sample), "
                               "second (what others decided), changed, disputed.")
    ] = "doubt",
    pair: Annotated[Pair, typer.Option(help="Two parties, such as PRK USA.", show_default=False)] = None,
    scale: Annotated[str, typer.Option(help="Of the series: goldstein, plover or counts.")] = "goldstein",
    interval: Annotated[
        float, typer.Option(help="Half-width of the interval that an audit sample is to give.")
    ] = 0.05,
    reviewer: Annotated[str, typer.Option(help="Who reviews (for `second`).")] = "",
    limit: Annotated[int, typer.Option(min=1, help="How many to print.")] = 25,
) -> None:  # fmt: skip
    """What is still to be reviewed, in order; the web app is where it is done."""
    from communique.cli.review import queue_command

    queue_command(
        project, one_of("--by", by, BY), pair_of(pair), one_of("--scale", scale, SCALES), interval,
        reviewer, limit,
    )  # fmt: skip


@app.command("sample")
def sample_(
    interval: Annotated[float, typer.Option(help="Half-width of the wanted interval.")] = 0.05,
    expected: Annotated[float, typer.Option(help="Share that is expected to be right.")] = 0.5,
    level: Annotated[float, typer.Option(help="Level of the interval.")] = 0.95,
    n_all: Annotated[int | None, typer.Option("--of", help="How many there are to draw from.")] = None,
) -> None:
    """How many codings an audit sample needs for an interval of a wanted width (Wilson)."""
    from communique.review import sample_size

    print(sample_size(interval, expected, level, n_all))


@app.command("agreement")
def agreement_(project: Project) -> None:
    """Double-coded share, Krippendorff's alpha for each field, who differs from whom, what is disputed."""
    from communique.cli.review import agreement_command

    agreement_command(project)


@app.command("gold")
def gold_(
    project: Project,
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write, JSON lines.")],
) -> None:
    """Writes what was decided as a gold set: the machine's answer then, and people's."""
    from communique.cli.review import gold_command

    gold_command(project, output)


def mount(root: typer.Typer) -> None:
    """Registers the group and `evaluate`."""
    from communique.cli.users import app as users

    root.add_typer(app, name="review", help="What is to be reviewed, and how far reviewers agree.")
    root.add_typer(users, name="users", help="Who may reach a project over a network, and as what.")

    @root.command("evaluate")
    def evaluate_(
        gold: Annotated[Path, typer.Argument(help="Gold set, as `communique review gold` writes it.")],
        project: Project,
        level: Annotated[float, typer.Option(help="Level of the intervals.")] = 0.95,
        series: Annotated[
            Pair, typer.Option(help="Print the series of two parties with known errors taken out.",
                               show_default=False)
        ] = None,
        by: Annotated[str, typer.Option(help="Periods of the series: month or year.")] = "month",
    ) -> None:  # fmt: skip
        """Accuracy of a project's codings by type, status, source and year, with intervals."""
        from communique.cli.review import evaluate_command

        evaluate_command(gold, project, level, series, one_of("--by", by, ("month", "year")))
