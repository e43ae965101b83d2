
"""Publication dates: evidence, bounds, and nothing where nothing is."""

from __future__ import annotations

from datetime import date

import pytest

from communique.clean import clean
from communique.clean.months import printed_dates
from communique.records import Document, PublicationDate

LEAD = "The foreign ministers of Norland and Sudmark agreed on Monday to reopen the line between their navies.\n\n"
MORE = "The line will be staffed day and night from April, the two ministers said in a joint statement.\n"


def published(text: str, **fields: object) -> PublicationDate:
    return clean(Document(id="d", source="s.txt", text=text, **fields)).published  # type: ignore[arg-type]


def test_a_line_with_clock_and_day() -> None:
    found = published("Ministers reopen hotline\n\n/ 11:22 AM June 16, 2013\n\n" + LEAD + MORE)
    assert (found.on, found.basis, found.evidence) == (date(2013, 6, 16), "printed", "June 16, 2013")
    assert found.earliest == found.latest == found.on


def test_copyright_years_are_no_date() -> None:
    found = published(
        "Ministers reopen hotline\n\n" + LEAD + MORE + "\n© Copyright 1997-2024 The Coastal Ledger\n"
    )
    assert found.on is None
    assert (found.earliest, found.latest, found.basis) == (None, date(2024, 12, 31), "bounds")


def test_nothing_printed_gives_nothing() -> None:
    found = published("Ministers reopen hotline\n\n" + LEAD + MORE)
    assert (found.on, found.earliest, found.latest, found.basis) == (None, None, None, "none")


def test_a_full_date_in_the_text_is_not_taken_for_it() -> None:
    assert (
        published(
            "Hotline reopens\n\n" + LEAD + "It was cut on June 12, 2013, after a collision at sea.\n"
        ).on
        is None
    )


def test_published_wins_over_updated() -> None:
    text = "Ministers reopen hotline\n\nUpdated March 6, 2019\nPublished March 4, 2019\n\n" + LEAD + MORE
    assert published(text).on == date(2019, 3, 4)


def test_day_and_month_in_either_order_give_bounds() -> None:
    found = published("Ministers reopen hotline\n\n03/04/2018\n\n" + LEAD + MORE)
    assert (found.on, found.earliest, found.latest) == (None, date(2018, 3, 4), date(2018, 4, 3))


def test_a_captions_date_is_a_lower_bound() -> None:
    caption = "Delegates shake hands before the meeting, Monday, March 4, 2019. (AP Photo/Bo Lind)\n\n"
    found = published("Ministers reopen hotline\n\n" + caption + LEAD + MORE)
    assert (found.on, found.earliest) == (None, date(2019, 3, 4))


def test_dates_of_other_reports_far_from_the_article_do_not_count() -> None:
    others = "".join(f"Another report, number {n}\nJune {n}, 2020\n" for n in range(1, 9))
    assert published("Ministers reopen hotline\n\n" + LEAD + MORE + "\n" + others).on is None


def test_address_and_dateline() -> None:
    text = "Ministers reopen hotline\n\n" + LEAD + MORE
    found = published(text, url="https://ledger.example/2019/03/04/hotline.html")
    assert (found.on, found.basis) == (date(2019, 3, 4), "url")
    found = published("PORT HALE, March 4, 2019 (NNA) -- " + LEAD + MORE)
    assert (found.on, found.basis) == (date(2019, 3, 4), "dateline")
    assert published("PORT HALE, March 4 (NNA) -- " + LEAD + MORE).on is None


def test_the_crawl_is_an_upper_bound() -> None:
    found = published("Ministers reopen hotline\n\n" + LEAD + MORE, note=("crawled:2019-03-09",))
    assert (found.on, found.latest) == (None, date(2019, 3, 9))
    later = published("Hotline\n\nMarch 4, 2020\n\n" + LEAD + MORE, note=("crawled:2019-03-09",))
    assert later.on is None


def test_given_wins() -> None:
    text = "Ministers reopen hotline\n\nMarch 4, 2019\n\n" + LEAD + MORE
    assert published(text, published=date(2019, 3, 5)).basis == "given"


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("16 June 2013", (2013, 6, 16), (2013, 6, 16)),
        ("Sept. 3, 2017", (2017, 9, 3), (2017, 9, 3)),
        ("3rd of September 2017", (2017, 9, 3), (2017, 9, 3)),
        ("2017-09-03", (2017, 9, 3), (2017, 9, 3)),
        ("2017 Sep 03", (2017, 9, 3), (2017, 9, 3)),
        ("13/09/2017", (2017, 9, 13), (2017, 9, 13)),
        ("03.09.2017", (2017, 9, 3), (2017, 9, 3)),
        ("03/09/17", (2017, 3, 9), (2017, 9, 3)),
    ],
)
def test_printed_dates(text: str, first: tuple[int, int, int], last: tuple[int, int, int]) -> None:
    (found,) = printed_dates(f"on {text}, it")
    assert (found.first, found.last) == (date(*first), date(*last))


@pytest.mark.parametrize(
    "text", ["June 31, 2013", "June 2013", "1997-2024", "0800 123 456", "31/31/2013", "12:30:2013"]
)
def test_no_printed_dates(text: str) -> None:
    assert printed_dates(text) == []
