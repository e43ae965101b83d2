"""`python -m bench [FILES OR FOLDERS]`: what communique costs, beside what it may cost.

    python -m bench                 the sample corpus, some times over
    python -m bench texts/          own texts
    python -m bench --strict        exits 1 when a target is missed

Rates count processor time of one core, so that other work on the machine does not spoil them; what a person
waits for (help, a first article) is the shortest of several tries by the clock, with the processor time
beside it.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

from bench.memory import peak_of_tree

from communique.pipeline import Kernel, Options
from communique.pipeline.run import BATCH_CHARACTERS, run
from communique.records import Document
from communique.samples import corpus_folder
from communique.sources import read_inputs

SENTENCES_WANTED = 4000
"""Enough for two digits: about 20 s of work."""
TRIES = 5


class Row(NamedTuple):
    """A line of the table; target: text such as "≥ 200", with whether it is met; null where there is none."""

    what: str
    value: str
    target: str = ""
    met: bool | None = None


def documents_of(paths: list[str]) -> list[Document]:
    """Text documents only: HTML is taken apart in another process, whose time would not be counted here."""
    found = [item for item in read_inputs(paths) if isinstance(item, Document) and item.kind != "html"]
    if not found:
        raise SystemExit(f"no text documents in {', '.join(paths)}")
    return found


def batches(documents: list[Document]) -> list[list[Document]]:
    """As a run sends them to a worker."""
    found: list[list[Document]] = [[]]
    for document in documents:
        if sum(len(d.text) for d in found[-1]) + len(document.text) > BATCH_CHARACTERS:
            found.append([])
        found[-1].append(document)
    return [batch for batch in found if batch]


def throughput(documents: list[Document]) -> list[Row]:
    """Sentences a second on one core, and where the time goes."""
    kernel = Kernel(Options())
    n_once = sum(outcome.n_sentences for batch in batches(documents) for outcome in kernel.process(batch))
    rounds = max(1, round(SENTENCES_WANTED / max(1, n_once)))
    stages: dict[str, float] = {}
    n = n_words = n_codings = 0
    cpu, clock = time.process_time(), time.perf_counter()
    for _ in range(rounds):
        for batch in batches(documents):
            for outcome in kernel.process(batch):
                n += outcome.n_sentences
                n_words += outcome.n_words
                n_codings += len(outcome.codings)
                for stage, seconds in outcome.stages.items():
                    stages[stage] = stages.get(stage, 0.0) + seconds
    cpu, clock = time.process_time() - cpu, time.perf_counter() - clock
    rate = n / cpu
    rows = [
        Row("raw text to codings, one core", f"{rate:,.0f} sentences/s", "≥ 200", rate >= 200),
        Row("  by the clock", f"{n / clock:,.0f} sentences/s"),
        Row("  words", f"{n_words / cpu:,.0f} words/s"),
        Row(
            "  texts",
            f"{n // rounds:,} sentences, {n_words / n:.1f} words each, {n_codings / n:.2f} codings each",
        ),
    ]
    total = sum(stages.values())
    for stage, seconds in stages.items():
        rows.append(
            Row(
                f"  share of {stage}",
                f"{100 * seconds / total:.0f} %, {1000 * cpu * seconds / total / n:.2f} ms a sentence",
            )
        )
    return rows


def timed(*arguments: str) -> tuple[float, float]:
    """Shortest wall-clock and processor seconds of a command in a fresh process."""
    clocks, used = [], []
    for _ in range(TRIES):
        before, start = os.times(), time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "communique.cli.main", *arguments], check=True, capture_output=True
        )
        after = os.times()
        clocks.append(time.perf_counter() - start)
        used.append(
            after.children_user + after.children_system - before.children_user - before.children_system
        )
    return min(clocks), min(used)


def waiting(article: Path) -> list[Row]:
    """What a person waits for."""
    rows = []
    for what, limit, arguments in (
        ("communique --help", 0.5, ("--help",)),
        ("one article, cold", 2.5, ("code", str(article))),
        ("one HTML page, cold", 4.0, ("code", str(html_page()))),
    ):
        clock, used = timed(*arguments)
        rows.append(
            Row(what, f"{clock:.2f} s, of which {used:.2f} s of work", f"≤ {limit:g} s", clock <= limit)
        )
    return rows


def html_page() -> Path:
    """The first page of the corpus."""
    return min(corpus_folder().glob("*.html"))


def memory(paths: list[str]) -> list[Row]:
    """Peak of a whole run, parent and worker together."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder) / "out.jsonl")
        arguments = [sys.executable, "-m", "communique.cli.main", "code", *paths, "-o", out]
        together, largest = peak_of_tree(arguments)
    if together is None or largest is None:
        return [Row("memory", "not measured: needs /proc")]
    return [
        Row("memory of a run, all processes", f"{together:,.0f} MB", "≤ 700 MB", together <= 700),
        Row("  largest process", f"{largest:,.0f} MB"),
    ]


def workers(documents: list[Document]) -> list[Row]:
    """How much two workers do of what one does, start left out."""
    cores = os.cpu_count() or 1
    rates = []
    many = documents * max(4, round(240 / len(documents)))
    for n in (1, 2):
        stream = run(many, Options(), n)
        for _ in range(len(many) // 4):  # all workers have loaded their tables by then
            next(stream)
        start, done = time.perf_counter(), 0
        for outcome in stream:
            done += outcome.n_sentences
        rates.append(done / (time.perf_counter() - start))
    ratio = rates[1] / rates[0]
    return [Row("two workers against one, by the clock", f"{ratio:.2f} times, on {cores} cores")]


def main() -> None:
    parser = argparse.ArgumentParser(description="Speed and memory, stage by stage.")
    parser.add_argument("paths", nargs="*", default=[str(corpus_folder())])
    parser.add_argument("--strict", action="store_true", help="exit 1 when a target is missed")
    arguments = parser.parse_args()
    documents = documents_of(arguments.paths)
    article = min(Path(d.source) for d in documents_of([str(corpus_folder())]) if d.source.endswith(".txt"))
    rows = []
    for part in (
        lambda: waiting(article),
        lambda: throughput(documents),
        lambda: memory(arguments.paths),
        lambda: workers(documents),
    ):
        for row in part():
            mark = "" if row.met is None else "met" if row.met else "MISSED"
            print(f"{row.what:40} {row.value:48} {row.target:10} {mark}".rstrip(), flush=True)
            rows.append(row)
    if arguments.strict and any(row.met is False for row in rows):
        raise SystemExit(1)


if __name__ == "__main__":
    main()
