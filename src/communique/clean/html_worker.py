"""The process in which pages are taken apart: reads pages from
standard input, writes facts to standard output.

Messages are MessagePack behind a four-byte length. It holds no state
between pages, so it may be killed at any time.
"""

from __future__ import annotations

import struct
import sys
from typing import BinaryIO

import msgspec

from communique.clean.html_page import PageFacts, take_apart

MEMORY_BYTES = 2_000_000_000
LENGTH = struct.Struct(">I")


class PageRequest(msgspec.Struct, frozen=True):
    """One page to take apart."""

    source: str
    url: str | None
    entry: bool


class PageAnswer(msgspec.Struct, frozen=True):
    """Facts, or the name of the error that the page caused."""

    facts: PageFacts | None
    error: str | None


def write_message(stream: BinaryIO, message: msgspec.Struct) -> None:
    """One message, flushed."""
    raw = msgspec.msgpack.encode(message)
    stream.write(LENGTH.pack(len(raw)) + raw)
    stream.flush()


def read_exactly(stream: BinaryIO, size: int) -> bytes | None:
    """`size` bytes, or None when the stream ends before."""
    parts = []
    while size:
        chunk = stream.read(size)
        if not chunk:
            return None
        parts.append(chunk)
        size -= len(chunk)
    return b"".join(parts)


def answer(request: PageRequest) -> PageAnswer:
    """Facts of the page; whatever an extractor raises on hostile input becomes an answer."""
    try:
        return PageAnswer(take_apart(request.source, request.url, request.entry), None)
    except Exception as error:  # lxml, trafilatura and htmldate raise nearly anything on broken pages
        return PageAnswer(None, f"{type(error).__name__}: {str(error)[:120]}")


def main() -> None:
    """Serves until standard input closes."""
    _limit_memory()
    import htmldate  # noqa: F401  (imported before the first page, so that its time is not the page's)
    import trafilatura  # noqa: F401
    from lxml import html  # noqa: F401

    source, sink = sys.stdin.buffer, sys.stdout.buffer
    # Whatever a library prints must not land between the messages.
    sys.stdout = sys.stderr
    sink.write(b"r")
    sink.flush()
    while (head := read_exactly(source, LENGTH.size)) is not None:
        raw = read_exactly(source, LENGTH.unpack(head)[0])
        if raw is None:
            return
        write_message(sink, answer(msgspec.msgpack.decode(raw, type=PageRequest)))


def _limit_memory() -> None:
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    except (ImportError, ValueError, OSError):
        return


if __name__ == "__main__":
    main()
