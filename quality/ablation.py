"""What each part of the coder gives: frames alone, the learned scorer alone, both.

python -m quality.ablation [--write]     (docs/ablation.md; some minutes)
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec
from training.relation.sentences import is_held_out, read_all

from communique.coding.scorer_settings import ScorerSettings, scorer_settings
from communique.pipeline import Kernel, Options
from communique.resolve.pronoun_reader import PronounReader
from quality import coding, corpus, own
from quality.generate_docs import table

PAGE = Path(__file__).resolve().parent.parent / "docs" / "ablation.md"
CURVE = PAGE.parent.parent / "training" / "relation" / "learning_curve.json"
USERS = ("relate", "proposals", "sentence_acts")
NEVER = 2.0
"""A chance that nothing reaches."""


@contextmanager
def settings(**parts: Any) -> Iterator[None]:
    """The shipped settings with some of their tables changed, wherever they are read."""
    changed: ScorerSettings = msgspec.structs.replace(
        scorer_settings(),
        **{
            name: msgspec.structs.replace(getattr(scorer_settings(), name), **new)
            for name, new in parts.items()
        },
    )
    patches = [patch(f"communique.coding.{user}.scorer_settings", lambda: changed) for user in USERS]
    for one in patches:
        one.start()
    try:
        yield
    finally:
        for one in patches:
            one.stop()


WITHOUT_PRONOUNS = "all, pronouns left unread"
RELATE = {
    "frames alone": {"scorer": 0.0, "null": 0.0},
    "scorer alone": {"frames": 0.0},
    "both": {},
}
CODER: dict[str, dict[str, Any]] = {
    "frames alone": {"propose": {"pair": NEVER, "alone": NEVER}, "veto": {"below": 0.0}},
    "frames, doubtful ones refused": {"propose": {"pair": NEVER, "alone": NEVER}},
    "frames, and what only the scorer sees": {"veto": {"below": 0.0}},
    "all": {},
    WITHOUT_PRONOUNS: {},
}


@contextmanager
def coreference(on: bool) -> Iterator[None]:
    """With False, no pronoun stands for anybody."""
    if on:
        yield
        return
    with patch.object(PronounReader, "_pronoun", lambda *_: None):
        yield


def curve_rows() -> list[tuple[object, ...]]:
    """What `training.relation.train --share` measured: share, sentences, macro-F1 of the scorer by itself."""
    rows = json.loads(CURVE.read_text("utf-8"))
    return [
        (f"{share} %", row["sentences"], row["dev"]["macro"], row["own"]["macro"], row["own"]["accuracy"])
        for share, row in sorted(rows.items(), key=lambda item: int(item[0]))
    ]


def relate_rows() -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """(one row a variant, one row a type)."""
    held = [m for m in read_all() if is_held_out(m)]
    rows, by_type = [], {}
    for name, weights in RELATE.items():
        with settings(relate=weights):
            pairs, ours = coding.score_relate(), own.score_relate(held)
        rows.append((name, pairs["macro_f1"], ours["macro_f1"], ours["typed_right"], ours["null_right"]))
        by_type[name] = pairs["by_type"]
    types = [(kind, *(by_type[name].get(kind, "–") for name in RELATE)) for kind in by_type["both"]]
    return rows, types


def coder_rows() -> list[tuple[object, ...]]:
    rows = []
    for name, parts in CODER.items():
        with settings(**parts), coreference(name != WITHOUT_PRONOUNS):
            kernel = Kernel(Options())
            plv = coding.score_plv(kernel)
            articles = coding.score_articles(kernel)
            unseen = corpus.score_corpus(kernel)["unseen"]
        rows.append(
            (
                name,
                *(plv["end_to_end"], plv["codings_a_sentence"]),
                *(articles["core_found"], articles["precision"]),
                *(unseen["precision"], unseen["recall"], unseen["f1"]),
            )
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    variants, types = relate_rows()
    text = "\n".join(
        (
            "<!-- Written by `python -m quality.ablation --write`; measured, not typed. -->\n",
            "# What each part gives\n",
            "Frames name acts by lexicon entries over the tree; the learned scorer reads a marked pair off",
            "the encoder. `relate` weighs both; the coder lets the scorer judge the frames' readings,",
            "refuses the doubtful and adds pairs that no frame joins.\n",
            "## `relate`, both actors given\n",
            table(("variant", "plv_dev macro-F1", "own held-out macro-F1", "own: typed pairs right",
                   "own: null pairs right"), variants),
            "By type, F1 on plv_dev:\n", table(("type", *RELATE), types),
            "## End to end\n",
            table(("variant", "plv_dev", "codings a sentence", "articles: core", "articles: precision",
                   "unseen precision", "unseen recall", "unseen F1"), coder_rows()),
            "## Is more text still helping?\n",
            "The scorer by itself, before its weights are quantised, trained on a share of the sentences",
            "(all but the last from the writers of folders a to e).\n",
            table(("share of the sentences", "sentences", "plv_dev macro-F1", "own held-out macro-F1",
                   "own held-out accuracy with null"), curve_rows()),
        )
    )  # fmt: skip
    print(text)
    if arguments.write:
        PAGE.write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
