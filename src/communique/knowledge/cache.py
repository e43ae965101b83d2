"""Where the compiled knowledge lives: the user's cache folder, written once and atomically, or memory.

A compiled set is a folder named by the hash of the tables it was made from. It is built beside its final
place and renamed into it, so a reader never sees half of it and two builders do no harm. A cache that
cannot be written, or that is damaged, costs time and never an answer.
"""

from __future__ import annotations

import mmap
import os
import shutil
import tempfile
import zlib
from pathlib import Path

import marisa_trie
import platformdirs

from communique.knowledge.compile import Sections, compile_tables, digest_of
from communique.knowledge.tables import DATA_FOLDER, read_tables

TRIE_FILE = "names.marisa"
ROWS_FILE = "rows.bin"
CRC_FILE = "names.crc"
KEPT_BUILDS = 8
"""Compiled sets kept side by side (versions, overlays); older ones are removed when a new one is built."""


def cache_folder() -> Path:
    """The folder of compiled sets below the user's cache folder (on Linux under XDG_CACHE_HOME)."""
    return Path(platformdirs.user_cache_dir("communique", appauthor=False)) / "knowledge"


def open_compiled(
    overlay: Path | None = None, folder: Path = DATA_FOLDER
) -> tuple[marisa_trie.Trie, Sections, str]:
    """Trie, packed rows and the hash of the tables; built first where the cache has none that fits."""
    digest = digest_of(folder, overlay)
    home = cache_folder() / digest
    try:
        return (*_load(home), digest)
    except (OSError, ValueError, RuntimeError):
        pass
    trie, blob = compile_tables(read_tables(folder, overlay))
    try:
        _save(home, trie, blob)
        return (*_load(home), digest)
    except (OSError, ValueError, RuntimeError):
        return trie, Sections(blob), digest


def _load(home: Path) -> tuple[marisa_trie.Trie, Sections]:
    """A compiled set, memory-mapped. Raises when it is missing or damaged: marisa itself does not look."""
    with (home / TRIE_FILE).open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as view:
        if zlib.crc32(view) != int((home / CRC_FILE).read_text(encoding="ascii")):
            raise ValueError(f"{home / TRIE_FILE} is damaged")
    with (home / ROWS_FILE).open("rb") as file:
        sections = Sections(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ))
    trie = marisa_trie.Trie()
    trie.mmap(os.fspath(home / TRIE_FILE))
    return trie, sections


def _save(home: Path, trie: marisa_trie.Trie, blob: bytes) -> None:
    """Writes a compiled set into its place in one step. Raises `OSError` where the cache cannot be
    written."""
    home.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=".build-", dir=home.parent))
    try:
        trie.save(os.fspath(draft / TRIE_FILE))
        (draft / CRC_FILE).write_text(str(zlib.crc32((draft / TRIE_FILE).read_bytes())), encoding="ascii")
        (draft / ROWS_FILE).write_bytes(blob)
        if home.exists():
            shutil.rmtree(home)
        draft.rename(home)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    builds = [path for path in home.parent.iterdir() if path.is_dir() and not path.name.startswith(".")]
    builds.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for old in builds[KEPT_BUILDS:]:
        if old != home:
            shutil.rmtree(old, ignore_errors=True)
