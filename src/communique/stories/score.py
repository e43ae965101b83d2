"""A scored decision with its parts: how likely two codings tell one happening."""

from __future__ import annotations

import math
from functools import cache

import msgspec

from communique.ontology import load_ontology
from communique.stories.feature import Feature
from communique.stories.likeness import FEATURES, compare
from communique.stories.settings import settings
from communique.stories.sketch import Sketch


class Verdict(msgspec.Struct, frozen=True):
    """log-odds that two codings tell one happening, and what each feature added to them."""

    score: float
    parts: tuple[tuple[str, float], ...]

    @property
    def probability(self) -> float:
        """The score as a probability."""
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, self.score))))


def judge(a: Sketch, b: Sketch) -> Verdict:
    """Compares two codings. The same pair always gets the same score, in either order."""
    same = a.coding.document.id == b.coding.document.id
    weights = settings().weights["same" if same else "across"]
    parts = [
        (name, weights[name] * value)
        for name, value in compare(a, b).items()
        if value and name in weights
    ]  # fmt: skip
    return Verdict(weights["base"] + sum(value for _, value in parts), tuple(parts))


@cache
def _active(kind: str) -> tuple[tuple[tuple[float, Feature], ...], dict[str, float]]:
    """(weight, feature) of all that count, and the weights of the type that both have."""
    weights = settings().weights[kind]
    of_type = {name.upper(): weights.get(f"both_{name.lower()}", 0.0) for name in load_ontology().types}
    single = {f"both_{name.lower()}" for name in of_type}
    counted = (
        (weights[name], function)
        for name, function in FEATURES.items()
        if weights.get(name) and name not in single
    )
    return tuple(counted), of_type


def log_odds(a: Sketch, b: Sketch) -> float:
    """Only the score of `judge`."""
    kind = "same" if a.coding.document.id == b.coding.document.id else "across"
    counted, of_type = _active(kind)
    total = settings().weights[kind]["base"]
    for weight, function in counted:
        value = function(a, b)
        if value:
            total += weight * value
    if a.coding.event_type == b.coding.event_type:
        total += of_type[a.coding.event_type]
    return total
