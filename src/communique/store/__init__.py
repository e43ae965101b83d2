"""The project file: everything that was collected, coded, merged and decided, in one SQLite file or at a
PostgreSQL address. Readers see the current answer: machine record plus the newest decision.
"""

from communique.store.answer import current, is_stale
from communique.store.derived import Saved
from communique.store.differences import Difference
from communique.store.keys import pairs, parties, party, record_digest
from communique.store.read import Stored
from communique.store.store import Store
from communique.store.write import Found, Writer, content_hash

__all__ = [
    "Difference",
    "Found", "Saved", "Store", "Stored", "Writer", "content_hash", "current", "is_stale", "pairs", "parties",
    "party", "record_digest",
]  # fmt: skip
