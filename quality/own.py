"""Scores on the own marked sentences (`training/relation/data`): what `relate` says of every marked pair.

python -m quality.own [--folder DIR] [--every N] [--show] [--type TYPE]  (--show: misses, none held out)

A tenth of the sentences, by hash, is held out of training; its figures are printed apart.
"""

from __future__ import annotations

import argparse
from collections import Counter
from pathlib import Path
from typing import Any

from training.relation.sentences import FOLDER, Marked, is_held_out, read_all

from communique.pipeline.relating import Relater

Span = tuple[int, int]


def pairs_of(one: Marked) -> list[tuple[int, int, tuple[str, ...]]]:
    """Every ordered pair of marked actors with its accepted types; none for null."""
    return [(a, b, one.relations.get((a, b), ())) for a in one.spans for b in one.spans if a != b]


def score_relate(marked: list[Marked], show: str | None = None) -> dict[str, Any]:
    """Type right where the pair has one; macro-F1 over types with null pairs counted as false where typed."""
    asked = [(one, a, b, types) for one in marked for a, b, types in pairs_of(one)]
    relater = Relater()
    said: list[str | None] = []
    for start in range(0, len(asked), 256):
        part = asked[start : start + 256]
        said += [t for t, _ in relater.relate([(m.text, m.spans[a], m.spans[b]) for m, a, b, _ in part])]
    counts: Counter[tuple[str, str]] = Counter()
    for (one, a, b, types), answer in zip(asked, said, strict=True):
        main = types[0] if types else "-"
        hit = answer in types if types else answer is None
        counts[main, "n"] += 1
        counts[main, "right"] += hit
        counts[answer or "-", "said"] += 1
        if show and not hit and types and show in (main, "all"):
            s, t = one.spans[a], one.spans[b]
            print(main, answer, f"<{one.text[s[0] : s[1]]}> → <{one.text[t[0] : t[1]]}>", one.text)
    kinds = sorted({k for k, _ in counts} - {"-"})
    recall = {k: counts[k, "right"] / max(1, counts[k, "n"]) for k in kinds}
    precision = {k: counts[k, "right"] / max(1, counts[k, "said"]) for k in kinds}
    f1 = {k: 2 * recall[k] * precision[k] / max(1e-9, recall[k] + precision[k]) for k in kinds}
    return {
        "pairs": len(asked), "macro_f1": round(sum(f1.values()) / max(1, len(f1)), 4),
        "typed_right": round(
            sum(counts[k, "right"] for k in kinds) / max(1, sum(counts[k, "n"] for k in kinds)), 4
        ),
        "null_right": round(counts["-", "right"] / max(1, counts["-", "n"]), 4),
        "by_type": {k: f"{recall[k]:.2f}/{precision[k]:.2f}" for k in kinds},
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--folder", type=Path, default=FOLDER)
    parser.add_argument("--every", type=int, default=1, help="take every Nth sentence only")
    parser.add_argument("--show", action="store_true")
    parser.add_argument("--type", default="all")
    arguments = parser.parse_args()
    marked = read_all(arguments.folder)
    held = [m for m in marked if is_held_out(m)]
    seen = [m for m in marked if not is_held_out(m)]
    print("trained on", score_relate(seen[:: arguments.every], arguments.type if arguments.show else None))
    print("held out  ", score_relate(held[:: arguments.every]))


if __name__ == "__main__":
    main()
