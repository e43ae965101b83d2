"""Byte streams with limits: unpacking gzip without falling for a bomb, and lines without an endless one."""

from __future__ import annotations

import io
import zlib
from collections.abc import Iterator
from typing import BinaryIO

from communique.sources.limits import Limits
from communique.sources.reasons import SourceReason
from communique.sources.refuse import refused, size_words

GZIP_MAGIC = b"\x1f\x8b"
CHUNK = 1 << 16


class GzipStream(io.RawIOBase):
    """Unpacks gzip members one after the other.

    `truncated` is True after reading when the stream ended inside a member (Python's and FastWARC's
    readers end silently or only raise at the end). Raises InputRefused `sources.bomb` when the
    unpacked size runs away, `sources.damaged` when the bytes are no gzip.
    """

    def __init__(self, packed: BinaryIO, limits: Limits, source: str) -> None:
        super().__init__()
        self._packed, self._limits, self._source = packed, limits, source
        self._inflater = zlib.decompressobj(wbits=31)
        self._pending = b""
        self._n_in = self._n_out = 0
        self._done = False
        self.truncated = False

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: object) -> int:
        view = memoryview(buffer)  # type: ignore[arg-type]
        data = self._unpack(len(view))
        view[: len(data)] = data
        return len(data)

    def _unpack(self, size: int) -> bytes:
        while not self._done:
            if self._inflater.eof:
                self._next_member()
                continue
            packed = self._pending or self._packed.read(CHUNK)
            if not packed:
                self.truncated, self._done = True, True
                break
            if packed is not self._pending:
                self._n_in += len(packed)
            try:
                data = self._inflater.decompress(packed, size)
            except zlib.error as error:
                raise refused(SourceReason.DAMAGED, f"no valid gzip: {error}", self._source) from None
            self._pending = self._inflater.unconsumed_tail
            self._count(len(data))
            if data:
                return data
        return b""

    def _next_member(self) -> None:
        """Gzip files may be many members (WARC: one a record); zero bytes after the last are padding."""
        rest = (self._inflater.unused_data or b"").lstrip(b"\x00")
        while not rest:
            chunk = self._packed.read(CHUNK)
            if not chunk:
                self._done = True
                return
            self._n_in += len(chunk)
            rest = chunk.lstrip(b"\x00")
        self._inflater = zlib.decompressobj(wbits=31)
        self._pending = rest

    def _count(self, n: int) -> None:
        self._n_out += n
        if self._n_out > self._limits.ratio_from and self._n_out > self._limits.unpacked_ratio * max(
            self._n_in, 1
        ):
            detail = f"{size_words(self._n_in)} packed give over {size_words(self._n_out)}"
            raise refused(SourceReason.BOMB, detail, self._source)


def read_all(stream: BinaryIO, cap: int, source: str, *, head: bytes = b"") -> bytes:
    """All bytes of the stream; raises InputRefused
    `sources.too_large` as soon as they are more than `cap`."""
    parts, size = [head], len(head)
    while size <= cap:
        chunk = stream.read(min(CHUNK, cap + 1 - size))
        if not chunk:
            return b"".join(parts)
        parts.append(chunk)
        size += len(chunk)
    raise refused(SourceReason.TOO_LARGE, f"over {size_words(cap)}, the limit for one document", source)


def bounded_lines(stream: BinaryIO, cap: int) -> Iterator[tuple[int, bytes | None]]:
    """(line number from 1, line with its end), or None for a line over
    `cap` bytes, whose rest is skipped unread."""
    number = 0
    while True:
        line = stream.readline(cap + 1)
        if not line:
            return
        number += 1
        if len(line) <= cap:
            yield number, line
            continue
        while line and not line.endswith(b"\n"):
            line = stream.readline(CHUNK)
        yield number, None
