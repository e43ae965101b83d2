"""Which coder this is: everything that decides how a text is coded, so that answers can be told apart."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import communique.coding
from communique.coding.lexicon import own_frames
from communique.knowledge import load_knowledge
from communique.language.files import model_folder, read_manifest
from communique.pipeline.kernel import Options
from communique.records import Coder
from communique.version import __version__

ROOMS = ("clean", "coding", "knowledge", "language", "ontology", "resolve", "text")
MODEL_FILES = ("knowledge", "language")
"""Rooms whose data folder has a version of its own."""


def coder_of(options: Options) -> Coder:
    """The coder that a run with these options is. Raises ModelMissing, ModelDamaged, DataError."""
    manifest = read_manifest(model_folder())
    weights = sha256("".join(sorted(manifest.sha256.values())).encode()).hexdigest()[:12]
    overlay = Path(options.overlay) if options.overlay else None
    knowledge = load_knowledge(overlay).version
    settings: dict[str, Any] = {"min_confidence": options.min_confidence} if options.min_confidence else {}
    if frames := own_frames(overlay):
        settings["frames"] = frames
    return Coder(
        f"{__version__}+code.{code_hash()}",
        communique.coding.CODER,
        f"{manifest.model}+{weights}",
        knowledge,
        settings,
    )


@cache
def code_hash() -> str:
    """12 hex digits over the source and rule files that read a text: a changed rule makes another coder."""
    mark = sha256()
    for room in ROOMS:
        for name, entry in _files(files("communique") / room, room):
            if name.startswith(tuple(f"{one}/data/" for one in MODEL_FILES)):
                continue
            mark.update(name.encode() + b"\0" + entry.read_bytes() + b"\0")
    mark.update((files("communique") / "pipeline" / "kernel.py").read_bytes())
    return mark.hexdigest()[:12]


def _files(folder: Traversable, name: str) -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in sorted(folder.iterdir(), key=lambda one: one.name):
        path = f"{name}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                found += _files(entry, path)
        elif not entry.name.endswith(".pyc"):
            found.append((path, entry))
    return found
