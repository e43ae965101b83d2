"""`communique doctor`, `backup`, `restore`."""

from __future__ import annotations

from pathlib import Path

import typer

from communique.cli.projects import opened, print_records, readable
from communique.cli.stream import note
from communique.store import Finding, back_up, examine_snapshot, restore
from communique.store.engine import shown


def doctor_command(project: str) -> None:
    """Names what is damaged in a project, or in a snapshot folder; exits 1 when something is."""
    n = 0
    if Path(project).is_dir():
        n = _tell(list(examine_snapshot(Path(project))))
    else:
        with opened(project, read_only="://" not in project) as store:
            for finding in store.examine():
                n += _tell([finding])
    if n:
        note(f"{n:,} findings; restore a backup (communique restore BACKUP {shown(project)} --replace)")
        raise typer.Exit(1)
    note(f"{shown(project)}: nothing wrong")


def _tell(findings: list[Finding]) -> int:
    if not readable(None):
        return print_records(findings)
    for one in findings:
        print(f"{one.what:<9} {one.where}: {one.detail}")
    return len(findings)


def backup_command(project: str, target: Path, parquet: bool) -> None:
    """A whole copy of a project, or its current answer as Parquet files."""
    if parquet:
        with opened(project) as store:
            made = store.write_snapshot(target)
        note(f"{target}: {sum(part.rows for part in made.files.values()):,} rows as of run {made.run}")
        return
    mark = back_up(project, target)
    note(f"{target}: SHA-256 {mark}, also in {target.name}.sha256")


def restore_command(source: Path, project: str, replace: bool) -> None:
    """A project out of a backup, once the backup was found whole."""
    aside = restore(source, project, replace=replace)
    note(
        f"{shown(project)} is restored from {source}" + (f"; what was there is now {aside}" if aside else "")
    )
