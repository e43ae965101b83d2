"""Reading the named-entity sets: UNER on EWT, WikiGold and re3d, each in its own convention."""

from __future__ import annotations

import json
import re
from pathlib import Path

from training.treebank import Span, TreeSentence, open_text

NAME_TYPES = ("PER", "ORG", "LOC", "MISC")
LABELS = ["O", *(f"{p}-{t}" for t in NAME_TYPES for p in "BI")]
"""The tags of the names head: O, B-PER, I-PER, B-ORG, …"""

_UNER = {"OTH": "MISC"}
_RE3D = {
    "Person": "PER",
    "Organisation": "ORG",
    "Location": "LOC",
    "Nationality": "MISC",
    "MilitaryPlatform": "MISC",
}


def spans_of(tags: list[str]) -> list[Span]:
    """Read spans from IOB tags; an I- that continues nothing opens a span (IOB1 is read right too)."""
    spans: list[Span] = []
    start, kind = -1, ""
    for i, tag in enumerate([*tags, "O"]):
        here = tag[2:] if tag != "O" else ""
        if start >= 0 and (tag[:1] != "I" or here != kind):
            spans.append((start, i, kind))
            start = -1
        if tag != "O" and start < 0:
            start, kind = i, here
    return spans


def tags_of(n_words: int, spans: list[Span]) -> list[str]:
    """Spell spans as IOB2 tags over `n_words` words."""
    tags = ["O"] * n_words
    for start, end, kind in spans:
        for i in range(start, end):
            tags[i] = ("B-" if i == start else "I-") + kind
    return tags


def read_uner(path: Path) -> dict[str, tuple[list[str], list[Span]]]:
    """Return words and names by `sent_id`; types outside `NAME_TYPES` (after OTH → MISC) are left out."""
    out: dict[str, tuple[list[str], list[Span]]] = {}
    sid, words, tags = "", [], []
    for line in [*open_text(path), ""]:
        if line.startswith("# sent_id"):
            sid = line.split("=", 1)[1].strip()
        elif not line:
            if words:
                spans = [(a, b, _UNER.get(t, t)) for a, b, t in spans_of(tags)]
                out[sid] = (words, [s for s in spans if s[2] in NAME_TYPES])
            words, tags = [], []
        elif not line.startswith("#") or "\t" in line:
            cols = line.split("\t")
            if "-" not in cols[0] and "." not in cols[0]:
                words.append(cols[1])
                tags.append(cols[2])
    return out


def add_uner_names(sentences: list[TreeSentence], uner: dict[str, tuple[list[str], list[Span]]]) -> int:
    """Give each sentence the names of its UNER twin, aligned by characters; return how many were aligned."""
    n = 0
    for sentence in sentences:
        twin = uner.get(sentence.sent_id)
        if twin is None or "".join(twin[0]) != "".join(sentence.forms):
            continue
        theirs, ours = _offsets(twin[0]), _offsets(sentence.forms)
        starts = {a: i for i, (a, _) in enumerate(ours)}
        ends = {b: i + 1 for i, (_, b) in enumerate(ours)}
        sentence.names = [
            (starts[theirs[a][0]], ends[theirs[b - 1][1]], t)
            for a, b, t in twin[1]
            if theirs[a][0] in starts and theirs[b - 1][1] in ends
        ]
        sentence.name_source = "uner"
        n += 1
    return n


def _offsets(words: list[str]) -> list[tuple[int, int]]:
    out, at = [], 0
    for word in words:
        out.append((at, at + len(word)))
        at += len(word)
    return out


def read_wikigold(path: Path) -> list[tuple[list[str], list[Span]]]:
    """Read WikiGold's two columns (IOB1)."""
    out: list[tuple[list[str], list[Span]]] = []
    words: list[str] = []
    tags: list[str] = []
    for line in [*open_text(path), ""]:
        cols = line.split()
        if not cols:
            if words:
                out.append((words, spans_of(tags)))
            words, tags = [], []
        elif cols[0] != "-DOCSTART-":
            words.append(cols[0])
            tags.append(cols[1])
    return out


def read_re3d(folder: Path) -> list[tuple[list[str], list[Span]]]:
    """Read one re3d source: sentences cut at lines and stops, the shortest named span wins an overlap."""
    documents = [json.loads(x) for x in open_text(folder / "documents.json") if x.strip("\ufeff ")]
    entities: dict[str, list[dict[str, object]]] = {}
    for line in open_text(folder / "entities.json"):
        if line.strip("\ufeff "):
            record = json.loads(line.lstrip("\ufeff"))
            entities.setdefault(str(record["documentId"]), []).append(record)
    out: list[tuple[list[str], list[Span]]] = []
    for document in documents:
        text = str(document["text"])
        spans = _proper_spans(text, entities.get(str(document["_id"]), []))
        for piece in re.finditer(r"[^\n]+?(?:(?<=[.!?])(?<!\b[A-Z]\.)(?=\s+[A-Z\"“])|(?=\n)|$)", text):
            tokens = [
                (piece.start() + m.start(), piece.start() + m.end())
                for m in re.finditer(r"(?:[A-Z]\.){2,}|\w+(?=[’']s\b)|[’']s\b|\w+|[^\w\s]", piece.group())
            ]
            starts = {a: i for i, (a, _) in enumerate(tokens)}
            ends = {b: i + 1 for i, (_, b) in enumerate(tokens)}
            names = [(starts[a], ends[b], t) for a, b, t in spans if a in starts and b in ends]
            if len(tokens) > 3:
                out.append(([text[a:b] for a, b in tokens], sorted(names)))
    return out


def _proper_spans(text: str, entities: list[dict[str, object]]) -> list[tuple[int, int, str]]:
    found = []
    for record in entities:
        kind = _RE3D.get(str(record["type"]))
        start, end = int(str(record["begin"])), int(str(record["end"]))
        if kind is None:
            continue
        lead = re.match(r"(?:the|The|a|A|an|An)\s+", text[start:end])
        start += lead.end() if lead else 0
        if re.search(r"[A-Z]", text[start:end]) and text[start:end].lower() not in ("i", "we", "our"):
            found.append((start, end, kind))
    found.sort(key=lambda s: (s[2] == "MISC", s[1] - s[0], s[0]))
    taken: set[int] = set()
    kept = []
    for start, end, kind in found:
        if not taken.intersection(range(start, end)):
            taken.update(range(start, end))
            kept.append((start, end, kind))
    return sorted(kept)
