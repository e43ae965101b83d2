"""Paragraph boundaries in plain text, with hard-wrapped lines joined."""

from __future__ import annotations

import re
from itertools import pairwise

Span = tuple[int, int]

_LINE_BREAK = re.compile(r"\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]")

_MAX_WIDTH = 100
"""Lines wrapped by a mail program or a terminal are at most this wide; longer ones are whole paragraphs."""

_CLOSED = tuple('.!?:;…"”’)]»')


def paragraphs(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Return the paragraphs of text[start:end] as spans of `text`, trimmed, empty ones left out.

    A blank line always parts. A single line break parts too, unless the lines look hard-wrapped: no
    line is wider than 100, and the first word of the next line would not have fitted on this one.
    """
    spans: list[Span] = []
    block: list[Span] = []
    for line in _lines(text, start, len(text) if end is None else end):
        if line[0] == line[1]:
            spans.extend(_join(text, block))
            block = []
        else:
            block.append(line)
    spans.extend(_join(text, block))
    return spans


def _lines(text: str, start: int, end: int) -> list[Span]:
    """Return the trimmed lines; a blank line is an empty span."""
    out: list[Span] = []
    at = start
    for match in _LINE_BREAK.finditer(text, start, end):
        out.append(_trim(text, at, match.start()))
        at = match.end()
    out.append(_trim(text, at, end))
    return out


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, start + max(left, len(piece.rstrip()))


def _join(text: str, lines: list[Span]) -> list[Span]:
    """Join the lines of one block where they are wrapped."""
    if len(lines) < 2:
        return lines
    width = max(b - a for a, b in lines)
    joined = [lines[0]]
    for before, line in pairwise(lines):
        if _wrapped(text, before, line, width):
            joined[-1] = (joined[-1][0], line[1])
        else:
            joined.append(line)
    return joined


def _wrapped(text: str, before: Span, line: Span, width: int) -> bool:
    if width > _MAX_WIDTH:
        return False
    continues = text[line[0]].islower() and not text[before[0] : before[1]].endswith(_CLOSED)
    if continues and before[1] - before[0] >= 20:
        return True
    if width < 50:
        return False
    following = text[line[0] : min(line[1], line[0] + _MAX_WIDTH)].split()[0]
    return before[1] - before[0] + 1 + len(following) > width and not _is_item(following)


def _is_item(word: str) -> bool:
    """True for the mark of a list item, which opens a line of its own."""
    return word[0] in "-*•–—>|" or re.fullmatch(r"\(?\d{1,2}[.)]", word) is not None
