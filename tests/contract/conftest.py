"""One suite, every kind of project: an SQLite file, and PostgreSQL where Debian's server is installed."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from communique.store import Store

MEMORY = Path("/dev/shm") if os.access("/dev/shm", os.W_OK) else Path("/tmp")
"""In memory where there is such a place: every database is 300 files."""
SERVERS = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))


def _as_nobody(command: list[str]) -> list[str]:
    """The command as a user other than root, whom the server refuses."""
    if os.getuid() != 0:
        return command
    return ["setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", *command]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="session")
def postgres() -> Iterator[Callable[..., str]]:
    """Addresses of empty databases on a server of our own on loopback."""
    pytest.importorskip("psycopg", reason="PostgreSQL's driver is not installed")
    if not SERVERS:
        pytest.skip("PostgreSQL's server is not installed (apt-get install postgresql)")
    if os.getuid() == 0 and shutil.which("setpriv") is None:
        pytest.skip("PostgreSQL's server does not run as root, and setpriv is missing")
    folder = SERVERS[-1].parent
    base = MEMORY / f"communique-pg-{os.getpid()}"
    base.mkdir(mode=0o700)
    owner = "postgres"
    if os.getuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(base, nobody.pw_uid, nobody.pw_gid)
    data, port = base / "data", _free_port()
    environment = {**os.environ, "LC_ALL": "C", "HOME": str(base)}
    begun = subprocess.run(
        _as_nobody([str(folder / "initdb"), "-D", str(data), "-U", owner, "-A", "trust", "-E", "UTF8", "--no-sync"]),
        capture_output=True, text=True, env=environment, cwd=base, check=False,
    )  # fmt: skip
    assert begun.returncode == 0, begun.stderr
    server = subprocess.Popen(
        _as_nobody(
            [str(folder / "postgres"), "-D", str(data), "-p", str(port), "-h", "127.0.0.1", "-k", str(base), "-F"]
        ),
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=environment, cwd=base,
    )  # fmt: skip
    root = f"postgresql://{owner}@127.0.0.1:{port}"
    _wait(root, server)
    names = iter(range(1, 100_000))
    made = ""

    def fresh(template: bool = False) -> str:
        nonlocal made
        if template and not made:
            made = f"project_{next(names)}"
            _run(f"{root}/postgres", f"CREATE DATABASE {made}")
            Store.create(f"{root}/{made}").close()
        name = f"project_{next(names)}"
        _run(f"{root}/postgres", f"CREATE DATABASE {name} TEMPLATE {made if template else 'template1'}")
        return f"{root}/{name}"

    yield fresh
    server.send_signal(signal.SIGINT)  # do not wait for clients
    server.wait(30)
    shutil.rmtree(base, ignore_errors=True)


def _run(address: str, command: str) -> None:
    import psycopg

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(command)  # type: ignore[arg-type]


def _wait(root: str, server: subprocess.Popen[bytes]) -> None:
    import psycopg

    until = time.monotonic() + 30
    while True:
        try:
            _run(f"{root}/postgres", "SELECT 1")
            return
        except psycopg.OperationalError:
            assert server.poll() is None, "the server ended at once"
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.1)


@pytest.fixture(params=["sqlite", "postgresql"])
def kind(request: pytest.FixtureRequest) -> str:
    """Of which kind a project is."""
    return str(request.param)


@pytest.fixture
def place(request: pytest.FixtureRequest, kind: str, tmp_path: Path) -> str:
    """Where a project can be made: a file name or an address."""
    if kind == "sqlite":
        return str(tmp_path / "project.db")
    fresh: Callable[[], str] = request.getfixturevalue("postgres")
    return fresh()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty project, made once."""
    path = tmp_path_factory.mktemp("template") / "empty.db"
    Store.create(path).close()
    return path


@pytest.fixture
def store(request: pytest.FixtureRequest, kind: str, template: Path, tmp_path: Path) -> Iterator[Store]:
    """An empty project."""
    if kind == "sqlite":
        place = str(tmp_path / "project.db")
        shutil.copy(template, place)
    else:
        fresh: Callable[[bool], str] = request.getfixturevalue("postgres")
        place = fresh(True)
    with Store.open(place) as opened:
        yield opened
