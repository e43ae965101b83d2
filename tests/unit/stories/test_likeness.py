"""Features by which codings are compared, and which codings are compared at all."""

from __future__ import annotations

from datetime import date

import msgspec
import pytest
from tests.factories import a_reference, an_actor
from tests.unit.stories.test_merging import told

from communique.records import Coding, When
from communique.stories.blocking import candidates
from communique.stories.feature import ASPECTS, FEATURES
from communique.stories.likeness import compare
from communique.stories.merging import prepare
from communique.stories.reasons import SAID
from communique.stories.sketch import Sketch

DAY = date(2013, 6, 16)
ACCORD = "Norland and Sudland agreed to stop the drills and to free the sailors."
BRIDGES = "Bridges over the Nile were blocked and the airport was shut."
UNDATED = When(None, None, "unknown", "context", None, "test")


def prepared(*codings: Coding) -> list[Sketch]:
    return prepare(codings)


def seen(first: Coding, second: Coding) -> dict[str, float]:
    """Features of a pair, the same in either order."""
    one, other = prepared(first, second)
    found = compare(one, other)
    assert found == compare(other, one)
    return found


def test_every_feature_says_what_it_saw() -> None:
    assert all(len((feature.__doc__ or "").strip()) > 8 for feature in FEATURES.values())
    assert {ASPECTS[name] for name in FEATURES} == SAID.keys()


def test_the_type_that_both_have() -> None:
    found = seen(told("a", ACCORD, "agreed", DAY, "d1"), told("b", ACCORD, "agreed", DAY, "d2"))
    assert [name for name, value in found.items() if name.startswith("both_") and value] == [
        "both_news", "both_unreal", "both_agree",
    ]  # fmt: skip


def test_items_of_a_list_are_told_from_one_act_told_twice() -> None:
    found = seen(told("a", BRIDGES, "blocked", DAY, "d1"), told("b", BRIDGES, "shut", DAY, "d1"))
    assert (found["joined"], found["one_sentence_type"], found["same_trigger"]) == (1.0, 1.0, 0.0)
    assert seen(told("a", BRIDGES, "blocked", DAY, "d1"), told("b", ACCORD, "agreed", DAY, "d1"))["joined"] == 0


@pytest.mark.parametrize(
    ("text", "word", "back"),
    [
        ("The accord was reached at night.", "accord", 1.0),
        ("Talks ended in that long accord.", "accord", 1.0),
        ("Both signed an accord.", "accord", 0.0),
        ("They praised the new accord.", "accord", 1.0),
    ],
)
def test_a_noun_with_its_article_refers_to_what_was_told(text: str, word: str, back: float) -> None:
    other = told("b", "Both sides shook hands.", "shook", DAY, "d1")
    assert seen(told("a", text, word, DAY, "d1"), other)["refers_back"] == back


def test_the_words_that_name_a_side() -> None:
    council = told("a", ACCORD, "agreed", DAY, "d1", actors=(an_actor("KOR", "the city council"),))
    president = told("b", ACCORD, "agreed", DAY, "d2", actors=(an_actor("KOR", "President Park"),))
    again = told("c", ACCORD, "agreed", DAY, "d3", actors=(an_actor("KOR", "Ms Park"),))
    assert (seen(council, president)["said_actors"], seen(council, president)["other_said_actors"]) == (0, 1)
    assert (seen(again, president)["said_actors"], seen(again, president)["other_said_actors"]) == (1, 0)


def test_a_report_whose_day_is_only_guessed_is_compared_further_if_its_words_are_alike() -> None:
    april = told("a", "Norland shelled the lighthouse of Tern.", "shelled", date(2013, 4, 20), "a", status="happened")
    june = told("b", "Norland and Sudland signed a fishing accord.", "signed", DAY, "b", status="happened")

    def undated(id: str, text: str, word: str) -> Coding:
        return msgspec.structs.replace(
            told(id, text, word, None, "g", status="happened"), date=UNDATED, document=a_reference(id="g", published=None)
        )  # fmt: skip

    alike = undated("c", "Norland shelled a lighthouse, then signed a fishing accord.", "shelled")
    unlike = undated("d", "Sudland took back its word.", "took back")
    items = prepared(april, june, alike, unlike)
    assert items[2].guessed
    assert (0, 2) in candidates(items)
    assert (0, 3) not in candidates(items)
