"""Situations over time: two clocks, openings and ends, contradictions."""

from __future__ import annotations

from datetime import date

import pytest
from tests.factories import a_coding, a_day, a_reference, a_situation

from communique.records import Situation, Span
from communique.stories.kinds import changes, family, kinds
from communique.stories.standings import standings, stood

CUT, OPENED = date(2021, 8, 10), date(2021, 10, 4)


def said(
    id: str, kind: str, published: date, since: date | None = None, holds: bool = True, **fields: object
) -> Situation:
    """What a report of a day says about the line between the two."""
    return a_situation(
        id=id, kind=kind, holds=holds, parties=("PRK", "KOR"), document=a_reference(id=f"d-{id}", published=published),
        since=None if since is None else a_day(since), until=None, **fields,
    )  # fmt: skip


LINE = [
    said("cut", "channel_cut", date(2021, 8, 11), CUT),
    said("still", "channel_cut", date(2021, 9, 1)),
    said("back", "channel_open", OPENED, OPENED),
]


def names(found: list) -> list[str]:
    return [one.kind for one in found]


def test_what_stood_depends_on_the_day() -> None:
    found = standings(LINE)
    assert names(stood(found, date(2021, 9, 29))) == ["channel_cut"]
    assert names(stood(found, date(2021, 10, 5))) == ["channel_open"]
    assert names(stood(found, date(2021, 8, 9))) == []


def test_what_stood_depends_on_when_it_is_asked() -> None:
    found = standings(LINE)
    (before,) = stood(found, date(2021, 9, 29), date(2021, 9, 30))
    assert before.until is None, "nobody knew yet that the line would be restored"
    assert before.known_until == OPENED
    (after,) = stood(found, date(2021, 9, 29), date(2021, 10, 5))
    assert after.until is not None
    assert after.until.start == OPENED
    assert (after.opened_by, after.reaffirmed_by, after.closed_by) == (("cut",), ("still",), ("back",))
    assert stood(found, date(2021, 9, 29), date(2021, 8, 10)) == []


def test_order_of_reports_does_not_matter() -> None:
    assert standings(LINE) == standings(LINE[::-1])


def test_reports_of_one_day_that_contradict_each_other_are_shown() -> None:
    found = standings([*LINE[:2], said("denied", "channel_open", date(2021, 9, 2))])
    both = stood(found, date(2021, 9, 2))
    assert names(both) == ["channel_cut", "channel_open"]
    assert all(one.conflicts for one in both)


def test_a_situation_opened_again_long_after_is_a_new_one() -> None:
    found = standings([said("first", "channel_cut", date(2016, 2, 12), date(2016, 2, 11)), *LINE])
    spells = [one for one in found if one.kind == "channel_cut" and one.known_until is None]
    assert [one.since.start.year for one in spells if one.since and one.since.start] == [2016, 2021]


def test_an_end_without_a_beginning_is_kept() -> None:
    (one,) = standings([said("over", "curfew", CUT, CUT, holds=False)])
    assert one.since is None
    assert one.until is not None
    assert stood([one], date(2021, 8, 1)) == [one]


def test_acts_open_and_close_situations() -> None:
    text = "North and South restored their hotline on Monday."
    restored = a_coding(
        "CONCEDE", "PRK", "KOR", id="act", evidence=Span(0, len(text), text), trigger=Span(16, 24, "restored"),
        status="happened", date=a_day(OPENED), document=a_reference(id="d9", published=OPENED),
    )  # fmt: skip
    found = standings(LINE[:2], [restored])
    (cut,) = [one for one in found if one.kind == "channel_cut" and one.known_until is None]
    assert cut.closed_by == ("act",)
    assert names(stood(found, date(2021, 10, 5))) == ["channel_open"]
    promised = a_coding(
        "CONCEDE", "PRK", "KOR", id="act", evidence=Span(0, len(text), text), trigger=Span(16, 24, "restored"),
        status="promised", date=a_day(OPENED),
    )  # fmt: skip
    assert names(stood(standings(LINE[:2], [promised]), date(2021, 10, 5))) == ["channel_cut"]


def test_one_side_alone_joins_the_pair_that_others_name() -> None:
    alone = a_situation(
        id="alone", kind="channel_cut", parties=("PRK",), since=None, until=None,
        document=a_reference(id="d7", published=date(2021, 9, 5)),
    )  # fmt: skip
    (one,) = stood(standings([*LINE, alone]), date(2021, 9, 29))
    assert "alone" in one.reaffirmed_by


def test_kinds_of_the_table() -> None:
    assert family("channel_open") == family("channel_cut") == "channel_cut"
    for kind in kinds().values():
        assert all(kind.name in kinds()[other].excludes for other in kind.excludes), kind.name
    for change in changes():
        assert set(change.opens) | set(change.closes) <= kinds().keys()
        assert change.opens or change.closes


@pytest.mark.parametrize("known", [None, date(2013, 1, 1)])
def test_reports_without_a_day_do_not_stop_anything(known: date | None) -> None:
    nameless = a_situation(id="x", kind="channel_cut", parties=("PRK", "KOR"), since=None, until=None,
                           document=a_reference(id="dx", published=None))  # fmt: skip
    assert len(standings([nameless])) == 1
    assert len(stood(standings([*LINE, nameless]), date(2021, 9, 29))) == 1
