"""Finds the weights of coding/data/background.toml on the seen parts of the sample corpus and of
the news sentences.

    python -m quality.fit_background [--write]

Prints the share of annotated acts that are told right when the weights come from other articles (ten folds),
for all acts and for those that the coder finds. Logistic regression with a quadratic penalty; no randomness.
"""

from __future__ import annotations

import argparse
import re
from typing import Any, NamedTuple

import numpy as np

from communique.coding import background_signs
from communique.coding.background import Background
from communique.coding.tree import CLAUSAL, Tree
from communique.pipeline import Kernel, Options, Outcome
from communique.resolve import event_when, resolve
from quality.corpus import find, is_unseen, run_corpus, sidecars
from quality.devdata import ROOT
from quality.news_sets import document, rows

TABLE = ROOT / "src" / "communique" / "coding" / "data" / "background.toml"
PENALTY = 2.0
"""Weight of the squared weights; one that cross-validation does not tell from 1.5 or 4."""
LEAST = 0.05
"""Weights nearer to nought are left out."""
FOLDS = 10
BATCH = 64

Values = dict[str, float]


class Act(NamedTuple):
    """An annotated act: who reads its article, its place, its signs, the answer."""

    article: int
    corpus: str
    reader: Background
    sentence: int
    plain: tuple[str, ...]
    signs: tuple[str, ...]
    answer: bool
    found: bool


def fit(rows_: list[Values], answers: Any) -> Values:
    """Weight by sign, `base` among them, in log odds of history."""
    names = sorted({name for row in rows_ for name in row})
    place = {name: number for number, name in enumerate(names)}
    columns = np.zeros((len(rows_), len(names) + 1))
    columns[:, -1] = 1
    for number, row in enumerate(rows_):
        for name, value in row.items():
            columns[number, place[name]] = value
    penalty = np.eye(len(names) + 1) * PENALTY
    penalty[-1, -1] = 0.01
    weights = np.zeros(len(names) + 1)
    for _ in range(20):
        chance = 1 / (1 + np.exp(-columns @ weights))
        slope = columns.T @ (chance - answers) + penalty @ weights
        bend = (columns * (chance * (1 - chance))[:, None]).T @ columns + penalty
        weights -= np.linalg.solve(bend, slope)
    return {**dict(zip(names, weights.tolist(), strict=False)), "base": float(weights[-1])}


def score(row: Values, weights: Values) -> float:
    return weights["base"] + sum(weights.get(name, 0.0) * value for name, value in row.items())


def plain(acts: list[Act]) -> list[Values]:
    """Rows for the first score of a sentence: what stands at the act alone."""
    return [dict.fromkeys(act.plain, 1.0) for act in acts]


def full(acts: list[Act], first: Values) -> list[Values]:
    """Rows for the score of an act, with the first scores of the sentences beside it."""
    background_signs.weights().first = first
    for reader in {id(act.reader): act.reader for act in acts}.values():
        reader.forget()
    return [{**dict.fromkeys(act.signs, 1.0), **act.reader.around(act.sentence)} for act in acts]


def gather() -> list[Act]:
    """Every annotated act of the seen parts."""
    kernel = Kernel(Options())
    gold = sidecars()
    stems = [stem for stem in sorted(gold) if not is_unseen(stem)]
    outcomes = run_corpus(kernel, stems)
    acts: list[Act] = []
    for number, stem in enumerate(stems):
        acts += _acts(kernel, outcomes[stem], gold[stem]["events"], number, "corpus")
    texts = {row["id"]: row for row in rows("news_sentences")}
    marked = [row for row in rows("news_status") if not is_unseen(row["id"])]
    for start in range(0, len(marked), BATCH):
        part = marked[start : start + BATCH]
        done = kernel.process([document(texts[row["id"]]) for row in part])
        for number, (row, outcome) in enumerate(zip(part, done, strict=True), start=len(stems) + start):
            sure = [act for act in row["acts"] if not act.get("background_open", False)]
            acts += _acts(kernel, outcome, sure, number, "news")
    return acts


def _acts(
    kernel: Kernel, outcome: Outcome, events: list[dict[str, Any]], number: int, corpus: str
) -> list[Act]:
    article = outcome.article
    if article is None:
        return []
    blocks = [(block.start, block.end) for block in article.read_ranges()]
    parse = kernel.parser.parse_many([(article.text, blocks)])[0]
    resolution = resolve(parse, article, kernel.knowledge)
    trees = [Tree(sentence, index) for index, sentence in enumerate(parse.sentences)]
    reader = Background(trees, article, resolution.times)
    found = []
    for event in events:
        place = _trigger(article.text, event, trees)
        if place is None:
            continue
        tree, token = place
        when = event_when(
            tree.index, token, set(tree.subtree(token, CLAUSAL)), parse, article, resolution.times
        )
        status = event["status"][0] if event["status"] else "happened"
        start = tree.sentence.token_start[token]
        near = [coding for coding in outcome.codings if abs(coding.trigger.start - start) < 12]
        found.append(
            Act(
                number, corpus, reader, tree.index, reader.signs.signs(tree.index, token, when),
                reader.of_act(tree.index, token, when, event["type"][0], status), bool(event["background"]),
                any(coding.event_type in event["type"] for coding in near),
            )
        )  # fmt: skip
    return found


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


def write(first: Values, second: Values) -> None:
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
    acts = gather()
    truth = np.array([act.answer for act in acts], float)
    right = np.zeros(len(acts), bool)
    for fold in range(FOLDS):
        rest = np.array([act.article % FOLDS != fold for act in acts])
        first = fit([row for row, kept in zip(plain(acts), rest, strict=True) if kept], truth[rest])
        told = full(acts, first)
        weights = fit([row for row, kept in zip(told, rest, strict=True) if kept], truth[rest])
        for place in np.flatnonzero(~rest):
            right[place] = (score(told[place], weights) > 0) == bool(truth[place])
    for corpus in ("corpus", "news"):
        here = np.array([act.corpus == corpus for act in acts])
        found = here & np.array([act.found for act in acts])
        print(
            f"{corpus}: acts {here.sum()}, right {right[here].mean():.3f}; "
            f"of those the coder finds {right[found].mean():.3f}"
        )
    if arguments.write:
        first = fit(plain(acts), truth)
        write(first, fit(full(acts, first), truth))


if __name__ == "__main__":
    main()
