"""Sources: every way an input reaches the program, each turned into Documents or into refusals with a reason.

`read_inputs` is the door; the other modules know one format each.
"""

from __future__ import annotations

from communique.sources.limits import Limits
from communique.sources.read import read_inputs
from communique.sources.reasons import SourceReason

__all__ = ["Limits", "SourceReason", "read_inputs"]
