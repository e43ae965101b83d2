"""Wilson's interval and sample sizes against values worked out by hand."""

from __future__ import annotations

import pytest

from communique.errors import UsageError
from communique.review import sample_size, share_of, wilson


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [(8, 10, 0.4902, 0.9433), (50, 100, 0.4038, 0.5962), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)],
)
def test_interval(hits: int, n: int, low: float, high: float) -> None:
    found = share_of(hits, n)
    assert found.share == hits / n
    assert (found.low, found.high) == (pytest.approx(low, abs=1e-4), pytest.approx(high, abs=1e-4))


def test_nothing_has_no_share() -> None:
    assert share_of(0, 0).share is None
    with pytest.raises(UsageError):
        share_of(3, 2)


@pytest.mark.parametrize("half", [0.02, 0.05, 0.1, 0.2])
@pytest.mark.parametrize("expected", [0.5, 0.8, 0.95])
def test_a_sample_of_the_size_gives_the_interval_and_one_less_does_not(half: float, expected: float) -> None:
    n = sample_size(half, expected)
    width = [high - low for low, high in (wilson(expected, m) for m in (n, n - 1))]
    assert width[0] <= 2 * half + 1e-9 < width[1]


def test_known_sizes() -> None:
    assert sample_size(0.05) == 381
    assert sample_size(0.05, n_all=1000) == 277
    assert sample_size(0.05, n_all=10) == 10
    assert sample_size(0.05, n_all=0) == 0


@pytest.mark.parametrize("wrong", [{"half_width": 0.6}, {"half_width": 0.1, "expected": 2}, {"half_width": 0.1, "level": 1}])
def test_sizes_that_cannot_be_asked_for(wrong: dict[str, float]) -> None:
    with pytest.raises(UsageError, match="expected"):
        sample_size(**wrong)
