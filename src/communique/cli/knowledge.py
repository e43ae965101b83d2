"""`communique knowledge`: the tables of who is who: check, who, find, import-petrarch, update."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from communique.cli.options import one_of
from communique.errors import UsageError
from communique.text.days import given_day

app = typer.Typer(no_args_is_help=True, help="The tables of who is who: check, ask, search and extend them.")

Overlay = Annotated[
    Path | None,
    typer.Option(
        "--overlay", help="A folder of your own tables, read on top of the shipped ones.", file_okay=False
    ),
]


@app.command()
def check(
    overlay: Overlay = None,
    level: Annotated[str, typer.Option(help="Least level shown: error, gap or note.")] = "note",
) -> None:
    """Finds what is wrong or missing in the tables. Exits with 1 when there is an error."""
    from communique.knowledge.check import check_knowledge

    levels = ("error", "gap", "note")
    one_of("--level", level, levels)
    report = check_knowledge(overlay=overlay)
    for finding in report.findings:
        if levels.index(finding.level) <= levels.index(level):
            _emit(finding._asdict(), str(finding))
    counts = ", ".join(f"{count} {table}" for table, count in report.counts.items())
    found = ", ".join(f"{len(report.of_level(one))} {one}s" for one in levels)
    typer.echo(f"{counts}\n{found}", err=True)
    raise typer.Exit(1 if report.of_level("error") else 0)


@app.command()
def who(
    phrase: Annotated[
        str, typer.Argument(help='An office or a person: "president of South Korea", "Kim Jong Un".')
    ],
    on: Annotated[
        str | None,
        typer.Argument(help="The day; of a month or year, its last day; without it, everybody ever."),
    ] = None,
    overlay: Overlay = None,
) -> None:
    """Who held an office on a day, or what a person held."""
    from communique.knowledge import load_knowledge
    from communique.knowledge.who import who as ask

    answers = ask(load_knowledge(overlay), phrase, _day(on))
    for answer in answers:
        spell = answer.tenure
        until = spell.end.isoformat() if spell.end else None
        record = {
            "person": answer.person,
            "name": answer.name,
            "office": spell.office,
            "title": answer.office,
            "country": answer.country or None,
            "start": spell.start.isoformat(),
            "end": until,
            "precision": spell.precision,
            "source": spell.source,
        }
        line = f"{answer.name}, {answer.office} ({spell.office}), {spell.start} to {until or 'now'}"
        _emit(record, line if spell.precision == "day" else f"{line}, known to the {spell.precision}")
    if not answers:
        typer.echo(
            f"nobody known for {phrase!r}; try `communique knowledge find` for how names are written",
            err=True,
        )
        raise typer.Exit(1)


@app.command()
def find(
    words: Annotated[str, typer.Argument(help="Words of a name, whole or their beginnings.")],
    kind: Annotated[
        str | None, typer.Option(help="Only: country, organisation, person, place, agent or title.")
    ] = None,
    overlay: Overlay = None,
) -> None:
    """Everything whose name holds the words."""
    from communique.knowledge import load_knowledge
    from communique.knowledge.compile import REF_KINDS
    from communique.knowledge.find import find as search

    if kind is not None:
        one_of("--kind", kind, REF_KINDS)
    found = search(load_knowledge(overlay), words, kind)
    for one in found:
        _emit(one._asdict(), f"{one.kind:13} {one.id:40} {one.name}")
    if not found:
        typer.echo(f"nothing has a name with {words!r}", err=True)
        raise typer.Exit(1)


@app.command("import-petrarch")
def import_petrarch(
    file: Annotated[Path, typer.Argument(help="A PETRARCH or TABARI actor or agent dictionary.")],
    overlay: Annotated[Path, typer.Option("--overlay", help="The overlay folder to write into.")],
) -> None:
    """Reads a PETRARCH dictionary into an overlay folder and reports what was read, mended and skipped."""
    from communique.knowledge import load_knowledge
    from communique.knowledge.overlay import write_import
    from communique.knowledge.petrarch import import_petrarch as read

    if not file.is_file():
        raise UsageError(f"{file} is no file; give a dictionary such as Phoenix.Countries.actors.txt")
    knowledge = load_knowledge()
    countries = frozenset(row.id for row in knowledge.rows("countries"))
    imported = read(file, countries, knowledge.lookup)
    report = imported.report
    for word, items in (("skipped", report.skipped), ("mended", report.repaired)):
        for line, text, why in items:
            _emit(
                {"action": word, "line": line, "text": text, "why": why},
                f"{word} {file.name}:{line}: {text}: {why}",
            )
    written = write_import(overlay, f"petrarch_{file.stem.lower().replace('.', '_')}", imported)
    summary = f"{report.n_lines} lines, {report.n_entries} entries, {report.n_names} names read"
    summary += f", {report.n_known} known already"
    summary += f"; {len(report.skipped)} skipped, {len(report.repaired)} mended; wrote "
    typer.echo(summary + (", ".join(map(str, written)) or "nothing"), err=True)
    raise typer.Exit(0 if report.n_names else 1)


@app.command()
def update(
    wikidata: Annotated[Path, typer.Option("--wikidata", help="Your own Wikidata export, JSON.")],
    overlay: Annotated[Path, typer.Option("--overlay", help="The overlay folder to write into.")],
) -> None:
    """Adds office-holders from a Wikidata export to an overlay folder; never overwrites what the tables
    say."""
    from communique.knowledge import load_knowledge
    from communique.knowledge.overlay import write_update
    from communique.knowledge.wikidata import update_from_wikidata

    if not wikidata.is_file():
        raise UsageError(f"{wikidata} is no file; give a Wikidata export in JSON")
    result = update_from_wikidata(load_knowledge(), wikidata)
    for word, items in (("unmatched", result.unmatched), ("conflict", result.conflicts)):
        for text, why in items:
            _emit({"action": word, "text": text, "why": why}, f"{word}: {text}: {why}")
    written = write_update(overlay, f"wikidata_{wikidata.stem.lower()}", result)
    typer.echo(
        f"{result.n_read} positions read, {result.n_known} known, {len(result.tenures)} tenures and "
        f"{len(result.persons)} persons added, {len(result.conflicts)} conflicts, "
        f"{len(result.unmatched)} unmatched; wrote {', '.join(map(str, written)) or 'nothing'}",
        err=True,
    )
    raise typer.Exit(0 if result.n_read else 1)


@app.command()
def codebook(
    folder: Annotated[Path, typer.Argument(help="Where the pages are written.")],
    overlay: Overlay = None,
) -> None:
    """Writes the codebook pages on countries, actors and sectors, in Markdown."""
    from communique.knowledge import load_knowledge
    from communique.knowledge.codebook import pages

    folder.mkdir(parents=True, exist_ok=True)
    for name, text in pages(load_knowledge(overlay)).items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
        typer.echo(str(folder / name), err=True)


def _day(text: str | None) -> dt.date | None:
    return given_day(text, last=True)


def _emit(record: dict[str, Any], line: str) -> None:
    """A record on standard output: words for a terminal, JSON lines for a pipe."""
    if sys.stdout.isatty():
        typer.echo(line)
    else:
        typer.echo(json.dumps(record, ensure_ascii=False))
