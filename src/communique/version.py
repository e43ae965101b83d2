"""The one place where the program's version stands; the build and `communique --version` read it here."""

__version__ = "0.1.0"

SCHEMA_VERSION = "1"
"""Version of the record contract (docs/records.md); raised when a field changes meaning or goes."""
