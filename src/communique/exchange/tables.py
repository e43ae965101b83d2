"""The flat forms of all records: which tables a project can be written as, their columns and rows."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import msgspec

from communique.exchange.columns import COLUMNS, Column, flat_row, joined, magnitudes, names_of, side
from communique.records import Actor, Commitment, Decision, Event, Situation, Standing, Statement, When


class Table(msgspec.Struct, frozen=True):
    """name: codings, events …; columns in order; row: a record's values in that order; key: the columns that
    tell rows apart; meaning: one sentence.
    """

    name: str
    columns: tuple[Column, ...]
    row: Callable[[Any], tuple[object, ...]]
    key: tuple[str, ...]
    meaning: str


def _columns(*lines: str) -> tuple[Column, ...]:
    """Columns from lines of `name TYPE meaning`."""
    return tuple(Column(*line.split(" ", 2)) for line in lines)


def _code(actor: Actor | None) -> str | None:
    return actor.code if actor else None


def _name(actor: Actor | None) -> str | None:
    return names_of((actor,)) if actor else None


def _days(when: When | None) -> tuple[object, object]:
    return (when.start, when.end) if when else (None, None)


_EVENT = (
    "date_start",
    "date_end",
    "date_precision",
    "date_basis",
    "event_type",
    "mode",
    "contexts",
    "cameo",
    "quad",
    "goldstein",
    "plover_score",
    "actors",
    "actor_names",
    "actor_countries",
    "actor_cow",
    "recipients",
    "recipient_names",
    "recipient_countries",
    "recipient_cow",
    "status",
    "background",
    "place",
    "place_country",
    "lat",
    "lon",
    "place_precision",
    "said_by",
    "said_by_codes",
    "content",
    "condition",
    "magnitude",
    "confidence",
)
"""Columns that events share with codings."""
_BY_NAME = {column.name: column for column in COLUMNS}

EVENT_COLUMNS = (
    *_columns("id VARCHAR id of the event", "rule VARCHAR merge rule, or collection of an imported event"),
    *(_BY_NAME[name] for name in _EVENT),
    *_columns(
        "deadline_start DATE first day of the deadline",
        "deadline_end DATE last day of the deadline",
        "n_documents INTEGER articles that tell of it",
        "origins INTEGER independent sources behind them",
        "first_reported DATE day of the first article",
        "n_codings INTEGER codings that were merged",
        "codings VARCHAR their ids",
        "lead VARCHAR id of the coding whose document the texts are from",
        "disagreements VARCHAR fields on which the codings differ",
    ),
)


def event_row(event: Event) -> tuple[object, ...]:
    """Values in the order of EVENT_COLUMNS."""
    place = event.place
    return (
        event.id,
        event.rule,
        event.date.start,
        event.date.end,
        event.date.precision,
        event.date.basis,
        event.event_type,
        event.mode,
        joined(list(event.contexts)),
        event.cameo,
        event.quad,
        event.goldstein,
        event.plover_score,
        *side(event.actors),
        *side(event.recipients),
        event.status,
        event.background,
        place.name if place else None,
        place.country if place else None,
        place.lat if place else None,
        place.lon if place else None,
        place.precision if place else None,
        joined([link.name for link in event.attribution]),
        joined([link.code or "" for link in event.attribution]),
        event.content.text if event.content else None,
        event.condition.text if event.condition else None,
        magnitudes(event.magnitude),
        event.confidence,
        *_days(event.deadline),
        event.n_documents,
        event.origins,
        event.first_reported,
        len(event.codings),
        joined(list(event.codings)),
        event.lead,
        joined(sorted(event.disagreements)),
    )


SITUATION_COLUMNS = _columns(
    "id VARCHAR id of the situation",
    "document_id VARCHAR id of the document",
    "source VARCHAR file or address of the document",
    "published DATE day of publication",
    "kind VARCHAR what stands, see docs/situations.md",
    "parties VARCHAR codes of the parties",
    "party_names VARCHAR their names",
    "holds BOOLEAN whether the sentence says that it stands",
    "since_start DATE first day on which it may have begun",
    "since_end DATE last such day",
    "until_start DATE first day on which it may have ended",
    "until_end DATE last such day",
    "said_by VARCHAR speakers, nearest first",
    "evidence VARCHAR the sentence",
    "evidence_start INTEGER its first code point",
    "evidence_end INTEGER the code point after it",
)


def situation_row(situation: Situation) -> tuple[object, ...]:
    """Values in the order of SITUATION_COLUMNS."""
    document, evidence = situation.document, situation.evidence
    return (
        situation.id,
        document.id,
        document.source,
        document.published,
        situation.kind,
        joined([party.code or "" for party in situation.parties]),
        names_of(situation.parties),
        situation.holds,
        *_days(situation.since),
        *_days(situation.until),
        joined([link.name for link in situation.attribution]),
        evidence.text,
        evidence.start,
        evidence.end,
    )


STANDING_COLUMNS = _columns(
    "id VARCHAR id of this stretch of time",
    "kind VARCHAR what stood, see docs/situations.md",
    "parties VARCHAR codes of the parties",
    "party_names VARCHAR their names",
    "since_start DATE first day on which it may have begun",
    "since_end DATE last such day",
    "until_start DATE first day on which it may have ended",
    "until_end DATE last such day; empty while it stands",
    "known_from DATE day of publication from which this was known",
    "known_until DATE day from which it was known otherwise; empty to this day",
    "opened_by VARCHAR ids of the records that say that it began",
    "reaffirmed_by VARCHAR ids of those that say that it stands",
    "closed_by VARCHAR ids of those that say that it ended",
    "conflicts VARCHAR ids of those that say otherwise",
)


def standing_row(standing: Standing) -> tuple[object, ...]:
    """Values in the order of STANDING_COLUMNS."""
    return (
        standing.id, standing.kind, joined([party.code or "" for party in standing.parties]),
        names_of(standing.parties), *_days(standing.since), *_days(standing.until), standing.known_from,
        standing.known_until, joined(list(standing.opened_by)), joined(list(standing.reaffirmed_by)),
        joined(list(standing.closed_by)), joined(list(standing.conflicts)),
    )  # fmt: skip


STATEMENT_COLUMNS = _columns(
    "id VARCHAR id of the statement",
    "document_id VARCHAR id of the document",
    "source VARCHAR file or address of the document",
    "published DATE day of publication",
    "speaker VARCHAR code of the speaker",
    "speaker_name VARCHAR name of the speaker",
    "addressee VARCHAR code of whom it was said to",
    "addressee_name VARCHAR name of whom it was said to",
    "mode VARCHAR direct, indirect or mixed",
    "text VARCHAR what was said",
    "text_start INTEGER its first code point",
    "text_end INTEGER the code point after it",
    "said_by VARCHAR speakers, nearest first",
)


def statement_row(statement: Statement) -> tuple[object, ...]:
    """Values in the order of STATEMENT_COLUMNS."""
    document, span = statement.document, statement.span
    return (
        statement.id,
        document.id,
        document.source,
        document.published,
        _code(statement.speaker),
        _name(statement.speaker),
        _code(statement.addressee),
        _name(statement.addressee),
        statement.mode,
        span.text,
        span.start,
        span.end,
        joined([link.name for link in statement.attribution]),
    )


COMMITMENT_COLUMNS = _columns(
    "id VARCHAR id of the commitment",
    "event VARCHAR id of the event that made it",
    "kind VARCHAR offer, promise, demand, threat or invitation",
    "proposer VARCHAR code of who made it",
    "proposer_name VARCHAR name of who made it",
    "addressee VARCHAR code of whom it was made to",
    "addressee_name VARCHAR name of whom it was made to",
    "made_start DATE first day on which it may have been made",
    "made_end DATE last such day",
    "content VARCHAR what was offered, promised, demanded or threatened",
    "condition VARCHAR on what condition",
    "deadline_start DATE first day of the deadline",
    "deadline_end DATE last day of the deadline",
    "state VARCHAR open, accepted, refused, kept, broken or lapsed",
    "links VARCHAR later events that answer it, as state:event",
)


def commitment_row(commitment: Commitment) -> tuple[object, ...]:
    """Values in the order of COMMITMENT_COLUMNS."""
    return (
        commitment.id,
        commitment.event,
        commitment.kind,
        _code(commitment.proposer),
        _name(commitment.proposer),
        _code(commitment.addressee),
        _name(commitment.addressee),
        *_days(commitment.made),
        commitment.content.text if commitment.content else None,
        commitment.condition.text if commitment.condition else None,
        *_days(commitment.deadline),
        commitment.state,
        joined([f"{link.says}:{link.event}" for link in commitment.links]),
    )


DECISION_COLUMNS = _columns(
    "subject VARCHAR id of the record that was judged",
    "subject_kind VARCHAR coding, event, situation, statement or commitment",
    "base INTEGER version that the reviewer saw, 0 for the machine answer",
    "verdict VARCHAR accept, correct, reject, merge, split or reset",
    "by VARCHAR who decided",
    "at VARCHAR when, UTC",
    "changes VARCHAR fields that were changed, as JSON",
    "note VARCHAR what the reviewer wrote",
)


def decision_row(decision: Decision) -> tuple[object, ...]:
    """Values in the order of DECISION_COLUMNS."""
    changes = msgspec.json.encode(decision.changes).decode() if decision.changes else None
    return (
        decision.subject, decision.subject_kind, decision.base, decision.verdict, decision.by,
        decision.at.isoformat(), changes, decision.note,
    )  # fmt: skip


CODINGS = Table("codings", COLUMNS, flat_row, ("id",), "one reported act a row, as an article tells it")
TABLES = {
    table.name: table
    for table in (
        CODINGS,
        Table(
            "events",
            EVENT_COLUMNS,
            event_row,
            ("id",),
            "one happening a row, merged over articles, or imported",
        ),
        Table(
            "situations",
            SITUATION_COLUMNS,
            situation_row,
            ("id",),
            "one sentence about a standing state a row",
        ),
        Table(
            "standings", STANDING_COLUMNS, standing_row, ("id",), "situations over time, one stretch a row"
        ),
        Table("statements", STATEMENT_COLUMNS, statement_row, ("id",), "one reported utterance a row"),
        Table(
            "commitments",
            COMMITMENT_COLUMNS,
            commitment_row,
            ("id",),
            "what was offered, promised, demanded or threatened, and what became of it",
        ),
        Table(
            "decisions",
            DECISION_COLUMNS,
            decision_row,
            ("subject", "base"),
            "the review log, one decision a row",
        ),
    )
}
"""Tables by name."""
