"""Which lines are the text: what the model says, what it misses in short texts, and the lines in between."""

from __future__ import annotations

import re

from communique.clean.dateline import find_dateline
from communique.clean.headline import PASTED_LINES
from communique.clean.lines import ENDS_SENTENCE
from communique.clean.marks import BODY_FROM, Mark, settle, undecided
from communique.clean.parts import WEEKDAY_DATE
from communique.clean.reasons import CleanReason
from communique.clean.title import normal

LISTED = re.compile(r"\s\|\s|\b\d\)")
PASTED_OTHERS = 6
"""A text of so few lines, with no more other lines than this or than it has sentences, was pasted."""


def mark_body(marks: list[Mark], *, pasted: bool) -> None:
    for mark in marks:
        if undecided(mark) and mark.score >= BODY_FROM:
            settle(mark, "body", CleanReason.BODY)
    if pasted:
        _rescue_pasted(marks)
    first = next((i for i, mark in enumerate(marks) if mark.kind == "body"), None)
    if first is not None:
        mark = marks[first]
        # Above the text proper, a line with the weekday and the full date of a scene describes a picture.
        later_body = any(later.kind == "body" for later in marks[first + 1 :])
        if WEEKDAY_DATE.search(mark.line.text) and later_body and not find_dateline(mark.line.text):
            settle(mark, "caption", CleanReason.CAPTION)


def _rescue_pasted(marks: list[Mark]) -> None:
    """Full sentences of a text that is no page but was pasted or sent:
    few lines, and prose among them is common.

    The line model has seen pages with a hundred lines of menus; on three bare
    sentences it has nothing to go by. Sentences between body lines or next to them are
    kept; farther off they are teasers of other reports.
    """
    pending = [mark for mark in marks if undecided(mark)]
    sentences = [mark for mark in pending if _is_sentence(mark.line.text)]
    n_body = sum(mark.kind == "body" for mark in marks)
    n_other = len(pending) - len(sentences)
    if len(marks) > PASTED_LINES or n_other > max(PASTED_OTHERS, n_body + len(sentences)):
        return
    if not n_body:
        for mark in sentences or (pending if len(pending) <= 2 else []):
            if len(mark.line.text.split()) >= 4:
                settle(mark, "body", CleanReason.PROSE)
        return
    body = [i for i, mark in enumerate(marks) if mark.kind == "body"]
    for index in range(body[0], body[-1]):
        if undecided(marks[index]) and _is_sentence(marks[index].line.text):
            settle(marks[index], "body", CleanReason.PROSE)
    for edge, step in ((body[0], -1), (body[-1], 1)):
        index = edge + step
        while 0 <= index < len(marks) and undecided(marks[index]) and _is_full(marks[index].line.text):
            settle(marks[index], "body", CleanReason.PROSE)
            index += step


def _is_full(line: str) -> bool:
    """A statement that ends with a full stop, or so long a line that it
    can only be a paragraph, cut off or not."""
    return (_is_sentence(line) and not line.endswith(("?", "!"))) or len(line.split()) >= 20


def _is_sentence(line: str) -> bool:
    """Four words or more that begin and end as sentences do."""
    starts = line[0].isupper() or line[0].isdigit() or not line[0].isalnum()
    return (
        len(line.split()) >= 4
        and starts
        and ENDS_SENTENCE.search(line) is not None
        and not line.endswith(":")
    )


def mark_doubles(marks: list[Mark]) -> None:
    """A caption or other short line of four words or more, or a full paragraph, that already stood there.
    Body lines
    under twelve words may come again: refrains, prices, questions of an interview."""
    seen: set[str] = set()
    for mark in marks:
        key = normal(mark.line.text)
        if len(key.split()) < 4 or mark.kind == "title" or mark.reason is CleanReason.DOUBLED_HEADLINE:
            continue
        long = len(key.split()) >= 12
        if key in seen and (mark.kind == "caption" or undecided(mark) or (mark.kind == "body" and long)):
            settle(mark, "dropped", CleanReason.DOUBLED_LINE)
        seen.add(key)


def mark_inside(marks: list[Mark], *, pasted: bool) -> None:
    """Short lines between body lines: a subhead, or part of the text."""
    body = [i for i, mark in enumerate(marks) if mark.kind == "body"]
    while len(body) > 1 and _trails(marks[body[-1]].line.text, pasted=pasted):
        settle(marks[body.pop()], "dropped", CleanReason.OUTSIDE)
    for index in range(body[0] + 1, body[-1]) if body else ():
        mark, before, after = marks[index], marks[index - 1], marks[index + 1]
        line = mark.line.text
        if mark.kind == "body":
            if (
                _is_subhead(line)
                and before.kind == "body"
                and ENDS_SENTENCE.search(before.line.text)
                and after.kind == "body"
            ):
                settle(mark, "subhead", CleanReason.SUBHEAD)
        elif undecided(mark) and before.kind == "body" and after.kind == "body":
            if line.startswith(("“", '"', "‘", "•", "- ", "– ")) or ENDS_SENTENCE.search(line):
                settle(mark, "body", CleanReason.INSIDE)
            elif _is_subhead(line) and ENDS_SENTENCE.search(before.line.text):
                settle(mark, "subhead", CleanReason.SUBHEAD)


def _trails(line: str, *, pasted: bool) -> bool:
    """A line that is no sentence and does not read like the beginning of one that was cut off: below the last
    sentence of a report stand headlines of others, in capitals, lists or brackets; on a page (not `pasted`)
    any
    short line without an end."""
    words = line.split()
    if ENDS_SENTENCE.search(line) or len(words) >= 20:
        return False
    capitals = sum(word[0].isupper() for word in words[1:]) / max(len(words) - 1, 1)
    return (
        len(words) <= (5 if pasted else 12)
        or capitals > 0.4
        or line[0] in "[(<>•*-–|"
        or LISTED.search(line) is not None
    )


def _is_subhead(line: str) -> bool:
    """At most ten words, a capital or a quotation mark first, no mark of a sentence's end."""
    starts = line[0].isupper() or line[0].isdigit() or line[0] in "“\"'‘"
    return len(line.split()) <= 10 and starts and not ENDS_SENTENCE.search(line)
