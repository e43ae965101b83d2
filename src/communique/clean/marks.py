"""What single lines were found to be, while their neighbours are still weighed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from communique.clean.dateline import Dateline
from communique.clean.lines import ENDS_SENTENCE, Line
from communique.clean.parts import credit_start, is_byline, is_caption, is_date_line, is_writers_note
from communique.clean.phrases import PhraseHit
from communique.clean.reasons import CleanReason

BODY_FROM = 0.5


LETTER = re.compile(r"[^\W_]")


DECORATED = re.compile(r"(?:>{2,}|\+{2,}|[─═━~=#]{2,}|\*{2,})\s*\S")


PICTURE_MARK = re.compile(r"\[?(?:photos?|picture|pic|image|chart|graphic|map|infographic)\s*(?:\]|:)", re.I)


@dataclass
class Mark:
    """What one line was found to be. Mutable while the line's
    neighbours are weighed; never leaves this module."""

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
    """What markup says of a line: the element's role (see
    html_page.PageLine) and whether an extractor picked it."""

    role: str
    kept: bool


def settle(mark: Mark, kind: str, reason: CleanReason) -> None:
    mark.kind, mark.reason = kind, reason


def undecided(mark: Mark) -> bool:
    """Nothing but the model has spoken on this line yet."""
    return mark.kind == "dropped" and mark.reason is CleanReason.BOILERPLATE


def apply_hint(mark: Mark, hint: Hint) -> None:
    n_words = len(mark.line.text.split())
    if hint.role == "caption":
        settle(mark, "caption", CleanReason.CAPTION)
    elif hint.role == "credit":
        settle(mark, "credit", CleanReason.CREDIT)
    elif hint.role == "byline" and n_words <= 20 and not hint.kept:
        settle(mark, "byline", CleanReason.BYLINE)
    elif hint.role == "heading" and hint.kept and n_words <= 20:
        settle(mark, "subhead", CleanReason.SUBHEAD)
    elif hint.role == "link" and not (hint.kept and ENDS_SENTENCE.search(mark.line.text) and n_words >= 12):
        settle(mark, "dropped", CleanReason.RELATED)
    elif hint.role == "navigation" and not hint.kept:
        settle(mark, "dropped", CleanReason.NAVIGATION)
    if hint.role in ("h1", "heading", "navigation", "link", "time", "byline", "caption", "credit"):
        mark.score = min(mark.score, 0.4)
    mark.role = hint.role


def mark_parts(marks: list[Mark]) -> None:
    """What a line says of itself: separators, date lines, bylines,
    credits, captions, phrases of the lexicon."""
    above = True
    for mark in marks:
        line = mark.line.text
        n_words = len(line.split())
        mark.credit = credit_start(line)
        if not LETTER.search(line):
            settle(mark, "dropped", CleanReason.SEPARATOR)
        elif mark.credit == 0:
            settle(mark, "credit", CleanReason.CREDIT)
        elif mark.kind == "caption":
            continue
        elif is_date_line(line):
            settle(mark, "date", CleanReason.DATE)
        elif is_writers_note(line):
            settle(mark, "credit", CleanReason.WRITERS)
        elif is_byline(line):
            settle(mark, "byline", CleanReason.BYLINE)
        elif mark.hit is not None and _says_so(mark.hit, n_words, mark.score):
            settle(mark, "dropped", mark.hit.reason)
        elif DECORATED.match(line):
            settle(mark, "dropped", CleanReason.ADVERTISEMENT)
        elif (PICTURE_MARK.match(line) and n_words >= 4) or is_caption(
            line, mark.credit, doubtful=above or mark.score < BODY_FROM
        ):
            settle(mark, "caption", CleanReason.CAPTION)
        else:
            above = above and (mark.score < BODY_FROM or n_words < 12)
            continue
        mark.score = min(mark.score, 0.49)


def _says_so(hit: PhraseHit, n_words: int, score: float) -> bool:
    """Whether a phrase decides alone: always in a short line, never
    in a long one that the model is sure of."""
    if hit.strength == "whole" or score < BODY_FROM:
        return True
    if hit.strength == "anywhere":
        return n_words < 25 or score < 0.8
    return n_words < 12 or (n_words < 20 and score < 0.7)
