"""Standard output and error as the contract has them: records on one, everything else on the other."""

from __future__ import annotations

import sys
import time
from typing import BinaryIO


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout.isatty()


def records_out() -> BinaryIO:
    """Standard output for bytes."""
    return sys.stdout.buffer


def note(message: str) -> None:
    """A line on standard error."""
    print(message, file=sys.stderr, flush=True)


def counted(n: int, what: str) -> str:
    """A number with its noun: `1 document`, `2,000 documents`; the noun is given in the singular."""
    return f"{n:,} {what}{'s' * (n != 1)}"


class Progress:
    """Counts on standard error once a run takes more than a second; one line rewritten on a terminal. what:
    the noun in the singular.
    """

    def __init__(self, what: str = "document") -> None:
        self._what = what
        self._started = self._last = time.monotonic()
        self._shown = False
        self.n = 0

    def step(self, detail: str = "") -> None:
        """One more is done."""
        self.n += 1
        now = time.monotonic()
        if now - self._started < 1.0 or now - self._last < (0.2 if sys.stderr.isatty() else 10.0):
            return
        self._last = now
        self._shown = True
        text = counted(self.n, self._what) + (f": {detail}" if detail else "")
        if sys.stderr.isatty():
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)
        else:
            print(text, file=sys.stderr, flush=True)

    def done(self) -> None:
        """Ends the line."""
        if self._shown and sys.stderr.isatty():
            print("\r\033[K", end="", file=sys.stderr, flush=True)


def exit_code(n_inputs: int, n_refused: int) -> int:
    """0 when at least one input could be read, 1 when every input was refused."""
    return 1 if n_inputs > 0 and n_refused == n_inputs else 0
