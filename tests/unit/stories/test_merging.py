"""Merging codings into events."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import a_coding, a_day, a_reference, an_actor

from communique.errors import UsageError
from communique.records import Coding, Span
from communique.stories.merging import Bonds, day_groups, groups_by, merge_groups, single_groups


def told(
    id: str,
    text: str,
    word: str,
    day: date | None,
    document: str,
    published: date | None = None,
    **fields: object,
) -> Coding:
    """A coding with its own sentence, trigger and report."""
    at = text.index(word)
    return a_coding(
        id=id, evidence=Span(0, len(text), text), trigger=Span(at, at + len(word), word), date=a_day(day),
        document=a_reference(id=document, published=published or day), content=None, **fields,
    )  # fmt: skip


SHELLING = "Sudland's artillery shelled the island of Tern on Tuesday, killing four."
AGAIN = "Four people died when Sudland shelled Tern island, the defence ministry said."
YEAR_ON = "Sudland's artillery shelled the island of Tern on Monday, killing four."
DAY = date(2010, 11, 23)


def shelling(id: str, text: str, day: date, document: str, **fields: object) -> Coding:
    defaults = {"type": "ASSAULT", "who": "PRK", "whom": "KOR", "cameo": "194", "mode": "heavy-weapons", "quad": 4,
                "status": "happened"}  # fmt: skip
    return told(id, text, "shelled", day, document, **{**defaults, **fields})


def ids(groups: list) -> list[list[str]]:
    return [[coding.id for coding in group.codings] for group in groups]


def test_two_reports_of_one_shelling_are_one_event() -> None:
    groups = merge_groups([shelling("a", SHELLING, DAY, "d1"), shelling("b", AGAIN, DAY, "d2")])
    assert ids(groups) == [["a", "b"]]
    second = groups[0].why[1]
    assert (second.coding, second.to) == ("b", "a")
    assert second.score > 0.5
    assert any("both are ASSAULT (heavy-weapons)" in reason for reason in second.reasons)


@pytest.mark.parametrize("later", [date(2010, 12, 23), date(2011, 11, 23)])
def test_a_look_alike_a_month_or_a_year_later_is_another_event(later: date) -> None:
    groups = merge_groups([shelling("a", SHELLING, DAY, "d1"), shelling("b", YEAR_ON, later, "d2")])
    assert ids(groups) == [["a"], ["b"]]


def test_an_anniversary_attaches_to_the_old_event() -> None:
    memory = shelling("b", AGAIN, DAY, "d2", published=date(2011, 11, 23), background=True)
    fresh = shelling("c", YEAR_ON, date(2011, 11, 21), "d2", published=date(2011, 11, 23))
    groups = merge_groups([shelling("a", SHELLING, DAY, "d1"), memory, fresh])
    assert ids(groups) == [["a", "b"], ["c"]]


def test_what_people_merged_or_split_stays_so() -> None:
    one, other = shelling("a", SHELLING, DAY, "d1"), shelling("b", AGAIN, DAY, "d2")
    far = shelling("c", YEAR_ON, date(2014, 5, 1), "d3")
    bonds = Bonds(tied=(("a", "c", "gone"),), cut=((("a", "c"), ("b",)),))
    groups = merge_groups([one, other, far], bonds)
    assert ids(groups) == [["a", "c"], ["b"]]
    assert groups[0].by_hand
    assert groups[0].why[1].reasons == ("merged by hand",)


def test_the_rule_of_the_field_counts_one_a_day() -> None:
    codings = [
        a_coding(id="a"), a_coding(id="b", document=a_reference(id="d2")),
        a_coding(id="c", date=a_day(date(2013, 6, 18))), a_coding(id="d", recipients=(an_actor("USA"),)),
    ]  # fmt: skip
    assert ids(day_groups(codings)) == [["a", "b"], ["c"], ["d"]] or len(day_groups(codings)) == 3
    assert len(single_groups(codings)) == 4


def test_an_unknown_rule_is_named_with_the_choices() -> None:
    with pytest.raises(UsageError, match="'best' is not known; choose one of none, day, ours"):
        groups_by("best", [])
