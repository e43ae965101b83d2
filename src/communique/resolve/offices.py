"""Rules 4 and 5: who held an office on a day: "the Russian leader", "South Korea's foreign minister"."""

from __future__ import annotations

import datetime as dt

from communique.knowledge import Office
from communique.resolve.entity import RANK, TOP_KINDS, Entity
from communique.resolve.scene import Scene

FIGUREHEAD = frozenset(
    [
        "DEU",
        "ITA",
        "IND",
        "ISR",
        "IRL",
        "GRC",
        "AUT",
        "ETH",
        "HUN",
        "CZE",
        "SVK",
        "SVN",
        "EST",
        "LVA",
        "ALB",
        "SRB",
        "HRV",
        "BGR",
        "MLT",
        "ISL",
        "PAK",
        "BGD",
        "NPL",
        "IRQ",
        "LBN",
        "SGP",
        "FIN",
        "PRT",
        "KOS",
        "MKD",
        "MNE",
        "BIH",
        "GEO",
        "ARM",
        "MDA",
        "TTO",
        "DMA",
        "FJI",
        "MUS",
        "WSM",
        "VUT",
        "LBY",
    ]
)
"""States whose president leads in name: "the leader" is the head of government. (Recall; from the 1990s
on.)"""

MONARCHIC = frozenset(
    ["SAU", "ARE", "OMN", "QAT", "BHR", "KWT", "BRN", "JOR", "MAR", "SWZ", "MCO", "LIE", "VAT", "BTN", "TON"]
)
"""Monarchies whose monarch rules: "the leader" is the head of state."""

LEADER_TITLES = ("supreme leader", "paramount leader", "leader")


def leader(
    scene: Scene, country: str, on: dt.date | None, named: frozenset[str] = frozenset()
) -> Entity | None:
    """Who led a country on a day; `named`: person ids of the article, which settle a doubt."""
    offices = _leading_offices(scene, country)
    ids: list[tuple[int, str, Office]] = []
    for place, office in enumerate(offices):
        for spell in scene.knowledge.holders(office.id, on) if on else ():
            ids.append((place, spell.person, office))
    for _, person, _office in ids:
        if person in named:
            return scene.maker.person(person, on)
    if not ids:
        return None
    best = min(place for place, _, _ in ids)
    holders = list(dict.fromkeys(person for place, person, _ in ids if place == best))
    if len(holders) != 1:
        return None
    return scene.maker.person(holders[0], on)


def _leading_offices(scene: Scene, country: str) -> list[Office]:
    """Offices by which a country is led, the first first."""
    find = scene.knowledge.find_offices
    found: list[Office] = []
    for title in LEADER_TITLES:
        found += [
            office
            for office in find(country, title)
            if office not in found and office.kind in (*TOP_KINDS, "party_leader", "other")
        ]
    kinds = TOP_KINDS if country not in FIGUREHEAD else tuple(reversed(TOP_KINDS))
    heads = find(country, "head_of_state")
    crowned = any(
        "monarch" in office.id
        or office.id.endswith(("_king", "_queen", "_emperor", "_crown", "_governor_general"))
        for office in heads
    )
    if crowned and country not in MONARCHIC:
        kinds = tuple(reversed(TOP_KINDS))
    for kind in kinds:
        found += [
            office for office in find(country, kind) if office not in found and "acting" not in office.id
        ]
    return found


def holder(
    scene: Scene, country: str, title: str, on: dt.date | None, named: frozenset[str], organisation: str = ""
) -> tuple[Entity | None, Office | None]:
    """The one person who held a country's office of a title on a day, and the office.

    Without one (nobody known, or several at once and none of them named in the article) the person is None:
    country
    and sector are still those of the office. `title` "" with an organisation: its chief.
    """
    offices = _offices(scene, country, title, organisation)
    if not offices:
        return None, None
    spells = [
        (office, spell)
        for office in offices
        for spell in (scene.knowledge.holders(office.id, on) if on else ())
    ]
    persons = list(dict.fromkeys(spell.person for _, spell in spells))
    wanted = [person for person in persons if person in named]
    if len(wanted) == 1:
        persons = wanted
    seat = min(offices, key=lambda office: (RANK.get(office.kind, 20), office.id))
    if len(persons) > 1:
        top = [spell.person for office, spell in spells if office.id == seat.id and office.single_seat]
        persons = list(dict.fromkeys(top)) or persons
    if len(persons) != 1:
        return None, seat
    return scene.maker.person(persons[0], on, title), next(
        office for office, spell in spells if spell.person == persons[0]
    )


def _offices(scene: Scene, country: str, title: str, organisation: str) -> list[Office]:
    offices = scene.knowledge.find_offices(country, title) if title else []
    if not offices and title:
        row = scene.knowledge.title(title)
        if row is not None and row.office_kind in (
            *TOP_KINDS,
            "foreign_minister",
            "defence_minister",
            "interior_minister",
            "finance_minister",
        ):
            known = {office.id for office in scene.knowledge.find_offices(country, row.office_kind)}
            spoken = title.split()[-1]
            offices = [
                office
                for office in scene.knowledge.find_offices(country, row.office_kind)
                if office.id in known
                and any(
                    name.text.lower().endswith(spoken)
                    for name in scene.knowledge.names_of("office", office.id)
                )
            ]
    if organisation:
        offices = [office for office in offices if office.organisation == organisation]
    offices = [office for office in offices if "acting" not in office.id] or offices
    if scene.on is not None:
        on = scene.on
        offices = [
            office
            for office in offices
            if (office.valid_from is None or office.valid_from <= on)
            and (office.valid_to is None or on <= office.valid_to)
        ] or offices
    return offices
