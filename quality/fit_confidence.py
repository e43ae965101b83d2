"""Fits the confidence of codings, and prints how well it is calibrated.

python -m quality.fit_confidence [--write] [--every N]

Judged codings come from own marked sentences held out of training (every pair is annotated) and from the seen
part of the sample corpus. Calibration is printed cross-validated over texts, and on the unseen third.
"""

from __future__ import annotations

import argparse
import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from training.relation.sentences import Marked, is_held_out, read_all

from communique.coding import confidence
from communique.coding.assemble import Assembler
from communique.coding.candidate import Candidate
from communique.pipeline import Kernel, Options
from communique.records import Actor, Coding
from quality import corpus
from quality.coding import run_texts

TARGET = Path(confidence.__file__).parent / "data" / "confidence.toml"
Array = npt.NDArray[np.float64]
Judged = tuple[str, dict[str, float], bool, str]
"""Text's name, features, right, type."""
RIDGE = 8.0
"""By cross-validation on own and seen texts: least log loss and calibration error among 0.5 to 16."""


@contextmanager
def observed() -> Iterator[dict[tuple[str, str], dict[str, float]]]:
    """Features by (document, coding) while it lasts."""
    seen: dict[tuple[str, str], dict[str, float]] = {}
    real = Assembler.coding

    def coding(self: Assembler, candidate: Candidate) -> Coding | None:
        made = real(self, candidate)
        if made is not None:
            seen[made.document.id, made.id] = candidate.features
        return made

    Assembler.coding = coding  # type: ignore[method-assign]
    try:
        yield seen
    finally:
        Assembler.coding = real  # type: ignore[method-assign]


def number_of(actor: Actor, marked: Marked) -> int | None:
    """The bracket that an actor's span meets."""
    for number, (start, end) in marked.spans.items():
        if actor.start < end and start < actor.end:
            return number
    return None


def judge(coding: Coding, marked: Marked) -> bool | None:
    """Right, wrong, or null where the brackets do not tell."""
    actors = [number_of(a, marked) for a in coding.actors]
    recipients = [number_of(a, marked) for a in coding.recipients]
    one = [n for n in actors if n is not None]
    other = [n for n in recipients if n is not None]
    if len(one) < len(actors) or len(other) < len(recipients) or not one:
        return None
    if not other:
        if len(set(one)) > 1:
            return any(
                coding.event_type in marked.relations.get((a, b), ()) for a in one for b in one if a != b
            )
        if coding.event_type in {
            t for (a, _), types in marked.relations.items() for t in types if a == one[0]
        }:
            return True
        return False if marked.alone else None
    return any(coding.event_type in marked.relations.get((a, b), ()) for a in one for b in other if a != b)


def judged_own(kernel: Kernel, every: int) -> list[Judged]:
    marked = [m for m in read_all() if is_held_out(m)][::every]
    with observed() as seen:
        outcomes = run_texts(kernel, [m.text for m in marked])
    found: list[Judged] = []
    for one, outcome in zip(marked, outcomes, strict=True):
        for coding in outcome.codings:
            right = judge(coding, one)
            if right is not None:
                features = seen[coding.document.id, coding.id]
                found.append((one.name, features, right, coding.event_type))
    return found


def judged_corpus(kernel: Kernel, unseen: bool) -> list[Judged]:
    gold = corpus.sidecars()
    stems = [stem for stem in sorted(gold) if corpus.is_unseen(stem) == unseen]
    with observed() as seen:
        outcomes = corpus.run_corpus(kernel, stems)
    found: list[Judged] = []
    for stem in stems:
        article = outcomes[stem].article
        if article is None:
            continue
        events = gold[stem]["events"]
        spans = [corpus.find(article.text, e["quote"], e.get("nth", 1)) for e in events]
        for coding in outcomes[stem].codings:
            right = any(
                span is not None
                and span[0] - corpus.NEAR <= coding.trigger.start < span[1] + corpus.NEAR
                and corpus.agrees(coding, event)
                for span, event in zip(spans, events, strict=True)
            )
            found.append((stem, seen[coding.document.id, coding.id], right, coding.event_type))
    return found


def matrix(rows: list[Judged], names: list[str]) -> tuple[Array, Array]:
    x = np.array([[features.get(name, 0.0) for name in names] for _, features, _, _ in rows])
    return x, np.array([float(right) for _, _, right, _ in rows])


def fit(x: Array, y: Array) -> Array:
    """Logistic regression with a ridge, by Newton's method."""
    w = np.zeros(x.shape[1])
    for _ in range(30):
        p = 1 / (1 + np.exp(-x @ w))
        gradient = x.T @ (y - p) - RIDGE * w
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(w))
        step = np.linalg.solve(hessian, gradient)
        w += step
        if np.abs(step).max() < 1e-6:
            break
    return w


def calibration_error(p: Array, y: Array, bins: int = 10) -> float:
    """Expected calibration error over bins of equal counts."""
    order = np.argsort(p, kind="stable")
    parts = np.array_split(order, bins)
    return float(sum(len(i) * abs(p[i].mean() - y[i].mean()) for i in parts if len(i)) / len(p))


def folds(rows: list[Judged], n: int = 5) -> list[int]:
    return [int(hashlib.sha256(name.encode()).hexdigest(), 16) % n for name, _, _, _ in rows]


def report(rows: list[Judged], names: list[str], weights: Array | None = None) -> dict[str, Any]:
    """Calibration of given weights, or cross-validated over texts."""
    x, y = matrix(rows, names)
    if weights is not None:
        p = 1 / (1 + np.exp(-x @ weights))
    else:
        p = np.zeros(len(y))
        fold = np.array(folds(rows))
        for k in range(5):
            p[fold == k] = 1 / (1 + np.exp(-x[fold == k] @ fit(x[fold != k], y[fold != k])))
    curve = {
        f"≥{t}": (int((p >= t).sum()), round(float(y[p >= t].mean()), 3) if (p >= t).any() else None)
        for t in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)
    }
    return {
        "n": len(y),
        "right": round(float(y.mean()), 3),
        "ece": round(calibration_error(p, y), 4),
        "curve": curve,
    }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--every", type=int, default=1)
    arguments = parser.parse_args()
    kernel = Kernel(Options())
    own, seen = judged_own(kernel, arguments.every), judged_corpus(kernel, unseen=False)
    rows = own + seen
    names = sorted({name for _, features, _, _ in rows for name in features})
    weights = fit(*matrix(rows, names))
    print("own, cross-validated   ", report(own, names))
    print("seen, cross-validated  ", report(seen, names))
    print("unseen third           ", report(judged_corpus(kernel, unseen=True), names, weights))
    print({name: round(float(w), 3) for name, w in zip(names, weights, strict=True)})
    if arguments.write:
        lines = [f"{name} = {w:.4f}" for name, w in zip(names, weights, strict=True)]
        TARGET.write_text(
            "# Written by quality/fit_confidence.py.\n[weights]\n" + "\n".join(lines) + "\n", "utf-8"
        )


if __name__ == "__main__":
    main()
