"""The commands on what a project remembers. Their modules are imported when a command runs."""

from __future__ import annotations

from pathlib import Path

import typer

from communique.cli.options import (
    FORMAT,
    OVERLAY,
    SINCE,
    UNTIL,
    day_of,
    format_of,
    last_day,
    pair_of,
    parties_of,
    period,
    statuses_of,
    types_of,
)
from communique.errors import UsageError

PROJECT = typer.Argument(..., help="Project file, or postgresql://user@host/name.")
PAIR = typer.Option(None, "--pair", help="Only between two parties, by letters or names: PRK USA.")
RULE = typer.Option(
    "ours",
    "--merge",
    help="Merge rule: ours, day (one a day per pair and type) or none; or an imported collection.",
)
STATUS = typer.Option(None, "--status", help="Only this status; may be repeated.")


def mount(app: typer.Typer) -> None:
    """Registers them."""

    @app.command("memory")
    def memory_(
        project: str = PROJECT,
        anew: bool = typer.Option(
            False, "--anew", help="Compare everything again, also where only new articles came."
        ),
    ) -> None:
        """Makes events, situations, commitments and stories from all that was added; `add` does it by
        itself.
        """
        from communique.cli.remembering import memory_command

        memory_command(project, anew)

    @app.command("events")
    def events_(
        project: str = PROJECT,
        action: str = typer.Argument("list", help="list, show, merge, split or undo."),
        ids: list[str] | None = typer.Argument(
            None,
            help="show: ids of events or codings. merge: two events or more. split: an event, "
            "then its codings that are another one. undo: an event; takes back its newest merge or split.",
        ),
        why: bool = typer.Option(False, "--why", help="show: why each coding belongs to it."),
        pair: tuple[str, str] | None = PAIR,
        since: str | None = SINCE,
        until: str | None = UNTIL,
        type: list[str] | None = typer.Option(None, "--type", help="Only this PLOVER type; may be repeated."),
        status: list[str] | None = STATUS,
        merge: str = RULE,
        by: str | None = typer.Option(None, "--by", help="merge, split, undo: who decides."),
        note: str | None = typer.Option(None, "--note", help="merge, split: why, in your words."),
        format: str | None = FORMAT,
    ) -> None:
        """Happenings out of the codings of all articles; looks into one, or merges and splits them by
        hand.
        """
        from communique.cli.events import EventFilter, events_command

        days = period(since, until)
        wanted = EventFilter(pair_of(pair), *days, types_of(type), statuses_of(status), merge)
        events_command(project, action, ids or [], wanted, why, by, note, format_of(format))

    @app.command("situations")
    def situations_(
        project: str = PROJECT,
        on: str | None = typer.Option(
            None, "--on", help="What stood on this day; of a month or year, on its last."
        ),
        known_by: str | None = typer.Option(
            None, "--known-by", help="As it was known by this day, month or year; by default as now."
        ),
        pair: tuple[str, str] | None = PAIR,
        kind: list[str] | None = typer.Option(
            None, "--kind", help="Only this kind; docs/situations.md lists them."
        ),
        format: str | None = FORMAT,
    ) -> None:
        """What stood, as known when, each with the sentences behind it; contradictions are shown."""
        from communique.cli.situations import situations_command

        days = (last_day(on, "--on"), last_day(known_by, "--known-by"))
        situations_command(project, *days, pair_of(pair), kind, format_of(format))

    @app.command("commitments")
    def commitments_(
        project: str = PROJECT,
        pair: tuple[str, str] | None = PAIR,
        open: bool = typer.Option(False, "--open", help="Only those without an answer or outcome so far."),
        state: list[str] | None = typer.Option(
            None,
            "--state",
            help="Only open, accepted, refused, kept, broken or lapsed ones; may be repeated.",
        ),
        kind: list[str] | None = typer.Option(
            None, "--kind", help="Only offers, promises, demands, threats or invitations (singular)."
        ),
        due: str | None = typer.Option(
            None, "--due", help="Only those with a deadline up to this day, month or year."
        ),
        format: str | None = FORMAT,
    ) -> None:
        """What was offered, promised, demanded or threatened, and what became of it."""
        from communique.cli.commitments import commitments_command

        states = [*(state or []), *(["open"] if open else [])]
        commitments_command(
            project, pair_of(pair), states, kind or [], last_day(due, "--due"), format_of(format)
        )

    @app.command("new")
    def new_(
        path: str = typer.Argument(..., help="One file, or - for standard input."),
        project: str = typer.Option(..., "--in", help="Project file to compare it with."),
        published: str | None = typer.Option(
            None, help="Publication date when the input carries none (YYYY-MM-DD)."
        ),
        overlay: Path | None = OVERLAY,
        format: str | None = FORMAT,
    ) -> None:
        """What an article adds to the project: each sentence new, repeated or background."""
        from communique.cli.newness import new_command

        overlay_name = None if overlay is None else str(overlay)
        new_command(path, project, day_of(published), overlay_name, format_of(format))

    @app.command("timeline")
    def timeline_(
        project: str = PROJECT,
        parties: list[str] | None = typer.Argument(None, help="One party or two, for instance PRK KOR."),
        since: str | None = SINCE,
        until: str | None = UNTIL,
        status: list[str] | None = STATUS,
        merge: str = RULE,
        format: str | None = FORMAT,
    ) -> None:
        """What happened between two parties, day by day, with the sentence behind each line."""
        from communique.cli.series import timeline_command

        if len(parties or []) > 2:
            raise UsageError(f"{' '.join(parties or [])}: expected one party or two")
        days = period(since, until)
        timeline_command(
            project, parties_of(parties or ()), *days, statuses_of(status), merge, format_of(format)
        )

    @app.command("tension")
    def tension_(
        project: str = PROJECT,
        one: str = typer.Argument(..., help="A party, for instance PRK."),
        other: str = typer.Argument(..., help="The other."),
        scale: str = typer.Option("goldstein", "--scale", help="goldstein, plover or counts."),
        merge: str = RULE,
        status: list[str] | None = STATUS,
        by: str = typer.Option("month", "--by", help="day, week, month or year."),
        since: str | None = SINCE,
        until: str | None = UNTIL,
        directed: bool = typer.Option(False, "--directed", help="Only acts of the first towards the second."),
        changes: bool = typer.Option(
            False, "--changes", help="Also where the level changes, with its support."
        ),
        picture: Path | None = typer.Option(None, "--picture", help="Draw it to this .svg or .png file."),
        format: str | None = FORMAT,
    ) -> None:
        """How tense things were between two parties, with the number of articles beneath."""
        from communique.cli.series import TensionOptions, tension_command

        days = period(since, until)
        options = TensionOptions(scale, merge, statuses_of(status), by, *days, directed, changes, picture)
        first, second = parties_of((one, other))
        tension_command(project, (first, second), options, format_of(format))

    @app.command("check")
    def check_(
        project: str = PROJECT,
        claim: str = typer.Argument(..., help="A sentence, in quotation marks."),
        published: str | None = typer.Option(
            None, help="Day from which its time words are counted (YYYY-MM-DD)."
        ),
        overlay: Path | None = OVERLAY,
        format: str | None = FORMAT,
    ) -> None:
        """Whether a claim is in the project: supported, contradicted or not in the file, with verbatim
        quotes.
        """
        from communique.cli.checking import check_command

        overlay_name = None if overlay is None else str(overlay)
        check_command(project, claim, day_of(published), overlay_name, format_of(format))
