"""States that somebody deals with, by the verb or by his office, are not his own."""

from __future__ import annotations

import datetime as dt

import pytest

from communique.clean import clean
from communique.cli.actors import actor_records
from communique.pipeline import Kernel, Options
from communique.records import Document
from communique.resolve import resolve


@pytest.fixture(scope="module")
def kernel() -> Kernel:
    return Kernel(Options())


def codes(kernel: Kernel, text: str) -> dict[str, str | None]:
    document = Document("a", "a", text, kind="record", published=dt.date(2004, 5, 5))
    article = clean(document)
    blocks = [(block.start, block.end) for block in article.read_ranges()]
    parse = kernel.parser.parse_many([(article.text, blocks)])[0]
    return {row["text"]: row["code"] for row in actor_records(resolve(parse, article, kernel.knowledge))}


def test_what_is_done_to_a_place_is_not_done_by_its_people(kernel: Kernel) -> None:
    assert codes(kernel, "Protesters toured Nairobi on Monday.")["Protesters"] == "CVL"


def test_a_place_that_is_only_the_setting_tells_whose_they_are(kernel: Kernel) -> None:
    assert codes(kernel, "Protesters sang in Nairobi on Monday.")["Protesters"] == "KENCVL"


def test_who_deals_with_states_by_office_is_not_of_the_one_dealt_with(kernel: Kernel) -> None:
    assert codes(kernel, "The foreign minister praised Chad on Monday.")["The foreign minister"] == "GOV"
