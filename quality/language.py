"""Figures of the language model on the development treebanks, through the code path that is shipped.

`python -m quality.language DATA [-o METRICS]` prints every figure of the gate.
"""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable
from pathlib import Path

from training.names import add_uner_names, read_uner
from training.treebank import TreeSentence, add_gum_names, read_conllu

from communique.language import Parser, load_parser

OWN_SENTENCES = Path(__file__).resolve().parents[1] / "tests" / "gate" / "language_sentences.txt"
OWN_NAMES = OWN_SENTENCES.with_name("language_names.txt")
CORE_NAMES = ("PER", "ORG", "LOC")


def load(data: Path, name: str) -> list[TreeSentence]:
    """Load `ewt-dev` or `gum-dev` with its names."""
    sentences = read_conllu(data / "treebank" / f"{name}.conllu.gz")
    if name.startswith("ewt"):
        add_uner_names(sentences, read_uner(data / "ner" / f"uner-{name}.iob2.gz"))
    else:
        add_gum_names(sentences)
    return sentences


def percent(part: float, whole: float) -> float:
    """Return a percentage with two decimals, 0 for nothing of nothing."""
    return round(100 * part / whole, 2) if whole else 0.0


def f_score(found: set[object], gold: set[object]) -> float:
    """Return the harmonic mean of precision and recall, in per cent."""
    return percent(2 * len(found & gold), len(found) + len(gold))


def gold_tokens(parser: Parser, gold: list[TreeSentence]) -> dict[str, float]:
    """Score tags, lemmas, tree and names with the treebank's own tokens and sentences."""
    parsed = parser.parse_pretokenised([s.forms for s in gold])
    n: Counter[str] = Counter()
    found: set[object] = set()
    wanted: set[object] = set()
    for k, (s, p) in enumerate(zip(gold, parsed, strict=True)):
        assert list(p.form) == s.forms
        for i in range(len(s.forms)):
            right = p.head[i] == s.heads[i] - 1
            same = p.deprel[i] == s.rels[i]
            n["words"] += 1
            n["upos"] += p.upos[i] == s.upos[i]
            n["xpos"] += p.xpos[i] == s.xpos[i]
            n["feats"] += (p.feats[i] or "_") == s.feats[i]
            n["lemma"] += p.lemma[i] == s.lemmas[i]
            n["uas"] += right
            n["las"] += right and same
            n["las_main"] += right and p.deprel[i].split(":")[0] == s.rels[i].split(":")[0]
        if s.names is not None:
            found |= {(k, x.first, x.last, x.label) for x in p.names if x.label in CORE_NAMES}
            wanted |= {(k, *x) for x in s.names if x[2] in CORE_NAMES}
    keys = ("upos", "xpos", "feats", "lemma", "uas", "las", "las_main")
    return {k: percent(n[k], n["words"]) for k in keys} | {"names": f_score(found, wanted)}


def spelled(
    sentences: Iterable[TreeSentence],
) -> tuple[str, list[tuple[int, int]], list[list[tuple[int, int]]]]:
    """Spell a document as raw text: paragraphs parted by blank lines, the rest by the treebank's spacing.

    Returns the text, the span of every sentence, and the spans of its words.
    """
    text = ""
    spans: list[tuple[int, int]] = []
    words: list[list[tuple[int, int]]] = []
    for k, s in enumerate(sentences):
        if k and s.new_paragraph:
            text = text.rstrip(" ") + "\n\n"
        start = len(text)
        mine = []
        for form, spaced in zip(s.forms, s.space_after, strict=True):
            mine.append((len(text), len(text) + len(form)))
            text += form + (" " if spaced else "")
        spans.append((start, mine[-1][1]))
        words.append(mine)
    return text, spans, words


def by_document(sentences: Iterable[TreeSentence]) -> list[list[TreeSentence]]:
    """Group sentences by document, in order."""
    documents: dict[str, list[TreeSentence]] = {}
    for s in sentences:
        documents.setdefault(s.doc, []).append(s)
    return list(documents.values())


def raw_text(parser: Parser, gold: list[TreeSentence]) -> dict[str, float]:
    """Score sentences, tokens and trees from raw text, the CoNLL 2018 way: words matched by their spans."""
    documents = [spelled(d) for d in by_document(gold)]
    parses = parser.parse_many([(text, None) for text, _, _ in documents])
    n: Counter[str] = Counter()
    for document, (_, spans, words), parse in zip(by_document(gold), documents, parses, strict=True):
        mine = {(s.start, s.end) for s in parse.sentences}
        n["sentences"] += len(mine & set(spans))
        n["sentences_of"] += len(mine) + len(spans)
        found: dict[tuple[int, int], tuple[tuple[int, int] | None, str, str]] = {}
        for p in parse.sentences:
            at = list(zip(p.token_start, p.token_end, strict=True))
            for i, span in enumerate(at):
                found[span] = (at[p.head[i]] if p.head[i] >= 0 else None, p.deprel[i], p.upos[i])
        n["words_of"] += len(found)
        for s, at in zip(document, words, strict=True):
            n["words_of"] += len(at)
            for i, span in enumerate(at):
                if span in found:
                    head, rel, upos = found[span]
                    n["tokens"] += 1
                    right = head == (at[s.heads[i] - 1] if s.heads[i] else None)
                    n["las"] += right and rel == s.rels[i]
                    n["upos"] += upos == s.upos[i]
    return {
        "sentences": percent(2 * n["sentences"], n["sentences_of"]),
        "tokens": percent(2 * n["tokens"], n["words_of"]),
        "upos": percent(2 * n["upos"], n["words_of"]),
        "las": percent(2 * n["las"], n["words_of"]),
    }


def own_sentences(parser: Parser, path: Path) -> dict[str, float]:
    """Score sentence boundaries on our own news paragraphs: one a line, boundaries marked by "¦"."""
    found: set[object] = set()
    wanted: set[object] = set()
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        text = ""
        for sentence in line.split("¦"):
            start = len(text) + bool(text)
            text = f"{text} {sentence.strip()}".strip()
            wanted.add((number, start, len(text)))
        found |= {(number, s.start, s.end) for s in parser.parse(text).sentences}
    return {"sentences": f_score(found, wanted), "count": len(wanted)}


def labelled(line: str) -> tuple[str, set[tuple[int, int, str]]]:
    """Read one line with names in brackets: the plain text, and the span and type of every name."""
    text, names, at = "", set(), 0
    for mark in re.finditer(r"\[([^\]|]+)\|([A-Z]+)\]", line):
        text += line[at : mark.start()]
        names.add((len(text), len(text) + len(mark.group(1)), mark.group(2)))
        text += mark.group(1)
        at = mark.end()
    return text + line[at:], names


def own_names(parser: Parser, path: Path) -> dict[str, float]:
    """Score names on our own news sentences, by the characters they span."""
    found: set[object] = set()
    wanted: set[object] = set()
    n = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        if not line or line.startswith("#"):
            continue
        n += 1
        text, names = labelled(line)
        wanted |= {(number, *x) for x in names}
        for s in parser.parse(text).sentences:
            for x in s.names:
                if x.label in CORE_NAMES:
                    found.add((number, s.token_start[x.first], s.token_end[x.last - 1], x.label))
    return {
        "names": f_score(found, wanted),
        "precision": percent(len(found & wanted), len(found)),
        "recall": percent(len(found & wanted), len(wanted)),
        "count": n,
    }


def speed(parser: Parser, texts: list[str], clock: Callable[[], float] = time.process_time) -> float:
    """Return words a second from raw text, caches warm from one text of another kind."""
    parser.parse("A first sentence wakes the model. It is not counted.")
    start = clock()
    parses = parser.parse_many([(t, None) for t in texts])
    spent = clock() - start
    words = sum(len(s) for p in parses for s in p.sentences)
    return round(words / spent)


def measure(data: Path) -> dict[str, dict[str, float]]:
    """Return every figure, by set."""
    parser = load_parser()
    out: dict[str, dict[str, float]] = {}
    for name in ("ewt-dev", "gum-dev"):
        gold = load(data, name)
        out[name] = gold_tokens(parser, gold)
        out[f"{name} raw"] = raw_text(parser, gold)
        part = [s for s in gold if s.doc.startswith(("newsgroup", "GUM_news"))]
        out[f"{name} news raw"] = raw_text(parser, part)
    out["own news"] = own_sentences(parser, OWN_SENTENCES)
    out["own names"] = own_names(parser, OWN_NAMES)
    return out


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("-o", "--output", type=Path)
    args = parser.parse_args()
    figures = {"model": load_parser().model, "figures": measure(args.data)}
    text = json.dumps(figures, indent=1)
    if args.output:
        args.output.write_text(text + "\n", encoding="utf-8")
    print(text)


if __name__ == "__main__":
    main()
