"""Commitments: what was offered, promised, demanded or threatened, and what later events made of it.

A later event is linked when its parties, its type and its words fit; every link keeps its parts as reasons.
The parts add up to a score between 0 and 1: who acts towards whom (up to .35), what sort of act it is (up to
.3), how alike its words are (up to .25), how soon it came (up to .1).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date, timedelta

import msgspec

from communique.records import Actor, Coding, Commitment, Event, Link, When, short_id
from communique.records.commitment import CommitmentState
from communique.stories.sketch import Sketch, party_code, sketch
from communique.stories.topics import Topic, kind_of, topics_of
from communique.stories.words import Weights, content_stems, cosine

LEAST = 0.65
"""Score below which a later event is no answer."""
LEAST_WORDS = 0.1
"""Part that the words must add; of an outcome with one side unnamed, twice that. A plain yes or no between
the same parties within a fortnight needs none."""
REPLY_DAYS = 90
OUTCOME_DAYS = 400
GRACE_DAYS = 14
"""Days after a deadline within which an act still fulfils it."""
_YES = frozenset(content_stems("accepted agreed welcomed approved consented endorsed"))
_NO = frozenset(content_stems("refused rejected declined dismissed spurned rebuffed denied"))
_REAL = ("happened", "ongoing")


class Made(msgspec.Struct):
    """An event with what is needed to compare it. day: when, or when first reported (null: unknown)."""

    event: Event
    coding: Coding
    sketch: Sketch
    day: date | None


class _Fit(msgspec.Struct, frozen=True):
    says: CommitmentState
    score: float
    why: tuple[str, ...]


def day_of(event: Event) -> date | None:
    """The day by which an event is put in order."""
    if event.date.start or event.date.end:
        return event.date.start or event.date.end
    return date.fromisoformat(event.first_reported) if event.first_reported else None


def commitments(
    events: Iterable[Event], codings: Mapping[str, Coding], today: date | None = None
) -> list[Commitment]:
    """All commitments of a collection, by the day they were made, each with its links and its state.

    codings: by id, for the leading codings of the events. today: the day up to which a deadline may have
    passed (the last day reported, when left out). Order of the events does not matter.
    """
    ordered = sorted(events, key=lambda event: (str(day_of(event)), event.id))
    leads = [(event, codings[event.lead]) for event in ordered if event.lead and event.lead in codings]
    weights = Weights(sorted({coding.evidence.text for _, coding in leads}))
    made = [Made(event, coding, sketch(coding, weights), day_of(event)) for event, coding in leads]
    if today is None:
        reported = [date.fromisoformat(e.first_reported) for e, _ in leads if e.first_reported]
        today = max(reported, default=None)
    by_party: dict[str, list[Made]] = defaultdict(list)
    for one in made:
        if one.day is not None:
            for party in sorted(one.sketch.actors):
                by_party[party].append(one)
    days = {party: [one.day for one in group if one.day] for party, group in by_party.items()}
    found = []
    for one in made:
        kind = kind_of(one.coding)
        if kind is None or not one.coding.actors:
            continue
        links = _links(one, kind, by_party, days)
        found.append(
            Commitment(
                id=short_id("commitment", one.event.id), event=one.event.id,
                proposer=one.coding.actors[0], addressee=_addressee(one.coding), kind=kind,
                made=one.event.date, content=one.event.content, condition=one.event.condition,
                deadline=one.event.deadline, state=_state(links, one.event.deadline, today), links=links,
            )
        )  # fmt: skip
    return found


def _addressee(coding: Coding) -> Actor | None:
    if coding.recipients:
        return coding.recipients[0]
    return coding.actors[1] if len(coding.actors) > 1 else None


def _state(links: tuple[Link, ...], deadline: When | None, today: date | None) -> CommitmentState:
    """What the links amount to: what was kept or broken stays so; else the last reply; an open or accepted
    one lapses when its deadline has passed.
    """
    final = [link.says for link in links if link.says in ("kept", "broken")]
    if final:
        return final[-1]
    state: CommitmentState = links[-1].says if links else "open"
    due = None if deadline is None else deadline.end
    if state in ("open", "accepted") and due is not None and today is not None:
        if due + timedelta(days=GRACE_DAYS) < today:
            return "lapsed"
    return state


def _links(
    one: Made, kind: str, by_party: Mapping[str, list[Made]], days: Mapping[str, list[date]]
) -> tuple[Link, ...]:
    if one.day is None:
        return ()
    near = content_stems(one.coding.content.text) if one.coding.content else tuple(one.sketch.clause)
    about = topics_of(one.coding, near)
    sides = one.sketch.actors | one.sketch.recipients
    found: list[Link] = []
    seen = {one.event.id}
    for party in sorted(sides):
        group = by_party.get(party, [])
        for later in group[bisect_left(days.get(party, []), one.day) :]:
            assert later.day is not None
            if (later.day - one.day).days > OUTCOME_DAYS:
                break
            if later.event.id in seen or later.event.background or _one_sentence(one, later):
                continue
            seen.add(later.event.id)
            fit = _fit(one, later, kind, about)
            if fit is not None:
                found.append(Link(later.event.id, fit.score, fit.why, fit.says, later.day))
    return tuple(sorted(found, key=lambda link: (str(link.on), link.event)))


def _fit(one: Made, later: Made, kind: str, about: tuple[Topic, ...]) -> _Fit | None:
    """How a later event bears on a commitment; null when it does not, or not surely enough."""
    assert one.day is not None
    assert later.day is not None
    proposer, addressee = one.sketch.actors, one.sketch.recipients
    by_addressee = bool(addressee & later.sketch.actors)
    by_proposer = bool(proposer & later.sketch.actors)
    says, act, what = _bearing(later, kind, about, by_proposer, by_addressee)
    if says is None:
        return None
    reply = says in ("accepted", "refused")
    wait = (later.day - one.day).days
    if wait > (REPLY_DAYS if reply else OUTCOME_DAYS):
        return None
    foreign = bool(addressee - proposer)
    acting, acted_on = later.sketch.actors, later.sketch.recipients
    if foreign and proposer & later.sketch.parties and (addressee - proposer) & later.sketch.parties:
        parties, who = 0.35, "between the same parties"
    elif not foreign or not acted_on or (len(acting) > 1 and proposer & acting):
        parties, who = 0.2, "one side is not named"
    else:
        return None
    alike = max(cosine(one.sketch.clause, later.sketch.clause), _meaning(one.sketch, later.sketch) - 0.25)
    words = 0.25 * min(1.0, max(0.0, alike) / 0.5)
    if any(topic.words & later.sketch.trigger or topic.words & later.sketch.clause.keys() for topic in about):
        words = max(words, LEAST_WORDS + 0.02)  # it speaks of what the commitment is about
    soon = 0.1 * max(0.0, 1 - wait / (REPLY_DAYS if reply else OUTCOME_DAYS))
    plain = reply and act >= 0.3 and parties >= 0.35 and wait <= 14
    if not plain and words < (LEAST_WORDS if parties >= 0.35 else 2 * LEAST_WORDS):
        return None
    score = round(parties + act + words + soon, 3)
    if score < LEAST:
        return None
    return _Fit(
        says, min(1.0, score),
        (f"{who} (+{parties:.2f})", f"{what} (+{act:.2f})", f"words alike (+{words:.2f})",
         f"{wait} days later (+{soon:.2f})"),
    )  # fmt: skip


def _one_sentence(one: Made, later: Made) -> bool:
    """Whether the two leading codings stand in one sentence, whose acts are no answers to each other."""
    return one.coding.document.id == later.coding.document.id and one.coding.evidence == later.coding.evidence


def _bearing(
    later: Made, kind: str, about: tuple[Topic, ...], by_proposer: bool, by_addressee: bool
) -> tuple[CommitmentState | None, float, str]:
    """What a later act would mean for a commitment, how strongly its type says so, and in words."""
    coding = later.coding
    names = ", ".join(topic.name for topic in about)
    done = any(coding.event_type in topic.done for topic in about)
    real = coding.status in _REAL
    said = later.sketch.trigger
    doer = by_addressee if kind == "demand" else by_proposer
    if done and real and (doer or (by_addressee and kind in ("offer", "invitation"))):
        return "kept", 0.3, f"{coding.event_type} is what was {_PAST[kind]} ({names})"
    if by_proposer and kind in ("offer", "promise", "invitation"):
        against = any(
            coding.event_type in topic.broken
            and (not topic.broken_words or topic.broken_words & later.sketch.words.keys())
            for topic in about
        )
        if against and (real or coding.status == "promised"):
            return "broken", 0.25, f"{coding.event_type} goes against what was {_PAST[kind]} ({names})"
        if done and coding.status in ("failed", "denied"):
            return "broken", 0.25, f"{coding.event_type} did not come about ({names})"
    if by_addressee and coding.event_type == "REJECT" and coding.status in (*_REAL, "promised"):
        fits = any((coding.cameo or "").startswith(topic.refused) for topic in about if topic.refused)
        return "refused", 0.3 if fits or said & _NO else 0.2, "the other side rejects"
    if by_addressee and kind != "threat" and coding.event_type in ("AGREE", "SUPPORT", "CONCEDE"):
        yes = bool(said & _YES) or coding.event_type == "CONCEDE"
        return "accepted", 0.3 if yes else 0.15, f"the other side answers with {coding.event_type}"
    return None, 0.0, ""


_PAST = {
    "offer": "offered", "promise": "promised", "demand": "demanded", "threat": "threatened",
    "invitation": "proposed",
}  # fmt: skip


def _meaning(a: Sketch, b: Sketch) -> float:
    return 0.0 if a.meaning is None or b.meaning is None else float(a.meaning @ b.meaning)


def is_between(commitment: Commitment, pair: tuple[str, str]) -> bool:
    """Whether both of the pair are its sides."""
    sides = {party_code(actor) for actor in (commitment.proposer, commitment.addressee) if actor is not None}
    return set(pair) <= sides
