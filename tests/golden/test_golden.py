"""Reports of the sample corpus, coded whole: any change of any field is a change that somebody has looked at."""

from __future__ import annotations

import pytest
from quality import corpus
from tests.golden.summary import N_REPORTS, differences, outcomes, stems, stored, summary

from communique.pipeline import Kernel, Outcome

STEMS = stems()


@pytest.fixture(scope="module")
def runs(kernel: Kernel) -> dict[str, Outcome]:
    return outcomes(kernel, STEMS)


@pytest.mark.parametrize("stem", STEMS)
def test_report_is_coded_as_stored(stem: str, runs: dict[str, Outcome]) -> None:
    changed = differences(stored(stem), summary(runs[stem]))
    assert not changed, "\n".join([*changed, "right? then: python -m tests.golden.update"])


def test_the_reports_are_of_the_seen_part() -> None:
    """What nobody may look at cannot be golden."""
    assert len(STEMS) == N_REPORTS
    assert not [stem for stem in STEMS if corpus.is_unseen(stem)]


def test_differences_are_told_field_by_field() -> None:
    old = {
        "title": "a",
        "codings": [{"trigger": "met @3", "type": "CONSULT", "date": "2018-01-01 (day, expression)"}],
    }
    new = {
        "title": "a",
        "codings": [
            {"trigger": "met @3", "type": "CONSULT", "date": "unknown"},
            {"trigger": "hit @9", "type": "ASSAULT"},
        ],
    }
    assert differences(old, old) == []
    lines = differences(old, new)
    assert len(lines) == 2
    assert any("new" in line and "hit" in line for line in lines)
    assert any("date" in line and "unknown" in line for line in lines)
    assert any("lost" in line for line in differences(new, old))
