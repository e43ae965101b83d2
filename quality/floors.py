"""Pinned floors of coding: what is measured, on which files, and how far it may not fall.

    python -m quality.floors                 figures beside floors; exits 1 when one is broken
    python -m quality.floors --pin           raises the floors to a little below today's figures
    python -m quality.floors --pin --lower   also lowers them: on purpose only, and say why in the commit

Floors stand in floors.json beside a fingerprint of the files that they were measured on: a floor says nothing
about another text. `at_least` are floors, `at_most` ceilings (codings on non-events, codings a sentence).
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from communique.pipeline import Kernel, Options
from quality import coding, corpus, stories
from quality.devdata import folder

FILE = Path(__file__).with_name("floors.json")
Figures = dict[str, float]
CEILINGS = {
    "codings_a_sentence", "on_nonevents", "background_dated_by_publication", "codings_on_nonevents",
    "unreal_as_happened",
}  # fmt: skip
COUNTS = {"on_nonevents", "background_dated_by_publication", "codings_on_nonevents"}
"""Counted figures, which are pinned as they are; the others are shares and get a margin."""
CORPUS_FIGURES = (
    "precision", "recall", "f1", "type_recall", "status", "background", "speaker", "date_compatible",
    "date_exact", "situation_precision", "situation_recall", "published", "dropped", "codings_on_nonevents",
    "unreal_as_happened",
)  # fmt: skip


class Set(NamedTuple):
    """A set of texts: files (below the development folder, or the corpus), what measures it, margin of its
    shares.
    """

    files: tuple[str, ...]
    measure: Callable[[Kernel], Figures]
    margin: float
    needs_devdata: bool = True


def numbers(found: dict[str, Any], *names: str) -> Figures:
    """The named figures that were counted; those without a case (null) are left out."""
    return {name: float(found[name]) for name in names if found[name] is not None}


def measure_plv(kernel: Kernel) -> Figures:
    return numbers(coding.score_plv(kernel), "end_to_end", "type_any", "pair_any", "codings_a_sentence")


def measure_gsr(kernel: Kernel) -> Figures:
    return numbers(coding.score_gsr(kernel), "type", "actors", "codings_a_sentence")


def measure_articles(kernel: Kernel) -> Figures:
    found = coding.score_articles(kernel)
    right, of = found["core_found"].split("/")
    figures = numbers(
        found, "precision", "codings_a_sentence", "on_nonevents", "background_dated_by_publication"
    )
    return {"core": round(int(right) / int(of), 4), **figures}


@cache
def corpus_figures(kernel: Kernel) -> dict[str, dict[str, Any]]:
    """Both parts of the corpus, measured together once."""
    return corpus.score_corpus(kernel)


def measure_seen(kernel: Kernel) -> Figures:
    return numbers(corpus_figures(kernel)["seen"], *CORPUS_FIGURES)


def measure_unseen(kernel: Kernel) -> Figures:
    return numbers(corpus_figures(kernel)["unseen"], *CORPUS_FIGURES)


def measure_merging(kernel: Kernel) -> Figures:
    """F1 of merging on pairs that touch the unseen third, for codings given and coded."""
    found = stories.score_merging(kernel)
    return {
        f"{name}_{part}": found[name][part]["f1"]
        for name in ("given", "coded")
        for part in ("unseen", "unseen_across")
    }


def measure_stories(kernel: Kernel) -> Figures:
    return stories.score_stories()


SETS = {
    "plv_dev": Set(("coding/plv_dev.jsonl",), measure_plv, 0.01),
    "plover_gsr": Set(("coding/plover_gsr.jsonl",), measure_gsr, 0.015),
    "articles": Set(
        ("articles/001.txt", "articles/002.txt", "articles/events.jsonl", "articles/nonevents.jsonl"),
        measure_articles, 0.03,
    ),
    "corpus seen": Set((), measure_seen, 0.02, needs_devdata=False),
    "corpus unseen": Set((), measure_unseen, 0.02, needs_devdata=False),
    "merging": Set((), measure_merging, 0.02, needs_devdata=False),
    "stories": Set(("stories/ecbplus-dev.tar.gz",), measure_stories, 0.004),
}  # fmt: skip


def fingerprint(name: str) -> str:
    """First 12 hex digits of the SHA-256 over a set's files, whatever their line ends."""
    found = SETS[name]
    if found.needs_devdata:
        base = folder()
        assert base is not None
        paths = [base / file for file in found.files]
    else:
        paths = sorted(path for path in corpus.CORPUS.rglob("*") if path.is_file() and "__" not in path.name)
    digest = sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes().replace(b"\r\n", b"\n"))
    return digest.hexdigest()[:12]


def pinned() -> dict[str, Any]:
    """The floors file; empty before the first pinning."""
    loaded: dict[str, Any] = json.loads(FILE.read_text("utf-8")) if FILE.exists() else {}
    return loaded


def broken(name: str, figures: Figures, floors: dict[str, Any]) -> Iterator[str]:
    """A line for every figure on the wrong side of its floor or ceiling, or no longer measured."""
    for kind, sign in (("at_least", 1), ("at_most", -1)):
        for figure, limit in floors.get(kind, {}).items():
            value = figures.get(figure)
            if value is None:
                yield f"{name}: {figure} is pinned but was not measured"
            elif sign * value < sign * limit:
                yield f"{name}: {figure} is {value:g}, pinned {kind.replace('_', ' ')} {limit:g}"


def pin(name: str, figures: Figures, old: dict[str, Any], lower: bool) -> dict[str, Any]:
    """New floors: a margin below (ceilings: above) the figures, and never looser than the old ones unless
    asked.
    """
    same_text = old.get("fingerprint") == fingerprint(name)
    new: dict[str, Any] = {"fingerprint": fingerprint(name), "at_least": {}, "at_most": {}}
    for figure, value in sorted(figures.items()):
        kind = "at_most" if figure in CEILINGS else "at_least"
        sign = -1 if kind == "at_most" else 1
        margin = 0 if figure in COUNTS else SETS[name].margin
        if figure == "codings_a_sentence":
            margin = 0.1  # a finding more is no fault: this ceiling only keeps codings from multiplying
        limit = value - sign * margin
        limit = math.floor(limit * 1000) / 1000 if sign > 0 else math.ceil(limit * 1000) / 1000
        before = old.get(kind, {}).get(figure)
        if before is not None and same_text and not lower:
            limit = max(limit, before) if sign > 0 else min(limit, before)
        new[kind][figure] = max(0.0, limit)
    return new


def table(name: str, figures: Figures, floors: dict[str, Any]) -> Iterator[str]:
    """Lines with each figure beside its floor or ceiling."""
    for figure, value in figures.items():
        limit = floors.get("at_least", {}).get(figure)
        word = "floor"
        if limit is None:
            limit, word = floors.get("at_most", {}).get(figure), "ceiling"
        beside = "no floor" if limit is None else f"{word:8}{limit:8.3f}"
        yield f"{name:14} {figure:32} {value:8.3f}   {beside}"


def main() -> None:
    parser = argparse.ArgumentParser(description="Figures beside their pinned floors.")
    parser.add_argument("--pin", action="store_true", help="raise the floors to a little below the figures")
    parser.add_argument("--lower", action="store_true", help="with --pin: lower them too")
    arguments = parser.parse_args()
    kernel, floors, problems = Kernel(Options()), pinned(), []
    for name, texts in SETS.items():
        if texts.needs_devdata and folder() is None:
            print(f"{name:14} skipped: development sets not found; set COMMUNIQUE_DEV_DATA")
            continue
        figures = texts.measure(kernel)
        if arguments.pin:
            floors[name] = pin(name, figures, floors.get(name, {}), arguments.lower)
        elif floors.get(name, {}).get("fingerprint") not in (None, fingerprint(name)):
            problems.append(f"{name}: the floors were measured on other files; measure again and --pin")
        print(*table(name, figures, floors.get(name, {})), sep="\n")
        problems += broken(name, figures, floors.get(name, {}))
    if arguments.pin:
        FILE.write_text(json.dumps(floors, indent=1, sort_keys=True) + "\n", "utf-8")
    if problems:
        raise SystemExit("\n".join(problems))


if __name__ == "__main__":
    main()
