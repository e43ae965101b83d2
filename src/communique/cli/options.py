"""Options that several commands share."""

from __future__ import annotations

from datetime import date, datetime

import typer

from communique.errors import UsageError

MIN_CONFIDENCE = typer.Option(0.0, min=0.0, max=1.0, help="Leave out codings below this confidence.")
WORKERS = typer.Option(1, min=1, help="Processes; the result does not depend on their number.")
OVERLAY = typer.Option(
    None, exists=True, file_okay=False, help="Folder of own actor tables, read on top of the shipped ones."
)
MEMORY = typer.Option(
    True, "--memory/--no-memory", help="Whether to make events, situations and commitments anew afterwards."
)
TIME_LIMIT = typer.Option(60.0, min=1.0, help="Seconds a document may take.")


def day_of(text: str | None, option: str = "--published") -> date | None:
    """The day in an option. Raises UsageError when it is none."""
    if text is None:
        return None
    try:
        return datetime.strptime(text, "%Y-%m-%d").date()
    except ValueError:
        raise UsageError(
            f"{option} {text!r} is no date; expected YYYY-MM-DD, for instance 2013-06-16"
        ) from None
