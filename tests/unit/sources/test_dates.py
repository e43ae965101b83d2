"""Publication dates as data give them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from communique.sources.dates import given_date


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2013-06-16", date(2013, 6, 16)),
        ("2013-6-1", date(2013, 6, 1)),
        ("2013-06-16T23:30:00+09:00", date(2013, 6, 16)),
        ("2013-06-16 23:30", date(2013, 6, 16)),
        ("20130616", date(2013, 6, 16)),
        ("Sun, 16 Jun 2013 23:30:00 -0500", date(2013, 6, 16)),
        (date(2013, 6, 16), date(2013, 6, 16)),
        (datetime(2013, 6, 16, 23, tzinfo=UTC), date(2013, 6, 16)),
        (None, None),
        ("  ", None),
    ],
)
def test_read_as_written(value: object, day: date | None) -> None:
    assert given_date(value) == day


@pytest.mark.parametrize(
    "value", ["yesterday", "2013-13-01", "2013-02-30", "0001-01-01", "June", 1371340800, True, "13"]
)
def test_no_date_is_no_date(value: object) -> None:
    with pytest.raises(ValueError, match=r"date"):
        given_date(value)
