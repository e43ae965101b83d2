"""What all tests share: one loaded kernel a process, and a way to run the program as a user does."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
import pytest

from communique.pipeline import Kernel

ROOT = Path(__file__).resolve().parent.parent
LIMIT = 180.0
"""Seconds after which a run of the program counts as hanging; generous, for busy machines."""


class Ran(msgspec.Struct, frozen=True):
    """How a run of the program ended; stderr is decoded, stdout left as bytes."""

    code: int
    out: bytes
    err: str

    @property
    def lines(self) -> list[bytes]:
        """Lines of standard output."""
        return self.out.splitlines()

    @property
    def records(self) -> list[dict[str, object]]:
        """Standard output as JSON lines."""
        return [msgspec.json.decode(line) for line in self.lines]


Run = Callable[..., Ran]


@pytest.fixture(scope="session")
def kernel() -> Kernel:
    """All stages with their tables loaded."""
    return Kernel()


@pytest.fixture(scope="session")
def run_program() -> Run:
    """`communique ARGS` in a process of its own; fails when it does not end or shows a traceback."""

    def run(
        *args: str | Path, stdin: bytes = b"", cwd: Path | None = None, env: dict[str, str] | None = None
    ) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "communique.cli.main", *map(str, args)],
            input=stdin,
            capture_output=True,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            timeout=LIMIT,
            check=False,
        )
        err = done.stderr.decode("utf-8", "replace")
        assert "Traceback" not in err, err
        return Ran(done.returncode, done.stdout, err)

    return run


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Run:
    """The same in this process: twenty times faster, for runs whose exit and output are all that counts."""
    import io

    from communique.cli.main import run as door

    def run(*args: str | Path, stdin: bytes = b"") -> Ran:
        monkeypatch.setattr(sys, "argv", ["communique", *map(str, args)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(io.BytesIO(stdin)), "utf-8"))  # type: ignore[arg-type]
        capfdbinary.readouterr()
        code: object = 0
        try:
            door()
        except SystemExit as end:
            code = end.code
        sys.stdout.flush()
        out, err = capfdbinary.readouterr()
        return Ran(
            code if isinstance(code, int) else 0 if code is None else 1, out, err.decode("utf-8", "replace")
        )

    return run


def ids(cases: Sequence[dict[str, object]], key: str = "text") -> list[str]:
    """Short test names out of the cases' texts."""
    return [f"{place}-{str(case[key])[:60]}" for place, case in enumerate(cases)]
