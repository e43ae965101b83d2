"""How long pages take on a large project: python -m tests.bench.pages [PATH]

Builds the synthetic project (100,000 events) where PATH is not there yet. Prints milliseconds of each page as first asked after
a start, and asked again; ends with 1 when a page needs more than LIMIT when asked again, or FIRST when first asked.
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

LIMIT, FIRST = 500.0, 1500.0
"""Milliseconds. The second is the limit before anything was worked out and kept."""
PAGES = (
    "/", "/pairs", "/pair/PRK/KOR", "/pair/PRK/KOR?by=year&scale=counts", "/events", "/events?party=PRK&since=2010&until=2015", "/articles",
    "/article/d100", "/event/e0000000000000100", "/situations", "/situations?on=2012-05-01&known_by=2012-06-01", "/commitments", "/commitments?party=PRK&state=open",
    "/actors", "/actor/PRK", "/map", "/network", "/network?party=IRN", "/search?q=sanctions", "/about",
)  # fmt: skip


def main(path: Path) -> int:
    """Measures; the exit code."""
    if not path.exists():
        build(path, 100_000)
    slow = 0
    with Store.open(path) as store:
        client = TestClient(create_app(store, Options()), base_url="http://localhost")
        client.get("/static/style.css")
        client.get("/nothing")  # templates, names of countries
        for page in PAGES:
            times = []
            for _ in range(3):
                started = time.perf_counter()
                answer = client.get(page)
                times.append((time.perf_counter() - started) * 1000)
                assert answer.status_code == 200, (page, answer.status_code, answer.text[:300])
            again = min(times[1:])
            verdict = "" if again <= LIMIT and times[0] <= FIRST else "  too slow"
            slow += bool(verdict)
            print(f"{page:50} first {times[0]:7.0f} ms   again {again:7.0f} ms   {len(answer.content) / 1024:6.0f} KiB{verdict}")
    return 1 if slow else 0


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(tempfile.mkdtemp()) / "large.db"
    raise SystemExit(main(given))
