"""Plain text as scrapers leave it: every line is kept, set apart or dropped, with a reason."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from communique.clean.body import mark_body, mark_doubles, mark_inside
from communique.clean.dateline import find_dateline
from communique.clean.headline import mark_headline, mark_names, mark_standfirst
from communique.clean.lines import physical_lines, split_lines
from communique.clean.marks import Hint, Mark, apply_hint, mark_parts, settle, undecided
from communique.clean.months import printed_dates
from communique.clean.phrases import PhraseHit, phrase_hit
from communique.clean.reasons import CleanReason
from communique.clean.scores import body_scores
from communique.clean.title import Media
from communique.records import Block

Scorer = Callable[[Sequence[str], Sequence[PhraseHit | None]], list[float]]


BY = re.compile(r"\bby\b", re.I)


DATE_LEAD = re.compile(
    r"[\s|,·/–—-]*\b(?:(?:published|posted|updated|on|at|mon|tues?|wednes|thurs?|fri|satur|sun)(?:day)?[\s,:]*)+$|[\s|,]*\d{1,2}:\d{2}.{0,10}$",
    re.I,
)


def plain_blocks(
    text: str,
    *,
    given_title: str | None = None,
    media: Media | None = None,
    scorer: Scorer = body_scores,
) -> list[Block]:
    """Blocks covering every non-blank line of a plain text, in order.
    `scorer`: the line model, for evaluation."""
    lines = split_lines(text)
    hits = [phrase_hit(line.text) for line in lines]
    scores = scorer([line.text for line in lines], hits)
    marks = [Mark(line, hit, score) for line, hit, score in zip(lines, hits, scores, strict=True)]
    return _marked(marks, given_title, media, pasted=True)


def hinted_blocks(
    text: str, hints: Sequence[Hint], *, given_title: str | None = None, media: Media | None = None
) -> list[Block]:
    """Blocks of a text extracted from markup, one hint a line: what the extractor picked
    is body unless it says of itself that it is something else."""
    lines = physical_lines(text)
    hits = [phrase_hit(line.text) for line in lines]
    marks = [
        Mark(line, hit, 0.95 if hint.kept else 0.05)
        for line, hit, hint in zip(lines, hits, hints, strict=True)
    ]
    for mark, hint in zip(marks, hints, strict=True):
        apply_hint(mark, hint)
    return _marked(marks, given_title, media, pasted=False)


def _marked(marks: list[Mark], given_title: str | None, media: Media | None, *, pasted: bool) -> list[Block]:
    mark_parts(marks)
    mark_body(marks, pasted=pasted)
    mark_headline(marks, given_title, media)
    mark_names(marks)
    mark_standfirst(marks)
    mark_doubles(marks)
    mark_inside(marks, pasted=pasted)
    _mark_dateline(marks)
    return [block for mark in marks for block in _blocks(mark)]


def _mark_dateline(marks: list[Mark]) -> None:
    """The dateline opens one of the first three body lines, and only one."""
    first = next((i for i, mark in enumerate(marks) if mark.kind == "body"), 0)
    for mark in marks[max(0, first - 2) : first]:
        if (
            undecided(mark)
            and find_dateline(mark.line.text + " The") is not None
            and len(mark.line.text) < 90
        ):
            settle(mark, "dateline", CleanReason.DATELINE)
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
        return [Block(start, start + len(DATE_LEAD.sub("", line).rstrip(" |,-–—/·:")), "byline", byline)]
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
