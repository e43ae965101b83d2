"""`python -m training.prepare DATA WORK`: check the data, keep what its licence allows, encode it once."""

from __future__ import annotations

import argparse
import hashlib
import json
import pickle
import tomllib
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from tokenizers import Tokenizer

from communique.language.features import MAX_SUBWORDS, shape_of
from training.augment import build_pool
from training.base import base_folder
from training.names import LABELS, add_uner_names, read_re3d, read_uner, read_wikigold, tags_of
from training.treebank import TreeSentence, add_gum_names, read_conllu

HERE = Path(__file__).parent
CLS, SEP, UNK = 101, 102, 100
NAME_SOURCES = ("uner", "gum", "wikigold", "re3d")
MAX_TRAIN_WORDS = 140
IGNORE = -100


@dataclass
class Example:
    """One encoded sentence; word-level lists run in parallel, -100 marks what is not annotated."""

    ids: list[int]
    first: list[int]
    last: list[int]
    shapes: list[int]
    source: int
    upos: list[int]
    xpos: list[int]
    feats: list[int]
    heads: list[int]
    rels: list[int]
    names: list[int]


def check_sources(data: Path) -> dict[str, str]:
    """Return the hash of every source file; stop when one is missing or is not the one that was measured."""
    wanted = tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))["sha256"]
    for name, expected in wanted.items():
        path = data / name
        if not path.is_file():
            raise SystemExit(f"{path} is missing; training/README.md says where each file comes from")
        actual = hashlib.sha256(path.read_bytes()).hexdigest()
        if actual != expected:
            raise SystemExit(f"{path} has sha256 {actual}, expected {expected}: figures would not compare")
    return dict(wanted)


def load_treebank(data: Path, name: str) -> list[TreeSentence]:
    """Load `ewt-train`, `ewt-dev`, `gum-train` or `gum-dev` with names; GUM without its NC genres."""
    sentences = read_conllu(data / "treebank" / f"{name}.conllu.gz")
    if name.startswith("ewt"):
        add_uner_names(sentences, read_uner(data / "ner" / f"uner-{name}.iob2.gz"))
        return sentences
    banned = set(
        tomllib.loads((HERE / "sources.toml").read_text(encoding="utf-8"))["licence"]["gum_excluded_genres"]
    )
    sentences = [s for s in sentences if s.genre not in banned and s.forms[0] != "_"]
    add_gum_names(sentences)
    return sentences


class Encoder:
    """Turns sentences into examples under fixed vocabularies."""

    def __init__(self, vocabularies: dict[str, list[str]]) -> None:
        self.tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.index = {k: {x: i for i, x in enumerate(v)} for k, v in vocabularies.items()}
        self.names_index = {x: i for i, x in enumerate(LABELS)}

    def subwords(self, words: list[str]) -> tuple[list[int], list[int], list[int]]:
        """Return ids with both end marks, and the place of each word's first and last sub-word."""
        ids, first, last = [CLS], [], []
        for encoded in self.tokenizer.encode_batch(words, add_special_tokens=False):
            first.append(len(ids))
            ids += encoded.ids[:MAX_SUBWORDS] or [UNK]
            last.append(len(ids) - 1)
        return [*ids, SEP], first, last

    def tree(self, s: TreeSentence) -> Example:
        """Encode a treebank sentence."""
        ids, first, last = self.subwords(s.forms)

        def column(key: str, values: list[str]) -> list[int]:
            return [self.index[key].get(v, IGNORE) for v in values]

        names = (
            [self.names_index[t] for t in tags_of(len(s.forms), s.names)]
            if s.names is not None
            else [IGNORE] * len(s.forms)
        )
        return Example(
            ids,
            first,
            last,
            [shape_of(w) for w in s.forms],
            NAME_SOURCES.index(s.name_source or "gum"),
            column("upos", s.upos),
            column("xpos", s.xpos),
            column("feats", s.feats),
            list(s.heads),
            column("rel", s.rels),
            names,
        )

    def names_only(self, words: list[str], spans: list[tuple[int, int, str]], source: str) -> Example:
        """Encode a sentence that carries names but no tree."""
        ids, first, last = self.subwords(words)
        none = [IGNORE] * len(words)
        names = [self.names_index[t] for t in tags_of(len(words), spans)]
        shapes = [shape_of(w) for w in words]
        return Example(
            ids, first, last, shapes, NAME_SOURCES.index(source), none, none, none, list(none), none, names
        )


def vocabularies(sentences: list[TreeSentence]) -> dict[str, list[str]]:
    """Classes of each column, most frequent first; feature bundles seen once are left out."""

    def classes(column: str, least: int = 1) -> list[str]:
        counts = Counter(v for s in sentences for v in getattr(s, column))
        return [k for k, n in sorted(counts.items(), key=lambda x: (-x[1], x[0])) if n >= least]

    return {
        "upos": classes("upos"),
        "xpos": classes("xpos"),
        "feats": classes("feats", 2),
        "rel": classes("rels"),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="folder with treebank/ and ner/")
    parser.add_argument("work", type=Path, help="folder for everything that training writes")
    args = parser.parse_args()
    hashes = check_sources(args.data)
    train = load_treebank(args.data, "ewt-train") + load_treebank(args.data, "gum-train")
    vocabulary = vocabularies(train)
    encoder = Encoder(vocabulary)
    examples = [encoder.tree(s) for s in train if len(s.forms) <= MAX_TRAIN_WORDS]
    named = [(s.forms, s.names, s.name_source) for s in train if s.names and len(s.forms) <= MAX_TRAIN_WORDS]
    extra = [
        (words, spans, "wikigold") for words, spans in read_wikigold(args.data / "ner" / "wikigold.conll.gz")
    ]
    for folder in sorted((args.data / "ner" / "re3d").iterdir()):
        extra += [(words, spans, "re3d") for words, spans in read_re3d(folder)]
    examples += [encoder.names_only(*row) for row in extra]
    named += [row for row in extra if row[1]]
    mentions = [(kind, words[a:b]) for words, spans, _ in named for a, b, kind in spans]
    exchangeable = [row for row in named if row[2] in ("uner", "wikigold")]
    examples = [x for x in examples if len(x.ids) <= 256]
    dev = {n: [encoder.tree(s) for s in load_treebank(args.data, n)] for n in ("ewt-dev", "gum-dev")}
    args.work.mkdir(parents=True, exist_ok=True)
    (args.work / "vocabularies.json").write_text(json.dumps(vocabulary, ensure_ascii=False), encoding="utf-8")
    (args.work / "examples.pkl").write_bytes(pickle.dumps({"train": examples, "dev": dev}))
    (args.work / "names.pkl").write_bytes(
        pickle.dumps({"sentences": exchangeable, "pool": build_pool(mentions)})
    )
    (args.work / "prepared.json").write_text(json.dumps({"sources": hashes}, indent=1), encoding="utf-8")
    counts = Counter(NAME_SOURCES[x.source] for x in examples)
    print(
        f"{len(examples)} sentences {dict(counts)}, {sum(len(x.ids) for x in examples)} sub-words,", end=" "
    )
    print({k: len(v) for k, v in vocabulary.items()})


if __name__ == "__main__":
    main()
