"""Ids from few raw fields, so that better cleaning or resolving does not orphan human decisions."""

from __future__ import annotations

from hashlib import sha256


def short_id(*parts: object) -> str:
    """First 16 hex digits of the SHA-256 over the parts, joined by a unit separator."""
    return sha256("\x1f".join(str(part) for part in parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
