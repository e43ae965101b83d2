"""Words of reporting: the lists of data/speech.toml by name."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> frozenset[str]:
    """A word list of data/speech.toml."""
    table: dict[str, str] = tomllib.loads(
        files("communique.coding").joinpath("data", "speech.toml").read_text("utf-8")
    )
    return frozenset(table[name].split())


__all__ = ["words"]
