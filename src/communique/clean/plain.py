"""Plain text as scrapers leave it: every line is kept, set apart or dropped, with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.clean.dateline import Dateline, find_dateline
from communique.clean.lines import ENDS_SENTENCE, Line, physical_lines, split_lines
from communique.clean.parts import (
    WEEKDAY_DATE,
    credit_start,
    is_byline,
    is_caption,
    is_date_line,
    is_writers_note,
)
from communique.clean.phrases import PhraseHit, phrase_hit
from communique.clean.reasons import CleanReason
from communique.clean.scores import body_scores
from communique.clean.title import Media, content_words, cut_suffix, headline_score, normal
from communique.records import Block

BODY_FROM = 0.5
HEADLINE_FROM = 0.75
LETTER = re.compile(r"[^\W_]")
LEAD_CHARACTERS = 700
LOOK_BACK = 40
"""Lines above the first body line among which the headline is looked for."""


Scorer = Callable[[Sequence[str], Sequence[PhraseHit | None]], list[float]]


@dataclass
class Mark:
    """What one line was found to be. Mutable while the line's neighbours are weighed; never leaves this module."""

    line: Line
    hit: PhraseHit | None
    score: float
    kind: str = "dropped"
    reason: CleanReason = CleanReason.BOILERPLATE
    credit: int | None = None
    dateline: Dateline | None = None
    title_end: int | None = None
    outlet: tuple[int, int] | None = None
    role: str = "text"


class Hint(NamedTuple):
    """What markup says of a line: the element's role (see html_page.PageLine) and whether an extractor picked it."""

    role: str
    kept: bool


def plain_blocks(
    text: str,
    *,
    given_title: str | None = None,
    media: Media | None = None,
    scorer: Scorer = body_scores,
) -> list[Block]:
    """Blocks covering every non-blank line of a plain text, in order. `scorer`: the line model, for evaluation."""
    lines = split_lines(text)
    hits = [phrase_hit(line.text) for line in lines]
    scores = scorer([line.text for line in lines], hits)
    marks = [Mark(line, hit, score) for line, hit, score in zip(lines, hits, scores, strict=True)]
    return _marked(marks, given_title, media)


def hinted_blocks(
    text: str, hints: Sequence[Hint], *, given_title: str | None = None, media: Media | None = None
) -> list[Block]:
    """Blocks of a text extracted from markup, one hint a line: what the extractor picked is body unless it says of
    itself that it is something else."""
    lines = physical_lines(text)
    hits = [phrase_hit(line.text) for line in lines]
    marks = [
        Mark(line, hit, 0.95 if hint.kept else 0.05)
        for line, hit, hint in zip(lines, hits, hints, strict=True)
    ]
    for mark, hint in zip(marks, hints, strict=True):
        _apply_hint(mark, hint)
    return _marked(marks, given_title, media)


def _apply_hint(mark: Mark, hint: Hint) -> None:
    n_words = len(mark.line.text.split())
    if hint.role == "caption":
        _set(mark, "caption", CleanReason.CAPTION)
    elif hint.role == "credit":
        _set(mark, "credit", CleanReason.CREDIT)
    elif hint.role == "byline" and n_words <= 20 and not hint.kept:
        _set(mark, "byline", CleanReason.BYLINE)
    elif hint.role == "heading" and hint.kept and n_words <= 20:
        _set(mark, "subhead", CleanReason.SUBHEAD)
    elif hint.role == "navigation" and not hint.kept:
        _set(mark, "dropped", CleanReason.NAVIGATION)
    if hint.role in ("h1", "heading", "navigation", "time", "byline", "caption", "credit"):
        mark.score = min(mark.score, 0.4)
    mark.role = hint.role


def _marked(marks: list[Mark], given_title: str | None, media: Media | None) -> list[Block]:
    _mark_parts(marks)
    _mark_body(marks)
    _mark_headline(marks, given_title, media)
    _mark_doubles(marks)
    _mark_inside(marks)
    _mark_dateline(marks)
    return [block for mark in marks for block in _blocks(mark)]


def _set(mark: Mark, kind: str, reason: CleanReason) -> None:
    mark.kind, mark.reason = kind, reason


def _mark_parts(marks: list[Mark]) -> None:
    """What a line says of itself: separators, date lines, bylines, credits, captions, phrases of the lexicon."""
    above = True
    for mark in marks:
        line = mark.line.text
        n_words = len(line.split())
        mark.credit = credit_start(line)
        if not LETTER.search(line):
            _set(mark, "dropped", CleanReason.SEPARATOR)
        elif mark.credit == 0:
            _set(mark, "credit", CleanReason.CREDIT)
        elif mark.kind == "caption":
            continue
        elif is_date_line(line):
            _set(mark, "date", CleanReason.DATE)
        elif is_writers_note(line):
            _set(mark, "credit", CleanReason.WRITERS)
        elif is_byline(line):
            _set(mark, "byline", CleanReason.BYLINE)
        elif mark.hit is not None and (
            mark.hit.strength != "start" or n_words < 12 or mark.score < BODY_FROM
        ):
            _set(mark, "dropped", mark.hit.reason)
        elif is_caption(line, mark.credit, doubtful=above or mark.score < BODY_FROM):
            _set(mark, "caption", CleanReason.CAPTION)
        else:
            above = above and (mark.score < BODY_FROM or n_words < 12)
            continue
        mark.score = min(mark.score, 0.49)


def _open(mark: Mark) -> bool:
    """Nothing but the model has spoken on this line yet."""
    return mark.kind == "dropped" and mark.reason is CleanReason.BOILERPLATE


def _mark_body(marks: list[Mark]) -> None:
    for mark in marks:
        if _open(mark) and mark.score >= BODY_FROM:
            _set(mark, "body", CleanReason.BODY)
    first = next((i for i, mark in enumerate(marks) if mark.kind == "body"), None)
    if first is not None:
        mark = marks[first]
        # Above the text proper, a line with the weekday and the full date of a scene describes a picture.
        if (
            WEEKDAY_DATE.search(mark.line.text)
            and any(later.kind == "body" for later in marks[first + 1 :])
            and not find_dateline(mark.line.text)
        ):
            _set(mark, "caption", CleanReason.CAPTION)


def _mark_headline(marks: list[Mark], given: str | None, media: Media | None) -> None:
    body = [i for i, mark in enumerate(marks) if mark.kind == "body"]
    if not body:
        return
    first = body[0]
    if len(body) > 1 and _may_be_headline(marks[first].line.text):
        # "Will the North Talk?" ends like a sentence; as the first of several body lines it heads them.
        marks[first].score = min(marks[first].score, BODY_FROM)
        _set(marks[first], "dropped", CleanReason.BOILERPLATE)
        first = body[1]
    lead_text = " ".join(mark.line.text for mark in marks[first:] if mark.kind == "body")[:LEAD_CHARACTERS]
    lead = content_words(lead_text)
    wanted = normal(given) if given else None
    heads: list[tuple[float, int]] = []
    normals = [normal(mark.line.text[: cut_suffix(mark.line.text, media).end]) for mark in marks]
    for index in range(max(0, first - LOOK_BACK), first):
        mark = marks[index]
        if not (
            _open(mark) or (mark.kind == "dropped" and mark.hit is not None and mark.hit.strength == "start")
        ):
            continue
        headline = cut_suffix(mark.line.text, media)
        n_between = sum(1 for other in marks[index + 1 : first] if _open(other))
        score = headline_score(
            mark.line.text[: headline.end], lead, n_between, normals.count(normals[index]) - 1
        )
        if not _open(mark):
            score -= 0.8
        if index == 0:
            score += 0.2
        if mark.role == "h1":
            score += 1.0
        if (
            wanted
            and normals[index]
            and (normals[index] == wanted or normals[index] in wanted or wanted in normals[index])
        ):
            score += 2.0
        heads.append((score, index))
    if not heads:
        return
    score, best = max(heads)
    if score < HEADLINE_FROM and not (best == 0 and score > 0.4):
        return
    mark = marks[best]
    headline = cut_suffix(mark.line.text, media)
    _set(mark, "title", CleanReason.TITLE)
    mark.title_end, mark.outlet = headline.end, headline.outlet
    same = normals[best]
    for index, other in enumerate(marks):
        if index != best and normals[index] == same and other.kind == "dropped":
            _set(other, "dropped", CleanReason.DOUBLED_HEADLINE)
            other.outlet = cut_suffix(other.line.text, media).outlet


def _may_be_headline(line: str) -> bool:
    """Short, with no full stop, and no quotation or dateline at its beginning."""
    return (
        len(line.split()) <= 18
        and not line.endswith((".", ".”", '."', "…", ":", ","))
        and find_dateline(line) is None
    )


def _mark_doubles(marks: list[Mark]) -> None:
    """A caption or other short line of four words or more, or a full paragraph, that already stood there. Body lines
    under twelve words may come again: refrains, prices, questions of an interview."""
    seen: set[str] = set()
    for mark in marks:
        key = normal(mark.line.text)
        if len(key.split()) < 4 or mark.kind == "title" or mark.reason is CleanReason.DOUBLED_HEADLINE:
            continue
        long = len(key.split()) >= 12
        if key in seen and (mark.kind == "caption" or _open(mark) or (mark.kind == "body" and long)):
            _set(mark, "dropped", CleanReason.DOUBLED_LINE)
        seen.add(key)


def _mark_inside(marks: list[Mark]) -> None:
    """Undecided lines between body lines: a subhead, or part of the text."""
    body = [i for i, mark in enumerate(marks) if mark.kind == "body"]
    if not body:
        return
    for index in range(body[0] + 1, body[-1]):
        mark = marks[index]
        if not _open(mark):
            continue
        before, after = marks[index - 1], marks[index + 1]
        if before.kind == "body" and after.kind == "body":
            line = mark.line.text
            if line.startswith(("“", '"', "‘", "•", "-", "–")) or ENDS_SENTENCE.search(line):
                _set(mark, "body", CleanReason.INSIDE)
            elif len(line.split()) <= 12 and ENDS_SENTENCE.search(before.line.text) and line[0].isupper():
                _set(mark, "subhead", CleanReason.SUBHEAD)


def _mark_dateline(marks: list[Mark]) -> None:
    """The dateline opens one of the first three body lines, and only one."""
    for mark in [mark for mark in marks if mark.kind == "body"][:3]:
        mark.dateline = find_dateline(mark.line.text)
        if mark.dateline is not None:
            return


def _blocks(mark: Mark) -> list[Block]:
    """One block for the line, or several where it holds a dateline, a credit or an outlet's name."""
    start, end, line = mark.line.start, mark.line.end, mark.line.text
    score = round(mark.score, 3)
    if mark.kind == "body" and mark.dateline is not None:
        found = mark.dateline
        return [
            Block(start, start + found.end, "dateline", CleanReason.DATELINE.value),
            Block(start + found.text_start, end, "body", mark.reason.value, score),
        ]
    if mark.kind == "caption" and mark.credit:
        cut = len(line[: mark.credit].rstrip(" \t|/–—-©"))
        return [
            Block(start, start + cut, "caption", mark.reason.value, score),
            Block(start + mark.credit, end, "credit", CleanReason.CREDIT.value),
        ]
    if mark.outlet is not None:
        head = (
            mark.title_end
            if mark.title_end is not None
            else len(line[: mark.outlet[0]].rstrip(" |•·»›~–—-:/"))
        )
        blocks = [Block(start, start + head, mark.kind, mark.reason.value, score)]
        blocks.append(
            Block(start + mark.outlet[0], start + mark.outlet[1], "outlet", CleanReason.OUTLET.value)
        )
        return blocks
    if mark.title_end is not None and mark.title_end < len(line):
        return [Block(start, start + mark.title_end, "title", mark.reason.value, score)]
    return [Block(start, end, mark.kind, mark.reason.value, score)]
