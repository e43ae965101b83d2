"""Scores of merging and of story clusters.

python -m quality.stories [--show]

Merging: pairs of codings of the sample corpus that tell one happening, by the sidecars. Two inputs: `given`
are the annotated events themselves as codings (so that misses of the coder do not mask merging), `coded` are
the coder's codings that match an annotated event. A pair touches the unseen part when one of its reports is
unseen; `across` counts only pairs of two reports. Stories: B³ over the articles of ECB+ topics 1–22, each
half topic (one real-world event) a story.
"""

from __future__ import annotations

import argparse
import json
import tarfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any
from xml.etree import ElementTree

from communique.pipeline import Kernel, Options
from communique.records import Coding
from communique.stories.copies import Text
from communique.stories.merging import merge_groups, prepare
from communique.stories.sketch import Sketch
from communique.stories.story import story_clusters
from quality.corpus import is_unseen, run_corpus, sidecars
from quality.devdata import folder
from quality.happenings import Labelled, labelled


def sketches(codings: Sequence[Coding]) -> list[Sketch]:
    """Codings prepared as merging prepares them."""
    return prepare(codings)


def pairwise(items: Sequence[Labelled], groups: Iterable[Iterable[str]]) -> dict[str, dict[str, float]]:
    """F1, precision and recall of pairs: seen, unseen, and each across reports only."""
    group_of = {name: number for number, names in enumerate(groups) for name in names}
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for a, b in combinations(items, 2):
        gold = a.happening == b.happening
        found = group_of[a.coding.id] == group_of[b.coding.id]
        if not gold and not found:
            continue
        part = "unseen" if is_unseen(a.stem) or is_unseen(b.stem) else "seen"
        for name in (part, f"{part}_across") if a.stem != b.stem else (part,):
            counts[name][0] += gold and found
            counts[name][1] += found
            counts[name][2] += gold
    scores = {}
    for name, (right, found_n, gold_n) in sorted(counts.items()):
        precision, recall = right / max(1, found_n), right / max(1, gold_n)
        scores[name] = {
            "f1": round(2 * precision * recall / max(1e-9, precision + recall), 3),
            "precision": round(precision, 3), "recall": round(recall, 3), "pairs": gold_n,
        }  # fmt: skip
    return scores


def score_merging(kernel: Kernel) -> dict[str, dict[str, dict[str, float]]]:
    """Figures for codings `given` and `coded`."""
    gold, outcomes = sidecars(), run_corpus(kernel)
    figures = {}
    for name, given in (("given", True), ("coded", False)):
        items = labelled(outcomes, gold, given)
        groups = merge_groups([item.coding for item in items])
        figures[name] = pairwise(items, [[coding.id for coding in group.codings] for group in groups])
    return figures


def ecb_articles() -> dict[str, tuple[str, str]]:
    """Articles of ECB+ topics 1–22 by name: story and text (tokens joined, a line a sentence)."""
    base = folder()
    if base is None:
        raise SystemExit("development sets not found; set COMMUNIQUE_DEV_DATA")
    found = {}
    with tarfile.open(base / "stories" / "ecbplus-dev.tar.gz") as archive:
        for member in sorted(archive.getmembers(), key=lambda member: member.name):
            if not member.name.endswith(".xml"):
                continue
            file = archive.extractfile(member)
            assert file is not None
            lines: dict[str, list[str]] = {}
            for token in ElementTree.parse(file).getroot().iter("token"):
                lines.setdefault(token.get("sentence") or "", []).append(token.text or "")
            name = member.name.rsplit("/", 1)[-1]
            topic = name.split("_")[0]
            half = "plus" if "ecbplus" in name else "base"
            found[name] = (f"{topic}{half}", "\n".join(" ".join(words) for words in lines.values()))
    return found


def b_cubed(gold: Mapping[str, Any], groups: Iterable[Iterable[str]]) -> dict[str, float]:
    """B³ precision, recall and F1 of a clustering."""
    mine = {name: frozenset(group) for group in map(list, groups) for name in group}
    theirs: dict[Any, set[str]] = defaultdict(set)
    for name, story in gold.items():
        theirs[story].add(name)
    precision = sum(len(mine[n] & theirs[gold[n]]) / len(mine[n]) for n in gold) / len(gold)
    recall = sum(len(mine[n] & theirs[gold[n]]) / len(theirs[gold[n]]) for n in gold) / len(gold)
    return {
        "f1": round(2 * precision * recall / (precision + recall), 4),
        "precision": round(precision, 4), "recall": round(recall, 4),
    }  # fmt: skip


def score_stories() -> dict[str, float]:
    """B³ of story clusters on ECB+ topics 1–22."""
    articles = ecb_articles()
    groups = story_clusters(Text(name, text) for name, (_, text) in articles.items())
    return b_cubed({name: story for name, (story, _) in articles.items()}, groups)


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    print(f"stories {json.dumps(score_stories())}")
    for name, figures in score_merging(Kernel(Options())).items():
        for part, found in figures.items():
            print(f"{name:6} {part:14} {json.dumps(found)}")


if __name__ == "__main__":
    main()
