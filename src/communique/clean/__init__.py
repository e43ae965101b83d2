"""Clean: a Document becomes an Article whose every line is kept, set apart or dropped for a reason."""

from __future__ import annotations

from communique.clean.cleaning import clean
from communique.clean.reasons import CleanReason

__all__ = ["CleanReason", "clean"]
