"""`communique init`, `add`, `status`, `runs`, `refusals`."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import msgspec
import typer

from communique.cli.projects import opened, print_block, print_records, readable
from communique.cli.remembering import refresh
from communique.cli.stream import Progress, counted, exit_code, note
from communique.errors import UsageError
from communique.pipeline import Collector, Options, Outcome, coder_of
from communique.pipeline.own_tables import overlay_for
from communique.records import Document, Refusal, Run
from communique.store import Store
from communique.store.engine import shown


class AddOptions(msgspec.Struct, frozen=True):
    """Options of `communique add`."""

    published: date | None = None
    min_confidence: float = 0.0
    workers: int = 1
    overlay: str | None = None
    time_limit: float = 60.0
    memory: bool = True
    allow: tuple[str, ...] = ()
    follow: bool = False


def init_command(project: str, keep: str) -> None:
    """A new, empty project. Raises UsageError when it is there already."""
    if keep not in ("bytes", "text"):
        raise UsageError(f"--keep {keep!r}: expected bytes or text")
    with Store.create(project, keep_bytes=keep == "bytes"):
        note(f"{shown(project)} is made; fill it with: communique add {shown(project)} articles/")


def add_command(project: str, paths: list[str], options: AddOptions) -> None:
    """Codes what is new in the inputs; exits 1 when every input was refused."""
    overlay = overlay_for(project, options.overlay)
    settings = Options(None, options.min_confidence, overlay, options.time_limit)
    config = {
        "published": options.published.isoformat() if options.published else None,
        "min_confidence": options.min_confidence,
        "overlay": overlay,
        "time_limit": options.time_limit,
        "follow": options.follow,
    }
    with opened(project) as store:
        run = store.begin_run("add", inputs=tuple(paths), coder=coder_of(settings), config=config)
        if run.notes.get("resumed"):
            note(f"run {run.n} was cut off; going on where it stopped")
        tally = _Tally()
        collector = Collector(
            store, run, settings, workers=options.workers, published=options.published, watch=tally.watch
        )
        try:
            summary = collector.collect(_inputs(store, run, paths, options))
        except KeyboardInterrupt:
            note(f"\nstopped; what was done is kept, and the same command goes on from here (run {run.n})")
            raise typer.Exit(130) from None
        tally.progress.done()
        run = store.end_run(run, summary=summary, inputs_hash=collector.inputs_hash)
        if options.memory:
            refresh(store)
    if readable(None):
        print_block(run_rows(run))
    else:
        print_records([run])
    raise typer.Exit(exit_code(tally.n, tally.refused))


def _inputs(store: Store, run: Run, paths: list[str], options: AddOptions) -> Iterator[Document | Refusal]:
    """Files, folders, addresses and lists of addresses."""
    from communique.sources.fetch import Fetched, Fetcher
    from communique.sources.places import read_places

    def told(address: str, fetched: Fetched | None, reason: str | None) -> None:
        store.note_fetch(
            run,
            address,
            status=fetched.status if fetched else None,
            reason=reason,
            etag=fetched.etag if fetched else None,
            modified=fetched.modified if fetched else None,
            size=len(fetched.raw) if fetched else 0,
        )

    fetcher = Fetcher(allowed=options.allow, validators=store.validators_of)
    return read_places(paths, fetcher, follow=options.follow, told=told)


class _Tally:
    """Counts what streams by, and tells refused inputs on standard error."""

    def __init__(self) -> None:
        self.n = self.refused = self.new = self.codings = 0
        self.progress = Progress()

    def watch(self, outcome: Outcome, fresh: bool) -> None:
        self.n += 1
        self.new += fresh and not outcome.refused
        self.codings += len(outcome.codings)
        self.progress.step(f"{self.new:,} new, {counted(self.codings, 'coding')}")
        if outcome.refused and outcome.refusals:
            self.refused += 1
            for refusal in outcome.refusals:
                note(f"refused: {outcome.document.source}: {refusal.reason}: {refusal.detail}")


def run_rows(run: Run) -> list[tuple[str, object]]:
    """A run for a person."""
    rows: list[tuple[str, object]] = [
        ("run", f"{run.n} ({run.kind}, {run.state})"),
        ("inputs", ", ".join(run.inputs) or "–"),
        ("started", f"{run.started_at:%Y-%m-%d %H:%M:%S} UTC"),
    ]
    if run.ended_at is not None:
        rows.append(("took", f"{(run.ended_at - run.started_at).total_seconds():.0f} s"))
    if run.coder is not None:
        rows.append(("coder", f"{run.coder.rules} {run.coder.program}"))
        rows.append(("model", run.coder.model))
        rows.append(("knowledge", run.coder.knowledge))
    summary = run.summary
    if summary is not None:
        rows += [
            (
                "documents",
                f"{summary.n_inputs:,} inputs, {summary.n_known:,} known, {summary.n_refused:,} refused",
            ),
            (
                "records",
                f"{summary.n_codings:,} codings, {summary.n_situations:,} situations, "
                f"{summary.n_statements:,} statements, {summary.n_sentences:,} sentences",
            ),
        ]
        rows += [("refused", f"{n:,} {reason}") for reason, n in summary.refusals.items()]
    return rows


def status_command(project: str) -> None:
    """What is in a project, what is under way, what was cut off."""
    with opened(project) as store:
        counts = store.counts()
        last = list(store.runs())[-1:]
        flying = store.in_flight()
        running = [run for run in store.runs() if run.state == "running"]
        coder = coder_of(Options())
        waiting = store.n_of_other_coders(coder)
        state = {
            "record": "status",
            "project": shown(project),
            "counts": counts,
            "in_flight": flying,
            "of_other_coders": waiting,
            "last_run": last[0] if last else None,
            "cut_off": [run.n for run in running if not store.is_running(run)],
        }
        if not readable(None):
            print_records([state])
            return
        print_block(
            [
                ("project", shown(project)),
                *((name, f"{n:,}") for name, n in counts.items() if n or name in ("document", "coding")),
            ]
        )
        for run in running:
            doing = (
                "is running" if store.is_running(run) else "was cut off; the same command goes on from there"
            )
            print_block([("run", f"{run.n} ({run.kind} {', '.join(run.inputs)}) {doing}")])
        for one in flying:
            print_block([("in flight", f"{one.source} (run {one.run}, {one.tries} times)")])
        if waiting:
            print_block(
                [("older coder", f"{waiting:,} documents; communique recode {shown(project)} --changed")]
            )
        for run in last:
            print_block([("", ""), *run_rows(run)])


def runs_command(project: str) -> None:
    """The log of runs: what, when, with which coder, what came of it."""
    with opened(project) as store:
        runs = list(store.runs())
        if not readable(None):
            print_records(runs)
            return
        for run in runs:
            took = (run.ended_at or datetime.now(UTC)) - run.started_at
            summary = run.summary
            counts = f"{summary.n_inputs:,} inputs, {summary.n_codings:,} codings" if summary else ""
            print(
                f"{run.n:>4}  {run.started_at:%Y-%m-%d %H:%M}  {run.kind:<11} {run.state:<9}"
                f" {took.total_seconds():>7.0f} s  {counts:<32}  {', '.join(run.inputs)[:60]}"
            )


def refusals_command(project: str, reasons: list[str] | None, run: int | None) -> None:
    """What was not read, resolved or coded: records when piped, counts by reason on a terminal."""
    with opened(project) as store:
        if run is not None:
            store.run(run)
        found = store.refusals(reasons=reasons or None, as_of=run)
        if not readable(None):
            print_records(found)
            return
        counts: dict[tuple[str, str], int] = {}
        for refusal in found:
            key = (refusal.stage, refusal.reason)
            counts[key] = counts.get(key, 0) + 1
            if reasons:
                print(f"{refusal.document.source}: {refusal.detail}")
        for (_, reason), n in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            print(f"{n:>9,}  {reason}")
