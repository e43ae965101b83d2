"""The project itself: runs, coders, refusals, and how to cite."""

from __future__ import annotations

import msgspec
from sqlalchemy import func, select

from communique.exchange.columns import Column
from communique.exchange.tables import Table
from communique.records import Run
from communique.store import tables
from communique.version import __version__
from communique.web.page import Ask, Csv, Section

section = Section("project")


class AboutView(msgspec.Struct, frozen=True):
    """The log of runs, the latest first; refusals: reason → how many."""

    project: str
    version: str
    runs: list[Run]
    refusals: dict[str, int]
    counts: dict[str, int]


RUNS = Table(
    "runs",
    (
        Column("n", "INTEGER", "number of the run"),
        Column("kind", "VARCHAR", "add, recode, memory, import"),
        Column("state", "VARCHAR", "running, finished, stopped"),
        Column("started_at", "VARCHAR", "UTC"),
        Column("coder", "VARCHAR", "rules and program"),
    ),
    lambda run: (
        run.n, run.kind, run.state, run.started_at.isoformat(),
        f"{run.coder.rules} {run.coder.program}" if run.coder else None,
    ),
    ("n",),
    "one run a row",
)  # fmt: skip


def _csv(view: AboutView) -> Csv:
    return RUNS, view.runs


@section.page("/about", "about.html.j2", AboutView, csv=_csv, keep="no")
def about(ask: Ask) -> AboutView:
    """Runs with their versions, what was refused and why, and how to cite."""

    def refused() -> dict[str, int]:
        found: dict[str, int] = {}
        refusal, unread = tables.refusal, tables.unread
        with ask.store.engine.connect() as connection:
            for column, alive in ((refusal.c.reason, refusal.c.until_run.is_(None)), (unread.c.reason, None)):
                wanted = select(column, func.count()).group_by(column)
                for reason, n in connection.execute(wanted if alive is None else wanted.where(alive)):
                    found[reason] = found.get(reason, 0) + n
        return dict(sorted(found.items(), key=lambda item: (-item[1], item[0])))

    runs = sorted(ask.store.runs(), key=lambda run: -run.n)
    counts = ask.project.kept("counts", ask.store.counts)
    return AboutView(ask.project.name, __version__, runs, ask.project.kept("refused", refused), counts)
