"""Integer ids for layouts that want them: from the record's own id, so that the same event keeps its
number.
"""

from __future__ import annotations

from hashlib import sha256

BITS = 52
"""R and spreadsheets hold integers exactly up to 2⁵³."""


class Numbers:
    """Gives numbers that are unique within one file and do not depend on the order of exports, but for the
    rare case that two hashes meet (one in 9,000 files of a million rows): the later one then takes the next
    free number."""

    def __init__(self) -> None:
        self._taken: set[int] = set()

    def of(self, *parts: object) -> int:
        """The number of an event, or of one pair of its parties."""
        number = _hashed(*parts)
        while number in self._taken:
            number += 1
        self._taken.add(number)
        return number

    def story(self, document_id: str) -> int:
        """The number of a document: the same for all its events."""
        return _hashed("story", document_id)


def _hashed(*parts: object) -> int:
    digest = sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> (64 - BITS)
