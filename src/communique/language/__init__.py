"""Article text → Parse: the shipped language model, its decoding and its printed forms.

`load_parser()` gives the one parser of this process; nothing heavy is imported before it is called.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from communique.language.conllu import read_conllu, to_conllu
    from communique.language.parser import Parser, load_parser
    from communique.language.show import tree

__all__ = ["Parser", "load_parser", "read_conllu", "to_conllu", "tree"]

_HOME = {
    "Parser": "communique.language.parser",
    "load_parser": "communique.language.parser",
    "read_conllu": "communique.language.conllu",
    "to_conllu": "communique.language.conllu",
    "tree": "communique.language.show",
}


def __getattr__(name: str) -> object:
    if name in _HOME:
        from importlib import import_module

        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
