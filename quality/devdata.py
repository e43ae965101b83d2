"""Where the development sets are, and how to read them; they are never part of the repository."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent


def folder() -> Path | None:
    """The folder of development sets (COMMUNIQUE_DEV_DATA, default ../shared/data), or null where it is
    absent.
    """
    path = Path(os.environ.get("COMMUNIQUE_DEV_DATA", ROOT.parent / "shared" / "data"))
    return path if path.is_dir() else None


def lines(name: str) -> list[dict[str, Any]]:
    """Rows of a JSONL set. Raises FileNotFoundError with the way to set the folder when it is absent."""
    base = folder()
    if base is None:
        raise FileNotFoundError("development sets not found; set COMMUNIQUE_DEV_DATA to their folder")
    return [json.loads(line) for line in (base / name).read_text("utf-8-sig").splitlines() if line.strip()]


def fingerprint(name: str) -> str:
    """First 12 hex digits of the SHA-256 of a set's file, so that a floor is tied to the text it was measured
    on.
    """
    base = folder()
    assert base is not None
    return sha256((base / name).read_bytes()).hexdigest()[:12]
