"""Earlier history or the news of the article?

No single sign decides. Signs of history: a pluperfect, a date well before the news, a relative clause that
reminds the reader who somebody is ("who brokered the truce"), a perfect with "already", a noun that names a
known act, sentences beside it that tell of an old day. Signs of news: title and lead, the day of the lead,
future and present. Every sign has a weight (data/background.toml, in log odds); the sum decides.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.coding.background_signs import UNDATED, Signs, weights
from communique.coding.tree import Tree
from communique.records import Article, When
from communique.resolve.times import TimedSpan

MOST = 3.0
"""First scores of neighbours count up to this, in log odds about the middle of all sentences."""
MIDDLE = 1.0
REACH = 6
"""Sentences before and behind that are looked at."""


class Background:
    """Tells history from news in one article."""

    def __init__(self, trees: Sequence[Tree], article: Article, times: Sequence[TimedSpan]) -> None:
        self.trees = trees
        self.signs = Signs(trees, article, times)
        self._scores: dict[int, float] = {}
        self._values: dict[int, dict[str, float]] = {}

    def is_background(self, sentence: int, token: int, when: When, event_type: str, status: str) -> bool:
        """True where the signs speak for history."""
        table = weights()
        signs = self.of_act(sentence, token, when, event_type, status)
        total = table["base"] + sum(table.get(sign, 0.0) for sign in signs)
        return total + sum(table.get(name, 0.0) * value for name, value in self.around(sentence).items()) > 0

    def of_act(
        self, sentence: int, token: int, when: When, event_type: str, status: str
    ) -> tuple[str, ...]:
        """Names of the signs at an act and in its own sentence."""
        found = [*self.signs.signs(sentence, token, when), *self.signs.beside(sentence)]
        return (*found, *self.signs.of_act(sentence, token, event_type, status))

    def around(self, sentence: int) -> dict[str, float]:
        """What the sentences beside it seem to tell, in log odds: history runs in passages."""
        known = self._values.get(sentence)
        if known is not None:
            return known
        own = self._paragraph(sentence)
        near = self._near(sentence)
        inside = [k for k in near if self._paragraph(k) == own]
        beside = [self._score(k) for k in inside]
        above = [self._score(k) for k in near if self._paragraph(k) == own - 1]
        below = [self._score(k) for k in near if self._paragraph(k) == own + 1]
        found = {
            f"score_{name}": self._score(sentence + step) if sentence + step in inside else 0.0
            for name, step in (("before", -1), ("behind", 1), ("two_before", -2), ("two_behind", 2))
        }
        found |= {
            "score_paragraph": _mean(beside), "score_most": max(beside, default=0.0),
            "score_above": _mean(above), "score_below": _mean(below), "alone": float(not inside),
        }  # fmt: skip
        self._values[sentence] = found
        return found

    def forget(self) -> None:
        """Makes the first scores be found anew, for other weights."""
        self._scores.clear()
        self._values.clear()

    def _near(self, sentence: int) -> list[int]:
        first, last = max(0, sentence - REACH), min(len(self.trees), sentence + REACH + 1)
        return [k for k in range(first, last) if k != sentence]

    def _paragraph(self, sentence: int) -> int:
        return self.trees[sentence].sentence.paragraph

    def _score(self, index: int) -> float:
        """A first score of a whole sentence, from its main verb alone."""
        known = self._scores.get(index)
        if known is None:
            table = weights().first
            signs = self.signs.signs(index, self.trees[index].root, UNDATED)
            stance = self.signs.stances[index]
            if stance is not None:
                signs = (*(s for s in signs if not s.startswith("sentence_")), f"own_{stance}")
            total = table["base"] + sum(table.get(sign, 0.0) for sign in signs)
            known = min(MOST, max(-MOST, total + MIDDLE))
            self._scores[index] = known
        return known


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


__all__ = ["Background"]
