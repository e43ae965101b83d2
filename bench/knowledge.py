"""Measures the knowledge tables: time to open, memory, and text matched a second.

Times are processor time, so that a busy machine does not spoil them.

Run: python bench/knowledge.py [FILE …]   (without files: an invented text is repeated to 4 MB)

Floors: ≥ 2 MB of text a second over the whole table, open < 100 ms with the cache built, < 80 MB of memory,
tables ≤ 5 MB, compiled ≤ 10 MB. Exits with 1 when one is missed.
"""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

INVENTED = """\
SEOUL, June 16 — North Korea’s top governing body on Sunday offered talks to the United States, state media
said, two days after South Korean President Moon Jae-in met U.S. Secretary of State John Kerry and Japanese
officials in Tokyo. A foreign ministry spokesman in Beijing welcomed the step, while lawmakers of the ruling
party and protesters outside the parliament called it hollow. "We will not be fooled," one of them told
reporters. In Geneva the United Nations refugee agency said thousands of villagers had fled since rebels and
government troops clashed near the border; the army denied that its soldiers had fired first. The price of
wheat rose for the third week, and rain is expected.
"""
TARGET_BYTES = 4_000_000
OPEN = """
import time
started = time.process_time()
from communique.knowledge import load_knowledge
imported = time.process_time()
knowledge = load_knowledge()
opened = time.process_time()
knowledge.match("North Korea")
matched = time.process_time()
for table in ("persons", "tenures", "organisations", "places", "offices", "countries"):
    knowledge.rows(table)
knowledge.names_of("person", "nobody"), knowledge.holders("nothing"), knowledge.offices_of("nobody")
status = open("/proc/self/status").read()  # a child's ru_maxrss would count its parent's memory
memory = int(status.split("VmHWM:")[1].split()[0]) / 1024
print(imported - started, opened - imported, matched - opened, memory)
"""


def main() -> int:
    """Prints one line a figure; returns the exit status."""
    from communique.knowledge import load_knowledge
    from communique.knowledge.cache import cache_folder
    from communique.knowledge.tables import DATA_FOLDER, table_files

    knowledge = load_knowledge()
    runs = [
        subprocess.run([sys.executable, "-c", OPEN], capture_output=True, text=True, check=True)
        for _ in range(5)
    ]
    imported, opened, first, memory = min(tuple(map(float, run.stdout.split())) for run in runs)
    text = "".join(Path(path).read_text(encoding="utf-8") for path in sys.argv[1:]) or INVENTED
    text *= max(1, TARGET_BYTES // len(text.encode()))
    pieces = [text[start : start + 4000] for start in range(0, len(text), 4000)]
    started = time.process_time()
    n_matches = sum(len(knowledge.match(piece)) for piece in pieces)
    seconds = time.process_time() - started
    tables = sum(path.stat().st_size for path in table_files(DATA_FOLDER)) / 1e6
    compiled = sum(path.stat().st_size for path in (cache_folder() / knowledge.version).iterdir()) / 1e6
    rate = len(text.encode()) / 1e6 / seconds
    figures = [
        ("open, cache built (ms)", opened * 1000, opened < 0.1),
        ("import of the room (ms)", imported * 1000, True),
        ("first match (ms)", first * 1000, True),
        ("matching (MB/s)", rate, rate >= 2),
        ("matches a kB", n_matches / (len(text.encode()) / 1000), True),
        ("keys", len(knowledge.keys()), True),
        ("memory, everything decoded (MB)", memory, memory < 80),
        ("tables (MB)", tables, tables <= 5),
        ("compiled (MB)", compiled, compiled <= 10),
    ]
    for name, value, fine in figures:
        print(f"{name:34} {value:10.2f} {'' if fine else 'MISSED'}")
    return 0 if all(fine for _, _, fine in figures) else 1


if __name__ == "__main__":
    sys.exit(main())
