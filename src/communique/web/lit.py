"""Text with the spans of a coding lit up: cut at every boundary, each piece with the parts that it is of."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

import msgspec

from communique.records import Coding, Span

AROUND = 320
"""Code points shown on either side of the sentence."""


class Piece(msgspec.Struct, frozen=True):
    """A stretch of text; parts: evidence, trigger, actor, recipient, content, condition, cue, said."""

    text: str
    parts: tuple[str, ...]


class Lit(msgspec.Struct, frozen=True):
    """A window of an article. start: offset of its first code point; the texts of the pieces together are the
    text from there on.
    """

    start: int
    pieces: tuple[Piece, ...]


def lit(coding: Coding, text: str, around: int = AROUND) -> Lit:
    """The sentence of a coding within its surroundings."""
    first = _line_start(text, max(0, coding.evidence.start - around), coding.evidence.start)
    last = _line_end(text, coding.evidence.end, min(len(text), coding.evidence.end + around))
    marks = [
        (max(span.start, first), min(span.end, last), part)
        for span, part in _marks(coding)
        if span.start < last and span.end > first
    ]
    cuts = sorted({first, last, *(at for start, end, _ in marks for at in (start, end))})
    pieces = []
    for start, end in pairwise(cuts):
        parts = dict.fromkeys(part for a, b, part in marks if a <= start and end <= b)
        pieces.append(Piece(text[start:end], tuple(parts)))
    return Lit(first, tuple(pieces))


def _marks(coding: Coding) -> Iterable[tuple[Span, str]]:
    yield coding.evidence, "evidence"
    yield coding.trigger, "trigger"
    for actor in coding.actors:
        yield Span(actor.start, actor.end, ""), "actor"
    for actor in coding.recipients:
        yield Span(actor.start, actor.end, ""), "recipient"
    for span, part in (
        (coding.content, "content"), (coding.condition, "condition"), (coding.status_cue, "cue"),
    ):  # fmt: skip
        if span is not None:
            yield span, part
    for speaker in coding.attribution:
        yield Span(speaker.start, speaker.end, ""), "said"


def _line_start(text: str, at: int, limit: int) -> int:
    """The beginning of a word, or of the last paragraph that begins between the two."""
    line = text.rfind("\n\n", at, limit)
    if line >= 0:
        return line + 2
    while 0 < at < limit and not text[at - 1].isspace():
        at += 1
    return at


def _line_end(text: str, limit: int, at: int) -> int:
    line = text.find("\n\n", limit, at)
    if line >= 0:
        return line
    while limit < at < len(text) and not text[at].isspace():
        at -= 1
    return at
