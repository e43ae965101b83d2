"""Peak memory of a command with all processes that it starts, read from /proc."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Sequence
from pathlib import Path

PROC = Path("/proc")
PAUSE = 0.05


def peak_of_tree(command: Sequence[str]) -> tuple[float | None, float | None]:
    """Runs a command; peak of the tree's memory together (pages shared by processes counted once) and of the
    largest process, in MB; nulls where there is no /proc. Raises CalledProcessError when the command fails.
    """
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    together = largest = 0.0
    while process.poll() is None:
        shares = [memory_of(pid) for pid in tree(process.pid)]
        together = max(together, sum(share for share, _ in shares))
        largest = max([largest, *(whole for _, whole in shares)])
        time.sleep(PAUSE)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return (together, largest) if PROC.is_dir() and together else (None, None)


def tree(root: int) -> list[int]:
    """The process and all below it."""
    found, waiting = [], [root]
    while waiting:
        pid = waiting.pop()
        found.append(pid)
        for task in (PROC / str(pid) / "task").glob("*"):
            try:
                waiting += map(int, (task / "children").read_text().split())
            except OSError:
                continue
    return found


def memory_of(pid: int) -> tuple[float, float]:
    """Proportional and whole resident size in MB; zeros when it has ended."""
    try:
        rows = (PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {row.split(":")[0]: int(row.split()[1]) for row in rows[1:]}
    return sizes.get("Pss", 0) / 1024, sizes.get("Rss", 0) / 1024
