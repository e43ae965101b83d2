"""Finds the weights of src/communique/coding/data/background.toml on the seen part of the sample corpus.

    python -m quality.fit_background [--write]

Prints the share of annotated acts that are told right when the weights come from other articles (ten folds),
for all acts and for those that the coder finds. Logistic regression with a quadratic penalty; no randomness.
"""

from __future__ import annotations

import argparse
import re
from typing import Any

import numpy as np

from communique.coding import background
from communique.coding.background import Background
from communique.coding.tree import CLAUSAL, Tree
from communique.pipeline import Kernel, Options
from communique.resolve import event_when, resolve
from quality.corpus import agrees, find, is_unseen, run_corpus, sidecars
from quality.devdata import ROOT

TABLE = ROOT / "src" / "communique" / "coding" / "data" / "background.toml"
PENALTY = 1.5
"""Weight of the squared weights; one that cross-validation does not tell from 1 or 2."""
LEAST = 0.05
"""Weights nearer to nought are left out."""
FOLDS = 10

Signs = tuple[str, ...]


def fit(rows: list[Signs], answers: Any) -> dict[str, float]:
    """Weight by sign, `base` among them, in log odds of history."""
    names = sorted({name for row in rows for name in row})
    columns = np.ones((len(rows), len(names) + 1))
    for place, row in enumerate(rows):
        columns[place, :-1] = [name in row for name in names]
    penalty = np.eye(len(names) + 1) * PENALTY
    penalty[-1, -1] = 0.01
    weights = np.zeros(len(names) + 1)
    for _ in range(30):
        chance = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (chance - answers) + penalty @ weights
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + penalty
        weights -= np.linalg.solve(bend, slope)
    return {**dict(zip(names, weights.tolist(), strict=False)), "base": float(weights[-1])}


def score(row: Signs, weights: dict[str, float]) -> float:
    return weights["base"] + sum(weights.get(name, 0.0) for name in row)


def gather() -> tuple[list[Signs], list[Signs], Any, list[int], list[bool]]:
    """By annotated act: own signs, signs of the neighbours, answer, article, whether the coder finds it."""
    gold = sidecars()
    kernel = Kernel(Options())
    stems = [stem for stem in sorted(gold) if not is_unseen(stem)]
    outcomes = run_corpus(kernel, stems)
    readers: list[tuple[Background, int]] = []
    own: list[Signs] = []
    answers: list[bool] = []
    articles: list[int] = []
    matched: list[bool] = []
    for number, stem in enumerate(stems):
        outcome = outcomes[stem]
        article = outcome.article
        if article is None:
            continue
        blocks = [(block.start, block.end) for block in article.read_ranges()]
        parse = kernel.parser.parse_many([(article.text, blocks)])[0]
        resolution = resolve(parse, article, kernel.knowledge)
        trees = [Tree(sentence, index) for index, sentence in enumerate(parse.sentences)]
        reader = Background(trees, article, resolution.times)
        for event in gold[stem]["events"]:
            place = _trigger(article.text, event, trees)
            if place is None:
                continue
            tree, token = place
            clause = set(tree.subtree(token, CLAUSAL))
            when = event_when(tree.index, token, clause, parse, article, resolution.times)
            own.append(reader.signs(tree.index, token, when))
            readers.append((reader, tree.index))
            answers.append(event["background"])
            articles.append(number)
            start = tree.sentence.token_start[token]
            near = [coding for coding in outcome.codings if abs(coding.trigger.start - start) < 12]
            matched.append(any(agrees(coding, event) for coding in near))
    truth = np.array(answers, float)
    background.weights().first = fit(own, truth)
    beside = [tuple(reader.around(index)) for reader, index in readers]
    return own, beside, truth, articles, matched


def _trigger(text: str, event: dict[str, Any], trees: list[Tree]) -> tuple[Tree, int] | None:
    """Tree and head token of an annotated act's trigger."""
    quote = find(text, event["quote"], event.get("nth", 1))
    if quote is None:
        return None
    words = r"\s+".join(re.escape(word) for word in event["trigger"].split())
    hit = re.search(words, text[quote[0] : quote[1]])
    if hit is None:
        return None
    start, end = quote[0] + hit.start(), quote[0] + hit.end()
    for tree in trees:
        tokens = [t for t in range(len(tree)) if start <= tree.sentence.token_start[t] < end]
        if tokens:
            return tree, min(tokens, key=lambda token: len(tree.ancestors(token)))
    return None


def write(first: dict[str, float], second: dict[str, float]) -> None:
    """Puts the weights below the word lists of the table."""
    head = TABLE.read_text("utf-8").split("\n[sentence]\n")[0] + "\n"
    parts = [head]
    for name, weights in (("sentence", first), ("signs", second)):
        kept = {sign: weight for sign, weight in sorted(weights.items()) if abs(weight) >= LEAST}
        parts.append(f"[{name}]\n" + "".join(f"{sign} = {weight:.2f}\n" for sign, weight in kept.items()))
        parts.append("\n")
    TABLE.write_text("".join(parts[:-1]), "utf-8")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    own, beside, truth, articles, matched = gather()
    rows = [(*one, *two) for one, two in zip(own, beside, strict=True)]
    right = np.zeros(len(rows), bool)
    for fold in range(FOLDS):
        held = [place for place, article in enumerate(articles) if article % FOLDS == fold]
        rest = [place for place, article in enumerate(articles) if article % FOLDS != fold]
        weights = fit([rows[place] for place in rest], truth[rest])
        for place in held:
            right[place] = (score(rows[place], weights) > 0) == bool(truth[place])
    found = right[np.array(matched)]
    print(f"acts {len(rows)}, right {right.mean():.3f}; of those the coder finds {found.mean():.3f}")
    if arguments.write:
        write(fit(own, truth), fit(rows, truth))


if __name__ == "__main__":
    main()
