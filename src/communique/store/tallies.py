"""Counts over runs and documents: what a run gave, what is in flight, what a newer coder has to do."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from sqlalchemy import Engine, and_, func, select

from communique.records import Coder, Run, RunSummary
from communique.store import tables
from communique.store.engine import writing
from communique.store.runs import coder_number


class InFlight(msgspec.Struct, frozen=True):
    """A document that was handed to a worker and did not come back; tries: how often."""

    hash: str
    source: str
    run: int
    tries: int
    alone: int


def summary_of(
    engine: Engine, run: Run, *, n_inputs: int, n_documents: int, stages: Mapping[str, float]
) -> RunSummary:
    """Counts of a run, of its rows in the project."""
    answer, refusal, unread = tables.answer, tables.refusal, tables.unread
    with engine.connect() as connection:
        n_refused, n_sentences, n_codings = connection.execute(
            select(
                func.coalesce(func.sum(answer.c.refused), 0), func.coalesce(func.sum(answer.c.n_sentences),
                0), func.coalesce(func.sum(answer.c.n_codings), 0),
            ).where(answer.c.run == run.n)
        ).one()  # fmt: skip
        counts = [
            connection.execute(
                select(func.count()).select_from(table).where(table.c.since_run == run.n)
            ).scalar_one()
            for table in (tables.situation, tables.statement)
        ]
        reasons: dict[str, int] = {}
        for column, chosen in ((refusal.c.reason, refusal.c.since_run), (unread.c.reason, unread.c.run)):
            wanted = select(column, func.count()).where(chosen == run.n).group_by(column)
            for reason, n in connection.execute(wanted):
                reasons[reason] = reasons.get(reason, 0) + n
        n_unread = connection.execute(
            select(func.count()).select_from(unread).where(unread.c.run == run.n)
        ).scalar_one()
        n_new = connection.execute(
            select(func.count()).select_from(tables.document).where(tables.document.c.run == run.n)
        ).scalar_one()
    return RunSummary(
        n_inputs, int(n_refused) + n_unread, int(n_sentences), int(n_codings), counts[0], counts[1],
        dict(sorted(reasons.items())), {stage: round(seconds, 3) for stage, seconds in stages.items()},
        n_documents - n_new if run.kind == "add" else 0,
    )  # fmt: skip


def n_answers(engine: Engine, run: Run) -> int:
    """Documents that a run has answered."""
    with engine.connect() as connection:
        wanted = select(func.count()).select_from(tables.answer).where(tables.answer.c.run == run.n)
        return int(connection.execute(wanted).scalar_one())


def in_flight(engine: Engine) -> list[InFlight]:
    """Documents under way, or in the hands of a run that was cut off."""
    table = tables.in_flight
    with engine.connect() as connection:
        wanted = select(table).order_by(table.c.source)
        return [
            InFlight(row.hash, row.source, row.run, row.tries, row.alone)
            for row in connection.execute(wanted)
        ]


def suspects(engine: Engine, tries: int) -> dict[str, int]:
    """Hash → how often it was in flight alone, of documents that were in flight at so many ends."""
    return {one.hash: one.alone for one in in_flight(engine) if one.tries >= tries}


def to_recode(engine: Engine, run: Run, *, only_changed: bool) -> list[int]:
    """Numbers of documents that a run of a coder still has to answer."""
    answer = tables.answer
    assert run.coder is not None
    with writing(engine) as connection:
        coder = coder_number(connection, run.coder)
        wanted = select(answer.c.document).where(answer.c.until_run.is_(None), answer.c.run != run.n)
        if only_changed:
            wanted = wanted.where(answer.c.coder != coder)
        return [int(n) for n in connection.execute(wanted.order_by(answer.c.document)).scalars()]


def n_changed(engine: Engine, run: Run) -> int:
    """Documents whose records a recoding run has changed."""
    answer, earlier = tables.answer, tables.answer.alias()
    with engine.connect() as connection:
        wanted = (
            select(func.count())
            .select_from(answer)
            .join(
                earlier,
                and_(earlier.c.document == answer.c.document, earlier.c.until_run == run.n),
            )
            .where(answer.c.run == run.n, answer.c.digest != earlier.c.digest)
        )
        return int(connection.execute(wanted).scalar_one())


def n_of_other_coders(engine: Engine, coder: Coder) -> int:
    """Documents whose current answer is not of this coder."""
    answer = tables.answer
    record = msgspec.json.encode(coder, order="sorted").decode()
    same = select(tables.coder.c.n).where(tables.coder.c.record == record)
    with engine.connect() as connection:
        wanted = (
            select(func.count())
            .select_from(answer)
            .where(answer.c.until_run.is_(None), answer.c.coder.not_in(same))
        )
        return int(connection.execute(wanted).scalar_one())


def of_other_coders(engine: Engine, coder: Coder) -> list[int]:
    """Numbers of documents whose current answer is not of this coder."""
    answer = tables.answer
    record = msgspec.json.encode(coder, order="sorted").decode()
    same = select(tables.coder.c.n).where(tables.coder.c.record == record)
    wanted = select(answer.c.document).where(answer.c.until_run.is_(None), answer.c.coder.not_in(same))
    with engine.connect() as connection:
        return [int(n) for n in connection.execute(wanted.order_by(answer.c.document)).scalars()]
