"""Short keys that rows are found by: a number for an id, three letters for a party, a digest for a record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from hashlib import sha256
from itertools import permutations

import msgspec

from communique.records import Actor


def ident(record_id: str) -> int:
    """A signed 64-bit number for an id: the id itself where it is 16 hex digits, else its hash."""
    digits = record_id
    if len(digits) != 16 or not _is_hex(digits):
        digits = sha256(record_id.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    value = int(digits, 16)
    return value - (1 << 64) if value >= 1 << 63 else value


def _is_hex(text: str) -> bool:
    return all(character in "0123456789abcdef" for character in text)


def digest(raw: bytes) -> int:
    """A signed 64-bit number for the bytes of a record; equal records have equal digests."""
    return int.from_bytes(sha256(raw).digest()[:8], "big", signed=True)


def record_digest(record: msgspec.Struct) -> str:
    """16 hex digits for a record: what a decision keeps of the machine answer that it judged."""
    return sha256(msgspec.json.encode(record)).hexdigest()[:16]


def party(actor: Actor) -> str | None:
    """The country an actor belongs to, else the three letters that stand for its kind (IGO, UNO, NGO …)."""
    return actor.country or (actor.code[:3] if actor.code else None)


def parties(actors: Iterable[Actor]) -> list[str]:
    """The parties of actors, each once, in order."""
    return list(dict.fromkeys(key for actor in actors if (key := party(actor)) is not None))


def pairs(actors: Sequence[Actor], recipients: Sequence[Actor]) -> list[tuple[str, str]]:
    """(source, target) of an act, each once. An act without recipients and with several actors is reciprocal:
    every two of them, both ways. An actor that acts on itself (a state on its own people) is a pair too.
    """
    if len(actors) == 1 and len(recipients) == 1:  # nine of ten
        source, target = party(actors[0]), party(recipients[0])
        return [] if source is None or target is None else [(source, target)]
    sources, targets = parties(actors), parties(recipients)
    if not targets:
        return sorted(permutations(sources, 2)) if len(sources) > 1 else []
    return sorted({(source, target) for source in sources for target in targets})
