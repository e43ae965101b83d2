"""Full disks, torn journals, files that may only be read: a clear error, and nothing of what was committed is lost."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.contract.test_documents import begun, document, found
from tests.factories import a_coding, an_article
from tests.fake_kernel import state_of

from communique.errors import StoreDamaged, StoreError, StoreFull
from communique.store import Store, back_up

ROOT_ONLY = pytest.mark.skipif(
    os.getuid() != 0 or shutil.which("mount") is None, reason="needs root to mount a small disk"
)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of eight megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)], capture_output=True, check=False
    )
    if done.returncode:
        pytest.skip(f"a small disk cannot be mounted here: {done.stderr.decode().strip()}")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def filled(store: Store, n: int) -> int:
    """Adds documents until it is enough; how many are in."""
    writer = store.writer(begun(store))
    for number in range(n):
        writer.add(
            document(number), found(a_coding(id=f"c{number}"), article=an_article(f"text {number} " * 400))
        )
    return n


@ROOT_ONLY
def test_a_full_disk_is_told_and_what_was_committed_stays(small_disk: Path) -> None:
    place = small_disk / "p.db"
    with Store.create(place) as store:
        with pytest.raises(StoreFull, match="no room left"):
            filled(store, 10_000)
        n = store.counts()["document"]
    assert n > 5
    with Store.open(place) as store:
        assert store.counts()["document"] == store.counts()["coding"] == n
        assert list(store.examine()) == []
    moved = small_disk.parent / "moved.db"
    back_up(str(place), moved)
    with Store.open(moved) as store:
        assert store.writer(begun(store)).add(document(n), found())
        assert store.counts()["document"] == n + 1


@ROOT_ONLY
def test_a_full_disk_while_a_project_is_made_copied_or_published(small_disk: Path, tmp_path: Path) -> None:
    with Store.create(tmp_path / "large.db") as store:
        filled(store, 300)
        fill(small_disk, leaving=8_000)
        with pytest.raises(StoreFull):
            store.write_snapshot(small_disk / "snapshot")
    with pytest.raises(StoreFull):
        back_up(str(tmp_path / "large.db"), small_disk / "copy.db")
    with pytest.raises(StoreFull):
        Store.create(small_disk / "new.db")
    assert [path.name for path in small_disk.iterdir()] == ["filler"]


def fill(disk: Path, *, leaving: int) -> None:
    """Fills a disk but for so many bytes."""
    state = os.statvfs(disk)
    (disk / "filler").write_bytes(b"\0" * (state.f_bavail * state.f_frsize - leaving))


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_torn_journal_loses_at_most_what_was_not_in_it(tmp_path: Path, share: float) -> None:
    place = tmp_path / "p.db"
    store = Store.create(place)
    store.close()
    with Store.open(place) as store:
        filled(store, 40)
        for ending in ("", "-wal"):  # as a power cut leaves them
            shutil.copy(f"{place}{ending}", tmp_path / f"torn.db{ending}")
        whole = state_of(store)
    journal = tmp_path / "torn.db-wal"
    size = journal.stat().st_size
    assert size > 0
    with journal.open("r+b") as file:
        file.truncate(int(size * share))
    with Store.open(tmp_path / "torn.db") as torn:
        n = torn.counts()["document"]
        assert n <= 40
        assert torn.counts()["coding"] == n
        assert list(torn.examine()) == []
        filled(torn, 40)
        assert [row[1:] for row in state_of(torn)["document"]] == [row[1:] for row in whole["document"]]


def test_flipped_bytes_in_a_journal_are_not_taken_for_data(tmp_path: Path) -> None:
    place = tmp_path / "p.db"
    Store.create(place).close()
    with Store.open(place) as store:
        filled(store, 20)
        for ending in ("", "-wal"):
            shutil.copy(f"{place}{ending}", tmp_path / f"torn.db{ending}")
    journal = tmp_path / "torn.db-wal"
    raw = bytearray(journal.read_bytes())
    for at in range(len(raw) // 2, len(raw), 997):
        raw[at] ^= 0xFF
    journal.write_bytes(raw)
    with Store.open(tmp_path / "torn.db") as torn:
        assert torn.counts()["document"] == torn.counts()["coding"] < 20
        assert list(torn.examine()) == []


def test_a_damaged_file_is_told(tmp_path: Path) -> None:
    place = tmp_path / "p.db"
    with Store.create(place) as store:
        filled(store, 60)
    raw = bytearray(place.read_bytes())
    for at in range(len(raw) // 3, 2 * len(raw) // 3):
        raw[at] = 0x55
    place.write_bytes(raw)
    try:
        with Store.open(place) as store:
            assert list(store.examine())
            list(store.codings())
    except (StoreDamaged, StoreError) as problem:
        assert "doctor" in str(problem) or "damaged" in str(problem)  # noqa: PT017


READER = """
import sys
from communique.errors import StoreReadOnly
from communique.store import Store
with Store.open(sys.argv[1]) as store:
    assert store.counts()["document"] == 3
    try:
        store.begin_run("add")
    except StoreReadOnly as problem:
        print(problem)
try:
    Store.create(sys.argv[2])
except StoreReadOnly as problem:
    print(problem)
"""


@pytest.mark.skipif(
    os.getuid() != 0 or shutil.which("setpriv") is None, reason="needs root to become another user"
)
def test_a_file_that_may_only_be_read_is_read_and_not_written(tmp_path: Path) -> None:
    folder = Path("/tmp") / f"communique-ro-{os.getpid()}"
    folder.mkdir(mode=0o755)
    try:
        place = folder / "p.db"
        with Store.create(place) as store:
            filled(store, 3)
        place.chmod(0o444)
        before = place.read_bytes()
        done = subprocess.run(
            ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", sys.executable, "-c", READER,
             str(place), str(folder / "new.db")],
            capture_output=True, text=True, env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False,
        )  # fmt: skip
        if "Permission denied" in done.stderr and "python" in done.stderr:
            pytest.skip("the other user may not run this Python")
        assert done.returncode == 0, done.stderr
        assert done.stdout.count("may not be written") == 2, done.stdout
        assert place.read_bytes() == before
    finally:
        shutil.rmtree(folder)


def test_two_processes_that_write_take_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from communique.errors import StoreBusy
    from communique.store.engine import writing

    monkeypatch.setattr("communique.store.engine.BUSY_SECONDS", 0.2)
    place = tmp_path / "p.db"
    Store.create(place).close()
    with Store.open(place) as one, Store.open(place) as other:
        run = begun(one)
        with writing(one.engine), pytest.raises(StoreBusy, match="another process"):
            other.end_run(run)
        other.end_run(run)
