"""The project's own tables of who is who: a folder beside its file, read on top of the shipped ones."""

from __future__ import annotations

from pathlib import Path

from communique.store.engine import is_url


def own_tables(place: str) -> Path | None:
    """Where they lie: `korea.db` → `korea.knowledge`, there or not; null for a project at an address."""
    return None if is_url(place) else Path(place).with_suffix(".knowledge")


def overlay_for(place: str, given: str | None) -> str | None:
    """The overlay to code a project with: the one given, else the project's own when it is there."""
    own = own_tables(place)
    return given if given is not None or own is None or not own.is_dir() else str(own)
