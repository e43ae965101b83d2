"""Whom the dateline's country stands behind: local people and officials, and nobody who may be from anywhere."""

from __future__ import annotations

import datetime as dt

import msgspec
import pytest

from communique.clean import clean
from communique.cli.actors import actor_records
from communique.pipeline import Kernel, Options
from communique.records import Document
from communique.resolve import resolve


@pytest.fixture(scope="module")
def kernel() -> Kernel:
    return Kernel(Options())


def codes(kernel: Kernel, text: str, place: str) -> dict[str, str | None]:
    document = Document("a", "a", text, kind="record", published=dt.date(2004, 5, 5))
    article = msgspec.structs.replace(clean(document), dateline_place=place)
    blocks = [(block.start, block.end) for block in article.read_ranges()]
    parse = kernel.parser.parse_many([(article.text, blocks)])[0]
    return {row["text"]: row["code"] for row in actor_records(resolve(parse, article, kernel.knowledge))}


def test_local_people_are_of_the_dateline(kernel: Kernel) -> None:
    found = codes(kernel, "Miners blocked the road, and the crowd sang.", "LUSAKA")
    assert (found["Miners"], found["the crowd"]) == ("ZMBLAB", "ZMBCVL")


def test_the_dateline_outdoes_a_state_that_is_only_somebodys_people(kernel: Kernel) -> None:
    found = codes(kernel, "An Indian grocer swept the street while rebels held the post office.", "SUVA")
    assert (found["An Indian grocer"], found["rebels"]) == ("INDBUS", "FJIREB")


def test_strangers_and_captives_are_of_nowhere(kernel: Kernel) -> None:
    found = codes(kernel, "Two gunmen led a hostage across the square.", "LUSAKA")
    assert (found["Two gunmen"], found["a hostage"]) == ("UAF", "CVL")


def test_one_embassy_is_not_the_main_state(kernel: Kernel) -> None:
    text = (
        "Hundreds chanted outside the French embassy. Militants burned a bus, and the governor left the city."
    )
    found = codes(kernel, text, "LAGOS")
    assert not any(
        (found.get(name) or "").startswith("FRA") for name in ("Hundreds", "Militants", "the governor")
    )
    assert found["the French embassy"] == "FRAGOV"


def test_where_somebody_fled_to_says_nothing_of_others(kernel: Kernel) -> None:
    found = codes(kernel, "The congress refused to hear the minister, who is in Brazil.", "CONAKRY")
    assert found["The congress"] == "GINLEG"


def test_rebels_are_where_the_text_plays(kernel: Kernel) -> None:
    text = "Aid workers reported from camps in Sudan. The insurgents had let them pass."
    assert codes(kernel, text, "PARIS")["The insurgents"] == "SDNREB"
