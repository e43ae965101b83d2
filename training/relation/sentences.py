"""Own training sentences: reading the TSV files, and the pairs that each line marks.

A line is `relations`, `register`, `region`, `text`, tab-separated. Actors in the text are bracketed and
numbered, `[1 Iran's foreign ministry]`; relations name ordered pairs, `1>2 ACCUSE; 2=3 CONSULT`, where `=`
goes both ways.
Every ordered pair that is not listed is null. `1>0 MOBILIZE` is an act with no recipient named.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "data"
TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
    "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
)  # fmt: skip
MARK = re.compile(r"\[(\d) ([^\[\]]+)\]")
RELATION = re.compile(r"(\d)([>=])(\d) ([A-Z]+(?:/[A-Z]+)*)")


@dataclass(frozen=True)
class Marked:
    """One sentence: plain text, actor spans by number (code points), types by ordered pair (0: nobody)."""

    name: str
    register: str
    region: str
    text: str
    spans: dict[int, tuple[int, int]]
    relations: dict[tuple[int, int], tuple[str, ...]]
    alone: bool
    """Whether acts without a recipient are marked in this file too."""


def read_file(path: Path) -> Iterator[Marked]:
    """Yield the sentences of one file. Raises ValueError with file and line for one that cannot be read."""
    lines = path.read_text("utf-8").splitlines()
    alone = any(">0 " in line for line in lines)
    for number, line in enumerate(lines, 1):
        if not line.strip() or line.startswith("relations\t"):
            continue
        fields = line.split("\t")
        if len(fields) != 4:
            raise ValueError(
                f"{path.name}:{number}: {len(fields)} fields, expected relations, register, region, text"
            )
        yield _marked(f"{path.stem}:{number}", fields, alone)


def _marked(name: str, fields: list[str], alone: bool) -> Marked:
    relations, register, region, marked = fields
    plain, spans, at, length = [], {}, 0, 0
    for mark in MARK.finditer(marked):
        before = marked[at : mark.start()]
        plain += [before, mark.group(2)]
        start = length + len(before)
        length = start + len(mark.group(2))
        spans[int(mark.group(1))] = (start, length)
        at = mark.end()
    plain.append(marked[at:])
    found: dict[tuple[int, int], tuple[str, ...]] = {}
    for hit in RELATION.finditer(relations):
        one, other, types = int(hit.group(1)), int(hit.group(3)), tuple(hit.group(4).split("/"))
        found[one, other] = found.get((one, other), ()) + types
        if hit.group(2) == "=":
            found[other, one] = found.get((other, one), ()) + types
    return Marked(name, register, region, "".join(plain), spans, found, alone)


HELD_OUT = 0.1
"""Share of the sentences, by hash of the text, that training never sees."""


def hashed(one: Marked, salt: str = "") -> float:
    """A number in [0, 1) that depends on the text alone."""
    return int(hashlib.sha256((one.text + salt).encode()).hexdigest()[:8], 16) / 2**32


def is_held_out(one: Marked) -> bool:
    """Whether the sentence is kept for measuring."""
    return hashed(one) < HELD_OUT


def read_all(folder: Path = FOLDER) -> list[Marked]:
    """All sentences, in the order of file names."""
    return [one for path in sorted(folder.glob("**/*.tsv")) for one in read_file(path)]


RUN = 8
"""Tokens that no two sentences may share in a row, once names are masked."""
MOST_MASKED = 4
"""Runs of more masked tokens and punctuation than this say nothing ("X, X and X, on Monday")."""


def template(one: Marked) -> list[str]:
    """Tokens with bracketed actors, names and numbers masked."""
    plain, at = [], 0
    for start, end in sorted(one.spans.values()):
        plain += [one.text[at:start], "X"]
        at = end
    plain.append(one.text[at:])
    tokens = re.findall(r"\w+|[^\w\s]", "".join(plain))
    return ["X" if t[:1].isupper() or t[:1].isdigit() else t for t in tokens]


def shared_templates(marked: list[Marked]) -> list[tuple[str, str, str]]:
    """(sentence, earlier sentence, run) for every sentence that shares a run with an earlier one."""
    seen: dict[tuple[str, ...], str] = {}
    found = []
    for one in marked:
        tokens = template(one)
        for place in range(len(tokens) - RUN + 1):
            run = tuple(tokens[place : place + RUN])
            if sum(t == "X" or not t.isalnum() for t in run) > MOST_MASKED:
                continue
            if seen.setdefault(run, one.name) != one.name:
                found.append((one.name, seen[run], " ".join(run)))
                break
    return found
