"""Tenures known to the month or year, and surnames."""

from __future__ import annotations

import datetime as dt

import pytest

from communique.knowledge.names import surnames
from communique.knowledge.rows import Tenure
from communique.knowledge.spells import covers, surely_covers, surely_overlap


def spell(start: str, end: str, precision: str = "day") -> Tenure:
    last = dt.date.fromisoformat(end) if end else None
    return Tenure("anna", "mayor", dt.date.fromisoformat(start), last, precision, "recall")


def test_a_month_covers_all_of_it_but_not_surely() -> None:
    by_month = spell("2001-03-01", "2002-05-01", "month")
    assert covers(by_month, dt.date(2001, 3, 31))
    assert covers(by_month, dt.date(2002, 5, 31))
    assert not covers(by_month, dt.date(2002, 6, 1))
    assert not surely_covers(by_month, dt.date(2002, 5, 15))
    assert surely_covers(by_month, dt.date(2001, 6, 1))


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        (spell("2001-01-01", "2002-01-01"), spell("2002-01-01", ""), False),
        (spell("2001-01-01", "2002-01-02"), spell("2002-01-01", ""), True),
        (spell("2001-01-01", ""), spell("2002-01-01", ""), True),
        (spell("2001-01-01", "2002-01-01", "year"), spell("2002-06-01", ""), False),
        (spell("2001-01-01", "2003-01-01", "year"), spell("2002-06-01", ""), True),
        (spell("2001-01-01", "2001-05-05"), spell("2001-05-06", "2002-01-01"), False),
    ],
)
def test_overlap_only_where_it_is_sure(one: Tenure, other: Tenure, overlap: bool) -> None:
    assert surely_overlap(one, other) is overlap
    assert surely_overlap(other, one) is overlap


@pytest.mark.parametrize(
    ("name", "order", "expected"),
    [
        ("Kim Jong Un", "family_first", ("kim",)),
        ("Ban Ki-moon", "family_first", ("ban",)),
        ("Bashar al-Assad", "given_first", ("al assad", "assad")),
        ("Ursula von der Leyen", "given_first", ("von der leyen", "leyen")),
        ("Luiz Inácio Lula da Silva", "given_first", ("da silva", "silva")),
        ("Dominique Strauss-Kahn", "given_first", ("strauss kahn",)),
        ("Martin Luther King Jr.", "given_first", ("king", "luther king")),
        ("Enrique Peña Nieto", "given_first", ("nieto", "pena nieto")),
        ("Suharto", "given_first", ("suharto",)),
        ("", "given_first", ()),
    ],
)
def test_surnames(name: str, order: str, expected: tuple[str, ...]) -> None:
    assert surnames(name, order) == expected
