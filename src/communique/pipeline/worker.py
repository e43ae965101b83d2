"""A worker process that can be killed: the only way to keep a time limit inside a C library."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

import msgspec

from communique.pipeline.kernel import Options
from communique.pipeline.outcome import Outcome
from communique.records import Document


class Task(msgspec.Struct, frozen=True):
    """Documents sent to a worker together."""

    documents: list[Document]


class Answer(msgspec.Struct, frozen=True):
    """Their outcomes, or the text of an exception that names what went wrong."""

    outcomes: list[Outcome]
    error: str | None = None


_ENCODER = msgspec.msgpack.Encoder()
_TASKS = msgspec.msgpack.Decoder(Task)
_ANSWERS = msgspec.msgpack.Decoder(Answer)


def _serve(connection: Connection, other_end: Connection, options: bytes) -> None:
    """Body of the worker: load once, then answer until the pipe closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    other_end.close()  # else this process would keep its own pipe open, and outlive a killed parent for ever
    os.dup2(2, 1)  # whatever a library prints may not stand among the records
    sys.stdout = sys.stderr
    from communique.pipeline.kernel import Kernel

    try:
        kernel = Kernel(msgspec.msgpack.decode(options, type=Options))
    except Exception as problem:  # the parent ends the run with this one line
        connection.send_bytes(_ENCODER.encode(Answer([], f"{type(problem).__name__}: {problem}")))
        return
    connection.send_bytes(_ENCODER.encode(Answer([])))
    while True:
        try:
            task = _TASKS.decode(connection.recv_bytes())
        except (EOFError, OSError):
            return
        try:
            answer = Answer(kernel.process(task.documents))
        except Exception as problem:  # the parent quarantines the document and names the exception
            answer = Answer([], f"{type(problem).__name__}: {problem}")
        connection.send_bytes(_ENCODER.encode(answer))


class Worker:
    """One process with its pipe; started on first use, restarted after it was killed."""

    def __init__(self, options: Options) -> None:
        self._options = msgspec.msgpack.encode(options)
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self.fatal: str | None = None

    def start(self) -> None:
        """Forks (spawns where the platform has no fork) without waiting for the tables to load."""
        method = "fork" if sys.platform == "linux" else "spawn"
        context = multiprocessing.get_context(method)
        ours, theirs = context.Pipe()
        self._process = context.Process(  # type: ignore[attr-defined]
            target=_serve, args=(theirs, ours, self._options), daemon=True
        )
        self._process.start()
        theirs.close()
        self._connection = ours
        self._ready = False

    def load(self) -> bool:
        """Starts it and waits until it has loaded; False when it could not (then `fatal` tells why)."""
        if self._process is None:
            self.start()
        if not self._ready:
            first = self._read(180.0)
            if first is None or first.error:
                self.fatal = (
                    first.error
                    if first
                    else (
                        "a worker process died while it loaded, or took over 180 s; is there enough memory?"
                    )
                )
                self.kill()
                return False
            self._ready = True
        return True

    def submit(self, documents: list[Document]) -> None:
        """Sends documents; the answer is fetched with `receive`. A worker that died is started anew, once."""
        if self._process is None:
            self.start()
        assert self._connection is not None
        slim = [msgspec.structs.replace(document, raw=b"") for document in documents]
        task = _ENCODER.encode(Task(slim))
        try:
            self._connection.send_bytes(task)
        except OSError:  # it died while idle, or while it loaded: then `receive` tells why
            if not self._ready:
                return
            self.kill()
            self.start()
            self._connection.send_bytes(task)

    def receive(self, seconds: float) -> Answer | None:
        """The answer, or null when the worker died or outran the limit (it is then killed)."""
        assert self._connection is not None
        if not self.load():
            return None
        return self._read(seconds)

    def _read(self, seconds: float) -> Answer | None:
        assert self._connection is not None
        try:
            if self._connection.poll(seconds):
                return _ANSWERS.decode(self._connection.recv_bytes())
        except (EOFError, OSError):  # OSError: it died in the middle of an answer
            pass
        self.kill()
        return None

    def kill(self) -> None:
        """Ends the process at once."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
        if self._connection is not None:
            self._connection.close()
        self._process = self._connection = None
