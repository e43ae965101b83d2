"""Signs at an act that speak for earlier history or for the news of the article, each with a name.

Tense and the clauses above, days in the clause and beside it, place in the article, words that look back, and
whether the lead tells of the same. coding/background.py weighs them.
"""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date
from functools import cache
from importlib.resources import files

from communique.coding.lead_words import LeadWords
from communique.coding.tenses import clause_of_time, clause_signs, tense_of
from communique.coding.tree import Tree
from communique.records import Article, TimeExpression, When
from communique.resolve.times import TimedSpan

RECENT_DAYS, WEEK_DAYS = 1, 6
"""News tells of its own day and the day before; what is older than a week belongs to another crisis."""
LEAD_SENTENCES = 3
WHOLE_DAY = "XXXX-MM-DD"
LEAD_WORDS_FROM = 2
"""Sentences of the body whose words are looked for in what follows."""
TENSES = ("past", "had", "perfect", "present", "future", "tenseless")
PAIRS = (
    ("past", "look_back"),
    ("perfect", "look_back"),
    ("perfect", "often"),
    ("had", "look_back"),
    ("had", "late"),
    ("past", "late"),
)
"""Signs that say something else together than apart."""


LONG_AGO = ("year", "month", "decade", "centur")
"""Words of expressions that look back further than a week."""


class Weights(dict[str, float]):
    """Weight in log odds by sign; word lists by name."""

    words: dict[str, frozenset[str]]
    first: dict[str, float]


@cache
def weights() -> Weights:
    """data/background.toml."""
    table = tomllib.loads(files("communique.coding").joinpath("data", "background.toml").read_text("utf-8"))
    found = Weights({str(name): float(value) for name, value in table["signs"].items()})
    found.words = {name: frozenset(str(value).split()) for name, value in table["words"].items()}
    found.first = {str(name): float(value) for name, value in table["sentence"].items()}
    return found


UNDATED = When(None, None, "unknown", "context", None, "no words of time")


class Signs:
    """Names of the signs at the acts of one article."""

    def __init__(self, trees: Sequence[Tree], article: Article, times: Sequence[TimedSpan]) -> None:
        self.trees = trees
        self.article = article
        blocks = article.read_ranges()
        self.zones = [block.kind for block in blocks] or ["body"]
        self.times: dict[int, list[TimedSpan]] = {}
        for timed in times:
            self.times.setdefault(timed.sentence, []).append(timed)
        self.news_on = article.published.on  # the day from which ages are counted
        self.lead_value = self._lead_value()
        self.stances = [self._stance(index) for index in range(len(trees))]
        self.lead_day = self._lead_day()
        self.lead = [frozenset(tree.lemma) for tree in trees[:LEAD_SENTENCES]]
        body = [index for index in range(len(trees)) if self._zone(index) == "body"]
        self.place = {index: number for number, index in enumerate(body)}
        titles = [index for index in range(len(trees)) if self._zone(index) != "body"]
        self.lead_words = LeadWords(trees, [*titles[:LEAD_SENTENCES], *body[:LEAD_WORDS_FROM]])

    def signs(self, sentence: int, token: int, when: When) -> tuple[str, ...]:
        """Names of all signs at an act, in a fixed order."""
        tree = self.trees[sentence]
        when = self._without_measure(tree, token, when)
        found = [self._zone_sign(sentence), *self._date_signs(sentence, when), *clause_signs(tree, token)]
        found += self._word_signs(tree, token)
        found += self._lead_signs(sentence, when)
        before = self._before(sentence)
        if before is not None:
            found.append(before)
            if "past" in found and "reported" not in found:
                found.append(f"{before}_past")
        found += [f"{one}_{two}" for one, two in PAIRS if one in found and two in found]
        found += [f"{one}_{two}" for one in found if _is_clause(one) for two in TENSES if two in found]
        return tuple(dict.fromkeys(found))

    def of_act(self, sentence: int, token: int, event_type: str, status: str) -> list[str]:
        """Signs of what the act is: its type, its status, whether the lead names it too."""
        found = [f"type_{event_type}", f"status_{status}"]
        if sentence >= 2:
            lemma = self.trees[sentence].lemma[token]
            told = any(lemma in lead for index, lead in enumerate(self.lead) if index != sentence)
            found.append("in_lead" if told else "not_in_lead")
            share = self.lead_words.share(self.trees[sentence], token)
            found += [] if share is None else [f"lead_words_{share}"]
        return found

    def beside(self, sentence: int) -> list[str]:
        """Tense of the main verbs before and behind, in the same paragraph."""
        found = []
        paragraph = self.trees[sentence].sentence.paragraph
        for name, index in (("prev", sentence - 1), ("next", sentence + 1)):
            tense = "none"
            if 0 <= index < len(self.trees) and self.trees[index].sentence.paragraph == paragraph:
                tree = self.trees[index]
                tense = tense_of(tree, tree.root) or "tenseless"
            found.append(f"{name}_{tense}")
        return found

    # ---- the article

    def _zone(self, sentence: int) -> str:
        return self.zones[min(self.trees[sentence].sentence.paragraph, len(self.zones) - 1)]

    def _age(self, first: date | None, last: date | None) -> str | None:
        """How far an interval lies before the news: `now`, `week`, `old`, or null where that is unknown."""
        if last is None or self.news_on is None:
            return None
        days = (self.news_on - last).days
        if days <= RECENT_DAYS:
            return "long" if _is_long(first, last) else "now"
        return "days" if days == RECENT_DAYS + 1 else "week" if days <= WEEK_DAYS else "old"

    def _lead_day(self) -> date | None:
        """The day of which the lead tells, at most a week before publication; null where it names none."""
        for index in range(min(len(self.trees), LEAD_SENTENCES + 1)):
            for timed in self.times.get(index, ()):
                first, last = timed.expression.first, timed.expression.last
                if timed.expression.type not in ("DATE", "TIME") or first is None or last is None:
                    continue
                near = self.news_on is not None and 0 <= (self.news_on - last).days <= WEEK_DAYS + 1
                if near and (last - first).days <= 1:
                    return last
        return None

    def _lead_value(self) -> str | None:
        """The day without a year that the lead names first: it is that of the news in an undated article."""
        for index in range(min(len(self.trees), LEAD_SENTENCES)):
            for timed in self.times.get(index, ()):
                value = timed.expression.value
                if value.startswith("XXXX-") and len(value) == len(WHOLE_DAY):
                    return value
        return None

    def _lead_signs(self, sentence: int, when: When) -> list[str]:
        """How the day of the act, else of its sentence, lies to the day of which the lead tells."""
        if self.lead_day is None:
            return []
        if when.basis == "expression":
            if when.end is None:
                return []
            wide = _is_long(when.start, when.end)
            return [f"lead_own_{'long' if wide else _apart((self.lead_day - when.end).days)}"]
        days = [
            (self.lead_day - timed.expression.last).days
            for timed in self.times.get(sentence, ())
            if timed.expression.type in ("DATE", "TIME") and timed.expression.last is not None
        ]
        return [f"lead_sentence_{_apart(min(days, key=abs))}"] if days else []

    def _stance(self, sentence: int) -> str | None:
        """What the sentence's own words of time say."""
        found = []
        for timed in self.times.get(sentence, ()):
            expression = timed.expression
            if expression.type in ("DURATION", "SET"):
                continue
            age = self._age(expression.first, expression.last)
            if age is None:
                age = self._undated_age(expression)
            if age is not None:
                found.append(age)
        for age in ("now", "days", "week", "dated", "old"):
            if age in found:
                return age
        return None

    def _without_measure(self, tree: Tree, token: int, when: When) -> When:
        """The day of an act, unless its words stand before the clause of "after" or "since" that tells it:
        those of "the day after rebels fled" tell of another act.
        """
        opens = clause_of_time(tree, token) if when.basis == "expression" else None
        if opens is None:
            return when
        within = (
            timed.expression.start >= tree.sentence.token_start[opens]
            for timed in self.times.get(tree.index, ())
            if timed.expression.text == when.text
        )
        return when if any(within) else UNDATED

    def _age_of_words(self, sentence: int, text: str | None) -> str | None:
        """The age of the expression that a date rests on, in an undated article."""
        for timed in self.times.get(sentence, ()):
            if timed.expression.text == text:
                return self._undated_age(timed.expression)
        return self.stances[sentence]

    def _undated_age(self, expression: TimeExpression) -> str | None:
        """Without a day to count from: days of the week are the news, printed years and months are not."""
        if expression.value.startswith(("XXXX-W", "PRESENT", "T")) or expression.value == self.lead_value:
            return "now"
        text = expression.text.lower()
        if any(word in text for word in LONG_AGO) or expression.value[:2] in ("19", "20"):
            return "old"
        return "dated" if expression.value.startswith("XXXX-") else None

    def _before(self, sentence: int) -> str | None:
        """The stance of the sentences before, in the same paragraph or the one above it."""
        paragraph = self.trees[sentence].sentence.paragraph
        for index in range(sentence - 1, max(-1, sentence - 6), -1):
            gap = paragraph - self.trees[index].sentence.paragraph
            if gap > 1 or self._zone(index) != "body":
                return None
            stance = self.stances[index]
            if stance is not None and self.stances[sentence] is None:
                return f"{'before' if gap == 0 else 'above'}_{stance}"
        return None

    # ---- signs

    def _zone_sign(self, sentence: int) -> str:
        if self._zone(sentence) != "body":
            return "title"
        place = self.place.get(sentence, 0)
        if place == 0:
            return "lead"
        if place < LEAD_SENTENCES:
            return "top"
        share = place / max(1, len(self.place))
        return "early" if share < 0.35 else "middle" if share < 0.7 else "late"

    def _date_signs(self, sentence: int, when: When) -> list[str]:
        found = []
        if when.basis == "expression":
            age = self._age(when.start, when.end) or self._age_of_words(sentence, when.text)
            if age is not None:
                found.append(f"own_{age}")
        elif when.basis == "context" and when.text and self.stances[sentence] is None:
            age = self._age(when.start, when.end)
            if age is not None:
                found.append(f"context_{age}")
        elif self.stances[sentence] is not None:
            found.append(f"sentence_{self.stances[sentence]}")
        return found

    def _word_signs(self, tree: Tree, token: int) -> list[str]:
        """Words of the clause that look back."""
        nodes = [token, *tree.ancestors(token)[:2]]
        near = {tree.lemma[child] for node in nodes for child in tree.children[node]}
        lists = weights().words
        found = [name for name, words in lists.items() if near & words]
        if tree.upos[token] == "VERB" and tree.children[token]:
            first = tree.sentence.form[tree.subtree(nodes[-1])[0]].lower()
            if first in ("earlier", "previously", "since", "once"):
                found.append("opens_earlier")
        return found


def _is_clause(sign: str) -> bool:
    """Whether a sign names the clause an act stands in; its tense says more beside it."""
    return sign in ("relative", "participle", "reported") or sign.split("_")[0] == "clause"


def _is_long(first: date | None, last: date) -> bool:
    """Whether an interval is wider than two weeks."""
    return first is not None and (last - first).days > 2 * WEEK_DAYS


def _apart(days: int) -> str:
    """How many days something lies before the lead's day, in words."""
    if days < 0:
        return "after"
    return "same" if days == 0 else "eve" if days == 1 else "week" if days <= WEEK_DAYS + 1 else "old"


__all__ = ["UNDATED", "Signs", "weights"]
