"""A standing: a situation over time, with two clocks."""

from __future__ import annotations

from datetime import date

import msgspec

from communique.records.actor import Actor
from communique.records.when import When


class Standing(msgspec.Struct, frozen=True, tag_field="record", tag="standing"):
    """One stretch of time in which a situation held, as it was known over one stretch of time.

    True from `since` to `until` (null: not known, or still standing); known from the day of publication
    `known_from` until `known_until` (exclusive; null: to this day), when a later report changed the picture.
    opened_by, closed_by, reaffirmed_by: ids of the situations, codings or events that say so; conflicts: ids
    of those that say otherwise. why: reasons in words.
    """

    id: str
    kind: str
    parties: tuple[Actor, ...]
    since: When | None
    until: When | None
    known_from: date
    known_until: date | None
    opened_by: tuple[str, ...] = ()
    reaffirmed_by: tuple[str, ...] = ()
    closed_by: tuple[str, ...] = ()
    conflicts: tuple[str, ...] = ()
    why: tuple[str, ...] = ()
