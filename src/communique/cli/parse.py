"""`communique parse`."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from communique.clean import clean
from communique.cli.stream import Progress, exit_code, is_terminal, note
from communique.errors import InputRefused
from communique.language import load_parser, to_conllu, tree
from communique.records import Refusal
from communique.sources import read_inputs


def parse_command(paths: list[str], pretokenised: bool, format: str | None) -> None:
    """Prints a tree or CoNLL-U; exits 1 when every input was refused."""
    printed = (
        to_conllu
        if (format or ("tree" if is_terminal() and not pretokenised else "conllu")) == "conllu"
        else tree
    )
    if pretokenised:
        _pretokenised(paths)
        return
    parser, progress = load_parser(), Progress()
    n = refused = 0
    for item in read_inputs(paths):
        n += 1
        try:
            if isinstance(item, Refusal):
                raise InputRefused(item.reason, item.detail, item.document.source)
            article = clean(item)
        except InputRefused as problem:
            refused += 1
            note(f"refused: {problem.source or item}: {problem}" if problem.source else f"refused: {problem}")
            continue
        ranges = [(block.start, block.end) for block in article.read_ranges()]
        sys.stdout.write(printed(parser.parse(article.text, ranges)))
        progress.step()
    progress.done()
    raise typer.Exit(exit_code(n, refused))


def _pretokenised(paths: list[str]) -> None:
    """CoNLL-U in, CoNLL-U out: the same comments, sentences, tokens and token ranges; columns 3 to 8 filled.

    Only columns 1 and 2 are used; ranges of multi-word tokens ("1-2") are kept as they are, empty nodes
    ("8.1") left out.
    """
    parser = load_parser()
    for path in paths:
        text = (
            sys.stdin.buffer.read().decode("utf-8-sig") if path == "-" else Path(path).read_text("utf-8-sig")
        )
        blocks = [block.split("\n") for block in text.replace("\r\n", "\n").split("\n\n") if block.strip()]
        words = [[line.split("\t")[1] for line in block if _is_word(line)] for block in blocks]
        for block, sentence in zip(blocks, parser.parse_pretokenised(words), strict=True):
            names = {
                place: f"Name={'B' if place == name.first else 'I'}-{name.label}"
                for name in sentence.names
                for place in range(name.first, name.last)
            }
            token = 0
            for line in block:
                if _is_word(line):
                    columns = (
                        line.split("\t")[0], sentence.form[token], sentence.lemma[token] or "_",
                        sentence.upos[token],
                        sentence.xpos[token] or "_", sentence.feats[token] or "_",
                        str(sentence.head[token] + 1),
                        sentence.deprel[token], "_", names.get(token, "_"),
                    )  # fmt: skip
                    sys.stdout.write("\t".join(columns) + "\n")
                    token += 1
                elif line.startswith("#") or "-" in line.split("\t")[0]:
                    sys.stdout.write(line + "\n")
            sys.stdout.write("\n")


def _is_word(line: str) -> bool:
    return line.split("\t")[0].isdigit()
