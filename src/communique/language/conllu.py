"""CoNLL-U in and out: sentences of given tokens read, parses written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from communique.errors import UsageError
from communique.records.parse import Parse, Sentence


def read_conllu(lines: Iterable[str]) -> Iterator[list[str]]:
    """Yield the tokens of each sentence: column 2 of the word lines, whatever the other columns say.

    Comments, multi-word ranges and empty nodes are passed over. Raises UsageError for a token line
    without two columns.
    """
    words: list[str] = []
    for number, line in enumerate(lines, 1):
        line = line.rstrip("\r\n")
        if not line.strip():
            if words:
                yield words
            words = []
        elif not line.startswith("#"):
            columns = line.split("\t")
            if len(columns) < 2 or not columns[1]:
                raise UsageError(f"line {number}: {line[:60]!r} is no CoNLL-U token line (id, tab, form)")
            if columns[0].isdigit():
                words.append(columns[1])
    if words:
        yield words


def to_conllu(parse: Parse) -> str:
    """Return the parse as CoNLL-U, names in the last column (`Name=B-PER`)."""
    return sentences_to_conllu(parse.sentences, parse.text)


def sentences_to_conllu(sentences: Sequence[Sentence], text: str | None = None) -> str:
    """Return sentences as CoNLL-U. With `text`, spacing is kept (`SpaceAfter=No`) and a text line written."""
    out: list[str] = []
    paragraph = -1
    for number, sentence in enumerate(sentences, 1):
        if text is not None and sentence.paragraph != paragraph:
            paragraph = sentence.paragraph
            out.append("# newpar")
        out.append(f"# sent_id = {number}")
        if text is not None:
            out.append("# text = " + " ".join(text[sentence.start : sentence.end].split()))
        else:
            out.append("# text = " + " ".join(sentence.form))
        out.extend(_rows(sentence, text))
        out.append("")
    return "\n".join(out) + ("\n" if out else "")


def _rows(sentence: Sentence, text: str | None) -> Iterator[str]:
    names = {}
    for name in sentence.names:
        for i in range(name.first, name.last):
            names[i] = f"Name={'B' if i == name.first else 'I'}-{name.label}"
    for i, form in enumerate(sentence.form):
        misc = [names[i]] if i in names else []
        nxt = sentence.token_start[i + 1] if i + 1 < len(sentence) else None
        if text is not None and nxt == sentence.token_end[i]:
            misc.append("SpaceAfter=No")
        columns = (
            str(i + 1),
            form,
            sentence.lemma[i] or "_",
            sentence.upos[i],
            sentence.xpos[i],
            sentence.feats[i] or "_",
            str(sentence.head[i] + 1),
            sentence.deprel[i],
            "_",
            "|".join(misc) or "_",
        )
        yield "\t".join(columns)
