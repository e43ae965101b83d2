"""A commitment: an offer, promise, demand, threat or invitation followed to its end."""

from __future__ import annotations

from datetime import date
from typing import Literal

import msgspec

from communique.records.actor import Actor
from communique.records.span import Span
from communique.records.when import When

CommitmentKind = Literal["offer", "promise", "demand", "threat", "invitation"]
CommitmentState = Literal["open", "accepted", "refused", "kept", "broken", "lapsed"]


class Link(msgspec.Struct, frozen=True):
    """A later event that answers, keeps or breaks it. event: its id; says: the state it leads to; score 0–1;
    why: reasons in words; on: the day of that event, null where unknown.
    """

    event: str
    score: float
    why: tuple[str, ...]
    says: CommitmentState = "open"
    on: date | None = None


class Commitment(msgspec.Struct, frozen=True, tag_field="record", tag="commitment"):
    """What was offered, promised, demanded or threatened, and what became of it.

    event: id of the event that made it; made: when. content, condition: spans in the document of that
    event's leading coding. state: as of the last link; links: in order of their day.
    """

    id: str
    event: str
    proposer: Actor
    addressee: Actor | None
    kind: CommitmentKind
    made: When
    content: Span | None
    condition: Span | None
    deadline: When | None
    state: CommitmentState
    links: tuple[Link, ...] = ()
