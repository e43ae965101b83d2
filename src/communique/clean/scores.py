"""Body or not: a probability for every line of a plain text."""

from __future__ import annotations

from collections.abc import Sequence

from communique.clean.lines import ENDS_SENTENCE
from communique.clean.phrases import PhraseHit


def body_scores(lines: Sequence[str], hits: Sequence[PhraseHit | None]) -> list[float]:
    """Probability of each line to be body text."""
    scores = []
    for line, hit in zip(lines, hits, strict=True):
        n_words = len(line.split())
        prose = n_words >= 6 and ENDS_SENTENCE.search(line) is not None
        score = 0.9 if prose else 0.6 if n_words >= 14 else 0.1
        if hit is not None and (n_words < 12 or hit.strength != "start"):
            score = 0.05
        scores.append(score)
    return scores
