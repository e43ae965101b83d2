"""`python -m bench.review`: thirty reviewers at once, and how many pages a second, on 100,000 codings.

    python -m bench.review                    100,000 codings and events, 30 reviewers, 20 decisions each
    python -m bench.review --n 2000 --strict  smaller; exits 1 when a target is missed

The program runs as a process of its own; the reviewers are threads of this one, and share the machine with
it. A decision is timed from the click to the answer, which comes when it is on the disk.
"""

from __future__ import annotations

import argparse
import http.client
import json
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from communique.records import (
    Actor,
    Article,
    Block,
    Coding,
    Document,
    DocumentRef,
    Event,
    PublicationDate,
    Span,
    When,
)
from communique.records import Coder as CoderRecord
from communique.store import Found, Store

PER_DOCUMENT = 20
SENTENCE = "Norland on Monday offered talks to Sudland, officials said. "
COUNTRIES = ("USA", "CHN", "RUS", "PRK", "KOR", "JPN", "FRA", "GBR", "DEU", "IRN", "ISR", "TUR")
TYPES = (("AGREE", 1, 2.5), ("CONSULT", 1, 2.5), ("AID", 2, 6.0), ("ACCUSE", 3, -3.0), ("ASSAULT", 4, -9.0))


def _actor(country: str, at: int, words: str) -> Actor:
    return Actor(at, at + len(words), words, "state", country, country, 1, None, words, None, None, "bench")


def codings_of(number: int) -> tuple[DocumentRef, tuple[Coding, ...]]:
    """One invented article's codings, all different."""
    day = date(2000, 1, 1) + timedelta(days=number % 7000)
    paper = DocumentRef(f"d{number}", f"d{number}.txt", f"Report {number}", "The Daily", day)
    found = []
    for i in range(PER_DOCUMENT):
        start = i * len(SENTENCE)
        k = number * PER_DOCUMENT + i
        kind, quad, score = TYPES[k % len(TYPES)]
        one, other = COUNTRIES[k % 12], COUNTRIES[(k // 12 + k + 1) % 12]
        found.append(
            Coding(
                f"{k:016x}",
                "bench",
                round(0.3 + (k * 7919 % 700) / 1000, 3),
                paper,
                "body",
                Span(start, start + len(SENTENCE) - 1, SENTENCE[:-1]),
                Span(start + 18, start + 25, "offered"),
                kind,
                None,
                (),
                None,
                quad,
                score,
                score,
                (_actor(one, start, "Norland"),),  # type: ignore[arg-type]
                (_actor(other, start + 35, "Sudland"),),
                When(day, day, "day", "expression", "Monday", "bench"),
                None,
                "happened",
                None,
                False,
                None,
                None,
                None,
                (),
                None,
                (),
            )
        )
    return paper, tuple(found)


def event_of(coding: Coding) -> Event:
    """The event of a coding that nobody else tells."""
    return Event(
        f"e{coding.id}",
        "ours",
        coding.id,
        coding.confidence,
        coding.event_type,
        None,
        (),
        None,
        coding.quad,
        coding.goldstein,
        coding.plover_score,
        coding.actors,
        coding.recipients,
        coding.date,
        None,
        "happened",
        False,
        None,
        None,
        None,
        (),
        (),
        (coding.id,),
        1,
        1,
        coding.date.start.isoformat() if coding.date.start else None,
    )


def fill(path: Path, n: int) -> None:
    """A project of n codings and as many events."""
    coder = CoderRecord("bench", "bench", "none", "none")
    text = SENTENCE * PER_DOCUMENT
    with Store.create(path) as store:
        run = store.begin_run("add", coder=coder, inputs=("bench",))
        writer = store.writer(run)
        events: list[Event] = []
        for number in range(n // PER_DOCUMENT):
            paper, codings = codings_of(number)
            words = f"{text}{number}"
            article = Article(
                paper.id,
                paper.source,
                words,
                None,
                (Block(0, len(words), "body", "clean.given"),),
                PublicationDate(paper.published, paper.published, paper.published, "given"),
            )
            document = Document(
                paper.id, paper.source, words, "record", paper.title, paper.outlet, paper.published
            )
            writer.add(
                document, Found(paper, article, codings, n_sentences=PER_DOCUMENT, n_words=9 * PER_DOCUMENT)
            )
            events += map(event_of, codings)
        store.end_run(run)
        run = store.begin_run("merge")
        store.save_events(run, "ours", events)
        store.end_run(run)


class Client:
    """A browser: one connection, its cookie and token."""

    def __init__(self, port: int, name: str) -> None:
        self.origin = f"http://127.0.0.1:{port}"
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.cookies = {"reviewer": name}
        self.token = ""

    def ask(self, method: str, path: str, body: object = None) -> tuple[int, bytes]:
        """Status and body."""
        headers = {"origin": self.origin, "cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        raw = None
        if body is not None:
            raw = json.dumps(body).encode()
            headers |= {"content-type": "application/json", "x-token": self.token}
        try:
            self.connection.request(method, path, raw, headers)
            answer = self.connection.getresponse()
        except (http.client.RemoteDisconnected, ConnectionError):  # an idle connection was given up
            self.connection.close()
            self.connection.request(method, path, raw, headers)
            answer = self.connection.getresponse()
        text = answer.read()
        for value in answer.headers.get_all("set-cookie") or ():
            key, _, rest = value.partition("=")
            self.cookies[key] = rest.split(";")[0]
        return answer.status, text

    def begin(self) -> None:
        """Opens the queue, as a person does."""
        _, page = self.ask("GET", "/review")
        found = re.search(rb'name="token" content="(\w+)"', page)
        assert found, page[:300]
        self.token = found[1].decode()


def served(path: Path) -> tuple[subprocess.Popen[bytes], int]:
    """The program on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = "import sys; from communique.cli.main import run; sys.argv[0] = 'communique'; run()"
    process = subprocess.Popen(
        [sys.executable, "-c", command, "serve", str(path), "--port", str(port), "--no-open"],
        stderr=subprocess.DEVNULL,
    )
    for _ in range(600):
        try:
            Client(port, "probe").ask("GET", "/static/icon.svg")
            return process, port
        except OSError:
            assert process.poll() is None, "the program ended"
            time.sleep(0.1)
    raise TimeoutError("the program does not answer")


def review(
    port: int, ids: list[str], n_reviewers: int, times: list[float], statuses: list[tuple[str, int]]
) -> float:
    """Every reviewer looks at each of their codings and decides; neighbours share every tenth coding, so that
    there are conflicts. Returns seconds.
    """
    share = len(ids) // n_reviewers

    def work(number: int) -> None:
        client = Client(port, f"reviewer{number}")
        client.begin()
        barrier.wait()
        for i in range(share):
            coding = ids[(number * share + i) if i % 10 else ((number // 2 * 2) * share + i)]
            client.ask("GET", f"/review/item/{coding}")
            start = time.perf_counter()
            status, _ = client.ask(
                "POST", "/api/review/decide", {"coding": coding, "verdict": "accept", "base": 0}
            )
            times.append(time.perf_counter() - start)
            statuses.append((coding, status))

    barrier = threading.Barrier(n_reviewers + 1)
    threads = [threading.Thread(target=work, args=(number,)) for number in range(n_reviewers)]
    for thread in threads:
        thread.start()
    barrier.wait()
    start = time.perf_counter()
    for thread in threads:
        thread.join()
    return time.perf_counter() - start


def reads(port: int, paths: list[str], seconds: float, n_clients: int = 4) -> tuple[float, float]:
    """Requests a second, and the 99th percentile of the time of one in seconds."""
    times: list[float] = []

    def work(number: int) -> None:
        client = Client(port, "reader")
        i = number
        while time.perf_counter() < ends:
            start = time.perf_counter()
            status, _ = client.ask("GET", paths[i % len(paths)])
            assert status == 200, paths[i % len(paths)]
            times.append(time.perf_counter() - start)
            i += 1

    ends = time.perf_counter() + seconds
    threads = [threading.Thread(target=work, args=(number,)) for number in range(n_clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return len(times) / seconds, percentile(times, 99)


def percentile(times: list[float], at: int) -> float:
    """The at-th percentile."""
    return statistics.quantiles(times, n=100)[at - 1] if len(times) > 1 else times[0]


def measured(
    path: Path, n: int, n_reviewers: int, each: int, seconds: float
) -> Iterator[tuple[str, str, str, bool | None]]:
    """Lines of the table: what, value, target, met."""
    process, port = served(path)
    try:
        client = Client(port, "first")
        start = time.perf_counter()
        client.begin()
        yield "first page of the queue, cold", f"{time.perf_counter() - start:.2f} s", "", None
        start = time.perf_counter()
        client.begin()
        warm = time.perf_counter() - start
        yield "the queue, warm", f"{1000 * warm:.0f} ms", "≤ 500 ms", warm <= 0.5
        time.sleep(4)  # what is prepared in the background after the start is done by then
        step = max(1, n // (n_reviewers * each))
        ids = [f"{k:016x}" for k in range(0, step * n_reviewers * each, step)]
        times: list[float] = []
        statuses: list[tuple[str, int]] = []
        took = review(port, ids, n_reviewers, times, statuses)
        p99 = percentile(times, 99)
        yield (
            f"{n_reviewers} reviewers at once: a decision, p50 / p99",
            f"{1000 * percentile(times, 50):.0f} / {1000 * p99:.0f} ms",
            "≤ 250 ms",
            p99 <= 0.25,
        )
        yield "  decisions a second", f"{len(times) / took:.0f}", "", None
        entered = sorted(coding for coding, status in statuses if status == 200)
        with Store.open(path) as store:
            kept = sorted(entry.subject for entry in store.decisions())
        others = {status for _, status in statuses} - {200, 409}
        yield (
            "  decisions entered, conflicts told",
            f"{len(entered)}, {sum(status == 409 for _, status in statuses)}",
            "none lost",
            kept == entered and not others,
        )
        for what, paths in (
            ("codings under review, as JSON", [f"/api/review?at={one}" for one in ids[:50]]),
            ("codings under review, as pages", [f"/review/item/{one}" for one in ids[:200]]),
            ("lists of events, as JSON", [f"/api/events?page={page}" for page in range(1, 20)]),
        ):
            rate, slow = reads(port, paths, seconds)
            yield f"{what}, by the second", f"{rate:.0f}, p99 {1000 * slow:.0f} ms", "≥ 300", rate >= 300
    finally:
        process.terminate()
        process.wait(20)


def main() -> None:
    parser = argparse.ArgumentParser(description="Review under load.")
    parser.add_argument("--n", type=int, default=100_000, help="codings")
    parser.add_argument("--reviewers", type=int, default=30)
    parser.add_argument("--each", type=int, default=20, help="decisions a reviewer makes")
    parser.add_argument("--seconds", type=float, default=5, help="for each kind of reading")
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    arguments = parser.parse_args()
    failed = False
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.db"
        start = time.perf_counter()
        fill(path, arguments.n)
        print(
            f"{arguments.n:,} codings and events written in {time.perf_counter() - start:.0f} s", flush=True
        )
        for what, value, target, met in measured(
            path, arguments.n, arguments.reviewers, arguments.each, arguments.seconds
        ):
            mark = "" if met is None else "met" if met else "MISSED"
            print(f"{what:52} {value:26} {target:10} {mark}".rstrip(), flush=True)
            failed |= met is False
    if arguments.strict and failed:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
