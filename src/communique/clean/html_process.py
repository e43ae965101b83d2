"""Pages are taken apart in a process of its own, which is killed when a page takes too long.

A time limit inside our own process would not hold: lxml does not return to Python while it works.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import BinaryIO, cast

import msgspec

from communique.clean.html_page import PageFacts
from communique.clean.html_worker import LENGTH, PageAnswer, PageRequest, read_exactly, write_message

PAGE_SECONDS = 10.0
"""A page of 1 MB takes 0.2 s; ten seconds leave room for a busy machine."""
START_SECONDS = 60.0


class PageFailed(Exception):
    """The page could not be taken apart. `timed_out` tells the limit from a crash."""

    def __init__(self, detail: str, *, timed_out: bool) -> None:
        super().__init__(detail)
        self.timed_out = timed_out


class PageWorker:
    """Owns at most one worker process and starts a new one after a
    kill. Safe for threads: one page at a time."""

    def __init__(self, seconds: float = PAGE_SECONDS) -> None:
        self.seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def take_apart(self, source: str, url: str | None, *, entry: bool) -> PageFacts:
        """Facts of a page. Raises PageFailed when the limit passes or the worker or an extractor fails."""
        with self._lock:
            process = self._started()
            request = PageRequest(source.encode("utf-8", "replace").decode("utf-8"), url, entry)
            raw = self._timed(process, request)
        answer = msgspec.msgpack.decode(raw, type=PageAnswer)
        if answer.facts is None:
            raise PageFailed(answer.error or "unknown failure", timed_out=False)
        return answer.facts

    def close(self) -> None:
        """Ends the worker process, if there is one of ours."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    with contextlib.suppress(OSError):
                        pipe.close()

    def _started(self) -> subprocess.Popen[bytes]:
        # After a fork the parent's worker is not ours: two readers on one pipe would mix answers up.
        if self._process is not None and self._owner != os.getpid():
            self._process = None
        if self._process is None or self._process.poll() is not None:
            environment = {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
            self._process = subprocess.Popen(
                [sys.executable, "-m", "communique.clean.html_worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
            )
            self._owner = os.getpid()
            with self._deadline(self._process, START_SECONDS):
                ready = cast(BinaryIO, self._process.stdout).read(1)
            if ready != b"r":
                self.close()
                raise PageFailed("the extracting process does not start", timed_out=False)
        return self._process

    def _timed(self, process: subprocess.Popen[bytes], request: PageRequest) -> bytes:
        sink, source = cast(BinaryIO, process.stdin), cast(BinaryIO, process.stdout)
        raw: bytes | None = None
        with self._deadline(process, self.seconds) as fired, contextlib.suppress(BrokenPipeError):
            write_message(sink, request)
            head = read_exactly(source, LENGTH.size)
            raw = read_exactly(source, LENGTH.unpack(head)[0]) if head is not None else None
        if raw is None or fired.is_set():
            self.close()
        if raw is None:
            if fired.is_set():
                raise PageFailed(f"took over {self.seconds:g} s", timed_out=True)
            raise PageFailed("the extracting process died on this page", timed_out=False)
        return raw

    @contextlib.contextmanager
    def _deadline(self, process: subprocess.Popen[bytes], seconds: float) -> Iterator[threading.Event]:
        fired = threading.Event()

        def kill() -> None:
            fired.set()
            process.kill()

        timer = threading.Timer(seconds, kill)
        timer.daemon = True
        timer.start()
        try:
            yield fired
        finally:
            timer.cancel()


WORKER = PageWorker()
atexit.register(WORKER.close)
