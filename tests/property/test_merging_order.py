"""Merging does not depend on the order in which codings come, nor on doubled ones."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.factories import a_coding, a_day, a_reference

from communique.stories.events import merge
from communique.stories.grouping import group

DAY = date(2013, 6, 17)


@st.composite
def collections(draw: st.DrawFn) -> list:
    n = draw(st.integers(1, 9))
    found = []
    for number in range(n):
        day = DAY + timedelta(days=draw(st.integers(0, 40)))
        found.append(
            a_coding(
                draw(st.sampled_from(["AGREE", "CONSULT", "ACCUSE", "SUPPORT"])),
                draw(st.sampled_from(["KOR", "PRK", None])), draw(st.sampled_from(["USA", "PRK", None])),
                id=f"c{number}", date=a_day(draw(st.sampled_from([day, None]))), background=draw(st.booleans()),
                document=a_reference(id=f"d{draw(st.integers(0, 4))}", published=day),
            )
        )  # fmt: skip
    return found


@settings(max_examples=40, deadline=None)
@given(collections(), st.randoms())
def test_merging_is_order_free(codings: list, dice) -> None:
    shuffled = [*codings, *codings[:2]]
    dice.shuffle(shuffled)
    for rule in ("ours", "day", "none"):
        assert merge(codings, rule) == merge(shuffled, rule)
        assert sorted(id_ for event in merge(codings, rule) for id_ in event.codings) == sorted(
            c.id for c in codings
        )


scored = st.dictionaries(
    st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]),
    st.floats(-6, 6),
    max_size=28,
)


@settings(max_examples=150, deadline=None)
@given(
    scored,
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda p: p[0] < p[1]), max_size=3),
)
def test_groups_are_a_partition_that_keeps_what_people_tied(scores: dict, tied: list) -> None:
    groups = group(8, scores, 0.0, -8.0, tied)
    assert sorted(place for found in groups for place in found) == list(range(8))
    of = {place: number for number, found in enumerate(groups) for place in found}
    assert all(of[i] == of[j] for i, j in tied)
