"""What the line model sees around a line: its neighbours, the prose near it, the report it is part of."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from communique.clean.language import FUNCTION_WORDS

Array = npt.NDArray[np.float32]

CONTEXT = ("words", "end_stop", "function_words", "capitalised", "hit", "prose")
"""Columns seen of the neighbours at distance 1 to 3 on each side."""
WINDOWS = (3, 8, 20)
"""Half widths over which prose and hits are averaged, on each side apart."""

STORY = (
    "said_before", "opening", "above", "prose_before", "marks_since", "since_mark", "run", "run_mass",
    "run_share", "run_topic", "run_above", "from_start",
)  # fmt: skip
RUN_GAP = 4
MAIN_WORDS = 90.0


def context_columns(table: Array) -> Array:
    """Neighbours at distance 1 to 3, means over windows on each side,
    and where the line lies among the prose."""
    n = len(table)
    prose = ((table[:, 0] >= 10) & (table[:, 3] > 0) & (table[:, 35:38].sum(axis=1) == 0)).astype(np.float32)
    hit = (table[:, 35:38].sum(axis=1) > 0).astype(np.float32)
    n_words = np.minimum(table[:, 0], 60).astype(np.float32)
    columns: list[Array] = [n_words, table[:, 3], table[:, 17], table[:, 14], hit, prose]
    context: list[npt.NDArray[Any]] = []
    for distance in (1, 2, 3):
        for column in columns:
            context += [shifted(column, distance), shifted(column, -distance)]
    for column in (prose, hit, np.minimum(table[:, 0], 60) * prose):
        for half in WINDOWS:
            context += [side_mean(column, half, before=True), side_mean(column, half, before=False)]
    mass = np.minimum(table[:, 0], 60) * prose
    share = np.cumsum(mass) / max(float(mass.sum()), 1.0)
    context += [share, gap(prose, before=True), gap(prose, before=False), segment(mass - 6.0)]
    return np.stack([np.asarray(column, dtype=np.float32) for column in context], axis=1).reshape(n, -1)


def shifted(column: Array, distance: int) -> Array:
    """The column's value `distance` lines above (positive) or below; -1 beyond the ends."""
    moved = np.full_like(column, -1.0)
    if distance > 0:
        moved[distance:] = column[:-distance]
    else:
        moved[:distance] = column[-distance:]
    return moved


def side_mean(column: Array, half: int, *, before: bool) -> Array:
    """Mean over up to `half` lines before (or after) each line, the line itself left out; 0 at the ends."""
    total = np.zeros(len(column) + 1)
    np.cumsum(column, out=total[1:])
    index = np.arange(len(column))
    low = np.maximum(index - half, 0) if before else index + 1
    high = index if before else np.minimum(index + 1 + half, len(column))
    width = np.maximum(high - low, 1)
    means: Array = ((total[high] - total[low]) / width).astype(np.float32)
    return means


def gap(prose: Array, *, before: bool) -> Array:
    """Lines to the nearest prose line before (or after), at most 50."""
    column = prose if before else prose[::-1]
    index = np.arange(len(column))
    last = np.maximum.accumulate(np.where(column > 0, index, -1000))
    previous = np.concatenate([[-1000], last[:-1]]) if len(column) else last
    distance: Array = np.minimum(index - previous, 50).astype(np.float32)
    return distance if before else distance[::-1]


def segment(gain: Array) -> Array:
    """Signed distance in lines to the stretch with the greatest sum: 0
    inside, negative above, positive below; ±60."""
    best = current = 0.0
    start = first = last = 0
    for index, value in enumerate(gain):
        if current <= 0:
            current, start = 0.0, index
        current += float(value)
        if current > best:
            best, first, last = current, start, index
    index_ = np.arange(len(gain))
    distance = np.where(index_ < first, index_ - first, np.where(index_ > last, index_ - last, 0))
    clipped: Array = np.clip(distance, -60, 60).astype(np.float32)
    return clipped


def story_columns(table: Array, words: Sequence[Sequence[str]]) -> Array:
    """Columns of `STORY`: pages carry several reports one below the other, and only the first is the article.

    A run is a stretch of prose lines with gaps of at most `RUN_GAP` other lines; the main run is the first
    with `MAIN_WORDS` words or, without one, the longest.
    """
    n = len(table)
    columns = np.zeros((n, len(STORY)), dtype=np.float32)
    prose = [i for i in range(n) if table[i, 0] >= 10 and table[i, 3] and not table[i, 35:38].any()]
    if not prose:
        return columns
    stems = [
        frozenset(word[:6] for word in own if len(word) > 3 and word not in FUNCTION_WORDS) for own in words
    ]
    runs: list[list[int]] = []
    for index in prose:
        if runs and index - runs[-1][-1] <= RUN_GAP + 1:
            runs[-1].append(index)
        else:
            runs.append([index])
    masses = [sum(float(table[i, 0]) for i in run) for run in runs]
    main = next((r for r, mass in enumerate(masses) if mass >= MAIN_WORDS), int(np.argmax(masses)))
    start = runs[main][0]
    vocabularies = [frozenset().union(*(stems[i] for i in run)) for run in runs]
    opening = frozenset().union(*(stems[i] for i in runs[main][:5]))
    above = frozenset().union(
        *(stems[i] for i in range(max(0, start - 12), start) if 4 <= len(words[i]) <= 22), frozenset()
    )
    nearest = np.zeros(n, dtype=np.int64)
    bounds = [(run[0], run[-1]) for run in runs]
    for index in range(n):
        nearest[index] = (
            min(range(len(runs)), key=lambda r: max(bounds[r][0] - index, index - bounds[r][1], 0))
            if len(runs) < 60
            else 0
        )
    said: set[str] = set()
    n_marks, since = 0.0, 50.0
    n_before = 0
    for index in range(n):
        own = stems[index]
        mark = bool(table[index, 30] or table[index, 31] or table[index, 28] or table[index, 29])
        since = 0.0 if mark else min(since + 1, 50)
        if index > start and mark:
            n_marks += 1
        run = int(nearest[index])
        size = max(len(own), 1)
        columns[index] = (
            len(own & said) / size if said else 0.0, len(own & opening) / size, len(own & above) / size,
            min(n_before, 60), min(n_marks, 10), since, run - main, np.log1p(masses[run]),
            masses[run] / max(masses),
            len(vocabularies[run] & vocabularies[main]) / max(len(vocabularies[run]), 1),
            len(vocabularies[run] & above) / max(len(above), 1), max(-40, min(index - start, 80)),
        )  # fmt: skip
        if index >= start and table[index, 0] >= 10 and table[index, 3]:
            said |= own
            n_before += 1
    return columns
