"""The project file: everything that was collected, coded, merged and decided, in one SQLite file or at a
PostgreSQL address. Readers see the current answer: machine record plus the newest decision.
"""

from communique.store.answer import current, is_stale
from communique.store.derived import Saved
from communique.store.differences import Difference
from communique.store.doctor import Finding
from communique.store.keys import pairs, parties, party, record_digest
from communique.store.read import Stored
from communique.store.search import Hit
from communique.store.snapshot import examine_snapshot
from communique.store.store import Store
from communique.store.transfer import back_up, restore
from communique.store.write import Found, Writer, content_hash

__all__ = [
    "Difference",
    "Finding",
    "Found",
    "Hit",
    "Saved",
    "Store",
    "Stored",
    "Writer",
    "back_up",
    "content_hash",
    "current",
    "examine_snapshot",
    "is_stale",
    "pairs",
    "parties",
    "party",
    "record_digest",
    "restore",
]
