"""Lines of a plain text with their offsets; hard-wrapped paragraphs are put together."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

LINE_END = re.compile(r"\r\n|[\n\r\f\v\u0085\u2028\u2029]")
ENDS_SENTENCE = re.compile(r"[.!?…:;][\"'’”»)\]]*$")
WRAP_WIDTH = (45, 110)
"""Characters in a hard-wrapped line; 72 to 80 is usual."""


class Line(NamedTuple):
    """[start, end) without white space at the ends; `after_blank`: an
    empty line or the beginning stands before."""

    start: int
    end: int
    text: str
    after_blank: bool


def split_lines(text: str) -> list[Line]:
    """Non-blank lines in order, one for each paragraph where paragraphs are wrapped over several lines."""
    lines = physical_lines(text)
    return _unwrapped(text, lines) if _is_wrapped(lines) else lines


def physical_lines(text: str) -> list[Line]:
    """Non-blank lines as they stand, none put together."""
    lines: list[Line] = []
    position, blank = 0, True
    for match in LINE_END.finditer(text + "\n"):
        raw = text[position : match.start()]
        stripped = raw.strip()
        if stripped:
            start = position + len(raw) - len(raw.lstrip())
            lines.append(Line(start, start + len(stripped), stripped, blank))
            blank = False
        else:
            blank = True
        position = match.end()
    return lines


def _is_wrapped(lines: list[Line]) -> bool:
    """Blank lines stand between paragraphs, at least four line breaks inside sentences,
    and these are many of the breaks between lines of wrap width."""
    if sum(line.after_blank for line in lines) < 3:
        return False
    inside = between = 0
    for first, second in pairwise(lines):
        if second.after_blank or not WRAP_WIDTH[0] <= len(first.text) <= WRAP_WIDTH[1]:
            continue
        between += 1
        if not ENDS_SENTENCE.search(first.text) and (second.text[0].islower() or second.text[0].isdigit()):
            inside += 1
    return inside >= 4 and inside >= 0.4 * between


def _unwrapped(text: str, lines: list[Line]) -> list[Line]:
    """Joins a line to the one above when that one is as wide as wrapped
    lines are and no blank line stands between."""
    widths = sorted(len(line.text) for line in lines if not line.after_blank)
    full = 0.6 * widths[int(len(widths) * 0.9)] if widths else 0
    joined: list[Line] = []
    previous = 0
    for line in lines:
        if joined and not line.after_blank and previous >= full and len(line.text) <= WRAP_WIDTH[1]:
            first = joined[-1]
            joined[-1] = Line(first.start, line.end, text[first.start : line.end], first.after_blank)
        else:
            joined.append(line)
        previous = len(line.text)
    return joined
