"""`Sketch`: what the words of a time expression say, before it is anchored to a calendar day."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Sketch:
    """The reading of an expression.

    op: how it is to be anchored:
      `point`     calendar fields as printed; what is missing above them is filled from the context
      `step`      the unit (or weekday, month, season) `steps` away from the one that holds the base
      `shift`     `amount` units (None: an unknown number) in direction `steps` (±1) from the base
      `span`      a duration; `steps` says whether it lies before (-1) or after (+1) the base, 0 unknown
      `set`       a recurring time: `value` is complete
      `ref`       PRESENT_REF, PAST_REF or FUTURE_REF in `value`
    base: `speech` the article's day, `text` the time last mentioned, `auto` the one that the style of the
    text
    asks for, `given` the nested sketch `of`.

    """

    op: str
    rule: str
    base: str = "auto"
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    season: str | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    unit: str | None = None
    amount: float | None = None
    steps: int = 0
    part: str | None = None
    running: bool = False
    """A time of day that goes on with the day told of before: "at dawn", "four in the morning"."""
    clock: str | None = None
    mod: str | None = None
    value: str | None = None
    easter: int | None = None
    nth: tuple[int, int, int] | None = None
    winter_end: int | None = None
    of: Sketch | None = None
    until: Sketch | None = None
    flags: list[str] = field(default_factory=list)
    bc: bool = False
