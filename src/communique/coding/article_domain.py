"""What an article as a whole is about, where that is not politics.

Two measures: the mean of the log odds of its sentences (`eventful`), which tells sport, film, markets and
weather; and how many of its sentences have the words of crime and how many those of politics, since ordinary
crime is told with arrests and shots as politics is.
"""

from __future__ import annotations

from collections.abc import Sequence

from communique.coding.domain_words import domains, public_words, two_words, words_of
from communique.coding.eventful import LEAST_SENTENCES, SHORTEST, article_odds
from communique.coding.tree import Tree

QUIET_ARTICLE = 0.7
"""Mean log odds below which an article reads like anything but politics."""
LEAST_CRIME = 0.1
"""Share of the sentences with words of crime that makes an article one of crime."""
LEAD = 1.5
"""How many times more sentences must have words of crime than words of politics."""
#: Words of politics that every court report has too.
EVERYWHERE = frozenset(
    """official officials camp editor reporter founder state general colonel leader bishop rights party strike
    broadcast newspaper governor mayor""".split()
)


def is_quiet(trees: Sequence[Tree]) -> bool:
    """Whether an article is about sport, film, markets, weather and the like throughout."""
    odds = article_odds(trees)
    return odds is not None and odds < QUIET_ARTICLE


def is_crime(trees: Sequence[Tree]) -> bool:
    """Whether an article is about ordinary crime and its courts throughout."""
    told = [tree for tree in trees if len(tree) >= SHORTEST]
    crime = sum(tells_of_crime(tree) for tree in told)
    politics = sum(tells_of_politics(tree) for tree in told)
    return len(told) >= LEAST_SENTENCES and crime >= LEAST_CRIME * len(told) and crime > LEAD * politics


def tells_of_crime(tree: Tree) -> bool:
    """Whether a sentence has a word of crime, or two of those that others have as well."""
    strong, weak = domains()["crime"]
    words = {*tree.lemma, *two_words(tree)}
    return bool(words & strong) or len(words & weak) > 1


def tells_of_politics(tree: Tree) -> bool:
    """Whether a sentence has a word that only politics and wars are told with."""
    return bool(((public_words() - words_of("service")) - EVERYWHERE) & {*tree.lemma})


__all__ = ["is_crime", "is_quiet", "tells_of_crime", "tells_of_politics"]
