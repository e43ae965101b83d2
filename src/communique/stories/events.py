"""Events out of groups of codings: what they agree on, where they differ, how many origins stand behind
it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from communique.records import Coding, Event, When, short_id
from communique.stories.merging import Bonds, Group, groups_by
from communique.stories.origins import count_origins

_PRECISION = {"day": 0, "week": 1, "range": 2, "month": 3, "season": 4, "year": 5, "unknown": 6}
_BASIS = {"expression": 0, "dateline": 1, "context": 2, "publication": 3}


def fullness(coding: Coding) -> tuple[Any, ...]:
    """What makes a coding the leading one: both sides named, news, in the body, not a restatement, with
    content and place, sure of itself.
    """
    return (
        bool(coding.actors) + bool(coding.recipients),
        not coding.background,
        coding.zone == "body",
        coding.restates is None,
        (coding.content is not None) + (coding.place is not None) + bool(coding.magnitude),
        coding.confidence,
    )


def best_date(codings: Sequence[Coding]) -> When:
    """The finest and best founded of the dates; the one that most reports share where several are as fine."""
    if len(codings) == 1:  # nine of ten events
        return codings[0].date
    dates = [coding.date for coding in codings]
    votes: dict[tuple[Any, Any], int] = {}
    for when in dates:
        votes[when.start, when.end] = votes.get((when.start, when.end), 0) + 1
    return min(
        dates,
        key=lambda when: (
            when.start is None and when.end is None, _PRECISION[when.precision], -votes[when.start, when.end],
            _BASIS[when.basis], str(when.start), str(when.end),
        ),
    )  # fmt: skip


def _values(coding: Coding) -> dict[str, Any]:
    """The facts of a coding on which reports may differ, as plain values; facts that are not told are left
    out.
    """
    found: dict[str, Any] = {"event_type": coding.event_type, "status": coding.status}
    if coding.mode:
        found["mode"] = coding.mode
    for name, actors in (("actors", coding.actors), ("recipients", coding.recipients)):
        if codes := sorted({actor.code for actor in actors if actor.code}):
            found[name] = codes
    if coding.date.start or coding.date.end:
        start, end = (day.isoformat() if day else ".." for day in (coding.date.start, coding.date.end))
        found["date"] = start if start == end else f"{start}/{end}"
    if coding.place is not None and not coding.place.rule.startswith("dateline"):
        found["place"] = coding.place.name
    for count in coding.magnitude:
        found[f"magnitude.{count.kind}"] = count.low if count.low == count.high else [count.low, count.high]
    return found


def disagreements(codings: Sequence[Coding]) -> dict[str, list[Any]]:
    """Facts that differ: field → one entry a value, `{"value": …, "codings": [ids]}`, in order of reports."""
    if len(codings) < 2:
        return {}
    told: dict[str, dict[str, list[str]]] = {}
    shown: dict[str, Any] = {}
    for coding in codings:
        for field, value in _values(coding).items():
            key = repr(value)
            shown[key] = value
            told.setdefault(field, {}).setdefault(key, []).append(coding.id)
    return {
        field: [{"value": shown[key], "codings": ids} for key, ids in values.items()]
        for field, values in sorted(told.items())
        if len(values) > 1
    }


def event_id(rule: str, first: str) -> str:
    """The id of an event by the smallest id among its codings."""
    return short_id("event", rule, first)


def make_event(
    group: Group,
    rule: str,
    copy_of: Mapping[str, str] | None = None,
    agencies: Mapping[str, Iterable[str]] | None = None,
) -> Event:
    """The event of a group. copy_of, agencies: as `count_origins` takes them."""
    codings = group.codings
    single = len(codings) == 1
    lead = (
        codings[0] if single
        else max(codings, key=lambda coding: (fullness(coding), -codings.index(coding)))
    )  # fmt: skip
    documents = {coding.document.id for coding in codings}
    reported = min((c.document.published for c in codings if c.document.published), default=None)
    doubt = min((why.score for why in group.why), default=1.0)
    return Event(
        id=event_id(rule, min(coding.id for coding in codings)),
        rule=rule,
        lead=lead.id,
        confidence=round(lead.confidence * (0.5 + doubt / 2), 4),
        event_type=lead.event_type,
        mode=lead.mode,
        contexts=lead.contexts,
        cameo=lead.cameo,
        quad=lead.quad,
        goldstein=lead.goldstein,
        plover_score=lead.plover_score,
        actors=lead.actors,
        recipients=lead.recipients,
        date=best_date(codings),
        place=lead.place,
        status=lead.status,
        background=all(coding.background for coding in codings),
        content=lead.content,
        condition=lead.condition,
        deadline=lead.deadline,
        magnitude=lead.magnitude,
        attribution=lead.attribution,
        codings=tuple(coding.id for coding in codings),
        origins=1 if single else count_origins(codings, copy_of, agencies),
        n_documents=len(documents),
        first_reported=reported.isoformat() if reported else None,
        disagreements=disagreements(codings),
        why=group.why,
    )


def merge(
    codings: Iterable[Coding],
    rule: str = "ours",
    bonds: Bonds | None = None,
    copy_of: Mapping[str, str] | None = None,
    agencies: Mapping[str, Iterable[str]] | None = None,
) -> list[Event]:
    """Events of a collection by a merge rule, in order of their first report.

    The order in which codings come does not matter. Raises UsageError for an unknown rule.
    """
    return [make_event(group, rule, copy_of, agencies) for group in groups_by(rule, codings, bonds)]
