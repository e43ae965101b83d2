"""Reading CoNLL-U treebanks: sentences with their words, trees, spacing and GUM's entities."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ENTITY_TYPES = {"person": "PER", "organization": "ORG", "place": "LOC"}
"""GUM's entity types that count as names, when a proper noun heads them."""

Span = tuple[int, int, str]
"""A name: first word, one past the last word, type."""


@dataclass
class TreeSentence:
    """One sentence of a treebank; lists run in parallel, one entry a syntactic word."""

    sent_id: str
    doc: str
    genre: str
    new_paragraph: bool
    new_document: bool
    text: str = ""
    forms: list[str] = field(default_factory=list)
    lemmas: list[str] = field(default_factory=list)
    upos: list[str] = field(default_factory=list)
    xpos: list[str] = field(default_factory=list)
    feats: list[str] = field(default_factory=list)
    heads: list[int] = field(default_factory=list)
    rels: list[str] = field(default_factory=list)
    misc: list[str] = field(default_factory=list)
    space_after: list[bool] = field(default_factory=list)
    names: list[Span] | None = None
    name_source: str = ""

    def surface(self) -> str:
        """Return the text spelled from the words and their spacing."""
        return "".join(
            f + (" " if s else "") for f, s in zip(self.forms, self.space_after, strict=True)
        ).rstrip()


def open_text(path: Path) -> Iterator[str]:
    """Yield the lines of a plain or gzipped UTF-8 file, without their line ends."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")


def read_conllu(path: Path) -> list[TreeSentence]:
    """Read a CoNLL-U file. Empty nodes are left out; multi-word tokens set the spacing only."""
    sentences: list[TreeSentence] = []
    doc = genre = ""
    new_doc = new_par = False
    current: TreeSentence | None = None
    spans: list[tuple[int, int, bool]] = []
    for line in open_text(path):
        if not line:
            if current and current.forms:
                _close_spacing(current, spans)
                sentences.append(current)
                new_doc = new_par = False
            current, spans = None, []
            continue
        if line.startswith("# newdoc"):
            doc, new_doc, new_par = line.split("=", 1)[-1].strip(), True, True
        elif line.startswith("# newpar"):
            new_par = True
        elif line.startswith("# meta::genre"):
            genre = line.split("=", 1)[1].strip()
        elif line.startswith("# sent_id"):
            sid = line.split("=", 1)[1].strip()
            current = TreeSentence(sid, doc, genre or sid.split("-")[0], new_par, new_doc)
        elif line.startswith("# text ="):
            assert current is not None
            current.text = line.split("=", 1)[1].strip()
        elif not line.startswith("#"):
            assert current is not None, f"{path}: a token line before any '# sent_id' line: {line[:60]!r}"
            cols = line.split("\t")
            if "." in cols[0]:
                continue
            if "-" in cols[0]:
                first, last = cols[0].split("-")
                spans.append((int(first), int(last), "SpaceAfter=No" not in cols[9]))
                continue
            current.forms.append(cols[1])
            current.lemmas.append(cols[2])
            current.upos.append(cols[3])
            current.xpos.append(cols[4])
            current.feats.append(cols[5])
            current.heads.append(int(cols[6]))
            current.rels.append(cols[7])
            current.misc.append(cols[9])
            current.space_after.append("SpaceAfter=No" not in cols[9])
    if current and current.forms:
        _close_spacing(current, spans)
        sentences.append(current)
    return sentences


def _close_spacing(sentence: TreeSentence, spans: list[tuple[int, int, bool]]) -> None:
    """Words inside one multi-word token touch each other; the last takes the token's own spacing."""
    for first, last, spaced in spans:
        for i in range(first, last):
            sentence.space_after[i - 1] = False
        sentence.space_after[last - 1] = spaced


def add_gum_names(sentences: list[TreeSentence]) -> None:
    """Set `names` of GUM sentences from their entity annotation: the proper-noun core of each entity."""
    for sentence in sentences:
        sentence.names = _flatten(sentence, _gum_entities(sentence))
        sentence.name_source = "gum"


def _gum_entities(sentence: TreeSentence) -> list[tuple[int, int, str, int, str]]:
    """Return (start, end, type, head word, identity) of every entity that closes in the sentence."""
    open_entities: dict[str, list[tuple[int, str]]] = {}
    done: list[tuple[int, int, str]] = []
    for i, misc in enumerate(sentence.misc):
        found = re.search(r"(?:^|\|)Entity=([^|]*)", misc)
        if not found:
            continue
        for m in re.finditer(r"\(([^()]+)(\)?)|([^()]+)\)", found.group(1)):
            if m.group(1):
                if m.group(2):
                    done.append((i, i + 1, m.group(1)))
                else:
                    open_entities.setdefault(m.group(1).split("-")[0], []).append((i, m.group(1)))
            else:
                stack = open_entities.get(m.group(3).split("-")[0])
                if stack:
                    start, attributes = stack.pop()
                    done.append((start, i + 1, attributes))
    out = []
    for start, end, attributes in done:
        parts = attributes.split("-", 6)
        etype = parts[1] if len(parts) > 1 else ""
        minspan = re.search(r"-cf[\d*]+-([\d,]+)-", attributes)
        cores = [start + int(x) - 1 for x in minspan.group(1).split(",")] if minspan else [start]
        cores = [c for c in cores if c < end and sentence.upos[c] == "PROPN"]
        linked = re.search(r"-cf[\d*]+-[\d,]+-[a-z:]+(?:-(.*))?$", attributes)
        if etype in ENTITY_TYPES and cores:
            out.append((start, end, ENTITY_TYPES[etype], cores[0], (linked.group(1) or "") if linked else ""))
    return out


def _flatten(sentence: TreeSentence, entities: list[tuple[int, int, str, int, str]]) -> list[Span]:
    """Grow each entity from its head over proper nouns and inner hyphens; longer ones win an overlap."""
    upos, forms = sentence.upos, sentence.forms
    grown = []
    for start, end, etype, head, identity in entities:

        def inside(i: int, start: int = start, end: int = end) -> bool:
            return upos[i] == "PROPN" or (forms[i] == "-" and start < i < end - 1)

        left = right = head
        while left - 1 >= start and inside(left - 1):
            left -= 1
        while right + 1 < end and inside(right + 1):
            right += 1
        if " of " in identity.replace("_", " "):
            while right + 2 < end and forms[right + 1].lower() in ("of", "for", "and"):
                nxt = right + 2 + (forms[right + 2].lower() == "the")
                if nxt >= end or upos[nxt] != "PROPN":
                    break
                right = nxt
                while right + 1 < end and inside(right + 1):
                    right += 1
        grown.append((left, right + 1, etype, end - start))
    grown.sort(key=lambda s: (-(s[1] - s[0]), s[3], s[0]))
    taken: set[int] = set()
    names: list[Span] = []
    for left, right, etype, _ in grown:
        if not taken.intersection(range(left, right)):
            taken.update(range(left, right))
            names.append((left, right, etype))
    return sorted(names)
