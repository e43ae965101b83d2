"""communique: news reports into a checkable record of international politics."""

from communique.version import __version__

__all__ = ["__version__"]
