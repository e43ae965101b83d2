"""Series with the machine's known errors taken out: what the counts would be if everything were reviewed.

Codings that people have judged count as judged. For the others a gold set tells how often a coding of a class
and of a confidence is that class, another, or no act (post-stratification: reviewers who take doubtful
codings first do not distort it, since surer codings are held against surer ones). Acts that the machine did
not find at all stay missing.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Literal

import msgspec
import numpy as np

from communique.review.gold import Gold
from communique.review.population import Row

BANDS = (0.5, 0.65, 0.8, 0.9)
"""Confidence is cut here."""
CLASSES = (1, 2, 3, 4, 0)
"""Quad classes, and 0 for no act."""
PRIOR = 0.5
"""Weight of an unseen judgement for each class that a stratum has shown (Jeffreys)."""
DRAWS = 2000
Unit = Literal["month", "year"]


class Corrected(msgspec.Struct, frozen=True, tag_field="record", tag="corrected"):
    """Acts of a quad class in a period. coded: as the machine has them; estimate: expected number if all were
    reviewed, with the interval of 95 %; n_judged: codings among them that were.
    """

    period: str
    quad: int
    coded: int
    estimate: float
    low: float
    high: float
    n_judged: int


def corrected_counts(
    rows: Sequence[Row], golds: Iterable[Gold], *, by: Unit = "month", seed: int = 1,
    learnt_from: Sequence[Row] | None = None,
) -> list[Corrected]:  # fmt: skip
    """Periods in order, four classes each; codings without a day are left out. The same for the same seed.
    learnt_from: the codings whose judgements tell how the others turn out, where they are more than `rows`.
    """
    truth = {gold.id: gold.answer.quad if gold.answer else 0 for gold in golds}
    dated = [row for row in rows if row.day is not None]
    strata, pooled = _observed(dated if learnt_from is None else learnt_from, truth)
    generator = np.random.default_rng(seed)
    rates: dict[tuple[int, int], np.ndarray] = {}
    known: dict[tuple[str, int], int] = Counter()
    open_: dict[str, Counter[tuple[int, int]]] = defaultdict(Counter)
    coded: Counter[tuple[str, int]] = Counter()
    n_judged: Counter[tuple[str, int]] = Counter()
    for row in dated:
        period = _period(row.day, by)
        coded[period, row.quad] += 1
        if row.id in truth:
            known[period, truth[row.id]] += 1
            n_judged[period, row.quad] += 1
        else:
            open_[period][_stratum(row)] += 1
    found = []
    for period in sorted({period for period, _ in coded}):
        drawn = np.zeros((DRAWS, len(CLASSES)))
        for stratum, n in sorted(open_[period].items()):
            if stratum not in rates:
                rates[stratum] = _rates(stratum, strata, pooled, generator)
            drawn += generator.multinomial(n, rates[stratum])
        for position, quad in enumerate(CLASSES[:4]):
            values = drawn[:, position] + known[period, quad]
            low, high = np.percentile(values, [2.5, 97.5])
            found.append(
                Corrected(
                    period,
                    quad,
                    coded[period, quad],
                    float(values.mean()),
                    float(low),
                    float(high),
                    n_judged[period, quad],
                )
            )
    return found


def _observed(
    rows: Sequence[Row], truth: dict[str, int]
) -> tuple[dict[tuple[int, int], Counter[int]], dict[int, Counter[int]]]:
    """How judged codings of a stratum, and of a class, turned out."""
    strata: dict[tuple[int, int], Counter[int]] = defaultdict(Counter)
    pooled: dict[int, Counter[int]] = defaultdict(Counter)
    for row in rows:
        if row.id in truth:
            strata[_stratum(row)][truth[row.id]] += 1
            pooled[row.quad][truth[row.id]] += 1
    return strata, pooled


def _rates(
    stratum: tuple[int, int], strata: dict[tuple[int, int], Counter[int]], pooled: dict[int, Counter[int]],
    generator: np.random.Generator,
) -> np.ndarray:  # fmt: skip
    """Draws of the shares of CLASSES; of the whole class where the stratum has no judgement, and the
    machine's own word where the class has none.
    """
    seen = strata.get(stratum) or pooled.get(stratum[0])
    if not seen:
        return np.tile([float(quad == stratum[0]) for quad in CLASSES], (DRAWS, 1))
    weights = [seen[quad] + PRIOR if seen[quad] or quad in (stratum[0], 0) else 0.0 for quad in CLASSES]
    present = [position for position, weight in enumerate(weights) if weight]
    drawn = np.zeros((DRAWS, len(CLASSES)))
    drawn[:, present] = generator.dirichlet([weights[position] for position in present], DRAWS)
    return drawn


def _stratum(row: Row) -> tuple[int, int]:
    return row.quad, bisect(BANDS, row.confidence)


def _period(day: date | None, by: Unit) -> str:
    assert day is not None
    return f"{day:%Y-%m}" if by == "month" else f"{day:%Y}"
