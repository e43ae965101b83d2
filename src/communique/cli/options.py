"""Options that several commands share."""

from __future__ import annotations

from datetime import date

import typer

from communique.text.days import exact_day, given_day, given_period

MIN_CONFIDENCE = typer.Option(0.0, min=0.0, max=1.0, help="Leave out codings below this confidence.")
WORKERS = typer.Option(1, min=1, help="Processes; the result does not depend on their number.")
OVERLAY = typer.Option(
    None, exists=True, file_okay=False, help="Folder of own actor tables, read on top of the shipped ones."
)
MEMORY = typer.Option(
    True, "--memory/--no-memory", help="Whether to make events, situations and commitments anew afterwards."
)
SINCE = typer.Option(None, "--since", help="From this day, month or year on: 2013-06-16, 2013-06 or 2013.")
UNTIL = typer.Option(None, "--until", help="Up to this day, month or year, all of it.")
TIME_LIMIT = typer.Option(60.0, min=1.0, help="Seconds a document may take.")


def day_of(text: str | None) -> date | None:
    """The day of --published. Raises UsageError when it is none."""
    return exact_day(text, name="--published")


def last_day(text: str | None, option: str) -> date | None:
    """The day in an option, the last of a month or year. Raises UsageError when it is none."""
    return given_day(text, last=True, name=option)


def period(since: str | None, until: str | None) -> tuple[date | None, date | None]:
    """First and last day of --since and --until. Raises UsageError for a wrong one."""
    return given_period(since, until, names=("--since", "--until"))
