"""GDELT 2.0: the 61 columns of its Events and the 16 of its Mentions, without headers, as GDELT has them.

CAMEO actor and event codes, CAMEO's quad class (an appeal is cooperation there), GDELT's Goldstein weights,
FIPS 10-4 for places. What is lost is listed in docs/formats.md."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache
from typing import TextIO
from urllib.parse import urlsplit

from communique.exchange.codes import countries, international, prefix_of, sector_to
from communique.exchange.layout import write_rows
from communique.exchange.numbers import Numbers
from communique.exchange.occurrence import Occurrence, Selection, dyads, select
from communique.ontology import load_ontology
from communique.records import Actor, Coding, Place
from communique.text.paragraphs import paragraphs
from communique.text.sentences import split_sentences
from communique.text.tokens import tokenise

TextOf = Callable[[str], str | None]
"""The text of a document by its id; null where it may not or cannot be had."""


def no_text(document_id: str) -> str | None:
    """For projects and callers without texts."""
    return None


def write_gdelt(
    occurrences: Iterable[Occurrence], events: TextIO, mentions: TextIO, selection: Selection,
    left_out: Counter[str], text_of: TextOf = no_text,
) -> int:  # fmt: skip
    """Both tables, tab-separated, no header; one row of Events a pair of parties, one of Mentions for each
    coding that tells of it. Returns the number of rows of Events."""
    numbers = Numbers()
    told: list[tuple[object, ...]] = []

    def rows() -> Iterator[tuple[object, ...]]:
        for day, occurrence in select(occurrences, selection, left_out):
            pairs = dyads(occurrence)
            if not pairs or occurrence.cameo is None:
                left_out["exchange.no_party" if occurrence.cameo else "exchange.no_cameo"] += 1
                continue
            for source, target in pairs:
                if not any((*_actor(source), *_actor(target))):
                    left_out["exchange.no_party"] += 1
                    continue
                parties = [(actor.code, actor.name) if actor else None for actor in (source, target)]
                number = numbers.of(occurrence.id, *parties)
                yield _event(number, day, occurrence, source, target)
                told.extend(_mentions(number, occurrence, source, target, text_of))
            if len(told) > 1000:
                write_rows("gdelt_mentions", told, mentions, header=False)
                told.clear()

    n = write_rows("gdelt_events", rows(), events, header=False)
    write_rows("gdelt_mentions", told, mentions, header=False)
    return n


def _event(
    number: int, day: date, occurrence: Occurrence, source: Actor | None, target: Actor | None
) -> tuple[object, ...]:
    code = load_ontology().cameo[occurrence.cameo or ""]
    fraction = round(day.year + (day.month * 30 + day.day) / 365, 4)
    lead = any(coding.zone == "title" for coding in occurrence.codings)
    return (
        number, _compact(day), day.year * 100 + day.month, day.year, fraction,
        *_actor(source), *_actor(target), int(lead and not occurrence.background), code.code,
        code.code[:3] if len(code.code) > 2 else code.code, code.code[:2], code.quad, code.goldstein,
        len(occurrence.codings) or occurrence.n_articles, occurrence.n_sources, occurrence.n_articles, None,
        *(None,) * 16, *_place(occurrence.place), _added(occurrence.first_reported), occurrence.address,
    )  # fmt: skip


def _compact(day: date) -> int:
    return day.year * 10000 + day.month * 100 + day.day


def _added(day: date | None) -> int | None:
    """YYYYMMDDHHMMSS: the day of the first report, at midnight UTC; an export of today is the same
    tomorrow.
    """
    return _compact(day) * 1_000_000 if day else None


def actor_code(actor: Actor) -> tuple[str, str, str]:
    """CAMEO actor code, known group and role of an actor: ("PRKGOV", "", "GOV"), ("IGOUNO", "UNO", "IGO")."""
    country = countries().get(actor.country or "")
    role = sector_to("cameo", actor.sector) or ""
    prefix = prefix_of(actor)
    if prefix is not None:
        code = international("cameo")[prefix]
        return code + (role if role and len(code) == 3 else ""), code[-3:] if len(code) > 3 else "", code[:3]
    return (country.cameo if country else actor.country or "") + role, "", role


def _actor(actor: Actor | None) -> tuple[str | None, ...]:
    """Ten columns: code, name, country, known group, ethnic group, two religions, three roles."""
    if actor is None:
        return (None,) * 10
    code, group, role = actor_code(actor)
    country = countries().get(actor.country or "")
    name = (actor.person or actor.name or actor.text or "").upper()
    land = country.cameo if country else actor.country
    return (code, name, land, group, None, None, None, role, None, None)


def _place(place: Place | None) -> tuple[object, ...]:
    """Eight columns of ActionGeo; ADM codes are known for countries alone."""
    if place is None:
        return (None,) * 8
    known = countries().get(place.country or "")
    fips = known.fips if known else None
    in_usa = place.country == "USA"
    kind = {"country": 1, "province": 2 if in_usa else 5, "district": 2 if in_usa else 5}.get(
        place.precision, 3 if in_usa else 4
    )
    parts = [place.name] + ([known.name] if known and known.name != place.name else [])
    whole = fips if place.precision == "country" else None
    return (kind, ", ".join(parts), fips, whole, None, place.lat, place.lon, whole)


def _mentions(
    number: int, occurrence: Occurrence, source: Actor | None, target: Actor | None, text_of: TextOf
) -> Iterator[tuple[object, ...]]:
    for place, coding in enumerate(occurrence.codings):
        text = text_of(coding.document.id)
        host = urlsplit(coding.document.source).hostname if "://" in coding.document.source else None
        offsets = (source.start if source else None, target.start if target else None)
        if place > 0:
            offsets = _offsets(coding, source, target)
        yield (
            number,
            _added(occurrence.first_reported),
            _added(coding.document.published),
            1 if host else 2,
            host or coding.document.outlet or "",
            coding.document.source,
            None if text is None else sentence_number(text, coding.evidence.start),
            *offsets,
            coding.trigger.start,
            1,
            max(10, min(100, round(coding.confidence * 10) * 10)),
            None if text is None else len(text),
            None,
            None,
            None,
        )


def _offsets(coding: Coding, source: Actor | None, target: Actor | None) -> tuple[int | None, int | None]:
    """Where the parties of an event stand in one of its further articles; null where that one names them
    otherwise.
    """

    def start(wanted: Actor | None, mine: tuple[Actor, ...]) -> int | None:
        return next((actor.start for actor in mine if wanted and actor.code == wanted.code), None)

    both = (*coding.actors, *coding.recipients)
    return start(source, both), start(target, (*coding.recipients, *coding.actors))


def sentence_number(text: str, offset: int) -> int:
    """Which sentence of a text an offset lies in, counted from 1."""
    return max(1, bisect_right(_sentence_starts(text), offset))


@lru_cache(maxsize=64)
def _sentence_starts(text: str) -> tuple[int, ...]:
    """Where the sentences of a text begin; kept for the mentions of one article, which come together."""
    starts: list[int] = []
    for first, last in paragraphs(text):
        tokens = tokenise(text, first, last)
        starts += [tokens[begin][0] for begin, _ in split_sentences(text, tokens)]
    return tuple(starts)
