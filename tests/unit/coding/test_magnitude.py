"""Counts tied to an act."""

from __future__ import annotations

import pytest
from tests.factories import a_document

from communique.pipeline import Kernel


@pytest.mark.parametrize(
    ("text", "kind", "low", "high"),
    [
        ("Sudanese soldiers killed 17 protesters in Khartoum.", "killed", 17, 17),
        ("Rebels attacked a Malian army post, killing twelve soldiers.", "killed", 12, 12),
        ("Belarusian police arrested 1,200 protesters in Minsk.", "arrested", 1200, 1200),
        ("Norway pledged 3 million dollars to South Sudan.", "money", 3e6, 3e6),
        ("Turkish police arrested dozens of Kurdish activists.", "arrested", 24, 99),
        ("Two thousand Chileans protested against the government.", "participants", 2000, 2000),
    ],
)
def test_counts(kernel: Kernel, text: str, kind: str, low: float, high: float) -> None:
    (outcome,) = kernel.process([a_document(text)])
    found = [m for coding in outcome.codings for m in coding.magnitude]
    assert any((m.kind, m.low, m.high) == (kind, low, high) for m in found), found
    assert all(text[m.start : m.end] == m.text for m in found)


def test_no_number_no_count(kernel: Kernel) -> None:
    (outcome,) = kernel.process([a_document("Sudanese soldiers killed protesters in Khartoum in 2019.")])
    assert not [m for coding in outcome.codings for m in coding.magnitude]
