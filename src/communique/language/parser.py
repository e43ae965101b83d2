"""Raw text → Parse: paragraphs, sentences and tokens by rule, tags, tree and names by the model."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Sequence
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from communique.errors import ModelDamaged
from communique.language.boundaries import BoundaryModel, BoundaryWeights
from communique.language.dashes import joined_by_hyphens
from communique.language.encode import Encoded, WordEncoder
from communique.language.files import checked_bytes, model_folder, read_manifest
from communique.language.given_names import STAND_IN, mend, second_halves
from communique.language.graph import Graph, Outputs
from communique.language.lemmas import LemmaTables, Lemmatiser, have_or_be
from communique.language.names import NameDecoder
from communique.language.relabel import Relabeller
from communique.language.slips import mended
from communique.language.trees import are_trees, best_tree
from communique.language.windows import windows
from communique.records.parse import Name, Parse, Sentence
from communique.text.paragraphs import paragraphs
from communique.text.sentences import split_sentences
from communique.text.tokens import tokenise

Ranges = Sequence[tuple[int, int]]

_JOINT = "parataxis"
"""Relation of the other windows' roots to the main one's: a dateline, a part of an overlong sentence."""


class _Words(msgspec.Struct):
    """One sentence before analysis: its words, where they stand, and the paragraph they stand in."""

    form: list[str]
    spans: list[tuple[int, int]]
    paragraph: int


class _Analysis(msgspec.Struct):
    """What the model says of one window, one entry a word; heads count words from 1, 0 is the root."""

    upos: list[str]
    xpos: list[str]
    feats: list[str]
    heads: list[int]
    rels: list[str]
    names: tuple[Name, ...]
    states: bytes


class Parser:
    """The language model with its tables. One per process (`load_parser`); safe to use from threads."""

    def __init__(self, folder: Path) -> None:
        """Load the model in `folder`. Raises ModelMissing or ModelDamaged."""
        manifest = read_manifest(folder)
        self.model = manifest.model
        try:
            self._words = WordEncoder(checked_bytes(folder, manifest, "tokenizer.json"))
            tables = msgspec.json.decode(checked_bytes(folder, manifest, "lemmas.json"), type=LemmaTables)
            edges = msgspec.json.decode(
                checked_bytes(folder, manifest, "boundaries.json"), type=BoundaryWeights
            )
            self._relabel = Relabeller(checked_bytes(folder, manifest, "relabel.npz"))
            self._graph = Graph(checked_bytes(folder, manifest, "parser.onnx"))
        except msgspec.DecodeError as error:
            raise ModelDamaged(f"a table of the language model in {folder} cannot be read: {error}") from None
        self._boundaries = BoundaryModel(edges)
        self._lemmas = Lemmatiser(tables)
        self._name_decoder = NameDecoder(manifest.names, manifest.transitions)
        classes = {k: np.array(v, dtype=object) for k, v in manifest.vocabularies.items()}
        self._upos, self._xpos, self._rels = classes["upos"], classes["xpos"], classes["rel"]
        self._feats = np.array(["" if f == "_" else f for f in manifest.vocabularies["feats"]], dtype=object)

    def parse(self, text: str, ranges: Ranges | None = None) -> Parse:
        """Return the parse of `text`, or of its `ranges`.

        ranges: half-open code point ranges (paragraphs, blocks), in order; no sentence crosses one, and
        what lies outside them is not parsed. None: paragraphs are found from blank lines and line
        breaks. All offsets count `text`. Raises ValueError for a range outside the text.
        """
        return self.parse_many([(text, ranges)])[0]

    def parse_many(self, texts: Iterable[tuple[str, Ranges | None]]) -> list[Parse]:
        """Return the parses of (text, ranges) pairs, in order; sentences of all of them share batches."""
        texts = list(texts)
        cut = [self._cut(text, ranges) for text, ranges in texts]
        sentences = self._analyse([s for one in cut for s in one])
        out: list[Parse] = []
        at = 0
        for (text, _), one in zip(texts, cut, strict=True):
            out.append(Parse(text, tuple(sentences[at : at + len(one)]), self.model))
            at += len(one)
        return out

    def parse_pretokenised(self, sentences: Sequence[Sequence[str]]) -> list[Sentence]:
        """Return one sentence for each list of tokens, with exactly those tokens.

        Offsets count the tokens joined by single spaces, sentence by sentence on a line of its own.
        """
        ready: list[_Words] = []
        at = 0
        for words in sentences:
            spans: list[tuple[int, int]] = []
            for word in words:
                spans.append((at, at + len(word)))
                at += len(word) + 1
            ready.append(_Words(list(words), spans, 0))
        return self._analyse(ready)

    def _cut(self, text: str, ranges: Ranges | None) -> list[_Words]:
        """Cut a text into sentences of words, by rule."""
        out: list[_Words] = []
        whole = [(0, len(text))] if ranges is None else ranges
        for number, (start, end) in enumerate(whole):
            if not 0 <= start <= end <= len(text):
                raise ValueError(f"range ({start}, {end}) lies outside the text of {len(text)} code points")
            for k, (a, b) in enumerate(paragraphs(text, start, end)):
                tokens = tokenise(text, a, b)
                words = [text[x:y] for x, y in tokens]
                marked = split_sentences(text, tokens)
                for first, last in self._boundaries.refine(words, tokens, marked):
                    out.append(_Words(words[first:last], tokens[first:last], k if ranges is None else number))
        return out

    def _analyse(self, sentences: list[_Words]) -> list[Sentence]:
        """Tag and parse sentences of words, cut into windows where they are too long, batched together."""
        pieces: list[Encoded] = []
        forms: list[list[str]] = []
        parts: list[tuple[list[int], int]] = []
        for sentence in sentences:
            entries = [self._words.word(w) for w in joined_by_hyphens(sentence.form, sentence.spans)]
            if "-" in sentence.form:
                for i in second_halves(sentence.form):
                    entries[i] = self._words.word(STAND_IN)
            mine: list[int] = []
            main = 0
            if entries:
                ranges, main = windows(sentence.form, [len(ids) for ids, _ in entries])
                for a, b in ranges:
                    mine.append(len(pieces))
                    pieces.append(Encoded(entries[a:b]))
                    forms.append(sentence.form[a:b])
            parts.append((mine, main))
        analyses: list[_Analysis | None] = [None] * len(pieces)
        for indexes, outputs in self._graph.run(pieces):
            for i, analysis in zip(indexes, self._decode([pieces[i] for i in indexes], outputs), strict=True):
                analyses[i] = analysis
        return [
            self._sentence(sentence, [x for i in mine if (x := analyses[i]) is not None], main)
            for sentence, (mine, main) in zip(sentences, parts, strict=True)
        ]

    def _decode(self, pieces: list[Encoded], out: Outputs) -> list[_Analysis]:
        """Turn one batch of outputs into trees, tags and names."""
        lengths = np.array([p.n_words for p in pieces])
        heads: npt.NDArray[np.int32] = out.heads
        rels = out.rel
        trees = are_trees(heads, lengths)
        if not trees.all():
            heads, rels = heads.copy(), rels.copy()
            for row in np.flatnonzero(~trees).tolist():
                n = int(lengths[row])
                better = best_tree(out.arc[row, :n, : n + 1])
                for k, head in enumerate(better):
                    if head != heads[row, k]:
                        heads[row, k] = head
                        rels[row, k] = self._relabel.relation(
                            out.label_dep[row, k], out.label_head[row, head]
                        )
        names = self._name_decoder.decode(out.names, lengths.tolist())
        upos, xpos, feats = self._upos[out.upos], self._xpos[out.xpos], self._feats[out.feats]
        words = self._rels[rels]
        result: list[_Analysis] = []
        for row, n in enumerate(lengths.tolist()):
            result.append(
                _Analysis(
                    upos[row, :n].tolist(),
                    xpos[row, :n].tolist(),
                    feats[row, :n].tolist(),
                    heads[row, :n].tolist(),
                    words[row, :n].tolist(),
                    names[row],
                    b"" if out.lifted is None else out.lifted[row, :n].astype("<f4", copy=False).tobytes(),
                )
            )
        return result

    def _sentence(self, words: _Words, windows: list[_Analysis], main: int) -> Sentence:
        """Join the windows of one sentence (nearly always one) into the record."""
        if not windows:
            return Sentence(0, 0, (), (), (), (), (), (), (), (), (), (), words.paragraph)
        one = windows[0] if len(windows) == 1 else _join(windows, main)
        halves = second_halves(words.form) if "-" in words.form else []
        starts, ends = zip(*words.spans, strict=True)
        upos, heads, rels = mended(words.form, words.spans, one.upos, one.xpos, one.heads, one.rels)
        lemmas = tuple(map(self._lemmas.lemma, words.form, upos, one.xpos))
        if "'s" in words.form or "’s" in words.form:
            lemmas = have_or_be(words.form, lemmas, one.xpos, heads, rels)
        return Sentence(
            starts[0],
            ends[-1],
            tuple(words.form),
            starts,
            ends,
            lemmas,
            tuple(upos),
            tuple(one.xpos),
            tuple(one.feats),
            tuple([h - 1 for h in heads]),
            tuple(rels),
            mend(one.names, halves) if halves else one.names,
            words.paragraph,
            one.states,
        )


def _join(windows: list[_Analysis], main: int) -> _Analysis:
    """Put windows side by side; the root of window `main` is the root of all."""
    bases = [sum(len(w.heads) for w in windows[:k]) for k in range(len(windows))]
    root = bases[main] + windows[main].heads.index(0) + 1
    heads: list[int] = []
    rels: list[str] = []
    for k, (window, base) in enumerate(zip(windows, bases, strict=True)):
        heads += [h + base if h else (0 if k == main else root) for h in window.heads]
        rels += [r if h or k == main else _JOINT for r, h in zip(window.rels, window.heads, strict=True)]
    return _Analysis(
        [t for w in windows for t in w.upos],
        [t for w in windows for t in w.xpos],
        [t for w in windows for t in w.feats],
        heads,
        rels,
        tuple(
            Name(n.first + b, n.last + b, n.label)
            for w, b in zip(windows, bases, strict=True)
            for n in w.names
        ),
        b"".join(w.states for w in windows),
    )


_parser: Parser | None = None
_lock = threading.Lock()


def load_parser() -> Parser:
    """Return the parser of this process, loading it on the first call (under 0.4 s).

    Raises ModelMissing or ModelDamaged, with what to do, when the shipped files are not all there.
    """
    global _parser
    with _lock:
        if _parser is None:
            _parser = Parser(model_folder())
        return _parser
