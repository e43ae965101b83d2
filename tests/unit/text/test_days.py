"""Days, months and years as people give them."""

from __future__ import annotations

from datetime import date

import pytest

from communique.errors import UsageError
from communique.text.days import exact_day, given_day, given_period


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2013-06-16", date(2013, 6, 16), date(2013, 6, 16)),
        (" 2013-6-1 ", date(2013, 6, 1), date(2013, 6, 1)),
        ("2013-06", date(2013, 6, 1), date(2013, 6, 30)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2013-12", date(2013, 12, 1), date(2013, 12, 31)),
        ("2013", date(2013, 1, 1), date(2013, 12, 31)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        (date(2013, 6, 16), date(2013, 6, 16), date(2013, 6, 16)),
        (None, None, None),
    ],
)
def test_a_day_a_month_or_a_year(value: date | str | None, first: date | None, last: date | None) -> None:
    assert given_day(value) == first
    assert given_day(value, last=True) == last


@pytest.mark.parametrize(
    "value", ["", "soon", "2013-13", "2013-00", "2013-02-30", "2013-0", "13", "20130616", "2013-W24-7", "2013-06-16T10", "二〇一三", "0000"]
)  # fmt: skip
def test_anything_else_is_refused_in_words(value: str) -> None:
    with pytest.raises(UsageError, match=r"^--since '.*' is no day, month or year; expected .*2013-06"):
        given_day(value, name="--since")


@pytest.mark.parametrize("value", ["2013-06", "2013", "2013-06-31", "16.6.2013"])
def test_a_day_of_publication_is_a_whole_day(value: str) -> None:
    with pytest.raises(UsageError, match=value):
        exact_day(value, name="--published")
    assert exact_day("2013-06-16") == date(2013, 6, 16)


def test_a_period_does_not_end_before_it_begins() -> None:
    assert given_period("2013", "2013") == (date(2013, 1, 1), date(2013, 12, 31))
    assert given_period(None, "2013-06") == (None, date(2013, 6, 30))
    with pytest.raises(UsageError, match="--since 2014 lies after --until 2013-06"):
        given_period("2014", "2013-06", names=("--since", "--until"))
