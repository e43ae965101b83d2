"""Parse and resolved mentions into codings, statements, situations and refusals."""

from communique.coding.coder import CODER, Coded, code
from communique.coding.lexicon import load_lexicon

__all__ = ["CODER", "Coded", "code", "load_lexicon"]
