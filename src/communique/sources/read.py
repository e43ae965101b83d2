"""The door: paths in, documents and refusals out, one input's failure never another's."""

from __future__ import annotations

import io
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO, cast

from communique.errors import InputRefused
from communique.records import Document, Refusal
from communique.sources.feeds import read_feed
from communique.sources.json_records import read_json, read_jsonl
from communique.sources.limits import DEFAULT_LIMITS, Limits
from communique.sources.pages import html_document, text_document
from communique.sources.reasons import SourceReason
from communique.sources.refuse import refusal, refused
from communique.sources.sniff import FEED_START, has_suffix, kind_by_content, kind_by_suffix
from communique.sources.streams import GZIP_MAGIC, GzipStream, read_all
from communique.sources.tables import read_csv, read_parquet
from communique.sources.warc import read_warc

STDIN = "-"
HEAD = 8192


def read_inputs(
    paths: Sequence[str | Path], *, text_column: str = "text", limits: Limits = DEFAULT_LIMITS
) -> Iterator[Document | Refusal]:
    """Documents of all inputs in the order given; a folder's files
    in the order of their paths, recursively.

    `-` is standard input, whose kind is found from its first bytes. What cannot be read comes
    as a Refusal of stage `sources`, with a reason code of `SourceReason`, and the others go
    on. Streaming: of a file with many records one is in memory at a time. `text_column`: name
    of the text in JSON objects, CSV and Parquet.
    """
    for path in paths:
        name = str(path)
        if name != STDIN and os.path.isdir(name):
            yield from _folder(name, text_column, limits)
        else:
            yield from _guarded(name, text_column, limits)


def _folder(folder: str, text_column: str, limits: Limits) -> Iterator[Document | Refusal]:
    """Files by sorted path; hidden ones are passed over, those of unknown suffix refused one by one."""
    failures: list[OSError] = []
    names: list[str] = []
    for parent, folders, files in os.walk(folder, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        names += [os.path.join(parent, name) for name in files if not name.startswith(".")]
        if len(names) > limits.folder_files:
            yield refusal(SourceReason.TOO_MANY_FILES, f"over {limits.folder_files:,} files", folder)
            return
    for failure in failures:
        yield refusal(
            SourceReason.UNREADABLE, failure.strerror or str(failure), str(failure.filename or folder)
        )
    known = [name for name in names if kind_by_suffix(name) or not has_suffix(name)]
    if not known and not failures:
        seen = f"{len(names)} files, none of a known kind" if names else "no file in it"
        yield refusal(SourceReason.NO_TEXTS, seen, folder)
    readable = set(known)
    for name in sorted(names):
        if name in readable:
            yield from _guarded(name, text_column, limits)
        else:
            detail = f"suffix {Path(name).suffix!r} is not read from a folder"
            yield refusal(SourceReason.UNSUPPORTED, detail, name)


def _guarded(name: str, text_column: str, limits: Limits) -> Iterator[Document | Refusal]:
    """One input, with every expected failure turned into a refusal."""
    try:
        yield from _input(name, text_column, limits)
    except InputRefused as stop:
        yield refusal(SourceReason(stop.reason), stop.detail, stop.source or name)
    except FileNotFoundError:
        yield refusal(SourceReason.NOT_FOUND, "no such file or folder", name)
    except OSError as error:
        yield refusal(SourceReason.UNREADABLE, error.strerror or str(error), name)
    except Exception as error:  # whatever else a library makes of damaged bytes: the others go on
        yield refusal(SourceReason.DAMAGED, f"{type(error).__name__}: {error}", name)


def _input(name: str, text_column: str, limits: Limits) -> Iterator[Document | Refusal]:
    if name == STDIN:
        yield from _stream(sys.stdin.buffer, name, None, text_column, limits)
        return
    mode = os.stat(name).st_mode
    if not (stat.S_ISREG(mode) or stat.S_ISFIFO(mode)):
        raise refused(SourceReason.UNREADABLE, "neither a file, a folder nor a pipe", name)
    with open(name, "rb") as stream:
        kind = kind_by_suffix(name)
        if kind == "parquet" and stat.S_ISREG(mode) and stream.read(4) == b"PAR1":
            yield from read_parquet(Path(name), name, text_column=text_column, limits=limits)
            return
        if stream.seekable():
            stream.seek(0)
        yield from _stream(stream, name, kind, text_column, limits)


def _stream(
    stream: BinaryIO, name: str, kind: str | None, text_column: str, limits: Limits
) -> Iterator[Document | Refusal]:
    buffered = _peekable(stream)
    head = buffered.peek(HEAD)[:HEAD]
    unpacker: GzipStream | None = None
    if head.startswith(GZIP_MAGIC):
        unpacker = GzipStream(cast(BinaryIO, buffered), limits, name)
        buffered = io.BufferedReader(unpacker, 1 << 16)
        head = buffered.peek(HEAD)[:HEAD]
    if not head:
        broken = unpacker is not None and unpacker.truncated
        reason = SourceReason.TRUNCATED if broken else SourceReason.EMPTY
        raise refused(reason, "the packed stream breaks off at once" if broken else "an empty file", name)
    kind = _settled(kind, head, text_column)
    told = False
    for item in _by_kind(kind, cast(BinaryIO, buffered), name, text_column, limits):
        told = isinstance(item, Refusal) and item.reason == SourceReason.TRUNCATED
        yield item
    if unpacker is not None and unpacker.truncated and not told:
        yield refusal(SourceReason.TRUNCATED, "the packed stream breaks off; what came before was read", name)


def _settled(kind: str | None, head: bytes, text_column: str) -> str:
    """Suffix first, but never against first bytes that leave no doubt."""
    if kind is None:
        return kind_by_content(head, text_column)
    if kind == "xml":
        return (
            "feed"
            if FEED_START.search(head)
            else "html"
            if kind_by_content(head, text_column) == "html"
            else "feed"
        )
    if kind == "text" and kind_by_content(head, text_column) == "html":
        return "html"
    return kind


def _by_kind(
    kind: str, stream: BinaryIO, name: str, text_column: str, limits: Limits
) -> Iterator[Document | Refusal]:
    if kind == "jsonl":
        yield from read_jsonl(stream, name, text_column=text_column, limits=limits)
    elif kind == "json":
        yield from read_json(stream, name, text_column=text_column, limits=limits)
    elif kind == "csv":
        yield from read_csv(stream, name, text_column=text_column, limits=limits)
    elif kind == "warc":
        yield from read_warc(stream, name, limits=limits)
    elif kind == "feed":
        yield from read_feed(read_all(stream, limits.feed_bytes, name), name, limits=limits)
    elif kind == "parquet":
        yield from _spooled_parquet(stream, name, text_column, limits)
    elif kind == "html":
        yield html_document(read_all(stream, limits.document_bytes, name), name)
    else:
        yield text_document(read_all(stream, limits.document_bytes, name), name)


def _spooled_parquet(
    stream: BinaryIO, name: str, text_column: str, limits: Limits
) -> Iterator[Document | Refusal]:
    """Parquet keeps its index at the end, so a stream of it is written to a temporary file first."""
    with tempfile.NamedTemporaryFile(suffix=".parquet") as spool:
        shutil.copyfileobj(stream, spool)
        spool.flush()
        yield from read_parquet(Path(spool.name), name, text_column=text_column, limits=limits)


def _peekable(stream: BinaryIO) -> io.BufferedReader:
    if isinstance(stream, io.BufferedReader):
        return stream
    return io.BufferedReader(cast(io.RawIOBase, stream), 1 << 16)
