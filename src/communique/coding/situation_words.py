"""Word classes and lists of standing states (data/situation_words.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from communique.coding.lexicon import load_lexicon


@cache
def tables() -> dict[str, dict[str, str]]:
    """Word classes and lists of data/situation_words.toml."""
    text = files("communique.coding").joinpath("data", "situation_words.toml").read_text("utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


@cache
def listed(name: str) -> frozenset[str]:
    """A list of data/situation_words.toml."""
    return frozenset(tables()["lists"][name].split())


@cache
def word_classes() -> dict[str, frozenset[str]]:
    """The word classes of the frames and those of data/situation_words.toml."""
    own = tables()["classes"]
    return {
        **load_lexicon().classes,
        **{name: frozenset(words.split()) for name, words in own.items()},
    }
