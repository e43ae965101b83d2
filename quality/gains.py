"""Gains and losses: what the working tree wins and loses against a commit, item by item, on the dev sets and
the corpus.

python -m quality.gains [--base REV] [--most N]      (base: HEAD when there are uncommitted changes, else
HEAD~1) python -m quality.gains --dump FILE                  (one tree's answers, for the comparison)
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def answers() -> dict[str, bool]:
    """Right or wrong by item: plv (pair, direction and type), gsr (type; parties), articles (core), corpus
    (seen core).
    """
    from communique.pipeline import Kernel, Options
    from quality import coding, corpus
    from quality.devdata import folder, lines

    kernel = Kernel(Options())
    found: dict[str, bool] = {}
    if folder() is not None:
        rows = lines("coding/plv_dev.jsonl")
        items = [(row, *coding.marked_spans(row["marked"])) for row in rows]
        for (row, text, source, target), outcome in zip(
            items, coding.run_texts(kernel, [i[1] for i in items]), strict=True
        ):
            types = coding.accepted(row["plover"])
            ok = any(c.event_type in types and coding.found_pair(c, source, target) for c in outcome.codings)
            found[f"plv {row['plover']} {text[:110]}"] = ok
        rows = lines("coding/plover_gsr.jsonl")
        for row, outcome in zip(rows, coding.run_texts(kernel, [r["text"] for r in rows]), strict=True):
            types = coding.accepted(row["plover"])
            found[f"gsr {row['plover']} {row['text'][:110]}"] = any(
                c.event_type in types for c in outcome.codings
            )
    gold = corpus.sidecars()
    stems = [stem for stem in sorted(gold) if not corpus.is_unseen(stem)]
    for stem, outcome in corpus.run_corpus(kernel, stems).items():
        if outcome.article is None:
            continue
        for number, event in enumerate(gold[stem]["events"]):
            if event["core"]:
                span = corpus.find(outcome.article.text, event["quote"], event.get("nth", 1))
                near = [
                    c for c in outcome.codings
                    if span and span[0] - corpus.NEAR <= c.trigger.start < span[1] + corpus.NEAR
                ]  # fmt: skip
                found[f"corpus {stem}#{number} {event['quote'][:90]}"] = any(
                    corpus.agrees(c, event) for c in near
                )
        for coding_ in outcome.codings:
            text = " ".join(coding_.evidence.text.split())[:70]
            right = any(
                corpus.agrees(coding_, event)
                for event in gold[stem]["events"]
                if (span := corpus.find(outcome.article.text, event["quote"], event.get("nth", 1)))
                and span[0] - corpus.NEAR <= coding_.trigger.start < span[1] + corpus.NEAR
            )
            if not right:
                found[f"false {stem} {coding_.event_type} [{coding_.trigger.text}] {text}"] = False
    return found


def dump_of(tree: Path, name: Path) -> dict[str, bool]:
    """Answers of a source tree, computed in a process of its own so that its own code is imported."""
    environment = {**os.environ, "PYTHONPATH": f"{tree / 'src'}{os.pathsep}{tree}"}
    environment.setdefault("COMMUNIQUE_DEV_DATA", str(ROOT.parent / "shared" / "data"))
    subprocess.run(
        [sys.executable, "-m", "quality.gains", "--dump", str(name)], cwd=tree, env=environment, check=True
    )
    loaded: dict[str, bool] = json.loads(name.read_text("utf-8"))
    return loaded


def compare(base: dict[str, bool], now: dict[str, bool], most: int) -> int:
    """Prints gains and losses by set; returns the number of losses."""
    won = [k for k, ok in now.items() if not k.startswith("false") and ok and not base.get(k, False)]
    lost = [k for k, ok in base.items() if not k.startswith("false") and ok and not now.get(k, False)]
    new_false = [k for k in now if k.startswith("false") and k not in base]
    gone_false = [k for k in base if k.startswith("false") and k not in now]
    for title, rows in (
        ("WON", won),
        ("LOST", lost),
        ("NEW FALSE CODINGS", new_false),
        ("FALSE CODINGS GONE", gone_false),
    ):
        print(f"\n{title}: {len(rows)}")
        for row in rows[:most]:
            print("  ", row)
        if len(rows) > most:
            print(f"   … {len(rows) - most} more (--most)")
    return len(lost)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--base")
    parser.add_argument("--most", type=int, default=25)
    parser.add_argument("--dump")
    arguments = parser.parse_args()
    if arguments.dump:
        Path(arguments.dump).write_text(json.dumps(answers()), "utf-8")
        return
    base = arguments.base
    if base is None:
        dirty = subprocess.run(
            ["git", "status", "--porcelain", "src"], cwd=ROOT, capture_output=True, text=True, check=True
        )
        base = "HEAD" if dirty.stdout.strip() else "HEAD~1"
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder) / "tree"
        subprocess.run(
            ["git", "worktree", "add", "--quiet", "--detach", str(tree), base], cwd=ROOT, check=True
        )
        try:
            before = dump_of(tree, Path(folder) / "base.json")
        finally:
            subprocess.run(["git", "worktree", "remove", "--force", str(tree)], cwd=ROOT, check=True)
        now = dump_of(ROOT, Path(folder) / "now.json")
    print(f"working tree against {base}")
    compare(before, now, arguments.most)


if __name__ == "__main__":
    main()
