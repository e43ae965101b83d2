"""`communique recode` and `diff`: a newer coder over a project, and what it changed."""

from __future__ import annotations

from collections.abc import Iterable

import typer

from communique.cli.collect import run_rows
from communique.cli.projects import opened, print_block, print_records, readable
from communique.cli.remembering import refresh
from communique.cli.stream import Progress, counted, note
from communique.pipeline import Options, coder_of, recode
from communique.pipeline.own_tables import overlay_for
from communique.pipeline.recoding import preview
from communique.store import Difference
from communique.store.engine import shown


def recode_command(
    project: str,
    only_changed: bool,
    workers: int,
    overlay: str | None,
    min_confidence: float,
    time_limit: float,
    memory: bool = True,
) -> None:
    """Codes the documents of a project anew; earlier answers and all decisions stay."""
    overlay = overlay_for(project, overlay)
    options = Options(None, min_confidence, overlay, time_limit)
    config = {
        "changed": only_changed,
        "min_confidence": min_confidence,
        "overlay": overlay,
        "time_limit": time_limit,
    }
    with opened(project) as store:
        before = max((run.n for run in store.runs()), default=0)
        run = store.begin_run("recode", coder=coder_of(options), config=config)
        progress = Progress()
        try:
            done = recode(
                store,
                run,
                options,
                workers=workers,
                only_changed=only_changed,
                watch=lambda outcome, changed: progress.step(outcome.document.source),
            )
        except KeyboardInterrupt:
            note(f"\nstopped; what was done is kept, and the same command goes on from here (run {run.n})")
            raise typer.Exit(130) from None
        progress.done()
        run = store.end_run(run, summary=done.summary, notes={"n_changed": store.n_changed(run)})
        if memory:
            refresh(store)
    if not readable(None):
        print_records([run])
        return
    print_block([*run_rows(run), ("changed", counted(run.notes["n_changed"], "document"))])
    if before and run.notes["n_changed"]:
        note(f"what changed: communique diff {shown(project)} {before} {run.n}")


def preview_command(
    project: str, only_changed: bool, workers: int, overlay: str | None, min_confidence: float,
    time_limit: float,
) -> None:  # fmt: skip
    """Prints what recoding would change, and changes nothing."""
    options = Options(None, min_confidence, overlay_for(project, overlay), time_limit)
    with opened(project, read_only=True) as store:
        progress = Progress()
        found: Iterable[Difference] = preview(
            store, options, workers=workers, only_changed=only_changed,
            watch=lambda outcome, changed: progress.step(outcome.document.source),
        )  # fmt: skip
        if readable(None):  # the line of progress and the differences share a terminal
            found = list(found)
            progress.done()
            _print(found)
        else:
            print_records(found)


def diff_command(project: str, first: int, second: int, format: str | None) -> None:
    """What another run's answer has that the first had not, record by record."""
    with opened(project) as store:
        store.run(first)
        store.run(second)
        found = store.differences(first, second)
        if not readable(format):
            print_records(found)
            return
        _print(found)


def _print(found: Iterable[Difference]) -> None:
    counts: dict[str, int] = {}
    for one in found:
        counts[f"{one.of} {one.change}"] = counts.get(f"{one.of} {one.change}", 0) + 1
        print(_line(one))
    if not counts:
        note("nothing changed")
    print_block((name, f"{n:,}") for name, n in sorted(counts.items()))


def _line(one: Difference) -> str:
    record = one.after or one.before or {}
    what = record.get("event_type") or record.get("kind") or ""
    sign = {"added": "+", "removed": "-", "changed": "~"}[one.change]
    fields = ", ".join(
        f"{name}: {_short((one.before or {}).get(name))} → {_short((one.after or {}).get(name))}"
        for name in one.fields
    )
    evidence = record.get("evidence") or record.get("span") or {}
    return f"{sign} {one.of} {one.id} {what} {fields or _short(evidence.get('text'))}  [{one.source}]"


def _short(value: object) -> str:
    if isinstance(value, dict):
        value = value.get("text") or value.get("start") or value
    if isinstance(value, list):
        value = "; ".join(
            str(part.get("code") or part.get("text") or part) if isinstance(part, dict) else str(part)
            for part in value
        )
    text = "–" if value is None else " ".join(str(value).split())
    return text if len(text) <= 70 else text[:69] + "…"
