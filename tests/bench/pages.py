"""How long pages take on a large project: python -m tests.bench.pages [PATH]

Builds the synthetic project (100,000 events) where PATH is not there yet. Prints milliseconds of each page and twin as first
asked, after what is prepared in the background when the program starts, and asked again: of the clock and of processor time.
Ends with 1 when one needs more processor time than LIMIT at any time.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from fastapi.testclient import TestClient
from tests.bench.synthetic import build

from communique.store import Store
from communique.web import Options, create_app
from communique.web.warm import prepare

LIMIT = 500.0
"""Milliseconds."""
PAGES = (
    "/", "/pairs", "/pair/PRK/KOR", "/pair/PRK/KOR?by=year&scale=counts", "/events", "/events?party=PRK&since=2010&until=2015", "/articles",
    "/article/d100", "/event/e0000000000000100", "/situations", "/situations?on=2012-05-01&known_by=2012-06-01", "/commitments", "/commitments?party=PRK&state=open",
    "/actors", "/actor/PRK", "/map", "/network", "/network?party=IRN", "/search?q=sanctions", "/about", "/review",
    "/review?by=effect&one=PRK&other=KOR", "/review?by=audit", "/agreement", "/pair/PRK/KOR/changes", "/api/overview", "/api/events", "/api/events?page=900",
    "/api/pair/PRK/KOR", "/api/map", "/csv/events", "/picture/pair/PRK/KOR/tension.json", "/picture/pair/PRK/KOR/lanes.json",
)  # fmt: skip


def main(path: Path) -> int:
    """Measures; the exit code."""
    if not path.exists():
        build(path, 100_000)
    slow = 0
    with Store.open(path) as store:
        app = create_app(store, Options())
        client = TestClient(app, base_url="http://localhost")
        client.get("/static/style.css")
        prepare(app)
        for page in PAGES:
            times = []
            for _ in range(3):
                started, busy = time.perf_counter(), time.process_time()
                answer = client.get(page)
                times.append(((time.perf_counter() - started) * 1000, (time.process_time() - busy) * 1000))
                assert answer.status_code == 200, (page, answer.status_code, answer.text[:300])
            (first, first_busy), (again, again_busy) = times[0], min(times[1:])
            verdict = "" if max(first_busy, again_busy) <= LIMIT else "  too slow"
            slow += bool(verdict)
            print(
                f"{page:50} first {first:6.0f} ms ({first_busy:5.0f} busy)   again {again:6.0f} ms ({again_busy:5.0f} busy)"
                f"   {len(answer.content) / 1024:6.0f} KiB{verdict}"
            )
    return 1 if slow else 0


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "large.db"
    raise SystemExit(main(given))
