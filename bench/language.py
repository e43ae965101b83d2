"""`python -m bench.language [TEXT FILES]`: speed, start and memory of the language model, share by share.

Without files it parses the paragraphs of the gate's own news set, many times over in other orders.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from quality.language import OWN_SENTENCES

from communique.language import Parser, load_parser
from communique.language.encode import Encoded


def own_texts(copies: int) -> list[str]:
    """Articles of 25 paragraphs each, drawn from the own news set."""
    lines = OWN_SENTENCES.read_text(encoding="utf-8").splitlines()
    paragraphs = [x.replace(" ¦", "") for x in lines if x and not x.startswith("#")]
    rng = random.Random(0)
    return ["\n\n".join(rng.sample(paragraphs, 25)) for _ in range(copies)]


def words_in(texts: list[str]) -> int:
    """Parse and return how many words there were."""
    return sum(len(s) for p in load_parser().parse_many([(t, None) for t in texts]) for s in p.sentences)


def shares(parser: Parser, texts: list[str]) -> dict[str, float]:
    """Return the seconds of each stage."""
    clock = time.process_time
    t0 = clock()
    cut = [s for text in texts for s in parser._cut(text, None)]
    t1 = clock()
    pieces = [Encoded([parser._words.word(w) for w in s.form]) for s in cut]
    t2 = clock()
    outputs = list(parser._graph.run(pieces))
    t3 = clock()
    for indexes, out in outputs:
        parser._decode([pieces[i] for i in indexes], out)
    t4 = clock()
    return {"tokens and sentences": t1 - t0, "encoding": t2 - t1, "model": t3 - t2, "decoding": t4 - t3}


def cold_start() -> float:
    """Return the seconds that a fresh process spends in `load_parser`."""
    code = (
        "import time; t = time.perf_counter(); from communique.language import load_parser; load_parser(); "
        "print(time.perf_counter() - t)"
    )
    return min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(3))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--copies", type=int, default=20)
    args = parser.parse_args()
    texts = [f.read_text(encoding="utf-8", errors="replace") for f in args.files] or own_texts(args.copies)
    print(f"load_parser in a fresh process  {cold_start():.2f} s")
    words_in(texts[:1])
    start, used = time.perf_counter(), time.process_time()
    n = words_in(texts)
    used, wall = time.process_time() - used, time.perf_counter() - start
    print(
        f"raw text to Parse, one thread   {n / used:,.0f} words/s of processor time "
        f"({n:,} words, {n / wall:,.0f} by the clock)"
    )
    spent = shares(load_parser(), texts)
    total = sum(spent.values())
    for stage, seconds in spent.items():
        print(f"  {stage:<24}{100 * seconds / total:5.1f} %")
    print(
        f"memory, resident at most        {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB"
    )
    rates = [_pool(texts, k) for k in (1, 2)]
    print(f"two workers / one worker        {rates[1] / rates[0]:.2f} (of {os.cpu_count()} cores)")


def _pool(texts: list[str], workers: int) -> float:
    with ProcessPoolExecutor(workers) as pool:
        list(pool.map(words_in, [texts[:1]] * workers * 2))
        start = time.perf_counter()
        parts = [texts] * 2 * workers
        n = sum(pool.map(words_in, parts))
        return n / (time.perf_counter() - start)


if __name__ == "__main__":
    main()
