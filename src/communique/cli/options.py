"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import get_args

import typer

from communique.errors import UsageError
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
FORMAT = typer.Option(None, "--format", help="table or jsonl; by default table on a terminal.")
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


def format_of(text: str | None) -> str | None:
    """The value of --format. Raises UsageError for another than FORMAT names."""
    if text not in (None, "table", "jsonl"):
        raise UsageError(f"--format {text!r}: expected table or jsonl")
    return text


def pair_of(pair: Sequence[str] | None) -> tuple[str, str] | None:
    """The parties of --pair, given by three letters or by name. Raises UsageError for one that is none."""
    if pair is None:
        return None
    one, other = parties_of(pair)
    return one, other


def parties_of(given: Iterable[str]) -> tuple[str, ...]:
    """Parties given by three letters or by name. Raises UsageError for one that is none."""
    from communique.knowledge.parties import party_of

    return tuple(map(party_of, given))


def types_of(given: Sequence[str] | None) -> tuple[str, ...]:
    """PLOVER types, in whatever case. Raises UsageError for one that there is not."""
    from communique.records.coding import EventType

    return each_of("--type", [value.upper() for value in given or ()], get_args(EventType))


def statuses_of(given: Sequence[str] | None) -> tuple[str, ...]:
    """Statuses. Raises UsageError for one that there is not."""
    from communique.records.coding import Status

    return each_of("--status", [value.lower() for value in given or ()], get_args(Status))


def one_of(option: str, value: str, known: Iterable[str]) -> str:
    """The value of an option. Raises UsageError for one that is not known."""
    choices = tuple(known)
    if value not in choices:
        raise UsageError(f"{option} {value!r}: expected one of {', '.join(choices)}")
    return value


def each_of(option: str, given: Iterable[str], known: Iterable[str]) -> tuple[str, ...]:
    """The values of an option given several times. Raises UsageError for one that is not known."""
    choices = tuple(known)
    return tuple(one_of(option, value, choices) for value in given)
