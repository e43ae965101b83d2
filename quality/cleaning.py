"""How good the cleaning of plain text is: lines of scraped news pages, cross-validated by host.

    python -m quality.cleaning            # small line model, 15 s: what the gate compares
    python -m quality.cleaning --full     # the model as shipped, 60 s: the figures in docs/cleaning.md

Each page is cleaned whole, with the rules of `clean` and a line model that has seen no page of its host. A
line counts
as body when any part of it lies in a block of kind body or subhead. Figures are pooled over all lines, and
over all
words.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from training.cleaning.boost import Forest
from training.cleaning.pages import Page, data_path, host_folds, read_pages
from training.cleaning.train import train

from communique.clean.phrases import PhraseHit
from communique.clean.plain import plain_blocks
from communique.clean.scores import is_prose, settled

N_FOLDS = 5
FLOORS = {"line_f1": 0.845, "word_f1": 0.912}
"""Pinned for the small model; raised when it gets better, lowered only on purpose."""


class Score(NamedTuple):
    """F1 over lines and over words; `pages`: each page's line F1, for gains and losses."""

    line_f1: float
    word_f1: float
    pages: tuple[float, ...]


def available() -> bool:
    """Whether the labelled pages are there."""
    return data_path().is_file()


def cross_validate(*, full: bool = False) -> Score:
    """Trains five times, each time without the hosts that are then scored."""
    pages = read_pages()
    folds = host_folds(pages, N_FOLDS)
    kept: list[np.ndarray] = [np.zeros(0)] * len(pages)
    for fold in range(N_FOLDS):
        forest = train([page for page, own in zip(pages, folds, strict=True) if own != fold], quick=not full)
        for index, page in enumerate(pages):
            if folds[index] == fold:
                kept[index] = kept_lines(page, forest)
    return score(pages, kept)


def kept_lines(page: Page, forest: Forest) -> np.ndarray:
    """1.0 for every line of the page that cleaning keeps as body."""

    def scorer(lines: Sequence[str], hits: Sequence[PhraseHit | None]) -> list[float]:
        return settled(forest.logits(page.table), is_prose(page.table))

    text = "\n".join(page.lines)
    blocks = [block for block in plain_blocks(text, scorer=scorer) if block.kind in ("body", "subhead")]
    kept, position = [], 0
    for line in page.lines:
        end = position + len(line)
        kept.append(any(block.start < end and position < block.end for block in blocks))
        position = end + 1
    return np.array(kept, dtype=np.float64)


def score(pages: Sequence[Page], kept: Sequence[np.ndarray]) -> Score:
    """F1 of `kept` against the labels."""
    label = np.concatenate([page.label for page in pages])
    got = np.concatenate(list(kept))
    words = np.concatenate([page.words for page in pages])
    each = tuple(f1(page.label, own, np.ones(len(own))) for page, own in zip(pages, kept, strict=True))
    return Score(f1(label, got, np.ones(len(label))), f1(label, got, words), each)


def f1(label: np.ndarray, got: np.ndarray, weight: np.ndarray) -> float:
    """Weighted F1; 1.0 where there is nothing to find and nothing was found."""
    right = float((weight * label * got).sum())
    wrong = float((weight * (label != got)).sum())
    return 2 * right / (2 * right + wrong) if right or wrong else 1.0


def measure() -> dict[str, float]:
    """What `make gate` and `make gains` compare."""
    result = cross_validate()
    return {"line_f1": round(result.line_f1, 4), "word_f1": round(result.word_f1, 4)}


def failures(measured: dict[str, float]) -> Iterator[str]:
    """A line for every figure under its floor."""
    for name, floor in FLOORS.items():
        if measured[name] < floor:
            yield f"cleaning {name} {measured[name]:.4f} is under its floor {floor}"


def main() -> None:
    """Command line; exits 1 under a floor."""
    parser = argparse.ArgumentParser(description="Scores plain-text cleaning, cross-validated by host.")
    parser.add_argument("--full", action="store_true", help="train the model as it is shipped, five times")
    options = parser.parse_args()
    if not available():
        raise SystemExit(f"no labelled pages at {data_path()}; set COMMUNIQUE_DEV_DATA")
    result = cross_validate(full=options.full)
    print(f"line F1 {result.line_f1:.4f}  word-weighted F1 {result.word_f1:.4f}  pages {len(result.pages)}")
    problems = list(failures({"line_f1": result.line_f1, "word_f1": result.word_f1}))
    if problems:
        raise SystemExit("\n".join(problems))


if __name__ == "__main__":
    main()
