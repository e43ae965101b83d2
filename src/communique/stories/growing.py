"""New codings into what was merged before, without comparing all that is there anew.

Groups are joined only along pairs whose score reaches the threshold. What new codings can change lies within
reach of such ties: those codings are grouped anew, all others stay as they are. The outcome is that of
merging everything from the start (a test compares them), except where a bucket holds more codings of one time
than are compared (`nearest`).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

import msgspec

from communique.records import Coding
from communique.stories.blocking import Blocks
from communique.stories.grouping import Pair
from communique.stories.merging import Bonds, Group, in_order, linked
from communique.stories.score import log_odds
from communique.stories.settings import settings
from communique.stories.sketch import alike_reports, report_windows, sketch
from communique.stories.words import Weights


class Grown(msgspec.Struct, frozen=True):
    """groups: those that are new or may have changed; replaced: positions of the earlier groups in whose
    place they stand; n_compared: pairs that were scored.
    """

    groups: tuple[Group, ...]
    replaced: tuple[int, ...]
    n_compared: int


def grow(codings: Iterable[Coding], earlier: Sequence[Sequence[str]], bonds: Bonds | None = None) -> Grown:
    """Merges what is not in any of the earlier groups (ids of codings) into them.

    The earlier groups must be those that merging made of the same codings by the same bonds and weights; each
    of their codings must be there still.
    """
    ordered = in_order(codings)
    weights = Weights()
    windows = report_windows(ordered, alike_reports(ordered, weights))
    items = [sketch(coding, weights, windows.get(coding.document.id)) for coding in ordered]
    place = {coding.id: number for number, coding in enumerate(ordered)}
    home = {place[id_]: number for number, ids in enumerate(earlier) for id_ in ids}
    new = [number for number in range(len(ordered)) if number not in home]
    stayed = [ordered[number] for number in sorted(home)]
    before = report_windows(stayed, alike_reports(stayed, weights))
    moved = [
        number for number in sorted(home)
        if before.get(ordered[number].document.id) != windows.get(ordered[number].document.id)
    ]  # fmt: skip
    blocks, threshold = Blocks(items), settings().threshold
    scores: dict[Pair, float] = {}
    reached: set[int] = set()
    waiting = deque(new + moved)
    while waiting:
        one = waiting.popleft()
        if one in reached:
            continue
        reached.add(one)
        for other in blocks.partners(one):
            pair = (one, other) if one < other else (other, one)
            if pair not in scores:
                scores[pair] = log_odds(items[pair[0]], items[pair[1]])
            if scores[pair] >= threshold:
                waiting.append(other)
        if one in home:
            waiting += [place[id_] for id_ in earlier[home[one]]]
    groups = linked(items, sorted(reached), scores, bonds or Bonds())
    replaced = sorted({home[number] for number in reached if number in home})
    return Grown(tuple(groups), tuple(replaced), len(scores))
