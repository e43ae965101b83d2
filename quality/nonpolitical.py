"""Codings on sentences in which nothing political happens (own set; every one is a mistake).

    python -m quality.nonpolitical [--show]      (--show prints the seen two thirds only)
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from hashlib import sha256
from typing import Any

from communique.pipeline import Kernel, Options
from quality.coding import line, run_texts
from quality.devdata import ROOT

SET = ROOT / "quality" / "sets" / "nonpolitical.jsonl"


def is_unseen(name: str) -> bool:
    """The third that nobody opens while writing rules."""
    return int(sha256(name.encode()).hexdigest(), 16) % 3 == 0


def score_nonpolitical(kernel: Kernel, show: bool = False) -> dict[str, Any]:
    """Codings a sentence, seen and unseen apart, with the types that misfire."""
    rows = [json.loads(row) for row in SET.read_text("utf-8").splitlines() if row.strip()]
    outcomes = run_texts(kernel, [row["text"] for row in rows])
    n = {True: 0, False: 0}
    codings = {True: 0, False: 0}
    types: Counter[str] = Counter()
    for row, outcome in zip(rows, outcomes, strict=True):
        unseen = is_unseen(row["id"])
        n[unseen] += 1
        codings[unseen] += len(outcome.codings)
        if not unseen:
            types.update(coding.event_type for coding in outcome.codings)
            if show and outcome.codings:
                print(f"\n{row['topic']:10} {row['text']}")
                for coding in outcome.codings:
                    print("     ", line(coding))
    return {
        "n": len(rows), "seen": round(codings[False] / max(1, n[False]), 4),
        "unseen": round(codings[True] / max(1, n[True]), 4), "types": dict(types.most_common()),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--show", action="store_true")
    print(score_nonpolitical(Kernel(Options()), parser.parse_args().show))


if __name__ == "__main__":
    main()
