"""Plain text as scrapers leave it: every line is kept, set apart or dropped, with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from communique.clean.dateline import Dateline, find_dateline
from communique.clean.lines import ENDS_SENTENCE, Line, physical_lines, split_lines
from communique.clean.months import printed_dates
from communique.clean.parts import (
    WEEKDAY_DATE,
    credit_start,
    is_byline,
    is_caption,
    is_date_line,
    is_signature,
    is_writers_note,
)
from communique.clean.phrases import PhraseHit, phrase_hit
from communique.clean.reasons import CleanReason
from communique.clean.scores import body_scores
from communique.clean.title import Media, content_words, cut_suffix, headline_score, normal
from communique.records import Block

BODY_FROM = 0.5
HEADLINE_FROM = 0.75
HEADLINE_OF_PASTED = 0.45
"""Least score of a headline on a page, and in a text of few lines, where less can be mistaken for one."""
DECORATED = re.compile(r"(?:>{2,}|\+{2,}|[─═━~=#]{2,}|\*{2,})\s*\S")
PICTURE_MARK = re.compile(r"\[?(?:photos?|picture|pic|image|chart|graphic|map|infographic)\s*(?:\]|:)", re.I)
BY = re.compile(r"\bby\b", re.I)
DATE_LEAD = re.compile(
    r"[\s|,·/–—-]*\b(?:(?:published|posted|updated|on|at|mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?[\s,:]*)+$|[\s|,]*\d{1,2}:\d{2}.{0,10}$",
    re.I,
)
LETTER = re.compile(r"[^\W_]")
PASTED_LINES = 60
PASTED_OTHERS = 6
"""A text of so few lines, with no more other lines than this or than it has sentences, was pasted."""
LEAD_CHARACTERS = 700
LOOK_BACK = 40
"""Lines above the first body line among which the headline is looked for."""


Scorer = Callable[[Sequence[str], Sequence[PhraseHit | None]], list[float]]


@dataclass
class Mark:
    """What one line was found to be. Mutable while the line's neighbours are weighed; never leaves this
    module."""

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
    """What markup says of a line: the element's role (see html_page.PageLine) and whether an extractor
    picked it."""

    role: str
    kept: bool


def plain_blocks(
    text: str,
    *,
    given_title: str | None = None,
    media: Media | None = None,
    scorer: Scorer = body_scores,
) -> list[Block]:
    """Blocks covering every non-blank line of a plain text, in order. `scorer`: the line model, for
    evaluation."""
    lines = split_lines(text)
    hits = [phrase_hit(line.text) for line in lines]
    scores = scorer([line.text for line in lines], hits)
    marks = [Mark(line, hit, score) for line, hit, score in zip(lines, hits, scores, strict=True)]
    return _marked(marks, given_title, media, pasted=True)


def hinted_blocks(
    text: str, hints: Sequence[Hint], *, given_title: str | None = None, media: Media | None = None
) -> list[Block]:
    """Blocks of a text extracted from markup, one hint a line: what the extractor picked is body unless it
    says of
    itself that it is something else."""
    lines = physical_lines(text)
    hits = [phrase_hit(line.text) for line in lines]
    marks = [
        Mark(line, hit, 0.95 if hint.kept else 0.05)
        for line, hit, hint in zip(lines, hits, hints, strict=True)
    ]
    for mark, hint in zip(marks, hints, strict=True):
        _apply_hint(mark, hint)
    return _marked(marks, given_title, media, pasted=False)


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
    elif hint.role == "link" and not (hint.kept and ENDS_SENTENCE.search(mark.line.text) and n_words >= 12):
        _set(mark, "dropped", CleanReason.RELATED)
    elif hint.role == "navigation" and not hint.kept:
        _set(mark, "dropped", CleanReason.NAVIGATION)
    if hint.role in ("h1", "heading", "navigation", "link", "time", "byline", "caption", "credit"):
        mark.score = min(mark.score, 0.4)
    mark.role = hint.role


def _marked(marks: list[Mark], given_title: str | None, media: Media | None, *, pasted: bool) -> list[Block]:
    _mark_parts(marks)
    _mark_body(marks, pasted=pasted)
    _mark_headline(marks, given_title, media)
    _mark_names(marks)
    _mark_doubles(marks)
    _mark_inside(marks)
    _mark_dateline(marks)
    return [block for mark in marks for block in _blocks(mark)]


def _set(mark: Mark, kind: str, reason: CleanReason) -> None:
    mark.kind, mark.reason = kind, reason


def _mark_parts(marks: list[Mark]) -> None:
    """What a line says of itself: separators, date lines, bylines, credits, captions, phrases of the
    lexicon."""
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
        elif mark.hit is not None and _says_so(mark.hit, n_words, mark.score):
            _set(mark, "dropped", mark.hit.reason)
        elif DECORATED.match(line):
            _set(mark, "dropped", CleanReason.ADVERTISEMENT)
        elif (PICTURE_MARK.match(line) and n_words >= 4) or is_caption(
            line, mark.credit, doubtful=above or mark.score < BODY_FROM
        ):
            _set(mark, "caption", CleanReason.CAPTION)
        else:
            above = above and (mark.score < BODY_FROM or n_words < 12)
            continue
        mark.score = min(mark.score, 0.49)


def _says_so(hit: PhraseHit, n_words: int, score: float) -> bool:
    """Whether a phrase decides alone: always in a short line, never in a long one that the model is sure
    of."""
    if hit.strength == "whole" or score < BODY_FROM:
        return True
    if hit.strength == "anywhere":
        return n_words < 25 or score < 0.8
    return n_words < 12 or (n_words < 20 and score < 0.7)


def _open(mark: Mark) -> bool:
    """Nothing but the model has spoken on this line yet."""
    return mark.kind == "dropped" and mark.reason is CleanReason.BOILERPLATE


def _mark_body(marks: list[Mark], *, pasted: bool) -> None:
    for mark in marks:
        if _open(mark) and mark.score >= BODY_FROM:
            _set(mark, "body", CleanReason.BODY)
    if pasted:
        _rescue_pasted(marks)
    first = next((i for i, mark in enumerate(marks) if mark.kind == "body"), None)
    if first is not None:
        mark = marks[first]
        # Above the text proper, a line with the weekday and the full date of a scene describes a picture.
        later_body = any(later.kind == "body" for later in marks[first + 1 :])
        if WEEKDAY_DATE.search(mark.line.text) and later_body and not find_dateline(mark.line.text):
            _set(mark, "caption", CleanReason.CAPTION)


def _rescue_pasted(marks: list[Mark]) -> None:
    """Full sentences of a text that is no page but was pasted or sent: few lines, and prose among them is
    common.

    The line model has seen pages with a hundred lines of menus; on three bare sentences it has nothing to
    go by.
    Sentences between body lines or next to them are kept; farther off they are teasers of other reports.
    """
    undecided = [mark for mark in marks if _open(mark)]
    sentences = [mark for mark in undecided if _is_sentence(mark.line.text)]
    n_body = sum(mark.kind == "body" for mark in marks)
    n_other = len(undecided) - len(sentences)
    if len(marks) > PASTED_LINES or n_other > max(PASTED_OTHERS, n_body + len(sentences)):
        return
    if not n_body:
        for mark in sentences or (undecided if len(undecided) <= 2 else []):
            if len(mark.line.text.split()) >= 4:
                _set(mark, "body", CleanReason.PROSE)
        return
    body = [i for i, mark in enumerate(marks) if mark.kind == "body"]
    for index in range(body[0], body[-1]):
        if _open(marks[index]) and _is_sentence(marks[index].line.text):
            _set(marks[index], "body", CleanReason.PROSE)
    for edge, step in ((body[0], -1), (body[-1], 1)):
        index = edge + step
        while 0 <= index < len(marks) and _open(marks[index]) and _is_full(marks[index].line.text):
            _set(marks[index], "body", CleanReason.PROSE)
            index += step


def _is_full(line: str) -> bool:
    """A statement that ends with a full stop, or so long a line that it can only be a paragraph, cut off or
    not."""
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
        if any(other.kind in ("byline", "date") for other in marks[index + 1 : index + 3]):
            score += 0.5
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
    if score < (HEADLINE_FROM if len(marks) > PASTED_LINES else HEADLINE_OF_PASTED):
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


def _mark_names(marks: list[Mark]) -> None:
    """ "Hollis Brandt in Seoul", "Our Gulf staff": between headline and text, who wrote it may stand
    without "by"."""
    title = next((i for i, mark in enumerate(marks) if mark.kind == "title"), None)
    if title is None or any(mark.kind == "byline" for mark in marks):
        return
    for mark in marks[title + 1 : title + 6]:
        if len(mark.line.text.split()) >= 15:
            return
        if (mark.kind == "body" or _open(mark)) and is_signature(mark.line.text):
            _set(mark, "byline", CleanReason.BYLINE)
            return


def _mark_doubles(marks: list[Mark]) -> None:
    """A caption or other short line of four words or more, or a full paragraph, that already stood there.
    Body lines
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
    """Short lines between body lines: a subhead, or part of the text."""
    body = [i for i, mark in enumerate(marks) if mark.kind == "body"]
    while len(body) > 1 and _trails(marks[body[-1]].line.text):
        _set(marks[body.pop()], "dropped", CleanReason.OUTSIDE)
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
                _set(mark, "subhead", CleanReason.SUBHEAD)
        elif _open(mark) and before.kind == "body" and after.kind == "body":
            if line.startswith(("“", '"', "‘", "•", "- ", "– ")) or ENDS_SENTENCE.search(line):
                _set(mark, "body", CleanReason.INSIDE)
            elif _is_subhead(line) and ENDS_SENTENCE.search(before.line.text):
                _set(mark, "subhead", CleanReason.SUBHEAD)


def _trails(line: str) -> bool:
    """A short line that is no sentence: below the last sentence of a report stand headlines of others."""
    return len(line.split()) < 12 and not ENDS_SENTENCE.search(line)


def _is_subhead(line: str) -> bool:
    """At most ten words, a capital or a quotation mark first, no mark of a sentence's end."""
    starts = line[0].isupper() or line[0].isdigit() or line[0] in "“\"'‘"
    return len(line.split()) <= 10 and starts and not ENDS_SENTENCE.search(line)


def _mark_dateline(marks: list[Mark]) -> None:
    """The dateline opens one of the first three body lines, and only one."""
    first = next((i for i, mark in enumerate(marks) if mark.kind == "body"), 0)
    for mark in marks[max(0, first - 2) : first]:
        if _open(mark) and find_dateline(mark.line.text + " The") is not None and len(mark.line.text) < 90:
            _set(mark, "dateline", CleanReason.DATELINE)
            return
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
    if mark.kind == "byline":
        return _byline_blocks(start, line)
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


def _byline_blocks(start: int, line: str) -> list[Block]:
    """The byline, and the date that stands before or after it on the line, as blocks of their own."""
    dates = printed_dates(line)
    byline = CleanReason.BYLINE.value
    if not dates:
        return [Block(start, start + len(line), "byline", byline)]
    by = BY.search(line)
    first, last = dates[0].start, dates[-1].end
    if by is not None and by.start() >= last:
        return [
            Block(start, start + len(line[: by.start()].rstrip(" |,-–—/·")), "date", CleanReason.DATE.value),
            Block(start + by.start(), start + len(line), "byline", byline),
        ]
    name = line[:first].rstrip(" |,-–—/·:")
    name = DATE_LEAD.sub("", name).rstrip(" |,-–—/·:")
    if len(name) < 4:
        return [Block(start, start + len(line), "byline", byline)]
    rest = start + len(name) + len(line[len(name) :]) - len(line[len(name) :].lstrip(" |,-–—/·:"))
    return [
        Block(start, start + len(name), "byline", byline),
        Block(rest, start + len(line), "date", CleanReason.DATE.value),
    ]
