"""Krippendorff's alpha against published and hand-computed values."""

from __future__ import annotations

import pytest

from communique.review import alpha
from communique.review.alpha import interval

# Krippendorff (2011), "Computing Krippendorff's alpha-reliability": data of section C, four observers.
OBSERVERS = [
    [1, 2, 3, 3, 2, 1, 4, 1, 2, None, None, None],
    [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, None, 3],
    [None, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, None],
    [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, None],
]
UNITS = list(zip(*OBSERVERS, strict=True))


def test_published_nominal_value() -> None:
    found = alpha(UNITS)
    assert found.alpha == pytest.approx(0.743, abs=5e-4)
    assert (found.n_units, found.n_values) == (11, 40)


def test_published_interval_value() -> None:
    assert alpha(UNITS, interval).alpha == pytest.approx(0.849, abs=5e-4)


def test_two_coders_by_hand() -> None:
    # a a, a b, b b: coincidences aa 2, ab 1, ba 1, bb 2; n = 6, totals 3 and 3.
    # observed 2/6, expected 2·3·3/(6·5) = 18/30; alpha = 1 − (1/3)/(3/5) = 4/9
    found = alpha([("a", "a"), ("a", "b"), ("b", "b")])
    assert found.alpha == pytest.approx(4 / 9)
    assert (found.observed, found.expected) == (pytest.approx(1 / 3), pytest.approx(0.6))


def test_one_against_the_other_is_below_chance() -> None:
    # ab, ba: observed 1; totals 2 and 2, n = 4: expected 8/12; alpha = 1 − 3/2
    assert alpha([("a", "b"), ("b", "a")]).alpha == pytest.approx(-0.5)


def test_three_coders_with_a_gap_by_hand() -> None:
    # (a a b): each ordered pair weighs 1/2 → aa 1, ab 1, ba 1; (b b –): bb 2. n = 5; totals a 2, b 3.
    # observed 2/5, expected 12/20; alpha = 1 − 2/3
    assert alpha([("a", "a", "b"), ("b", None, "b")]).alpha == pytest.approx(1 / 3)


def test_perfect_agreement_is_one_and_no_variation_is_undefined() -> None:
    assert alpha([("a", "a"), ("b", "b")]).alpha == 1
    assert alpha([("a", "a"), ("a", "a")]).alpha is None


def test_units_with_one_value_are_not_comparable() -> None:
    found = alpha([("a", None), (None, "b"), ()])
    assert (found.alpha, found.n_units, found.n_values) == (None, 0, 0)


def test_order_of_units_and_of_values_does_not_matter() -> None:
    turned = [tuple(reversed(unit)) for unit in reversed(UNITS)]
    assert alpha(turned).alpha == pytest.approx(alpha(UNITS).alpha)
