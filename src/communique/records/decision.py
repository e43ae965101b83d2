"""A decision: what a person made of a machine answer."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

import msgspec

Verdict = Literal["accept", "correct", "reject", "merge", "split", "reset"]
How = Literal["open", "blind", "undo", "adjudication"]


class Decision(msgspec.Struct, frozen=True, tag_field="record", tag="decision"):
    """One entry of the review log; never changed, only followed by another.

    subject: id of the record judged; subject_kind: coding, event, situation, statement or commitment.
    base: the version the reviewer saw (0 the machine answer, else the number of decisions before this one);
    a second decision on the same base is a conflict. changes: for `correct`, field → new value as in the
    record's JSON; for `merge` and `split`, {"with": [ids]}. machine: digest of the machine record judged, so
    that a changed answer can return to the queue. at: UTC. how: `open`, with what was decided before in view;
    `blind`, without it (double coding); `undo`, which restores what stood before the entry it follows;
    `adjudication`, between reviewers who differ.
    """

    subject: str
    subject_kind: str
    base: int
    verdict: Verdict
    by: str
    at: datetime
    machine: str
    changes: dict[str, Any] = {}
    note: str | None = None
    how: How = "open"

    @property
    def version(self) -> int:
        """Version of the answer that this decision makes."""
        return self.base + 1
