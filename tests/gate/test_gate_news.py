"""Floors on the unseen part of the own news sets: mentions, bare phrases, dates, acts."""

from __future__ import annotations

import pytest
from quality import floors, news, news_sets
from quality.corpus import is_unseen

from communique.pipeline import Kernel

PINNED = floors.pinned()


@pytest.fixture(scope="module")
def scores(kernel: Kernel) -> dict[str, dict[str, news_sets.Figures]]:
    """All sets measured together, once."""
    return news.score_news(kernel)


@pytest.mark.parametrize("name", news_sets.FILES)
def test_the_set_is_the_one_the_floors_were_measured_on(name: str) -> None:
    assert news_sets.fingerprint(name) == PINNED[f"news {name} unseen"]["fingerprint"], (
        "measure again: python -m quality.news --pin"
    )


@pytest.mark.parametrize("name", news_sets.FILES)
def test_no_figure_is_under_its_floor(
    name: str, scores: dict[str, dict[str, news_sets.Figures]], figures_told: list[str]
) -> None:
    pinned = f"news {name} unseen"
    figures = scores[name]["unseen"]
    figures_told.extend(floors.table(pinned, figures, PINNED[pinned]))
    assert not list(floors.broken(pinned, figures, PINNED[pinned]))


@pytest.mark.parametrize("name", ["news_sentences", "phrases"])
def test_a_third_is_unseen(name: str) -> None:
    ids = [row["id"] for row in news_sets.rows(name)]
    assert len(set(ids)) == len(ids)
    assert 0.25 < sum(map(is_unseen, ids)) / len(ids) < 0.42


def test_every_annotation_stands_where_it_says() -> None:
    texts = {row["id"]: row["text"] for row in news_sets.rows("news_sentences")}
    wrong = [
        row["id"]  # and not its words: it may be an unseen one
        for name, key in (("news_mentions", "mentions"), ("news_dates", "dates"))
        for row in news_sets.rows(name)
        for one in row[key]
        if texts[row["id"]][one["start"] : one["end"]] != one["text"]
    ]
    assert not wrong


def test_misses_of_the_unseen_part_are_never_printed(capsys: pytest.CaptureFixture[str]) -> None:
    tally = news_sets.Tally(show=True)
    for row in news_sets.rows("phrases"):
        tally.miss(row["id"], "missed")
    shown = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert shown
    assert not any(map(is_unseen, shown))
