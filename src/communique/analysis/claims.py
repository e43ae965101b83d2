"""Is a claim in the file? Supported, contradicted or not in the file, with verbatim quotes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Literal, Protocol

import msgspec

from communique.records import Coding, Event, Situation
from communique.stories.likeness import akin, gap_days
from communique.stories.meanings import closest
from communique.stories.sketch import party_code, realm
from communique.stories.words import content_stems

Verdict = Literal["supported", "contradicted", "not in the file"]


class Read(Protocol):
    """What the reading wing reads in a sentence."""

    @property
    def codings(self) -> Sequence[Coding]: ...
    @property
    def situations(self) -> Sequence[Situation]: ...


Coder = Callable[[str], Read]
"""Reads a sentence: the reading wing's coder, handed in."""
Kinds = Mapping[tuple[str, int, int], frozenset[tuple[str, bool]]]
"""By document and sentence: the kinds of situation that are told there, and whether they are said to hold."""
REACH = 500
"""Code points before a sentence in which the name behind its pronoun is looked for."""
LEAST_FIT = 0.4
"""Mean likeness in meaning that the claim's words must find in a report's sentence."""
LEAST_AKIN = 0.7
"""The same, where the report's act is of another, kindred type."""
_PROPER = re.compile(r"(?<=\s)[A-Z][\w’'-]{2,}")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_PRONOUNS = frozenset("he she it they him her them his its their who which that this we us i you".split())


class Quote(msgspec.Struct, frozen=True):
    """Words of a report, verbatim, with every named party of the claim in them. document, start, end:
    where.
    """

    document: str
    title: str | None
    published: date | None
    start: int
    end: int
    text: str
    event: str
    status: str


class Act(msgspec.Struct, frozen=True):
    """One act of the claim and what the file says of it. why: in words."""

    coding: Coding
    verdict: Verdict
    why: str
    quotes: tuple[Quote, ...] = ()


class Checked(msgspec.Struct, frozen=True, tag_field="record", tag="check"):
    """A claim with its verdict: that of its main act (the surest read). acts: all of them."""

    claim: str
    verdict: Verdict
    why: str
    quotes: tuple[Quote, ...]
    acts: tuple[Act, ...]


def check(
    claim: str,
    coder: Coder,
    events: Iterable[Event],
    codings: Mapping[str, Coding],
    text_of: Callable[[str], str | None],
    situations: Iterable[Situation] = (),
) -> Checked:
    """Checks a sentence against a collection.

    text_of: the text of an article by the id of its document, for quotes. situations: those that its articles
    tell; two acts of one type and code whose sentences tell of one situation are alike in content whatever
    the words ("cut the hotlines", "severed all lines of communication"). An act of the claim is *supported*
    by an event of like type between the same parties in the same direction, on days that meet, that took
    place (or was promised, threatened …) as the claim has it; *contradicted* by one that was denied or
    failed, that went the other way round, or in which the same side did the opposite; else *not in the file*.
    """
    read = coder(claim)
    held = list(events)
    kinds = _kinds([*read.situations, *situations])
    acts = [_judge(coding, held, codings, text_of, kinds) for coding in read.codings]
    if not acts:
        return Checked(claim, "not in the file", "no act between parties was read in the sentence", (), ())
    main = max(acts, key=lambda act: (act.coding.confidence, -act.coding.trigger.start))
    return Checked(claim, main.verdict, main.why, main.quotes, tuple(acts))


_OPPOSITE = {
    "AGREE": {"REJECT"}, "SUPPORT": {"ACCUSE", "REJECT"}, "CONCEDE": {"REJECT"},
    "REJECT": {"AGREE", "CONCEDE"},
    "ACCUSE": {"SUPPORT"},
}  # fmt: skip


def _judge(
    claim: Coding, events: list[Event], codings: Mapping[str, Coding],
    text_of: Callable[[str], str | None], kinds: Kinds,
) -> Act:  # fmt: skip
    ranked: dict[str, list[tuple[float, str, Event]]] = {"supported": [], "contradicted": []}
    reason: dict[str, str] = {}
    for event in events:
        verdict, why = _bearing(claim, event)
        if verdict is None:
            continue
        likeness = _likeness(claim, event, codings, kinds)
        if likeness <= 0:
            continue
        ranked[verdict].append((likeness, event.id, event))
        reason[event.id] = why
    order: tuple[Verdict, ...] = ("supported", "contradicted")
    for answer in order:
        found = sorted(ranked[answer], key=lambda item: (-item[0], item[1]))
        for _, _, event in found:
            quotes = _quotes(claim, event, codings, text_of)
            if quotes:
                return Act(claim, answer, reason[event.id], quotes)
    return Act(claim, "not in the file", "no such act between these parties on these days")


def _codes(actors: Iterable[object]) -> set[str]:
    return {code for code in (party_code(actor) for actor in actors) if code}  # type: ignore[arg-type]


def _bearing(claim: Coding, event: Event) -> tuple[Literal["supported", "contradicted"] | None, str]:
    """Whether an event speaks for or against an act of a claim, and how."""
    actors, recipients = _codes(claim.actors), _codes(claim.recipients)
    did, got = _codes(event.actors), _codes(event.recipients)
    named = did | got
    if not got:  # the sentence itself may name the other side: quotes must hold it
        named = named | recipients
    if not (actors | recipients) or not (actors | recipients) <= named:
        return None, ""
    gap = gap_days((claim.date.start, claim.date.end), (event.date.start, event.date.end))
    if gap:
        return None, ""
    years = {int(year) for year in _YEAR.findall(claim.evidence.text)}
    if gap is None and years and not years & _years_of(event):
        return None, ""
    dated = claim.date.start is not None or claim.date.end is not None
    if dated and gap is None and not _reported_near(claim, event):
        return None, ""
    same_way = actors <= did and (recipients <= got or not got)
    other_way = bool(recipients) and actors <= got and recipients <= did and not actors & did
    like = akin(claim.event_type, event.event_type)
    said, told = realm(claim.status), realm(event.status)
    if like and same_way:
        if said == told or (said == "unreal" and told == "real" and claim.event_type == event.event_type):
            return "supported", f"{event.event_type} ({event.status}), between the same parties"
        if "not" in (said, told):
            return "contradicted", f"the file has it as {event.status}, the claim as {claim.status}"
        return None, ""
    if claim.event_type == event.event_type and other_way and said == told:
        return "contradicted", "the file has it the other way round"
    if event.event_type in _OPPOSITE.get(claim.event_type, ()) and same_way and "not" not in (said, told):
        return "contradicted", f"the file has {event.event_type} by the same side"
    return None, ""


def _years_of(event: Event) -> set[int]:
    """Years of an event: those of its date, else that of its first report."""
    days = [day.year for day in (event.date.start, event.date.end) if day is not None]
    if days:
        return set(range(min(days), max(days) + 1))
    return {int(event.first_reported[:4])} if event.first_reported else set()


def _reported_near(claim: Coding, event: Event) -> bool:
    """An undated event counts for a dated claim when it was first reported within a week of it."""
    if not event.first_reported:
        return False
    day = date.fromisoformat(event.first_reported)
    gap = gap_days((claim.date.start, claim.date.end), (day, day))
    return not event.background and gap is not None and gap <= 7


def _kinds(situations: Iterable[Situation]) -> Kinds:
    found: dict[tuple[str, int, int], frozenset[tuple[str, bool]]] = {}
    for one in situations:
        place = (one.document.id, one.evidence.start, one.evidence.end)
        found[place] = found.get(place, frozenset()) | {(one.kind, one.holds)}
    return found


def _situations_of(coding: Coding, kinds: Kinds) -> frozenset[tuple[str, bool]]:
    return kinds.get((coding.document.id, coding.evidence.start, coding.evidence.end), frozenset())


def _likeness(claim: Coding, event: Event, codings: Mapping[str, Coding], kinds: Kinds) -> float:
    """How well an event fits the claim's words; 0 when what it is about is something else."""
    names = {word for a in (*claim.actors, *claim.recipients) for word in content_stems(a.text)}
    days = set(content_stems(claim.date.text or ""))
    proper = set(_PROPER.findall(claim.evidence.text)) - _states(claim)
    aside = names | days | {stem for word in proper for stem in content_stems(word)}
    about = [stem for stem in content_stems(claim.evidence.text) if stem not in aside and not stem.isdigit()]
    said = set(content_stems(claim.trigger.text))
    situations = _situations_of(claim, kinds)
    best = 0.0
    for id_ in event.codings:
        coding = codings.get(id_)
        if coding is None:
            continue
        told = [word for word in content_stems(coding.evidence.text) if word not in names]
        same = coding.event_type == claim.event_type
        asked = [stem for stem in about if not (same and stem in said)]  # the same type is the same deed
        fits = sum(closest([stem], told) for stem in asked) / len(asked) if asked else 1.0
        if same and coding.cameo == claim.cameo and situations & _situations_of(coding, kinds):
            fits = 1.0
        if fits < (LEAST_FIT if same else LEAST_AKIN):
            continue
        seen = sum(word in coding.evidence.text for word in proper) / len(proper) if proper else 1.0
        best = max(best, fits + 0.5 * same + 0.5 * seen)
    return best


def _states(claim: Coding) -> set[str]:
    """Words of the names of states in a claim, which reports put in many ways; a city that stands for its
    state is looked for.
    """
    states = [a for a in (*claim.actors, *claim.recipients) if a.kind == "state" and a.name]
    return {word for a in states for word in a.text.split() if word in (a.name or "")}


def _quotes(
    claim: Coding, event: Event, codings: Mapping[str, Coding], text_of: Callable[[str], str | None]
) -> tuple[Quote, ...]:
    """Quotes of the event's reports that hold every named party of the claim, one a report, at most three."""
    found: list[tuple[int, int, Quote]] = []
    for rank, id_ in enumerate(event.codings):
        coding = codings.get(id_)
        if coding is None:
            continue
        text = text_of(coding.document.id)
        span = _with_parties(claim, coding, text, codings)
        if span is None:
            continue
        start, end = span
        words = coding.evidence.text if text is None else text[start:end]
        quote = Quote(
            coding.document.id, coding.document.title, coding.document.published, start, end, words, event.id,
            coding.status,
        )  # fmt: skip
        found.append((coding.evidence.start - start, rank, quote))
    best: dict[str, Quote] = {}
    for _, _, quote in sorted(
        found, key=lambda item: item[:2]
    ):  # sentences that name both sides themselves first
        best.setdefault(quote.document, quote)
    return tuple(list(best.values())[:3])


def _with_parties(
    claim: Coding, coding: Coding, text: str | None, codings: Mapping[str, Coding]
) -> tuple[int, int] | None:
    """The stretch of an article that holds the evidence and a name of each party of the claim; null when
    there is none within REACH.
    """
    start, end = coding.evidence.start, coding.evidence.end
    if text is not None and text[start:end] != coding.evidence.text:
        return None
    wanted = [
        _forms(party, claim, coding, codings) for party in sorted(_codes((*claim.actors, *claim.recipients)))
    ]
    wanted += _surnames(claim)
    for forms in wanted:
        here = coding.evidence.text if text is None else text[start:end]
        if any(form in here for form in forms):
            continue
        if text is None:
            return None
        reach = text[max(0, start - REACH) : start]
        places = [place for form in forms if (place := reach.rfind(form)) >= 0]
        if not places:
            return None
        first = max(0, start - REACH) + max(places)
        stop = text.rfind(". ", 0, first)
        start = max(text.rfind("\n", 0, first) + 1, stop + 2 if stop >= 0 else 0)
    return start, end


def _surnames(claim: Coding) -> list[set[str]]:
    """The last word of the name of each person of a claim: a country's act towards somebody is no proof of
    one towards somebody else.
    """
    people = [a for a in (*claim.actors, *claim.recipients) if a.person or a.kind == "person"]
    words = [actor.text.split() for actor in people]
    return [{told[-1]} for told in words if told and told[-1][:1].isupper() and len(told[-1]) > 2]


def _forms(party: str, claim: Coding, coding: Coding, codings: Mapping[str, Coding]) -> set[str]:
    """Words that name a party: those of the claim, and those by which the report names it."""
    found = set()
    for one in (claim, coding, *_of_document(coding.document.id, codings)):
        for actor in (*one.actors, *one.recipients):
            if party_code(actor) != party:
                continue
            for form in (actor.text, actor.name, actor.person):
                if form and form.lower() not in _PRONOUNS and form != form.lower() and len(form) < 60:
                    found.add(form.removeprefix("The ").removeprefix("the "))
    return found


_INDEX: dict[int, tuple[Mapping[str, Coding], dict[str, list[Coding]]]] = {}


def _of_document(document: str, codings: Mapping[str, Coding]) -> list[Coding]:
    """The codings of one report; the collection is sorted by report once."""
    held = _INDEX.get(id(codings))
    if held is None or held[0] is not codings:
        by_document: dict[str, list[Coding]] = {}
        for coding in codings.values():
            by_document.setdefault(coding.document.id, []).append(coding)
        _INDEX.clear()
        held = _INDEX[id(codings)] = codings, by_document
    return held[1].get(document, [])
