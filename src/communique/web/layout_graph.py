"""Where the nodes of a network stand: springs along its edges, everything else pushes away. The same network
gives the same picture.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

WIDTH, HEIGHT, EDGE = 1000.0, 620.0, 60.0
ROUNDS = 260
SPREAD = 0.6
"""Power of the distance from the middle; 1 leaves places as the springs have them."""


def laid_out(codes: Sequence[str], edges: Sequence[tuple[str, str, int]]) -> dict[str, tuple[float, float]]:
    """Places (x, y) on a sheet of WIDTH × HEIGHT, after Fruchterman and Reingold (1991)."""
    n = len(codes)
    if n == 0:
        return {}
    if n == 1:
        return {codes[0]: (WIDTH / 2, HEIGHT / 2)}
    number = {code: place for place, code in enumerate(codes)}
    angles = 2.399963 * np.arange(n)  # sunflower: evenly spread, without chance
    radius = np.sqrt((np.arange(n) + 0.5) / n)
    at = np.stack([radius * np.cos(angles), radius * np.sin(angles)], axis=1)
    pull = np.zeros((n, n))
    for one, other, weight in edges:
        a, b = number[one], number[other]
        pull[a, b] = pull[b, a] = 0.25 + np.log1p(weight) / 8
    ideal = 2.2 / np.sqrt(n)
    for step in range(ROUNDS):
        apart = at[:, None, :] - at[None, :, :]
        far = np.sqrt((apart**2).sum(axis=2)) + 1e-6
        force = (ideal**2 / far - pull * far**2 / ideal) / far
        np.fill_diagonal(force, 0.0)
        move = (apart * force[:, :, None]).sum(axis=1) - 0.35 * at
        length = np.sqrt((move**2).sum(axis=1, keepdims=True)) + 1e-9
        heat = 0.16 * (1 - step / ROUNDS)
        at = at + move / length * np.minimum(length, heat)
    # what crowds in the middle is given room: far ones come nearer, their order around it stays
    from_middle = at - at.mean(axis=0)
    reach = np.sqrt((from_middle**2).sum(axis=1, keepdims=True)) + 1e-9
    at = from_middle / reach * (reach / reach.max()) ** SPREAD
    low, high = at.min(axis=0), at.max(axis=0)
    spread = np.maximum(high - low, 1e-6)
    scaled = (at - low) / spread * np.array([WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE]) + EDGE
    rounded = [(round(float(x), 1), round(float(y), 1)) for x, y in scaled]
    return dict(zip(codes, rounded, strict=True))
