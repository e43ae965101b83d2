"""The words of politics and of other domains (data/domains.toml): which of them a sentence uses."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise

from communique.coding.tree import Tree

#: How many weak words make a domain: sport is told in few words, the others share theirs with politics.
WEAK = {"sport": 2, "arts": 3, "business": 3, "nature": 4, "crime": 3}


@cache
def domains() -> dict[str, tuple[frozenset[str], frozenset[str]]]:
    """Strong and weak words of each domain."""
    return {
        name: (frozenset(words["strong"].split()), frozenset(words["weak"].split()))
        for name, words in _tables().items()
        if "strong" in words
    }


@cache
def words_of(group: str) -> frozenset[str]:
    """Words of a group of data/domains.toml: "political" (what makes police and court work political),
    "statecraft" (states and wars), "service" (public services, whose daily work is no politics), "soft"
    (agent nouns that mean an official only where the sentence speaks of politics).
    """
    return frozenset(_tables()[group]["words"].split())


@cache
def public_words() -> frozenset[str]:
    """Words of politics and of states, without the nouns that may mean anybody."""
    return (words_of("political") | words_of("statecraft")) - words_of("soft")


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files("communique.coding").joinpath("data", "domains.toml").read_text("utf-8"))


def two_words(tree: Tree) -> list[str]:
    """Each two lemmas that follow one another, as the lists write them ("life_sentence")."""
    return [f"{one}_{two}" for one, two in pairwise(tree.lemma)]


def domain(tree: Tree) -> str | None:
    """The unpolitical domain whose words a sentence uses, or null."""
    words = {*tree.lemma, *(form.lower() for form in tree.sentence.form), *two_words(tree)}
    for name, (strong, weak) in domains().items():
        if name == "crime" and (words_of("political") - words_of("service")) & words:
            continue
        if words & strong or len(words & weak) >= WEAK[name]:
            return name
    return None
