"""Several mentions of one act inside an article: the less full ones point to the fullest."""

from __future__ import annotations

import msgspec

from communique.records import Coding


def _parties(coding: Coding) -> tuple[frozenset[str], frozenset[str]]:
    return (
        frozenset((actor.code or actor.text)[:3] for actor in coding.actors),
        frozenset((actor.code or actor.text)[:3] for actor in coding.recipients),
    )


def _fullness(coding: Coding) -> tuple[int, int, int, int, float]:
    return (
        coding.zone == "body",
        bool(coding.actors) + bool(coding.recipients),
        (coding.content is not None) + (coding.date.basis == "expression") + (coding.place is not None),
        len(coding.attribution),
        coding.confidence,
    )


def _same(one: Coding, other: Coding) -> bool:
    """Same type and status, same actors, recipients that do not contradict, dates that meet."""
    if one.event_type != other.event_type or one.background != other.background:
        return False
    if (one.cameo or "")[:3] != (other.cameo or "")[:3] and one.status != other.status:
        return False
    (actors, recipients), (actors_2, recipients_2) = _parties(one), _parties(other)
    if actors != actors_2 or (recipients and recipients_2 and recipients != recipients_2):
        return False
    if one.date.start and other.date.start and one.date.end and other.date.end:
        return one.date.start <= other.date.end and other.date.start <= one.date.end
    return True


def mark_restatements(codings: list[Coding]) -> list[Coding]:
    """The same codings, the less full of each group of equals with `restates` set to the fullest one's id."""
    groups: list[list[Coding]] = []
    for coding in codings:
        for group in groups:
            if all(_same(coding, member) for member in group):
                group.append(coding)
                break
        else:
            groups.append([coding])
    pointer = {}
    for group in groups:
        fullest = max(group, key=lambda c: (*_fullness(c), -c.trigger.start))
        for coding in group:
            if coding is not fullest:
                pointer[coding.id] = fullest.id
    return [msgspec.structs.replace(c, restates=pointer[c.id]) if c.id in pointer else c for c in codings]
