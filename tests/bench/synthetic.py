"""A large project for measuring: python -m tests.bench.synthetic PATH [EVENTS]

Invented records, the same every time: acts between 60 countries over 20 years, five a document, with places,
situations and commitments. Nothing is cleaned, parsed or coded.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice
from pathlib import Path

import msgspec
from tests.factories import (
    CODER,
    a_coding,
    a_commitment,
    a_document,
    a_reference,
    a_standing,
    an_actor,
    an_article,
    an_event,
)

from communique.ontology import load_ontology
from communique.records import Coding, Event, When
from communique.records.place import Place
from communique.store import Found, Store

COUNTRIES = (
    "PRK KOR USA CHN JPN RUS GBR FRA DEU IND PAK IRN IRQ ISR SYR TUR EGY SAU YEM AFG UKR POL ITA ESP CAN MEX BRA ARG COL VEN NGA "
    "KEN ETH SDN SSD COD ZAF DZA MAR LBY TUN MLI NER TCD IDN MYS THA VNM PHL MMR BGD LKA NPL KAZ UZB GEO ARM AZE SRB GRC"
).split()
FIRST = date(2004, 1, 1)
DAYS = 20 * 365
WORDS = "talks border troops sanctions hotline summit drills aid ceasefire embassy missile trade prisoners visit accord".split()
A_DOCUMENT = 5
N_DOCUMENTS = 20000
"""Documents kept at most: the pages read few of them, events are what is many."""


def codings(n: int, chance: random.Random) -> Iterator[Coding]:
    """Acts, five a document, in order of time."""
    ontology = load_ontology()
    types = [(name, *_scores(name)) for name in ontology.types]
    weights = [1 / (place + 1.5) for place in range(len(COUNTRIES))]
    for number in range(n):
        day = FIRST + timedelta(days=number * DAYS // n)
        who, whom = chance.choices(COUNTRIES, weights, k=2)
        if who == whom:
            whom = COUNTRIES[(COUNTRIES.index(who) + 1) % len(COUNTRIES)]
        name, quad, goldstein = chance.choice(types)
        paper = number // A_DOCUMENT
        reference = a_reference(id=f"d{paper}", source=f"d{paper}.txt", title=f"{who} and {whom} on {chance.choice(WORDS)}, {day}", outlet=f"Gazette {paper % 40}", published=day)
        place = None
        if chance.random() < 0.4:
            place = Place(0, 4, "Town", f"Town {number % 700}", who, (number * 7 % 1200) / 10 - 50, (number * 13 % 3500) / 10 - 175, None, chance.choice(("city", "point", "province", "country")), "made")
        yield a_coding(
            name, who, whom, id=f"{number:016x}", document=reference, quad=quad, goldstein=goldstein, plover_score=goldstein,
            confidence=round(0.4 + chance.random() * 0.6, 3), status=chance.choice(("happened", "happened", "promised", "denied", "ongoing")),
            date=When(day, day, "day", "expression", "Monday", "made"), place=place,
            actors=(an_actor(who, chance.choice(("the government", "Norland", "the army")), sector=chance.choice((None, "GOV", "MIL"))),),
        )  # fmt: skip


def _scores(name: str) -> tuple[int, float]:
    quads = {"AGREE": 1, "CONSULT": 1, "SUPPORT": 1, "CONCEDE": 1, "COOPERATE": 2, "AID": 2, "RETREAT": 2, "REQUEST": 3, "ACCUSE": 3, "REJECT": 3,
             "THREATEN": 3, "PROTEST": 4, "SANCTION": 4, "MOBILIZE": 4, "COERCE": 4, "ASSAULT": 4}  # fmt: skip
    return quads[name], {1: 4.0, 2: 7.0, 3: -3.0, 4: -7.5}[quads[name]]


def event_of(coding: Coding) -> Event:
    """An event that this coding alone tells."""
    same = {name: getattr(coding, name) for name in Event.__struct_fields__ if name in Coding.__struct_fields__}
    return msgspec.structs.replace(
        an_event(), **{**same, "id": f"e{coding.id}", "lead": coding.id, "codings": (coding.id,), "first_reported": coding.date.start.isoformat() if coding.date.start else None}
    )


def build(path: Path, n: int) -> None:
    """The project with so many events."""
    made = codings(n, random.Random(2013))
    with Store.create(path, keep_bytes=False) as store:
        run = store.begin_run("add", inputs=("synthetic",), coder=CODER)
        writer = store.writer(run)
        every: list[Coding] = []
        paper = 0
        while group := list(islice(made, A_DOCUMENT)):
            every += group
            if paper < N_DOCUMENTS:
                text = f"{group[0].evidence.text} Report number {paper} on {group[0].document.title}."
                reference = group[0].document
                group = [msgspec.structs.replace(one, document=reference) for one in group]
                writer.add(
                    a_document(text, id=reference.id, source=reference.source, title=reference.title, outlet=reference.outlet, published=reference.published),
                    Found(reference, an_article(text, document_id=reference.id, source=reference.source), group, n_sentences=2, n_words=20),
                )
            paper += 1
        store.end_run(run)
        run = store.begin_run("memory")
        store.save_events(run, "ours", map(event_of, every))
        store.save_standings(run, (
            a_standing(id=f"g{place}", kind=("channel_cut", "sanctions_in_force", "at_war", "border_closed")[place % 4], parties=(one.actors[0].country or "PRK", "USA"),
                       since=one.date, known_from=one.date.start or FIRST, opened_by=(one.id,)) for place, one in enumerate(every[:: max(1, n // 1500)])
        ))
        store.save_commitments(run, (
            a_commitment(id=f"k{place}", event=f"e{one.id}", proposer=one.actors[0], addressee=one.recipients[0], made=one.date, content=one.content,
                         state=("open", "kept", "broken", "accepted")[place % 4]) for place, one in enumerate(every[:: max(1, n // 8000)])
        ))
        store.end_run(run)


if __name__ == "__main__":
    build(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 100_000)
