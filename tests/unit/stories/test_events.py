"""Events: what a group of codings agrees on."""

from __future__ import annotations

from datetime import date

from tests.factories import a_coding, a_day, a_reference

from communique.records import Attribution, Magnitude
from communique.stories.events import best_date, disagreements, make_event, merge
from communique.stories.merging import Group
from communique.stories.origins import count_origins

DEAD = Magnitude("killed", 4, 4, 0, 4, "four")
SEVEN = Magnitude("killed", 7, 7, 0, 5, "seven")


def word_of(name: str) -> tuple[Attribution, ...]:
    return (Attribution(0, 3, "he", "a general", "PRKMIL", "said", "indirect"),
            Attribution(5, 9, name, name, "PRKJRN", "reported", "indirect"))  # fmt: skip


def test_disagreements_keep_every_value_with_who_says_so() -> None:
    one = a_coding(id="a", magnitude=(DEAD,))
    other = a_coding(id="b", magnitude=(SEVEN,), date=a_day(date(2013, 6, 16)))
    found = disagreements([one, other])
    assert found["magnitude.killed"] == [{"value": 4, "codings": ["a"]}, {"value": 7, "codings": ["b"]}]
    assert [entry["value"] for entry in found["date"]] == ["2013-06-17", "2013-06-16"]
    assert "status" not in found


def test_the_finest_date_wins_and_ties_go_by_votes() -> None:
    month = a_day(date(2013, 6, 1), end=date(2013, 6, 30), precision="month")
    days = [a_coding(date=when) for when in (month, a_day(date(2013, 6, 16)), a_day(), a_day())]
    assert best_date(days).start == date(2013, 6, 17)


def test_an_event_is_led_by_the_fullest_coding_and_counts_its_reports() -> None:
    short = a_coding(id="a", whom=None, document=a_reference(published=date(2013, 6, 16)))
    full = a_coding(id="b", document=a_reference(id="d2"))
    event = make_event(Group((short, full), ()), "ours")
    assert event.lead == "b"
    assert event.codings == ("a", "b")
    assert (event.n_documents, event.origins, event.first_reported) == (2, 2, "2013-06-16")


def test_ten_outlets_with_one_agency_report_are_one_origin() -> None:
    codings = [
        a_coding(id=f"c{n}", document=a_reference(id=f"d{n}"), attribution=word_of("KCNA")) for n in range(10)
    ]
    assert count_origins(codings) == 1
    assert count_origins([*codings, a_coding(id="x", document=a_reference(id="dx"))]) == 2


def test_copies_and_named_agencies_are_one_origin() -> None:
    codings = [a_coding(id=f"c{n}", document=a_reference(id=f"d{n}")) for n in range(3)]
    assert count_origins(codings) == 3
    assert count_origins(codings, {"d0": "d0", "d1": "d0"}) == 2
    assert count_origins(codings, {}, {"d1": ["AP"], "d2": ["ap"]}) == 2


def test_ids_of_events_come_from_their_codings() -> None:
    assert [e.id for e in merge([a_coding()], "day")] == [e.id for e in merge([a_coding()], "day")]
    assert merge([a_coding()], "day")[0].id != merge([a_coding()], "none")[0].id
