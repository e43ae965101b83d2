"""How alike two codings are in what they say: type, parties, days, place, status, counts."""

from __future__ import annotations

from datetime import date

from communique.ontology import load_ontology
from communique.stories.feature import Feature, feature, gap_days, share
from communique.stories.sketch import Sketch


def _length(start: date | None, end: date | None) -> int | None:
    return (end - start).days + 1 if start and end else None


@feature("type")
def same_type(a: Sketch, b: Sketch) -> float:
    """Both have the same PLOVER type."""
    return float(a.coding.event_type == b.coding.event_type)


@feature("type")
def other_quad(a: Sketch, b: Sketch) -> float:
    """They lie in different quad classes."""
    return float(a.coding.quad != b.coding.quad)


@feature("type")
def mode(a: Sketch, b: Sketch) -> float:
    """Modes agree (1) or contradict each other (-1)."""
    one, other = a.coding.mode, b.coding.mode
    if not one or not other:
        return 0.0
    return 1.0 if one == other else -1.0


@feature("type")
def same_cameo(a: Sketch, b: Sketch) -> float:
    """CAMEO codes agree: whole (1), in their root (½)."""
    one, other = a.coding.cameo, b.coding.cameo
    if not one or not other:
        return 0.0
    return 1.0 if one == other else 0.5 if one[:2] == other[:2] else 0.0


@feature("parties")
def actors(a: Sketch, b: Sketch) -> float:
    """Share of the acting side that both name."""
    return share(a.actors, b.actors)


@feature("parties")
def other_actors(a: Sketch, b: Sketch) -> float:
    """Both name an acting side, and nobody is on both."""
    return float(bool(a.actors) and bool(b.actors) and not a.actors & b.actors)


@feature("parties")
def recipients(a: Sketch, b: Sketch) -> float:
    """Share of the receiving side that both name."""
    return share(a.recipients, b.recipients)


@feature("parties")
def other_recipients(a: Sketch, b: Sketch) -> float:
    """Both name a receiving side, and nobody is on both."""
    return float(bool(a.recipients) and bool(b.recipients) and not a.recipients & b.recipients)


@feature("parties")
def parties(a: Sketch, b: Sketch) -> float:
    """Share of all parties of the one that are parties of the other, whichever side."""
    return share(a.parties, b.parties)


@feature("parties")
def same_set(a: Sketch, b: Sketch) -> float:
    """Both sides are the same on both."""
    return float(bool(a.parties) and a.actors == b.actors and a.recipients == b.recipients)


@feature("parties")
def names(a: Sketch, b: Sketch) -> float:
    """They name the same person or body (1), or only different ones (-1)."""
    if not a.names or not b.names:
        return 0.0
    return 1.0 if a.names & b.names else -1.0


@feature("days")
def dates_meet(a: Sketch, b: Sketch) -> float:
    """Both are dated and the dates meet: 1 for days, less the wider the intervals are."""
    gap = gap_days((a.start, a.end), (b.start, b.end))
    if gap != 0:
        return 0.0
    widths = [width for width in (_length(a.start, a.end), _length(b.start, b.end)) if width is not None]
    return 0.0 if not widths else 1.0 / (1 + max(widths) / 10) if len(widths) == 2 else 0.3


@feature("days")
def dates_differ(a: Sketch, b: Sketch) -> float:
    """Both are dated, by the text, to different days: ½ for a day apart, 1 from four days on."""
    gap = gap_days((a.start, a.end), (b.start, b.end))
    return 0.0 if not gap else min(1.0, 0.4 + gap / 7)


@feature("days")
def likely_apart(a: Sketch, b: Sketch) -> float:
    """One has no date, and the days that its publication makes likely do not meet the other's."""
    if gap_days((a.start, a.end), (b.start, b.end)) is not None:
        return 0.0
    gap = gap_days((a.near, a.far), (b.near, b.far))
    return 0.0 if not gap else min(1.0, 0.2 + gap / 20)


@feature("days")
def likely_near(a: Sketch, b: Sketch) -> float:
    """One has no date, and the days that its publication makes likely meet the other's."""
    if gap_days((a.start, a.end), (b.start, b.end)) is not None:
        return 0.0
    return float(gap_days((a.near, a.far), (b.near, b.far)) == 0)


@feature("days")
def likely_meet(a: Sketch, b: Sketch) -> float:
    """Neither is dated, and what their reports make likely meets; less the wider it is."""
    if a.start or a.end or b.start or b.end or a.coding.background or b.coding.background:
        return 0.0
    return float(gap_days((a.near, a.far), (b.near, b.far)) == 0)


@feature("days")
def long_before(a: Sketch, b: Sketch) -> float:
    """One is background without a date, the other lies long before that report: 1 from three years on."""
    return max(_years_before(a, b), _years_before(b, a))


def _years_before(told: Sketch, other: Sketch) -> float:
    day = other.end or other.start
    if not told.coding.background or told.start or told.end or told.far is None or day is None:
        return 0.0
    return min(1.0, max(0, (told.far - day).days) / 1000)


@feature("days")
def reports_near(a: Sketch, b: Sketch) -> float:
    """Two reports of news that appeared within two days of each other."""
    if a.published is None or b.published is None or a.coding.background or b.coding.background:
        return 0.0
    return float(a.coding.document.id != b.coding.document.id and abs((a.published - b.published).days) <= 2)


@feature("news")
def both_news(a: Sketch, b: Sketch) -> float:
    """Both are news of their reports."""
    return float(not a.coding.background and not b.coding.background)


@feature("news")
def mixed_background(a: Sketch, b: Sketch) -> float:
    """One is news of its report, the other background."""
    return float(a.coding.background != b.coding.background)


@feature("days")
def published_apart(a: Sketch, b: Sketch) -> float:
    """Both are news, in reports that were published apart: 1 from a fortnight on."""
    one, other = a.published, b.published
    if one is None or other is None or a.coding.background or b.coding.background:
        return 0.0
    return min(1.0, max(0, abs((one - other).days) - 1) / 14)


@feature("place")
def place(a: Sketch, b: Sketch) -> float:
    """Places agree (1) or differ (-1)."""
    if not a.place or not b.place:
        return 0.0
    return 1.0 if a.place == b.place else -1.0


@feature("days")
def told_news(a: Sketch, b: Sketch) -> float:
    """The background of the one is dated to when the other, news, was published."""
    if a.coding.background == b.coding.background:
        return 0.0
    old, new = (a, b) if a.coding.background else (b, a)
    if (old.start is None and old.end is None) or new.published is None:
        return 0.0
    gap = gap_days((old.start, old.end), (new.near or new.published, new.published))
    return float(gap is not None and gap <= 2)


@feature("days")
def told_earlier(a: Sketch, b: Sketch) -> float:
    """News of a report that appeared after the other, which tells it as background: impossible."""
    if a.coding.background == b.coding.background or a.published is None or b.published is None:
        return 0.0
    old, new = (a, b) if a.coding.background else (b, a)
    assert old.published is not None
    assert new.published is not None
    return float((new.published - old.published).days > 1)


@feature("status")
def status(a: Sketch, b: Sketch) -> float:
    """Both took place, or both are only offered, asked or threatened (1); one did, the other did not (-1)."""
    return 1.0 if a.real == b.real else -1.0


@feature("status")
def same_status(a: Sketch, b: Sketch) -> float:
    """The status is the same."""
    return float(a.coding.status == b.coding.status)


@feature("counts")
def counts(a: Sketch, b: Sketch) -> float:
    """Counts of the same kind agree (1) or are far apart (-1)."""
    best = 0.0
    for kind, low, high in a.counts:
        for kind_2, low_2, high_2 in b.counts:
            if kind == kind_2:
                meets = low <= high_2 * 1.2 and low_2 <= high * 1.2
                best = 1.0 if meets or best == 1.0 else -1.0
    return best


@feature("parties")
def one_sided(a: Sketch, b: Sketch) -> float:
    """A side is named by only one of the two."""
    return (float(bool(a.actors) != bool(b.actors)) + float(bool(a.recipients) != bool(b.recipients))) / 2


@feature("status")
def both_unreal(a: Sketch, b: Sketch) -> float:
    """Both are only offered, asked, planned or threatened."""
    return float(a.real == b.real == "unreal")


@feature("days")
def meet_alike(a: Sketch, b: Sketch) -> float:
    """The dates meet and both sides are the same on both."""
    return dates_meet(a, b) * same_set(a, b)


@feature("days")
def meet_type(a: Sketch, b: Sketch) -> float:
    """The dates meet and the type is the same."""
    return dates_meet(a, b) * same_type(a, b)


@feature("days")
def near_type(a: Sketch, b: Sketch) -> float:
    """One has no date, the days that are likely meet the other's, and the type is the same."""
    return likely_near(a, b) * same_type(a, b)


def _both(event_type: str) -> Feature:
    def both(a: Sketch, b: Sketch) -> float:
        return float(a.coding.event_type == event_type == b.coding.event_type)

    both.__doc__ = f"Both are {event_type}."
    both.__name__ = f"both_{event_type.lower()}"
    return both


for _type in load_ontology().types:
    feature("type")(_both(_type))
