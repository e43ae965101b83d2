"""Several files as one: into a folder, or into a .zip whose bytes depend on nothing but the content."""

from __future__ import annotations

import io
import shutil
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import IO, Any, Protocol, TextIO, cast

from communique.errors import UsageError

_WHEN = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip file can hold: the same content gives the same bytes."""


class _Hashing(io.BufferedIOBase):
    """Passes bytes on, counting and hashing them."""

    def __init__(self, out: IO[bytes]) -> None:
        self._out = out
        self.size = 0
        self.digest = sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        """Counts, hashes and passes on."""
        self.size += len(data)
        self.digest.update(data)
        self._out.write(data)
        return len(data)


class Target(Protocol):
    """Where files are put."""

    def write(self, name: str, content: bytes) -> tuple[int, str]:
        """A file; returns its size and SHA-256."""

    def write_text(self, name: str, fill: Callable[[TextIO], None]) -> tuple[int, str]:
        """A UTF-8 file that a function fills piece by piece; returns its size and SHA-256."""


class _Files:
    """Puts files through a function that opens them."""

    def __init__(self, opened: Callable[[str], IO[bytes]]) -> None:
        self._opened = opened

    def write(self, name: str, content: bytes) -> tuple[int, str]:
        with self._opened(name) as out:
            out.write(content)
        return len(content), sha256(content).hexdigest()

    def write_text(self, name: str, fill: Callable[[TextIO], None]) -> tuple[int, str]:
        with self._opened(name) as out:
            counted = _Hashing(out)
            text = io.TextIOWrapper(cast(Any, counted), encoding="utf-8", newline="")
            fill(text)
            text.flush()
            text.detach()  # the file below stays open
            return counted.size, counted.digest.hexdigest()


@contextmanager
def write_archive(path: Path) -> Iterator[Target]:
    """A folder, or one .zip file when the name ends so; in its place only when it is whole.

    Raises UsageError when the folder is there and holds something.
    """
    part = path.with_name(path.name + ".part")
    if path.suffix.lower() == ".zip":
        try:
            with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
                yield _Files(lambda name: _entry(archive, name))
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        return
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{str(path)!r} is there already; name an empty folder, a new one, or a .zip file")
    try:
        part.mkdir()
        yield _Files(lambda name: _file(part / name))
        if path.exists():
            path.rmdir()
        part.replace(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def _file(path: Path) -> IO[bytes]:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path.open("wb")


def _entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    entry = zipfile.ZipInfo(name, _WHEN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return archive.open(entry, "w", force_zip64=True)


def rezipped(content: bytes) -> bytes:
    """A zip file with its entries in order of name and without their times."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(out, "w") as archive:
        for name in sorted(given.namelist()):
            with _entry(archive, name) as entry:
                entry.write(given.read(name))
    return out.getvalue()
